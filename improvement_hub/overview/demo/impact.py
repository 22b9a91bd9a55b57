"""What became of an earlier review of Larkmere, what the latest one recommends, and what people say of it."""

import uuid
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from blogs.models import Theme
from improvement_hub.core.models import Visibility
from improvement_hub.overview.demo import words
from improvement_hub.overview.demo.reviews import TITLE, actors
from peer_review import services
from peer_review.models import Recommendation, Review, Statement

EARLIER = "Help for families in the first week"


def load_impact(demo):
    if not Review.objects.filter(title=EARLIER, host=demo.councils["larkmere"]).exists():
        earlier_review(demo)
    review = Review.objects.get(title=TITLE, host=demo.councils["larkmere"])
    if not review.recommendations.exists():
        recommend_and_learn(demo, review)


def earlier_review(demo):
    """Recorded by the host: one recommendation with a measure that moved, one under way, one declined."""
    hana, asha = (actors(demo)[short] for short in ("hana", "asha"))
    reported = timezone.localdate() - timedelta(days=400)
    review = services.record_review(
        host=demo.councils["larkmere"],
        title=EARLIER,
        theme=Theme.objects.get(slug="early-help"),
        public_summary=words.EARLIER_SUMMARY,
        starts_on=reported - timedelta(days=30),
    )
    done, under_way, declined = (
        services.recommend(review=review, text=text, timescale=timescale, made_on=reported, by=hana)
        for timescale, text in words.EARLIER_RECOMMENDATIONS
    )
    follow_to_the_end(done, reported, hana)
    begin(under_way, hana)
    step = {"recommendation": declined, "step": "decline", "reason": words.EARLIER_DECLINED}
    services.move_recommendation(**step, by=hana)
    services.share_recommendation(recommendation=done, visibility=Visibility.SECTOR, by=asha)


def follow_to_the_end(recommendation, reported, hana):
    services.move_recommendation(recommendation=recommendation, step="accept", by=hana)
    action = services.plan_action(
        recommendation=recommendation,
        due_on=reported + timedelta(days=300),
        baseline=Decimal(54),
        baseline_n=120,
        baseline_on=reported - timedelta(days=20),
        target=Decimal(90),
        target_on=reported + timedelta(days=365),
        by=hana,
        **words.EARLIER_ACTION,
    )
    services.move_action(action=action, step="begin", by=hana)
    for after, value, n, text in words.EARLIER_NOTES:
        day = reported + timedelta(days=after)
        services.note_progress(action=action, text=text, value=value, value_n=n, measured_on=day, by=hana)
    services.move_action(action=action, step="finish", by=hana)
    for months, done, value, n, text in words.EARLIER_ANSWERS:
        services.answer_follow_up(
            recommendation=recommendation, months=months, done=done, impact="measured", action=action, words=text,
            value=value, value_n=n, measured_on=reported + timedelta(days=30 * months), by=hana,
        )  # fmt: skip


def begin(recommendation, hana):
    """Its twelve-month answer is late, so that the region's exceptions show it."""
    services.move_recommendation(recommendation=recommendation, step="accept", by=hana)
    due_on = timezone.localdate() + timedelta(days=9)
    action = services.plan_action(recommendation=recommendation, due_on=due_on, by=hana, **words.EARLIER_SECOND_ACTION)
    services.move_action(action=action, step="begin", by=hana)
    services.answer_follow_up(
        recommendation=recommendation, months=3, done="some", impact="unknown", words=words.EARLIER_UNKNOWN, by=hana
    )


def recommend_and_learn(demo, review):
    """Two recommendations on the findings of the review that gave feedback, days declared, six anonymous answers."""
    ben, hana = (actors(demo)[short] for short in ("ben", "hana"))
    findings = list(Statement.objects.findings().filter(keyline__review=review))
    for finding, (timescale, text) in zip(findings, words.RECOMMENDATIONS, strict=False):
        services.recommend(review=review, text=text, timescale=timescale, findings=[finding], by=ben)
    lead = review.team.get(role="review_lead")
    services.declare_days(review=review, days={lead: Decimal("5.5")}, by=ben)
    closes_on = timezone.localdate() + timedelta(days=30)
    link = services.ask_feedback(review=review, audience="host", closes_on=closes_on, by=hana)
    for *marks, went_well, do_differently in words.FEEDBACK:
        given = dict(zip(("understood", "heard", "fair", "worth_it", "useful"), marks, strict=True))
        services.give_feedback_on_review(
            link=link, id=uuid.uuid4(), went_well=went_well, do_differently=do_differently, **given
        )
    return Recommendation.objects.filter(review=review)
