"""Reports with all that their pages show, what their files say, and whom the host's check waits for."""

from datetime import date

from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from improvement_hub.accounts.models import Membership, Person
from improvement_hub.accounts.roles import Role
from improvement_hub.core.days import working_days_from
from improvement_hub.core.templatetags.hub import day, days
from improvement_hub.core.writing.trails import Trail
from peer_review.models import (
    AccuracyComment,
    CheckReminder,
    Paragraph,
    Recommendation,
    Report,
    ReportFile,
    ReportStyle,
    Statement,
    TeamMember,
)
from peer_review.queries.team import sitting_team
from peer_review.report import Content, Kind, Question, Section, blocks
from peer_review.report.content import MARK
from peer_review.report.markup import Block, Run, plain
from peer_review.roles import TeamRole
from peer_review.workflow import ReviewState

VERSIONS = Trail(
    model=Paragraph,
    texts={"text": "words"},
    facts={"removed_at": "taken out of the letter"},
    shown=(("Paragraph", "text"),),
    otherwise="looked at again, or a comment on it answered",
)
REMINDED_BEFORE = 2  # working days


def letter(path):
    return Prefetch(path, Paragraph.objects.standing().in_order(), to_attr="letter")


def reports(actor):
    """Reports the actor may read, each with its letter."""
    rows = Report.objects.visible_to(actor).select_related("review__host__region", "review__theme")
    return rows.prefetch_related(letter("paragraphs"), sitting_team("review__team"))


def report_of(actor, review):
    """The report of the review with its letter, or None where there is none for this actor."""
    report = Report.objects.visible_to(actor).filter(review=review).prefetch_related(letter("paragraphs")).first()
    if report:
        report.review = review  # whose team is loaded, so no rule asks again
    return report


def paragraphs_of(actor, review=None):
    rows = Paragraph.objects.visible_to(actor).select_related("report__review__host", "finding__keyline")
    return rows.filter(report__review=review) if review else rows


def comments(actor, review=None):
    """Accuracy comments by the order in which they were made."""
    people = ("author", "answered_by")
    rows = AccuracyComment.objects.visible_to(actor).select_related(
        *people, "paragraph__finding__keyline", "paragraph__report__review__host"
    )
    if review:
        return rows.filter(paragraph__report__review=review)
    return rows.prefetch_related(sitting_team("paragraph__report__review__team"))


def corrections(actor, finding):
    """Accepted comments in whose words the finding reads, or read: for those who read comments, the latest first."""
    rows = AccuracyComment.objects.visible_to(actor).filter(paragraph__finding=finding).exclude(correction="")
    return rows.order_by("-answered_at")


def kinds_for(review, report, *, reads) -> list[Kind]:
    """Files that are there for who reads the review's text, or only its report: slides from the feedback on."""
    slides = review.feedback_given_at is not None and (reads or report is not None)
    return [kind for kind in Kind if (slides if kind == Kind.SLIDES else report is not None)]


def style_for(review) -> ReportStyle:
    """The region's, or the hub's own."""
    region = review.host.region
    return ReportStyle.objects.filter(region=region).first() or ReportStyle(region=region, name=str(region))


def styles(actor):
    return ReportStyle.objects.visible_to(actor)


def content_of(review) -> Content:
    """What the files of the review's report say now."""
    style, report = style_for(review), getattr(review, "report", None)
    visit = days(review.starts_on, review.ends_on) if review.starts_on else ""
    return Content(
        title=plain(f"Peer review of {review.host}: {review.title}"),
        host=plain(str(review.host)),
        theme=plain(str(review.theme)),
        region=plain(style.name),
        visit=visit,
        date=day(review.final_at or timezone.localdate()),
        scope=plain(review.scope),
        facts=tuple(facts_of(review, visit)),
        team=tuple(team_in_words(review)),
        questions=tuple(questions_of(review)),
        next_steps=tuple(next_steps(review)),
        opening=words_of(report, Paragraph.Part.OPENING),
        sections=tuple(sections_of(report)),
        mark="" if review.is_final else MARK,
        colour=style.colour,
    )


def facts_of(review, visit):
    councils = {"Host": review.host, "Review lead": review.review_lead, "Observer": review.observer}
    named = [(label, plain(str(council))) for label, council in councils.items() if council]
    return [*named, ("Theme", plain(str(review.theme))), *([("Visit", visit)] if visit else [])]


def team_in_words(review) -> list[str]:
    """Roles and where they come from, and nobody's name."""
    seats = TeamMember.objects.filter(review=review, left_at=None).select_related("organisation")
    return [plain(f"{TeamRole(seat.role).label}, {seat.organisation}") for seat in seats]


def questions_of(review):
    findings = list(Statement.objects.filter(keyline__review=review).findings())
    for number, line in enumerate(review.keylines.all(), start=1):
        said = [(finding.bearing, plain(finding.text)) for finding in findings if finding.keyline_id == line.pk]
        strengths, developments = (tuple(text for b, text in said if b == bearing) for bearing in Statement.Bearing)
        yield Question(number, plain(line.question), strengths, developments)


def next_steps(review) -> list[str]:
    months = [f"{number} month{'s' if number > 1 else ''}" for number in review.method.follow_up_months]
    to_the_report = [
        "The review lead writes the report.",
        f"{review.host} checks that it is accurate, and the report becomes final.",
    ]
    return [
        *([] if review.is_final else to_the_report),
        f"{review.host} plans its actions.",
        *([f"The follow-up asks what was done and what it changed, after {' and '.join(months)}."] if months else []),
    ]


def words_of(report, part):
    texts = [paragraph.text for paragraph in report.letter if paragraph.part == part] if report else []
    return tuple(block for text in texts for block in blocks(text))


def sections_of(report):
    """Summary, then each key line with its strengths and areas to develop, then the closing words."""
    if report is None:
        return
    yield Section("Summary", words_of(report, Paragraph.Part.SUMMARY))
    for question, groups in by_question(report):
        yield Section(plain(question), (), tuple((label, told(rows)) for label, rows in groups))
    if asked := recommended_in(report.review):
        yield Section("What we recommend", tuple(Block("bullet", (Run(plain(words)),)) for words in asked))
    yield Section("In closing", words_of(report, Paragraph.Part.CLOSING))


def recommended_in(review) -> list[str]:
    """What the letter says under its recommendations, each with its timescale."""
    rows = Recommendation.objects.filter(review=review)
    return [f"{row.text} ({row.get_timescale_display()[0].lower()}{row.get_timescale_display()[1:]})" for row in rows]


def told(paragraphs):
    return tuple(block for paragraph in paragraphs for block in blocks(paragraph.text))


GROUPS = {Statement.Bearing.STRENGTH: "Strengths", Statement.Bearing.DEVELOPMENT: "Areas to develop"}


def by_question(report) -> list[tuple[str, list[tuple[str, list]]]]:
    """[(key line, [(Strengths or Areas to develop, paragraphs), ...]), ...] in the order of the letter."""
    found: dict = {}
    for paragraph in report.letter:
        if paragraph.finding:
            groups = found.setdefault(paragraph.finding.keyline, {})
            groups.setdefault(GROUPS[Statement.Bearing(paragraph.finding.bearing)], []).append(paragraph)
    return [(line.question, list(groups.items())) for line, groups in found.items()]


def checkers_of_host(review):
    """Its directors, and the officer who runs the review for it, as long as they act for it."""
    current = Membership.objects.current().filter(council=review.host_id)
    written_to = current.filter(Q(role=Role.DIRECTOR) | Q(role=Role.OFFICER, person=review.host_officer_id))
    return Person.objects.filter(pk__in=written_to.values("person"), is_active=True)


def leads_of(review):
    seats = TeamMember.objects.sitting().filter(review=review, role=TeamRole.LEAD)
    return Person.objects.filter(pk__in=seats.values("person"))


def report_to_write_about(report_id):
    return Report.objects.select_related("review__host").get(pk=report_id)


def with_host():
    """Reports that the host has and has not said to be done with."""
    return Report.objects.filter(review__state=ReviewState.ACCURACY_CHECK, check_done_at=None, sent_at__isnull=False)


def checks_to_remind_of():
    """(report, stages) of today; a few at most, since it is asked every hour."""
    near = with_host().filter(check_due_on__gte=timezone.localdate()).order_by("check_due_on")
    return [(report, stages) for report in near if (stages := reminders_due(report))]


def reminders_due(report, today: date | None = None) -> list[str]:
    """Which reminders of its deadline are due today and were not sent."""
    today, due_on = today or timezone.localdate(), report.check_due_on
    if due_on is None or report.check_done_at or due_on < today:
        return []
    stage = CheckReminder.Stage.TODAY if due_on == today else CheckReminder.Stage.SOON
    if today < working_days_from(due_on, -REMINDED_BEFORE):
        return []
    sent = report.reminders.filter(due_on=due_on, stage=stage).exists()
    return [] if sent else [stage.value]


def reports_without_files():
    made = ReportFile.objects.order_by().values("report").annotate(made=Count("pk")).filter(made=len(Kind))
    return (
        Report.objects.filter(review__final_at__isnull=False)
        .exclude(pk__in=made.values("report"))
        .values_list("pk", flat=True)
    )


def checks_waiting_for(actor):
    """Reports whose accuracy check waits for this person, the nearest deadline first."""
    rows = with_host().filter(review__host__in=actor.manages).select_related("review__host")
    return rows.order_by("check_due_on", "pk")


def comments_waiting_for(actor):
    """Comments of hosts that wait for this review lead's answer, the oldest first."""
    led = TeamMember.objects.held_by(actor).filter(role=TeamRole.LEAD).values("review")
    states = (ReviewState.DRAFT_REPORT, ReviewState.ACCURACY_CHECK)
    rows = AccuracyComment.objects.filter(answered_at=None, paragraph__report__review__in=led)
    rows = rows.filter(paragraph__report__review__state__in=states)
    return rows.select_related("paragraph__report__review__host").order_by("created_at", "pk")
