"""Someone accepts an invitation: a product that has a place ready for them says here how they take it."""

from collections.abc import Callable

ARRIVALS: list[Callable[..., None]] = []


def when_someone_joins(handler):
    """Register `handler(*, invitation, person)`; it runs in the transaction in which they accept."""
    ARRIVALS.append(handler)
    return handler


def say_who_joined(*, invitation, person) -> None:
    for handler in ARRIVALS:
        handler(invitation=invitation, person=person)
