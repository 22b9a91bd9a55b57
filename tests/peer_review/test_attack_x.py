"""Proofs of faults; each fails until its fault is mended."""

import pytest
from django.urls import reverse

from peer_review import services

JSON = {"content_type": "application/json"}
HEADER = "host,title,theme,year,first_day,last_day,review_lead,observer,participants,method,conclusions\n"


@pytest.fixture
def scene(same_scene):
    return same_scene


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
