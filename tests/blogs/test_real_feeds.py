"""The two real feeds, where they are at hand: whole, as they are, and twice without a change."""

import os
from html import unescape
from pathlib import Path

import feedparser
import pytest

from blogs.models import Author, Post
from improvement_hub.core.markdown import to_html, words_of

SHARED = Path(os.environ.get("HUB_SHARED_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
FEEDS = [SHARED / "sector_blog.rss.xml", SHARED / "sector_news.rss.xml"]
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(not all(feed.exists() for feed in FEEDS), reason="the real feeds are not here"),
]
OPTIONS = ("--publish", "--visibility", "public")


@pytest.fixture
def imported(run):
    return [run(feed, *OPTIONS) for feed in FEEDS]


def test_both_are_taken_whole(imported):
    assert [(lines[-1], failed) for lines, failed in imported] == [
        ("Sector blog, 100 items: 100 taken, 0 changed, 0 unchanged, 0 refused. "
         "The feed gives no date for 100: undated, and last in every list.", None),
        ("Sector news, 4 items: 4 taken, 0 changed, 0 unchanged, 0 refused. "
         "The feed gives no date for 2: undated, and last in every list.", None),
    ]  # fmt: skip
    assert (Post.objects.count(), Post.objects.filter(published_on=None).count(), Author.objects.count()) == (
        104,
        102,
        3,
    )


def test_a_second_time_changes_nothing(imported, run):
    rows, trail = list(Post.objects.values_list("pk", "version")), Post.pgh_event_model.objects.count()
    again = [run(feed, *OPTIONS)[0][-1] for feed in FEEDS]
    assert [line.partition(".")[0] for line in again] == [
        "Sector blog, 100 items: 0 taken, 0 changed, 100 unchanged, 0 refused",
        "Sector news, 4 items: 0 taken, 0 changed, 4 unchanged, 0 refused",
    ]
    assert (list(Post.objects.values_list("pk", "version")), Post.pgh_event_model.objects.count()) == (rows, trail)


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.name)
def test_every_title_and_every_word_is_the_sources_own(imported, feed):
    for entry in feedparser.parse(feed.read_bytes()).entries:
        post = Post.objects.get(source_guid=entry.id)
        assert post.title == entry.title
        words = unescape(words_of(entry.content[0].value)).split()
        assert "".join(words_of(to_html(post.body)).split()) == "".join(words)


def test_pages_and_api_show_all_of_them_to_everyone(imported, client):
    assert client.get("/posts/").context["paginator"].count == 104
    assert len(client.get("/api/v1/posts/?page_size=200").json()["results"]) == 104
