"""Words are kept under a pass, for the person it names alone; what is refused is not stored."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.accounts.tasks import forget_expired
from improvement_hub.core.actor import NOBODY, Actor
from improvement_hub.core.errors import DomainError
from improvement_hub.core.markdown import to_html
from improvement_hub.core.models import KeptWords
from improvement_hub.core.writing import services
from improvement_hub.core.writing.passes import new_pass, read_pass
from improvement_hub.core.writing.queries import kept_at, kept_words_of
from improvement_hub.core.writing.services import discard_words, forget_saved, keep_words
from tests.factories import KeptWordsFactory, PersonFactory

pytestmark = pytest.mark.django_db
BORN = "Born on 3/4/2015"


@pytest.fixture
def asha():
    return PersonFactory(name="Asha")


@pytest.fixture
def tab(asha):
    """A pass of Asha's for the page on which posts are written."""
    return new_pass(person=asha.pk, place="/posts/new/", heading="Write a post")


def words(text="We tried.", **more):
    return {"body": [text], **more}


def bodies():
    return sorted(kept.first("body") for kept in KeptWords.objects.all())


def test_a_tab_keeps_its_latest_words_and_a_second_tab_its_own(asha, tab):
    other = replace(tab, tab=str(uuid.uuid4()))
    for under, text in ((tab, "One"), (tab, "One, two"), (other, "Three")):
        keep_words(words=words(text), under=under)
    assert bodies() == ["One, two", "Three"]
    assert [str(kept) for kept in kept_words_of(actor_of_person(asha))] == ["Write a post"] * 2


def test_words_are_kept_as_the_form_will_store_them(tab):
    sent = words("One\r\n\0two", version=["3"], themes=["a", "b"], csrfmiddlewaretoken=["t"], preview=["yes"])
    kept = keep_words(words={**sent, "pass": ["p"]}, under=tab)
    assert kept.words == {"body": ["One\ntwo"], "version": ["3"], "themes": ["a", "b"]}
    assert kept.as_sent.getlist("themes") == ["a", "b"]
    assert kept.texts == [("Body", "One\ntwo"), ("Themes", "a"), ("Themes", "b")]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (words(BORN), "This looks like a date of birth."),
        ({"title": ["Born on"], "summary": ["943 476 5919"]}, "This looks like an NHS number."),
        (words("x" * services.LONGEST), "This is more than the hub keeps"),
        ({"a": ["x"] * 501}, "This is more than the hub keeps"),
    ],
)
def test_what_must_not_be_kept_is_refused_and_neither_stored_nor_logged(tab, sent, sentence, caplog):
    keep_words(words=words("Before"), under=tab)
    with pytest.raises(DomainError, match=sentence):
        keep_words(words=sent, under=tab)
    assert bodies() == ["Before"]
    assert "2015" not in caplog.text


def test_a_person_keeps_so_many_pieces_and_then_none_of_the_old_ones_is_lost(tab, monkeypatch):
    monkeypatch.setattr(services, "MOST_KEPT", 1)
    keep_words(words=words("One"), under=tab)
    with pytest.raises(DomainError, match="You have 1 pieces of unsaved words"):
        keep_words(words=words("Two"), under=replace(tab, tab=str(uuid.uuid4())))
    keep_words(words=words("One, on"), under=tab)
    assert bodies() == ["One, on"]


def test_a_pass_is_good_for_thirty_days_and_for_an_open_account(asha, tab):
    sent = tab.signed()
    assert read_pass(sent) == tab
    assert (read_pass(sent[:-1] + "?"), read_pass(""), read_pass(None)) == (None, None, None)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        old = read_pass(sent)
    assert old == replace(tab, expired=True)
    asha.is_active = False
    asha.save()
    for under in (old, tab):
        with pytest.raises(DomainError, match="This page was open for too long"):
            keep_words(words=words(), under=under)


def test_words_one_goes_on_with_live_on_in_the_new_tab(asha, tab):
    first = keep_words(words=words("One"), under=tab)
    second = new_pass(person=asha.pk, place=tab.place, heading="", continuing=first)
    keep_words(words=words("One, on"), under=second)
    assert bodies() == ["One, on"]
    forget_saved(under=second)
    assert bodies() == []


def test_a_tab_that_wrote_on_meanwhile_keeps_its_words(asha, tab):
    second = new_pass(person=asha.pk, place=tab.place, heading="", continuing=keep_words(words=words("One"), under=tab))
    keep_words(words=words("One, there"), under=tab)
    keep_words(words=words("One, here"), under=second)
    assert bodies() == ["One, here", "One, there"]
    forget_saved(under=second)
    assert bodies() == ["One, there"]


def test_each_reads_and_discards_their_own_alone(asha, tab):
    kept, femi = keep_words(words=words(), under=tab), PersonFactory()
    others = (actor_of_person(femi), NOBODY, Actor(kind="client", pk=asha.pk))
    assert [kept_words_of(actor).count() for actor in (actor_of_person(asha), *others)] == [1, 0, 0, 0]
    assert [kept_at(place, actor_of_person(asha)).count() for place in ("/posts/new/", "/posts/")] == [1, 0]
    for actor in others:
        discard_words(kept=kept, by=actor)
    assert KeptWords.objects.count() == 1
    discard_words(kept=kept, by=actor_of_person(asha))
    assert KeptWords.objects.count() == 0


def test_words_nobody_wrote_on_for_ninety_days_are_forgotten():
    young, old = (KeptWordsFactory(kept_at=timezone.now() - timedelta(days=days)) for days in (89, 91))
    forget_expired()
    assert list(KeptWords.objects.all()) == [young]
    assert old.kept_at < young.kept_at


def test_the_words_of_a_tab_are_one_row():
    kept = KeptWordsFactory()
    with pytest.raises(IntegrityError, match="words_of_a_tab_are_kept_once"):
        KeptWordsFactory(author=kept.author, tab=kept.tab)


def keep(client, under, **fields):
    return client.post(reverse("words-keep"), {"pass": under and under.signed(), **fields})


def test_an_open_page_keeps_its_words_signed_out_and_without_a_token(tab):
    with time_machine.travel("2026-11-22T14:05:30+00:00", tick=False):
        answer = keep(Client(enforce_csrf_checks=True), tab, body="We tried.")
    assert (answer.status_code, answer.json()) == (200, {"kept_at": "14:05"})
    assert bodies() == ["We tried."]


def test_it_is_told_why_words_are_not_kept_and_nothing_of_them(client, tab):
    refused = keep(client, tab, body=BORN)
    sentence = "This looks like a date of birth. Leave out anything that identifies a child."
    assert (refused.status_code, refused.json()) == (400, {"sentence": sentence})
    forged = client.post(reverse("words-keep"), {"pass": tab.signed()[:-2], "body": "x"})
    assert (forged.status_code, bodies()) == (400, [])


def test_a_page_that_sends_far_too_often_is_told_to_wait(client, tab, monkeypatch):
    monkeypatch.setattr(services, "MOST_A_MINUTE", 2)
    answers = [keep(client, tab, body=str(number)).status_code for number in range(3)]
    assert (answers, bodies()) == ([200, 200, 400], ["1"])


def test_the_preview_is_safe_for_who_is_signed_in_and_stores_nothing(client, asha, sign_in):
    address, text = reverse("words-preview"), {"text": "**Bold** <script>x</script>"}
    assert client.post(address, text).status_code == 401
    shown = sign_in(asha).post(address, text).json()["html"]
    assert shown == "<p><strong>Bold</strong> &lt;script&gt;x&lt;/script&gt;</p>\n"
    assert bodies() == []


@pytest.mark.parametrize("pieces", [1, 30])
def test_the_list_of_ones_words_costs_the_same_at_any_length(sign_in, asha, pieces, django_assert_num_queries):
    KeptWordsFactory.create_batch(pieces, author=asha)
    KeptWordsFactory()
    client = sign_in(asha)
    with django_assert_num_queries(4):
        page = client.get(reverse("words"))
    assert len(page.context["object_list"]) == pieces


def test_words_are_read_and_discarded_on_a_page_of_their_own(sign_in, asha):
    kept = KeptWordsFactory(author=asha)
    client = sign_in(asha)
    page = client.get(kept.get_absolute_url()).content.decode()
    assert ("We tried small teams." in page, f'href="/posts/new/?words={kept.pk}"' in page) == (True, True)
    assert client.post(kept.get_absolute_url()).headers["Location"] == reverse("words")
    assert "You have saved all that you typed." in client.get(reverse("words")).content.decode()
    assert sign_in(PersonFactory()).get(KeptWordsFactory().get_absolute_url()).status_code == 404


def test_names_that_no_field_of_ours_has_are_not_kept_and_halves_of_characters_go():
    asha = PersonFactory()
    under = new_pass(person=asha.pk, place="/posts/new/", heading="Write a post")
    words = {"body": ["We tried.\ud800"], "NHS 943 476 5919": ["yes"], "a\0b": ["yes"], "Born on 3/4/2015": ["yes"]}
    assert keep_words(words=words, under=under).words == {"body": ["We tried."]}


def test_a_text_without_words_is_shown_as_it_is_and_quickly():
    assert to_html("http://a.b/(" * 5000).startswith("<p>http://a.b/(http")
