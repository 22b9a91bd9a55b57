"""Case studies in a spreadsheet: in with every error in one report, out, and in again unchanged."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from blogs import services
from blogs.imports import COLUMNS, SHEET, import_case_studies
from blogs.models import CaseStudy, Outcome, Post
from improvement_hub.core.sheets import UnreadableFile
from tests.blogs.case_studies import SECTIONS, case_study, outcome, published
from tests.factories import PostFactory, ThemeFactory

pytestmark = pytest.mark.django_db
IMPORT = "/case-studies/files/import/"


def sheet(*rows, columns="council,title,problem,what_did_not_work,outcomes,themes,stage"):
    return "\r\n".join([columns, *rows])


def workbook(*rows):
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def lines(cast, text, who="asha", **terms):
    return [str(line) for line in import_case_studies(text, by=cast.actor(who), **terms).lines]


def test_rows_are_shown_then_taken_and_the_same_file_again_changes_nothing(sign_in, cast):
    ThemeFactory(name="Neglect", acronym="NG")
    good = 'Ashby,Pods,"Drift.\nAnd more.",Rooms.,"Days | days | 9 | 7.5 | 40 | 2025 | Audit\nVisits",NG,Embedding'
    asha = sign_in(cast.asha)
    text = sheet(good, "Ashby,,Her 943 476 5919.,,Days | metres,Nothing,Lost")
    page = asha.post(IMPORT, {"file": SimpleUploadedFile("cases.csv", text.encode())})
    report = page.context["report"]
    assert [line.outcome for line in report.lines] == ["taken", "refused"]
    assert report.lines[1].words == [
        "title: this is needed.",
        "stage: “Lost” is not one of: exploring, designing, trying_out, embedding, sharing.",
        "outcomes: “metres” is not one of: number, percent, rate, days, weeks, points, pounds.",
        "themes: There is no theme “Nothing”.",
        "problem: This looks like an NHS number. Leave out anything that identifies a child.",
    ]
    assert Post.objects.count() == 0
    page = asha.post(IMPORT, {"text": page.context["text"], "take": "yes"})
    post = Post.objects.get()
    assert (page.context["taken"], post.state, post.owner) == (True, "draft", cast.host)
    assert (post.case_study.problem, post.case_study.stage) == ("Drift.\nAnd more.", "embedding")
    assert [one.in_words for one in Outcome.objects.all()] == [
        "Days: from 9 days to 7.5 days (n = 40, 2025, Audit)", "Visits: no result yet",
    ]  # fmt: skip
    assert [theme.name for theme in post.themes.all()] == ["Neglect"]
    assert lines(cast, sheet(good)) == ["row 2, Pods: unchanged"]
    assert Post.objects.get().version == post.version


def test_what_a_row_says_otherwise_is_changed_and_an_empty_cell_changes_nothing(cast):
    post = case_study(cast, title="Pods")
    for measure in ("Days", "Gone"):
        services.add_outcome(post=post, by=cast.actor("hana"), measure=measure)
    said = sheet("ashby,PODS,,The lift.,Days||4\nNew,,", columns="council,title,problem,what_did_not_work,outcomes,x")
    said = said.replace(",x\r", "\r").replace("Days||4\nNew,,", '"Days||4\nNew"')
    assert lines(cast, said) == ["row 2, PODS: changed – title; what did not work; outcomes"]
    assert sorted(str(one.in_words) for one in Outcome.objects.all()) == [
        "Days: baseline 4, no result yet", "New: no result yet",
    ]  # fmt: skip
    study = CaseStudy.objects.get()
    assert (study.problem, study.what_did_not_work) == (SECTIONS["problem"], "The lift.")


def test_whoever_may_not_write_for_a_council_is_told_at_the_row(cast):
    post = published(cast)
    columns = "id,council,title,visibility,budget,children,offers_visit"
    rows = [f"{post.pk},,{post.title},sector,,,", f"{post.pk},Femsley,Other,,,,", ",Nowhere,A,all,much,few,perhaps"]
    rows += ["nothing,Ashby,B,,,,", ",Ashby,C,,-1,3 000,"]
    told = lines(cast, sheet(*rows, columns=columns), "femi")
    assert told == [
        "row 2, A front door for teenagers: unchanged – who may read it stays: that is set on its page",
        "row 3, Other: refused – The case study of this id is not of Femsley.",
        "row 4, A: refused – council: No council is called “Nowhere”. Give its name, or a code of it.; "
        "children: “few” is not a whole number.; budget: “much” is not a number.; "
        "offers_visit: “perhaps” is not one of: yes, no.; visibility: “all” is not one of: region, sector, public.",
        "row 5, B: refused – id: “nothing” is not an id of the hub. Leave it empty for a new case study.",
        "row 6, C: refused – children: “3 000” is not a whole number.",
    ]
    assert lines(cast, sheet(",Ashby,New", columns="id,council,title"), "femi") == [
        "row 2, New: refused – You cannot write case studies for this council."
    ]
    assert lines(cast, sheet(f"{post.pk},,New", columns="id,council,title"), "femi")[0].endswith("for this council.")
    low, long = sheet(",Ashby,A,,-1", columns="id,council,title,visibility,budget"), "x" * 301
    assert lines(cast, low) == ["row 2, A: refused – A budget is not below zero."]
    assert "title: Ensure this value has at most 300" in lines(cast, sheet(f"Ashby,{long}", columns="council,title"))[0]
    many = sheet('Ashby,A,"a|||||||b\nDays|percent|3"', columns="council,title,outcomes")
    assert "has more parts than measure, unit" in lines(cast, many)[0]
    lacking = sheet("Ashby,A,Days|percent|3", columns="council,title,outcomes")
    assert lines(cast, lacking) == ["row 2, A: refused – outcomes: A percentage has its n: of how many is it?"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_exported_is_brought_again_unchanged(sign_in, cast, kind):
    rich = {"children": 41_000, "density": 12, "budget": "84.5", "stage": "sharing", "cost_band": "to_10k"}
    words = {"problem": "- One\n- =two\n\n| a |", "voices": "'-quoted", "context": "''=twice", "cost": "+more"}
    post = case_study(cast, **rich, **words, themes=[ThemeFactory(), ThemeFactory()], councils=[cast.leading])
    outcome(cast, post)
    services.add_outcome(post=post, by=cast.actor("asha"), measure="A | b \\ c", result="0.50")
    ownerless = PostFactory(kind="case_study", source_url="https://example.org/1", title="@home")
    asha = sign_in(cast.asha)
    before = list(CaseStudy.objects.values())
    answer = asha.get(f"/case-studies/files/export/{kind}/")
    raw = b"".join(answer.streaming_content)
    page = asha.post(IMPORT, {"file": SimpleUploadedFile(f"cases.{kind}", raw), "take": "yes"})
    told = sorted((line.name, line.outcome, line.words) for line in page.context["report"].lines)
    assert told == [("@home", "unchanged", []), ("A front door for teenagers", "unchanged", [])]
    assert list(CaseStudy.objects.values()) == before
    assert (Outcome.objects.count(), Post.objects.count(), ownerless.sections) == (2, 2, None)
    Post.objects.filter(pk=post.pk).delete()
    page = asha.post(IMPORT, {"file": SimpleUploadedFile(f"cases.{kind}", raw), "take": "yes"})
    again = CaseStudy.objects.get()
    assert [again.problem, again.voices, again.context, again.cost] == list(words.values())
    assert (again.pk, [one.measure for one in again.outcomes.all()]) == (post.pk, ["Re-referrals", "A | b \\ c"])


def test_the_export_has_what_the_list_shows_and_the_template_nothing_but_its_header(client, cast):
    published(cast, title="Shown")
    case_study(cast, title="Draft")
    told = b"".join(client.get("/case-studies/files/export/csv/?level=emerging").streaming_content).decode()
    assert [line.split(",")[2] for line in told.splitlines() if ",Shown," in line] == ["Shown"]
    assert "Draft" not in told
    assert b"".join(client.get("/case-studies/files/export/csv/?level=lost").streaming_content).count(b"\n") == 1
    empty = b"".join(client.get("/case-studies/files/empty/csv/").streaming_content).decode("utf-8-sig")
    assert empty == ",".join(COLUMNS) + "\r\n"
    assert [client.get(f"/case-studies/files/{what}/pdf/").status_code for what in ("export", "empty")] == [404, 404]


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/sheet.xml", b"0" * 60_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "This file is empty."),
        (b"council,title\0", "This is neither a CSV nor an XLSX file."),
        (b"council;title\nAshby;" + b"x" * 1_600_000, "This file is too large. Split it into smaller ones."),
        (b"council\nAshby", "The first row names the columns; “title” is missing."),
        (b"council,title,colour", "There is no column “colour”."),
        (b"council,title,title", "There is more than one column “title”."),
        (b'council,title\n"Ashby', "This file is not CSV:"),
        (b"council,title" + b"\nAshby,A" * 201, "This file has more than 200 rows."),
        (workbook(["council", "title"]).replace(b"PK\x05\x06", b"PK\x05\x07"), "This file is not an XLSX workbook"),
        (b"PK not a workbook", "This file is not an XLSX workbook that can be read."),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_changes_nothing(cast, raw, sentence):
    with pytest.raises(UnreadableFile) as refused:
        import_case_studies(SHEET.text_of(raw), by=cast.actor("asha"))
    assert str(refused.value).startswith(sentence)


def test_a_workbook_is_read_as_it_is_shown_and_a_packed_giant_is_not(sign_in, cast):
    with pytest.raises(UnreadableFile, match="too large"):
        SHEET.text_of(bomb())
    rows = [["council", "title", "children", "offers_visit", "budget", "cost"]]
    rows += [["Ashby", "Pods", 41000.0, True, 84.5, date(2025, 4, 1)]]
    assert lines(cast, SHEET.text_of(workbook(*rows, [None, None], ["Ashby", "Hubs", None, False]))) == [
        "row 2, Pods: taken", "row 4, Hubs: taken",
    ]  # fmt: skip
    study = CaseStudy.objects.get(post__title="Pods")
    assert (study.children, study.offers_visit, str(study.budget), study.cost) == (41000, True, "84.5", "2025-04-01")
    asha = sign_in(cast.asha)
    assert asha.post(IMPORT, {}).context["form"].errors["file"] == ["Choose a file."]
    giant = SimpleUploadedFile("cases.csv", b"x" * 5_000_001)
    assert "too large" in asha.post(IMPORT, {"file": giant}).context["form"].errors["file"][0]
    assert asha.post(IMPORT, {"file": SimpleUploadedFile("a.csv", b"colour")}).status_code == 400
    assert SHEET.text_of("council,title\nAshby,Café".encode("cp1252")) == "council,title\nAshby,Café"
