"""API clients and their keys."""

import hashlib
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from improvement_hub.accounts.actors import actor_of_client
from improvement_hub.accounts.callers import caller_by_key
from improvement_hub.accounts.models import ApiClient, ApiKey
from improvement_hub.accounts.services import (
    add_key,
    change_client,
    issue_key,
    limit_client,
    organisation_of,
    register_client,
    revoke_client,
    revoke_key,
    rotate_key,
)
from improvement_hub.accounts.services.invitations import home_of
from improvement_hub.core.errors import DomainError

MONTH = timedelta(days=30)


def works(key) -> bool:
    found = caller_by_key(key)
    return bool(found and found.actor)


@pytest.fixture
def key(cast):
    return cast.robo.keys.get()


@pytest.fixture
def ours(cast):
    """A client of the host council, without a key yet."""
    organisation = organisation_of(cast.host)
    return register_client(name="Intranet", organisation=organisation, scopes="read", by=cast.actor("asha"))


def in_a_month():
    return timezone.now() + MONTH


def test_a_key_is_256_random_bits_of_which_only_the_digest_is_kept(cast):
    row = {name: str(value) for name, value in ApiKey.objects.values().get().items()}
    assert len(cast.robo_key) == len("hub_") + 43
    assert row["digest"] == hashlib.sha256(cast.robo_key.encode()).hexdigest()
    assert [name for name, value in row.items() if cast.robo_key in value] == []
    assert row["starts"] == cast.robo_key[:12]


def test_the_audit_trail_has_neither_key_nor_digest(cast):
    [event] = ApiKey.pgh_event_model.objects.values()
    assert {"digest", "last_used_at"} & set(event) == set()


@pytest.mark.parametrize("scopes", ["", "admin", "read write:evidence", "write:findings", "read:nothing"])
def test_a_client_alone_reads_and_writes_drafts_at_most(cast, scopes):
    with pytest.raises(DomainError, match="A client's scopes can be: read, write, or by collection") as refused:
        issue_key(name="Eve", organisation=home_of(None), scopes=scopes, lifetime=MONTH)
    assert refused.value.field == "scopes"


def test_a_key_leads_to_its_client_in_one_statement(cast, key, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = caller_by_key(cast.robo_key)
    assert found.actor == actor_of_client(cast.robo)
    assert (found.caller.client_id, found.caller.key_id, found.caller.counted_as) == (
        cast.robo.pk,
        key.pk,
        f"client:{cast.robo.pk}",
    )
    assert [caller_by_key(key) for key in ("hub_", "hub_x", cast.robo_key[:-1], cast.robo_key.upper())] == [None] * 4


def test_a_key_ends_when_it_expires(cast, key):
    with time_machine.travel(key.expires_at - timedelta(seconds=1), tick=False):
        assert works(cast.robo_key)
    with time_machine.travel(key.expires_at, tick=False):
        assert not works(cast.robo_key)


def test_a_revoked_key_stops_at_once(cast, key):
    revoke_key(key=key, by=cast.actor("gwen"))
    assert not works(cast.robo_key)
    with pytest.raises(DomainError, match="This key was revoked already"):
        revoke_key(key=key, by=cast.actor("gwen"))


def test_a_revoked_client_stops_with_all_its_keys_and_gets_no_more(cast, ours):
    asha = cast.actor("asha")
    secrets = [add_key(client=ours, kind="key", expires_at=in_a_month(), by=asha)[1] for _ in range(2)]
    revoke_client(client=ours, by=asha)
    assert [works(secret) for secret in secrets] == [False, False]
    with pytest.raises(DomainError, match="This client was revoked"):
        add_key(client=ours, kind="key", expires_at=in_a_month(), by=asha)
    with pytest.raises(DomainError, match="This client was revoked"):
        change_client(client=ours, scopes="read", by=asha)
    with pytest.raises(DomainError, match="This client was revoked already"):
        revoke_client(client=ours, by=asha)


def refused_to(cast, act):
    """Those of the cast who may not do it; nothing that the others did is kept."""
    from django.db import transaction

    found = []
    for who in ("asha", "hana", "ben", "carys", "dev", "edie", "femi", "gwen", "robo", "nobody"):
        with transaction.atomic():
            try:
                act(cast.actor(who))
            except PermissionDenied:
                found.append(who)
            transaction.set_rollback(True)
    return found


def test_a_council_s_clients_are_its_directors_and_administrators_to_keep(cast, ours):
    others = ["hana", "ben", "carys", "dev", "edie", "femi", "robo", "nobody"]
    key, _ = add_key(client=ours, kind="key", expires_at=in_a_month(), by=cast.actor("asha"))
    organisation = ours.organisation
    for act in (
        lambda by: register_client(name="More", organisation=organisation, scopes="read", by=by),
        lambda by: change_client(client=ours, scopes="read", by=by),
        lambda by: add_key(client=ours, kind="key", expires_at=in_a_month(), by=by),
        lambda by: rotate_key(key=key, expires_at=in_a_month(), overlap=MONTH, by=by),
        lambda by: revoke_key(key=key, by=by),
        lambda by: revoke_client(client=ours, by=by),
    ):
        assert refused_to(cast, act) == others
    assert refused_to(cast, lambda by: limit_client(client=ours, per_minute=5, by=by)) == ["asha", *others]


def test_a_new_key_works_beside_the_old_one_until_the_overlap_ends(cast, ours):
    asha = cast.actor("asha")
    old, first = add_key(client=ours, kind="key", expires_at=in_a_month(), name="live", by=asha)
    new, second = rotate_key(key=old, expires_at=in_a_month(), overlap=timedelta(days=7), by=asha)
    assert (new.name, new.client, works(first), works(second)) == ("live", ours, True, True)
    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=1), tick=False):
        assert (works(first), works(second)) == (False, True)
        old.refresh_from_db()
        with pytest.raises(DomainError, match="This key has ended"):
            rotate_key(key=old, expires_at=in_a_month(), overlap=timedelta(), by=asha)


def test_an_overlap_lengthens_no_key_and_no_longer_than_thirty_days(cast, ours):
    asha, soon = cast.actor("asha"), timezone.now() + timedelta(days=1)
    old, _ = add_key(client=ours, kind="key", expires_at=soon, by=asha)
    for days in (-1, 31):
        with pytest.raises(DomainError, match="30 days at most"):
            rotate_key(key=old, expires_at=in_a_month(), overlap=timedelta(days=days), by=asha)
    rotate_key(key=old, expires_at=in_a_month(), overlap=MONTH, by=asha)
    old.refresh_from_db()
    assert old.expires_at == soon


@pytest.mark.parametrize("days", [-1, 0, 3651])
def test_a_key_ends_on_a_day_to_come(cast, ours, days):
    with pytest.raises(DomainError, match="A key ends on a day to come") as refused:
        add_key(client=ours, kind="key", expires_at=timezone.now() + timedelta(days=days), by=cast.actor("asha"))
    assert refused.value.field == "expires_on"


def test_what_a_client_may_do_changes_for_all_its_keys_at_once(cast, ours):
    asha = cast.actor("asha")
    _, secret = add_key(client=ours, kind="key", expires_at=in_a_month(), by=asha)
    change_client(client=ours, scopes=["write:posts", "read"], by=asha)
    assert caller_by_key(secret).actor.scopes == {"read", "write:posts"}
    assert ApiClient.objects.get(pk=ours.pk).scopes == "read write:posts"


def test_a_client_sees_its_region_and_the_sector_as_its_organisation_does(cast):
    robo = cast.actor("robo")
    assert (robo.kind, robo.in_sector, robo.region_ids) == ("client", True, {cast.region.pk})
    assert (robo.person_id, robo.council_ids, robo.manages, robo.scopes) == (None, frozenset(), frozenset(), {"read"})
    assert (robo.speaks_for, robo.drafts_for("posts")) == ({cast.leading.pk}, frozenset())


def test_a_client_of_the_hub_sees_the_sector_and_one_of_an_agency_what_is_public(cast):
    hub, _ = issue_key(name="Dashboard", organisation=home_of(None), scopes="read", lifetime=MONTH)
    police, _ = issue_key(name="Police", organisation=cast.dev.organisation, scopes="read", lifetime=MONTH)
    seen = [(actor.in_sector, actor.region_ids) for actor in map(actor_of_client, (hub, police))]
    assert seen == [(True, frozenset()), (False, frozenset())]
