"""Proofs of faults; each fails until its fault is mended."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from improvement_hub.core.logs import without_secrets
from peer_review import services
from peer_review.models import Document, Report
from tests.cast import member
from tests.peer_review import scenes

JSON = {"content_type": "application/json"}
HEADER = "host,title,theme,year,first_day,last_day,review_lead,observer,participants,method,conclusions\n"


@pytest.fixture
def scene(same_scene):
    return same_scene


def sponsor(scene):
    ines = member("Ines", scene.cast.host, "editor")
    services.name_at_host(
        review=scene.review, role="host_sponsor", person=ines, job_title="Chief executive", by=scene.actor("asha")
    )
    scene.cast.ines = ines
    return ines


def test_the_sponsor_reads_the_report_that_the_host_reads(scene):
    sponsor(scene)
    scene.checked()
    assert Report.objects.visible_to(scene.actor("hana")).exists()
    assert Report.objects.visible_to(scene.actor("ines")).exists()


def test_the_sponsor_reads_the_documents_that_the_host_reads(scene):
    sponsor(scene)
    scenes.document(scene.review, scene.actor("hana"))
    assert Document.objects.visible_to(scene.actor("ines")).exists()


def test_a_secret_address_of_feedback_stays_out_of_the_log(scene):
    link = services.ask_feedback(
        review=scene.review, audience="host", closes_on=timezone.localdate() + timedelta(days=7), by=scene.actor("hana")
    )
    assert link.token not in without_secrets(f"POST {reverse('feedback', args=[link.token])} 302")


def test_a_kept_paragraph_of_two_lines_may_be_kept_by_page(scene, sign_in):
    scene.drafted()
    scene.write(scene.paragraph("summary"), "One line.\n\nAnother line.")
    scene.move("send_to_host")
    comment = services.comment_on_paragraph(
        paragraph=scene.paragraph("summary"), inaccurate="Not so.", by=scene.actor("hana")
    )
    ben = sign_in(scene.cast.ben)
    address = reverse("report-answer", args=[scene.review.pk, comment.pk])
    page = ben.get(address)
    sent = {
        "outcome": "kept", "answer": "We heard it.", "text": "One line.\r\n\r\nAnother line.",
        "version": page.context["form"].initial["version"],
    }  # fmt: skip
    assert ben.post(address, sent).status_code == 302
