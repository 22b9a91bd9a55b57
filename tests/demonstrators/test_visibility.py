"""What could leak of a journey, and who meets it: on the pages, over the API, in the news and by its address."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from demonstrators.models import JourneyEntry, Programme, Site, SitePartner, StageChange, Strand
from demonstrators.queries import (
    councils_with_public_entries,
    new_entries,
    new_stages,
    returned_to,
    waiting_for_editor,
)
from demonstrators.services import change_entry, move_entry, move_stage
from improvement_hub.core.actor import NOBODY, Actor
from tests.cast import NAMES
from tests.factories import CouncilFactory, EntryFactory, SiteFactory
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
OURS = {"asha", "hana", "ben"}  # of the lead and of its partner
HERE = OURS | {"carys", "edie", "robo"}
SEEN_BY = {
    "public": set(NAMES),
    "sector": HERE | {"femi"},
    "region": HERE,
    "draft": OURS,
    "submitted": OURS,
    "elsewhere": {"femi"},
}
ADDRESSES_TRIED_BY = {"ben", "carys", "femi", "nobody"}  # one for each set of readers


@pytest.fixture
def world(cast):
    """One entry of every kind that could leak; each says what it is."""
    site = SiteFactory(name="Pods", lead=cast.host, partners=[cast.leading])
    for visibility in ("public", "sector", "region"):
        EntryFactory(site=site, author=cast.ben, did=visibility, visibility=visibility, to="published")
    EntryFactory(site=site, author=cast.ben, did="draft", visibility="public")
    EntryFactory(site=site, author=cast.ben, did="submitted", visibility="public", to="submitted")
    there = SiteFactory(lead=cast.elsewhere)
    EntryFactory(site=there, author=cast.femi, did="elsewhere", visibility="region", to="published")
    return cast


def seen(who):
    return {kind for kind, readers in SEEN_BY.items() if who in readers}


def visitor(cast, who):
    if who == "robo":
        return Client(headers={"Authorization": f"Bearer {cast.robo_key}"})
    person = cast.person(who)
    return signed_in(person) if person else Client()


def test_each_of_the_cast_meets_the_entries_meant_for_them_and_no_others(world):
    entries = {entry.did: entry for entry in JourneyEntry.objects.select_related("site")}
    pods = Site.objects.get(name="Pods")
    since = timezone.now() - timedelta(hours=1)
    for who in NAMES:
        client, actor = visitor(world, who), world.actor(who)
        assert {entry.did for entry in JourneyEntry.objects.visible_to(actor)} == seen(who)
        listed = client.get("/api/v1/journey-entries/").json()["results"]
        assert {row["did"] for row in listed} == seen(who)
        told = {entry.did for entry in new_entries(actor, since)}
        assert told == seen(who) - {"draft", "submitted"}
        if who not in ADDRESSES_TRIED_BY:
            continue
        shown = {entry.did for entry in client.get(pods.get_absolute_url()).context["page_obj"]}
        assert shown == seen(who) - {"elsewhere"}
        for kind, entry in entries.items():
            expected = 200 if kind in seen(who) else 404
            assert client.get(entry.get_absolute_url()).status_code == expected
            assert client.get(f"/api/v1/journey-entries/{entry.pk}/").status_code == expected


def test_only_who_may_meet_drafts_narrows_by_state(world):
    for who, found in (("ben", {"draft"}), ("carys", {"public", "sector", "region"}), ("nobody", {"public"})):
        rows = visitor(world, who).get("/api/v1/journey-entries/?state=draft&site=pods").json()["results"]
        assert {row["did"] for row in rows} == (found if who != "carys" else set())


def test_programmes_sites_and_their_stages_are_for_everyone(world):
    site = Site.objects.get(name="Pods")
    move_stage(site=site, stage="exploring", by=world.actor("asha"))
    for model in (Programme, Strand, Site, SitePartner, StageChange):
        assert list(model.objects.visible_to(NOBODY)) == list(model.objects.all())


def test_an_entry_is_found_under_its_own_site_alone(world, client):
    entry = JourneyEntry.objects.select_related("site").get(did="public")
    other = Site.objects.exclude(pk=entry.site_id).get()
    assert client.get(f"{other.get_absolute_url()}journey/{entry.pk}/").status_code == 404


def test_the_writer_of_a_draft_is_named_to_its_councils_alone(world):
    public = JourneyEntry.objects.get(did="public").get_absolute_url()
    draft = JourneyEntry.objects.get(did="draft").get_absolute_url()
    assert "drafted by Ben" in visitor(world, "asha").get(draft).content.decode()
    assert "drafted by" not in visitor(world, "nobody").get(public).content.decode()


def test_new_is_what_was_shared_or_reached_since(cast):
    site = SiteFactory(name="Pods", lead=cast.host)
    entry = EntryFactory(site=site, author=cast.hana, visibility="region", to="published")
    moment = timezone.now()
    move_stage(site=site, stage="trying_out", by=cast.actor("asha"))
    change_entry(entry=entry, visibility="public", by=cast.actor("asha"))
    reached = site.stage_changes.get()
    assert (list(new_entries(NOBODY, moment)), list(new_stages(NOBODY, moment))) == ([entry], [reached])
    later = timezone.now()
    assert (list(new_entries(NOBODY, later)), list(new_stages(NOBODY, later))) == ([], [])


def test_invented_sites_are_news_to_those_who_act_for_invented_councils(db):
    EntryFactory(site=SiteFactory(lead=CouncilFactory(demonstration=True)), visibility="public", to="published")
    since = timezone.now() - timedelta(hours=1)
    actors = (NOBODY, Actor(kind="person", demonstration=True))
    assert [new_entries(actor, since).count() for actor in actors] == [0, 1]


def test_councils_share_by_what_everyone_may_read_of_their_sites(cast):
    site = SiteFactory(lead=cast.host, partners=[cast.leading])
    EntryFactory(site=SiteFactory(lead=cast.observing), visibility="sector", to="published")
    EntryFactory(site=site, visibility="public", to="published")
    assert {pk for (pk,) in councils_with_public_entries()} == {cast.host.pk, cast.leading.pk}


def test_demonstration_is_left_out_unless_asked_for_or_one_acts_for_it(client, db):
    invented = SiteFactory(lead=CouncilFactory(demonstration=True))
    EntryFactory(site=invented, visibility="public", to="published")
    SiteFactory()
    for address in ("programmes", "sites", "journey-entries"):
        counts = [
            len(client.get(f"/api/v1/{address}/{query}").json()["results"])
            for query in ("", "?demonstration=only", "?demonstration=include")
        ]
        assert counts == ([0, 1, 1] if address == "journey-entries" else [1, 1, 2])
    page = client.get("/sites/")
    assert [site.demonstration for site in page.context["object_list"]] == [False]
    offered = [client.get(f"/sites/{query}").context["filterset"].form.fields["programme"].queryset.count()
               for query in ("", "?demonstration=only")]  # fmt: skip
    assert offered == [1, 2]


def test_editors_meet_what_waits_for_them_and_writers_what_was_returned(world):
    returned = EntryFactory(site=Site.objects.get(name="Pods"), author=world.ben, did="returned", to="submitted")
    move_entry(entry=returned, step="return", reason="Say more.", by=world.actor("asha"))
    waiting = {name: [entry.did for entry in waiting_for_editor(world.actor(name))] for name in NAMES}
    assert {name: found for name, found in waiting.items() if found} == {"asha": ["submitted"]}
    back = {name: [entry.did for entry in returned_to(world.actor(name))] for name in NAMES}
    assert {name: found for name, found in back.items() if found} == {"ben": ["returned"]}
