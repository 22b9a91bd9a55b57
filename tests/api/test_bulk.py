"""Many at once: each by its own rules, and the answer says what came of each."""

import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blogs.models import Post
from improvement_hub.core.models import RepeatedRequest
from peer_review.models import Evidence
from tests.api.problems import problem_of
from tests.briefly import api_url

BULK = "/api/v1/posts/bulk/"


def send(client, items, address=BULK, key=None, **more):
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(address, orjson.dumps({"items": items, **more}), "application/json", headers=headers)


def drafts(*titles):
    return [{"title": title} for title in titles]


@pytest.fixture
def asha(cast, sign_in):
    return sign_in(cast.asha)


def test_each_item_is_made_or_says_why_not(asha):
    answer = send(asha, [{"title": "Pods"}, {"title": ""}, {"title": "Hubs", "themes": ["none"]}, "words"])
    said = answer.json()
    assert (answer.status_code, said["made"], said["refused"]) == (207, 1, 3)
    assert [one["status"] for one in said["results"]] == [201, 400, 400, 400]
    post = Post.objects.get()
    made = said["results"][0]
    assert (made["problem"], made["object"]["title"], made["object"]["api_url"]) == (
        None,
        "Pods",
        api_url("posts", post),
    )
    assert [step["name"] for step in made["object"]["transitions"]] == [
        "submit", "publish", "schedule",
    ]  # fmt: skip
    pointers = [one["problem"]["errors"][0]["pointer"] for one in said["results"][1:]]
    assert pointers == ["#/items/1/title", "#/items/2/themes", "#/items/3"]
    assert [one["object"] for one in said["results"][1:]] == [None] * 3


def test_a_rule_that_is_broken_is_said_where_it_was(asha):
    said = send(asha, [{"title": "Pods", "body": "NHS number 943 476 5919."}]).json()
    [error] = said["results"][0]["problem"]["errors"]
    assert (error["pointer"], Post.objects.count()) == ("#/items/0/body", 0)


def test_all_or_nothing(asha):
    problem = problem_of(send(asha, [*drafts("Pods", ""), {"title": "a", "kind": "novel"}], atomic=True), 400)
    assert [one["pointer"] for one in problem["errors"]] == ["#/items/1/title", "#/items/2/kind"]
    assert Post.objects.count() == 0
    answer = send(asha, drafts("Pods", "Hubs"), atomic=True)
    assert (answer.status_code, answer.json()["made"], Post.objects.count()) == (207, 2, 2)


def test_the_whole_happens_once_under_one_key(asha):
    first, second = (send(asha, drafts("Pods", ""), key="k") for _ in range(2))
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert (Post.objects.count(), RepeatedRequest.objects.count()) == (1, 1)
    problem_of(send(asha, drafts("Hubs"), key="k"), 422)


def test_what_was_refused_as_a_whole_leaves_its_key_free(asha):
    assert send(asha, drafts(""), key="k", atomic=True).status_code == 400
    assert RepeatedRequest.objects.count() == 0


@pytest.mark.parametrize("items", [[], None, {}, "a", [{"title": "a"}] * 101])
def test_from_one_to_a_hundred(asha, items):
    problem = problem_of(send(asha, items), 400)
    assert (problem["errors"][0]["pointer"], problem["detail"]) == ("#/items", "Send from 1 to 100 items, as a list.")


def test_whether_it_is_atomic_is_true_or_false(asha):
    assert problem_of(send(asha, drafts("a"), atomic="yes"), 400)["errors"][0]["pointer"] == "#/atomic"


def test_each_item_is_for_whom_the_rules_let_make_it(scene, sign_in, note):
    """Evidence is logged by someone on the team, whoever else sends it."""
    address = "/api/v1/evidence/bulk/"
    said = send(sign_in(scene.cast.dev), [note, {**note, "author": str(scene.cast.ben.pk)}], address).json()
    assert [one["status"] for one in said["results"]] == [201, 400]
    assert Evidence.objects.get().author == scene.cast.dev
    said = send(sign_in(scene.cast.femi), [note], address).json()
    assert (said["made"], Evidence.objects.count()) == (0, 1)


def test_a_key_alone_makes_none(cast, bearer):
    assert send(bearer(cast.robo_key), drafts("Pods")).status_code == 403


@pytest.mark.parametrize("number", [1, 5])
def test_the_same_few_statements_for_each(asha, number):
    """An item costs what it costs alone, and no more where there are many."""
    send(asha, drafts("First"))
    with CaptureQueriesContext(
        connection,
    ) as one:
        send(asha, drafts("Second"))
    with CaptureQueriesContext(connection) as many:
        send(asha, drafts(*(f"Post {letter}" for letter in "abcde"[:number])))
    assert len(many) <= len(one) * number
