from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from improvement_hub.overview.models import LastVisit

SILENCE = timedelta(hours=1)  # after which a look begins a new visit


@transaction.atomic
def note_visit(*, by):
    """Remember that this person is here; returns when they were here before, or None on their first visit.

    It moves on with a visit, not with a look: whoever looks twice in an hour still sees what was new at first.
    """
    now = timezone.now()
    visit, _ = LastVisit.objects.select_for_update().get_or_create(person_id=by.pk, defaults={"seen_at": now})
    if now - visit.seen_at >= SILENCE:
        visit.since = visit.seen_at
    visit.seen_at = max(now, visit.seen_at)  # a clock may be put back
    visit.save()
    return visit.since
