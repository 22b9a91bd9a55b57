"""The report of a review: its letter in paragraphs, the host's comments on them, and the files it left."""

import pgtrigger
from django.db import models
from django.db.models import Case, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from improvement_hub.accounts.models import Person
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.models import BEYOND_THE_TEAM, HubModel, Visibility, shared_with
from peer_review.models.reviews import Review
from peer_review.models.statements import LONGEST_STATEMENT, Statement
from peer_review.report import Kind
from peer_review.workflow import StatementState

LONGEST_PARAGRAPH, LONGEST_REMARK = 6000, 2000
OF_REPORT = "r.id = {row}.report_id"
OF_PARAGRAPH = "r.id = (SELECT p.report_id FROM peer_review_paragraph p WHERE p.id = {row}.paragraph_id)"


def kept_when_final(name, of, *operations):
    """A trigger: from the moment a report is final, its words stay as they are, whoever asks."""
    changes = pgtrigger.Insert | pgtrigger.Update
    func = """
        IF EXISTS (
            SELECT 1 FROM peer_review_report r JOIN peer_review_review v ON v.id = r.review_id
            WHERE {of} AND v.final_at IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'a final report keeps its words'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_final_report_keeps_its_words';
        END IF;
        RETURN {row};
    """
    return [
        pgtrigger.Trigger(
            name=f"a_final_{name}_is_not_{done}",
            when=pgtrigger.Before,
            operation=operation,
            func=func.format(of=of.format(row=row), row=row),
        )
        for done, operation, row in (("changed", changes, "NEW"), ("deleted", pgtrigger.Delete, "OLD"))
    ]


class ReportQuerySet(models.QuerySet):
    def read_inside(self, actor):
        """With the host's comments: by the team, and by the host from when it was sent to it."""
        team = Q(review__in=Review.objects.with_team_member(actor))
        return self.filter(team | Q(review__in=Review.objects.at_host(actor), sent_at__isnull=False))

    def visible_to(self, actor):
        """The team while it is written, the host from its accuracy check on, others once it is final and the
        host's director shared it with them."""
        shared = shared_with(actor, region="review__host__region_id") & Q(review__final_at__isnull=False)
        return self.filter(Q(pk__in=self.model.objects.read_inside(actor).values("pk")) | shared)


@audited
class Report(HubModel):
    """One for each review, from its draft on. `sent_at` and `check_due_on` stand while the host has it.

    The host's check ends when it says so, or when the day it was asked for is over.
    """

    review = models.OneToOneField(Review, models.CASCADE, related_name="report")
    visibility = models.CharField(max_length=6, choices=BEYOND_THE_TEAM, default=Visibility.REVIEW)
    sent_at = models.DateTimeField(null=True, blank=True)
    check_due_on = models.DateField(null=True, blank=True)
    check_done_at = models.DateTimeField(null=True, blank=True)
    check_done_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "id"]
        triggers = [pgtrigger.ReadOnly(name="a_report_keeps_its_review", fields=["review"])]
        constraints = [
            models.CheckConstraint(
                name="a_report_is_sent_with_a_deadline",
                condition=Q(sent_at=None, check_due_on=None) | Q(sent_at__isnull=False, check_due_on__isnull=False),
            ),
            models.CheckConstraint(
                name="a_check_is_done_by_someone_at_a_time",
                condition=Q(check_done_at=None, check_done_by=None)
                | Q(check_done_at__isnull=False, check_done_by__isnull=False, sent_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Report: {self.review}"

    def get_absolute_url(self):
        return reverse("review-report", args=[self.review_id])

    @property
    def is_checked(self) -> bool:
        """The host is done, or its time is over."""
        return self.check_done_at is not None or (self.sent_at is not None and self.check_is_overdue)

    @property
    def check_is_overdue(self) -> bool:
        return self.check_due_on is not None and self.check_due_on < timezone.localdate()

    @cached_property
    def letter(self) -> list:
        """Its standing paragraphs in reading order; queries load them with the report."""
        return list(self.paragraphs.standing().in_order())


class ParagraphQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(removed_at=None)

    def in_order(self):
        """Opening, summary, what was found by key line with strengths first, closing."""
        parts = Case(*(When(part=part, then=number) for number, part in enumerate(Paragraph.Part.values)))
        bearings = Case(When(finding__bearing=Statement.Bearing.STRENGTH, then=0), default=1)
        rows = self.select_related("finding__keyline")
        return rows.order_by(parts, "finding__keyline__position", bearings, "finding__created_at", "created_at", "id")

    def visible_to(self, actor):
        """With the report; what was taken out of it, to those who read its comments."""
        inside = Report.objects.read_inside(actor)
        return self.filter(
            Q(report__in=inside) | Q(report__in=Report.objects.visible_to(actor), removed_at__isnull=True)
        )


@audited
class Paragraph(HubModel):
    """A part of the letter. One about a finding keeps the words of that finding as they were when it was written:
    where they are other words now, it is looked at again before the host reads it."""

    class Part(models.TextChoices):
        OPENING = "opening", "Opening words"
        SUMMARY = "summary", "Summary"
        FINDING = "finding", "About a finding"
        CLOSING = "closing", "Closing words"

    report = models.ForeignKey(Report, models.CASCADE, related_name="paragraphs")
    part = models.CharField(max_length=7, choices=Part)
    finding = models.ForeignKey(Statement, models.PROTECT, null=True, blank=True, related_name="paragraphs")
    text = models.TextField(max_length=LONGEST_PARAGRAPH, blank=True, validators=[refuse_child_level])
    finding_text = models.TextField(blank=True, editable=False)
    finding_bearing = models.CharField(max_length=11, choices=Statement.Bearing, blank=True, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_paragraph_is_about_a_finding_or_is_a_part",
                condition=(Q(part="finding", finding__isnull=False) & ~Q(finding_text=""))
                | (~Q(part="finding") & Q(finding=None, finding_text="", removed_at=None)),
            ),
            models.UniqueConstraint(
                fields=["report", "part"], condition=~Q(part="finding"), name="a_letter_has_each_part_once"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="a_paragraph_keeps_its_finding", fields=["report", "part", "finding"]),
            *kept_when_final("paragraph", OF_REPORT),
        ]

    def __str__(self):
        return str(self.finding) if self.finding else self.get_part_display()

    def get_absolute_url(self):
        return f"{reverse('review-report', args=[self.report.review_id])}#p-{self.pk}"

    @property
    def review(self):
        return self.report.review

    @property
    def has_no_finding(self) -> bool:
        """What it is about is a hypothesis again."""
        return self.finding is not None and self.finding.state != StatementState.FINDING

    @property
    def finding_changed(self) -> bool:
        """Its finding has other words now, or another bearing, than when it was written."""
        finding = self.finding
        return finding is not None and (finding.text, finding.bearing) != (self.finding_text, self.finding_bearing)

    def take_words_of_finding(self):
        self.finding_text, self.finding_bearing = self.finding.text, self.finding.bearing


class InsideReport(models.QuerySet):
    """Rows between team and host: nobody else reads them."""

    report = "paragraph__report"

    def visible_to(self, actor):
        return self.filter(**{f"{self.report}__in": Report.objects.read_inside(actor)})


@audited
class AccuracyComment(HubModel):
    """What the host says is not accurate in a paragraph, and what the review lead answers.

    `text_then` is the paragraph as the host read it; beside its text of now it shows what the comment changed.
    `correction` is the finding as it reads since an accepted comment, and `finding_then` as it read before.
    """

    class Outcome(models.TextChoices):
        CHANGED = "changed", "Accepted: the paragraph is changed"
        KEPT = "kept", "Not accepted: the paragraph stays"

    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="comments")
    quote = models.CharField(max_length=500, blank=True, validators=[refuse_child_level])
    inaccurate = models.TextField(max_length=LONGEST_REMARK, validators=[refuse_child_level])
    evidence = models.TextField(max_length=LONGEST_REMARK, blank=True, validators=[refuse_child_level])
    text_then = models.TextField(editable=False)
    correction = models.TextField(max_length=LONGEST_STATEMENT, blank=True, validators=[refuse_child_level])
    finding_then = models.TextField(blank=True, editable=False)
    author = models.ForeignKey(Person, models.PROTECT, related_name="accuracy_comments")
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True)
    answer = models.TextField(max_length=LONGEST_REMARK, blank=True, validators=[refuse_child_level])
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = InsideReport.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="an_answer_has_who_when_and_what",
                condition=Q(answered_at=None, answered_by=None, answer="", outcome="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="") & ~Q(outcome="")),
            ),
            models.CheckConstraint(
                name="a_correction_is_accepted_and_keeps_what_it_corrects",
                condition=Q(correction="", finding_then="")
                | (Q(outcome="changed") & ~Q(correction="") & ~Q(finding_then="")),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="a_comment_keeps_its_paragraph", fields=["paragraph", "author"]),
            *kept_when_final("comment", OF_PARAGRAPH),
        ]

    def __str__(self):
        return self.inaccurate[:80]

    def get_absolute_url(self):
        return f"{reverse('review-report', args=[self.review.pk])}#c-{self.pk}"

    @property
    def review(self):
        return self.paragraph.report.review

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None


class OfReport(models.QuerySet):
    def visible_to(self, actor):
        """With the report they are of."""
        return self.filter(report__in=Report.objects.visible_to(actor))


@audited(exclude=["content"])
class ReportFile(HubModel):
    """A file of a report as it was made when the report became final. It never changes."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="files")
    kind = models.CharField(max_length=4, choices=Kind)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(help_text="In bytes.")

    objects = OfReport.as_manager()

    class Meta:
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["report", "kind"], name="one_file_of_a_kind")]
        triggers = [pgtrigger.Protect(name="a_file_of_a_report_stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return self.get_kind_display()


class RemindersOfReport(InsideReport):
    report = "report"


@audited
class CheckReminder(HubModel):
    """That the host was reminded of a deadline: once before it and once on the day."""

    class Stage(models.TextChoices):
        SOON = "soon", "Two working days before"
        TODAY = "today", "On the day"

    report = models.ForeignKey(Report, models.CASCADE, related_name="reminders")
    due_on = models.DateField()
    stage = models.CharField(max_length=5, choices=Stage)
    sent_at = models.DateTimeField(default=timezone.now)

    objects = RemindersOfReport.as_manager()

    class Meta:
        ordering = ["sent_at"]
        constraints = [
            models.UniqueConstraint(fields=["report", "due_on", "stage"], name="a_deadline_is_reminded_of_once")
        ]

    def __str__(self):
        return f"{self.get_stage_display()}, {self.due_on}"
