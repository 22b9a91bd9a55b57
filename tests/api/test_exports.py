"""A whole collection, line by line: what its lists and items say, and nothing else."""

import csv
import io
import json

import pytest

from improvement_hub.api import exports
from tests.factories import CouncilFactory, PostFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def lines(answer) -> list:
    assert answer["Content-Type"] == "application/x-ndjson; charset=utf-8"
    return [json.loads(line) for line in answer.getvalue().splitlines()]


def check_each_is_as_its_address_gives_it(client, said):
    for post in said:
        assert client.get(f"/api/v1/posts/{post['id']}/").json() == post


def test_every_item_is_as_its_own_address_gives_it_however_many_there_are(client, monkeypatch):
    monkeypatch.setattr(exports, "AT_A_TIME", 2)
    for _ in range(5):
        PostFactory(themes=[ThemeFactory()])
    PostFactory(visibility="sector"), PostFactory(published=False)
    said = lines(client.get("/api/v1/exports/posts/"))
    assert len({post["id"] for post in said}) == 5
    check_each_is_as_its_address_gives_it(client, said)


@pytest.mark.django_db(transaction=True)
def test_what_is_prepared_is_as_its_own_address_gives_it_too(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(exports, "AT_A_TIME", 2)
    for _ in range(3):
        PostFactory(owner=CouncilFactory(), visibility="public", themes=[ThemeFactory()])
    first = lines(client.get("/api/v1/exports/posts/"))
    with django_assert_num_queries(3):  # two batches, and none more
        assert lines(client.get("/api/v1/exports/posts/")) == first
    assert len(first) == 3
    check_each_is_as_its_address_gives_it(client, first)


def test_the_filters_are_those_of_the_list(client):
    wanted = PostFactory(themes=[ThemeFactory(slug="neglect")])
    PostFactory()
    said = lines(client.get("/api/v1/exports/posts/", {"theme": "neglect"}))
    assert [post["id"] for post in said] == [str(wanted.pk)]
    assert client.get("/api/v1/exports/posts/", {"region": "nowhere"}).status_code == 400


def test_a_spreadsheet_has_the_rows_of_the_list_and_runs_nothing(client):
    PostFactory(title="=1+1", themes=[ThemeFactory(name="Neglect"), ThemeFactory(name="Exploitation")])
    answer = client.get("/api/v1/exports/posts/", {"as": "csv"})
    row = next(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert (row["title"], row["themes"]) == ("'=1+1", "Exploitation; Neglect")


def test_what_is_no_collection_is_not_there_and_another_kind_is_refused(client):
    assert client.get("/api/v1/exports/evidence/").status_code == 404
    assert client.get("/api/v1/exports/posts/", {"as": "xml"}).status_code == 400
