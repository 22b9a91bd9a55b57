"""The timetable over the API: the same rules through the same services."""

from datetime import time

import pytest

from peer_review import services
from peer_review.models import Activity, Room
from tests.peer_review import scenes

JSON = {"content_type": "application/json"}


def at(version):
    return {"If-Match": f'"{version}"'}


def new(scene, **changes):
    given = {"review": str(scene.review.pk), "kind": "interview", "title": "Leaders", "takes_place_on": "2026-03-04"}
    return given | changes


def test_an_activity_is_planned_moved_and_taken_off(scene, sign_in):
    client, dev = sign_in(scene.cast.dev), scene.review.team.get(person=scene.cast.dev)
    room = client.post("/api/v1/rooms/", {"review": str(scene.review.pk), "name": "Room 2", "seats": 8}, **JSON)
    times = {"starts_at": "10:00", "ends_at": "11:00", "room": room.json()["id"], "people": [str(dev.pk)]}
    key = {"Idempotency-Key": "k1"}
    made, again = (client.post("/api/v1/activities/", new(scene, **times), headers=key, **JSON) for _ in range(2))
    assert (made.status_code, made["ETag"], made.json()) == (201, '"1"', again.json())
    body = made.json()
    assert (body["room"]["name"], [p["name"] for p in body["people"]], body["clashes"]) == ("Room 2", ["Dev"], [])
    address = f"/api/v1/activities/{body['id']}/"
    other = services.plan_activity(
        review=scene.review, kind="data", title="Figures", takes_place_on=scenes.VISIT, starts_at=time(11),
        room=Room.objects.get(), by=scene.actor("ben"),
    )  # fmt: skip
    moved = client.patch(address, {"ends_at": "11:30", "people": []}, headers=at(1), **JSON).json()
    assert (moved["ends_at"], moved["people"]) == ("11:30:00", [])
    assert moved["clashes"] == ["Room 2 is also in “Figures”, 11:00."]
    assert client.patch(address, {"title": "x"}, headers=at(1), **JSON).status_code == 412
    refused = client.patch(address, {"ends_at": "09:00"}, headers=at(2), **JSON)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (400, "#/ends_at")
    done = client.post(f"{address}transitions/mark_done/", {}, headers=at(2), **JSON).json()
    assert (done["state"], [step["name"] for step in done["transitions"]]) == ("done", ["plan_again"])
    assert client.delete(address, headers=at(3)).status_code == 400
    assert client.delete(f"/api/v1/activities/{other.pk}/", headers=at(1)).status_code == 204
    assert not Activity.objects.filter(pk=other.pk).exists()


def test_rooms_are_changed_and_given_back(scene, sign_in):
    client = sign_in(scene.cast.asha)
    made = client.post("/api/v1/rooms/", {"review": str(scene.review.pk), "name": "Room 2"}, **JSON).json()
    address = f"/api/v1/rooms/{made['id']}/"
    changed = client.patch(address, {"whereabouts": "First floor"}, headers=at(1), **JSON)
    assert (changed.json()["name"], changed.json()["whereabouts"], changed["ETag"]) == ("Room 2", "First floor", '"2"')
    assert client.delete(address, headers=at(2)).status_code == 204
    assert client.get(address).status_code == 404


def test_the_methods_timetable_is_taken_over(scene, sign_in):
    client = sign_in(scene.cast.ben)
    answer = client.post("/api/v1/activities/take-over/", {"review": str(scene.review.pk)}, **JSON)
    assert (answer.status_code, answer.json()) == (200, [])


def test_a_review_one_may_not_see_does_not_exist(scene, sign_in):
    answer = sign_in(scene.cast.femi).post("/api/v1/activities/", new(scene), **JSON)
    assert (answer.status_code, [e["pointer"] for e in answer.json()["errors"]]) == (400, ["#/review"])


@pytest.mark.parametrize(("query", "found"), [("", 2), ("mine=true", 1), ("mine=false", 2), ("day=2026-03-05", 0)])
def test_page_and_api_take_the_same_query(scene, sign_in, query, found):
    people = scene.review.team.filter(person=scene.cast.dev)
    services.change_activity(activity=scene.activities[0], people=people, by=scene.actor("dev"))
    client = sign_in(scene.cast.dev)
    assert len(client.get(f"/api/v1/activities/?{query}").json()["results"]) == found
    days = client.get(f"/reviews/{scene.review.pk}/timetable/?{query}").context["days"]
    assert sum(len(cell.activities) for day in days for row in day.rows for cell in row.cells) == found


def test_counts_by_kind_are_for_those_who_may_see_counts(scene, sign_in):
    address = f"/api/v1/reviews/{scene.review.pk}/"
    counts = sign_in(scene.cast.edie).get(address).json()["counts"]
    kind = {"kind": "focus_group", "label": "focus groups", "planned": 2, "done": 0, "cancelled": 0}
    assert (counts["activities"], counts["kinds"]) == (2, [kind])


@pytest.mark.parametrize("rows", [1, 4])
@pytest.mark.parametrize(("path", "queries"), [("rooms", 4), ("activities", 5)])
def test_the_lists_cost_the_same_at_any_length(scene, sign_in, django_assert_num_queries, path, queries, rows):
    team = scene.review.team.all()
    for number in range(rows):
        room = services.add_room(review=scene.review, name=f"{number}", by=scene.actor("ben"))
        services.plan_activity(
            review=scene.review, kind="data", title="x", takes_place_on=scenes.VISIT, room=room, people=team,
            by=scene.actor("ben"),
        )  # fmt: skip
    client = sign_in(scene.cast.ben)
    with django_assert_num_queries(queries):
        assert len(client.get(f"/api/v1/{path}/").json()["results"]) == rows + (2 if path == "activities" else 0)


def test_an_activity_in_which_someone_without_an_account_takes_part_is_listed(scene, sign_in):
    scene.with_guest()
    rows = sign_in(scene.cast.dev).get("/api/v1/activities/").json()["results"]
    assert [member["name"] for row in rows for member in row["people"]] == ["Gita"]
