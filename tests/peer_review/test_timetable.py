"""Rooms, hours and people of activities; what clashes; planned against done."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from improvement_hub.accounts.services import record_leaver
from improvement_hub.core.actor import OPERATOR
from improvement_hub.core.errors import DomainError, StaleVersion
from peer_review import queries, services
from peer_review.models import Activity, Room, TeamMember
from tests.factories import MembershipFactory
from tests.peer_review import scenes
from tests.peer_review.test_impact_pages import sent
from tests.signed_in import signed_in

TEN, ELEVEN, NOON = time(10), time(11), time(12)


def seat(scene, name):
    return scene.review.team.get(person=getattr(scene.cast, name), left_at=None)


def plan(scene, title="Leaders", *, by="ben", **terms):
    given = {"kind": "interview", "title": title, "takes_place_on": scenes.VISIT, "review": scene.review}
    return services.plan_activity(**{**given, **terms}, by=scene.actor(by))


def change(activity, scene, *, by="ben", **terms):
    return services.change_activity(activity=activity, by=scene.actor(by), **terms)


def room_of(scene, name="Room 2", by="hana", **terms):
    return services.add_room(review=scene.review, name=name, by=scene.actor(by), **terms)


def seen(scene, who="ben"):
    return list(queries.activities(scene.actor(who), scene.review))


def test_an_activity_has_a_room_hours_and_people_and_can_move(scene):
    room = room_of(scene)
    activity = plan(scene, starts_at=TEN, ends_at=NOON, room=room, people=[seat(scene, "ben"), seat(scene, "dev")])
    assert (activity.hours, activity.where) == ("10:00 to 12:00", "Room 2")
    moved = change(activity, scene, ends_at=ELEVEN, room=None, place="by video", people=[seat(scene, "dev")], version=1)
    assert (moved.hours, moved.where, moved.version) == ("10:00 to 11:00", "by video", 2)
    assert [member.person.name for member in Activity.objects.get(pk=activity.pk).people] == ["Dev"]
    assert [member.person.name for member in change(activity, scene, title="Leader").people] == ["Dev"]
    with pytest.raises(StaleVersion):
        change(activity, scene, title="Later", version=1)


def test_what_is_not_possible_is_said_at_its_field(scene):
    other = scenes.opened(scene.cast, title="Other")
    theirs = services.add_room(review=other, name="Theirs", by=scene.actor("hana"))
    stranger = TeamMember.objects.get(review=other, person=scene.cast.dev)

    def refused(**terms):
        with pytest.raises(DomainError) as error:
            plan(scene, **terms)
        return error.value.field

    assert refused(room=theirs) == "room"
    assert refused(people=[stranger]) == "people"
    assert refused(ends_at=TEN) == "ends_at"
    assert refused(starts_at=TEN, ends_at=TEN) == "ends_at"
    assert Activity.objects.filter(review=scene.review).count() == 2


def test_the_host_and_the_team_arrange_rooms_and_nobody_else(scene):
    room = room_of(scene, whereabouts="First floor", seats=12)
    room_of(scene, "Annexe", by="dev")
    assert list(queries.rooms(scene.actor("asha"), scene.review).values_list("name", flat=True)) == ["Annexe", "Room 2"]
    assert not queries.rooms(scene.actor("edie")).exists()
    with pytest.raises(DomainError, match="a room of this name already") as refused:
        room_of(scene, "room 2")
    assert refused.value.field == "name"
    renamed = services.change_room(room=room, name="Room 3", version=1, by=scene.actor("dev"))
    assert (renamed.name, renamed.whereabouts, renamed.version) == ("Room 3", "First floor", 2)
    with pytest.raises(PermissionDenied):
        services.change_room(room=room, name="Mine", by=scene.actor("edie"))


def test_a_room_in_use_stays(scene):
    room = room_of(scene)
    activities = [plan(scene, room=room)]
    with pytest.raises(DomainError, match=r"^1 activity takes place in this room: first move each elsewhere"):
        services.remove_room(room=room, by=scene.actor("hana"))
    activities.append(plan(scene, "Others", room=room))
    with pytest.raises(DomainError, match=r"^2 activities take place"):
        services.remove_room(room=room, by=scene.actor("hana"))
    for activity in activities:
        change(activity, scene, room=None)
    services.remove_room(room=room, by=scene.actor("hana"))
    assert not Room.objects.exists()


def test_what_was_planned_by_mistake_is_taken_off_and_what_was_heard_stays(scene):
    mistake, heard = plan(scene), scene.activities[0]
    services.remove_activity(activity=mistake, by=scene.actor("dev"))
    scene.log()
    with pytest.raises(DomainError, match="Evidence was logged"):
        services.remove_activity(activity=heard, by=scene.actor("dev"))
    services.move_activity(activity=heard, step="mark_done", by=scene.actor("dev"))
    with pytest.raises(DomainError, match="is done"):
        services.remove_activity(activity=heard, by=scene.actor("dev"))
    with pytest.raises(PermissionDenied):
        services.remove_activity(activity=scene.activities[1], by=scene.actor("asha"))
    assert set(Activity.objects.all()) == set(scene.activities)


def test_the_timetable_stays_as_it_was_once_feedback_is_given(scene):
    room = room_of(scene)
    scene.report()
    for work in (
        lambda: change(scene.activities[0], scene, title="Other"),
        lambda: services.change_room(room=room, name="Other", by=scene.actor("hana")),
        lambda: services.remove_activity(activity=scene.activities[0], by=scene.actor("ben")),
    ):
        with pytest.raises(DomainError, match="Feedback has been given"):
            work()


def test_clashes_are_said_from_both_sides_and_on_top(scene):
    room, social_workers = room_of(scene), scene.activities[0]
    people = [seat(scene, "dev"), seat(scene, "ben")]
    change(social_workers, scene, starts_at=TEN, ends_at=NOON, room=room, people=people)
    plan(scene, "Leaders", starts_at=ELEVEN, room=room, people=[seat(scene, "dev")])
    plan(scene, "After", starts_at=NOON, ends_at=time(13), room=room, people=people)
    plan(scene, "Late", takes_place_on=scenes.VISIT + timedelta(days=3), starts_at=TEN)
    plan(scene, "Figures", kind="data", takes_place_on=date(2026, 1, 5), starts_at=TEN, people=people)
    found = queries.clashes(seen(scene))
    assert [clash.sentence for clash in found] == [
        "“Social workers” and “Leaders” both need Room 2 on 4 March 2026.",
        "“Social workers” and “Leaders” both need Dev on 4 March 2026.",
        "“Late” is on 7 March 2026, outside the visit.",
    ]
    assert queries.by_activity(found)[social_workers.pk] == [
        "Room 2 is also in “Leaders”, 11:00.",
        "Dev is also in “Leaders”, 11:00.",
    ]
    late = Activity.objects.get(title="Late")
    assert queries.clashes_of(late, seen(scene)) == ["Outside the days of the visit."]


def test_what_is_cancelled_and_what_has_no_room_or_time_clashes_with_nothing(scene):
    room, day = room_of(scene), scene.review
    first, second = plan(scene, starts_at=TEN, room=room), plan(scene, "Twice", starts_at=TEN, room=room)
    plan(scene, "Elsewhere", starts_at=TEN)
    assert len(queries.clashes(seen(scene))) == 1
    services.move_activity(activity=second, step="cancel", by=scene.actor("dev"))
    assert queries.clashes(seen(scene)) == []
    services.change_review(review=day, starts_on=None, ends_on=None, by=scene.actor("ben"))
    assert queries.clashes_of(first, seen(scene)) == []


def test_the_grid_has_a_column_for_each_room_and_a_row_for_each_start(scene):
    one, two = room_of(scene, "A"), room_of(scene, "B")
    long = plan(scene, "Long", starts_at=TEN, ends_at=time(13), room=one)
    short = plan(scene, "Short", starts_at=ELEVEN, ends_at=NOON, room=two)
    inside = plan(scene, "Inside", starts_at=NOON, ends_at=time(14), room=one)
    last = plan(scene, "Last", starts_at=time(13, 30), room=two)
    services.change_review(review=scene.review, ends_on=scenes.VISIT + timedelta(days=1), by=scene.actor("ben"))
    review = queries.one_review(scene.actor("ben")).get()
    first_day, empty_day = queries.days(review, seen(scene), list(queries.rooms(scene.actor("ben"), review)))
    assert (empty_day.day, empty_day.rows) == (scenes.VISIT + timedelta(days=1), [])
    assert first_day.columns == [one, two, None]
    drawn = [(row.time, [(cell.room, cell.activities, cell.rows) for cell in row.cells]) for row in first_day.rows]
    untimed = [scene.activities[1], scene.activities[0]]
    assert drawn == [
        (None, [(one, [], 1), (two, [], 1), (None, untimed, 1)]),
        (TEN, [(one, [long, inside], 4), (two, [], 1), (None, [], 1)]),
        (ELEVEN, [(two, [short], 1), (None, [], 1)]),
        (NOON, [(two, [], 1), (None, [], 1)]),
        (time(13, 30), [(two, [last], 1), (None, [], 1)]),
    ]


def test_a_review_without_days_shows_those_on_which_something_is_planned(scene):
    scene.review.starts_on = None
    days = queries.days(scene.review, seen(scene), [])
    assert [(day.day, len(day.rows)) for day in days] == [(scenes.VISIT, 1)]
    assert queries.days(scene.review, [], []) == []


def test_planned_and_done_are_counted_for_each_kind(scene):
    extra = plan(scene, kind="focus_group")
    plan(scene, kind="case_review")
    services.move_activity(activity=scene.activities[0], step="mark_done", by=scene.actor("dev"))
    services.move_activity(activity=extra, step="cancel", by=scene.actor("dev"))
    counts = queries.counts(scene.review)
    assert counts["kinds"] == [
        {"kind": "focus_group", "label": "focus groups", "planned": 3, "done": 1, "cancelled": 1},
        {"kind": "case_review", "label": "case review", "planned": 1, "done": 0, "cancelled": 0},
    ]
    assert (counts["activities"], counts["done"]) == (3, 1)


def test_a_leavers_part_goes_to_whoever_takes_their_seat(scene):
    heir = MembershipFactory(role="partner", person__organisation=scene.cast.dev.organisation).person
    both = plan(scene, people=[seat(scene, "dev"), seat(scene, "ben")])
    done = plan(scene, "Done", people=[seat(scene, "dev")])
    services.move_activity(activity=done, step="mark_done", by=scene.actor("ben"))
    moved = record_leaver(person=scene.cast.dev, successor=heir, last_day=date.today(), by=scene.actor("gwen"))
    assert moved[-1] == f"{heir} takes part in “Interview: Leaders”."
    both = Activity.objects.get(pk=both.pk)
    assert ({member.person for member in both.people}, both.version) == ({scene.cast.ben, heir}, 2)
    assert Activity.objects.get(pk=done.pk).people == []


def test_an_observers_part_stays_empty_until_a_successor_is_named(scene):
    heir = MembershipFactory(role="improvement_officer", council=scene.cast.observing).person
    activity = plan(scene, people=[seat(scene, "carys")])
    moved = record_leaver(person=scene.cast.carys, successor=heir, last_day=date.today(), by=scene.actor("gwen"))
    assert not [sentence for sentence in moved if "takes part" in sentence]
    assert Activity.objects.get(pk=activity.pk).people == []


LINES = [
    {"day": 1, "starts_at": TEN, "minutes": 90, "kind": "focus_group", "title": "Practitioners"},
    {"day": 2, "starts_at": time(23), "minutes": 90, "kind": "data", "title": "Late"},
    {"day": 2, "kind": "data", "title": "Figures"},
]


def test_the_methods_timetable_is_taken_over_once(scene):
    cast = scene.cast
    roles = [{"role": role, "comes_from": [role]} for role in ("review_lead", "observer")]
    terms = {"slug": "triad-review", "edition": 2, "name": "Triad review", "summary": "Two days."}
    method = services.define_method(**terms, roles=roles, activities=LINES, by=OPERATOR)
    review = scenes.opened(cast, method=method, members=scenes.members(cast)[:2])
    made = services.take_over_timetable(review=review, by=cast.actor("ben"))
    assert [(a.takes_place_on.day, a.hours, a.title) for a in made] == [
        (4, "10:00 to 11:30", "Practitioners"),
        (5, "23:00", "Late"),
        (5, "", "Figures"),
    ]
    assert services.take_over_timetable(review=review, by=cast.actor("ben")) == []
    services.remove_activity(activity=made[2], by=cast.actor("ben"))
    assert [line.title for line in queries.lines_to_take_over(review)] == ["Figures"]
    services.change_review(review=review, starts_on=None, ends_on=None, by=cast.actor("ben"))
    with pytest.raises(DomainError, match="First set the days of the visit"):
        services.take_over_timetable(review=review, by=cast.actor("ben"))


def page_of(scene, name, **kwargs):
    return reverse(name, kwargs={"review": scene.review.pk, **kwargs})


def test_the_pages_plan_move_and_take_off(scene, sign_in):
    client, room = sign_in(scene.cast.ben), room_of(scene)
    form = {"kind": "interview", "title": "The director", "takes_place_on": "4 March 2026", "starts_at": "09:00"}
    form |= {"ends_at": "08:00", "room": room.pk, "people": [seat(scene, "dev").pk]}
    refused = client.post(page_of(scene, "activity-plan"), form)
    assert "An activity that ends has a start" in refused.context["form"].errors["ends_at"][0]
    client.post(page_of(scene, "activity-plan"), form | {"ends_at": "10:00"})
    activity = Activity.objects.get(title="The director")
    address = page_of(scene, "activity-change", pk=activity.pk)
    initial = client.get(address).context["form"].initial
    change(activity, scene, title="The director and the deputy", people=[])
    again = form | {"ends_at": "11:00", "title": "Both", "version": initial["version"]}
    stale = client.post(address, again)
    assert stale.status_code == 412
    assert "The director and the deputy" in stale.content.decode()
    client.post(address, again | {"version": stale.context["form"].data["version"]})
    activity = Activity.objects.get(pk=activity.pk)
    assert (activity.title, activity.hours, len(activity.people)) == ("Both", "09:00 to 11:00", 1)
    client.post(page_of(scene, "activity-remove", pk=activity.pk))
    assert not Activity.objects.filter(pk=activity.pk).exists()


def test_mine_shows_what_one_takes_part_in_and_weighs_it_against_all(scene, sign_in):
    for title in ("Mine", "Theirs"):
        plan(scene, title, starts_at=TEN, place="x", people=[seat(scene, "dev")] if title == "Mine" else [])
    room = room_of(scene)
    Activity.objects.filter(title__in=["Mine", "Theirs"]).update(room=room)
    page = sign_in(scene.cast.dev).get(page_of(scene, "review-timetable") + "?mine=true")
    shown = [a.title for day in page.context["days"] for row in day.rows for c in row.cells for a in c.activities]
    assert shown == ["Mine"]
    assert "Room 2 is also in “Theirs”, 10:00." in page.content.decode()


def test_rooms_on_the_pages(scene, sign_in):
    client = sign_in(scene.cast.asha)
    client.post(page_of(scene, "room-add"), {"name": "Committee room", "seats": "0"})
    assert not Room.objects.exists()
    client.post(page_of(scene, "room-add"), {"name": "Committee room", "seats": "12"})
    room = Room.objects.get()
    change_page = page_of(scene, "room-change", pk=room.pk)
    client.post(change_page, {"name": "Hall", "version": client.get(change_page).context["form"].initial["version"]})
    room.refresh_from_db()
    assert (room.name, room.seats) == ("Hall", None)
    client.post(page_of(scene, "room-remove", pk=room.pk))
    assert not Room.objects.exists()


def test_the_methods_timetable_is_taken_over_by_a_button(scene, sign_in):
    answer = sign_in(scene.cast.dev).post(page_of(scene, "timetable-take-over"))
    assert answer["Location"] == page_of(scene, "review-timetable")


def test_someone_without_an_account_is_named_and_clashes_with_nobody_but_themselves(scene, sign_in):
    times = {"starts_at": TEN, "ends_at": ELEVEN}
    one = scene.with_guest("One", **times)
    scene.with_guest("Two", "Gus", **times)
    address, dev = reverse("review-timetable", args=[scene.review.pk]), sign_in(scene.cast.dev)
    page = dev.get(address).content.decode()
    assert "Gita" in page
    assert "Clash" not in page
    plan(scene, "Three", **times, people=one.people)
    assert "Gita is also in" in dev.get(address).content.decode()


def test_an_activity_that_is_planned_twice_is_stored_once(scene):
    ben = signed_in(scene.cast.ben)
    address = reverse("activity-plan", args=[scene.review.pk])
    form = sent(ben.get(address), kind="interview", title="Leaders", takes_place_on="4 3 2026")
    assert [ben.post(address, form).status_code for _ in range(2)] == [302, 302]
    assert Activity.objects.filter(title="Leaders").count() == 1
