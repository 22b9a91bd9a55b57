"""What works in a person's name without their signing in ends: a product that gave out such access says here how."""

from collections.abc import Callable

ENDINGS: list[Callable[..., None]] = []


def when_access_ends(handler):
    """Register `handler(*, person)`; it runs in the transaction in which their access ends."""
    ENDINGS.append(handler)
    return handler


def end_what_was_given_out(*, person) -> None:
    for handler in ENDINGS:
        handler(person=person)
