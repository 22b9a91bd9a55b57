from django.db import transaction
from django.utils import timezone

from demonstrators.models import JourneyEntry
from demonstrators.models.entries import HEADINGS, READERS
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store, take_turns
from improvement_hub.core.workflow import move

SAID = ("site_id", "author_id", "happened_on", *HEADINGS)
WIDTH = {visibility: width for width, (visibility, _) in enumerate(READERS)}


@transaction.atomic
def write_entry(*, site, happened_on=None, by, id=None, **terms):
    """A member of a site's lead council or of a partner drafts an entry of its journey.

    terms: did, found_hard, learned, next_steps, visibility. Without a day it is today's. `id` is the one the sender
    made: the same draft sent twice is stored once, and the stored one is returned.
    """
    require(by, "demonstrators.write_entry", site)
    day = happened_on or timezone.localdate()
    entry = JourneyEntry(site=site, author_id=by.pk, happened_on=day, **terms)
    if id is None:
        return store(entry)
    take_turns("write a journey entry")
    known = JourneyEntry.objects.filter(pk=id).first()
    if known:
        return the_same(known, entry)
    entry.pk = id
    return store(entry)


def the_same(known, entry):
    if all(getattr(known, name) == getattr(entry, name) for name in SAID):
        return known
    raise DomainError("This is saved already, in other words. Save again to make another entry of it.", field="id")


@transaction.atomic
def change_entry(*, entry, by, version=None, **terms):
    """Change a draft or a returned entry; a submitted or published one is its lead's editors' and directors' to change.

    terms: those of `write_entry`. Raises StaleVersion when someone else was faster.
    """
    entry = lock(entry, version=version)
    require(by, "demonstrators.change_entry", entry)
    before = entry.visibility
    for name, value in terms.items():
        setattr(entry, name, value)
    if entry.is_published and WIDTH.get(entry.visibility, 0) > WIDTH[before]:
        entry.shared_at = timezone.now()
    return store(entry)


@transaction.atomic
def move_entry(*, entry, step, by, version=None, **inputs):
    """Submit an entry, take it back, return it with a reason, publish it or withdraw it."""
    return move(lock(entry, version=version), step, by=by, **inputs)
