"""A search as a feed: what everyone may read of it, the newest first."""

import feedparser
import pytest

from blogs.models import Post
from improvement_hub.search.services import count_words
from tests.factories import CouncilFactory, PostFactory, SiteFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def read(client, query):
    answer = client.get(f"/search/feed/{query}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    return feed


def dated(day, **post):
    post = PostFactory(**post)
    Post.objects.filter(pk=post.pk).update(published_on=day)
    return post


def test_a_feed_has_what_everyone_may_read_of_a_search_newest_first_whoever_asks(cast, sign_in):
    theme = ThemeFactory(name="Neglect", slug="neglect")
    dated("2021-05-01", title="Older on neglect & care", councils=[cast.host])
    newer = dated("2023-05-01", title="Newer", body="Neglect, **seen** early in care.", themes=[theme], kind="resource")
    site = SiteFactory(lead=cast.host, name="Neglect and care")
    for visibility in ("region", "sector"):
        PostFactory(title="Neglect and care inside", owner=cast.host, visibility=visibility)
    PostFactory(title="Neglect and care invented", owner=CouncilFactory(demonstration=True))
    PostFactory(title="Neglect alone")
    count_words()
    feed = read(sign_in(cast.asha), "?q=neglect+care&order=&page=3&page_size=1")
    titles = [entry.title for entry in feed.entries]
    assert titles == ["Newer", "Older on neglect & care", "Neglect and care"]
    first, last = feed.entries[0], feed.entries[-1]
    assert (first.id, first.link) == (f"urn:uuid:{newer.pk}", f"http://testserver/posts/{newer.slug}/")
    assert (first.published[:10], first.author) == ("2023-05-01", "Improvement Hub")
    assert first.summary == "Neglect, seen early in care"
    assert [(tag.term, tag.label) for tag in first.tags] == [
        ("resource", "Resource or toolkit"),
        ("neglect", "Neglect"),
    ]
    assert (last.link, last.author) == (f"http://testserver{site.get_absolute_url()}", cast.host.name)
    assert last.updated[:19] == site.changed_at.isoformat()[:19]
    assert feed.feed.title == "Improvement Hub: neglect care"
    assert [entry.title for entry in read(sign_in(cast.asha), "?theme=neglect").entries] == ["Newer"]


def test_a_reader_that_has_it_is_not_sent_it_again_until_something_changes(client):
    post = PostFactory(title="Neglect")
    known = {"If-None-Match": client.get("/search/feed/?q=neglect")["ETag"]}
    assert client.get("/search/feed/?q=neglect", headers=known).status_code == 304
    assert client.get("/search/feed/?kind=blog", headers=known).status_code == 200
    Post.objects.filter(pk=post.pk).update(title="Neglect again")
    assert client.get("/search/feed/?q=neglect", headers=known).status_code == 200
    Post.objects.filter(pk=post.pk).update(demonstration=True)
    assert read(client, "?q=neglect").entries == []
    assert client.get("/search/feed/?order=backwards").status_code == 400


def test_the_page_names_the_feed_of_what_it_shows(client):
    PostFactory(title="Neglect")
    html = client.get("/search/?q=neglect&kind=blog&page=1").content.decode().replace("&amp;", "&")
    link = html.partition('<link rel="alternate" type="application/atom+xml"')[2].partition(">")[0]
    assert 'href="/search/feed/?q=neglect&kind=blog"' in link
    assert html.count('"/search/feed/?q=neglect&kind=blog"') == 2


@pytest.mark.parametrize("posts", [1, 30])
def test_a_feed_costs_the_same_at_any_length(client, posts, django_assert_num_queries):
    for number in range(posts):
        PostFactory(title=f"Neglect {number}", councils=[CouncilFactory()])
    count_words()
    names = 4  # of the values of facets, as for the page
    with django_assert_num_queries(3 + names):
        assert len(read(client, "?q=neglect").entries) == posts
