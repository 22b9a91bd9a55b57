"""What the pages that join the products bring together from them."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.urls import reverse
from django.utils import timezone

from blogs import queries as blogs
from blogs.models import Post
from demonstrators import queries as sites
from improvement_hub.accounts import queries as people
from improvement_hub.core.templatetags.hub import moment as in_words
from improvement_hub.core.writing.queries import kept_words_of
from improvement_hub.core.writing.states import WritingState
from improvement_hub.councils import queries as councils
from improvement_hub.councils.models import Council
from improvement_hub.overview import reference
from peer_review import queries as reviews
from peer_review.models import HoldNote
from peer_review.workflow import ReviewState

SOON = timedelta(days=14)  # how far ahead one's own page looks
MOST = 10  # lines of a block


def published_posts(actor):
    return Post.objects.visible_to(actor).filter(demonstration=False, state=WritingState.PUBLISHED)


def newest_posts(actor):
    """Newest first; a post whose day is not known is new to nobody."""
    return published_posts(actor).exclude(published_on=None)


def councils_on_the_map(actor) -> list[Council]:
    """Councils of today by region and name, each with `has_shared` and, if it has a hexagon, its `place`."""
    sharing = councils_that_shared()
    rows = councils.council_list(actor).in_being().filter(demonstration=False)
    found = list(rows.order_by("region__name", "name"))
    for council in found:
        council.has_shared = council.pk in sharing
        council.place = reference.places().get(council.gss)
    return found


def councils_that_shared() -> set:
    """Ids of councils of which everyone may read something: a post by or about it, a finding of its review, or
    the journey of its site."""
    posts, findings = blogs.councils_with_public_posts(), reviews.hosts_with_public_findings()
    sources = (posts, findings, sites.councils_with_public_entries())
    return {pk for source in sources for (pk,) in source}


def by_region(found: list[Council]) -> list[tuple]:
    """(region, its councils, how many of them have shared something); `found` is in the order of regions."""
    grouped = [(region, list(group)) for region, group in groupby(found, key=lambda council: council.region)]
    return [(region, group, sum(council.has_shared for council in group)) for region, group in grouped]


@dataclass(frozen=True)
class Line:
    """One line of a block: what it is, where one acts on it, more about it, and its day where it has one."""

    words: str
    address: str
    about: str = ""
    day: date | None = None

    @property
    def days(self) -> int | None:
        """Until its day; below zero when that is past."""
        return (self.day - timezone.localdate()).days if self.day else None


def my_reviews(actor) -> list:
    """Reviews whose text this person reads, open ones first, with `role`, `next_step` and `progress` in words."""
    found = list(reviews.my_reviews(actor, until=timezone.localdate() + SOON))
    for review in found:
        review.role = review.roles_by_person.get(actor.pk)
        review.next_step = next_step(review)
        review.progress = progress(review)
    return found


def next_step(review) -> str:
    ahead = review.workflow.ahead(review)
    return ahead.label if ahead else ""


def progress(review) -> str:
    activities = counting(review.activity_count, "activity", "activities")
    if review.is_before_visit:
        return f"{len(review.sitting_team)} on the visiting team, {activities} planned"
    if review.state == ReviewState.ON_SITE:
        return f"{review.done_count} of {activities} done"
    findings = counting(review.finding_count, "finding")
    hypotheses = counting(review.hypothesis_count, "hypothesis", "hypotheses")
    return f"{findings}, {hypotheses}" if review.state == ReviewState.ANALYSING else findings


def counting(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def due(actor, found: list) -> list[Line]:
    """What has a day: of `my_reviews` a visit to start or to finish for who leads it, and activities for the team;
    actions and follow-ups of the councils one runs, the events they meet at, and case
    studies that somebody has to confirm."""
    of_reviews = (line for review in found for line in due_in(review))
    lines = [*of_reviews, *impact_due(actor), *events_due(actor), *visits_due(actor), *to_confirm(actor)]
    return sorted(lines, key=lambda line: line.day)


def events_due(actor):
    """Shared learning events that a council of theirs hosts or attends."""
    if actor.council_ids:
        for event in blogs.events_to_attend(actor, timezone.localdate() + SOON)[:MOST]:
            yield Line(str(event), event.get_absolute_url(), event.where, timezone.localdate(event.starts_at))


def impact_due(actor):
    until = timezone.localdate() + SOON
    for one in reviews.own_follow_ups_due(actor, until)[:MOST]:
        yield Line(follow_up_words(one), reverse("review-actions", args=[one.review.pk]), str(one.review), one.due_on)
    for action in reviews.own_actions_due(actor, until)[:MOST]:
        yield Line(f"Action: {action}", action.get_absolute_url(), str(action.review), action.due_on)


def visits_due(actor):
    for visit in sites.visits_due(actor, timezone.localdate() + SOON)[:MOST]:
        words = "Say whether it took place" if visit.takes_place_on < timezone.localdate() else "Visit"
        yield Line(words, visit.get_absolute_url(), str(visit), visit.takes_place_on)
    for day in sites.open_days_due(actor, timezone.localdate() + SOON)[:MOST]:
        words = "Say whether it took place" if day.takes_place_on < timezone.localdate() else "Open day"
        yield Line(words, day.get_absolute_url(), f"{day.title}, {day.site}", day.takes_place_on)


def to_confirm(actor):
    for study in blogs.to_confirm(actor, timezone.localdate() + SOON)[:MOST]:
        address = reverse("case-study-confirm", args=[study.post.slug])
        yield Line(f"Does it still hold? {study}", address, "Case study", study.review_by)


def follow_up_words(one) -> str:
    return f"Follow-up at {one.months} months: {counting(one.count, 'recommendation')}"


def due_in(review):
    today, last_day = timezone.localdate(), review.ends_on or review.starts_on
    leads, here = review.role == "review_lead", review.get_absolute_url()
    if review.state == ReviewState.PREPARING and is_soon(review.starts_on, today) and leads:
        yield Line(review.next_step, here, str(review), review.starts_on)
    elif review.is_before_visit and is_soon(review.starts_on, today) and review.starts_on >= today:
        yield Line("The visit begins", here, str(review), review.starts_on)
    if review.state == ReviewState.ON_SITE:
        if leads and last_day and last_day < today:
            yield Line(review.next_step, here, str(review), last_day)
        if review.role and review.planned_count:
            words = counting(review.planned_count, "planned activity", "planned activities")
            yield Line(words, reverse("review-timetable", args=[review.pk]), str(review), review.planned_from)


def is_soon(day, today) -> bool:
    """Within what one's own page looks ahead, or past."""
    return day is not None and day <= today + SOON


def waiting(actor, found: list) -> list[Line]:
    """What someone else waits for this person to do."""
    of_reviews = (
        scopes_to_agree(actor),
        holds_to_answer(actor),
        teams_to_form(actor, found),
        declarations(actor, found),
        reports_to_check(actor),
        comments_to_answer(actor),
    )
    sources = (
        *of_reviews,
        invitations(actor),
        visits_waiting(actor),
        texts_to_decide_on(actor),
        texts_to_finish(actor),
    )
    return [line for source in sources for line in source]


def holds_to_answer(actor):
    for statement in reviews.holds_whose_turn_is(actor)[:MOST]:
        is_answered = statement.last_kind == HoldNote.Kind.ANSWER
        words = f"Answered, and you hold it: {statement}" if is_answered else f"{statement.held_by} holds: {statement}"
        yield Line(words, statement.get_absolute_url(), f"{statement.review}. {statement.last_words}")


def scopes_to_agree(actor):
    for review in reviews.scopes_to_agree(actor)[:MOST]:
        yield Line("Agree scope and key lines of enquiry", review.get_absolute_url(), str(review))


def teams_to_form(actor, found: list):
    for review in found:
        if review.is_before_visit and not review.sitting_team and review.host_id in actor.manages:
            yield Line("Put the visiting team together", reverse("review-team", args=[review.pk]), str(review))


def declarations(actor, found: list):
    """What this person has not declared yet, and what a regional lead decides on."""
    for review in found:
        seat = next((member for member in review.sitting_team if member.person_id == actor.pk), None)
        if seat and not seat.declared_at and review.changes_team:
            address = reverse("review-declare", args=[review.pk, seat.pk])
            yield Line("Say whether you have a conflict of interest", address, str(review))
    for conflict in reviews.conflicts_to_decide(actor)[:MOST] if actor.leads else []:
        words = f"A conflict of interest to decide on: {conflict.member.who}"
        yield Line(words, conflict.get_absolute_url(), str(conflict.review))


def reports_to_check(actor):
    for report in reviews.checks_waiting_for(actor)[:MOST]:
        yield Line(
            "Check that the report is accurate", report.get_absolute_url(), str(report.review), report.check_due_on
        )


def comments_to_answer(actor):
    for comment in reviews.comments_waiting_for(actor)[:MOST]:
        yield Line(f"To answer: {comment}", comment.get_absolute_url(), str(comment.review))


def invitations(actor):
    for invitation in people.invitations_to(actor)[:MOST]:
        words = f"You are invited: {invitation.get_role_display().lower()}, {invitation.scope}"
        about = "Follow the link in its e-mail to accept."
        yield Line(words, reverse("account"), about, timezone.localdate(invitation.expires_at))


def visits_waiting(actor):
    """Requests to answer, and visits of which this person has not said what was useful."""
    for visit in sites.visits_waiting(actor)[:MOST]:
        words = "Say what was useful" if visit.is_held else "A visit to accept or decline"
        yield Line(words, visit.get_absolute_url(), str(visit))


def texts_to_decide_on(actor):
    """Posts and journey entries submitted to this editor."""
    for post in blogs.waiting_for_editor(actor)[:MOST]:
        yield Line(f"To publish or return: {post}", post.get_absolute_url(), str(post.owner or "From a feed"))
    for entry in sites.waiting_for_editor(actor)[:MOST]:
        yield Line(f"To publish or return: {entry}", entry.get_absolute_url(), "Journey entry")


def texts_to_finish(actor):
    """What an editor returned to this writer, and what they typed and have not saved."""
    for text in [*blogs.returned_to(actor)[:MOST], *sites.returned_to(actor)[:MOST]]:
        yield Line(f"Returned: {text}", text.get_absolute_url(), text.returned_reason)
    for kept in kept_words_of(actor)[:MOST]:
        yield Line(f"Not saved yet: {kept}", kept.back, in_words(kept.kept_at))


def news(actor, found: list, moment) -> list[Line]:
    """What others did since then, where this person may read it."""
    of_reviews = (news_of_reviews(actor, found, moment), shared_findings(actor, moment))
    sources = (*of_reviews, new_adopters(actor, moment), new_posts(actor, moment), new_of_sites(actor, moment))
    return [line for source in sources for line in source]


def news_of_reviews(actor, found: list, moment):
    heard, said = dict(reviews.heard_since(actor, moment)), dict(reviews.said_since(actor, moment))
    for review in found:
        pieces, statements = heard.get(review.pk), said.get(review.pk)
        if pieces:
            words = counting(pieces, "new piece of evidence", "new pieces of evidence")
            yield Line(words, reverse("review-evidence", args=[review.pk]), str(review))
        if statements:
            words = counting(statements, "new statement")
            yield Line(words, reverse("review-findings", args=[review.pk]), str(review))
        if review.feedback_given_at and review.feedback_given_at > moment:
            yield Line("Feedback was given", reverse("review-findings", args=[review.pk]), str(review))


def shared_findings(actor, moment):
    for finding in reviews.findings_since(actor, moment)[:MOST]:
        yield Line(f"Finding: {finding}", finding.get_absolute_url(), str(finding.review))


def new_adopters(actor, moment):
    for adopter in blogs.new_adopters(actor, moment)[:MOST]:
        yield Line(f"{adopter.council} tried: {adopter.case_study}", adopter.get_absolute_url(), "Case study")


def new_posts(actor, moment):
    for post in blogs.news(actor, moment)[:MOST]:
        yield Line(str(post), post.get_absolute_url(), post.get_kind_display())
    for event in blogs.new_events(actor, moment)[:MOST]:
        yield Line(str(event), event.get_absolute_url(), "Shared learning event")


def new_of_sites(actor, moment):
    for entry in sites.new_entries(actor, moment)[:MOST]:
        yield Line(sites.entry_headline(entry), entry.get_absolute_url(), "Journey entry")
    for change in sites.new_stages(actor, moment)[:MOST]:
        yield Line(sites.stage_headline(change), change.site.get_absolute_url(), "Demonstrator site")


def exceptions(actor) -> list[Line]:
    """What is late or thin in the regions this person leads; nothing of a review's text."""
    of_reviews = [
        Line(concern.words, review.get_absolute_url(), str(review), concern.day)
        for review, concern in reviews.region_exceptions(actor)
    ]
    return of_reviews + [
        Line(f"Not answered: {follow_up_words(one)}", one.review.get_absolute_url(), str(one.review), one.due_on)
        for one in reviews.follow_ups_late_in_region(actor)[:MOST]
    ]
