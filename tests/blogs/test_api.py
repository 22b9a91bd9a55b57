from datetime import date

import pytest

from blogs.models import Post
from tests.briefly import api_url, council_in_brief, named
from tests.factories import AuthorFactory, CouncilFactory, PostFactory, RegionFactory, ThemeFactory

pytestmark = pytest.mark.django_db
HOST = "http://testserver"


@pytest.fixture
def pods():
    region = RegionFactory(name="North", slug="north")
    return PostFactory(
        title="Pods", slug="pods", kind="case_study", body="- one\n- **two**", published_on=date(2013, 4, 1),
        owner=CouncilFactory(name="Ashby", gss="E06000001", region=region),
        councils=[CouncilFactory(name="Carrow", gss="E06000002")],
        authors=[AuthorFactory(name="Zoe"), AuthorFactory(name="Adam")],
        themes=[ThemeFactory(name="Neglect", slug="neglect")],
        source_url="https://example.org/pods",
    )  # fmt: skip


def in_a_list(post):
    return {
        "id": str(post.pk), "slug": "pods", "title": "Pods", "kind": "case_study", "kind_label": "Case study",
        "summary": "one two", "published_on": "2013-04-01", "state": "published", "visibility": "public",
        "authors": ["Zoe", "Adam"],
        "councils": [council_in_brief(post.councils.get())], "api_url": api_url("posts", post),
        "region": named("regions", post.owner.region), "themes": [named("themes", post.themes.get())],
        "source_url": "https://example.org/pods", "demonstration": False, "url": f"{HOST}/case-studies/pods/",
    }  # fmt: skip


def test_the_list_has_all_but_the_text(client, pods):
    assert client.get("/api/v1/posts/").json() == {"next": None, "previous": None, "results": [in_a_list(pods)]}


@pytest.mark.parametrize("by", ["slug", "pk"])
def test_one_post_has_its_text_as_markdown_and_as_html(client, pods, by):
    answer = client.get(f"/api/v1/posts/{getattr(pods, by)}/")
    assert answer.json() == in_a_list(pods) | {
        "body": "- one\n- **two**",
        "body_html": "<ul>\n<li>one</li>\n<li><strong>two</strong></li>\n</ul>\n",
        "partners": [],
        "returned_reason": "",
        "publish_at": None,
        "being_edited_by": None,
        "transitions": [],
    }
    assert answer["ETag"].startswith('"2.')


def test_an_unknown_date_and_an_unknown_region_are_null(client):
    PostFactory(source_url="https://example.org/1")
    row = client.get("/api/v1/posts/").json()["results"][0]
    assert (row["published_on"], row["region"], row["councils"], row["authors"]) == (None, None, [], [])


@pytest.mark.parametrize("posts", [1, 30])
def test_the_list_costs_the_same_at_any_length(client, posts, django_assert_num_queries):
    for _ in range(posts):
        PostFactory(
            authors=[AuthorFactory()], councils=[CouncilFactory()], themes=[ThemeFactory()], owner=CouncilFactory()
        )
    with django_assert_num_queries(4) as queries:
        assert len(client.get("/api/v1/posts/").json()["results"]) == posts
    assert [query["sql"].count('"body"') for query in queries] == [0, 0, 0, 0]


@pytest.mark.parametrize("ties", [1, 30])
def test_one_post_costs_the_same_with_any_number_of_ties(client, ties, django_assert_num_queries):
    PostFactory(slug="a", authors=AuthorFactory.create_batch(ties), themes=ThemeFactory.create_batch(ties))
    with django_assert_num_queries(5):
        assert len(client.get("/api/v1/posts/a/").json()["authors"]) == ties


@pytest.mark.parametrize("themes", [1, 30])
def test_the_list_of_themes_costs_the_same_at_any_length(client, themes, django_assert_num_queries):
    ThemeFactory.create_batch(themes, broader=ThemeFactory())
    with django_assert_num_queries(1):
        assert len(client.get("/api/v1/themes/").json()["results"]) == themes + 1


def test_pages_of_the_list_hold_every_post_once_with_the_undated_last(client):
    for number in range(1, 6):
        PostFactory(slug=f"dated-{number}", published_on=date(2020, 1, min(number, 3)))
        PostFactory(slug=f"undated-{number}", title="Same", source_url="https://example.org/")
    forwards, address = [], "/api/v1/posts/?page_size=3"
    while address:
        page = client.get(address).json()
        forwards.append([row["slug"] for row in page["results"]])
        last, address = address, page["next"]
    flat = [slug for slugs in forwards for slug in slugs]
    assert [len(set(flat)), len(flat), len(forwards)] == [10, 10, 4]
    assert [slug.split("-")[0] for slug in flat] == ["dated"] * 5 + ["undated"] * 5
    back = client.get(client.get(last).json()["previous"]).json()
    assert [row["slug"] for row in back["results"]] == forwards[-2]


@pytest.mark.parametrize("by", ["slug", "pk"])
def test_a_theme_has_its_words_and_its_count(client, by):
    care = ThemeFactory(name="Care", slug="care")
    theme = ThemeFactory(
        name="Neglect", slug="neglect", acronym="NG", synonyms=["unfed"], description="D.", broader=care
    )
    PostFactory(themes=[theme])
    answer = client.get(f"/api/v1/themes/{getattr(theme, by)}/")
    assert answer.json() == {
        "id": str(theme.pk), "slug": "neglect", "name": "Neglect", "acronym": "NG", "synonyms": ["unfed"],
        "description": "D.", "broader": named("themes", care), "post_count": 1,
        "url": f"{HOST}/themes/neglect/", "api_url": api_url("themes", theme),
    }  # fmt: skip


@pytest.mark.parametrize("address", ["none", "00000000-0000-4000-8000-000000000000", "a b"])
@pytest.mark.parametrize("collection", ["posts", "themes"])
def test_what_does_not_exist_is_not_found(client, collection, address):
    assert client.get(f"/api/v1/{collection}/{address}/").status_code == 404


def move(client, post, step, **headers):
    return client.post(f"/api/v1/posts/{post.slug}/transitions/{step}/", headers=headers)


def test_a_director_withdraws_a_post_and_is_told_what_comes_next(sign_in, cast):
    post = PostFactory(owner=cast.host)
    answer = move(sign_in(cast.asha), post, "withdraw", if_match='"2"')
    assert (answer.status_code, answer["ETag"], answer.json()["state"]) == (200, '"3"', "draft")
    steps = [
        {"name": "submit", "label": "Submit to an editor", "asks": []},
        {"name": "publish", "label": "Publish", "asks": []},
        {"name": "schedule", "label": "Schedule", "asks": ["publish_at"]},
    ]
    here = f"{api_url('posts', post)}transitions/"
    assert answer.json()["transitions"] == [step | {"blockers": [], "url": f"{here}{step['name']}/"} for step in steps]


@pytest.mark.parametrize(
    ("who", "step", "headers", "status"),
    [
        ("asha", "withdraw", {}, 428),
        ("asha", "withdraw", {"if_match": '"1"'}, 412),
        ("asha", "publish", {"if_match": '"2"'}, 400),
        ("asha", "burn", {"if_match": '"2"'}, 400),
        ("hana", "withdraw", {"if_match": '"2"'}, 403),
        ("femi", "withdraw", {"if_match": '"2"'}, 403),
        ("nobody", "withdraw", {"if_match": '"2"'}, 401),
    ],
)
def test_a_step_that_may_not_be_taken_changes_nothing(sign_in, cast, who, step, headers, status):
    post = PostFactory(owner=cast.host)
    answer = move(sign_in(cast.person(who)), post, step, **headers)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert Post.objects.get().state == "published"


def test_a_client_alone_publishes_nothing(client, cast):
    post = PostFactory(owner=cast.leading)
    answer = move(client, post, "withdraw", authorization=f"Bearer {cast.robo_key}", if_match='"2"')
    assert (answer.status_code, Post.objects.get().state) == (403, "published")


def test_a_step_on_what_one_may_not_see_is_not_found(sign_in, cast):
    post = PostFactory(owner=cast.host, published=False)
    assert move(sign_in(cast.femi), post, "publish", if_match='"1"').status_code == 404


def test_the_same_request_with_the_same_key_happens_once(sign_in, cast):
    post = PostFactory(owner=cast.host)
    client = sign_in(cast.asha)
    answers = [move(client, post, "withdraw", if_match='"2"', idempotency_key="k") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert Post.objects.get().version == 3


def test_a_refused_request_may_come_again_with_its_key(sign_in, cast):
    post = PostFactory(owner=cast.host, body="", published=False)
    client = sign_in(cast.asha)
    refused = move(client, post, "publish", if_match='"1"', idempotency_key="k")
    assert (refused.status_code, refused.json()["detail"]) == (400, "The post has no text yet.")
    Post.objects.update(body="Here it is.")
    assert move(client, post, "publish", if_match='"1"', idempotency_key="k").status_code == 200
