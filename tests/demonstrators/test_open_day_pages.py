"""Open days on the pages, over the API and in calendars: who reads what, and what each list costs."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from demonstrators.models import Booking, OpenDay
from tests.cast import NAMES
from tests.factories import SiteFactory, make_booking, make_open_day, make_visit
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAYS, BOOKINGS = "/api/v1/open-days/", "/api/v1/bookings/"


@pytest.fixture
def site(cast):
    return SiteFactory(name="Pods", lead=cast.host, partners=[cast.leading])


def words(response):
    return " ".join(response.content.decode().split())


def client_of(cast, who):
    if who == "robo":
        return Client(headers={"Authorization": f"Bearer {cast.robo_key}"})
    person = cast.person(who)
    return signed_in(person) if person else Client()


def send(client, method, address, body, **headers):
    return client.generic(method, address, body, content_type="application/json", headers=headers)


def test_everyone_sees_the_day_and_only_those_with_a_place_where_it_is(cast, site):
    day = make_open_day(site=site, by=cast.actor("asha"), link="https://example.org/join", places=2, about="*Pods*.")
    make_booking(open_day=day, by=cast.actor("femi"))
    make_booking(open_day=day, by=cast.actor("dev"))
    here = day.get_absolute_url()
    for who in NAMES:
        client, knows = client_of(cast, who), who in {"asha", "hana", "ben", "femi"}
        page, listed = words(client.get(here)), client.get(DAYS).json()["results"]
        assert ("Town hall" in page, "example.org/join" in page) == (knows, knows)
        assert "0 of 2 places left" in page
        assert "<em>Pods</em>" in page
        place = ("Town hall", "https://example.org/join") if knows else (None, None)
        assert [(row["places_left"], row["place"], row["link"]) for row in listed] == [(0, *place)]
        for address in (f"{here}calendar.ics", "/open-days/calendar.ics"):
            assert (b"Town hall" in client.get(address).content) is knows
        seen = {
            **{key: {"Femsley", "Northmoor Police"} for key in ("asha", "hana", "ben")},
            "femi": {"Femsley"}, "dev": {"Northmoor Police"},
        }.get(who, set())  # fmt: skip
        assert {booking.visitor_words for booking in Booking.objects.visible_to(cast.actor(who))} == seen
        assert {name for name in ("Femsley", "Northmoor Police") if f"{name}: 2 people" in page} == seen
        assert {row["visitor_name"] for row in client.get(BOOKINGS).json()["results"]} == seen
        assert ("See the pods" in words(client.get("/sites/pods/"))) is True


def test_ones_own_calendar_has_the_visits_and_open_days_one_takes_part_in(cast, site):
    asha = cast.actor("asha")
    make_visit(site=site, by=cast.actor("femi"), host_by=asha, to="accepted", purpose="Their rota.")
    make_booking(open_day=make_open_day(site=site, by=asha), by=cast.actor("carys"))
    for who, visit, day in (("asha", 1, 1), ("femi", 1, 0), ("carys", 0, 1), ("ben", 0, 0), ("edie", 0, 0)):
        file = client_of(cast, who).get("/reviews/timetable/calendar.ics").content
        assert (file.count(b"SUMMARY:Femsley to Pods"), file.count(b"SUMMARY:See the pods")) == (visit, day)
        assert file.count(b"Their rota.") == 0


def test_the_calendar_says_what_is_cancelled_and_takes_the_filters_of_the_list(cast, site):
    day = make_open_day(site=site, by=cast.actor("asha"))
    asha = client_of(cast, "asha")
    assert asha.post(f"{day.get_absolute_url()}steps/cancel/", {"version": 1, "reason": "Flood."}).status_code == 302
    nobody = Client()
    whole = nobody.get("/open-days/calendar.ics").content
    assert (b"STATUS:CANCELLED" in whole, b"Flood" in whole) == (True, False)
    for query in ("site=other", "when=past", "when=never", "demonstration=only", "council=femsley"):
        assert b"BEGIN:VEVENT" not in nobody.get(f"/open-days/calendar.ics?{query}").content
        expected = 400 if query == "when=never" else 200
        assert nobody.get(f"{DAYS}?{query}").status_code == expected
    for query in ("site=pods", "when=all", "council=Benfield", "region=northmoor"):
        assert [one.pk for one in nobody.get(f"/open-days/?{query}").context["object_list"]] == [day.pk]
        assert [row["id"] for row in nobody.get(f"{DAYS}?{query}").json()["results"]] == [str(day.pk)]


@pytest.mark.parametrize("number", [1, 25])
def test_the_lists_cost_the_same_at_any_length(sign_in, cast, site, number, django_assert_num_queries):
    for _ in range(number):
        day = make_open_day(site=site, by=cast.actor("asha"))
        make_booking(open_day=day, by=cast.actor("femi"))
    costs = {"/open-days/": 6, "/api/v1/open-days/": 4, "/api/v1/bookings/": 4, day.get_absolute_url(): 6,
             "/sites/pods/": 13}  # fmt: skip
    femi = sign_in(cast.femi)
    for address, queries in costs.items():
        with django_assert_num_queries(queries, info=address):
            assert femi.get(address).status_code == 200


def test_an_open_day_is_offered_booked_and_run_on_the_pages(cast, site):
    hana, femi = client_of(cast, "hana"), client_of(cast, "femi")
    terms = {"title": "See the pods", "takes_place_on": TODAY, "closes_on": TODAY, "places": 3, "place": "Town hall"}
    refused = hana.post("/sites/pods/open-days/new/", {**terms, "closes_on": TODAY + timedelta(1)})
    assert (refused.status_code, "Booking closes on the open day itself" in words(refused)) == (400, True)
    offered = hana.post("/sites/pods/open-days/new/", terms)
    day = OpenDay.objects.get()
    here = day.get_absolute_url()
    assert offered["Location"] == here
    booked = femi.post(f"{here}book/", {"people": 2}, follow=True)
    booking = Booking.objects.get()
    assert "Places booked" in words(booked)
    own = f"/bookings/{booking.pk}/"
    assert femi.get(f"{own}change/").context["form"]["people"].value() == 2
    assert femi.post(f"{own}change/", {"people": 3, "version": booking.version}).status_code == 302
    changed = hana.post(f"{here}change/", {**terms, "title": "Pods", "version": day.version}, follow=True)
    assert '<h1 class="govuk-heading-l">Pods</h1>' in words(changed)
    assert hana.get(f"{here}change/").context["form"]["title"].value() == "Pods"
    day.refresh_from_db()
    form = hana.get(f"{here}attendance/")
    assert "Femsley: 3 people, Femi" in words(form)
    assert hana.post(f"{here}attendance/", {"version": day.version, booking.pk: 2}).status_code == 302
    booking.refresh_from_db()
    assert (booking.people, booking.attended) == (3, 2)
    assert "1 council has visited." in words(femi.get("/sites/pods/"))
    assert femi.post(f"{own}steps/give_back/", {"version": booking.version}).status_code == 400


def test_an_open_day_takes_the_same_way_over_the_api(cast, site):
    hana, femi, carys = (client_of(cast, who) for who in ("hana", "femi", "carys"))
    body = (
        f'{{"site": "pods", "title": "See", "takes_place_on": "{TODAY}", "closes_on": "{TODAY}", "places": 2,'
        ' "place": "Hall"}'
    )
    made = send(hana, "POST", DAYS, body)
    here, steps = f"{DAYS}{made.json()['id']}/", [step["name"] for step in made.json()["transitions"]]
    assert (made.status_code, steps) == (201, ["mark_held", "cancel"])
    book = f'{{"open_day": "{made.json()["id"]}", "people": 2}}'
    for _ in range(2):
        booked = send(femi, "POST", BOOKINGS, book, idempotency_key="k")
        assert (booked.status_code, booked.json()["state"], booked["ETag"]) == (201, "booked", '"1"')
    waiting = send(carys, "POST", BOOKINGS, book).json()
    assert (waiting["state"], [step["name"] for step in waiting["transitions"]]) == ("waiting", ["give_back"])
    fewer = send(femi, "PATCH", f"{BOOKINGS}{booked.json()['id']}/", '{"people": 1}', if_match='"1"')
    assert (fewer.json()["people"], fewer["ETag"]) == (1, '"2"')
    more = send(hana, "PATCH", here, '{"places": 4}', if_match='"1"').json()
    assert (more["places"], more["places_left"]) == (4, 1)
    came = f'{{"attendance": [{{"booking": "{booked.json()["id"]}", "attended": 1}}]}}'
    assert send(hana, "POST", f"{here}attendance/", came, if_match='"2"').status_code == 200
    assert carys.get(f"{BOOKINGS}?state=booked&open_day={made.json()['id']}").json()["results"][0]["people"] == 2
    given = send(carys, "POST", f"{BOOKINGS}{waiting['id']}/transitions/give_back/", "{}", if_match='"2"').json()
    assert given["state"] == "given_back"
    cancelled = send(hana, "POST", f"{here}transitions/cancel/", '{"reason": "Flood."}', if_match='"3"').json()
    assert (cancelled["state"], cancelled["cancelled_reason"]) == ("cancelled", "Flood.")
