from django.db.models import Count, Exists, Max, OuterRef, Q

from peer_review.models import Activity, Evidence, KeyLineOfEnquiry


def activities(actor, review=None):
    heard = Evidence.objects.standing().filter(activity=OuterRef("pk"))
    rows = Activity.objects.visible_to(actor).select_related("review__host").annotate(was_heard=Exists(heard))
    return rows.filter(review=review) if review else rows


def evidence(actor, review=None):
    rows = Evidence.objects.visible_to(actor).select_related("activity__review", "keyline", "author", "withdrawn_by")
    return rows.filter(activity__review=review) if review else rows


def stream_mark(actor, review) -> str:
    """Changes with every note that comes, is changed or is withdrawn in a review, as far as this actor sees it."""
    seen = Evidence.objects.visible_to(actor).filter(activity__review=review)
    mark = seen.aggregate(pieces=Count("pk"), latest=Max("changed_at"))
    return f"{mark['pieces']}-{mark['latest'].timestamp() if mark['latest'] else 0}"


def tally(actor, review):
    """Evidence that stands, counted by key line: strengths, concerns, context and kinds of source."""
    standing = Q(evidence__withdrawn_at=None)
    lines = KeyLineOfEnquiry.objects.visible_to(actor).filter(review=review)
    return lines.annotate(
        strengths=Count("evidence", filter=standing & Q(evidence__bearing="strength")),
        concerns=Count("evidence", filter=standing & Q(evidence__bearing="concern")),
        context=Count("evidence", filter=standing & Q(evidence__bearing="context")),
        sources=Count("evidence__source_role", filter=standing, distinct=True),
    ).order_by("position")  # a grouped query forgets the model's own order
