"""A leaver's work is handed over, never orphaned: each product says here how it hands over its own."""

from collections.abc import Callable

HANDOVERS: list[Callable[..., list[str]]] = []


def hands_over(handler):
    """Register `handler(*, leaver, successor, council_ids, by) -> sentences about what moved`."""
    HANDOVERS.append(handler)
    return handler


def hand_over_everything(*, leaver, successor, council_ids, by) -> list[str]:
    return [
        sentence
        for handler in HANDOVERS
        for sentence in handler(leaver=leaver, successor=successor, council_ids=council_ids, by=by)
    ]
