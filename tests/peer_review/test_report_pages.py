"""The report's pages and resources: both sides write beside the letter, and nobody loses a word."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from docx import Document

from improvement_hub.core.errors import DomainError, StaleVersion
from peer_review import services
from peer_review.models import AccuracyComment, KeyLineOfEnquiry, Paragraph, Report, ReportStyle, Statement
from peer_review.report import letter_template, slides_template
from tests.peer_review import scenes
from tests.peer_review.test_impact_pages import sent
from tests.signed_in import signed_in

JSON = {"content_type": "application/json"}


def address(scene, name, **kwargs):
    return reverse(name, kwargs={"review": scene.review.pk, **kwargs})


def page(client, scene, name="review-report", **kwargs):
    return client.get(address(scene, name, **kwargs)).content.decode()


def report_of(scene):
    return Report.objects.get(review=scene.review)


def test_the_report_tab_tells_each_side_where_it_is(scene):
    ben, hana = signed_in(scene.cast.ben), signed_in(scene.cast.hana)
    assert "The report is made from the findings" in page(ben, scene)
    scene.report()
    assert "The letter begins with the step" in page(ben, scene)
    assert "The team writes the report" in page(hana, scene)
    assert ".pptx" not in page(hana, scene)
    assert address(scene, "report-file", kind="pptx") in page(hana, scene)
    assert hana.get(address(scene, "report-file", kind="pdf")).status_code == 404


def test_the_lead_writes_and_both_versions_are_shown_on_a_stale_one(scene):
    scene.drafted()
    ben, paragraph = signed_in(scene.cast.ben), scene.paragraph()
    here = address(scene, "paragraph-write", pk=paragraph.pk)
    assert "Help comes quickly." in ben.get(here).content.decode()
    done = ben.post(here, {"text": "Help <b>is</b> quick.\n\n- truly", "version": paragraph.version})
    assert done["Location"] == paragraph.get_absolute_url()
    letter = page(ben, scene)
    assert "Help &lt;b&gt;is&lt;/b&gt; quick." in letter
    assert "<li>truly" in letter
    stale = ben.post(here, {"text": "Mine.", "version": paragraph.version})
    assert stale.status_code == 412
    assert "Help &lt;b&gt;is&lt;/b&gt; quick." in stale.content.decode()
    assert "Mine." in stale.content.decode()
    versions = page(ben, scene, "paragraph-versions", pk=paragraph.pk)
    assert "Version 2" in versions
    event = paragraph.events.last()
    one = page(ben, scene, "paragraph-version", pk=paragraph.pk, event=event.pk)
    assert "What changed since version 1" in one


def test_new_findings_come_into_the_letter_and_a_second_paragraph_too(scene):
    finding = scene.drafted()
    ben = signed_in(scene.cast.ben)
    ben.post(address(scene, "paragraph-add", finding=finding.pk), {"text": "Parents say so."})
    second = Paragraph.objects.get(text="Parents say so.")
    taken = ben.post(address(scene, "paragraph-remove", pk=second.pk), {"version": second.version})
    assert taken["Location"] == second.get_absolute_url()
    scene.step(finding, "reopen", "ben")
    assert "What this says is a hypothesis again" in page(ben, scene)
    services.change_statement(statement=finding, text="Quick.", bearing="strength", by=scene.actor("ben"))
    scene.step(finding, "accept", "ben")
    assert "The finding has changed since this was written" in page(ben, scene)
    assert ben.post(address(scene, "report-new-findings")).status_code == 302


def test_the_whole_check_on_the_pages(scene):
    scene.summarised()
    ben, hana, asha = (signed_in(getattr(scene.cast, name)) for name in ("ben", "hana", "asha"))
    due = timezone.localdate() + timedelta(days=4)
    step = address(scene, "review-step", step="send_to_host")
    assert "Until when does the host check it?" in ben.get(step).content.decode()
    refused = ben.post(step, {"deadline": "2020-01-01", "version": scene.review.version})
    assert "still to come" in refused.content.decode()
    ben.post(step, {"deadline": due.isoformat(), "version": scene.review.version})
    assert "Check that the report is accurate" in hana.get("/work/").content.decode()
    paragraph = scene.paragraph()
    said = {"quote": "quickly", "inaccurate": "It was <i>three</i> days.", "evidence": "Our log."}
    hana.post(address(scene, "report-comment", pk=paragraph.pk), said)
    comment = AccuracyComment.objects.get()
    assert "It was &lt;i&gt;three" in page(ben, scene)
    assert "To answer: It was" in ben.get("/work/").content.decode()
    change = {**said, "evidence": "", "version": comment.version}
    hana.post(address(scene, "report-comment-change", pk=comment.pk), change)
    reply = {"outcome": "changed", "answer": "Indeed.", "text": "Help comes in three days.", "version": 1}
    form = ben.get(address(scene, "report-answer", pk=comment.pk)).context["form"]
    ben.post(address(scene, "report-answer", pk=comment.pk), {**reply, "version": form["version"].value()})
    told = page(hana, scene)
    assert "What changed in the paragraph" in told
    assert "Indeed." in told
    ended = page(asha, scene, "report-end-check")
    assert "1 comment with the review lead" in ended
    asha.post(address(scene, "report-end-check"), {"version": report_of(scene).version})
    scene.move("make_final")
    asha.post(address(scene, "report-share"), {"visibility": "public", "version": report_of(scene).version})
    assert report_of(scene).visibility == "public"


def test_a_paragraph_of_several_lines_may_be_kept(scene):
    scene.drafted()
    scene.write(scene.paragraph("summary"), "One line.\n\nAnother line.")
    scene.move("send_to_host")
    comment = services.comment_on_paragraph(
        paragraph=scene.paragraph("summary"), inaccurate="Not so.", by=scene.actor("hana")
    )
    ben, here = signed_in(scene.cast.ben), address(scene, "report-answer", pk=comment.pk)
    version = ben.get(here).context["form"]["version"].value()
    kept = {"outcome": "kept", "answer": "We heard it.", "version": version, "text": "One line.\r\n\r\nAnother line."}
    changed = ben.post(here, {**kept, "outcome": "changed"})
    assert "Change the paragraph as well" in changed.content.decode()
    assert ben.post(here, kept).status_code == 302
    assert AccuracyComment.objects.get().outcome == "kept"


def test_a_comment_on_a_paragraph_that_was_taken_out_is_answered_in_words(scene):
    scene.checked()
    said = {"paragraph": scene.paragraph(), "inaccurate": "Not at all.", "by": scene.actor("hana")}
    comment = services.comment_on_paragraph(**said)
    scene.move("return_to_draft")
    services.remove_paragraph(paragraph=comment.paragraph, by=scene.actor("ben"))
    ben = signed_in(scene.cast.ben)
    assert "About paragraphs that were taken out" in page(ben, scene)
    here = address(scene, "report-answer", pk=comment.pk)
    form = ben.get(here).context["form"]
    assert list(form.fields) == ["version", "outcome", "answer"]
    ben.post(here, {"outcome": "changed", "answer": "It is gone.", "version": form["version"].value()})
    assert AccuracyComment.objects.get().answer == "It is gone."


def test_others_read_a_public_report_without_its_comments(scene, client):
    scene.checked()
    comment = services.comment_on_paragraph(
        paragraph=scene.paragraph(), inaccurate="Three days.", by=scene.actor("hana")
    )
    services.answer_comment(comment=comment, outcome="kept", answer="We heard it so.", by=scene.actor("ben"))
    services.end_check(report=report_of(scene), by=scene.actor("asha"))
    scene.move("make_final")
    assert client.get(address(scene, "review-report")).status_code == 404
    services.share_report(report=report_of(scene), visibility="public", by=scene.actor("asha"))
    public = page(client, scene)
    assert "Help comes quickly." in public
    assert "We heard it so." not in public
    assert "See the finding" not in public
    assert "Read the report" in client.get(scene.review.get_absolute_url()).content.decode()
    file = client.get(address(scene, "report-file", kind="docx"))
    assert file["Content-Disposition"] == 'attachment; filename="front-door-letter.docx"'
    letter = Document(BytesIO(file.content))
    texts = [paragraph.text for paragraph in letter.paragraphs]
    assert "Help comes quickly." in texts
    assert "Draft" not in letter.sections[0].header.paragraphs[1].text
    assert client.get(address(scene, "report-file", kind="exe")).status_code == 404
    listed = client.get("/api/v1/reports/").json()["results"]
    assert [(row["check_due_on"], row["check_done"]) for row in listed] == [(None, None)]
    assert client.get("/api/v1/accuracy-comments/").json()["results"] == []


def test_the_check_over_the_api(scene):
    scene.summarised()
    ben, hana, asha = (signed_in(getattr(scene.cast, name)) for name in ("ben", "hana", "asha"))
    review = reverse("api-review-transition", kwargs={"pk": scene.review.pk, "name": "send_to_host"})
    headers = {"If-Match": f'"{scene.review.version}"'}
    due = (timezone.localdate() + timedelta(days=2)).isoformat()
    assert ben.post(review, {"deadline": due}, headers=headers, **JSON).status_code == 200
    paragraph = scene.paragraph()
    said = {"paragraph": str(paragraph.pk), "inaccurate": "Three days."}
    made = hana.post("/api/v1/accuracy-comments/", said, **JSON)
    assert (made.status_code, made.json()["outcome"]) == (201, "")
    one = f"/api/v1/accuracy-comments/{made.json()['id']}/"
    again = hana.patch(one, {"evidence": "Our log."}, headers={"If-Match": made["ETag"]}, **JSON)
    assert (again.json()["inaccurate"], again.json()["evidence"]) == ("Three days.", "Our log.")
    reply = {"outcome": "changed", "answer": "Yes.", "text": "Help comes in three days."}
    version = {"If-Match": f'"{again.json()["paragraph_version"]}"'}
    assert ben.post(f"{one}answer/", reply, headers=version, **JSON).json()["outcome"] == "changed"
    report = f"/api/v1/reports/{paragraph.report_id}/"
    detail = asha.get(report)
    assert detail.json()["check_due_on"] == due
    assert [part["text"] for part in detail.json()["paragraphs"]][2] == "Help comes in three days."
    pdf = asha.get(detail.json()["files"][2]["url"], headers={"Accept": "application/pdf"})
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert asha.get(f"{report}files/exe/").status_code == 404
    assert asha.post(f"{report}checked/", headers={"If-Match": detail["ETag"]}).json()["check_done"] is True
    scene.move("make_final")
    shared = asha.post(
        f"{report}share/", {"visibility": "sector"}, headers={"If-Match": f'"{report_of(scene).version}"'}, **JSON
    )
    assert shared.json()["visibility"] == "sector"


def test_the_letter_is_written_over_the_api(scene):
    finding = scene.drafted()
    ben, report = signed_in(scene.cast.ben), report_of(scene)
    said = {"report": str(report.pk), "finding": str(finding.pk), "text": "Parents say so."}
    made = ben.post("/api/v1/report-paragraphs/", said, **JSON)
    assert (made.status_code, made.json()["bearing"]) == (201, "strength")
    one = f"/api/v1/report-paragraphs/{made.json()['id']}/"
    written = ben.patch(one, {"text": "They do."}, headers={"If-Match": made["ETag"]}, **JSON)
    assert written.json()["text"] == "They do."
    gone = ben.post(f"{one}remove/", headers={"If-Match": written["ETag"]})
    assert gone.json()["removed_at"] is not None
    assert ben.post(f"/api/v1/reports/{report.pk}/new-findings/").status_code == 200


@pytest.fixture
def grown(scene):
    """Many findings, paragraphs and comments, beside one of each."""

    def grow(rows):
        finding, paragraph = Statement.objects.findings().get(), scene.paragraph()
        scene.move("return_to_draft")
        for number in range(rows):
            more = services.add_paragraph(
                report=report_of(scene), finding=finding, text=f"More {number}.", by=scene.actor("ben")
            )
        scene.move("send_to_host")
        for about in (paragraph, more, *[paragraph] * rows):
            services.comment_on_paragraph(paragraph=about, inaccurate="No.", by=scene.actor("hana"))

    return grow


@pytest.mark.parametrize("rows", [1, 12])
def test_the_letter_costs_the_same_at_any_length(scene, grown, django_assert_num_queries, rows):
    scene.checked()
    grown(rows)
    ben = signed_in(scene.cast.ben)
    with django_assert_num_queries(15):
        ben.get(address(scene, "review-report"))
    for name, queries in (("reports", 6), ("report-paragraphs", 4), ("accuracy-comments", 5)):
        with django_assert_num_queries(queries):
            ben.get(f"/api/v1/{name}/")


def upload(name, content):
    return SimpleUploadedFile(name, content)


def test_a_region_gives_its_reports_a_look_of_their_own(scene):
    cast = scene.cast
    here, edie = reverse("report-style", args=["northmoor"]), signed_in(cast.edie)
    assert here in edie.get("/regions/northmoor/").content.decode()
    form = {"name": "Northmoor Alliance", "colour": "#123456", "version": 0}
    bad = edie.post(here, {**form, "colour": "red", "letter": upload("letter.docm", b"")})
    assert "Write the colour as # and six digits" in bad.content.decode()
    bad = edie.post(here, {**form, "letter": upload("letter.docm", b"x")})
    assert "The name of this template ends in .docx." in bad.content.decode()
    bad = edie.post(here, {**form, "slides": upload("slides.pptx", b"x")})
    assert "not a PowerPoint presentation" in bad.content.decode()
    files = {"slides": upload("s.pptx", slides_template()), "letter": upload("l.docx", letter_template())}
    assert edie.post(here, {**form, **files}).status_code == 302
    style = ReportStyle.objects.get()
    assert (style.name, style.slides_name, style.letter_name) == ("Northmoor Alliance", "s.pptx", "l.docx")
    assert bytes(style.letter) == edie.get(f"{here}docx/").content
    assert edie.get(f"{here}pdf/").status_code == 404
    scene.report()
    file = signed_in(cast.ben).get(address(scene, "report-file", kind="pptx"))
    assert b"".join(file).startswith(b"PK")
    edie.post(here, {**form, "version": style.version, "drop": ["slides"]})
    style.refresh_from_db()
    assert (style.slides, style.slides_name) == (None, "")
    assert edie.post(here, form).status_code == 412
    with pytest.raises(IntegrityError, match="a_template_has_its_name_and_digest"), transaction.atomic():
        ReportStyle.objects.update(letter_name="")


def test_only_who_leads_the_region_sets_its_look(cast):
    for name in ("asha", "femi", "gwen", "robo"):
        with pytest.raises(PermissionDenied):
            services.set_report_style(region=cast.region, name="No", colour="#000000", by=cast.actor(name))
    with pytest.raises(DomainError, match="Write the colour"):
        services.set_report_style(region=cast.region, name="No", colour="#00", by=cast.actor("edie"))
    with pytest.raises(StaleVersion):
        services.set_report_style(region=cast.region, name="No", colour="#000000", by=cast.actor("edie"), version=3)


def test_a_review_that_has_begun_its_report_without_days_or_findings_on_a_question(cast):
    scene = scenes.on_site(cast, starts_on=scenes.VISIT, ends_on=None)
    scene.report()
    assert KeyLineOfEnquiry.objects.count() == 2
    services.file_of(review=scene.review, kind="pptx")


def test_a_comment_that_is_sent_twice_is_stored_once(scene):
    scene.checked()
    hana = signed_in(scene.cast.hana)
    address = reverse("report-comment", args=[scene.review.pk, scene.paragraph("summary").pk])
    form = sent(hana.get(address), inaccurate="Not so.")
    for _ in range(2):
        hana.post(address, form)
    assert AccuracyComment.objects.count() == 1


def test_a_paragraph_that_is_sent_twice_is_stored_once(scene):
    finding = scene.drafted()
    ben = signed_in(scene.cast.ben)
    address = reverse("paragraph-add", args=[scene.review.pk, finding.pk])
    before = Paragraph.objects.count()
    form = sent(ben.get(address), text="More.")
    for _ in range(2):
        ben.post(address, form)
    assert Paragraph.objects.count() == before + 1
