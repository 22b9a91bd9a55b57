"""Open days: places, the line for them, and who is told what."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from demonstrators.models import Booking, OpenDay
from demonstrators.queries import open_days_due
from demonstrators.services import (
    book_places,
    change_booking,
    change_open_day,
    move_booking,
    move_open_day,
    offer_open_day,
    record_attendance,
)
from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.accounts.models import Person
from improvement_hub.core.actor import CLOCK
from improvement_hub.core.errors import DomainError, StaleVersion
from improvement_hub.core.permissions import allows
from improvement_hub.overview import queries as overview
from tests.cast import NAMES
from tests.factories import (
    CouncilFactory,
    MembershipFactory,
    OpenDayFactory,
    SiteFactory,
    make_booking,
    make_open_day,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(1)


@pytest.fixture
def day(cast):
    site = SiteFactory(name="Pods", lead=cast.host, partners=[cast.leading])
    return make_open_day(site=site, by=cast.actor("hana"))


def refusal(act, **terms):
    with pytest.raises(DomainError) as refused:
        act(**terms)
    return refused.value.field, refused.value.sentence


def states(day):
    return [(booking.people, booking.state) for booking in day.bookings.all()]


def members(number):
    return [actor_of_person(MembershipFactory().person) for _ in range(number)]


def test_who_offers_runs_books_and_holds(cast, day):
    booking = make_booking(open_day=day, by=cast.actor("femi"))

    def allowed(permission, target):
        return [name for name in NAMES if allows(cast.actor(name), f"demonstrators.{permission}", target)]

    assert allowed("run_open_day", day) == ["asha", "hana"]
    assert allowed("book_places", day) == ["carys", "dev", "femi"]
    assert allowed("hold_booking", booking) == ["femi"]
    assert allowed("hold_booking", make_booking(open_day=day, by=cast.actor("dev"))) == ["dev"]
    assert [allows(actor, "demonstrators.move_up", booking) for actor in (CLOCK, cast.actor("asha"))] == [True, False]
    for act in (lambda: offer_open_day(site=day.site, title="A", takes_place_on=TODAY, by=cast.actor("ben")),
                lambda: make_booking(open_day=day, by=cast.actor("ben")),
                lambda: move_booking(booking=booking, step="give_back", by=cast.actor("asha")),
                lambda: move_booking(booking=booking, step="move_up", by=cast.actor("femi"))):  # fmt: skip
        with pytest.raises(PermissionDenied):
            act()


def test_places_given_back_go_to_the_first_in_line_and_nobody_overtakes(
    day, cast, mailoutbox, django_capture_on_commit_callbacks
):
    first, second, third, fourth = members(4)
    booked = make_booking(open_day=day, people=4, by=first)
    waiting = [make_booking(open_day=day, people=number, by=by) for number, by in ((3, second), (1, third))]
    assert states(day) == [(4, "booked"), (3, "waiting"), (1, "waiting")]
    assert refusal(change_booking, booking=booked, people=5, by=first)[1] == "There are not that many places free."
    with django_capture_on_commit_callbacks(execute=True):
        booked = change_booking(booking=booked, people=3, by=first)
    assert (states(day)[1:], mailoutbox) == ([(3, "waiting"), (1, "waiting")], [])
    with django_capture_on_commit_callbacks(execute=True):
        moved = change_booking(booking=waiting[0], people=2, by=second)
    assert (moved.state, states(day)) == ("booked", [(3, "booked"), (2, "booked"), (1, "waiting")])
    make_booking(open_day=day, people=1, by=fourth)
    with django_capture_on_commit_callbacks(execute=True):
        move_booking(booking=booked, step="give_back", by=first)
    assert states(day) == [(3, "given_back"), (2, "booked"), (1, "booked"), (1, "booked")]
    assert OpenDay.objects.get().taken == 4
    told = [Booking.objects.get(booked_by=actor.pk).booked_by.email for actor in (second, third, fourth)]
    assert [mail.to for mail in mailoutbox] == [[address] for address in told]
    assert {mail.subject for mail in mailoutbox} == {"You have places at an open day"}
    assert all(f"http://testserver/open-days/{day.pk}/" in mail.body for mail in mailoutbox)
    assert not any("Town hall" in mail.body for mail in mailoutbox)
    assert make_booking(open_day=day, people=1, by=first).state == "booked"


def test_the_host_adds_places_changes_the_day_and_cancels_and_all_who_booked_are_told(
    day, cast, mailoutbox, django_capture_on_commit_callbacks
):
    hana = cast.actor("hana")
    for number, by in zip((5, 2, 1), members(3), strict=True):
        make_booking(open_day=day, people=number, by=by)
    assert refusal(change_open_day, open_day=day, places=4, by=hana) == (
        None, "More places than that are booked already.",
    )  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        day = change_open_day(open_day=day, places=7, version=day.version, by=hana)
    assert (states(day), len(mailoutbox)) == ([(5, "booked"), (2, "booked"), (1, "waiting")], 1)
    with pytest.raises(StaleVersion):
        change_open_day(open_day=day, places=9, version=1, by=hana)
    Person.objects.filter(bookings__people=2).update(is_active=False)
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        day = change_open_day(open_day=day, place="Annexe", by=hana)
        day = move_open_day(open_day=day, step="cancel", reason="Flood.", by=hana)
    assert [mail.subject for mail in mailoutbox] == ["An open day has changed"] * 2 + ["An open day is cancelled"] * 2
    assert not any(word in mail.body for mail in mailoutbox for word in ("Annexe", "Flood"))
    assert (day.state, day.cancelled_reason, day.has_come, day.takes_bookings) == ("cancelled", "Flood.", False, False)
    over = "This open day is over or cancelled."
    assert refusal(change_open_day, open_day=day, places=9, by=hana) == (None, over)
    assert refusal(record_attendance, open_day=day, attendance={}, by=hana)[1] == "Say who came once the day has come."
    booking = day.bookings.first()
    owner = actor_of_person(booking.booked_by)
    too_late = "The open day is over or cancelled."
    assert refusal(move_booking, booking=booking, step="give_back", by=owner) == (None, too_late)
    final = "This booking does not change any more."
    assert refusal(change_booking, booking=booking, people=1, by=owner) == (None, final)


def test_what_cannot_be_is_refused_at_its_field(cast, day):
    hana, femi = cast.actor("hana"), cast.actor("femi")
    offer = {"site": day.site, "title": "A", "takes_place_on": TOMORROW, "closes_on": TODAY, "places": 2, "by": hana}
    assert refusal(offer_open_day, **offer) == (None, "Say where it takes place, or give a link to join by.")
    offer["link"] = "https://example.org/join"
    assert refusal(offer_open_day, **{**offer, "takes_place_on": TODAY - timedelta(1)})[0] == "takes_place_on"
    late = "Booking closes on the open day itself at the latest."
    assert refusal(offer_open_day, **{**offer, "closes_on": TOMORROW + timedelta(1)}) == (None, late)
    coming = offer_open_day(**offer)
    assert refusal(move_open_day, open_day=coming, step="mark_held", by=hana)[1] == "The day has not come yet."
    assert refusal(move_open_day, open_day=coming, step="cancel", reason=" ", by=hana)[0] == "reason"
    pk = uuid4()
    booking, again = (book_places(open_day=coming, people=1, id=pk, by=femi) for _ in range(2))
    assert (booking.pk, again.pk, Booking.objects.count()) == (pk, pk, 1)
    twice = "You have booked this open day already: change the number of people there."
    assert refusal(make_booking, open_day=coming, by=femi) == (None, twice)
    assert refusal(make_booking, open_day=coming, people=3, by=cast.actor("carys")) == (
        "people", "There are 2 places in all.",
    )  # fmt: skip
    assert refusal(change_booking, booking=booking, people=3, by=femi)[0] == "people"
    waiting = make_booking(open_day=coming, people=2, by=cast.actor("carys"))
    assert refusal(change_booking, booking=waiting, people=3, by=cast.actor("carys"))[1] == "There are 2 places in all."
    OpenDay.objects.filter(pk=coming.pk).update(closes_on=TODAY - timedelta(1))
    assert refusal(make_booking, open_day=coming, by=cast.actor("dev")) == (None, "Booking is closed.")
    invented = OpenDayFactory(site=SiteFactory(lead=CouncilFactory(demonstration=True)))
    alone = "Demonstration sites are visited by demonstration councils alone."
    assert refusal(make_booking, open_day=invented, by=femi) == (None, alone)


def test_who_came_is_recorded_counted_and_waits_in_your_work(cast, day):
    hana, femi, carys = (cast.actor(name) for name in ("hana", "femi", "carys"))
    came, stayed_away = make_booking(open_day=day, by=femi), make_booking(open_day=day, by=carys)
    assert [list(open_days_due(actor, TODAY)) for actor in (hana, femi, cast.actor("dev"))] == [[day], [day], []]
    assert [line.words for line in overview.visits_due(femi)] == ["Open day"]
    OpenDay.objects.update(takes_place_on=TODAY - timedelta(1), closes_on=TODAY - timedelta(1))
    assert [list(open_days_due(actor, TODAY)) for actor in (hana, femi)] == [[day], []]
    assert [line.words for line in overview.visits_due(hana)] == ["Say whether it took place"]
    day = record_attendance(open_day=day, attendance={came.pk: 1, uuid4(): 9}, by=hana)
    stayed_away.refresh_from_db()
    assert (day.bookings.get(pk=came.pk).attended, stayed_away.attended) == (1, None)
    day = move_open_day(open_day=day, step="mark_held", by=hana)
    assert (day.state, list(open_days_due(hana, TODAY))) == ("held", [])


def test_one_who_has_left_the_line_is_told_nothing(cast, day, mailoutbox):
    from demonstrators.tasks import tell_who_moved_up

    booking = make_booking(open_day=day, by=cast.actor("femi"))
    move_booking(booking=booking, step="give_back", by=cast.actor("femi"))
    tell_who_moved_up(str(booking.pk))
    assert mailoutbox == []


def test_a_colleague_who_runs_the_council_gives_places_back_and_one_who_moved_on_does_not(cast, day):
    editor = MembershipFactory(role="editor", council=cast.elsewhere).person
    booking = make_booking(open_day=day, by=actor_of_person(editor))
    assert allows(cast.actor("femi"), "demonstrators.hold_booking", booking)
    assert allows(actor_of_person(editor), "demonstrators.hold_booking", booking)
    editor.memberships.all().delete()
    assert not allows(actor_of_person(editor), "demonstrators.hold_booking", booking)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_book_the_last_places_at_once_one_waits():
    site = SiteFactory(lead=MembershipFactory().person.organisation.council)
    day = OpenDayFactory(site=site, places=5)
    early, late = members(2)
    written, may_commit = threading.Event(), threading.Event()

    def first():
        with transaction.atomic():
            make_booking(open_day=day, people=3, by=early)
            written.set()
            may_commit.wait(5)
        connection.close()

    thread = threading.Thread(target=first)
    thread.start()
    written.wait(5)
    threading.Timer(0.3, may_commit.set).start()
    make_booking(open_day=day, people=3, by=late)
    thread.join()
    assert states(day) == [(3, "booked"), (3, "waiting")]
    assert OpenDay.objects.get().taken == 3
