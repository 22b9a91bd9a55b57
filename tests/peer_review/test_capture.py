"""What a phone asks of the hub on the day, and what the team's open pages ask again and again."""

import base64
import json
import os
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_private_key
from django.urls import reverse

from improvement_hub.core.models import KeptWords
from peer_review.models import Evidence
from tests.peer_review.test_api import JSON, note
from tests.peer_review.test_pages import address


def test_a_signed_in_page_gets_its_own_persons_key_and_nobody_else_any(scene, sign_in, client):
    assert client.get("/reviews/phone-key/").json() == {"person": None}
    told = sign_in(scene.cast.dev).get("/reviews/phone-key/")
    private = load_der_private_key(base64.b64decode(told.json()["private"]), None)
    public = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    assert isinstance(private.curve, ec.SECP256R1)
    assert (told.json()["person"], told.json()["public"]) == (str(scene.cast.dev.pk), base64.b64encode(public).decode())
    assert "no-store" in told["Cache-Control"]


def test_a_note_that_is_somebody_elses_is_not_sent_in_ones_own_name(scene, sign_in):
    client = sign_in(scene.cast.ben)
    theirs = client.post("/api/v1/evidence/", note(scene, author=str(scene.cast.dev.pk)), **JSON)
    assert (theirs.status_code, theirs.json()["errors"][0]["pointer"]) == (400, "#/author")
    own = client.post("/api/v1/evidence/", note(scene, author=str(scene.cast.ben.pk)), **JSON)
    assert (own.status_code, [piece.author for piece in Evidence.objects.all()]) == (201, [scene.cast.ben])


def test_over_the_api_a_note_is_put_right_on_the_version_one_saw(scene, sign_in):
    piece, client = scene.log(), sign_in(scene.cast.dev)
    path = f"/api/v1/evidence/{piece.pk}/"
    assert client.patch(path, {"note": "Heard twice."}, **JSON).status_code == 428
    changed = client.patch(path, {"note": "Heard twice."}, headers={"If-Match": '"1"'}, **JSON)
    assert (changed.status_code, changed["ETag"], changed.json()["note"]) == (200, '"2"', "Heard twice.")
    assert client.patch(path, {"note": "Lost?"}, headers={"If-Match": '"1"'}, **JSON).status_code == 412
    tomorrow = client.patch(path, {"observed_on": "2999-01-01"}, headers={"If-Match": '"2"'}, **JSON)
    assert tomorrow.json()["detail"] == "The day on which it was heard cannot be in the future."
    assert Evidence.objects.get().note == "Heard twice."


def test_two_people_at_one_note_see_both_versions_and_lose_no_word(scene, sign_in):
    piece, client = scene.log(), sign_in(scene.cast.dev)
    place = address(scene, "evidence-change", pk=piece.pk)
    form = client.get(place).context["form"]
    sent = {name: form.initial[name] for name in form.fields} | {"activity": piece.activity_id, "note": "At the desk."}
    sent["keyline"] = piece.keyline_id
    assert client.post(place, sent)["Location"] == piece.get_absolute_url()
    stale = client.post(place, sent | {"note": "On the phone."})
    assert stale.status_code == 412
    assert "At the desk." in stale.content.decode()
    assert "On the phone." in stale.content.decode()
    assert client.post(place, sent | {"note": "Both.", "version": 2}).status_code == 302
    assert Evidence.objects.get().note == "Both."


def test_words_sent_after_the_sign_in_ended_are_kept_and_gone_on_with(scene, sign_in):
    client = sign_in(scene.cast.dev)
    place = address(scene, "capture")
    signed = client.get(place).context["writing"]["pass"]
    client.logout()
    client.post(place, {"note": "We waited six weeks.", "pass": signed})
    kept = KeptWords.objects.get()
    assert sign_in(scene.cast.dev).get(kept.back).context["form"].initial["note"] == "We waited six weeks."


def test_the_copy_for_a_phone_holds_nobodys_words_name_or_token(scene, sign_in):
    client = sign_in(scene.cast.dev)
    signed = client.get(address(scene, "capture")).context["writing"]["pass"]
    client.post(reverse("words-keep"), {"note": "Half a sentence", "pass": signed})
    copy = client.get(address(scene, "capture-offline")).content.decode()
    for secret in ("Half a sentence", "csrfmiddlewaretoken", 'name="pass"', ">Dev<"):
        assert secret not in copy
    assert "Is help timely?" in copy


def test_the_script_for_a_phone_may_act_on_every_review(client):
    answer = client.get(reverse("capture-worker"))
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/javascript", "no-cache")
    assert b"hub-capture-" in answer.content


def test_an_open_stream_is_told_when_something_is_new_and_else_costs_little(scene, sign_in, django_assert_num_queries):
    piece, client = scene.log(), sign_in(scene.cast.ben)
    place = address(scene, "review-evidence")
    mark = client.get(place)["ETag"]
    with django_assert_num_queries(8):
        same = client.get(place, headers={"If-None-Match": mark})
    assert (same.status_code, same["ETag"], same.content) == (304, mark, b"")
    scene.log(note="Parents were called back.")
    fresh = client.get(place, headers={"If-None-Match": mark})
    assert (fresh.status_code, "Parents were called back." in fresh.content.decode()) == (200, True)
    change = {"note": "Heard twice."}
    sign_in(scene.cast.dev).patch(
        f"/api/v1/evidence/{piece.pk}/", json.dumps(change), headers={"If-Match": '"1"'}, **JSON
    )
    assert sign_in(scene.cast.ben).get(place, headers={"If-None-Match": fresh["ETag"]}).status_code == 200


@pytest.mark.slow
def test_many_people_at_once_lose_no_note_and_store_none_twice():
    """The measurement of `make bench`, smaller."""
    run = subprocess.run([sys.executable, "-m", "bench", "10", "10"], capture_output=True, text=True, env=os.environ)
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.count("notes 100, lost 0, double 0, refused 0") == 2
