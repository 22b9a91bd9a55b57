"""Who is writing a post: others see it, may take over, and nobody loses a word."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from blogs import queries, services
from blogs.models import Post, WritingTurn
from blogs.models.turns import LASTS
from improvement_hub.core.models import KeptWords
from tests.factories import PostFactory
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
EDIT = "/posts/pods/edit/"
PASS = re.compile(r'name="pass" value="([^"]+)"')


@pytest.fixture
def post(cast):
    return PostFactory(owner=cast.host, published=False, slug="pods", title="Pods", body="Once.")


def words(page, **typed):
    """What a browser sends of the form on this page."""
    form = page.context["form"]
    said = {"kind": "blog", "title": "Pods", "body": "Once.", "version": form["version"].value()}
    return {"pass": PASS.search(page.content.decode())[1], **said, **typed}


def kept(browser, sent):
    return browser.post("/words/keep/", sent).json().get("sentence", "")


def test_opening_the_form_begins_a_turn_that_saving_ends(cast, post):
    hana, asha = signed_in(cast.hana), signed_in(cast.asha)
    page = hana.get(EDIT)
    turn = WritingTurn.objects.get()
    assert (turn.person, str(turn)) == (cast.hana, "Hana: Pods")
    told = asha.get("/api/v1/posts/pods/").json()["being_edited_by"]
    assert (told["name"], set(told)) == ("Hana", {"name", "since"})
    assert f"Hana is writing since {timezone.localtime(turn.since):%H:%M}." in asha.get("/posts/pods/").content.decode()
    assert asha.get(EDIT)["Location"] == "/posts/pods/edit/take-over/"
    assert "Hana is writing" in asha.get("/posts/pods/edit/take-over/").content.decode()
    assert hana.get(EDIT).status_code == 200
    assert WritingTurn.objects.get().since == turn.since
    assert hana.post(EDIT, words(page, body="Twice.")).status_code == 302
    assert (WritingTurn.objects.count(), asha.get(EDIT).status_code) == (0, 200)
    assert asha.get("/api/v1/posts/pods/").json()["being_edited_by"]["name"] == "Asha"


def test_who_is_overtaken_is_told_keeps_their_words_and_meets_both_versions(cast, post):
    hana, asha = signed_in(cast.hana), signed_in(cast.asha)
    hers = words(hana.get(EDIT), body="Hana’s words.")
    assert kept(hana, hers) == ""
    taken = asha.post("/posts/pods/edit/take-over/")
    assert taken["Location"] == EDIT
    theirs = words(asha.get(EDIT), body="Asha’s words.")
    assert kept(hana, hers).startswith("Somebody else is writing this post now. Your words are kept")
    assert hana.get(EDIT)["Location"] == "/posts/pods/edit/take-over/"
    assert asha.post(EDIT, theirs).status_code == 302
    both = hana.post(EDIT, hers)
    assert (both.status_code, "Asha’s words." in both.content.decode()) == (412, True)
    assert KeptWords.objects.get().first("body") == "Hana’s words."
    assert hana.post(EDIT, hers | {"version": Post.objects.get(slug="pods").version}).status_code == 302
    assert (Post.objects.get(slug="pods").body, KeptWords.objects.count()) == ("Hana’s words.", 0)


def test_a_turn_lasts_while_words_are_kept_and_ends_some_minutes_after(cast, post):
    hana = signed_in(cast.hana)
    hers = words(hana.get(EDIT))
    half = timezone.now() + LASTS - timedelta(minutes=1)
    with time_machine.travel(half):
        assert kept(hana, hers) == ""
    with time_machine.travel(half + LASTS - timedelta(minutes=1)):
        assert services.begin_turn(post=post, by=cast.actor("asha")).person == cast.hana
    with time_machine.travel(half + LASTS + timedelta(minutes=1)):
        assert queries.turn_at(post) is None
        assert kept(hana, hers) == ""  # it was nobody else’s meanwhile, so it goes on
        assert queries.turn_at(post).person == cast.hana
    with time_machine.travel(half + 3 * LASTS):
        assert services.begin_turn(post=post, by=cast.actor("asha")).person == cast.asha


def test_words_kept_elsewhere_renew_nothing_and_nobody_is_told(cast, post):
    hana = signed_in(cast.hana)
    hana.get(EDIT)
    WritingTurn.objects.update(seen_at=timezone.now() - 2 * LASTS, person=cast.asha)
    page = hana.get("/posts/new/")
    sent = {"pass": PASS.search(page.content.decode())[1], "title": "T", "body": "B"}
    assert kept(hana, sent) == ""
    assert services.turns.renew_turn(place="/nowhere/at/all", person=cast.hana.pk) == ""
    assert services.turns.renew_turn(place=EDIT, person=cast.hana.pk) == ""


def test_only_who_may_change_the_post_begins_or_takes_a_turn(cast, post):
    for act in (services.begin_turn, services.take_over_turn):
        with pytest.raises(PermissionDenied):
            act(post=post, by=cast.actor("ben"))
    services.begin_turn(post=post, by=cast.actor("hana"))
    seen = [WritingTurn.objects.visible_to(cast.actor(name)).count() for name in ("asha", "ben", "nobody")]
    assert seen == [1, 0, 0]
    assert "Nobody else is writing" in signed_in(cast.hana).get("/posts/pods/edit/take-over/").content.decode()
