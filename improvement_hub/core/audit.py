"""The audit trail: written by database triggers, so that no way of changing a row walks round it."""

import pghistory


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
