"""Cursors and page sizes that are not ours are refused with problem details, never with a crash."""

import base64
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest

from tests.factories import CouncilFactory, RegionFactory

pytestmark = pytest.mark.django_db
LIST = "/api/v1/councils/"


def encoded(value) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(value)).decode()


def refused(response, pointer):
    problem = response.json()
    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")
    assert (problem["title"], problem["errors"][0]["parameter"]) == ("That cannot be read as it was sent", pointer)
    return problem["detail"]


@pytest.fixture
def cursor(client):
    region = RegionFactory()
    CouncilFactory.create_batch(3, region=region)
    link = client.get(LIST, {"page_size": 1}).json()["next"]
    return parse_qs(urlsplit(link).query)["cursor"][0]


@pytest.mark.parametrize(
    "sent",
    [
        *("x", "é", "%", "a:b", ":", "W10=", "\x00", "." * 5000),
        *(encoded(value) for value in (5, None, [], {}, [True], [False, None], [False, ["a"]], [False, {"a": 1}])),
        *(encoded([False, values]) for values in (["a", "b"], ["a\x00", "b"], [[], {}], [None, None], [1e308, True])),
        encoded([False, ["a", "0190f3c2-0000-7000-8000-000000000000"]]),
    ],
)
def test_a_cursor_of_ones_own_making_is_refused(client, cursor, sent):
    sentence = "This cursor is not one of ours. Start again without it."
    assert refused(client.get(LIST, {"cursor": sent}), "cursor") == sentence


@pytest.mark.parametrize("change", [lambda c: c[:-1], lambda c: "A" + c[1:], lambda c: c + "A", str.swapcase])
def test_a_cursor_that_was_changed_is_refused(client, cursor, change):
    assert "not one of ours" in refused(client.get(LIST, {"cursor": change(cursor)}), "cursor")


def test_a_cursor_of_a_list_in_another_order_is_refused(client, cursor):
    assert "not one of ours" in refused(client.get("/api/v1/reviews/", {"cursor": cursor}), "cursor")


def test_our_own_cursor_is_taken_and_an_empty_one_is_none(client, cursor):
    first = client.get(LIST, {"page_size": 1}).json()["results"]
    assert client.get(LIST, {"page_size": 1, "cursor": ""}).json()["results"] == first
    second = client.get(LIST, {"page_size": 1, "cursor": cursor}).json()["results"]
    assert (len(second), second == first) == (1, False)


@pytest.mark.parametrize("size", ["0", "201", "-1", "1.5", "many", "", "1e2", "99999999999999999999", "²"])
def test_a_page_size_outside_its_bounds_is_refused(client, cursor, size):
    assert refused(client.get(LIST, {"page_size": size}), "page_size") == "Give a number from 1 to 200."


@pytest.mark.parametrize(("size", "found"), [("1", 1), ("200", 3), ("002", 2)])
def test_a_page_has_the_size_one_asks_for(client, cursor, size, found):
    assert len(client.get(LIST, {"page_size": size}).json()["results"]) == found
