"""What could leak, and who meets it: on the page, over the API, in counts and by its address."""

import pytest
from django.test import Client

from blogs.models import Author, Authorship, Post, PostCouncil, PostTheme
from improvement_hub.accounts.roles import Role
from tests.cast import NAMES, member
from tests.factories import AuthorFactory, CouncilFactory, PostFactory, ThemeFactory
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
HERE = {"asha", "hana", "ben", "carys", "edie", "robo"}
MEMBERS = HERE | {"femi"}
EVERYONE = set(NAMES)
SEEN_BY = {
    "public": EVERYONE,
    "sector": MEMBERS,
    "region": HERE,
    "elsewhere": {"femi"},
    "draft": {"asha", "hana"},
    "draft-public": {"asha", "hana"},
    "imported-sector": MEMBERS | {"gwen"},
    "imported-draft": {"gwen"},
}


@pytest.fixture
def world(cast):
    """One post of every kind that could leak, all on one theme and with one author each."""
    theme = ThemeFactory(slug="neglect")
    made = {
        "public": {"owner": cast.host},
        "sector": {"owner": cast.host, "visibility": "sector"},
        "region": {"owner": cast.host, "visibility": "region"},
        "elsewhere": {"owner": cast.elsewhere, "visibility": "region"},
        "draft": {"owner": cast.host, "visibility": "sector", "published": False},
        "draft-public": {"owner": cast.host, "published": False},
        "imported-sector": {"visibility": "sector", "source": "s", "source_guid": "1"},
        "imported-draft": {"published": False, "source": "s", "source_guid": "2"},
    }
    for slug, terms in made.items():
        about = [terms.get("owner") or cast.host]
        PostFactory(slug=slug, title=slug, themes=[theme], councils=about, authors=[AuthorFactory(name=slug)], **terms)
    return cast


def browser(cast, who):
    if who == "robo":
        return Client(headers={"Authorization": f"Bearer {cast.robo_key}"})
    client = Client()
    if person := cast.person(who):
        signed_in(person, client)
    return client


def seen(who):
    return {slug for slug, readers in SEEN_BY.items() if who in readers}


@pytest.mark.parametrize("who", NAMES)
def test_each_of_the_cast_is_shown_the_rows_meant_for_them(world, who):
    actor = world.actor(who)
    assert set(Post.objects.visible_to(actor).values_list("slug", flat=True)) == seen(who)
    assert set(Author.objects.visible_to(actor).values_list("name", flat=True)) == seen(who)
    for ties in (Authorship, PostCouncil, PostTheme):
        assert set(ties.objects.visible_to(actor).values_list("post__slug", flat=True)) == seen(who)


@pytest.mark.parametrize("who", NAMES)
def test_over_the_api_nothing_else_is_listed_found_or_counted(world, who):
    client = browser(world, who)
    listed = client.get("/api/v1/posts/").json()["results"]
    assert {row["slug"] for row in listed} == seen(who)
    for slug, pk in Post.objects.values_list("slug", "pk"):
        status = 200 if slug in seen(who) else 404
        assert [client.get(f"/api/v1/posts/{address}/").status_code for address in (slug, pk)] == [status, status]
    assert client.get("/api/v1/themes/neglect/").json()["post_count"] == len(seen(who))


@pytest.mark.parametrize("query", ["q=learned", "theme=neglect", "council=ashby", "region=northmoor", "kind=blog"])
@pytest.mark.parametrize("who", ["ben", "femi", "nobody"])
def test_no_filter_finds_what_is_not_for_the_asker(world, who, query):
    found = {row["slug"] for row in browser(world, who).get(f"/api/v1/posts/?{query}").json()["results"]}
    assert found - seen(who) == set()
    assert found


@pytest.mark.parametrize("who", sorted(EVERYONE - {"robo"}))
def test_on_the_pages_nothing_else_is_listed_found_or_counted(world, who):
    client = browser(world, who)
    for address in ("/posts/", "/themes/neglect/"):
        page = client.get(address)
        assert {post.slug for post in page.context["object_list"]} == seen(who)
        assert page.context["paginator"].count == len(seen(who))
    for slug in SEEN_BY:
        assert client.get(f"/posts/{slug}/").status_code == (200 if slug in seen(who) else 404)
    assert [theme.post_count for theme in client.get("/themes/").context["object_list"]] == [len(seen(who))]


def test_an_editor_sees_the_drafts_of_their_council_alone(world):
    ines = member("Ines", world.elsewhere, Role.EDITOR)
    PostFactory(slug="theirs", owner=world.elsewhere, published=False)
    drafts = signed_in(ines).get("/api/v1/posts/?state=draft").json()["results"]
    assert [row["slug"] for row in drafts] == ["theirs"]


@pytest.mark.parametrize(("who", "offered"), [("asha", True), ("gwen", True), ("femi", True), ("edie", False),
                                              ("dev", False), ("nobody", False)])  # fmt: skip
def test_only_who_may_meet_drafts_is_offered_the_state(world, who, offered):
    page = browser(world, who).get("/posts/?state=draft")
    assert ("state" in page.context["filterset"].form.fields) is offered


def test_demonstration_posts_are_left_out_unless_asked_for(client, cast):
    invented = CouncilFactory(name="Inventon", demonstration=True)
    theme = ThemeFactory(slug="neglect")
    PostFactory(slug="invented", owner=invented, themes=[theme])
    PostFactory(slug="real", themes=[theme])
    asked = {"": ["real"], "?demonstration=only": ["invented"], "?demonstration=include": ["invented", "real"]}
    for query, expected in asked.items():
        over_api = client.get(f"/api/v1/posts/{query}").json()["results"]
        assert sorted(row["slug"] for row in over_api) == expected
        for address in ("/posts/", "/themes/neglect/"):
            page = client.get(address + query)
            assert sorted(post.slug for post in page.context["object_list"]) == expected
    assert client.get("/api/v1/themes/neglect/").json()["post_count"] == 1
    assert client.get("/api/v1/posts/invented/").json()["demonstration"] is True


def test_a_newcomer_to_a_council_meets_what_belongs_to_it(world):
    assert {post.slug for post in Post.objects.visible_to(world.actor("hana"))} == seen("hana")


def test_a_post_for_a_region_is_for_the_region_of_its_owner_and_not_of_the_councils_it_names(cast):
    PostFactory(slug="about-them", owner=cast.host, visibility="region", councils=[cast.elsewhere])
    assert [Post.objects.visible_to(cast.actor(who)).count() for who in ("carys", "femi")] == [1, 0]
