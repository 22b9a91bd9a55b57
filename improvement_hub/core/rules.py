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


@rules.predicate
def waits_for_the_scanner(actor, file):
    return file.scan == "waiting"


@rules.predicate
def was_found_harmful(actor, file):
    return file.scan == "infected"


@rules.predicate
def sent_it(actor, file):
    return file.uploaded_by_id == actor.person_id


opens_after_the_scanner = ~was_found_harmful & (~waits_for_the_scanner | sent_it)

rules.add_perm("core.save_views", is_person)
rules.add_perm("core.own_view", is_person & owns_it)
