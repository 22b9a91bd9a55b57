"""Versions of a post: any two compared, and an earlier one restored as a new one."""

import pytest
from django.core.exceptions import PermissionDenied

from blogs import queries, services
from blogs.models import Post
from improvement_hub.core.errors import DomainError
from tests.factories import PostFactory
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(cast):
    """Three versions of a draft: one team, two teams, three teams; the last with another title."""
    post = PostFactory(owner=cast.host, published=False, slug="pods", title="Pods", body="One team.")
    services.change_post(post=post, body="Two teams.", summary="S", by=cast.actor("hana"))
    return services.change_post(post=post, body="Three teams.", title="Small teams", by=cast.actor("asha"))


def events(post):
    return [version.pk for version in queries.REVISIONS.versions(post)][::-1]


def test_restoring_an_earlier_version_makes_a_new_one(cast, written):
    first, *_ = events(written)
    post = services.restore_revision(post=written, revision=first, by=cast.actor("hana"))
    assert (post.title, post.summary, post.body, post.version) == ("Pods", "", "One team.", written.version + 1)
    assert len(events(post)) == 4
    with pytest.raises(DomainError, match="The post reads like that already"):
        services.restore_revision(post=post, revision=first, by=cast.actor("hana"))
    with pytest.raises(DomainError, match="This post has no such version"):
        services.restore_revision(post=post, revision=events(PostFactory())[0], by=cast.actor("hana"))
    with pytest.raises(PermissionDenied):
        services.restore_revision(post=post, revision=first, by=cast.actor("ben"))


def test_any_two_versions_are_compared_the_earlier_one_first(cast, written):
    first, _, third = events(written)
    browser = signed_in(cast.hana)
    for pair in (f"from={first}&to={third}", f"from={third}&to={first}"):
        page = browser.get(f"/posts/pods/revisions/compare/?{pair}")
        assert [heading for heading, _ in page.context["compared"]] == ["Title", "Summary", "Text"]
        assert "From version 1 to version 3" in page.content.decode()
    strange = events(PostFactory())[0]
    for pair in ("", f"from={first}&to={first}", "from=x&to=²", f"from={first}&to={strange}", f"from={'9' * 30}&to=1"):
        assert browser.get(f"/posts/pods/revisions/compare/?{pair}").status_code == 404
    told = browser.get(f"/api/v1/posts/pods/comparison/?from={first}&to={third}").json()["differences"]
    assert told[2] == {
        "heading": "Text",
        "pieces": [{"kind": "gone", "text": "One team"}, {"kind": "new", "text": "Three teams"},
                   {"kind": "same", "text": "."}],
    }  # fmt: skip


def test_the_page_asks_first_and_refuses_a_version_that_moved_on(cast, written):
    first, *_ = events(written)
    browser, address = signed_in(cast.hana), f"/posts/pods/revisions/{first}/restore/"
    page = browser.get(address)
    assert "Restore version 1?" in page.content.decode()
    assert browser.post(address, {"version": 1}).status_code == 412
    assert browser.post(address, {"version": written.version}).status_code == 302
    assert Post.objects.get(slug="pods").body == "One team."
    assert browser.get("/posts/pods/revisions/1/restore/").status_code == 404


def test_over_the_api_a_version_is_restored_once_and_with_a_version(cast, written):
    first, *_ = events(written)
    browser = signed_in(cast.hana)
    headers = {"If-Match": f'"{written.version}"', "Idempotency-Key": "again"}
    for _ in range(2):
        answer = browser.post(
            "/api/v1/posts/pods/restore/", {"revision": first}, content_type="application/json", headers=headers
        )
        assert (answer.status_code, answer.json()["body"]) == (200, "One team.")
    assert len(events(written)) == 4
