"""What a session has proved: by what its person signed in, and when they last did.

allauth keeps these records in the session itself, so asking costs no query.
"""

import time
from datetime import timedelta

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication

from improvement_hub.accounts.models import Person

FRESH_FOR = timedelta(minutes=5)
SECOND_FACTOR = "mfa"
PROVIDER = "socialaccount"


def records(request) -> list[dict]:
    """Also where the API has put an actor in the place of the person."""
    return get_authentication_records(request, Person(pk=request.user.pk))


def passed_second_factor(request) -> bool:
    """By an authenticator or passkey of the hub, or at a provider that is trusted with it."""
    return any(record["method"] == SECOND_FACTOR for record in records(request))


def is_fresh(request) -> bool:
    """Whether it was proved within five minutes who sits here."""
    return any(is_recent(record) for record in records(request) if proves_presence(record))


def signed_in_just_now(request) -> bool:
    return any(is_recent(record) for record in records(request))


def proves_presence(record) -> bool:
    """A provider may have answered out of a session of its own that began hours ago, unless it was asked not to."""
    return "provider" not in record or bool(record.get("reauthenticated"))


def is_recent(record) -> bool:
    return time.time() - record["at"] < FRESH_FOR.total_seconds()


def note(request, person, method, **facts) -> None:
    record_authentication(request, person, method, **facts)
