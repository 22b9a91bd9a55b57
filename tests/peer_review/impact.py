"""A final report with recommendations, and what its host does about them."""

from datetime import date, timedelta

from django.utils import timezone

from peer_review import services
from peer_review.models import Recommendation, Review

PAGES_OF_RECOMMENDATIONS = (
    *("recommendation", "recommendation-change", "recommendation-remove", "recommendation-share", "action-plan"),
    *("api-recommendation-detail", "api-recommendation-share", "api-recommendation-follow-ups"),
)
PAGES_OF_ACTIONS = ("action", "action-change", "action-note", "api-action-detail", "api-action-notes")
MEASURE = {
    "measure": "Families called back within two days",
    "unit": "percent",
    "better": "higher",
    "baseline": 60,
    "baseline_n": 50,
    "baseline_on": date(2026, 1, 31),
    "target": 90,
    "target_on": date(2027, 3, 31),
    "measure_source": "Front door return",
}


def recommended(scene, finding, text="Call every family back within two days.", **terms) -> Recommendation:
    given = {"review": scene.review, "text": text, "timescale": "6_months", "findings": [finding]}
    return services.recommend(**{**given, "by": scene.actor("ben"), **terms})


def made_final(scene, number=1) -> list[Recommendation]:
    """Through draft and accuracy check, with recommendations written on the way."""
    finding = scene.drafted()
    asked = [recommended(scene, finding, f"Recommendation {letter}.") for letter in "ABCDEFGHIJ"[:number]]
    scene.finish()
    return asked


def ago(scene, days):
    """As if the report had become final that many days ago."""
    Review.objects.filter(pk=scene.review.pk).update(final_at=timezone.now() - timedelta(days=days))


def accept(scene, recommendation, by="hana"):
    return services.move_recommendation(recommendation=recommendation, step="accept", by=scene.actor(by))


def planned(scene, recommendation, *, measure=True, **terms):
    given = {
        "outcome": "Families wait less.",
        "words": "Two workers answer calls all day.",
        "owner_role": "Head of early help",
        "due_on": date(2027, 3, 31),
        **(MEASURE if measure else {}),
    }
    accept(scene, recommendation)
    return services.plan_action(recommendation=recommendation, by=scene.actor("hana"), **{**given, **terms})


def answer(scene, recommendation, months=3, *, by="hana", **terms):
    given = {"done": "all", "impact": "no_change", "words": "The monthly return shows the same."}
    return services.answer_follow_up(
        recommendation=recommendation, months=months, by=scene.actor(by), **{**given, **terms}
    )


def of_an_earlier_review(scene):
    """What Hana recorded of a past review of her council, and the link of the feedback on the one held here."""
    cast = scene.cast
    past = services.record_review(
        host=cast.host, title="Past", theme=scene.review.theme, public_summary="It was held in 2019."
    )
    asked = recommended(scene, None, review=past, findings=[], made_on=date(2020, 1, 31), by=cast.actor("hana"))
    action = planned(scene, asked)
    link = services.ask_feedback(
        review=scene.review, audience="team", closes_on=timezone.localdate() + timedelta(days=30), by=cast.actor("ben")
    )
    return asked, action, link
