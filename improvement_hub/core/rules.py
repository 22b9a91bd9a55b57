"""Predicates that every app composes its permissions from."""

import rules


@rules.predicate
def is_person(actor, target=None):
    """A signed-in person, or a person's own token; never an API client alone."""
    return actor.is_person


@rules.predicate
def is_administrator(actor, target=None):
    return actor.is_person and actor.administers


@rules.predicate
def is_operator(actor, target=None):
    """Whoever runs a command on the server."""
    return actor.kind == "operator"


@rules.predicate
def owns_it(actor, row):
    return row.owner_id == actor.person_id


rules.add_perm("core.save_views", is_person)
rules.add_perm("core.own_view", is_person & owns_it)
