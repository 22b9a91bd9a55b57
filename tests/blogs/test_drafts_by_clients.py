"""What a partner's system writes back: drafts of its own council's posts and case studies, and nothing more."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from blogs.models import Post
from blogs.services import move_post
from improvement_hub.accounts.services import issue_key, organisation_of
from tests.factories import PostFactory

MONTH = timedelta(days=30)
POST = {"title": "What we changed", "kind": "blog", "body": "We rang first."}


@pytest.fixture
def partner(cast):
    """The host council's intranet, with these scopes."""

    def partner(scopes="read write", organisation=None):
        whose = organisation or organisation_of(cast.host)
        _, key = issue_key(name="Intranet", organisation=whose, scopes=scopes, lifetime=MONTH)
        return Client(headers={"Authorization": f"Bearer {key}"})

    return partner


def write(client, what=POST, path="/api/v1/posts/"):
    return client.post(path, what, "application/json")


def change(client, post, what, version, path="/api/v1/posts/"):
    return client.patch(f"{path}{post['id']}/", what, "application/json", headers={"If-Match": version})


def step(client, post, name, version, **inputs):
    path = f"/api/v1/posts/{post['id']}/transitions/{name}/"
    return client.post(path, inputs, "application/json", headers={"If-Match": version})


def test_a_client_drafts_changes_and_submits_a_post_of_its_council(cast, partner):
    client = partner()
    made = write(client)
    post = made.json()
    assert (made.status_code, post["state"], post["authors"], post["region"]["name"]) == (
        201,
        "draft",
        [organisation_of(cast.host).name],
        "Northmoor",
    )
    assert [one["name"] for one in post["transitions"]] == ["submit"]
    changed = change(client, post, {"body": "We rang the school first."}, made.headers["ETag"])
    assert (changed.status_code, changed.json()["body"]) == (200, "We rang the school first.")
    submitted = step(client, post, "submit", changed.headers["ETag"])
    assert (submitted.status_code, submitted.json()["state"]) == (200, "submitted")
    row = Post.objects.get(pk=post["id"])
    assert row.owner == cast.host
    assert {event.pgh_context["kind"] for event in row.events.all()} == {"client"}
    move_post(post=row, step="publish", by=cast.actor("asha"))


def test_the_same_draft_sent_twice_is_stored_once(partner):
    client, what = partner(), {**POST, "id": "7d5a8bd7-7b4e-4a44-9a5e-2e04d3a5f5f1"}
    assert [write(client, what).status_code for _ in range(2)] == [201, 201]
    assert Post.objects.count() == 1


def test_a_case_study_is_drafted_by_its_own_scope(partner):
    client = partner("read:case-studies write:case-studies")
    study = {"title": "Early help", "problem": "Too late.", "what_did_not_work": "Letters."}
    assert write(client, study, "/api/v1/case-studies/").status_code == 201
    assert write(client).status_code == 403


@pytest.mark.parametrize("name", ["publish", "schedule"])
def test_a_client_publishes_nothing(cast, partner, name):
    client = partner()
    made = write(client)
    refused = step(client, made.json(), name, made.headers["ETag"], publish_at="2030-01-01T09:00:00Z")
    assert (refused.status_code, Post.objects.get().state) == (403, "draft")


def test_for_whom_a_post_is_a_person_says(partner):
    client = partner()
    assert write(client, {**POST, "visibility": "public"}).status_code == 403
    made = write(client).json()
    shared = client.post(f"/api/v1/posts/{made['id']}/share/", {"visibility": "public"}, "application/json")
    assert (shared.status_code, Post.objects.get().visibility) == (428, "sector")
    path = f"/api/v1/posts/{made['id']}/share/"
    assert (
        client.post(path, {"visibility": "public"}, "application/json", headers={"If-Match": '"1"'}).status_code == 403
    )


def test_what_is_submitted_or_published_is_peoples_to_change(cast, partner):
    client = partner()
    made = write(client)
    post = made.json()
    submitted = step(client, post, "submit", made.headers["ETag"])
    assert change(client, post, {"title": "Other"}, submitted.headers["ETag"]).status_code == 403


def test_drafts_of_another_council_are_not_there(cast, partner):
    theirs = PostFactory(owner=cast.elsewhere, published=False)
    client = partner()
    assert client.get(f"/api/v1/posts/{theirs.pk}/").status_code == 404
    assert write(client, {**POST, "owner": cast.elsewhere.gss}).status_code == 403


def test_who_only_reads_sees_no_drafts(cast, partner):
    draft = PostFactory(owner=cast.host, published=False)
    assert partner("read").get(f"/api/v1/posts/{draft.pk}/").status_code == 404


def test_a_client_of_no_council_drafts_nothing(cast, partner):
    client = partner(organisation=cast.dev.organisation)
    assert (write(client).status_code, Post.objects.count()) == (403, 0)


def test_a_client_decides_nothing_of_a_post(cast, partner):
    robo = cast.actor("robo")
    draft = PostFactory(owner=cast.leading, published=False)
    for name in ("submit", "publish", "schedule"):
        with pytest.raises(PermissionDenied):
            move_post(post=draft, step=name, by=robo)
