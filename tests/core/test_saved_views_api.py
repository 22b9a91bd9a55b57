"""Saved views over the API: one's own, and nobody else's."""

import pytest

from improvement_hub.core.models import SavedView
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
VIEWS = "/api/v1/saved-views/"


def send(client, said):
    return client.post(VIEWS, said, content_type="application/json")


def change(client, view, etag, said):
    return client.patch(f"{VIEWS}{view}/", said, content_type="application/json", headers={"If-Match": etag})


def test_a_view_is_saved_changed_and_deleted_by_its_owner_alone(cast):
    femi, asha = signed_in(cast.femi), signed_in(cast.asha)
    made = send(femi, {"place": "/search/", "name": "Neglect", "query": "q=neglect&page=2", "is_followed": True})
    view = made.json()
    assert (made.status_code, view["query"], view["is_followed"], view["is_default"]) == (201, "q=neglect", True, False)
    assert view["url"].endswith(f"/search/?view={view['id']}&q=neglect")
    assert [row["id"] for row in femi.get(VIEWS).json()["results"]] == [view["id"]]
    assert asha.get(VIEWS).json()["results"] == []
    assert change(asha, view["id"], made["ETag"], {"name": "Mine"}).status_code == 404
    changed = change(femi, view["id"], made["ETag"], {"name": "Pods", "query": "q=pods", "is_default": True})
    row = changed.json()
    assert (row["name"], row["query"], row["is_default"], row["is_followed"]) == ("Pods", "q=pods", True, True)
    unfollowed = change(femi, view["id"], changed["ETag"], {"is_followed": False})
    assert (unfollowed.json()["is_followed"], unfollowed.json()["name"]) == (False, "Pods")
    assert change(femi, view["id"], made["ETag"], {"name": "Late"}).status_code == 412
    second = send(femi, {"place": "/search/", "name": "Second"})
    assert change(femi, second.json()["id"], second["ETag"], {"is_default": True}).json()["is_default"]
    assert list(SavedView.objects.filter(is_default=True).values_list("name", flat=True)) == ["Second"]
    deleted = femi.delete(f"{VIEWS}{second.json()['id']}/", headers={"If-Match": 'W/"2"'})
    assert (deleted.status_code, SavedView.objects.count()) == (204, 1)


def test_what_cannot_be_saved_or_followed_is_refused_as_on_the_page(cast):
    femi = signed_in(cast.femi)
    for said, sentence in [
        ({"place": "/work/", "name": "A"}, "Views of this page cannot be saved."),
        ({"place": "/reviews/", "name": "A", "is_followed": True}, "This list cannot be followed: a saved search can."),
    ]:
        refused = send(femi, said)
        assert (refused.status_code, refused.json()["detail"]) == (400, sentence)
    one, two = (send(femi, {"place": "/reviews/", "name": name}) for name in ("One", "Two"))
    assert change(femi, one.json()["id"], one["ETag"], {"is_followed": True}).status_code == 400
    same = change(femi, two.json()["id"], two["ETag"], {"name": "One"})
    assert (same.status_code, same.json()["detail"]) == (400, "You have a view of this name already.")


@pytest.mark.parametrize("views", [1, 12])
def test_the_list_costs_the_same_at_any_length(cast, views, django_assert_num_queries):
    for number in range(views):
        SavedView.objects.create(owner=cast.femi, place="/search/", name=str(number))
    client = signed_in(cast.femi)
    client.get("/api/v1/saved-views/")
    with django_assert_num_queries(4):
        client.get("/api/v1/saved-views/")
