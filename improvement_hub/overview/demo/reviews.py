"""Two reviews among invented councils: one complete up to its feedback, one with its team on site today."""

from datetime import timedelta

from django.utils import timezone

from blogs.models import Theme
from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.core.models import Visibility
from improvement_hub.overview.demo import words
from peer_review import services
from peer_review.models import Method, Review

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
    """From opening to feedback, with a hold that the observer placed and lifted."""
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
    begin(review, host=acts["hana"], lead=acts["ben"])
    pieces = hear(review, acts, words.ACTIVITIES, words.EVIDENCE, visit)
    conclude(review, acts, pieces)
    return review


def team(demo, *, lead, observer, reviewers):
    roles = [(lead, "review_lead"), (observer, "observer"), *((short, "reviewer") for short in reviewers)]
    return [{"person": demo.people[short], "role": role, "job_title": words.JOB_TITLES[short]} for short, role in roles]


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
            services.move_statement(statement=statement, step="lift", by=acts["carys"])
        if len(supporting) >= review.gate_pieces:
            findings.append(services.move_statement(statement=statement, step="accept", by=acts["ben"]))
    services.move_review(review=review, step="give_feedback", by=acts["ben"])
    for finding, visibility in zip(findings, (Visibility.SECTOR, Visibility.REGION), strict=False):
        services.share_finding(finding=finding, visibility=visibility, by=acts["asha"])


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
    for kind, title in words.ACTIVITIES_ON_SITE:
        services.plan_activity(review=review, kind=kind, title=title, takes_place_on=visit, by=acts["carys"])
    services.move_review(review=review, step="start_visit", by=acts["carys"])
    return review


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
