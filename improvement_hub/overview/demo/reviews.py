"""Two reviews among invented councils: one whose report the host checks, one with its team on site today."""

from datetime import time, timedelta

from django.utils import timezone

from blogs.models import Theme
from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.core.models import Visibility
from improvement_hub.overview.demo import words
from improvement_hub.overview.demo.before import before_the_visit
from peer_review import services
from peer_review.models import Method, Report, Review

TITLE = "Front door and early help"
ON_SITE = "Permanence for children in care"


def load_reviews(demo):
    if not Review.objects.filter(title=TITLE, host=demo.councils["larkmere"]).exists():
        complete_review(demo)
    if not Review.objects.filter(title=ON_SITE, host=demo.councils["tidewell"]).exists():
        review_on_site(demo)
    own_challenge_day(demo)
    earlier_review(demo)


def actors(demo):
    return {short: actor_of_person(person) for short, person in demo.people.items()}


def complete_review(demo):
    """From opening to the accuracy check, with a hold that the observer placed and lifted."""
    acts = actors(demo)
    visit = timezone.localdate() - timedelta(days=12)
    review = services.open_review(
        host=demo.councils["larkmere"],
        review_lead=demo.councils["tidewell"],
        observer=demo.councils["ottersby"],
        title=TITLE,
        theme=Theme.objects.get(slug="early-help"),
        method=triad(),
        scope=words.SCOPE,
        keylines=words.KEYLINES,
        starts_on=visit,
        ends_on=visit + timedelta(days=1),
        members=team(demo, lead="ben", observer="carys", reviewers=["dev"]),
        by=acts["hana"],
    )
    both_sides(review, acts)
    begin(review, host=acts["hana"], lead=acts["ben"])
    before_the_visit(review, host=acts["hana"], lead=acts["ben"])
    pieces = hear(review, acts, words.ACTIVITIES, words.EVIDENCE, visit)
    conclude(review, acts, pieces)
    report(review, acts)
    return review


def team(demo, *, lead, observer, reviewers):
    roles = [(lead, "review_lead"), (observer, "observer"), *((short, "reviewer") for short in reviewers)]
    return [
        {"person": demo.people[short], "role": role, "job_title": words.JOB_TITLES[short], "declared": True}
        for short, role in roles
    ]


def both_sides(review, acts):
    """A parent carer without an account, whose soft conflict the regional lead overrides; and the host's sponsor."""
    guest = services.seat_guest(review=review, **words.GUEST, by=acts["ben"])
    conflict = services.declare(member=guest, **words.CONFLICT, by=acts["ben"])
    until = timezone.localdate() + timedelta(days=90)
    services.override_conflict(conflict=conflict, reason=words.OVERRIDE, until=until, by=acts["edie"])
    services.name_at_host(review=review, role="host_sponsor", **words.SPONSOR, by=acts["asha"])


def triad() -> Method:
    return Method.objects.get(slug="triad-review", region=None, edition=1)


def begin(review, *, host, lead):
    """Host and review lead agree the scope; with the team confirmed the preparation begins."""
    for side in (host, lead):
        services.agree_to_scope(review=review, by=side)
    for step in ("agree_scope", "confirm_team", "begin_preparing"):
        services.move_review(review=review, step=step, by=host)


def hear(review, acts, activities, evidence, visit):
    """Plan, start, log every note, and mark what was done."""
    planned = [
        services.plan_activity(review=review, kind=kind, title=title, takes_place_on=visit, by=acts["ben"])
        for kind, title in activities
    ]
    services.move_review(review=review, step="start_visit", by=acts["ben"])
    lines = list(review.keylines.all())
    pieces = [
        services.log_evidence(
            activity=planned[activity],
            keyline=lines[line],
            bearing=bearing,
            source_role=source,
            note=note,
            observed_on=visit,
            by=acts[author],
        )
        for activity, line, bearing, source, author, note in evidence
    ]
    for activity in planned:
        services.move_activity(activity=activity, step="mark_done", by=acts["dev"])
    services.move_review(review=review, step="finish_visit", by=acts["ben"])
    return pieces


def conclude(review, acts, pieces):
    """Hypotheses, a hold answered and lifted, findings through the gate, feedback, and two findings shared."""
    lines = list(review.keylines.all())
    findings = []
    for line, bearing, text, supporting in words.STATEMENTS:
        statement = services.make_hypothesis(
            keyline=lines[line],
            text=text,
            bearing=bearing,
            evidence=[pieces[number] for number in supporting],
            by=acts["ben"],
        )
        if not findings:
            services.move_statement(statement=statement, step="hold", reason=words.HOLD, by=acts["carys"])
            services.answer_hold(statement=statement, words=words.ANSWER, by=acts["ben"])
            services.move_statement(statement=statement, step="lift", reason=words.LIFTED, by=acts["carys"])
        if len(supporting) >= review.gate_pieces:
            findings.append(services.move_statement(statement=statement, step="accept", by=acts["ben"]))
    services.move_review(review=review, step="give_feedback", by=acts["ben"])
    for finding, visibility in zip(findings, (Visibility.SECTOR, Visibility.REGION), strict=False):
        services.share_finding(finding=finding, visibility=visibility, by=acts["asha"])


def report(review, acts):
    """Drafted, sent to the host, and with a comment of the host that waits for its answer."""
    services.move_review(review=review, step="draft_report", by=acts["ben"])
    letter = Report.objects.get(review=review).letter
    for paragraph in letter:
        text = words.LETTER.get(paragraph.part if paragraph.finding is None else paragraph.finding.bearing)
        if text:
            services.write_paragraph(paragraph=paragraph, text=text, by=acts["ben"])
    services.move_review(review=review, step="send_to_host", by=acts["ben"])
    about = next(paragraph for paragraph in letter if paragraph.finding and paragraph.finding.bearing == "development")
    services.comment_on_paragraph(paragraph=about, **words.NOT_ACCURATE, by=acts["hana"])


def review_on_site(demo):
    """The triad takes turns: Tidewell hosts, Ottersby leads, Larkmere observes; notes can be logged now."""
    acts = actors(demo)
    visit = timezone.localdate()
    host_actor = acts["ben"]
    review = services.open_review(
        host=demo.councils["tidewell"],
        review_lead=demo.councils["ottersby"],
        observer=demo.councils["larkmere"],
        title=ON_SITE,
        theme=Theme.objects.get(slug="permanence"),
        method=triad(),
        scope=words.SCOPE_ON_SITE,
        keylines=words.KEYLINES_ON_SITE,
        starts_on=visit,
        ends_on=visit + timedelta(days=1),
        members=team(demo, lead="carys", observer="asha", reviewers=["dev"]),
        by=host_actor,
    )
    begin(review, host=host_actor, lead=acts["carys"])
    lay_out(review, demo, by=acts["carys"])
    before_the_visit(review, host=host_actor, lead=acts["carys"])
    services.move_review(review=review, step="start_visit", by=acts["carys"])
    return review


def lay_out(review, demo, *, by):
    """A timetable of two days with rooms and people, and one clash: somebody is needed twice at a time."""
    rooms = [
        services.add_room(review=review, name=name, whereabouts=whereabouts, seats=seats, by=by)
        for name, whereabouts, seats in words.ROOMS_ON_SITE
    ]
    for kind, title, day, starts, ends, room, names in words.ACTIVITIES_ON_SITE:
        services.plan_activity(
            review=review,
            kind=kind,
            title=title,
            takes_place_on=review.starts_on + timedelta(days=day - 1),
            starts_at=starts and time.fromisoformat(starts),
            ends_at=ends and time.fromisoformat(ends),
            room=None if room is None else rooms[room],
            people=review.team.filter(person__in=[demo.people[name] for name in names]),
            by=by,
        )


def own_challenge_day(demo):
    """The region's own version of a method: a shorter day, with a question of its own."""
    edie = actors(demo)["edie"]
    region, base = demo.councils["larkmere"].region, Method.objects.get(slug="challenge-day", region=None, edition=1)
    if Method.objects.filter(slug=base.slug, region=region).exists():
        return
    draft = services.begin_edition(method=base, region=region, by=edie)
    questions = [*(row.question for row in base.questions.all()), words.OWN_QUESTION]
    services.change_edition(method=draft, summary=words.OWN_SUMMARY, questions=questions, by=edie)
    services.publish_method(method=draft, by=edie)


def earlier_review(demo):
    """What Larkmere's director remembers of a review before the hub, shared with the region."""
    asha, host = actors(demo)["asha"], demo.councils["larkmere"]
    record = services.record_past_review(
        host=host,
        title=words.EARLIER,
        theme=Theme.objects.get(slug="neglect"),
        year=2023,
        review_lead=demo.councils["brambleford"],
        method_name="Peer challenge of two days",
        conclusions=words.EARLIER_CONCLUSIONS,
        by=asha,
    )
    if record.visibility == Visibility.REVIEW:
        services.share_past_review(record=record, visibility=Visibility.REGION, by=asha)
