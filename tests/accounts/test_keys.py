"""API clients and their keys."""

import hashlib
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from improvement_hub.accounts.actors import actor_of_client
from improvement_hub.accounts.models import ApiClient
from improvement_hub.accounts.services import client_of_key, issue_key, organisation_of, revoke_key
from improvement_hub.accounts.services.invitations import home_of
from improvement_hub.core.errors import DomainError

MONTH = timedelta(days=30)


def test_a_key_is_256_random_bits_of_which_only_the_digest_is_kept(cast):
    row = {name: str(value) for name, value in ApiClient.objects.values().get().items()}
    assert len(cast.robo_key) == len("hub_") + 43
    assert row["key_digest"] == hashlib.sha256(cast.robo_key.encode()).hexdigest()
    assert [name for name, value in row.items() if cast.robo_key in value] == []
    assert row["key_starts"] == cast.robo_key[:12]


def test_the_audit_trail_has_neither_key_nor_digest(cast):
    [event] = ApiClient.pgh_event_model.objects.values()
    assert {"key_digest", "last_used_at"} & set(event) == set()


@pytest.mark.parametrize("scopes", ["", "write", "read write", "admin"])
def test_a_client_alone_only_reads(cast, scopes):
    with pytest.raises(DomainError, match="A client's scopes can be: read") as refused:
        issue_key(name="Eve", organisation=home_of(None), scopes=scopes, lifetime=MONTH)
    assert refused.value.field == "scopes"


def test_a_key_leads_to_its_client(cast):
    assert client_of_key(cast.robo_key) == cast.robo
    assert [client_of_key(key) for key in ("hub_", "hub_x", cast.robo_key[:-1], cast.robo_key.upper())] == [None] * 4


def test_a_key_ends_when_it_expires(cast):
    with time_machine.travel(cast.robo.expires_at - timedelta(seconds=1), tick=False):
        assert client_of_key(cast.robo_key) == cast.robo
    with time_machine.travel(cast.robo.expires_at, tick=False):
        assert client_of_key(cast.robo_key) is None


def test_a_revoked_key_stops_at_once(cast):
    revoke_key(client=cast.robo, by=cast.actor("gwen"))
    assert client_of_key(cast.robo_key) is None
    with pytest.raises(DomainError, match="This key was revoked already"):
        revoke_key(client=cast.robo, by=cast.actor("gwen"))


@pytest.mark.parametrize(
    ("who", "may"),
    [("asha", False), ("ben", False), ("edie", False), ("femi", False), ("gwen", True), ("robo", False)],
)
def test_a_key_is_revoked_by_the_director_of_its_council_or_an_administrator(cast, who, may):
    if may:
        assert revoke_key(client=cast.robo, by=cast.actor(who)).revoked_at is not None
    else:
        with pytest.raises(PermissionDenied):
            revoke_key(client=cast.robo, by=cast.actor(who))


def test_a_director_revokes_the_keys_of_their_own_council(cast, sign_in):
    ours, key = issue_key(name="Intranet", organisation=organisation_of(cast.host), scopes="read", lifetime=MONTH)
    client = sign_in(cast.asha)
    page = client.get(reverse("revoke-key", args=[ours.pk])).content.decode()
    assert "Intranet, for Ashby Council, can no longer use the API from that moment." in page
    assert client.post(reverse("revoke-key", args=[ours.pk])).headers["Location"] == reverse("api-clients")
    assert client_of_key(key) is None
    assert client.post(reverse("revoke-key", args=[cast.robo.pk])).status_code == 404
    assert client_of_key(cast.robo_key) == cast.robo


def test_the_hubs_own_keys_are_no_directors(cast, sign_in):
    ours, _ = issue_key(name="Dashboard", organisation=home_of(None), scopes="read", lifetime=MONTH)
    assert sign_in(cast.asha).post(reverse("revoke-key", args=[ours.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        revoke_key(client=ours, by=cast.actor("asha"))


def test_use_is_noted_once_a_minute_at_most_and_never_in_the_trail(cast):
    start = timezone.now()
    noted = []
    for seconds in (0, 30, 59, 61, 90, 130):
        with time_machine.travel(start + timedelta(seconds=seconds), tick=False):
            client_of_key(cast.robo_key)
        noted.append(round((ApiClient.objects.get().last_used_at - start).total_seconds()))
    assert noted == [0, 0, 0, 61, 61, 130]
    assert [event.pgh_label for event in cast.robo.events.all()] == ["insert"]


def test_a_client_sees_its_region_and_the_sector_as_its_organisation_does(cast):
    robo = cast.actor("robo")
    assert (robo.kind, robo.in_sector, robo.region_ids) == ("client", True, {cast.region.pk})
    assert (robo.person_id, robo.council_ids, robo.manages, robo.scopes) == (None, frozenset(), frozenset(), {"read"})


def test_a_client_of_the_hub_sees_the_sector_and_one_of_an_agency_what_is_public(cast):
    hub, _ = issue_key(name="Dashboard", organisation=home_of(None), scopes="read", lifetime=MONTH)
    police, _ = issue_key(name="Police", organisation=cast.dev.organisation, scopes="read", lifetime=MONTH)
    seen = [(actor.in_sector, actor.region_ids) for actor in map(actor_of_client, (hub, police))]
    assert seen == [(True, frozenset()), (False, frozenset())]


def test_the_page_shows_how_a_key_begins_and_never_more(cast, sign_in):
    client_of_key(cast.robo_key)
    page = sign_in(cast.gwen).get(reverse("api-clients")).content.decode()
    assert f"begins {cast.robo_key[:12]} ·" in page
    assert cast.robo_key[:13] not in page
    assert "last used" in page
