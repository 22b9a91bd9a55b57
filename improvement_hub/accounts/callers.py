"""Who calls the API, looked up by a key or a token in one statement each: every call waits for it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from oauth2_provider.models import AccessToken

from improvement_hub.accounts.actors import Standing, actor_of_person, actor_of_standing
from improvement_hub.accounts.models import Person
from improvement_hub.core.actor import Actor

CLIENT_COLUMNS = """
    key.id, client.id, client.name, client.scopes, client.per_minute,
    organisation.id, organisation.kind, council.id, council.region_id,
    key.revoked_at is null and client.revoked_at is null and key.expires_at > %s"""
CLIENT_TABLES = """
    accounts_apikey key
    join accounts_apiclient client on client.id = key.client_id
    join accounts_organisation organisation on organisation.id = client.organisation_id
    left join councils_council council on council.id = organisation.council_id"""
BY_KEY = f"select {CLIENT_COLUMNS} from {CLIENT_TABLES} where key.digest = %s"  # noqa: S608 - nothing of a request
BY_TOKEN = f"""
select token.expires, token.scope, token.resource, token.application_id,
    person.id, person.name, person.is_active, person.organisation_id, {CLIENT_COLUMNS}
from oauth2_provider_accesstoken token
left join accounts_person person on person.id = token.user_id
left join ({CLIENT_TABLES}) on key.application_id = token.application_id
where token.token_checksum = %s"""  # noqa: S608
OF_THE_TOKEN, OF_THE_PERSON = 4, 8


@dataclass(frozen=True)
class Caller:
    """A key or a token as the limits and the audit of calls know it.

    `counted_as` names what is counted together: a client with all its keys, or a person in one application.
    """

    counted_as: str
    client_id: UUID | None = None
    key_id: UUID | None = None
    person_id: UUID | None = None
    per_minute: int | None = None


@dataclass(frozen=True)
class Found:
    """Whom a key or token leads to; `actor` is None where it is no longer, or not here, of any use."""

    caller: Caller
    actor: Actor | None


def digest(secret: str) -> str:
    """Plain SHA-256: keys and tokens are 256 random bits, so nothing slower protects them better."""
    return hashlib.sha256(secret.encode()).hexdigest()


def row_of(statement: str, secret: str) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [timezone.now(), digest(secret)])
        return cursor.fetchone()


def caller_by_key(key: str) -> Found | None:
    """None if no client ever had this key."""
    row = row_of(BY_KEY, key)
    return of_client(row) if row else None


def of_client(row, *, scopes: str | None = None) -> Found:
    """scopes: those of a token, which the client's own bound as they are today."""
    *columns, in_force = row
    key_id, standing = columns[0], Standing(*columns[1:])
    caller = Caller(f"client:{standing.pk}", standing.pk, key_id, None, standing.per_minute)
    return Found(caller, actor_of_standing(standing, scopes=scopes) if in_force else None)


def caller_by_token(sent: str, here: str) -> Found | None:
    """`here` is the address that is asked: a token made for another service is of no use at it."""
    row = row_of(BY_TOKEN, sent)
    if row is None:
        return None
    expires, scope, resource, application = row[:OF_THE_TOKEN]
    person, client = row[OF_THE_TOKEN:OF_THE_PERSON], row[OF_THE_PERSON:]
    if person[0] is not None:
        found = of_person(person, application, scope)
    elif client[0] is not None:
        found = of_client(client, scopes=scope)
    else:
        return None
    return found if is_for(here, expires, resource) else Found(found.caller, None)


def is_for(here: str, expires: datetime, resource: str) -> bool:
    token = AccessToken(expires=expires, resource=json.loads(resource))
    return not token.is_expired() and token.allows_audience(here)


def of_person(columns, application, scope: str) -> Found:
    pk, name, is_active, organisation_id = columns
    person = Person(pk=pk, name=name, is_active=is_active, organisation_id=organisation_id)
    actor = actor_of_person(person, scopes=frozenset(scope.split())) if is_active else None
    return Found(Caller(f"person:{pk}:{application}", person_id=pk), actor)
