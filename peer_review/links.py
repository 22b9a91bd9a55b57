"""Secret addresses for a person's calendar programs: each signed for one person and one timetable."""

import uuid

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from peer_review.models import CalendarFeed

SIGNER = Signer(salt="peer_review.calendar", sep=".")
MINE = "mine"


def calendar_address(feed, review=None) -> str:
    """The whole timetable of a review, or without one all that the person takes part in."""
    what = review.pk.hex if review else MINE
    return settings.HUB_URL + reverse("calendar-feed", args=[SIGNER.sign(f"{feed.pk.hex}.{feed.number}.{what}")])


def feed_of(token: str):
    """(feed, id of the review or None) for an address that is in force; None for any other."""
    try:
        feed, number, what = SIGNER.unsign(token).split(".")
    except BadSignature:
        return None
    found = CalendarFeed.objects.select_related("person").filter(pk=feed, number=number, ended_at=None).first()
    return (found, None if what == MINE else uuid.UUID(what)) if found else None
