import django_filters

from improvement_hub.core.filters import DemonstrationFilter, HubFilterSet, TrueOrFalseFilter
from peer_review import queries
from peer_review.models import AccuracyComment, Paragraph, Report


class ReportFilterSet(HubFilterSet):
    review = django_filters.UUIDFilter(field_name="review_id")
    theme = django_filters.ModelChoiceFilter(
        field_name="review__theme", queryset=queries.themes, to_field_name="slug", label="Theme"
    )
    final = TrueOrFalseFilter(field_name="review__final_at", lookup_expr="isnull", exclude=True)
    demonstration = DemonstrationFilter(lookup="review__host__demonstration", shown_to_its_people=True)

    class Meta:
        model = Report
        fields = ["review", "theme", "final", "demonstration"]


class ParagraphFilterSet(HubFilterSet):
    report = django_filters.UUIDFilter(field_name="report_id")
    finding = django_filters.UUIDFilter(field_name="finding_id")
    demonstration = DemonstrationFilter(lookup="report__review__host__demonstration", shown_to_its_people=True)

    class Meta:
        model = Paragraph
        fields = ["report", "finding", "demonstration"]


class CommentFilterSet(HubFilterSet):
    report = django_filters.UUIDFilter(field_name="paragraph__report_id")
    answered = TrueOrFalseFilter(field_name="answered_at", lookup_expr="isnull", exclude=True)
    demonstration = DemonstrationFilter(
        lookup="paragraph__report__review__host__demonstration", shown_to_its_people=True
    )

    class Meta:
        model = AccuracyComment
        fields = ["report", "answered", "demonstration"]
