"""Case studies over the API: the same list, filters, rules and steps as the pages."""

import json

import pytest

from blogs.models import Adopter, CaseStudy, Outcome
from tests.blogs.case_studies import adopted, outcome, published
from tests.factories import PostFactory, ThemeFactory

pytestmark = pytest.mark.django_db
JSON = "application/json"
LIST = "/api/v1/case-studies/"


def send(client, method, address, version=None, **said):
    headers = {"if-match": f'"{version}"'} if version is not None else {}
    return client.generic(method, address, json.dumps(said), content_type=JSON, headers=headers)


def test_a_case_study_is_written_measured_published_and_confirmed(sign_in, cast):
    ThemeFactory(slug="neglect")
    hana = sign_in(cast.hana)
    said = {"title": "Pods", "problem": "Drift.", "themes": ["neglect"], "budget": "84.5", "visibility": "public"}
    made = send(hana, "POST", LIST, **said, id="3f0e5f0e-0000-4000-8000-000000000003")
    assert (made.status_code, made["ETag"], made.json()["sections"]["budget"]) == (201, '"1"', "84.5")
    at = f"{LIST}{made.json()['id']}/"
    blocked = send(hana, "POST", f"{at}transitions/submit/", 1)
    assert blocked.json()["errors"][0]["detail"] == "Say what did not work. Others learn most from it."
    refused = send(hana, "PATCH", at, 1, contact_role="Dr Jones", problem="Her 943 476 5919.")
    assert sorted(error["pointer"] for error in refused.json()["errors"]) == ["#/contact_role", "#/problem"]
    changed = send(hana, "PATCH", at, 1, what_did_not_work="Rooms.").json()
    assert changed["body"] == "# The problem\n\nDrift.\n\n# What did not work\n\nRooms."
    figures = {"measure": "Days", "unit": "days", "baseline": "9", "result": "7", "n": 40, "source": "Audit"}
    added = send(hana, "POST", f"{at}outcomes/", **figures)
    one = added.json()["outcomes"][0]
    assert (added.status_code, one["summary"]) == (201, "Days: from 9 days to 7 days (n = 40, Audit)")
    asha = sign_in(cast.asha)
    out = send(asha, "POST", f"{at}transitions/publish/", 3).json()
    assert (out["state"], out["evidence_level"], out["standing"]) == ("published", "established", "current")
    assert out["evidence_why"] == "Measured against a baseline, with n and source: Days."
    confirmed = send(asha, "POST", f"{at}confirm/", 4)
    assert (confirmed["ETag"], confirmed.json()["confirmed_on"]) == ('"5"', out["published_on"])
    less = send(asha, "PATCH", f"{at}outcomes/{one['id']}/", 5, source="").json()
    assert less["evidence_level"] == "promising"
    gone = send(asha, "DELETE", f"{at}outcomes/{one['id']}/", 6).json()
    assert (gone["outcomes"], gone["evidence_level"], Outcome.objects.count()) == ([], "emerging", 0)
    shared = send(asha, "POST", f"{at}share/", 7, visibility="region").json()
    assert shared["visibility"] == "region"


def test_another_council_says_over_the_api_that_it_tried_it(sign_in, cast):
    at = f"{LIST}{published(cast).slug}/"
    femi = sign_in(cast.femi)
    nothing = send(femi, "POST", f"{at}adopters/", council="Femsley")
    assert [error["pointer"] for error in nothing.json()["errors"]] == ["#/how_adapted"]
    made = send(femi, "POST", f"{at}adopters/", council=cast.elsewhere.gss, how_adapted="Smaller.")
    assert (made.status_code, made["ETag"], made.json()["council"]["name"]) == (201, '"1"', "Femsley")
    of = f"{at}adopters/{made.json()['id']}/"
    assert made.json()["url"].endswith(f"/case-studies/a-front-door-for-teenagers/transfer/{made.json()['id']}/")
    assert send(femi, "PATCH", of, result="3").status_code == 428
    amiss = send(femi, "PATCH", of, 1, result="3").json()["errors"][0]["detail"]
    assert amiss == "Say what the figures measure."
    changed = send(femi, "PATCH", of, 1, measure="Days", result="3", council="Ashby").json()
    assert (changed["council"]["name"], changed["result"]) == ("Femsley", "3.00")
    assert CaseStudy.objects.get().evidence_level == "replicated"
    assert femi.get(of)["ETag"].startswith('"2.')
    assert send(sign_in(cast.ben), "DELETE", of, 2).status_code == 403
    assert send(sign_in(cast.femi), "DELETE", of, 2).status_code == 204
    assert Adopter.objects.count() == 0


def test_one_that_is_not_in_sections_is_there_without_them(client):
    post = PostFactory(kind="case_study", source_url="https://example.org/1", body="As it came.")
    row = client.get(LIST).json()["results"][0]
    assert [row[name] for name in ("id", "evidence_level", "stage", "standing", "review_by", "offers_visit")] == [
        str(post.pk), None, None, None, None, None,
    ]  # fmt: skip
    whole = client.get(f"{LIST}{post.slug}/").json()
    assert (whole["sections"], whole["outcomes"], whole["adopters"], whole["body"]) == (None, [], [], "As it came.")


@pytest.mark.parametrize("number", [1, 20])
def test_list_and_item_cost_the_same_at_any_length(client, cast, number, django_assert_num_queries):
    posts = [published(cast, title=f"Number {n}") for n in range(number)]
    for _ in range(number):
        outcome(cast, posts[0])
    adopted(cast, posts[0])
    with django_assert_num_queries(4):
        assert len(client.get("/api/v1/case-studies/").json()["results"]) == number
    with django_assert_num_queries(7):
        assert len(client.get("/api/v1/case-studies/number-0/").json()["outcomes"]) == number


def test_a_post_of_another_kind_is_no_case_study(client):
    post = PostFactory()
    assert client.get(LIST).json()["results"] == []
    assert client.get(f"{LIST}{post.slug}/").status_code == 404
