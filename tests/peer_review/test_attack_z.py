"""Proofs of faults in steps that meet, repeat or pause; each fails until its fault is mended."""

import io
import zipfile
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from improvement_hub.accounts.models import Person
from improvement_hub.core.errors import DomainError
from peer_review import services
from peer_review.links import calendar_address
from peer_review.models import AccuracyComment, Activity, Paragraph, TeamMember
from peer_review.report import BadTemplate, check_letter, letter_template
from tests.peer_review.test_impact_pages import sent


@pytest.fixture
def scene(same_scene):
    return same_scene


def test_a_comment_that_is_sent_twice_is_stored_once(scene, sign_in):
    scene.checked()
    hana = sign_in(scene.cast.hana)
    address = reverse("report-comment", args=[scene.review.pk, scene.paragraph("summary").pk])
    form = sent(hana.get(address), inaccurate="Not so.")
    for _ in range(2):
        hana.post(address, form)
    assert AccuracyComment.objects.count() == 1


def test_a_paragraph_that_is_sent_twice_is_stored_once(scene, sign_in):
    finding = scene.drafted()
    ben = sign_in(scene.cast.ben)
    address = reverse("paragraph-add", args=[scene.review.pk, finding.pk])
    before = Paragraph.objects.count()
    form = sent(ben.get(address), text="More.")
    for _ in range(2):
        ben.post(address, form)
    assert Paragraph.objects.count() == before + 1


def test_an_activity_that_is_planned_twice_is_stored_once(scene, sign_in):
    ben = sign_in(scene.cast.ben)
    address = reverse("activity-plan", args=[scene.review.pk])
    form = sent(ben.get(address), kind="interview", title="Leaders", takes_place_on="4 3 2026")
    codes = [ben.post(address, {k: v for k, v in form.items() if v is not None}).status_code for _ in range(2)]
    assert codes[0] == 302
    assert Activity.objects.filter(title="Leaders").count() == 1


def test_someone_without_an_account_who_is_added_twice_sits_once(scene, sign_in):
    ben = sign_in(scene.cast.ben)
    address = reverse("review-team-guest", args=[scene.review.pk])
    form = sent(ben.get(address), name="Gita", role="reviewer", job_title="Carer", agency="Forum", agency_kind="other")
    codes = [ben.post(address, {k: v for k, v in form.items() if v is not None}).status_code for _ in range(2)]
    assert codes[0] == 302
    assert TeamMember.objects.filter(name="Gita").count() == 1


def with_relation(content, relation):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "word/_rels/document.xml.rels":
                part = part.replace(b"</Relationships>", relation + b"</Relationships>")
            new.writestr(entry.filename, part)
    return out.getvalue()


def test_a_template_fetches_nothing_whatever_the_quotes_of_its_links():
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    relation = (
        b"<Relationship Id='rId999' Type='"
        + kind
        + b"' Target='http://elsewhere.example/x.png' TargetMode='External'/>"
    )
    template = with_relation(letter_template(), relation)
    with pytest.raises(BadTemplate):
        check_letter(template)


def test_an_address_of_a_calendar_ends_with_its_account(scene, client):
    feed = services.renew_calendar(by=scene.actor("dev"))
    address = urlsplit(calendar_address(feed)).path
    Person.objects.filter(pk=scene.cast.dev.pk).update(is_active=False)
    assert client.get(address).status_code == 404
    Person.objects.filter(pk=scene.cast.dev.pk).update(is_active=True)
    assert client.get(address).status_code == 404


def test_what_a_method_asks_names_no_child(scene):
    edition = services.begin_edition(method=scene.review.method, region=scene.cast.region, by=scene.actor("edie"))
    with pytest.raises(DomainError, match="NHS"):
        services.change_edition(method=edition, questions=["Why 943 476 5919?"], by=scene.actor("edie"))
