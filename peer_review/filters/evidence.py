import django_filters

from improvement_hub.core.filters import HubFilterSet, YesNoFilter
from peer_review.models import Activity, Evidence, KeyLineOfEnquiry, SourceRole


class EvidenceFilterSet(HubFilterSet):
    """Of one review on the page; `review` is the API's."""

    review = django_filters.UUIDFilter(field_name="activity__review_id", label="Review")
    keyline = django_filters.ModelChoiceFilter(
        queryset=KeyLineOfEnquiry.objects.none(),
        label="Key line of enquiry",
        empty_label="All",
    )
    activity = django_filters.ModelChoiceFilter(queryset=Activity.objects.none(), label="Activity", empty_label="All")
    bearing = django_filters.ChoiceFilter(
        choices=Evidence.Bearing.choices, label="Strength, concern or context", empty_label="All"
    )
    source_role = django_filters.ChoiceFilter(choices=SourceRole.choices, label="Source", empty_label="All")
    mine = YesNoFilter(method="by_me", label="Written by", either="Anyone", yes="Me")
    withdrawn = YesNoFilter(
        field_name="withdrawn_at",
        lookup_expr="isnull",
        exclude=True,
        label="Withdrawn",
        either="All",
        yes="Only withdrawn",
        no="Not withdrawn",
    )

    class Meta:
        model = Evidence
        fields = ["review", "keyline", "activity", "bearing", "source_role", "mine", "withdrawn"]

    def __init__(self, *args, review=None, **kwargs):
        """Offers only key lines and activities that the actor may see; with a `review`, that review's."""
        super().__init__(*args, **kwargs)
        for name, model in (("keyline", KeyLineOfEnquiry), ("activity", Activity)):
            seen = model.objects.visible_to(self.actor)
            self.filters[name].queryset = seen.filter(review=review) if review else seen
        if review:
            del self.filters["review"]

    def by_me(self, queryset, name, value):
        return queryset.filter(author=self.actor.person_id) if value else queryset
