"""Reports, their paragraphs and the accuracy check over the API."""

from django.http import HttpResponse
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, OpenApiTypes, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.negotiation import DefaultContentNegotiation

from improvement_hub.accounts.asking import refuse_unless_fresh
from improvement_hub.core.api import IDEMPOTENCY_KEY, IF_MATCH, ChangeResource, expected_version
from improvement_hub.core.files.documented import file_answers
from improvement_hub.core.idempotency import once
from improvement_hub.core.models import BEYOND_THE_TEAM
from improvement_hub.core.permissions import allows
from improvement_hub.core.shapes.addresses import Addressed
from peer_review import queries, services
from peer_review.api.shared import CouncilNameSerializer, ReviewThemeSerializer, page_of
from peer_review.filters import CommentFilterSet, ParagraphFilterSet, ReportFilterSet
from peer_review.models import AccuracyComment, Paragraph, Report, Statement
from peer_review.models.reports import LONGEST_PARAGRAPH
from peer_review.models.statements import LONGEST_STATEMENT
from peer_review.report import Kind

KIND = OpenApiParameter(
    "kind",
    str,
    OpenApiParameter.PATH,
    enum=Kind.values,
    description="\n".join(f"* `{kind.value}` - {kind.label}" for kind in Kind),
)


class ReportSerializer(Addressed, serializers.ModelSerializer):
    """A report as far as everyone who may read it knows it; the host's check is between team and host."""

    title = serializers.CharField(source="review.title")
    host = CouncilNameSerializer(source="review.host")
    theme = ReviewThemeSerializer(source="review.theme")
    state = serializers.CharField(source="review.state", help_text="The state of its review.")
    final_at = serializers.DateTimeField(source="review.final_at", allow_null=True)
    check_due_on = serializers.SerializerMethodField(help_text="Until when the host checks it; for team and host.")
    check_done = serializers.SerializerMethodField(help_text="The host is done; null for others than team and host.")
    url = serializers.SerializerMethodField(help_text="The page that shows the same.")

    class Meta:
        collection = "reports"
        of_the_reader = ["check_due_on", "check_done"]
        model = Report
        fields = [
            "id",
            "review",
            "title",
            "host",
            "theme",
            "state",
            "visibility",
            "final_at",
            "check_due_on",
            "check_done",
            "url",
        ]

    def inside(self, report) -> bool:
        return allows(self.context["request"].user, "peer_review.read_review", report)

    @extend_schema_field(OpenApiTypes.DATE)
    def get_check_due_on(self, report):
        return report.check_due_on if self.inside(report) else None

    def get_check_done(self, report) -> bool | None:
        return report.check_done_at is not None if self.inside(report) else None

    def get_url(self, report) -> str:
        return page_of(self, report)


class ParagraphSerializer(Addressed, serializers.ModelSerializer):
    """A part of a letter; `finding` is what it says in words, and null for opening, summary and closing."""

    question = serializers.CharField(source="finding.keyline.question", default=None, allow_null=True)
    bearing = serializers.ChoiceField(
        source="finding.bearing", choices=Statement.Bearing.choices, default=None, allow_null=True
    )

    class Meta:
        collection = "report-paragraphs"
        model = Paragraph
        fields = ["id", "report", "part", "question", "bearing", "finding", "text", "removed_at"]


class ReportFileSerializer(serializers.Serializer):
    kind = serializers.CharField()
    label = serializers.CharField()
    url = serializers.CharField()


class OneReportSerializer(ReportSerializer):
    paragraphs = ParagraphSerializer(source="letter", many=True)
    files = serializers.SerializerMethodField()

    class Meta(ReportSerializer.Meta):
        fields = [*ReportSerializer.Meta.fields, "paragraphs", "files"]

    @extend_schema_field(ReportFileSerializer(many=True))
    def get_files(self, report):
        return [{"kind": kind.value, "label": kind.label, "url": self.address(report, kind)} for kind in Kind]

    def address(self, report, kind):
        path = reverse("api-report-file", kwargs={"pk": report.pk, "kind": kind.value})
        return self.context["request"].build_absolute_uri(path)


class ShareReportSerializer(serializers.Serializer):
    visibility = serializers.ChoiceField(choices=BEYOND_THE_TEAM)


class AsItIs(DefaultContentNegotiation):
    """A file is sent as what it is, whatever the client says it accepts."""

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


class ReportResource(ChangeResource):
    """Reports of reviews, as far as the actor may read them: by others than team and host once they are final."""

    filterset_class = ReportFilterSet
    ordering = ("-created_at", "id")
    queryset = Report.objects.none()

    def visible(self, actor):
        return queries.reports(actor)

    def get_serializer_class(self):
        return ReportSerializer if self.action == "list" else OneReportSerializer

    @extend_schema(request=ShareReportSerializer, responses=OneReportSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"])
    @once
    def share(self, request, pk):
        """Set who reads a final report; only the host's director does."""
        report, version = self.get_object(), expected_version(request)
        refuse_unless_fresh(request)
        said = self.read(ShareReportSerializer)
        return self.answer(services.share_report(report=report, by=request.user, version=version, **said))

    @extend_schema(request=None, responses=OneReportSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"], url_path="checked")
    @once
    def checked(self, request, pk):
        """The host says that its accuracy check is done."""
        report, version = self.get_object(), expected_version(request)
        return self.answer(services.end_check(report=report, by=request.user, version=version))

    @extend_schema(request=None, responses=OneReportSerializer, parameters=[IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"], url_path="new-findings")
    @once
    def new_findings(self, request, pk):
        """Add a paragraph for every finding that has none."""
        return self.answer(services.bring_findings_in(report=self.get_object(), by=request.user))

    @extend_schema(parameters=[KIND], responses=file_answers(kind.media_type for kind in Kind))
    @action(
        detail=True,
        url_path="files/<str:kind>",
        url_name="file",
        content_negotiation_class=AsItIs,
    )
    def file(self, request, pk, kind):
        """The slides (pptx), the letter (docx) or the letter as a PDF (pdf)."""
        report = self.get_object()
        if kind not in Kind.values:
            raise NotFound
        content = services.file_of(review=report.review, kind=kind)
        return HttpResponse(content, content_type=Kind(kind).media_type)


class ParagraphWordsSerializer(serializers.Serializer):
    text = serializers.CharField(max_length=LONGEST_PARAGRAPH, allow_blank=True)


class NewParagraphSerializer(serializers.Serializer):
    report = serializers.PrimaryKeyRelatedField(queryset=Report.objects.none())
    finding = serializers.PrimaryKeyRelatedField(queryset=Statement.objects.none())
    text = serializers.CharField(max_length=LONGEST_PARAGRAPH)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if request := self.context.get("request"):
            self.fields["report"].queryset = Report.objects.visible_to(request.user)
            self.fields["finding"].queryset = Statement.objects.visible_to(request.user)


class ParagraphResource(ChangeResource):
    """The paragraphs of letters. The review lead writes them while the report is a draft."""

    serializer_class = ParagraphSerializer
    filterset_class = ParagraphFilterSet
    ordering = ("created_at", "id")
    queryset = Paragraph.objects.none()

    def visible(self, actor):
        return queries.paragraphs_of(actor)

    @extend_schema(request=NewParagraphSerializer, responses={201: ParagraphSerializer}, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        """Add a paragraph about a finding."""
        said = self.read(NewParagraphSerializer)
        return self.answer(services.add_paragraph(**said, by=request.user), status=201)

    @extend_schema(request=ParagraphWordsSerializer, responses=ParagraphSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Write the paragraph."""
        paragraph, version = self.get_object(), expected_version(request)
        said = self.read(ParagraphWordsSerializer)
        return self.answer(services.write_paragraph(paragraph=paragraph, by=request.user, version=version, **said))

    @extend_schema(request=None, responses=ParagraphSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"])
    @once
    def remove(self, request, pk):
        """Take the paragraph out of the letter."""
        paragraph, version = self.get_object(), expected_version(request)
        return self.answer(services.remove_paragraph(paragraph=paragraph, by=request.user, version=version))


class CommentSerializer(Addressed, serializers.ModelSerializer):
    """What the host says is not accurate, and the review lead's answer; between team and host."""

    author = serializers.CharField(source="author.name")
    paragraph_version = serializers.IntegerField(source="paragraph.version", help_text="For If-Match of an answer.")

    class Meta:
        collection = "accuracy-comments"
        model = AccuracyComment
        fields = [
            "id",
            "paragraph",
            "paragraph_version",
            "quote",
            "inaccurate",
            "evidence",
            "text_then",
            "correction",
            "finding_then",
            "author",
            "outcome",
            "answer",
            "answered_at",
        ]


class CommentParagraphWordsSerializer(serializers.ModelSerializer):
    class Meta:
        model = AccuracyComment
        fields = ["quote", "inaccurate", "evidence"]


class NewCommentSerializer(CommentParagraphWordsSerializer):
    paragraph = serializers.PrimaryKeyRelatedField(queryset=Paragraph.objects.none())

    class Meta(CommentParagraphWordsSerializer.Meta):
        fields = ["paragraph", *CommentParagraphWordsSerializer.Meta.fields]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if request := self.context.get("request"):
            self.fields["paragraph"].queryset = Paragraph.objects.visible_to(request.user)


class AnswerSerializer(serializers.Serializer):
    """`text` is the paragraph as it shall read; leave it out where it stays. `correction` is its finding as that shall
    read; without it the finding of a paragraph that reads as it does follows, and another one stays."""

    outcome = serializers.ChoiceField(choices=AccuracyComment.Outcome.choices)
    answer = serializers.CharField(max_length=2000)
    text = serializers.CharField(max_length=LONGEST_PARAGRAPH, required=False)
    correction = serializers.CharField(max_length=LONGEST_STATEMENT, required=False)


class CommentResource(ChangeResource):
    """The host's comments on reports: what is not accurate, paragraph by paragraph."""

    serializer_class = CommentSerializer
    filterset_class = CommentFilterSet
    ordering = ("created_at", "id")
    queryset = AccuracyComment.objects.none()

    def visible(self, actor):
        return queries.comments(actor)

    @extend_schema(request=NewCommentSerializer, responses={201: CommentSerializer}, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        """Say what is not accurate in a paragraph, for the host."""
        said = self.read(NewCommentSerializer)
        return self.answer(services.comment_on_paragraph(**said, by=request.user), status=201)

    @extend_schema(request=CommentParagraphWordsSerializer, responses=CommentSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Word a comment anew, until it has an answer."""
        comment, version = self.get_object(), expected_version(request)
        before = {name: getattr(comment, name) for name in CommentParagraphWordsSerializer.Meta.fields}
        said = before | self.read(CommentParagraphWordsSerializer, partial=True)
        return self.answer(services.change_comment(comment=comment, by=request.user, version=version, **said))

    @extend_schema(request=AnswerSerializer, responses=CommentSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"], url_path="answer", url_name="answer")
    @once
    def respond(self, request, pk):
        """Answer the host as the review lead; If-Match names the paragraph's version."""
        comment, version = self.get_object(), expected_version(request)
        said = self.read(AnswerSerializer)
        return self.answer(services.answer_comment(comment=comment, by=request.user, version=version, **said))
