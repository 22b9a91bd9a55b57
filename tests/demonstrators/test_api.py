"""Programmes, sites and journeys over the API."""

from datetime import date

import pytest

from demonstrators.models import JourneyEntry, Site
from demonstrators.services import move_stage
from tests.briefly import api_url, council_in_brief, named
from tests.factories import CouncilFactory, EntryFactory, RegionFactory, SiteFactory, StrandFactory

pytestmark = pytest.mark.django_db
HOST = "http://testserver"
SITES = "/api/v1/sites/"
ENTRIES = "/api/v1/journey-entries/"


@pytest.fixture
def pods(cast):
    strand = StrandFactory(name="Early years", slug="early", sites_announced=6)
    return SiteFactory(
        name="Pods", lead=cast.host, partners=[cast.leading], strand=strand, programme=strand.programme,
        councils_stated=9, summary="In pods.", adapted_from_council=cast.elsewhere, adapted_from_words="a model",
    )  # fmt: skip


def send(client, method, address, body, **headers):
    return client.generic(method, address, body, content_type="application/json", headers=headers)


def test_a_site_is_listed_and_found_with_the_history_of_its_stages(client, cast, pods):
    move_stage(site=pods, stage="exploring", reached_on=date(2024, 3, 4), note="Begun.", by=cast.actor("asha"))
    listed = {
        "id": str(pods.pk), "slug": "pods", "name": "Pods",
        "programme": named("programmes", pods.programme), "api_url": api_url("sites", pods),
        "strand": {"slug": "early", "name": "Early years"}, "lead": council_in_brief(cast.host),
        "partners": [council_in_brief(cast.leading)],
        "councils_stated": 9, "region": named("regions", cast.region), "stage": "exploring",
        "stage_label": "Exploring", "summary": "In pods.", "adapted_from_council": council_in_brief(cast.elsewhere),
        "adapted_from_words": "a model", "recorded": False, "demonstration": False, "url": f"{HOST}/sites/pods/",
    }  # fmt: skip
    assert client.get(SITES).json() == {"next": None, "previous": None, "results": [listed]}
    stages = [{"stage": "exploring", "reached_on": "2024-03-04", "note": "Begun."}]
    for address in ("pods", pods.pk):
        answer = client.get(f"{SITES}{address}/")
        assert answer.json() == listed | {"stages": stages, "themes": []}
        assert answer["ETag"].startswith('"2.')
    plain = SiteFactory()
    row = client.get(f"{SITES}{plain.slug}/").json()
    assert (row["stage"], row["stage_label"], row["strand"], row["stages"]) == (None, "Stage not known", None, [])


def test_a_programme_says_what_was_announced_and_how_much_is_here(client, pods):
    programme = pods.programme
    expected = {
        "id": str(programme.pk), "slug": programme.slug, "name": programme.name, "began_in": None, "description": "",
        "sites_announced": None, "councils_announced": None, "sites_known": 1,
        "strands": [{"slug": "early", "name": "Early years", "sites_announced": 6}], "demonstration": False,
        "url": f"{HOST}/programmes/{programme.slug}/", "api_url": api_url("programmes", programme),
    }  # fmt: skip
    counted = {"by_strand_and_stage": [{"strand": "early", "stage": None, "sites": 1}]}
    assert client.get(f"/api/v1/programmes/{programme.slug}/").json() == expected | counted
    assert client.get("/api/v1/programmes/").json()["results"] == [expected]


def test_a_director_opens_a_site_once_changes_it_and_moves_it(sign_in, cast, pods):
    asha = sign_in(cast.asha)
    body = (
        f'{{"programme": "{pods.programme.slug}", "lead": "{cast.host.gss}", "name": "Hubs", "strand": "early",'
        f' "partners": ["{cast.leading.gss}"]}}'
    )
    for _ in range(2):
        answer = send(asha, "POST", SITES, body, idempotency_key="k")
        assert (answer.status_code, answer.json()["slug"], answer["ETag"]) == (201, "hubs", '"1"')
    assert Site.objects.filter(name="Hubs").count() == 1
    change = send(asha, "PATCH", f"{SITES}hubs/", '{"summary": "Near schools.", "partners": []}', if_match='"1"')
    found = change.json()
    assert (found["summary"], found["partners"], found["name"], change["ETag"]) == ("Near schools.", [], "Hubs", '"2"')
    moved = send(asha, "POST", f"{SITES}hubs/stages/", '{"stage": "designing"}', if_match='"2"')
    assert (moved.json()["stage"], moved.json()["stages"][0]["reached_on"], moved["ETag"]) == ("designing", None, '"3"')
    problems = {
        send(asha, "PATCH", f"{SITES}hubs/", '{"name": "A"}', if_match='"1"').status_code,
        send(asha, "POST", f"{SITES}hubs/stages/", '{"stage": "designing"}').status_code,
        send(asha, "POST", f"{SITES}hubs/stages/", '{"stage": "designing"}', if_match='"3"').status_code,
        send(asha, "PATCH", f"{SITES}hubs/", '{"partners": ["E99"]}', if_match='"3"').status_code,
    }
    assert problems == {412, 428, 400}
    ben = sign_in(cast.ben)
    assert send(ben, "PATCH", f"{SITES}hubs/", '{"name": "A"}', if_match='"3"').status_code == 403


def test_an_entry_is_drafted_changed_and_taken_to_its_publication(sign_in, cast, pods):
    ben = sign_in(cast.ben)
    body = '{"site": "pods", "happened_on": "2024-03-04", "did": "We met.", "visibility": "public"}'
    for _ in range(2):
        made = send(ben, "POST", ENTRIES, body, idempotency_key="k").json()
    entry = JourneyEntry.objects.get()
    assert made == {
        "id": str(entry.pk), "site": named("sites", pods) | {"url": f"{HOST}/sites/pods/"},
        "happened_on": "2024-03-04", "did": "We met.", "found_hard": "", "learned": "", "next_steps": "",
        "visibility": "public", "state": "draft", "released_at": None, "returned_reason": "",
        "url": f"{HOST}{entry.get_absolute_url()}", "api_url": api_url("journey-entries", entry),
        "transitions": [
            {
                "name": "submit", "label": "Submit to an editor", "asks": [],
                "blockers": ["Write what you found hard."],
                "url": f"{api_url('journey-entries', entry)}transitions/submit/",
            }
        ],
    }  # fmt: skip
    here = f"{ENTRIES}{entry.pk}/"
    assert send(ben, "PATCH", here, '{"found_hard": "Cold."}').status_code == 428
    changed = send(ben, "PATCH", here, '{"found_hard": "Cold."}', if_match='"1"')
    assert (changed.json()["did"], changed.json()["found_hard"], changed["ETag"]) == ("We met.", "Cold.", '"2"')
    assert send(ben, "PATCH", here, '{"did": "A"}', if_match='"1"').status_code == 412
    assert send(ben, "POST", f"{here}transitions/submit/", "{}", if_match='"2"').json()["state"] == "submitted"
    assert send(ben, "POST", f"{here}transitions/publish/", "{}", if_match='"3"').status_code == 403
    asha = sign_in(cast.asha)
    why = send(asha, "POST", f"{here}transitions/return/", '{"reason": "born 4 March 2019"}', if_match='"3"').json()
    assert why["errors"][0]["pointer"] == "#/reason"
    back = send(asha, "POST", f"{here}transitions/return/", '{"reason": "How cold?"}', if_match='"3"').json()
    assert (back["state"], back["returned_reason"]) == ("returned", "How cold?")
    done = send(asha, "POST", f"{here}transitions/publish/", "{}", if_match='"4"')
    assert (done.json()["state"], [step["name"] for step in done.json()["transitions"]]) == ("published", ["withdraw"])


def test_a_day_may_be_left_out_and_child_level_text_is_refused_at_its_field(sign_in, cast, pods):
    hana = sign_in(cast.hana)
    made = send(hana, "POST", ENTRIES, '{"site": "pods", "did": "We met."}').json()
    assert made["happened_on"] == JourneyEntry.objects.get().happened_on.isoformat()
    refused = send(hana, "POST", ENTRIES, '{"site": "pods", "did": "NHS number 943 476 5919"}')
    assert refused.json()["errors"][0]["pointer"] == "#/did"
    assert JourneyEntry.objects.count() == 1


def test_a_client_alone_writes_nothing(client, cast, pods):
    entry = EntryFactory(site=pods, author=cast.ben, visibility="public", to="published")
    key = {"authorization": f"Bearer {cast.robo_key}", "if_match": '"2"'}
    for method, address in (("POST", SITES), ("PATCH", f"{SITES}pods/"), ("POST", ENTRIES),
                            ("PATCH", f"{ENTRIES}{entry.pk}/"), ("POST", f"{SITES}pods/stages/")):  # fmt: skip
        assert send(client, method, address, "{}", **key).status_code == 403
    assert client.get(f"{ENTRIES}{entry.pk}/", headers=key).status_code == 200


def test_pages_of_the_journey_hold_every_entry_once_the_latest_first(client):
    site = SiteFactory(lead=CouncilFactory(region=RegionFactory()))
    for number in range(4):
        EntryFactory(site=site, happened_on=date(2024, 1, 1 + number // 2), visibility="public", to="published")
    first = client.get(f"{ENTRIES}?page_size=3&site={site.slug}").json()
    rest = client.get(first["next"]).json()
    days = [row["happened_on"] for row in first["results"] + rest["results"]]
    assert days == ["2024-01-02", "2024-01-02", "2024-01-01", "2024-01-01"]
    assert len({row["id"] for row in first["results"] + rest["results"]}) == 4
