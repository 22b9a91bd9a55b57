"""The audit trail: written by database triggers, so that no way of changing a row walks round it."""

import pghistory
from django.db.models import OuterRef, Q, Subquery


def audited(model=None, *, exclude=()):
    """Record every insert, update and delete of `model`, with the actor from the context."""

    def decorate(cls):
        return pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=list(exclude),
            append_only=True,
        )(cls)

    return decorate(model) if model else decorate


def acting_as(actor, **more):
    """Context for everything written inside: who it was, and in whose place where that applies."""
    who = {"actor": str(actor.pk) if actor.pk else None, "kind": actor.kind}
    if actor.acting:
        who["acting"] = list(actor.acting)
    return pghistory.context(**who, **more)


def first_when(model, condition: Q):
    """For an annotation: the moment from which a row's trail shows it as `condition` asks; null if it never was.

    Lookups are those of the row's event, whose row is `pgh_obj`; an `OuterRef` is the row as it is now.
    """
    events = model.pgh_event_model.objects.filter(condition, pgh_obj=OuterRef("pk"))
    return Subquery(events.order_by("pgh_created_at").values("pgh_created_at")[:1])
