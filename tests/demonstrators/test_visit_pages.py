"""Visits on the pages and over the API, who meets them, and what each list costs."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from demonstrators.models import Attendees, Visit, VisitFeedback
from demonstrators.services import give_feedback, name_attendees
from tests.cast import NAMES
from tests.factories import SiteFactory, make_visit
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
API = "/api/v1/visits/"


@pytest.fixture
def site(cast):
    return SiteFactory(name="Pods", lead=cast.host, partners=[cast.leading])


@pytest.fixture
def held(cast, site):
    visit = make_visit(site=site, by=cast.actor("femi"), host_by=cast.actor("asha"), to="held")
    rows = [{"number": 2, "role": "managers"}, {"number": 1, "role": "head", "council": cast.observing}]
    name_attendees(visit=visit, attendees=rows, by=cast.actor("femi"))
    return give_feedback(visit=visit, useful="The rota.", will_try="A rota.", readers="sector", by=cast.actor("femi"))


def words(response):
    return " ".join(response.content.decode().split())


def client_of(cast, who):
    if who == "robo":
        return Client(headers={"Authorization": f"Bearer {cast.robo_key}"})
    person = cast.person(who)
    return signed_in(person) if person else Client()


def send(client, method, address, body, **headers):
    return client.generic(method, address, body, content_type="application/json", headers=headers)


def test_both_sides_read_a_visit_others_a_count_and_the_sector_what_is_shared(cast, site, held):
    make_visit(site=site, by=cast.actor("dev"))
    both = {"asha", "hana", "ben", "femi"}
    for who in NAMES:
        client, actor = client_of(cast, who), cast.actor(who)
        seen = {str(visit) for visit in Visit.objects.visible_to(actor)}
        theirs = {"Femsley to Pods"} if who in both else set()
        police = {"Northmoor Police to Pods"} if who in both - {"femi"} | {"dev"} else set()
        assert seen == theirs | police
        assert {row["visitor_name"] for row in client.get(API).json()["results"]} == {
            name.removesuffix(" to Pods") for name in seen
        }
        assert Attendees.objects.visible_to(actor).exists() is bool(theirs)
        reads = who in both | {"carys", "edie"}
        assert VisitFeedback.objects.visible_to(actor).exists() is reads
        page = words(client.get("/sites/pods/"))
        assert "2 councils have visited." in page
        assert [sentence in page for sentence in ("The rota.", "A rota.")] == [reads, reads]
        assert "Their pods." not in page
        assert client.get(held.get_absolute_url()).status_code in ({200} if who in both else {404, 302})


@pytest.mark.parametrize("number", [1, 25])
def test_the_lists_cost_the_same_at_any_length(sign_in, cast, site, held, number, django_assert_num_queries):
    for _ in range(number):
        make_visit(site=site, by=cast.actor("femi"))
    asha = sign_in(cast.asha)
    for address, queries in {"/visits/": 5, "/api/v1/visits/": 4, held.get_absolute_url(): 6}.items():
        with django_assert_num_queries(queries, info=address):
            assert asha.get(address).status_code == 200


def test_a_visit_is_asked_for_accepted_and_filled_in_on_the_pages(cast, site):
    femi, hana = client_of(cast, "femi"), client_of(cast, "hana")
    form = femi.get("/visits/new/?site=pods")
    assert (form.context["heading"], "host" in form.context["form"].fields) == ("Ask to visit Pods", False)
    named = femi.get(f"/visits/new/?council={cast.observing.gss}")
    assert named.context["form"]["host"].value() == "Carrow"
    assert femi.get("/visits/new/?site=none").status_code == 404
    wish = {"site": "pods", "purpose": "Pods.", "wished_from": TODAY, "wished_until": TODAY, "people": 2}
    refused = femi.post("/visits/new/", {**wish, "wished_until": TODAY - timedelta(1)})
    assert (refused.status_code, "The latest day is before the earliest." in words(refused)) == (400, True)
    assert femi.post("/visits/new/", wish).status_code == 302
    visit = Visit.objects.get()
    here = visit.get_absolute_url()
    assert hana.get(f"{here}calendar.ics").status_code == 404
    terms = {"version": visit.version, "takes_place_on": TODAY, "starts_at": "10:00", "place": "Hall, first floor"}
    assert hana.post(f"{here}steps/accept/", terms).status_code == 302
    file = femi.get(f"{here}calendar.ics")
    assert file["Content-Disposition"] == 'attachment; filename="femsley-to-pods.ics"'
    for line in (b"SUMMARY:Femsley to Pods", b"LOCATION:Hall\\, first floor", b"STATUS:CONFIRMED"):
        assert line in file.content
    assert b"Pods." not in file.content
    lines = {"version": 2, "attendees": "2 managers\nCarrow: 1 head: of service\n"}
    wrong = femi.post(f"{here}attendees/", {**lines, "attendees": "managers"})
    assert "Begin with a number, such as “2 team managers”: “managers”." in words(wrong)
    many = femi.post(f"{here}attendees/", {**lines, "attendees": "1 a\n" * 41})
    assert "Write 40 lines at most." in words(many)
    assert femi.post(f"{here}attendees/", lines).status_code == 302
    typed = femi.get(f"{here}attendees/").context["form"]["attendees"].value()
    assert typed == "2 managers\nCarrow: 1 head: of service"
    assert femi.get(f"{here}steps/call_off/").context["form"].fields.keys() == {"version", "reason"}
    assert hana.get(f"{here}steps/rearrange/").context["form"]["place"].value() == "Hall, first floor"
    held = femi.post(f"{here}steps/mark_held/", {"version": 3}, follow=True)
    assert "Say what was useful" in words(held)
    said = {"version": 4, "useful": "The rota.", "readers": "site"}
    assert "The rota." in words(femi.post(f"{here}feedback/", said, follow=True))
    assert femi.get(f"{here}feedback/").context["form"]["useful"].value() == "The rota."


def test_a_visit_takes_the_same_way_over_the_api(cast, site):
    femi, asha = client_of(cast, "femi"), client_of(cast, "asha")
    body = f'{{"site": "pods", "purpose": "Pods.", "wished_from": "{TODAY}", "wished_until": "{TODAY}", "people": 2}}'
    for _ in range(2):
        made = send(femi, "POST", API, body, idempotency_key="k")
        assert (made.status_code, made["ETag"]) == (201, '"1"')
    assert Visit.objects.count() == 1
    here, steps = f"{API}{made.json()['id']}/", [step["name"] for step in made.json()["transitions"]]
    assert (made.json()["visitor_name"], made.json()["host"]["name"], steps) == ("Femsley", "Ashby", ["withdraw"])
    day = f'{{"takes_place_on": "{TODAY}", "starts_at": "10:00", "place": "Hall"}}'
    accepted = send(asha, "POST", f"{here}transitions/accept/", day, if_match='"1"').json()
    assert (accepted["state"], accepted["starts_at"], accepted["place"]) == ("accepted", "10:00:00", "Hall")
    head = f'{{"number": 1, "role": "head", "council": "{cast.observing.gss}"}}'
    rows = f'{{"attendees": [{{"number": 2, "role": "managers"}}, {head}]}}'
    named = send(femi, "PATCH", here, rows, if_match='"2"').json()["attendees"]
    assert [(row["number"], row["role"], row["council"]["name"]) for row in named] == [
        (2, "managers", "Femsley"), (1, "head", "Carrow"),
    ]  # fmt: skip
    send(asha, "POST", f"{here}transitions/mark_held/", "{}", if_match='"3"')
    said = send(femi, "POST", f"{here}feedback/", '{"useful": "All.", "readers": "sector"}', if_match='"4"')
    assert said.json()["feedback"] == {"useful": "All.", "will_try": "", "readers": "sector"}
    assert send(femi, "PATCH", here, rows, if_match='"4"').status_code == 412


def test_visits_are_narrowed_in_the_same_way_on_the_page_and_over_the_api(cast, site):
    make_visit(site=site, by=cast.actor("femi"))
    make_visit(host=cast.elsewhere, by=cast.actor("asha"))
    make_visit(site=site, by=cast.actor("dev"), host_by=cast.actor("asha"), to="accepted")
    ours, femis, police = "Ashby to Femsley", "Femsley to Pods", "Northmoor Police to Pods"
    asha = client_of(cast, "asha")
    for query, expected in {
        "": {ours, femis, police}, "side=host": {femis, police}, "side=visitor": {ours}, "state=accepted": {police},
        "site=pods": {femis, police}, "council=femsley": {ours, femis}, "demonstration=only": set(),
    }.items():  # fmt: skip
        page = asha.get(f"/visits/?{query}")
        assert {str(visit) for visit in page.context["object_list"]} == expected
        assert {row["id"] for row in asha.get(f"{API}?{query}").json()["results"]} == {
            str(visit.pk) for visit in page.context["object_list"]
        }
