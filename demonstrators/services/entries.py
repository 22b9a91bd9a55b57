from django.db import transaction
from django.utils import timezone

from demonstrators.models import JourneyEntry
from demonstrators.models.entries import READERS
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store
from improvement_hub.core.workflow import move

WIDTH = {visibility: width for width, (visibility, _) in enumerate(READERS)}


@transaction.atomic
def write_entry(*, site, happened_on=None, by, **terms):
    """A member of a site's lead council or of a partner drafts an entry of its journey.

    terms: did, found_hard, learned, next_steps, visibility. Without a day it is today's.
    """
    require(by, "demonstrators.write_entry", site)
    day = happened_on or timezone.localdate()
    return store(JourneyEntry(site=site, author_id=by.pk, happened_on=day, **terms))


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
