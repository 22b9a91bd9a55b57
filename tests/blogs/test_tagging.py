"""Many posts tagged at once, from suggestions that somebody read."""

import pytest
from django.core.exceptions import PermissionDenied

from blogs import queries, services
from blogs.models import PostTheme, SetAside
from blogs.services import Decision
from improvement_hub.core.actor import NOBODY
from improvement_hub.core.permissions import allows
from tests.factories import PostFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def neglect():
    return ThemeFactory(name="Neglect", slug="neglect")


def to_tag(cast, who):
    return {post.slug for post in queries.posts_to_tag(cast.actor(who))}


def test_each_sees_what_is_theirs_to_tag(cast, neglect):
    host = cast.host
    PostFactory(slug="own", owner=host, visibility="region")
    PostFactory(slug="draft", owner=host, published=False)
    PostFactory(slug="one", owner=host, themes=[neglect])
    PostFactory(slug="two", owner=host, themes=[neglect, ThemeFactory()])
    PostFactory(slug="public")
    PostFactory(slug="imported", published=False)
    assert {who: to_tag(cast, who) for who in ("asha", "hana", "femi", "gwen")} == {
        "asha": {"own", "draft", "one"},
        "hana": set(),
        "femi": set(),
        "gwen": {"one", "public", "imported"},
    }


def test_an_administrator_tags_what_a_council_has_published_and_none_of_its_drafts(cast):
    out, draft = PostFactory(owner=cast.host), PostFactory(owner=cast.host, published=False)
    assert [allows(cast.actor("gwen"), "blogs.tag_post", post) for post in (out, draft)] == [True, False]


def test_what_is_ticked_is_added_in_one_go_and_what_changed_meanwhile_is_told(cast, neglect):
    one, two, three = (PostFactory(owner=cast.host) for _ in range(3))
    asha = cast.actor("asha")
    services.change_post(post=two, title="Changed", by=asha)
    decisions = [
        Decision(one, one.version, [neglect]),
        Decision(two, two.version, [neglect]),
        Decision(three, three.version, aside=True),
    ]
    done = services.tag_posts(decisions=decisions, by=asha)
    assert ([p.pk for p in done.tagged], [p.pk for p in done.changed], [p.pk for p in done.aside]) == (
        [one.pk],
        [two.pk],
        [three.pk],
    )
    assert (done.tagged[0].version, list(one.themes.all()), two.themes.count()) == (one.version + 1, [neglect], 0)
    assert to_tag(cast, "asha") == {one.slug, two.slug}
    services.change_post(post=three, title="Changed too", by=asha)
    assert three.slug in to_tag(cast, "asha")
    again = services.tag_posts(decisions=[Decision(three, three.version + 1, aside=True)], by=asha)
    assert (len(again.aside), SetAside.objects.get().seen) == (1, three.version + 1)
    assert str(SetAside.objects.get()) == f"Changed too, version {three.version + 1}"
    nothing = services.tag_posts(decisions=[Decision(done.tagged[0], done.tagged[0].version, [neglect])], by=asha)
    assert (nothing.tagged, nothing.aside, nothing.changed) == ([], [], [])
    assert not SetAside.objects.visible_to(NOBODY).exclude(post=three).exists()


@pytest.mark.parametrize("who", ["hana", "femi", "edie", "robo", "nobody"])
def test_all_or_none_and_nobody_tags_what_is_not_theirs(cast, neglect, who):
    post = PostFactory(owner=cast.host)
    with pytest.raises(PermissionDenied):
        services.tag_posts(decisions=[Decision(post, post.version, [neglect])], by=cast.actor(who))
    assert not PostTheme.objects.exists()


def test_an_administrator_tags_on_the_page(sign_in, cast, neglect):
    one = PostFactory(title="On neglect", slug="one", body="A text.")
    two, three = PostFactory(title="Other", slug="two"), PostFactory(title="Third", slug="three", themes=[neglect])
    client = sign_in(cast.gwen)
    page = client.get("/tagging/")
    suggested = {post.slug: [s.why for s in post.suggestions] for post in page.context["object_list"]}
    assert suggested == {"one": ["in the title “neglect”"], "two": [], "three": []}
    sent = {
        "post": [one.pk, two.pk, three.pk],
        **{f"{post.pk}-version": post.version for post in (one, two, three)},
        f"{one.pk}-themes": ["neglect"],
        f"{two.pk}-aside": "yes",
    }
    done = client.post("/tagging/?kind=blog&page=2", sent, follow=True)
    assert done.redirect_chain == [("/tagging/?kind=blog", 302)]
    assert "Themes added to 1 post; 1 post set aside." in done.content.decode()
    late = client.post("/tagging/", sent, follow=True).content.decode()
    assert "Changed by somebody meanwhile, and left as it is: “On neglect”." in late
    assert client.post("/tagging/", {"post": "x"}).status_code == 400
    for query, found in [("themes=none", set()), ("themes=one", {"one", "three"}), ("q=third", {"three"})]:
        assert {post.slug for post in client.get(f"/tagging/?{query}").context["object_list"]} == found
    assert "No post like that" in client.get("/tagging/?themes=none").content.decode()


@pytest.mark.parametrize("posts", [1, 30])
def test_the_page_costs_the_same_at_any_length(sign_in, cast, neglect, posts, django_assert_num_queries):
    client = sign_in(cast.gwen)
    for _ in range(posts):
        PostFactory(title="Neglect", themes=[ThemeFactory()])
    client.get("/tagging/")
    with django_assert_num_queries(9):
        client.get("/tagging/")
