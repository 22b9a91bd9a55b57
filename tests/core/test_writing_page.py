"""Nothing typed is lost: two tabs, an expired sign-in, an old form, a stale version, another person."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blogs import services
from blogs.models import Post
from blogs.services import change_post, publish_post
from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.accounts.roles import Role
from improvement_hub.core.models import KeptWords
from improvement_hub.core.writing.passes import new_pass
from tests.factories import MembershipFactory, PostFactory, ThemeFactory
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
NEW = "/posts/new/"
PASS = re.compile(r'name="pass" value="([^"]+)"')


@pytest.fixture
def asha():
    return MembershipFactory(person__name="Asha").person


@pytest.fixture
def hana(asha):
    return MembershipFactory(person__name="Hana", council=asha.organisation.council, role=Role.OFFICER).person


@pytest.fixture
def draft(asha):
    return PostFactory(slug="pods", owner=asha.organisation.council, published=False)


def browser(person, **options):
    return signed_in(person, Client(**options))


def words(page, **more):
    """What a browser sends of an open form."""
    form = page.context["form"]
    hidden = {name: form[name].value() for name in ("id", "version") if name in form.fields}
    typed = {"kind": "blog", "title": "Pods", "body": "We tried.", "visibility": "public", **hidden, **more}
    return {"pass": PASS.search(page.content.decode())[1], **typed}


def keep(client, sent):
    assert client.post(reverse("words-keep"), sent).status_code == 200


def kept_bodies():
    return sorted(kept.first("body") for kept in KeptWords.objects.all())


def banners(page):
    return page.content.decode().count("You have unsaved words from")


def test_words_of_a_page_that_was_left_are_offered_and_gone_on_with(asha):
    theme, client = ThemeFactory(), browser(asha)
    keep(client, words(client.get(NEW), title="Left", themes=[theme.pk], councils="Ashby\r\nCarrow"))
    page = client.get(NEW)
    assert (banners(page), page.context["form"]["title"].value()) == (1, None)
    page = client.get(KeptWords.objects.get().back)
    form = page.context["form"]
    shown = {name: form[name].value() for name in ("title", "body", "visibility", "councils")}
    assert shown == {"title": "Left", "body": "We tried.", "visibility": "public", "councils": "Ashby\nCarrow"}
    assert (form["themes"].value(), form.errors, banners(page)) == ([str(theme.pk)], {}, 0)


def test_two_tabs_keep_their_words_apart_and_saving_one_leaves_the_other(asha):
    client = browser(asha)
    first, second = client.get(NEW), client.get(NEW)
    keep(client, words(first, body="In the first"))
    keep(client, words(second, body="In the second"))
    assert client.post(NEW, words(second, body="In the second")).status_code == 302
    assert (Post.objects.get().body, kept_bodies()) == ("In the second", ["In the first"])


def test_an_id_whose_digits_look_like_an_nhs_number_is_no_reason_to_keep_nothing(asha):
    client = browser(asha)
    keep(client, words(client.get(NEW), id="da9fb431-a7c9-47cd-9b17-1485269903fe"))
    assert kept_bodies() == ["We tried."]


def test_words_that_are_stored_already_are_not_offered(asha, draft):
    client = browser(asha)
    address = reverse("post-change", args=["pods"])
    keep(client, words(client.get(address), title=draft.title, body=draft.body, councils=""))
    assert banners(client.get(address)) == 0
    keep(client, words(client.get(address), title=draft.title, body="Other."))
    assert banners(client.get(address)) == 1


@pytest.mark.parametrize("pieces", [1, 20])
def test_the_page_costs_the_same_however_much_was_left(asha, draft, pieces, django_assert_num_queries):
    for _ in range(pieces):
        KeptWords.objects.create(
            author=asha,
            place="/posts/pods/edit/",
            heading="",
            tab=uuid.uuid4(),
            words={"title": ["A"]},
            kept_at="2026-11-22T14:05Z",
        )
    client = browser(asha)
    with django_assert_num_queries(22):
        assert banners(client.get("/posts/pods/edit/")) == pieces


def test_a_form_sent_after_the_sign_in_ended_is_kept_and_filled_again(asha):
    client = browser(asha)
    sent = words(client.get(NEW))
    client.logout()
    answer = client.post(NEW, sent)
    kept = KeptWords.objects.get()
    assert answer.headers["Location"] == f"/accounts/login/?next=/posts/new/%3Fwords%3D{kept.pk}"
    assert "Your words are kept: sign in to go on with them." in client.get(answer.headers["Location"]).content.decode()
    page = browser(asha).get(kept.back)
    assert page.context["form"]["body"].value() == "We tried."
    assert Post.objects.count() == 0


def test_what_may_not_be_kept_then_is_given_back_to_be_copied_and_not_stored(asha):
    client = browser(asha)
    sent = words(client.get(NEW), body="Born on 3/4/2015, we said.")
    client.logout()
    answer = client.post(NEW, sent)
    assert answer.status_code == 403
    assert {"Born on 3/4/2015, we said.", "Pods"} <= {text for _, text in answer.context["texts"]}
    assert "This looks like a date of birth." in answer.content.decode()
    assert KeptWords.objects.count() == 0


def test_a_form_that_another_sign_in_made_too_old_is_kept(asha):
    client = browser(asha, enforce_csrf_checks=True)
    page = client.get(NEW)
    answer = client.post(NEW, {**words(page), "csrfmiddlewaretoken": "x" * 64})
    assert (answer.status_code, kept_bodies()) == (403, ["We tried."])
    assert f'href="{KeptWords.objects.get().back}"' in answer.content.decode()
    client.logout()
    answer = client.post(NEW, {**words(page), "csrfmiddlewaretoken": "x" * 64})
    assert "Sign in to go on with them" in answer.content.decode()


def test_other_forms_that_are_too_old_say_so_and_show_nothing_that_was_sent(asha):
    client = browser(asha, enforce_csrf_checks=True)
    for sent in ({"body": "Spoken."}, {"body": "Spoken.", "pass": "made:up"}):
        answer = client.post(NEW, sent)
        assert (answer.status_code, "This form is too old" in answer.content.decode()) == (403, True)
        assert "Spoken." not in answer.content.decode()


def test_somebody_else_on_the_device_sees_nothing_of_them_and_they_are_kept_for_their_author(asha):
    femi = MembershipFactory(person__name="Femi").person
    sent = words(browser(asha).get(NEW))
    device = browser(femi)
    answer = device.post(NEW, sent)
    assert (answer.status_code, "We tried." in answer.content.decode()) == (403, False)
    kept = KeptWords.objects.get()
    assert (kept.author, Post.objects.count()) == (asha, 0)
    page = device.get(kept.back)
    assert (banners(page), page.context["form"]["title"].value()) == (0, None)
    assert device.get(kept.get_absolute_url()).status_code == 404
    keep(device, sent)
    assert {kept.author for kept in KeptWords.objects.all()} == {asha}


def test_what_somebody_else_sends_takes_the_place_of_none_of_them(asha):
    sent = words(browser(asha).get(NEW))
    keep(browser(asha), sent)
    browser(MembershipFactory(person__name="Femi").person).post(NEW, {**sent, "body": "Not hers."})
    assert sorted(kept_bodies()) == ["Not hers.", "We tried."]


def test_who_may_not_change_it_any_more_still_finds_the_words(asha, hana, draft):
    client, address = browser(hana), reverse("post-change", args=["pods"])
    sent = words(client.get(address), body="Hana’s words.")
    publish_post(post=draft, by=actor_of_person(asha))
    answer = client.post(address, sent)
    assert (answer.status_code, kept_bodies()) == (403, ["Hana’s words."])
    assert "Hana’s words." in client.get(KeptWords.objects.get().get_absolute_url()).content.decode()
    assert client.post(address, {"title": "Without a pass"}).status_code == 403


def test_a_stale_version_shows_both_and_keeps_what_was_typed_until_it_is_saved(asha, hana, draft):
    client, address = browser(asha), reverse("post-change", args=["pods"])
    sent = words(client.get(address), body="Mine.")
    change_post(post=draft, body="Theirs.", by=actor_of_person(hana))
    answer = client.post(address, sent)
    assert (answer.status_code, kept_bodies()) == (412, ["Mine."])
    assert {"label": "Text", "saved": "Theirs."} in answer.context["meanwhile"]
    assert client.post(address, words(answer, body="Both.")).status_code == 302
    assert (Post.objects.get().body, kept_bodies()) == ("Both.", [])


def test_words_gone_on_with_know_which_version_they_were_written_on(asha, hana, draft):
    client, address = browser(asha), reverse("post-change", args=["pods"])
    keep(client, words(client.get(address), body="Mine."))
    change_post(post=draft, body="Theirs.", by=actor_of_person(hana))
    page = client.get(KeptWords.objects.get().back)
    assert client.post(address, words(page, body="Mine.")).status_code == 412


def test_a_form_with_a_mistake_keeps_its_words_too(asha):
    client = browser(asha)
    answer = client.post(NEW, words(client.get(NEW), title=""))
    assert (answer.status_code, kept_bodies()) == (400, ["We tried."])
    assert client.post(NEW, words(answer)).status_code == 302
    assert kept_bodies() == []


def test_a_refused_form_that_is_opened_anew_leaves_nothing_once_all_of_it_is_saved(asha):
    client = browser(asha)
    for typed in ({"title": ""}, {"title": "", "body": "In other words."}):
        assert client.post(NEW, words(client.get(NEW), **typed)).status_code == 400
    assert client.post(NEW, words(client.get(NEW))).status_code == 302
    assert kept_bodies() == ["In other words."]


def test_a_mistake_of_the_hub_keeps_them_too(asha, monkeypatch):
    monkeypatch.delattr(services, "write_post")
    client = browser(asha, raise_request_exception=False)
    assert client.post(NEW, words(client.get(NEW))).status_code == 500
    assert kept_bodies() == ["We tried."]


def test_the_preview_button_shows_the_text_and_leaves_all_as_it_was_typed(asha):
    client = browser(asha)
    page = client.post(NEW, words(client.get(NEW), title="", body="**Bold**", preview="yes"))
    form = page.context["form"]
    assert (page.status_code, form.errors, form["body"].value()) == (200, {}, "**Bold**")
    assert "<p><strong>Bold</strong></p>" in page.content.decode()
    assert kept_bodies() == ["**Bold**"]


def test_a_page_open_for_too_long_still_saves_and_gets_a_new_pass(asha):
    client = browser(asha)
    with time_machine.travel(timezone.now() - timedelta(days=31)):
        old = new_pass(person=asha.pk, place=NEW, heading="").signed()
    answer = client.post(NEW, {**words(client.get(NEW)), "pass": old, "title": ""})
    assert (answer.status_code, kept_bodies()) == (400, [])
    keep(client, words(answer))
    assert kept_bodies() == ["We tried."]
