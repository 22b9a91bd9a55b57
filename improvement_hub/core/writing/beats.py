"""A page whose words are kept is a page that somebody writes on: a product that heeds it says here how."""

from collections.abc import Callable

BEATS: list[Callable[..., str]] = []


def when_words_are_kept(handler):
    """Register `handler(*, place, person)`: the path of the page, and the id of whom its pass names. It returns a
    sentence for the line under which they write, or nothing."""
    BEATS.append(handler)
    return handler


def beat(*, place, person) -> str:
    return " ".join(filter(None, [handler(place=place, person=person) for handler in BEATS]))
