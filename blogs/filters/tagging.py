import django_filters
from django.db.models import Exists, OuterRef

from blogs.filters.posts import PostFilterSet
from blogs.models import Post, PostTheme
from improvement_hub.core.filters import DemonstrationFilter, HubFilterSet


class TaggingFilterSet(HubFilterSet):
    q = django_filters.CharFilter(label="Words", method="with_words", max_length=200)
    kind = django_filters.ChoiceFilter(label="Kind", choices=Post.Kind.choices, empty_label="Every kind")
    themes = django_filters.ChoiceFilter(
        label="Themes so far", method="so_far", choices=[("none", "None"), ("one", "One")], empty_label="None or one"
    )
    demonstration = DemonstrationFilter(shown_to_its_people=True)
    with_words = PostFilterSet.with_words

    class Meta:
        model = Post
        fields = ["q", "kind", "themes", "demonstration"]

    def so_far(self, queryset, name, value: str):
        tagged = Exists(PostTheme.objects.filter(post=OuterRef("pk")))
        return queryset.filter(tagged if value == "one" else ~tagged)
