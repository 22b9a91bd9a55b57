"""Proofs of faults; each fails until its fault is mended."""

import io
import zipfile
from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from improvement_hub.core.errors import DomainError
from improvement_hub.core.logs import without_secrets
from peer_review import services
from peer_review.models import Document, Report, Review
from peer_review.report import BadTemplate, check_letter, letter_template
from tests.cast import member
from tests.peer_review import scenes
from tests.peer_review.impact import made_final

JSON = {"content_type": "application/json"}
HEADER = "host,title,theme,year,first_day,last_day,review_lead,observer,participants,method,conclusions\n"


@pytest.fixture
def scene(same_scene):
    return same_scene


def with_guest(scene, title="Parents together", guest=None, **terms):
    guest = guest or scene.guest()
    services.declare(member=guest, by=scene.actor("ben"))
    return services.plan_activity(
        review=scene.review, kind="focus_group", title=title, takes_place_on=scenes.VISIT, people=[guest],
        by=scene.actor("ben"), **terms,
    )  # fmt: skip


def test_the_calendar_of_a_review_names_someone_without_an_account(scene, sign_in):
    with_guest(scene)
    answer = sign_in(scene.cast.dev).get(reverse("review-calendar", args=[scene.review.pk]))
    assert b"Gita" in answer.content


def test_the_api_lists_an_activity_in_which_someone_without_an_account_takes_part(scene, sign_in):
    with_guest(scene)
    answer = sign_in(scene.cast.dev).get("/api/v1/activities/")
    assert answer.status_code == 200


def test_two_people_without_an_account_do_not_clash_with_each_other(scene, sign_in):
    times = {"starts_at": time(10), "ends_at": time(11)}
    with_guest(scene, "One", scene.guest("Gita"), **times)
    with_guest(scene, "Two", scene.guest("Gus"), **times)
    answer = sign_in(scene.cast.dev).get(reverse("review-timetable", args=[scene.review.pk]))
    assert answer.status_code == 200


def test_the_timetable_names_someone_without_an_account(scene, sign_in):
    with_guest(scene)
    page = sign_in(scene.cast.dev).get(reverse("review-timetable", args=[scene.review.pk])).content.decode()
    assert "Gita" in page


def closed(scene):
    scene.final()
    document = scenes.document(scene.review, scene.actor("hana"))
    document = services.share_document(
        document=document, visibility="public", publish_on=timezone.localdate(), by=scene.actor("asha")
    )
    Review.objects.filter(pk=scene.review.pk).update(state="closed", closed_at=timezone.now())
    return document


def test_the_director_takes_a_document_back_after_the_review_was_closed(scene):
    document = closed(scene)
    services.share_document(document=document, visibility="review", by=scene.actor("asha"))
    assert not Document.objects.visible_to(scene.actor("nobody")).exists()


def test_a_harmful_document_is_removed_after_the_review_was_closed(scene):
    document = closed(scene)
    services.remove_document(document=document, reason="It names a child.", by=scene.actor("hana"))
    assert not Document.objects.visible_to(scene.actor("nobody")).exists()


def test_the_director_takes_a_recommendation_back_after_the_review_was_closed(scene):
    [row] = made_final(scene)
    services.share_recommendation(recommendation=row, visibility="public", by=scene.actor("asha"))
    Review.objects.filter(pk=scene.review.pk).update(state="closed", closed_at=timezone.now())
    services.share_recommendation(recommendation=row, visibility="review", by=scene.actor("asha"))


def test_what_the_director_published_is_not_replaced_for_everyone_by_the_review_lead(scene):
    scene.final()
    document = scenes.document(scene.review, scene.actor("ben"))
    document = services.share_document(document=document, visibility="review", by=scene.actor("ben"))
    document = services.share_document(
        document=document, visibility="public", publish_on=timezone.localdate(), by=scene.actor("asha")
    )
    try:
        scenes.replaced(document, scene.actor("ben"), b"%PDF-1.7 What nobody agreed to.")
    except (PermissionDenied, DomainError):
        return
    assert not Document.objects.visible_to(scene.actor("nobody")).exists()


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


def test_someone_of_the_host_without_a_leading_role_is_named_as_sponsor_by_page_and_api(scene, sign_in):
    ines = member("Ines", scene.cast.host, "editor")
    said = {"role": "host_sponsor", "job_title": "Chief executive", "person": str(ines.pk)}
    answer = sign_in(scene.cast.asha).post(f"/api/v1/reviews/{scene.review.pk}/host-side/", said, **JSON)
    assert answer.status_code == 201, answer.content


def test_a_secret_address_of_feedback_stays_out_of_the_log(scene):
    link = services.ask_feedback(
        review=scene.review, audience="host", closes_on=timezone.localdate() + timedelta(days=7), by=scene.actor("hana")
    )
    assert link.token not in without_secrets(f"POST {reverse('feedback', args=[link.token])} 302")


def corrupted(content):
    """A zip archive whose first entry cannot be unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entry = archive.getinfo("[Content_Types].xml")
    start = entry.header_offset + 30 + len(entry.filename)
    return content[:start] + b"\xff" * min(entry.compress_size, 40) + content[start + min(entry.compress_size, 40) :]


def test_a_damaged_word_file_is_refused_in_a_sentence(scene):
    with pytest.raises(DomainError):
        scenes.document(scene.review, scene.actor("hana"), corrupted(letter_template()), "plan.docx")


def test_a_damaged_template_is_refused_in_a_sentence():
    with pytest.raises(BadTemplate):
        check_letter(corrupted(letter_template()))
