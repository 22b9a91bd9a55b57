"""The report of a review: written from its findings, checked by the host, final."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from improvement_hub.core.days import working_days_from
from improvement_hub.core.errors import DomainError
from improvement_hub.core.models import Visibility
from improvement_hub.core.permissions import require
from improvement_hub.core.services import after_commit, lock, store
from peer_review.models import AccuracyComment, Paragraph, Report, Review, Statement
from peer_review.services.reviews import after_step
from peer_review.workflow import ReviewState

DAYS_TO_CHECK = 10  # working days that the host has, where nothing else is said
OPENING = (
    "Thank you for the welcome that {host} gave our team, and for the openness of everyone we met. This letter says "
    "what we found when we looked at {theme}: what is strong, and what we suggest you develop."
)
CLOSING = (
    "We hope that our findings help you to improve the lives of children and families. How far this report is shared "
    "is for {host} to decide."
)


@after_step("draft_report")
def begin_report(review, **inputs):
    """A paragraph for every finding, in the words that passed the gate, between opening and closing words."""
    report = store(Report(review=review))
    given = {"host": review.host, "theme": str(review.theme).lower()}
    for part, words in (
        (Paragraph.Part.OPENING, OPENING),
        (Paragraph.Part.SUMMARY, ""),
        (Paragraph.Part.CLOSING, CLOSING),
    ):
        store(Paragraph(report=report, part=part, text=words.format(**given)))
    bring_in(report)


def bring_in(report) -> list[Paragraph]:
    told = report.paragraphs.standing().exclude(finding=None).values("finding")
    findings = Statement.objects.filter(keyline__review=report.review_id).findings().exclude(pk__in=told)
    return [store(paragraph_about(report, finding, finding.text)) for finding in findings]


def paragraph_about(report, finding, text) -> Paragraph:
    paragraph = Paragraph(report=report, part=Paragraph.Part.FINDING, finding=finding, text=text)
    paragraph.take_words_of_finding()
    return paragraph


def lock_with_review(report, *, version=None) -> Report:
    """First the review, so that no step of it passes while its report changes."""
    review = lock(Review(pk=report.review_id))
    report = lock(report, version=version)
    report.review = review
    return report


def check_writes(report):
    if report.review.state != ReviewState.DRAFT_REPORT:
        raise DomainError(why_not_written(report.review))


def why_not_written(review) -> str:
    if review.is_final:
        return "The report is final: it stays as it is."
    if review.state == ReviewState.ACCURACY_CHECK:
        return "The host has the report: a paragraph changes with your answer to a comment, or take it back to draft."
    return "The report is not being written now."


@transaction.atomic
def bring_findings_in(*, report, by) -> Report:
    """Add a paragraph for every finding that has none."""
    report = lock_with_review(report)
    require(by, "peer_review.write_report", report)
    check_writes(report)
    bring_in(report)
    return report


@transaction.atomic
def write_paragraph(*, paragraph, text, by, version=None) -> Paragraph:
    """Write a part of the letter, while it is a draft. One about a finding answers to its words of now."""
    report = lock_with_review(paragraph.report)
    require(by, "peer_review.write_report", report)
    check_writes(report)
    paragraph = lock(paragraph, version=version)
    check_stands(paragraph)
    rewrite(paragraph, text)
    return store(paragraph)


def check_stands(paragraph):
    if paragraph.removed_at:
        raise DomainError("This paragraph was taken out of the letter.")


def rewrite(paragraph, text):
    if paragraph.finding and not text.strip():
        raise DomainError("Write the paragraph, or take it out of the letter.", field="text")
    paragraph.text = text
    if paragraph.finding:
        paragraph.take_words_of_finding()


@transaction.atomic
def add_paragraph(*, report, finding, text, by, id=None) -> Paragraph:
    """One more paragraph about a finding of the review.

    `id` is the one the sender made: the same one sent twice is stored once.
    """
    report = lock_with_review(report)
    require(by, "peer_review.write_report", report)
    check_writes(report)
    known = Statement.objects.filter(keyline__review=report.review_id).findings()
    if not known.filter(pk=finding.pk).exists():
        raise DomainError("A paragraph is about a finding of this review.", field="finding")
    stored = report.paragraphs.filter(pk=id, finding=finding).first() if id else None
    if stored:
        return stored
    paragraph = paragraph_about(report, finding, text)
    paragraph.pk = id or paragraph.pk
    rewrite(paragraph, text)
    return store(paragraph)


@transaction.atomic
def remove_paragraph(*, paragraph, by, version=None) -> Paragraph:
    """Take a paragraph about a finding out of the letter; what the host said about it stays to be answered."""
    report = lock_with_review(paragraph.report)
    require(by, "peer_review.write_report", report)
    check_writes(report)
    paragraph = lock(paragraph, version=version)
    check_stands(paragraph)
    if paragraph.finding is None:
        raise DomainError("Every letter has this part: leave it empty instead.")
    paragraph.removed_at = timezone.now()
    return store(paragraph)


@after_step("send_to_host")
def send_for_check(review, *, deadline="", **inputs):
    """The host reads the report from now on, and has until the deadline to say what is not accurate."""
    today = timezone.localdate()
    due_on = deadline or working_days_from(today, DAYS_TO_CHECK)
    if not isinstance(due_on, date) or due_on < today:
        raise DomainError("Give the host a deadline that is still to come.", field="deadline")
    report = lock(review.report)
    report.sent_at, report.check_due_on = timezone.now(), due_on
    report.check_done_at = report.check_done_by = None
    store(report)
    after_commit(tell, "tell_host_of_check", report.pk)


@after_step("return_to_draft")
def take_from_host(review, **inputs):
    """The host no longer reads it; its comments and their answers stay."""
    report = lock(review.report)
    report.sent_at = report.check_due_on = report.check_done_at = report.check_done_by = None
    store(report)


@after_step("resume")
@after_step("cancel")
@after_step("reinstate")
def give_time_back(review, **inputs):
    """A pause uses up none of the time that the host has to check the report."""
    report = Report.objects.filter(review=review).exclude(check_due_on=None).first()
    if report and review.paused_since:
        report = lock(report)
        report.check_due_on += timezone.localdate() - timezone.localdate(review.paused_since)
        store(report)


@after_step("make_final")
def keep_files_soon(review, **inputs):
    after_commit(tell, "keep_files_of_report", review.report.pk)


def tell(task, report_id):
    from peer_review import tasks

    getattr(tasks, task).delay(str(report_id))


def check_with_host(report):
    """While the host has the report and has not said that it is done."""
    if report.review.is_final:
        raise DomainError("The report is final: it stays as it is.")
    if report.review.state != ReviewState.ACCURACY_CHECK:
        raise DomainError("The report is not with the host now.")
    if report.check_done_at:
        raise DomainError("The host has said already that its check is done.")


@transaction.atomic
def comment_on_paragraph(*, paragraph, inaccurate, quote="", evidence="", by, id=None) -> AccuracyComment:
    """The host says what is not accurate in a paragraph, and what shows it. `id` as in `add_paragraph`."""
    report = lock_with_review(paragraph.report)
    require(by, "peer_review.check_report", report)
    check_with_host(report)
    paragraph = lock(paragraph)
    known = AccuracyComment.objects.filter(pk=id, author=by.pk, paragraph=paragraph).first() if id else None
    if known:
        return known
    check_stands(paragraph)
    said = {"quote": quote, "inaccurate": inaccurate, "evidence": evidence, **({"id": id} if id else {})}
    return store(AccuracyComment(paragraph=paragraph, text_then=paragraph.text, author_id=by.pk, **said))


@transaction.atomic
def change_comment(*, comment, inaccurate, quote="", evidence="", by, version=None) -> AccuracyComment:
    """The host words its comment anew, until it has an answer."""
    report = lock_with_review(comment.paragraph.report)
    require(by, "peer_review.check_report", report)
    check_with_host(report)
    comment = lock(comment, version=version)
    if comment.is_answered:
        raise DomainError("This comment has its answer already: write another comment.")
    comment.quote, comment.inaccurate, comment.evidence = quote, inaccurate, evidence
    return store(comment)


@transaction.atomic
def end_check(*, report, by, version=None) -> Report:
    """The host is done: with its comments, or because nothing is to be corrected."""
    report = lock_with_review(report, version=version)
    require(by, "peer_review.check_report", report)
    check_with_host(report)
    report.check_done_at, report.check_done_by_id = timezone.now(), by.pk
    store(report)
    after_commit(tell, "tell_lead_of_check", report.pk)
    return report


@transaction.atomic
def share_report(*, report, visibility, by, version=None) -> Report:
    """Only the host's director sets who reads the report, once it is final. It may be narrowed again; what was
    read or kept elsewhere by then stays there."""
    report = lock(report, version=version)
    require(by, "peer_review.share_report", report)
    if not report.review.is_final:
        raise DomainError("A report can be shared once it is final.")
    if visibility == Visibility.TEAM:
        raise DomainError("The host has this report: it cannot go back to the team.", field="visibility")
    report.visibility = visibility
    return store(report)
