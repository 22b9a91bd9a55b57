import django_filters
from django.forms import HiddenInput

from improvement_hub.core.filters import DemonstrationFilter, HubFilterSet
from improvement_hub.councils.filters import regions_offered
from improvement_hub.councils.queries import council_called
from peer_review import queries
from peer_review.models import Action, FeedbackLink, FollowUp, Recommendation, TeamMember
from peer_review.workflow import ActionState, RecommendationState

YEARS = {"min_value": 1990, "max_value": 2200}


class RecommendationFilterSet(HubFilterSet):
    """For the list and for the figures: both count the same rows."""

    review = django_filters.UUIDFilter(field_name="review_id", label="Review", widget=HiddenInput())
    council = django_filters.CharFilter(
        label="Host", method="of_host", max_length=150, help_text="Its name, or any code it ever had."
    )
    region = django_filters.ModelChoiceFilter(
        label="Region", queryset=regions_offered, to_field_name="slug", field_name="review__host__region",
        empty_label="Every region",
    )  # fmt: skip
    theme = django_filters.ModelChoiceFilter(
        label="Theme", queryset=queries.themes, to_field_name="slug", field_name="review__theme", empty_label="All"
    )
    year = django_filters.NumberFilter(
        label="Year of the report", field_name="followed_from", lookup_expr="year", **YEARS
    )
    state = django_filters.ChoiceFilter(label="Answer", choices=RecommendationState, empty_label="All")
    done = django_filters.ChoiceFilter(
        label="Done, in any follow-up", choices=FollowUp.Done, method="with_answer", empty_label="All"
    )
    demonstration = DemonstrationFilter(lookup="review__host__demonstration", shown_to_its_people=True)

    class Meta:
        model = Recommendation
        fields = ["review", "council", "region", "theme", "year", "state", "done", "demonstration"]

    def of_host(self, queryset, name, value):
        council = council_called(value)
        return queryset.filter(review__host=council) if council else queryset.none()

    def with_answer(self, queryset, name, value: str):
        return queryset.filter(pk__in=FollowUp.objects.filter(done=value).values("recommendation"))


class FigureFilterSet(RecommendationFilterSet):
    class Meta(RecommendationFilterSet.Meta):
        fields = ["region", "theme", "year", "demonstration"]

    review = council = state = done = None


class ActionFilterSet(HubFilterSet):
    review = django_filters.UUIDFilter(field_name="recommendation__review_id")
    recommendation = django_filters.UUIDFilter(field_name="recommendation_id")
    state = django_filters.ChoiceFilter(choices=ActionState)
    due_by = django_filters.DateFilter(field_name="due_on", lookup_expr="lte")
    demonstration = DemonstrationFilter(lookup="recommendation__review__host__demonstration", shown_to_its_people=True)

    class Meta:
        model = Action
        fields = ["review", "recommendation", "state", "due_by", "demonstration"]


class FeedbackLinkFilterSet(HubFilterSet):
    class Meta:
        model = FeedbackLink
        fields = ["audience"]


class LedgerFilterSet(HubFilterSet):
    year = django_filters.NumberFilter(label="Year", field_name="review__starts_on", lookup_expr="year", **YEARS)
    demonstration = DemonstrationFilter(lookup="review__host__demonstration", shown_to_its_people=True)

    class Meta:
        model = TeamMember
        fields = ["year", "demonstration"]
