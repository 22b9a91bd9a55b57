import re

import django_filters
from django.contrib.postgres.search import SearchQuery, TrigramWordSimilarity
from django.core.validators import RegexValidator
from django.db.models import Q

from blogs.filters.on_themes import ThemesFilter
from blogs.filters.standing import StandingFilter
from blogs.models import Post
from blogs.models.posts import WORDS
from blogs.queries import by_or_about, links_within, sees_drafts
from blogs.workflow import PostState
from improvement_hub.core.filters import DemonstrationFilter, HubFilterSet
from improvement_hub.councils.filters import regions_offered
from improvement_hub.councils.models import Council
from improvement_hub.councils.queries import addressed_by

UNDATED = "undated"
LIKE_ENOUGH = 0.35  # of the letters in threes: what two letters in the wrong order leave of a word of seven
A_YEAR_OR_UNDATED = RegexValidator(
    r"^([12]\d{3}|undated)$", "Give a year, such as 2022, or the word undated.", flags=re.I
)


class PostFilterSet(HubFilterSet):
    q = django_filters.CharFilter(label="Words", method="with_words", max_length=200)
    kind = django_filters.ChoiceFilter(label="Kind", choices=Post.Kind.choices, empty_label="Every kind")
    council = django_filters.CharFilter(
        label="Council", method="of_council", max_length=150, help_text="Its name, or any code it ever had."
    )
    region = django_filters.ModelChoiceFilter(
        label="Region", queryset=regions_offered, to_field_name="slug", method="of_region", empty_label="Every region"
    )
    dated = django_filters.CharFilter(
        label="Year", method="of_year", validators=[A_YEAR_OR_UNDATED], help_text="Such as 2022, or undated."
    )
    theme = ThemesFilter(method="on_themes")
    standing = StandingFilter(empty_label="Without archived case studies")
    state = django_filters.ChoiceFilter(label="State", choices=PostState.choices, empty_label="Every state")
    demonstration = DemonstrationFilter(shown_to_its_people=True)

    class Meta:
        model = Post
        fields = ["q", "kind", "council", "region", "dated", "theme", "standing", "state", "demonstration"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not sees_drafts(self.actor):
            self.filters.pop("state", None)

    def with_words(self, queryset, name, value):
        """Words in title, summary or text, “in quotes” as a phrase, -without; else titles spelt much like it."""
        query = SearchQuery(value, search_type="websearch", config="english")
        found = queryset.alias(words=WORDS).filter(words=query)
        if found.exists():
            return found
        return queryset.alias(likeness=TrigramWordSimilarity(value, "title")).filter(likeness__gt=LIKE_ENOUGH)

    def on_themes(self, queryset, name, value: str):
        """On any of these themes, or on one that is part of them."""
        return queryset.filter(pk__in=links_within(value).values("post")) if value else queryset

    def of_council(self, queryset, name, value):
        """By a council or about it."""
        council = addressed_by(Council.objects.all(), value.strip())
        named = Council.objects.filter(Q(name__iexact=value.strip()) | Q(official_name__iexact=value.strip()))
        return self.about(queryset, [council] if council else named)

    def of_region(self, queryset, name, value: str):
        return self.about(queryset, value.councils.all())

    def about(self, queryset, councils):
        return queryset.filter(by_or_about(councils))

    def of_year(self, queryset, name, value):
        if value.lower() == UNDATED:
            return queryset.filter(published_on=None)
        return queryset.filter(published_on__year=value)


class ThemePostFilterSet(PostFilterSet):
    """For the page of one theme, which is no longer a choice there."""

    theme = None

    class Meta(PostFilterSet.Meta):
        fields = [name for name in PostFilterSet.Meta.fields if name != "theme"]


class ArchiveFilterSet(PostFilterSet):
    """For the posts of one year of the archive, all of them published and none invented."""

    dated = standing = state = demonstration = None

    class Meta(PostFilterSet.Meta):
        fields = ["q", "kind", "council", "region", "theme"]
