"""One's own saved views over the API, by the same services as the pages."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from improvement_hub.core.api import IDEMPOTENCY_KEY, IF_MATCH, ChangeResource, expected_version
from improvement_hub.core.filters import HubFilterSet, TrueOrFalseFilter
from improvement_hub.core.idempotency import once
from improvement_hub.core.models import SavedView
from improvement_hub.core.saved import services
from improvement_hub.core.saved.queries import one_view
from improvement_hub.core.shapes.addresses import Addressed


class SavedViewFilterSet(HubFilterSet):
    is_followed = TrueOrFalseFilter()

    class Meta:
        model = SavedView
        fields = ["place", "is_followed"]


class SavedViewSerializer(Addressed, serializers.ModelSerializer):
    """A list as you like to see it: the query string of its page, under a name of your own."""

    url = serializers.SerializerMethodField(help_text="The list as it was saved.")

    class Meta:
        model = SavedView
        collection = "saved-views"
        fields = ["id", "place", "name", "query", "is_default", "is_followed", "url"]
        extra_kwargs = {
            "place": {"help_text": "The path of the list, such as /search/."},
            "query": {"help_text": "The query string of the page, without a question mark."},
            "is_default": {"help_text": "The list opens with it."},
            "is_followed": {"help_text": "Your digest tells what it newly finds; views of /search/ alone."},
        }

    def get_url(self, view) -> str:
        return self.context["request"].build_absolute_uri(view.get_absolute_url())


class ChangeViewSerializer(serializers.Serializer):
    """What is left out stays as it is."""

    name = serializers.CharField(max_length=60)
    query = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    is_default = serializers.BooleanField(required=False)
    is_followed = serializers.BooleanField(required=False)


class NewViewSerializer(serializers.Serializer):
    place = serializers.CharField(max_length=250, help_text="The path of a list, such as /search/ or /reviews/.")
    name = serializers.CharField(max_length=60)
    query = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")
    is_followed = serializers.BooleanField(source="follow", required=False, default=False)


class SavedViewResource(ChangeResource):
    """Views that you saved, and nobody else's."""

    serializer_class = SavedViewSerializer
    filterset_class = SavedViewFilterSet
    ordering = ("place", "name", "id")
    queryset = SavedView.objects.none()

    def visible(self, actor):
        return one_view(actor)

    @extend_schema(request=NewViewSerializer, responses={201: SavedViewSerializer}, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        """Save a list with its filters; the same name of the same list replaces what it stood for."""
        return self.answer(services.save_view(by=request.user, **self.read(NewViewSerializer)), status=201)

    @extend_schema(request=ChangeViewSerializer, responses=SavedViewSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Name it otherwise, change its filters, open the list with it, or have your digest tell what it finds."""
        view, version = self.get_object(), expected_version(request)
        said = self.read(ChangeViewSerializer, partial=True)
        return self.answer(services.change_view(view=view, by=request.user, version=version, **said))

    @extend_schema(responses={204: None}, parameters=[IF_MATCH])
    def destroy(self, request, pk):
        """Delete the view. The list itself stays as it is."""
        services.forget_view(view=self.get_object(), by=request.user, version=expected_version(request))
        return Response(status=204)


RESOURCES = [("saved-views", SavedViewResource, "api-saved-view")]
