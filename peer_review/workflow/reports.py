"""What the report of a review rests on before the host reads it, and before it is final."""

from improvement_hub.core.templatetags.hub import day
from improvement_hub.core.workflow import says


def takes_deadline(review, by, *, deadline=""):
    """The day is kept with the report, by the service that sends it."""


def letter_of(review) -> list:
    report = getattr(review, "report", None)
    return report.letter if report else []


@says("Every finding stands in the letter.")
def every_finding_stands(review) -> list[str]:
    told = {paragraph.finding_id for paragraph in letter_of(review)}
    untold = [finding for finding in findings_of(review) if finding.pk not in told]
    return [f"The letter has no paragraph yet about “{finding}”." for finding in untold]


@says("Every paragraph has its finding, as it reads now.")
def every_paragraph_has_its_finding(review) -> list[str]:
    return [sentence for paragraph in letter_of(review) for sentence in amiss(paragraph)]


def amiss(paragraph) -> list[str]:
    if paragraph.has_no_finding:
        return [f"A paragraph stands without its finding: “{paragraph}” is a hypothesis again. Take it out."]
    if paragraph.finding_changed:
        return [f"“{paragraph}” has changed since its paragraph was written: look at that paragraph again."]
    return []


@says("The summary is written.")
def summary_is_written(review) -> list[str]:
    written = any(paragraph.part == "summary" and paragraph.text.strip() for paragraph in letter_of(review))
    return [] if written else ["Write the summary of the report."]


@says("Every comment of the host has an answer.")
def every_comment_is_answered(review) -> list[str]:
    from peer_review.models import AccuracyComment

    waiting = AccuracyComment.objects.filter(paragraph__report__review=review, answered_at=None).count()
    if not waiting:
        return []
    words = "comments wait" if waiting > 1 else "comment waits"
    return [f"{waiting} {words} for an answer."]


@says("The host has checked the report, or its time is over.")
def host_has_checked(review) -> list[str]:
    report = getattr(review, "report", None)
    until = day(report.check_due_on) if report else "its deadline"
    checked = report is not None and report.is_checked
    return [] if checked else [f"{review.host} has until {until} to check the report."]


def findings_of(review):
    from peer_review.models import Statement

    return Statement.objects.filter(keyline__review=review).findings()
