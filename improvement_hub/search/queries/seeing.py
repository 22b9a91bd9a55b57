"""Which entries a question may meet, and answers that are kept for as long as the index has the same edition."""

import hashlib

from django.core.cache import cache
from django.db import connection

from improvement_hub.core.filters import with_demonstration
from improvement_hub.search.models import Entry
from improvement_hub.search.queries.counting import Condition

KEPT_FOR = 3600  # seconds; the edition in the key is what makes them exact


def entries_for(actor, demonstration=""):
    """What this actor may read; invented content only if asked for, or for those who act for an invented council."""
    return with_demonstration(Entry.objects.visible_to(actor), demonstration, shown=actor.demonstration)


def as_condition(entries) -> Condition:
    """The WHERE of a queryset of entries, for a statement of our own."""
    sql, params = entries.query.get_compiler(connection=connection).compile(entries.query.where)
    return Condition(sql, list(params))


def kept(edition, said: Condition, ask):
    """`ask()`, from the cache where this was asked in this edition. In a transaction, whose changes no other sees, it
    is asked anew."""
    if connection.in_atomic_block:
        return ask()
    asked = hashlib.sha256(repr((said.sql, said.params)).encode()).hexdigest()
    return cache.get_or_set(f"search:{edition}:{asked}", ask, KEPT_FOR)
