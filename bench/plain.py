"""The second yardstick: plain DRF, with nested ModelSerializers and page numbers with a count.

It sees what is shared with a region, and does nothing else that the hub does: no keys, scopes, limits, audit or tags.
"""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.plain_settings"
django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db.models import Q  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402
from rest_framework import generics, serializers  # noqa: E402

from blogs.models import Post, Theme  # noqa: E402
from improvement_hub.councils.models import Council, Region  # noqa: E402

SHARED = Q(visibility__in=["public", "sector"]) | Q(visibility="region", owner__region=os.environ["HUB_BENCH_REGION"])


class RegionSerializer(serializers.ModelSerializer):
    class Meta:
        model = Region
        fields = ["id", "slug", "name"]


class CouncilSerializer(serializers.ModelSerializer):
    class Meta:
        model = Council
        fields = ["id", "gss", "name"]


class ThemeSerializer(serializers.ModelSerializer):
    class Meta:
        model = Theme
        fields = ["id", "slug", "name"]


class PostSerializer(serializers.ModelSerializer):
    authors = serializers.SlugRelatedField("name", many=True, read_only=True)
    councils = CouncilSerializer(many=True)
    region = RegionSerializer(source="owner.region", allow_null=True, default=None)
    themes = ThemeSerializer(many=True)

    class Meta:
        model = Post
        fields = [
            *("id", "slug", "title", "kind", "summary", "published_on", "state", "visibility"),
            *("authors", "councils", "region", "themes", "source_url", "demonstration"),
        ]


class WholePostSerializer(PostSerializer):
    class Meta(PostSerializer.Meta):
        fields = [*PostSerializer.Meta.fields, "body", "returned_reason", "publish_at"]


class Posts:
    serializer_class = PostSerializer

    def get_queryset(self):
        posts = Post.objects.filter(SHARED, state="published").select_related("owner__region")
        return posts.prefetch_related("authors", "councils", "themes").order_by("-sort_day", "title", "id")


class PostList(Posts, generics.ListAPIView):
    def get_queryset(self):
        asked = self.request.query_params
        posts = super().get_queryset()
        if theme := asked.get("theme"):
            posts = posts.filter(themes__slug=theme)
        if region := asked.get("region"):
            posts = posts.filter(Q(owner__region__slug=region) | Q(councils__region__slug=region))
        return posts.distinct() if theme or region else posts


class PostDetail(Posts, generics.RetrieveAPIView):
    serializer_class = WholePostSerializer


urlpatterns = [path("api/v1/posts/", PostList.as_view()), path("api/v1/posts/<uuid:pk>/", PostDetail.as_view())]
urlpatterns.append(path("healthz", lambda request: HttpResponse("ok")))
application = WSGIHandler()
