import django_filters
from django.db.models import Q
from django.utils import timezone

from improvement_hub.core.filters import DemonstrationFilter, HubFilterSet, TrueOrFalseFilter, YesNoFilter
from improvement_hub.core.models import Visibility
from peer_review import queries
from peer_review.models import ChecklistItem, Document, Review, SelfAssessment
from peer_review.models.documents import Classification, Exemption
from peer_review.workflow import SelfAssessmentState


class DocumentFilterSet(HubFilterSet):
    """The register, for pages, CSV and API."""

    q = django_filters.CharFilter(label="Title or owner", method="named")
    review = django_filters.ModelChoiceFilter(queryset=Review.objects.none(), label="Review", empty_label="All")
    own = YesNoFilter(method="hosted_by_me", label="Host", either="Any council", yes="My own council")
    kind = django_filters.ChoiceFilter(choices=Document.Kind.choices, label="Kind", empty_label="All")
    classification = django_filters.ChoiceFilter(
        choices=Classification.choices, label="Classification", empty_label="All"
    )
    exemption = django_filters.ChoiceFilter(choices=Exemption.choices, label="Exemption", empty_label="All")
    withheld = YesNoFilter(
        method="is_withheld", label="Withheld", either="All", yes="Withheld",
        no="Not withheld",
    )  # fmt: skip
    visibility = django_filters.ChoiceFilter(choices=Visibility.choices, label="Who may read it", empty_label="All")
    due = YesNoFilter(method="is_due", label="Exemption to look at", either="All", yes="Due now")
    demonstration = DemonstrationFilter(lookup="review__host__demonstration", shown_to_its_people=True)

    class Meta:
        model = Document
        fields = [
            *("q", "review", "own", "kind", "classification", "exemption", "withheld", "visibility", "due"),
            "demonstration",
        ]

    def __init__(self, *args, **kwargs):
        """Offers only reviews of which the actor reads a document."""
        super().__init__(*args, **kwargs)
        self.filters["review"].queryset = queries.reviews_with_documents(self.actor)

    def named(self, queryset, name, value):
        return queryset.filter(Q(title__icontains=value) | Q(owner__icontains=value))

    def hosted_by_me(self, queryset, name, value):
        return queryset.filter(review__host__in=self.actor.manages) if value else queryset

    def is_withheld(self, queryset, name, value):
        return queryset.exclude(exemption="") if value else queryset.filter(exemption="")

    def is_due(self, queryset, name, value):
        due = queryset.exclude(exemption="").filter(review_on__lte=timezone.localdate())
        return due if value else queryset


class ChecklistFilterSet(HubFilterSet):
    review = django_filters.UUIDFilter(field_name="review_id")
    required = TrueOrFalseFilter()

    class Meta:
        model = ChecklistItem
        fields = ["review", "required"]


class SelfAssessmentFilterSet(HubFilterSet):
    review = django_filters.UUIDFilter(field_name="review_id")
    state = django_filters.ChoiceFilter(choices=SelfAssessmentState.choices)

    class Meta:
        model = SelfAssessment
        fields = ["review", "state"]
