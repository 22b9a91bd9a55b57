"""The audit of calls: noted in Redis when a call was answered, and written into the database in batches.

A batch is inserted, and then taken out of Redis. Killed between the two, the next drain inserts the same ids again,
which the database leaves as they are: nothing is lost and nothing is there twice.
"""

import json
import uuid
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from improvement_hub.accounts.models import ApiCall, ApiKey
from improvement_hub.core.redis import connection, if_it_answers

STREAM = "hub:calls"
BATCH = 1000
MOST_WAITING = 200_000  # some 60 MB; beyond that the oldest go, as Redis also holds what cannot go
LONGEST_NAME, MOST_NAMES = 40, 20


def note_call(*, at, caller, method, route, parameters, status, milliseconds, size):
    """Who asked for what, when, and how it was answered. parameters: names alone, never what was looked for."""
    facts = {
        "id": uuid.uuid4().hex,
        "at": at.isoformat(),
        "client_id": caller.client_id and caller.client_id.hex,
        "key_id": caller.key_id and caller.key_id.hex,
        "person_id": caller.person_id and caller.person_id.hex,
        "method": method[:10],
        "route": f"/{route}"[:200],
        "parameters": known_names(parameters),
        "status": status,
        "milliseconds": milliseconds,
        "bytes": size,
    }
    entry: dict[Any, Any] = {"call": json.dumps(facts)}
    if_it_answers(partial(connection().xadd, STREAM, entry, maxlen=MOST_WAITING, approximate=True))


def known_names(parameters) -> list[str]:
    """Names as filters have them; anything else might be what somebody typed."""
    names = [name for name in parameters if name.isidentifier() and name.islower() and len(name) <= LONGEST_NAME]
    return names[:MOST_NAMES]


def drain_calls() -> int:
    """Write what is waiting; returns how many calls that were."""
    written = 0
    while batch := waiting():
        write_calls([json.loads(entry[b"call"]) for _, entry in batch])
        connection().xdel(STREAM, *(place for place, _ in batch))
        written += len(batch)
    return written


def waiting() -> Any:
    """The oldest, as pairs of a place in the stream and an entry."""
    return connection().xrange(STREAM, count=BATCH)


@transaction.atomic
def write_calls(facts):
    """All of them, or those that are not there yet; and when each key was last used."""
    calls = [ApiCall(**{**one, "at": datetime.fromisoformat(one["at"])}) for one in facts]
    ApiCall.objects.bulk_create(calls, ignore_conflicts=True)
    latest: dict[Any, datetime] = {}
    for call in calls:
        if call.key_id:
            latest[call.key_id] = max(call.at, latest.get(call.key_id, call.at))
    for key, at in sorted(latest.items()):  # in one order, so that two drains do not wait for each other
        ApiKey.objects.filter(Q(last_used_at=None) | Q(last_used_at__lt=at), pk=key).update(last_used_at=at)


def forget_old_calls():
    ApiCall.objects.filter(at__lt=timezone.now() - ApiCall.KEPT_FOR).delete()
