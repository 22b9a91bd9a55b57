"""Atom feeds of what everyone may read, and the archive by year."""

from datetime import date

import feedparser
import pytest

from blogs.models import Post
from blogs.services import change_post, withdraw_post
from improvement_hub.core.actor import OPERATOR
from tests.cast import member
from tests.factories import AuthorFactory, CouncilFactory, PostFactory, RegionFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def read(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    return feed


def dated(post, day):
    Post.objects.filter(pk=post.pk).update(published_on=day)
    return post


def test_an_entry_has_all_that_a_reader_needs_and_an_id_that_stays(client):
    post = PostFactory(
        title="A & B", summary="Why", body="## Head\n\n*Words*", authors=[AuthorFactory(name="Mira Lund")],
        themes=[ThemeFactory(name="Neglect", slug="neglect")],
    )  # fmt: skip
    dated(post, date(2022, 3, 4))
    feed = read(client, "/posts/feed/")
    entry = feed.entries[0]
    assert (entry.id, entry.title, entry.link) == (
        f"urn:uuid:{post.pk}", "A & B", f"http://testserver/posts/{post.slug}/",
    )  # fmt: skip
    assert (entry.author, entry.summary, entry.published[:10]) == ("Mira Lund", "Why", "2022-03-04")
    assert entry.content[0].value == "<h3>Head</h3>\n<p><em>Words</em></p>"
    assert [(tag.term, tag.label) for tag in entry.tags] == [("neglect", "Neglect")]
    assert (feed.feed.title, feed.feed.link) == ("Improvement Hub: Posts", "http://testserver/posts/")
    assert entry.updated[:10] == post.changed_at.date().isoformat()


def test_a_feed_has_what_nobody_signed_in_sees_whoever_asks(cast, sign_in):
    for visibility in ("region", "sector", "public"):
        PostFactory(title=visibility, owner=cast.host, visibility=visibility)
    PostFactory(title="draft", owner=cast.host, published=False)
    PostFactory(title="invented", owner=CouncilFactory(demonstration=True))
    asha = sign_in(cast.asha)
    assert [entry.title for entry in read(asha, "/posts/feed/").entries] == ["public"]
    assert [entry.title for entry in read(asha, "/posts/feed/?state=draft").entries] == ["public"]


def test_a_feed_takes_the_query_string_of_its_list_and_says_so(client):
    region, theme = RegionFactory(name="Westmoor", slug="westmoor"), ThemeFactory(slug="neglect", name="Neglect")
    PostFactory(title="of the region", owner=CouncilFactory(region=region), kind="case_study")
    PostFactory(title="on the theme", themes=[theme])
    feed = read(client, "/posts/feed/?region=westmoor&kind=case_study")
    assert [entry.title for entry in feed.entries] == ["of the region"]
    assert feed.feed.title == "Improvement Hub: Posts, Case study, Westmoor"
    assert feed.feed.link == "http://testserver/posts/?region=westmoor&kind=case_study"
    assert [entry.title for entry in read(client, "/themes/neglect/feed/").entries] == ["on the theme"]
    assert read(client, "/themes/neglect/feed/?q=nothing+like+it").entries == []
    assert client.get("/themes/none/feed/").status_code == 404
    assert client.get("/posts/feed/?kind=poem").status_code == 400


def test_a_reader_that_has_it_is_not_sent_it_again_until_something_changes(client):
    post = PostFactory()
    first = client.get("/posts/feed/")
    known = {"If-None-Match": first["ETag"]}
    assert client.get("/posts/feed/", headers=known).status_code == 304
    assert client.get("/posts/feed/", headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    assert client.get("/posts/feed/?kind=blog", headers=known).status_code == 200
    change_post(post=post, by=OPERATOR, title="Another title")
    assert client.get("/posts/feed/", headers=known).status_code == 200
    withdraw_post(post=post, by=OPERATOR)
    assert feedparser.parse(client.get("/posts/feed/", headers=known).content).entries == []


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/posts/?kind=blog&page=1", "/posts/feed/?kind=blog"),
        ("/themes/neglect/", "/themes/neglect/feed/?"),
        ("/regions/westmoor/", "/posts/feed/?region=westmoor"),
        ("/councils/E09000099/", "/posts/feed/?council=E09000099"),
    ],
)
def test_pages_name_their_feed(client, page, feed):
    ThemeFactory(slug="neglect")
    CouncilFactory(gss="E09000099", region=RegionFactory(slug="westmoor"))
    html = client.get(page).content.decode()
    link = html.partition('<link rel="alternate" type="application/atom+xml"')[2].partition(">")[0]
    assert f'href="{feed}"' in link.replace("&amp;", "&")


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(("address", "queries"), [("/posts/feed/", 4), ("/posts/archive/", 1)])
def test_feeds_and_archive_cost_the_same_at_any_length(client, rows, address, queries, django_assert_num_queries):
    PostFactory.create_batch(rows)
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("rows", [1, 30])
def test_a_year_costs_the_same_at_any_length(client, rows, django_assert_num_queries):
    PostFactory.create_batch(rows)
    Post.objects.update(published_on="2022-03-04")
    with django_assert_num_queries(7):
        assert f"{rows} post" in client.get("/posts/archive/2022/").content.decode()


def test_the_archive_counts_by_year_what_one_may_read_and_the_undated(client, sign_in, cast):
    dated(PostFactory(title="March"), "2022-03-04")
    dated(PostFactory(title="January", visibility="sector"), "2022-01-09")
    dated(PostFactory(title="Old"), "2019-01-09")
    dated(PostFactory(title="Some day"), None)
    dated(PostFactory(title="Invented", owner=CouncilFactory(demonstration=True)), "2022-01-09")
    assert client.get("/posts/archive/").context["years"] == [(2022, 1), (2019, 1), (None, 1)]
    asha = sign_in(cast.asha)
    assert asha.get("/posts/archive/").context["years"] == [(2022, 2), (2019, 1), (None, 1)]
    page = asha.get("/posts/archive/2022/").content.decode()
    assert 0 < page.index("March 2022") < page.index("January 2022")
    assert "Invented" not in page
    assert [post.title for post in client.get("/posts/archive/undated/").context["object_list"]] == ["Some day"]
    assert "No post came out in this year" in client.get("/posts/archive/2003/").content.decode()
    for wrong in ("22", "0000", "year", "２０２２", "-022"):
        assert client.get(f"/posts/archive/{wrong}/").status_code == 404


def test_who_acts_for_an_invented_council_finds_its_posts_in_the_archive(sign_in):
    invented = CouncilFactory(demonstration=True)
    PostFactory(title="Invented", owner=invented)
    assert sign_in(member("Ida", invented, "editor")).get("/posts/archive/").context["total"] == 1
