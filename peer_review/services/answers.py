"""The review lead's answers to what the host says is not accurate."""

from django.db import transaction
from django.utils import timezone

from improvement_hub.core.errors import DomainError, StaleVersion
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store
from peer_review.models import AccuracyComment
from peer_review.models.statements import LONGEST_STATEMENT
from peer_review.services.reports import lock_with_review, rewrite, why_not_written
from peer_review.services.statements import correct_finding
from peer_review.workflow import REPORTING_STATES, StatementState

CHANGED, KEPT = AccuracyComment.Outcome.CHANGED, AccuracyComment.Outcome.KEPT


@transaction.atomic
def answer_comment(*, comment, outcome, answer, text=None, correction="", by, version=None) -> AccuracyComment:
    """The review lead accepts a comment and changes its paragraph, or keeps the paragraph, and says why.

    `text` is the paragraph as it shall read. `correction` is its finding as that shall read; without it the finding
    of a paragraph that reads as it does follows, and another one stays. `version` is the paragraph's: each answer
    raises it, so that two answers about one paragraph never undo each other.
    """
    report = lock_with_review(comment.paragraph.report)
    require(by, "peer_review.write_report", report)
    check_answers(report.review)
    comment = lock(comment)
    paragraph = lock_to_answer(comment, version)
    check_outcome(outcome, comment, paragraph, text)
    if not answer.strip():
        raise DomainError("Answer the host in words.", field="answer")
    words = words_for_finding(outcome, comment, paragraph, text, correction.strip())
    comment.outcome, comment.answer = outcome, answer.strip()
    comment.answered_at, comment.answered_by_id = timezone.now(), by.pk
    comment = correct(comment, paragraph, words, by) if words else store(comment)
    if outcome == CHANGED and text is not None:
        rewrite(paragraph, text)
    comment.paragraph = store(paragraph)
    return comment


def words_for_finding(outcome, comment, paragraph, text, correction) -> str:
    """How its finding shall read; empty where it stays as it is."""
    if correction and paragraph.finding is None:
        raise DomainError("This paragraph is about no finding.", field="correction")
    if outcome == KEPT:
        check_finding_stays(comment, correction)
    words = correction or follows(paragraph, text)
    return words if words and lines_of(words) != lines_of(paragraph.finding.text) else ""


def check_finding_stays(comment, correction):
    if comment.correction:
        raise DomainError("The finding reads as you accepted it here. Correct it anew instead.", field="outcome")
    if correction:
        raise DomainError("You corrected the finding: accept the comment, or leave that empty.", field="correction")


def follows(paragraph, text) -> str:
    """The new paragraph, where it read as its finding does."""
    finding = paragraph.finding
    stands = finding is not None and finding.state == StatementState.FINDING
    if text is None or not stands or lines_of(paragraph.text) != lines_of(finding.text):
        return ""
    if len(text) > LONGEST_STATEMENT:
        raise DomainError(f"Say how the finding shall read, in {LONGEST_STATEMENT} characters.", field="correction")
    return text.strip()


def correct(comment, paragraph, words, by):
    """Letter, slides, pages and API say the same from here on; the comment keeps what the finding said before."""
    comment.finding_then = comment.finding_then or paragraph.finding.text
    comment.correction = words
    comment = store(comment)  # which the database asks for when the finding changes
    paragraph.finding = correct_finding(statement=paragraph.finding, text=words, by=by)
    paragraph.take_words_of_finding()
    return comment


def check_answers(review):
    if review.state not in REPORTING_STATES:
        raise DomainError(why_not_written(review))


def lock_to_answer(comment, version):
    try:
        return lock(comment.paragraph, version=version)
    except StaleVersion as stale:
        stale.current.outcome, stale.current.answer = comment.outcome, comment.answer
        raise


def check_outcome(outcome, comment, paragraph, text):
    """Accepted means changed, and kept means kept; in a paragraph that was taken out nothing is left to change."""
    changes = text is not None and lines_of(text) != lines_of(paragraph.text)
    if outcome == KEPT and changes:
        raise DomainError(
            "You changed the paragraph: accept the comment, or leave the paragraph as it was.", field="text"
        )
    if outcome == CHANGED and not (
        changes or paragraph.removed_at or lines_of(paragraph.text) != lines_of(comment.text_then)
    ):
        raise DomainError("Change the paragraph as well, or do not accept the comment.", field="text")


def lines_of(text) -> list[str]:
    """A browser ends lines in a way of its own."""
    return text.splitlines()
