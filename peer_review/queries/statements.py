from django.db.models import Prefetch

from improvement_hub.core.actor import NOBODY
from peer_review.models import Statement, Support
from peer_review.queries.evidence import evidence
from peer_review.queries.team import sitting_team


def statements(actor, review=None):
    """Statements with what the gate weighs; of one review, they share that review's team."""
    links = Support.objects.select_related("evidence__activity", "evidence__keyline", "evidence__author")
    rows = (
        Statement.objects.visible_to(actor)
        .select_related("author", "held_by", "keyline__review__host__region", "keyline__review__theme")
        .prefetch_related(Prefetch("links", links), sitting_team("keyline__review__team"))
    )
    return rows.filter(keyline__review=review) if review else rows


def unlinked_evidence(actor, statement):
    """What could still be linked, its own key line first."""
    rows = evidence(actor, statement.review).filter(withdrawn_at=None).exclude(links__statement=statement)
    return rows.order_by("keyline__position", "created_at")


def hosts_with_public_findings():
    """Ids of councils of whose reviews everyone may read a finding."""
    return Statement.objects.visible_to(NOBODY).order_by().values_list("keyline__review__host")
