"""Documents over pages and API: what people send arrives, what is refused loses nothing, and nobody gets more than
they may read."""

import csv
import io
import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from improvement_hub.core.files.store import folder
from peer_review import services
from peer_review.models import ChecklistItem, Document, SelfAssessment
from tests.peer_review import scenes

PDF = b"%PDF-1.7 Invented."
SAID = {"title": "Improvement plan", "kind": "strategy", "classification": "official", "owner": "Head of service"}


@pytest.fixture(autouse=True)
def _place_of_its_own(settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path


@pytest.fixture
def review(cast):
    return scenes.prepared(cast)


def upload(content=PDF, name="plan.pdf"):
    return SimpleUploadedFile(name, content)


def inside(review, name, **kwargs):
    return reverse(name, kwargs={"review": review.pk, **kwargs})


def test_a_document_is_added_on_one_form_and_saved_by_its_readers(cast, review, sign_in):
    item = services.ask_for_document(review=review, title="Plan", by=cast.actor("ben"))
    hana = sign_in(cast.hana)
    page = hana.get(inside(review, "document-add"), {"item": item.pk})
    assert page.context["form"].initial == {"item": item, "title": "Plan"}
    assert b'enctype="multipart/form-data"' in page.content
    assert "does not read what stands in it" in page.content.decode()
    answer = hana.post(inside(review, "document-add"), {**SAID, "item": item.pk, "file": upload(), "publish_on": ""})
    assert answer["Location"] == inside(review, "review-documents")
    document = Document.objects.get()
    assert (document.item, document.current.uploaded_by, list(folder("incoming").iterdir())) == (item, cast.hana, [])
    tab = sign_in(cast.dev).get(inside(review, "review-documents")).content.decode()
    assert ("Improvement plan" in tab, "Missing" in tab) == (True, False)
    file = sign_in(cast.dev).get(document.current.get_absolute_url())
    assert b"".join(file.streaming_content) == PDF
    assert file["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert "no-store" in file["Cache-Control"]
    for name in ("femi", "gwen", "edie"):
        assert sign_in(getattr(cast, name)).get(document.current.get_absolute_url()).status_code == 404


def test_what_is_wrong_with_a_file_comes_back_at_its_field_with_all_that_was_typed(cast, review, sign_in, settings):
    settings.DOCUMENTS_MAX_BYTES = 1000
    hana = sign_in(cast.hana)
    for file, sentence in (
        (upload(b"%PDF" + bytes(1000)), "This file is larger than 1000\xa0bytes, which is the most the hub takes."),
        (upload(b""), "This file is empty."),
        (upload(b"MZ"), "What stands in this file is not a PDF, whatever its name says."),
    ):
        answer = hana.post(inside(review, "document-add"), {**SAID, "file": file})
        assert (answer.status_code, answer.context["form"].errors["file"]) == (400, [sentence])
        assert 'value="Improvement plan"' in answer.content.decode()
    assert hana.post(inside(review, "document-add"), SAID).context["form"].errors["file"] == ["This field is required."]
    assert (Document.objects.count(), list(folder("incoming").iterdir())) == (0, [])


def test_a_broken_upload_and_one_of_a_stranger_leave_nothing(cast, review, sign_in):
    body = b'--b\r\nContent-Disposition: form-data; name="file"; filename="plan.pdf"\r\n\r\n%PDF-1.7 and then the'
    answer = sign_in(cast.hana).post(
        inside(review, "document-add"), body, content_type="multipart/form-data; boundary=b"
    )
    assert answer.context["form"].errors["file"] == ["This field is required."]
    stranger = Client().post(inside(review, "document-add"), {"file": upload()})
    assert "/accounts/login/" in stranger["Location"]
    assert list(folder("incoming").iterdir()) == []
    far_too_large = {"CONTENT_LENGTH": str(2**31)}
    assert (
        sign_in(cast.hana).post(inside(review, "document-add"), {"file": upload()}, **far_too_large).status_code == 400
    )


def test_a_document_is_replaced_shared_changed_and_removed_on_its_page(cast, sign_in, settings):
    scene = scenes.on_site(cast)
    document = scenes.document(scene.review, cast.actor("hana"))
    scene.final()
    address = document.get_absolute_url()

    def post(who, page, **fields):
        version = Document.objects.get().version
        return sign_in(getattr(cast, who)).post(f"{address}{page}/", {"version": version, **fields})

    assert post("hana", "replace", file=upload(b"%PDF-2")).status_code == 302
    changed = {**SAID, "owner": "Head of quality", "exemption": "s36", "review_on": "4 March 2027"}
    assert post("hana", "change", **changed).status_code == 302
    offered = sign_in(cast.asha).get(f"{address}share/").context["form"].fields["visibility"].choices
    assert [value for value, _ in offered] == ["review", "region", "sector", "public"]
    assert post("asha", "share", visibility="region", publish_on="").status_code == 302
    document = Document.objects.get()
    assert (document.owner, document.exemption, document.visibility) == ("Head of quality", "s36", "region")
    team = sign_in(cast.dev).get(address)
    assert [file.number for file in team.context["files"]] == [2, 1]
    edie = sign_in(cast.edie).get(address)
    assert [file.number for file in edie.context["files"]] == [2]
    assert "Hana" not in edie.content.decode()
    earlier = reverse("document-file", args=[document.pk, 1])
    assert (sign_in(cast.dev).get(earlier).status_code, sign_in(cast.edie).get(earlier).status_code) == (200, 404)
    stale = sign_in(cast.hana).post(f"{address}change/", {**changed, "owner": "Mine", "version": 1})
    assert (stale.status_code, stale.context["meanwhile"][0]["saved"]) == (412, "Head of quality")
    assert post("hana", "remove", reason="It named a child.").status_code == 302
    assert sign_in(cast.edie).get(address).status_code == 404
    assert "It named a child." in sign_in(cast.dev).get(address).content.decode()


def test_a_file_that_waits_or_is_harmful_is_not_offered(cast, review, sign_in, settings):
    settings.SCAN_COMMAND = [sys.executable, "-S", "-c", "import sys; sys.exit(1)"]
    document = scenes.document(review, cast.actor("hana"))
    file = document.current.get_absolute_url()
    assert (sign_in(cast.ben).get(file).status_code, sign_in(cast.hana).get(file).status_code) == (403, 200)
    from peer_review.tasks import check_waiting_files

    check_waiting_files()
    page = sign_in(cast.hana).get(document.get_absolute_url()).content.decode()
    assert (file in page, "Nobody can open it." in page) == (False, True)
    assert sign_in(cast.hana).get(file).status_code == 403


def test_the_checklist_is_kept_on_its_forms(cast, review, sign_in):
    sign_in(cast.ben).post(inside(review, "document-ask"), {"title": "Plan", "given_by": "host", "required": "on"})
    item = ChecklistItem.objects.get()
    waived = sign_in(cast.ben).post(inside(review, "document-waive", pk=item.pk), {"reason": "We know it."})
    assert waived["Location"] == inside(review, "review-documents")
    page = sign_in(cast.hana).get(inside(review, "review-documents")).content.decode()
    assert "Ben does without it: We know it." in page


FOUND = {
    "": 3,
    "?q=quality": 1,
    "?withheld=true": 1,
    "?withheld=false": 2,
    "?due=true": 1,
    "?own=true": 3,
    "?kind=other": 1,
    "?review={review}": 3,
    "?visibility=public": 0,
}


def test_register_csv_and_api_take_the_same_query(cast, review, sign_in):
    by, client = cast.actor("hana"), sign_in(cast.hana)
    scenes.document(review, by, title="=1+1", owner="Head of quality")
    scenes.document(review, by, b"%PDF-2", exemption="s40", review_on=scenes.VISIT)
    scenes.document(review, by, b"%PDF-3", kind="other")
    for asked, found in FOUND.items():
        query = asked.format(review=review.pk)
        assert client.get(f"/reviews/documents/{query}").context["page_obj"].paginator.count == found, query
        assert len(client.get(f"/api/v1/documents/{query}").json()["results"]) == found, query
    sheet = client.get("/reviews/documents/register.csv?q=quality").content.decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(sheet))
    assert [row[header.index(name)] for name in ("Title", "Owner", "File")] == ["'=1+1", "Head of quality", "plan.pdf"]


JSON = {"content_type": "application/json"}


def test_a_document_goes_its_way_over_the_api(cast, sign_in):
    scene = scenes.on_site(cast)
    scene.final()
    hana = sign_in(cast.hana)

    def add(key="one", **changes):
        sent = {**SAID, "review": str(scene.review.pk), "file": upload(), **changes}
        return hana.post("/api/v1/documents/", sent, headers={"Idempotency-Key": key})

    added, again, other = add(), add(), add(title="Another")
    assert (added.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert added.json() == again.json()
    assert (added.json()["file"]["name"], added.json()["file"]["scan"]) == ("plan.pdf", "not_scanned")
    twice = add("two")
    assert (twice.status_code, twice.json()["errors"][0]["pointer"]) == (400, "#/file")
    assert add("three", file=upload(b"")).json()["detail"] == "This file is empty."
    address = f"/api/v1/documents/{added.json()['id']}/"
    file = hana.get(f"{address}file/")
    assert (b"".join(file.streaming_content), file["ETag"].strip('"')) == (PDF, added.json()["file"]["sha256"])
    match = {"If-Match": added["ETag"]}
    changed = hana.patch(address, {"exemption": "s36", "review_on": "2027-03-04"}, headers=match, **JSON)
    assert (changed.json()["exemption"], changed.json()["review_on"]) == ("s36", "2027-03-04")
    newer = hana.post(f"{address}files/", {"file": upload(b"%PDF-2")}, headers={"If-Match": changed["ETag"]})
    assert newer.json()["file"]["number"] == 2
    stale = hana.post(f"{address}files/", {"file": upload(b"%PDF-3")}, headers={"If-Match": changed["ETag"]})
    assert stale.status_code == 412
    shared = {"visibility": "region"}
    refused = hana.post(f"{address}share/", shared, headers={"If-Match": newer["ETag"]}, **JSON)
    done = sign_in(cast.asha).post(f"{address}share/", shared, headers={"If-Match": newer["ETag"]}, **JSON)
    assert (refused.status_code, done.json()["visibility"]) == (403, "region")
    robo = {"Authorization": f"Bearer {cast.robo_key}"}
    client = Client(headers=robo)
    assert [row["id"] for row in client.get("/api/v1/documents/").json()["results"]] == [added.json()["id"]]
    assert b"".join(client.get(f"{address}file/").streaming_content) == b"%PDF-2"
    assert client.post("/api/v1/documents/", {"file": upload()}).status_code == 403


def test_checklist_and_self_assessment_go_their_way_over_the_api(cast, review, sign_in):
    ben, asked = sign_in(cast.ben), {"review": str(review.pk), "title": "Plan"}
    item = ben.post("/api/v1/checklist/", asked, **JSON)
    assert (item.status_code, item.json()["is_missing"]) == (201, True)
    address = f"/api/v1/checklist/{item.json()['id']}/waive/"
    waived = ben.post(address, {"reason": "We know it."}, headers={"If-Match": item["ETag"]}, **JSON)
    assert (waived.json()["is_missing"], waived.json()["waiver_reason"]) == (False, "We know it.")
    hana = sign_in(cast.hana)
    begun = hana.post("/api/v1/self-assessments/", {"review": str(review.pk), "position": "Here."}, **JSON)
    assert begun.status_code == 201
    address = f"/api/v1/self-assessments/{begun.json()['id']}/"
    there = hana.patch(address, {"position": "There."}, headers={"If-Match": begun["ETag"]}, **JSON)
    for line in review.keylines.all():
        view = {"keyline": str(line.pk), "version": 0, "rating": "Good"}
        assert hana.post(f"{address}views/", view, **JSON).status_code == 200
        assert hana.post(f"{address}views/", view, **JSON).status_code == 412
    assert sign_in(cast.ben).get(address).status_code == 404
    hana = sign_in(cast.hana)
    given = hana.post(f"{address}transitions/give/", {}, headers={"If-Match": there["ETag"]}, **JSON)
    assert (given.json()["state"], [step["name"] for step in given.json()["transitions"]]) == ("given", ["take_back"])
    read = sign_in(cast.dev).get(address).json()
    assert (read["position"], [view["rating"] for view in read["views"]]) == ("There.", ["Good", "Good"])
    assert SelfAssessment.objects.get().given_by == cast.hana


def test_the_lists_cost_the_same_at_any_length(cast, review, sign_in, django_assert_num_queries):
    costs = {
        "/reviews/documents/?own=true": 8,
        "/reviews/documents/register.csv": 6,
        "/api/v1/documents/": 6,
        "/api/v1/checklist/": 7,
        "/api/v1/self-assessments/": 8,
        "/reviews/{review}/documents/": 17,
    }
    by, client = cast.actor("hana"), sign_in(cast.hana)
    services.write_position(review=review, position="Here.", by=by)
    for number in range(8):
        item = services.ask_for_document(review=review, title=f"Plan {number}", by=by)
        scenes.document(review, by, b"%%PDF-%d" % number, item=item)
        for path, queries in costs.items() if number in (0, 7) else ():
            with django_assert_num_queries(queries, info=path):
                client.get(path.format(review=review.pk))
