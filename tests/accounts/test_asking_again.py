"""Before what would hurt most in the wrong hands, it is proved anew who sits here; nothing typed is lost."""

import json
from datetime import timedelta
from urllib.parse import quote

import pytest
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from oauth2_provider.models import AccessToken, Application, RefreshToken

from improvement_hub.accounts.services import organisation_of
from improvement_hub.core.models import Visibility
from tests.accounts import authenticator
from tests.factories import ApiKeyFactory, EntryFactory, PostFactory, SiteFactory
from tests.factories.accounts import PASSWORD
from tests.peer_review import scenes
from tests.signed_in import signed_in

CONFIRM = "/accounts/confirm/"


@pytest.fixture
def later(time_machine):
    """Six minutes after signing in."""

    def pass_by():
        time_machine.move_to(timezone.now() + timedelta(minutes=6), tick=False)

    return pass_by


@pytest.fixture
def key(cast):
    return ApiKeyFactory(client__organisation=organisation_of(cast.host))


def asked(response, path):
    return (response.status_code, response.headers.get("Location")) == (302, f"{CONFIRM}?next={quote(path, safe='')}")


def test_a_key_is_revoked_at_once_within_five_minutes_and_after_a_password_later(cast, key, later):
    client, path = signed_in(cast.asha), reverse("revoke-key", args=[key.client_id, key.pk])
    assert client.get(path).status_code == 200
    later()
    assert asked(client.get(path), path)
    assert asked(client.post(path), path)
    key.refresh_from_db()
    assert key.revoked_at is None
    done = client.post(f"{CONFIRM}?next={path}", {"password": PASSWORD})
    assert (done.status_code, done.headers["Location"]) == (302, reverse("api-client", args=[key.client_id]))
    key.refresh_from_db()
    assert key.revoked_at is not None
    assert client.get(path).status_code == 200


def test_who_may_not_do_it_is_told_so_and_not_asked(cast, key, later):
    client = signed_in(cast.ben)
    later()
    assert client.get(reverse("revoke-key", args=[key.client_id, key.pk])).status_code == 404


def test_what_was_typed_is_sent_when_the_answer_comes_and_the_trail_names_its_author(cast, later):
    scene = scenes.on_site(cast)
    finding = scene.report()
    path = reverse("finding-share", args=[scene.review.pk, finding.pk])
    client = signed_in(cast.asha)
    later()
    finding.refresh_from_db()
    form = {"visibility": "region", "version": finding.version}
    assert asked(client.post(f"{path}?from=list", form), path)
    client.post(f"{CONFIRM}?next={path}", {"password": PASSWORD})
    finding.refresh_from_db()
    assert finding.visibility == Visibility.REGION
    last = finding.pgh_event_model.objects.filter(pgh_obj_id=finding.pk).order_by("pgh_id").last()
    assert last.pgh_context["actor"] == str(cast.asha.pk)


def test_a_form_that_waits_is_forgotten_when_something_else_is_asked_about_or_after_five_minutes(cast, key, later):
    client, path = signed_in(cast.asha), reverse("revoke-key", args=[key.client_id, key.pk])
    for meanwhile in (lambda: client.get(reverse("account_change_password")), lambda: client.get(path), later):
        later()
        assert asked(client.post(path), path)
        meanwhile()
        back = client.post(f"{CONFIRM}?next={path}", {"password": PASSWORD})
        assert (back.status_code, back.headers["Location"]) == (302, path)
        key.refresh_from_db()
        assert key.revoked_at is None
    later()
    assert asked(client.post(path), path)
    client.post(f"{CONFIRM}?next=/accounts/", {"password": PASSWORD})
    key.refresh_from_db()
    assert key.revoked_at is None


def test_no_session_holds_a_password_a_cookie_or_words_while_someone_is_asked(cast, key, later):
    client, secret = signed_in(cast.asha), "seven green kettles sing"
    later()
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": secret, "password2": secret})
    client.post("/accounts/second-factor/app/", {"code": secret})
    assert STATE_SESSION_KEY not in client.session
    entry = EntryFactory(site=SiteFactory(lead=cast.host))
    path = f"{entry.get_absolute_url()}share/"
    client.post(path, {"visibility": "public", "version": entry.version, "did": secret, "csrfmiddlewaretoken": "t"})
    kept = client.session[STATE_SESSION_KEY]["state"]
    assert (kept["form"], kept["path"]) == ({"visibility": ["public"], "version": [str(entry.version)]}, path)
    assert set(kept) == {"path", "path_info", "form", "at"}


def test_widening_who_reads_a_text_asks_and_submitting_one_does_not(cast, later):
    post = PostFactory(owner=cast.host, published=False)
    entry = EntryFactory(site=SiteFactory(lead=cast.host))
    client, here = signed_in(cast.asha), entry.get_absolute_url()
    later()
    for path in (
        f"/posts/{post.slug}/share/",
        f"/posts/{post.slug}/steps/publish/",
        f"{here}share/",
        f"{here}steps/publish/",
    ):
        assert asked(client.get(path), path)
        assert asked(client.post(path, {"version": post.version, "visibility": "public"}), path)
    assert client.post(f"/posts/{post.slug}/steps/submit/", {"version": post.version}).status_code == 302
    post.refresh_from_db()
    assert post.state == "submitted"


def test_the_api_refuses_a_session_what_the_pages_ask_again_for_and_takes_it_from_a_token(cast, later):
    post = PostFactory(owner=cast.host, published=False)
    entry = EntryFactory(site=SiteFactory(lead=cast.host))
    client, shared = signed_in(cast.asha), {"visibility": "sector"}
    posts, entries = f"/api/v1/posts/{post.slug}/", f"/api/v1/journey-entries/{entry.pk}/"

    def send(browser, method, path, said, row):
        row.refresh_from_db()
        headers = {"If-Match": f'"{row.version}"'}
        return browser.generic(method, path, json.dumps(said), content_type="application/json", headers=headers)

    guarded = [
        ("POST", f"{posts}share/", shared, post),
        ("POST", f"{posts}transitions/publish/", {}, post),
        ("PATCH", entries, shared, entry),
        ("POST", f"{entries}transitions/publish/", {}, entry),
    ]
    later()
    for what in guarded:
        answer = send(client, *what)
        assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
        assert answer.json()["detail"].startswith("Say again who you are first")
    assert send(client, "PATCH", entries, {"did": "We met."}, entry).status_code == 200
    assert send(client, "POST", f"{posts}transitions/submit/", {}, post).status_code == 200
    soon = timezone.now() + timedelta(hours=1)
    AccessToken.objects.create(user=cast.asha, token="a", expires=soon, scope="read write", application=application())
    token = Client(headers={"Authorization": "Bearer a"})
    assert [send(token, *what).status_code for what in guarded[:3]] == [200] * 3
    assert send(signed_in(cast.asha), *guarded[2]).status_code == 200


def test_a_wrong_password_does_nothing_and_counts(cast, key, later):
    client, path = signed_in(cast.asha), reverse("revoke-key", args=[key.client_id, key.pk])
    later()
    client.post(path)
    answers = [client.post(f"{CONFIRM}?next={path}", {"password": "wrong"}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert client.post(f"{CONFIRM}?next={path}", {"password": PASSWORD}).status_code == 429
    key.refresh_from_db()
    assert key.revoked_at is None


def test_a_code_answers_as_well_as_the_password(cast, key, later):
    secret = authenticator.set_up(cast.asha)
    client, path = signed_in(cast.asha), reverse("revoke-key", args=[key.client_id, key.pk])
    later()
    page = client.get(path, follow=True).content.decode()
    assert "Use a code" in page
    answer = client.post(f"/accounts/second-factor/confirm/?next={path}", {"code": authenticator.code(secret)})
    assert (answer.status_code, answer.headers["Location"]) == (302, path)


def test_the_answer_never_leads_to_another_site(cast):
    answer = signed_in(cast.asha).post(f"{CONFIRM}?next=https://evil.example/", {"password": PASSWORD})
    assert answer.headers["Location"] == reverse("work")


def test_an_application_is_allowed_only_by_someone_who_just_proved_who_they_are(cast, later):
    path = "/oauth/authorize/?client_id=none&approval_prompt=auto"
    client = signed_in(cast.asha)
    assert client.get(path).status_code == 400
    later()
    assert client.get(path).headers["Location"].startswith(f"{CONFIRM}?next=%2Foauth%2Fauthorize")
    assert client.post(path).headers["Location"] == path


def test_changing_the_password_asks_and_ends_what_applications_were_given(cast, later):
    client, path = signed_in(cast.asha), reverse("account_change_password")
    later()
    assert asked(client.get(path), path)
    soon = timezone.now() + timedelta(hours=1)
    access = AccessToken.objects.create(user=cast.asha, token="a", expires=soon)
    RefreshToken.objects.create(user=cast.asha, token="r", access_token=access, application=application())
    client = signed_in(cast.asha)
    new = "seven green kettles sing"
    client.post(path, {"oldpassword": PASSWORD, "password1": new, "password2": new})
    cast.asha.refresh_from_db()
    assert cast.asha.check_password(new)
    assert not AccessToken.objects.exists()
    assert not RefreshToken.objects.exists()


def application():
    return Application.objects.create(
        client_type="public", authorization_grant_type="authorization-code", redirect_uris="https://app.example/"
    )
