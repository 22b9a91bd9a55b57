from django.db.models import Count, Max, Q
from django.db.models.functions import Least

from peer_review.models import Evidence, KeyLineOfEnquiry


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


def tray(actor, review):
    """What can be linked, with `link_count`: first what no statement stands on yet, the newest first."""
    rows = evidence(actor, review).annotate(link_count=Count("links"))
    return rows.order_by(Least("link_count", 1), "-created_at", "pk")
