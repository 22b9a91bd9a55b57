"""A reader's place in the order of changes, as text: signed, and good for the rights it was given under."""

from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from django.core.signing import BadSignature, Signer
from django.utils import timezone
from rest_framework.exceptions import APIException, ValidationError

from improvement_hub.api.changes.queries import NOTHING_YET, log_id
from improvement_hub.core.answers import rights
from improvement_hub.core.models import Departure

SIGNER = Signer(salt="place in the order of changes")
OLD = Departure.KEPT_FOR - timedelta(days=1)


class Resync(APIException):
    status_code = 410
    default_code = "resync"
    default_detail = "What you may see has changed, or this cursor is too old. Begin anew: leave out since."


@dataclass(frozen=True)
class Place:
    """since: everything up to this number is known. began: the number at which this reader began from nothing; of
    what left before it, they never knew."""

    log: str
    rights: str
    collections: tuple[str, ...]
    demonstration: str
    began: int
    since: int = NOTHING_YET
    day: str = ""

    def at(self, number) -> "Place":
        return replace(self, since=number, day=timezone.localdate().isoformat())

    def __str__(self):
        return SIGNER.sign_object(list(asdict(self).values()))


def beginning(actor, collections, demonstration, newest) -> Place:
    return Place(str(log_id()), rights(actor), tuple(collections), demonstration, began=newest)


def read(sent: str, now: Place) -> Place:
    """The place that was sent; 410 where it is of other rights or another order, or older than what is kept."""
    try:
        log, held, collections, demonstration, began, since, day = SIGNER.unsign_object(sent)
    except BadSignature as error:
        raise ValidationError({"since": ["This cursor is not one of ours. Begin anew: leave out since."]}) from error
    place = Place(log, held, tuple(collections), demonstration, began, since, day)
    if (place.collections, place.demonstration) != (now.collections, now.demonstration):
        raise ValidationError({"since": ["This cursor is for other collections. Ask for the same as before."]})
    too_old = date.fromisoformat(day) < timezone.localdate() - OLD
    if (place.log, place.rights) != (now.log, now.rights) or too_old:
        raise Resync
    return place
