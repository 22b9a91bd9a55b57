from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from peer_review.models import Activity, Evidence, Review, Statement
from peer_review.models.reviews import part_of
from peer_review.queries import attention
from peer_review.queries.activities import kinds
from peer_review.queries.documents import document_counts
from peer_review.queries.team import sitting_team

SEATS = ("theme", "method__region", "host__region", "review_lead", "observer", "host_officer")


def themes(request=None):
    """The shared vocabulary, for choices; it is the blogs product's, and reached through the review's own field."""
    return Review._meta.get_field("theme").related_model.objects.all()


def review_list(actor):
    return Review.objects.visible_to(actor).select_related(*SEATS)


def listed_reviews(actor):
    """Reviews as the list shows them, with what is due or stuck in those the actor has a part in."""
    rows = review_list(actor).select_related("past").prefetch_related("participants__council")
    if not actor.is_person:
        return rows
    return attention.with_concerns(rows.annotate(has_part=attention.flag(part_of(actor))), actor)


def with_counts(reviews):
    """Each with what `counts` has, as `activity_count`, `done_count`, …; to be shown with a part in it alone."""
    activities = Activity.objects.filter(review=OuterRef("pk"))
    evidence = Evidence.objects.standing().filter(activity__review=OuterRef("pk"))
    statements = Statement.objects.filter(keyline__review=OuterRef("pk"))
    return reviews.annotate(
        activity_count=number_of(activities.exclude(state="cancelled"), "review"),
        done_count=number_of(activities.filter(state="done"), "review"),
        evidence_count=number_of(evidence, "activity__review"),
        hypothesis_count=number_of(statements.filter(state="hypothesis"), "keyline__review"),
        finding_count=number_of(statements.findings(), "keyline__review"),
    )


def number_of(rows, review):
    counted = rows.order_by().values(review).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def one_review(actor):
    """A review with those who sit on its team, so that every rule about it costs no further query."""
    return review_list(actor).prefetch_related(sitting_team("team"), "keylines", "participants__council")


def counts(review) -> dict:
    """How much there is, for those who may not read it too; `kinds` counts the activities of each kind."""
    of_kinds = kinds(review)
    found = {
        "activities": sum(kind["planned"] - kind["cancelled"] for kind in of_kinds),
        "done": sum(kind["done"] for kind in of_kinds),
        "kinds": of_kinds,
    }
    evidence = Evidence.objects.standing().filter(activity__review=review).count()
    statements = Statement.objects.filter(keyline__review=review).aggregate(
        findings=Count("pk", filter=Q(state="finding")), hypotheses=Count("pk", filter=Q(state="hypothesis"))
    )
    return {**found, "evidence": evidence, **statements, **document_counts(review)}


def reviews_hosted_by(council, actor):
    return review_list(actor).filter(host=council)
