from django.db.models import Count, Q

from peer_review.models import Activity, Evidence, Review, Statement
from peer_review.queries.team import sitting_team

SEATS = ("theme", "method__region", "host__region", "review_lead", "observer", "host_officer")


def themes(request=None):
    """The shared vocabulary, for choices; it is the blogs product's, and reached through the review's own field."""
    return Review._meta.get_field("theme").related_model.objects.all()


def review_list(actor):
    return Review.objects.visible_to(actor).select_related(*SEATS)


def one_review(actor):
    """A review with those who sit on its team, so that every rule about it costs no further query."""
    return review_list(actor).prefetch_related(sitting_team("team"), "keylines", "participants__council")


def counts(review) -> dict[str, int]:
    """How much there is, for those who may not read it too."""
    found = Activity.objects.filter(review=review).aggregate(
        activities=Count("pk", filter=~Q(state="cancelled")), done=Count("pk", filter=Q(state="done"))
    )
    evidence = Evidence.objects.standing().filter(activity__review=review).count()
    statements = Statement.objects.filter(keyline__review=review).aggregate(
        findings=Count("pk", filter=Q(state="finding")), hypotheses=Count("pk", filter=Q(state="hypothesis"))
    )
    return {**found, "evidence": evidence, **statements}


def reviews_hosted_by(council, actor):
    return review_list(actor).filter(host=council)
