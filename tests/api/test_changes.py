"""Partners' systems keep up: each change once, in an order that holds, and nothing that they may not see."""

from io import StringIO

import pytest
from django.core.management import call_command

from blogs.models import Post, Theme
from improvement_hub.core.models import SharedItem
from tests.factories import CouncilFactory, PostFactory, ThemeFactory

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "/api/v1/changes/"


@pytest.fixture
def pull(client):
    def pull(since=None, **more):
        answer = client.get(ADDRESS, {**({"since": since} if since else {}), "collection": "posts", **more})
        assert answer.status_code == 200, answer.json()
        return answer.json()

    return pull


def told(answer) -> list:
    return [(line["change"], line["item"] and line["item"]["title"]) for line in answer["results"]]


def test_everything_is_told_first_and_then_what_changed_since(pull):
    post = PostFactory(title="One", visibility="public")
    first = pull()
    assert told(first) == [("created", "One")]
    assert told(pull(first["cursor"])) == []
    Post.objects.filter(pk=post.pk).update(title="First")
    PostFactory(title="Two", visibility="public")
    assert told(pull(first["cursor"])) == [("changed", "First"), ("created", "Two")]


def test_what_is_hidden_or_removed_is_told_to_those_who_had_it(pull):
    hidden, removed = PostFactory(visibility="public"), PostFactory(visibility="public")
    never = PostFactory(visibility="sector", owner=CouncilFactory())
    cursor, ids = pull()["cursor"], {str(hidden.pk), str(removed.pk)}
    Post.objects.filter(pk=hidden.pk).update(visibility="sector")
    removed.delete()
    never.delete()
    found = pull(cursor)["results"]
    assert [(line["change"], line["item"]) for line in found] == [("removed", None)] * 2
    assert {line["id"] for line in found} == ids


def test_a_reader_who_begins_later_hears_nothing_of_what_left_before(pull):
    post = PostFactory(visibility="public")
    PostFactory(title="Stays", visibility="public")
    post.delete()
    first = pull(page_size=1)
    assert told(first) == [("created", "Stays")]
    assert told(pull(first["cursor"], page_size=1)) == []


def test_an_item_that_changed_often_is_told_once_as_it_is_now(pull):
    post = PostFactory(visibility="public")
    cursor = pull()["cursor"]
    for title in "abc":
        Post.objects.filter(pk=post.pk).update(title=title)
    Post.objects.filter(pk=post.pk).update(visibility="sector")
    Post.objects.filter(pk=post.pk).update(visibility="public", title="d")
    assert told(pull(cursor)) == [("created", "d")]


def test_the_name_of_something_that_is_shown_with_an_item_changes_the_item(pull):
    theme = ThemeFactory(name="Neglect")
    PostFactory(title="One", themes=[theme], visibility="public")
    cursor = pull()["cursor"]
    Theme.objects.filter(pk=theme.pk).update(name="Unmet needs")
    line = pull(cursor)["results"][0]
    assert (line["change"], line["item"]["themes"][0]["name"]) == ("changed", "Unmet needs")


def test_after_a_restore_every_earlier_cursor_is_void_and_everything_is_told_again(pull, client):
    PostFactory(title="One", visibility="public")
    cursor, said = pull()["cursor"], StringIO()
    call_command("begin_changes_anew", stdout=said)
    assert (
        said.getvalue() == f"{SharedItem.objects.count()} items stand at the beginning; every earlier cursor is void.\n"
    )
    answer = client.get(ADDRESS, {"since": cursor, "collection": "posts"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (410, "resync")
    assert told(pull()) == [("created", "One")]
