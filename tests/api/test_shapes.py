"""What a caller asks to see: some fields, relations whole, an order, a total."""

import gzip
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest
from django.db.models import Func

from blogs.models import Post
from improvement_hub.api import paging
from improvement_hub.core.shapes.expansion import paths
from improvement_hub.core.shapes.kinds import KINDS
from improvement_hub.core.shapes.orders import named_orders
from peer_review import services
from tests.briefly import api_url
from tests.factories import CouncilFactory, PostFactory, ProgrammeFactory, RegionFactory, ThemeFactory
from tests.peer_review import scenes

pytestmark = pytest.mark.django_db
POSTS = "/api/v1/posts/"


def open_to_all(client) -> dict:
    """Collections that refuse nobody; of some, such as webhooks, only their own people read the list."""
    return {prefix: kind for prefix, kind in KINDS.items() if client.get(f"/api/v1/{prefix}/").status_code == 200}


def refused(answer, parameter):
    problem = answer.json()
    assert (answer.status_code, problem["errors"][0]["parameter"]) == (400, parameter)
    return problem["detail"]


@pytest.fixture
def pods():
    region = RegionFactory(name="North", slug="north")
    owner, about = CouncilFactory(name="Larkfield", region=region), CouncilFactory(name="Marlow", region=region)
    themes = [ThemeFactory(name="Neglect", slug="neglect", broader=ThemeFactory(name="Care", slug="care"))]
    return PostFactory(title="Pods", slug="pods", owner=owner, councils=[about], themes=themes)


class TestFields:
    def test_only_what_was_asked_for(self, client, pods):
        [row] = client.get(POSTS, {"fields": "id,title,councils.name,region.slug"}).json()["results"]
        wanted = {"id": str(pods.pk), "title": "Pods", "councils": [{"name": "Marlow"}], "region": {"slug": "north"}}
        assert row == wanted

    def test_one_object_too_and_of_what_is_computed(self, client, pods):
        answer = client.get(f"{POSTS}pods/", {"fields": ["transitions", "body_html"]})
        assert sorted(answer.json()) == ["body_html", "transitions"]
        assert answer["ETag"].startswith('"2.')

    def test_nothing_of_an_object_that_is_not_there(self, client):
        PostFactory()
        assert client.get(POSTS, {"fields": "region.slug"}).json()["results"] == [{"region": None}]

    @pytest.mark.parametrize(
        ("asked", "problem"),
        [
            ("titel", "There is no “titel” here. There are: id, slug, title,"),
            ("councils.titel", "There is no “councils.titel” here. There are: councils.id, councils.gss_code,"),
            ("title.id", "There is no “title.id” here. There are: none."),
            ("a.b.c.d.e", "“a.b.c.d.e” goes too deep: 4 names, joined by dots, at most."),
            (",".join("abcdefghijk" * 10), "Name 100 at most."),
        ],
    )
    def test_what_is_not_there_is_refused_and_what_is_there_is_said(self, client, asked, problem):
        assert refused(client.get(POSTS, {"fields": asked}), "fields").startswith(problem)

    def test_what_was_not_asked_for_costs_nothing(self, client, pods, django_assert_num_queries):
        with django_assert_num_queries(4):  # posts, their authors, councils and themes
            client.get(POSTS)
        with django_assert_num_queries(1):
            client.get(POSTS, {"fields": "id,title,summary,region,url,api_url"})
        with django_assert_num_queries(2):
            client.get(POSTS, {"fields": "id,themes.slug"})


class TestExpand:
    def test_relations_become_what_their_collection_lists(self, client, pods):
        [row] = client.get(POSTS, {"expand": "councils.region,themes"}).json()["results"]
        [council] = client.get("/api/v1/councils/?q=Marlow").json()["results"]
        [region] = client.get("/api/v1/regions/").json()["results"]
        [theme] = client.get("/api/v1/themes/?q=Neglect").json()["results"]
        assert row["councils"] == [{**council, "region": region}]
        assert row["themes"] == [theme]
        assert sorted(row["region"]) == ["api_url", "id", "name", "slug"]

    def test_an_id_becomes_the_object_in_the_list_and_alone(self, scene, sign_in):
        ben, [piece, *_] = sign_in(scene.cast.ben), scene.enough()
        activity = ben.get(f"/api/v1/activities/{piece.activity_id}/").json()
        for address in ("/api/v1/evidence/", f"/api/v1/evidence/{piece.pk}/"):
            answer = ben.get(address, {"expand": "activity,keyline.review,review"}).json()
            row = next(one for one in answer.get("results", [answer]) if one["id"] == str(piece.pk))
            assert row["activity"].items() <= activity.items()
            assert row["keyline"]["question"] == piece.keyline.question
            assert (row["keyline"]["review"], row["review"]["id"]) == (row["review"], str(scene.review.pk))

    def test_what_one_may_not_see_stays_an_id(self, scene, cast, sign_in):
        """Of a review that is in sight, the text is not: its key lines stay ids for the regional lead."""
        finding = scene.final()
        finding.refresh_from_db()
        terms = {"version": finding.version, "visibility": "region", "by": cast.actor("asha")}
        services.share_finding(finding=finding, **terms)
        row = sign_in(cast.edie).get(f"/api/v1/findings/{finding.pk}/", {"expand": "keyline"}).json()
        assert row["keyline"] == str(finding.keyline_id)

    def test_a_token_that_may_not_read_a_collection_expands_nothing_of_it(self, cast, client, pods, bearer, token_of):
        reader = bearer(token_of(cast.ben, scope="read:posts read:regions"))
        assert reader.get(POSTS, {"expand": "region"}).status_code == 200
        refusal = reader.get(POSTS, {"expand": "councils"})
        assert (refusal.status_code, refusal["WWW-Authenticate"].rpartition("scope=")[2]) == (403, '"read:councils"')

    @pytest.mark.parametrize("asked", ["author", "councils.identifiers", "councils.region.councils", "title"])
    def test_what_cannot_be_expanded_is_refused(self, client, asked):
        assert refused(client.get(POSTS, {"expand": asked}), "expand")

    def test_it_is_bounded_in_breadth(self, client):
        asked = ",".join(f"councils{number}" for number in range(9))
        assert refused(client.get(POSTS, {"expand": asked}), "expand") == "Name 8 at most."

    @pytest.mark.parametrize("posts", [1, 12])
    def test_it_costs_one_list_for_each_relation(self, client, django_assert_num_queries, posts):
        for _ in range(posts):
            PostFactory(councils=[CouncilFactory(), CouncilFactory()], themes=[ThemeFactory()], owner=CouncilFactory())
        with django_assert_num_queries(10):  # 4 of the posts, 4 of councils, 1 of regions, 1 of themes
            client.get(POSTS, {"expand": "councils.region,themes"})

    def test_fields_of_what_was_expanded(self, client, pods):
        asked = {"expand": "councils.region", "fields": "id,councils.region.council_count,councils.official_name"}
        [row] = client.get(POSTS, asked).json()["results"]
        [council] = row["councils"]
        assert (sorted(row), sorted(council), council["region"]) == (
            ["councils", "id"], ["official_name", "region"], {"council_count": 2},
        )  # fmt: skip

    def test_the_etag_of_one_object_changes_with_what_was_expanded(self, client, pods):
        first = client.get(f"{POSTS}pods/", {"expand": "themes"})["ETag"]
        assert first.startswith('"2.')
        assert client.get(f"{POSTS}pods/", {"expand": "themes"})["ETag"] == first
        pods.themes.update(description="Of children.")
        assert client.get(f"{POSTS}pods/", {"expand": "themes"})["ETag"] != first

    def test_whatever_is_offered_can_be_asked_for(self, client):
        client.get("/api/v1/")  # which makes the collections known
        for prefix, kind in open_to_all(client).items():
            for asked in paths(kind.serializer):
                assert (asked, client.get(f"/api/v1/{prefix}/", {"expand": asked}).status_code) == (asked, 200)


class TestOrdering:
    def test_every_order_that_is_offered_can_be_asked_for(self, client):
        client.get("/api/v1/")
        views = {
            prefix: kind.resource(action="list", request=None, kwargs={})
            for prefix, kind in open_to_all(client).items()
        }
        offered = [(prefix, order) for prefix, view in views.items() for order in named_orders(view)]
        assert len(offered) > 100
        got = {client.get(f"/api/v1/{prefix}/", {"ordering": order}).status_code for prefix, order in offered}
        assert got == {200}

    def test_an_order_that_is_not_offered_is_refused(self, client):
        problem = refused(client.get(POSTS, {"ordering": "body"}), "ordering")
        assert problem == (
            "There is no “body” here. There are: published_on, -published_on, id, -id, created_at, -created_at."
        )

    def test_an_order_has_cursors_of_its_own(self, client):
        PostFactory.create_batch(3)
        link = client.get(POSTS, {"ordering": "id", "page_size": 1}).json()["next"]
        cursor = parse_qs(urlsplit(link).query)["cursor"][0]
        assert refused(client.get(POSTS, {"ordering": "-id", "cursor": cursor}), "cursor")

    @pytest.mark.parametrize("order", ["began_in", "-began_in"])
    def test_what_is_empty_comes_last_and_pages_lead_over_it_both_ways(self, client, order):
        for year in (2013, None, 2020, None, 2013):
            ProgrammeFactory(began_in=year)
        there, back = walk(client, f"/api/v1/programmes/?page_size=2&ordering={order}&fields=id,began_in")
        years = [row["began_in"] for row in there]
        known = [year for year in years if year]
        assert known == sorted([2013, 2013, 2020], reverse=order.startswith("-"))
        assert years == known + [None] * (len(years) - 3)
        assert back == there
        assert len({row["id"] for row in there}) == len(there)

    def test_reviews_come_in_the_orders_of_their_page(self, scene, cast, sign_in):
        scenes.opened(cast, team=False, starts_on=None, ends_on=None)
        for order in ("starts_on", "-starts_on", "host", "state", "-state"):
            there, back = walk(
                sign_in(cast.gwen), f"/api/v1/reviews/?page_size=1&demonstration=include&ordering={order}"
            )
            assert [row["id"] for row in there] == [row["id"] for row in back]


def walk(client, address):
    """Every row by `next` to the end, and by `previous` back."""
    page = client.get(address).json()
    there = page["results"]
    while page["next"]:
        page = client.get(page["next"]).json()
        there = there + page["results"]
    back = page["results"]
    while page["previous"]:
        page = client.get(page["previous"]).json()
        back = page["results"] + back
    return there, back


class TestCount:
    def test_a_total_where_it_is_asked_for(self, client, django_assert_num_queries):
        PostFactory.create_batch(3, kind="blog")
        PostFactory(kind="resource")
        PostFactory(published=False)
        assert "total" not in client.get(POSTS).json()
        asked = {"count": "exact", "page_size": 1, "kind": "blog", "fields": "id"}
        first = client.get(POSTS, asked).json()
        assert (first["total"], len(first["results"])) == (3, 1)
        assert client.get(first["next"]).json()["total"] == 3

    def test_any_other_count_is_refused(self, client):
        assert refused(client.get(POSTS, {"count": "all"}), "count") == "There is no “all” here. There are: exact."

    def test_a_count_that_takes_too_long_is_given_up(self, client, monkeypatch):
        PostFactory()
        monkeypatch.setattr(paging, "LONGEST_COUNT", 20)
        slow = Post.objects.annotate(nap=Func(0.2, function="pg_sleep")).filter(nap__isnull=False)
        assert paging.count_in_time(slow) is None
        assert client.get(POSTS).status_code == 200


class TestGzip:
    def test_long_answers_are_compressed_where_that_is_asked_for(self, client):
        PostFactory.create_batch(5)
        plain = client.get(POSTS)
        packed = client.get(POSTS, headers={"Accept-Encoding": "gzip"})
        assert (plain.get("Content-Encoding"), packed["Content-Encoding"]) == (None, "gzip")
        assert gzip.decompress(packed.content) == plain.content
        assert "Accept-Encoding" in packed["Vary"]

    def test_short_ones_are_not(self, client):
        assert "Content-Encoding" not in client.get(POSTS, headers={"Accept-Encoding": "gzip"})

    def test_the_etag_is_weak_and_still_names_the_version(self, client, pods):
        Post.objects.filter(pk=pods.pk).update(body="word " * 400)
        packed = client.get(f"{POSTS}pods/", headers={"Accept-Encoding": "gzip"})
        assert (packed["Content-Encoding"], packed["ETag"][:5]) == ("gzip", 'W/"2.')
        known = client.get(f"{POSTS}pods/", headers={"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]})
        assert known.status_code == 304

    def test_answers_to_a_browsers_session_are_left_as_they_are(self, cast, sign_in):
        PostFactory.create_batch(5)
        answer = sign_in(cast.gwen).get(POSTS, headers={"Accept-Encoding": "gzip"})
        assert (answer.status_code, "Content-Encoding" in answer) == (200, False)

    def test_pages_are_left_as_they_are(self, client):
        assert "Content-Encoding" not in client.get("/regions/", headers={"Accept-Encoding": "gzip"})


class TestAddresses:
    def test_a_council_is_found_by_the_address_it_has_wherever_it_is_named(self, client, pods):
        [row] = client.get(POSTS).json()["results"]
        for one in (row, row["councils"][0], row["region"], row["themes"][0]):
            found = client.get(one["api_url"], follow=True)
            assert (found.status_code, found.json()["id"], found.json()["api_url"]) == (200, one["id"], one["api_url"])

    def test_what_is_made_says_where_it_is_and_says_it_again(self, cast, sign_in):
        asha, body = sign_in(cast.asha), orjson.dumps({"title": "Pods"})
        made = [asha.post(POSTS, body, "application/json", headers={"Idempotency-Key": "k"}) for _ in range(2)]
        address = api_url("posts", Post.objects.get())
        assert [(one.status_code, one["Location"], one["ETag"]) for one in made] == [(201, address, '"1"')] * 2

    def test_each_step_says_where_it_is_taken(self, cast, sign_in):
        post = PostFactory(owner=cast.host, body="Text.", published=False)
        asha = sign_in(cast.asha)
        steps = asha.get(f"{POSTS}{post.pk}/").json()["transitions"]
        assert {step["name"]: step["url"] for step in steps}["submit"] == f"{api_url('posts', post)}transitions/submit/"


def test_key_lines_are_listed_for_who_reads_the_review(scene, sign_in, django_assert_num_queries):
    ben = sign_in(scene.cast.ben)
    with django_assert_num_queries(4):
        rows = ben.get("/api/v1/keylines/", {"ordering": "position"}).json()["results"]
    assert [row["question"] for row in rows] == [line.question for line in scene.keylines]
    assert sign_in(scene.cast.femi).get("/api/v1/keylines/").json()["results"] == []
