"""Timetables for calendar programs: what stands in them, who gets them, and how an address ends."""

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.accounts.models import Person
from improvement_hub.accounts.services import sign_out_everywhere
from improvement_hub.accounts.services.identities import open_account
from improvement_hub.core.errors import DomainError
from improvement_hub.core.logs import without_secrets
from peer_review import queries, services
from peer_review.api.calendars import address_for
from peer_review.calendars import calendar
from peer_review.links import SIGNER, calendar_address
from peer_review.models import CalendarFeed
from tests.peer_review import scenes

SUMMER = date(2026, 7, 1)


@pytest.fixture
def timed(scene):
    """The first activity has all that a calendar tells; the second has a day alone, and was cancelled."""
    room = services.add_room(
        review=scene.review, name="Room; 2, left", whereabouts="First floor", by=scene.actor("ben")
    )
    terms = {"takes_place_on": SUMMER, "starts_at": time(10), "ends_at": time(11, 30), "room": room}
    services.change_activity(
        activity=scene.activities[0], by=scene.actor("ben"), people=scene.review.team.filter(person=scene.cast.dev),
        **terms,
    )  # fmt: skip
    services.move_activity(activity=scene.activities[1], step="cancel", by=scene.actor("ben"))
    return scene


def read(content):
    made = Calendar.from_ical(content)
    return made, {str(event["summary"]): event for event in made.walk("VEVENT")}


def events(scene, who="ben"):
    return read(calendar("Timetable", queries.activities(scene.actor(who), scene.review)))


def test_a_calendar_tells_when_where_and_who(timed):
    made, found = events(timed)
    event, cancelled = found["Focus group: Social workers"], found["Focus group: Parents"]
    assert (str(made["method"]), made["refresh-interval"].params["VALUE"]) == ("PUBLISH", "DURATION")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (
        datetime(2026, 7, 1, 9, tzinfo=UTC),
        datetime(2026, 7, 1, 10, 30, tzinfo=UTC),
    )
    assert str(event["location"]) == "Room; 2, left, First floor"
    assert str(event["description"]) == "Peer review: Front door, Ashby\nTaking part: Dev"
    assert (str(event["status"]), str(cancelled["status"])) == ("CONFIRMED", "CANCELLED")
    assert (cancelled.decoded("dtstart"), "dtend" in cancelled) == (scenes.VISIT, False)
    assert "location" not in cancelled


def test_a_changed_activity_keeps_its_name_and_has_a_later_number(timed):
    before = events(timed)[1]["Focus group: Social workers"]
    services.change_activity(activity=timed.activities[0], by=timed.actor("ben"), ends_at=None)
    after = events(timed)[1]["Focus group: Social workers"]
    assert str(before["uid"]) == str(after["uid"])
    assert int(after["sequence"]) == int(before["sequence"]) + 1
    assert "dtend" not in after
    room = timed.review.rooms.get()
    services.change_room(room=room, name="Hall", by=timed.actor("ben"))
    room.refresh_from_db()
    renamed = events(timed)[1]["Focus group: Social workers"]
    assert renamed.decoded("last-modified") == room.changed_at.replace(microsecond=0)


def test_a_title_cannot_end_its_line(timed):
    title = "Leaders\r\nEND:VEVENT\r\nBEGIN:VEVENT, at; the end of " + "long words " * 8
    services.change_activity(activity=timed.activities[0], by=timed.actor("ben"), title=title)
    content = calendar("x", queries.activities(timed.actor("ben"), timed.review))
    assert len(read(content)[1]) == 2
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_a_review_that_is_postponed_or_cancelled_says_so_of_what_is_planned(timed):
    services.move_activity(activity=timed.activities[1], step="plan_again", by=timed.actor("ben"))
    services.move_activity(activity=timed.activities[1], step="mark_done", by=timed.actor("ben"))
    for step, status in (("postpone", "TENTATIVE"), ("resume", "CONFIRMED"), ("cancel", "CANCELLED")):
        timed.move(step, reason="The host asked for it.")
        found = events(timed)[1]
        assert [str(event["status"]) for event in found.values()] == ["CONFIRMED", status]


def address_of(person, review=None):
    """Without the host's name."""
    found = calendar_address(CalendarFeed.objects.get(person=person), review)
    return found[found.index("/reviews/") :]


def fetched(address):
    answer = Client().get(address)
    return sorted(read(answer.content)[1]) if answer.status_code == 200 else answer.status_code


def test_an_address_gives_ones_own_activities_or_those_of_a_review(timed):
    services.renew_calendar(by=timed.actor("dev"))
    assert fetched(address_of(timed.cast.dev)) == ["Focus group: Social workers"]
    whole = fetched(address_of(timed.cast.dev, timed.review))
    assert whole == ["Focus group: Parents", "Focus group: Social workers"]
    answer = Client().get(address_of(timed.cast.dev))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in answer["Cache-Control"]


def test_no_evidence_is_in_a_calendar(timed):
    timed.log(note="Help comes quickly.")
    services.renew_calendar(by=timed.actor("dev"))
    assert b"quickly" not in Client().get(address_of(timed.cast.dev, timed.review)).content


def test_a_new_address_ends_the_old_one_and_ending_it_ends_all(timed):
    ben = timed.actor("ben")
    services.renew_calendar(by=ben)
    first = address_of(timed.cast.ben)
    services.renew_calendar(by=ben)
    second = address_of(timed.cast.ben)
    assert (fetched(first), fetched(second)) == (404, [])
    services.end_calendar(by=ben)
    assert (fetched(second), queries.own_feed(ben)) == (404, None)
    with pytest.raises(DomainError, match="You have no calendar address"):
        services.end_calendar(by=ben)
    services.renew_calendar(by=ben)
    assert (fetched(first), fetched(second), fetched(address_of(timed.cast.ben))) == (404, 404, [])


def test_whoever_leaves_gets_nothing_more(timed):
    for who in ("dev", "asha"):
        services.renew_calendar(by=timed.actor(who))
    mine, whole = address_of(timed.cast.dev), address_of(timed.cast.dev, timed.review)
    hosts = address_of(timed.cast.asha, timed.review)
    services.leave_team(member=timed.review.team.get(person=timed.cast.dev), by=timed.actor("ben"))
    assert (fetched(mine), fetched(whole), len(fetched(hosts))) == ([], 404, 2)
    yesterday = timezone.localdate() - timedelta(days=1)
    timed.cast.asha.memberships.update(starts_on=yesterday, ends_on=yesterday)
    assert fetched(hosts) == 404
    timed.cast.dev.is_active = False
    timed.cast.dev.save()
    assert fetched(mine) == 404


def test_an_address_ends_with_what_else_was_given_out_and_does_not_come_back_with_the_account(timed):
    dev = timed.cast.dev
    services.renew_calendar(by=timed.actor("dev"))
    mine = address_of(dev)
    for _ in range(2):
        sign_out_everywhere(person=dev)
    assert (fetched(mine), queries.own_feed(timed.actor("dev"))) == (404, None)
    services.renew_calendar(by=timed.actor("dev"))
    mine = address_of(dev)
    Person.objects.filter(pk=dev.pk).update(is_active=False)
    assert fetched(mine) == 404
    dev.refresh_from_db()
    for _ in range(2):
        open_account(dev, SimpleNamespace(passwords=True))
    assert fetched(mine) == 404


def test_an_address_that_is_not_ours_gives_nothing(timed):
    feed = services.renew_calendar(by=timed.actor("femi"))
    assert fetched(reverse("calendar-feed", args=["made.up"])) == 404
    assert fetched(address_of(timed.cast.femi, timed.review)) == 404
    assert fetched(address_of(timed.cast.femi)[:-5] + "x.ics") == 404
    assert SIGNER.unsign(address_of(timed.cast.femi).rsplit("/", 1)[-1].removesuffix(".ics")).startswith(feed.pk.hex)


def test_an_address_stands_in_no_log(timed):
    services.renew_calendar(by=timed.actor("femi"))
    assert without_secrets(f"GET {address_of(timed.cast.femi)} 200") == "GET /reviews/calendars/… 200"


def test_the_page_of_ones_timetable(timed, sign_in):
    today = {"takes_place_on": timezone.localdate(), "people": list(timed.review.team.all())}
    services.change_activity(activity=timed.activities[0], by=timed.actor("ben"), **today)
    client, mine = sign_in(timed.cast.ben), reverse("my-timetable")
    assert [activity.title for activity in client.get(mine).context["activities"]] == ["Social workers"]
    client.post(reverse("calendar-renew"))
    assert address_of(timed.cast.ben) in client.get(mine).content.decode()
    timetable = reverse("review-timetable", args=[timed.review.pk])
    assert address_of(timed.cast.ben, timed.review) in client.get(timetable).content.decode()
    assert sorted(read(client.get(reverse("my-calendar")).content)[1]) == ["Focus group: Social workers"]
    assert len(read(client.get(reverse("review-calendar", args=[timed.review.pk])).content)[1]) == 2
    client.post(reverse("calendar-end"))
    assert "/reviews/calendars/" not in client.get(mine).content.decode()


def test_an_address_is_made_read_and_ended_over_the_api(timed, sign_in, django_assert_num_queries):
    client, feeds = sign_in(timed.cast.ben), "/api/v1/calendars/"
    of_review = f"/api/v1/reviews/{timed.review.pk}/calendar/"
    assert (client.get(feeds).json()["results"], client.get(of_review).json()) == ([], {"address": None})
    key = {"headers": {"Idempotency-Key": "k1"}}
    made = [client.post(feeds, {}, content_type="application/json", **key) for _ in range(2)]
    assert [(one.status_code, sorted(one.json())) for one in made] == [(201, ["api_url", "id", "renewed_at"])] * 2
    with django_assert_num_queries(4):
        [row] = client.get("/api/v1/calendars/").json()["results"]
    assert row["address"].endswith(address_of(timed.cast.ben))
    assert client.get(of_review).json()["address"].endswith(address_of(timed.cast.ben, timed.review))
    one = f"{feeds}{row['id']}/"
    assert [client.delete(one, headers={"If-Match": f'"{number}"'}).status_code for number in (0, 1)] == [412, 204]
    assert client.get(one).status_code == 404
    services.renew_calendar(by=timed.actor("ben"))
    reader = actor_of_person(timed.cast.ben, scopes=frozenset({"read"}))
    assert address_for(reader, queries.own_feed(reader), timed.review) is None


def test_a_feed_costs_the_same_at_any_length(timed, django_assert_num_queries):
    services.renew_calendar(by=timed.actor("dev"))
    for number in range(8):
        services.plan_activity(
            review=timed.review, kind="data", title=f"{number}", takes_place_on=SUMMER, by=timed.actor("ben"),
            people=timed.review.team.filter(person=timed.cast.dev),
        )  # fmt: skip
    with django_assert_num_queries(7):
        assert len(fetched(address_of(timed.cast.dev))) == 9


def test_the_calendar_of_a_review_names_someone_without_an_account(scene, sign_in):
    scene.with_guest()
    answer = sign_in(scene.cast.dev).get(reverse("review-calendar", args=[scene.review.pk]))
    assert b"Gita" in answer.content
