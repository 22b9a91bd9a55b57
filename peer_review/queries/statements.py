from django.db.models import Count, OuterRef, Prefetch, Q, Subquery

from improvement_hub.core.actor import NOBODY
from peer_review.models import HoldNote, Statement, Support
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


def thread(actor, statement):
    """What was said about the holds of a statement, in order."""
    return HoldNote.objects.visible_to(actor).filter(statement=statement).select_related("author")


def with_last_note(statements):
    """Each with `last_kind` and `last_words` of its thread; null where nothing ever held it."""
    notes = HoldNote.objects.filter(statement=OuterRef("pk")).order_by("-created_at", "-pk")
    return statements.annotate(
        last_kind=Subquery(notes.values("kind")[:1]), last_words=Subquery(notes.values("words")[:1])
    )


def weighed(review) -> dict[str, int]:
    """Of the hypotheses of a review: those that are `thin`, `held`, and `ready` to be findings."""
    counted = Q(links__relation=Support.Relation.SUPPORTS, links__evidence__withdrawn_at=None)
    thin = Q(pieces__lt=review.gate_pieces) | Q(sources__lt=review.gate_sources) | Q(heard__lt=review.gate_activities)
    return (
        Statement.objects.filter(keyline__review=review)
        .hypotheses()
        .annotate(
            pieces=Count("links", filter=counted),
            sources=Count("links__evidence__source_role", filter=counted, distinct=True),
            heard=Count("links__evidence__activity", filter=counted, distinct=True),
        )
        .aggregate(
            thin=Count("pk", filter=thin),
            held=Count("pk", filter=Q(held_at__isnull=False)),
            ready=Count("pk", filter=~thin & Q(held_at=None)),
        )
    )


def hosts_with_public_findings():
    """Ids of councils of whose reviews everyone may read a finding."""
    return Statement.objects.visible_to(NOBODY).order_by().values_list("keyline__review__host")
