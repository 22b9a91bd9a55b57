"""Earlier reviews: recorded, not gated; by form, from a file, by command and over the API."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from improvement_hub.core.actor import OPERATOR
from improvement_hub.core.errors import DomainError, StaleVersion
from improvement_hub.core.sheets import UnreadableFile
from peer_review import services
from peer_review.imports import SHEET as FILE
from peer_review.imports import import_past_reviews
from peer_review.models import PastReview, Recommendation, Review, Statement
from tests.factories import CouncilFactory, ThemeFactory
from tests.peer_review.scenes import VISIT

JSON = {"content_type": "application/json"}
HEADER = "host,title,theme,year,first_day,last_day,review_lead,observer,participants,method,conclusions,"
HEADER += "recommendations,by_when,report_day\n"


@pytest.fixture
def neglect(db):
    return ThemeFactory(slug="neglect", name="Neglect", synonyms=["GCP2"])


@pytest.fixture
def past(cast, neglect):
    return record(cast, neglect)


def record(cast, theme, by="asha", **terms):
    given = {"host": cast.host, "title": "Response to neglect", "theme": theme, "year": 2019}
    given |= {"review_lead": cast.leading, "conclusions": "Thresholds were understood."}
    return services.record_past_review(**{**given, **terms}, by=cast.actor(by))


def test_it_is_marked_as_recorded_and_none_of_it_is_a_finding(cast, past):
    assert (past.review.state, past.review.get_state_display()) == ("recorded", "Recorded, not gated")
    assert not Statement.objects.exists()
    assert (past.visibility, past.recorded_by) == ("review", cast.asha)


def test_the_host_alone_reads_it_until_its_director_shares_it(cast, past):
    def readers(model):
        names = ("asha", "hana", "ben", "carys", "edie", "femi", "gwen", "robo", "nobody")
        return [name for name in names if model.objects.visible_to(cast.actor(name)).exists()]

    assert readers(PastReview) == ["asha", "hana"]
    assert readers(Review) == ["asha", "hana", "ben", "edie"]
    with pytest.raises(PermissionDenied):
        services.share_past_review(record=past, visibility="region", by=cast.actor("hana"))
    shared = services.share_past_review(record=past, visibility="region", by=cast.actor("asha"))
    assert readers(PastReview) == readers(Review) == ["asha", "hana", "ben", "carys", "edie", "robo"]
    with pytest.raises(StaleVersion):
        services.share_past_review(record=past, visibility="public", version=past.version, by=cast.actor("asha"))
    services.share_past_review(record=shared, visibility="public", by=cast.actor("asha"))
    assert "nobody" in readers(PastReview)


def test_a_regional_lead_records_for_the_region_and_reads_what_they_wrote(cast, neglect):
    own = record(cast, neglect, by="edie")
    assert own in PastReview.objects.visible_to(cast.actor("edie"))
    with pytest.raises(PermissionDenied):
        record(cast, neglect, by="edie", host=cast.elsewhere)
    for name in ("ben", "femi", "gwen", "robo", "nobody"):
        with pytest.raises(PermissionDenied):
            record(cast, neglect, by=name)


def test_a_regional_lead_changes_nothing_of_a_record_that_they_may_not_read(cast, neglect, past, sign_in):
    sheet = HEADER + "Ashby,Response to neglect,neglect,2019,,,,,,,Theirs.\n"
    sentence = "Ashby recorded this review itself: ask there to change it."
    for take in (False, True):
        [line] = import_past_reviews(sheet, by=cast.actor("edie"), take=take).lines
        assert str(line) == f"row 2, Response to neglect: refused – {sentence}"
    with pytest.raises(DomainError, match="recorded this review itself"):
        services.change_past_review(record=past, conclusions="Theirs.", by=cast.actor("edie"))
    said = {"host": "Ashby", "title": "Response to neglect", "theme": "neglect", "year": 2019}
    answer = sign_in(cast.edie).post("/api/v1/past-reviews/", said, **JSON)
    assert (answer.status_code, sentence in answer.content.decode()) == (400, True)
    past.refresh_from_db()
    assert past.conclusions == "Thresholds were understood."


def test_the_same_host_title_and_day_or_year_is_the_same_review(cast, neglect, past):
    assert record(cast, neglect, title=" response to NEGLECT ") == past
    dated = record(cast, neglect, starts_on=VISIT)
    assert (dated.year, record(cast, neglect, starts_on=VISIT, year=1999)) == (2026, dated)
    assert PastReview.objects.count() == 2


@pytest.mark.parametrize(
    ("terms", "field", "sentence"),
    [
        ({"year": None}, "year", "Give the first day, or the year alone if that is all that is known."),
        ({"participants": ["host"]}, "participants", "Ashby has a place in this review already."),
        ({"conclusions": "Child 943 476 5919."}, "conclusions", "This looks like an NHS number. Leave out"),
        ({"review_lead": "invented"}, "host", "A demonstration council reviews demonstration councils only."),
        ({"observer": "leading"}, None, "Host, review lead and observer are three different councils."),
        ({"starts_on": VISIT, "ends_on": VISIT.replace(day=1)}, None, "A visit with a last day has a first day"),
    ],
)
def test_what_cannot_be_is_refused(cast, neglect, terms, field, sentence):
    seats = {"host": cast.host, "leading": cast.leading, "invented": CouncilFactory(demonstration=True)}
    terms = {name: seats.get(value, value) if isinstance(value, str) else value for name, value in terms.items()}
    if "participants" in terms:
        terms["participants"] = [cast.host]
    with pytest.raises(DomainError) as refused:
        record(cast, neglect, **terms)
    assert (refused.value.field, refused.value.sentence[: len(sentence)]) == (field, sentence)
    assert not Review.objects.exists()


def test_what_was_recorded_can_be_changed(cast, past):
    former = CouncilFactory(name="Oldham-on-Test", ended_on=VISIT, started_on=None)
    changed = services.change_past_review(
        record=past, participants=[cast.observing, former], starts_on=VISIT, by=cast.actor("hana")
    )
    services.change_past_review(record=past, participants=[former], method_name="Challenge", by=cast.actor("asha"))
    assert [row.council for row in changed.review.participants.all()] == [former]
    changed.refresh_from_db()
    assert (changed.year, changed.method_name, changed.conclusions) == (
        2026,
        "Challenge",
        "Thresholds were understood.",
    )
    services.change_past_review(record=past, title="Neglect", by=cast.actor("asha"))
    assert changed.review.participants.count() == 1


def test_the_database_keeps_its_years_and_readers(past):
    rows = PastReview.objects.filter(pk=past.pk)
    for values, name in (
        ({"year": 1066}, "a_past_review_has_a_year_of_our_time"),
        ({"visibility": "team"}, "conclusions_are_at_least_for_the_host"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            rows.update(**values)


SHEET = HEADER + (
    "Ashby,Neglect,neglect,2019,,,Benfield,,Carrow; Femsley,Peer challenge,=Good\n"
    "Ashby,Front door,GCP2,,04/03/2022,2022-03-05,,,,,\n"
    ",No host,neglect,2019,,,,,,,\n"
    "Ashby,No theme,fishing,2019,,,,,,,\n"
    "Nowhere,N,neglect,2019,,,,,,,\n"
    "Femsley,Theirs,neglect,2019,,,,,,,\n"
    "Ashby,No time,neglect,,,,,,,,\n"
    "Ashby,Odd,neglect,soon,,,,,,,\n"
    "Ashby,Odd,neglect,,32/1/2020,,,,,,\n\n"
    "Ashby\n"
)
SAID = [
    "row 2, Neglect: taken",
    "row 3, Front door: taken",
    "row 4, No host: refused – “host” is empty.",
    "row 5, No theme: refused – There is no theme “fishing”.",
    "row 6, N: refused – No council is called “Nowhere”. Give its name, or a code of it.",
    "row 7, Theirs: refused – You cannot record reviews of Femsley.",
    "row 8, No time: refused – Give the first day, or the year alone if that is all that is known.",
    "row 9, Odd: refused – “soon” is not a year, such as 2022.",
    "row 10, Odd: refused – “32/1/2020” is not a day, such as 04/03/2022 or 2022-03-04.",
    "row 12, no title: refused – “title” is empty.",
]


def test_a_file_is_read_row_by_row_and_a_second_time_changes_only_what_differs(cast, neglect):
    by = cast.actor("asha")
    assert [str(line) for line in import_past_reviews(SHEET, by=by, take=False).lines] == SAID
    assert not Review.objects.exists()
    assert [str(line) for line in import_past_reviews(SHEET, by=by).lines] == SAID
    again = import_past_reviews(SHEET.replace("Peer challenge", "Challenge"), by=by)
    assert [str(line) for line in again.lines][:2] == [
        "row 2, Neglect: changed – method name",
        "row 3, Front door: unchanged",
    ]
    assert sorted(row.council.name for row in Review.objects.get(title="Neglect").participants.all()) == [
        "Carrow",
        "Femsley",
    ]


BROUGHT = HEADER + (
    'Ashby,Neglect,neglect,2019,,,,,,,,"1. Train all; twice a year.\r\n2. Call back.",At once|3 months,4/3/2020\n'
    "Ashby,Front door,neglect,2019,,,,,,,,Hear children.|Hear parents.,,2020-03-04\n"
    "Ashby,No day,neglect,2019,,,,,,,,Hear children.,,\n"
    "Ashby,Child,neglect,2019,,,,,,,Changed.,Fine.|About 943 476 5919.,,2020-03-04\n"
    "Ashby,Odd,neglect,2019,,,,,,,,Hear children.,soon,2020-03-04\n"
    "Ashby,Uneven,neglect,2019,,,,,,,,A.|B.|C.,At once|3 months,2020-03-04\n"
)
SAID_OF_THEM = [
    "row 2, Neglect: taken – 2 recommendations added",
    "row 3, Front door: taken – 2 recommendations added",
    "row 4, No day: refused – Recommendation 1: Give the day of the report: its follow-ups are counted from it.",
    "row 5, Child: refused – Recommendation 2: This looks like an NHS number. Leave out anything that identifies a "
    "child.",
    "row 6, Odd: refused – “soon” is no time for a recommendation. Those are: At once, Within 3 months, Within 6 "
    "months, Within 12 months, In more than a year.",
    "row 7, Uneven: refused – “by_when” has 2 times for 3 recommendations: give one, or one for each.",
]


def test_a_file_brings_recommendations_that_are_followed_as_any_other(cast, neglect):
    by, day = cast.actor("asha"), date(2020, 3, 4)
    assert [str(line) for line in import_past_reviews(BROUGHT, by=by, take=False).lines] == SAID_OF_THEM
    assert not Recommendation.objects.exists()
    assert [str(line) for line in import_past_reviews(BROUGHT, by=by).lines] == SAID_OF_THEM
    rows = Recommendation.objects.order_by("review__title", "text").values_list("text", "timescale", "made_on")
    assert list(rows) == [
        ("Hear children.", "6_months", day),
        ("Hear parents.", "6_months", day),
        ("Call back.", "3_months", day),
        ("Train all; twice a year.", "at_once", day),
    ]
    assert [one.due_on(12) for one in Recommendation.objects.followed()] == [date(2021, 3, 4)] * 4


def test_a_second_time_it_adds_and_changes_what_differs_and_takes_no_recommendation_back(cast, neglect):
    import_past_reviews(BROUGHT, by=cast.actor("asha"))
    reworded, hana = Recommendation.objects.get(text="Hear parents."), cast.actor("hana")
    services.change_recommendation(recommendation=reworded, text="Hear every parent.", by=hana)
    again = import_past_reviews(BROUGHT, by=hana)
    assert [str(line) for line in again.lines][:2] == ["row 2, Neglect: unchanged", "row 3, Front door: unchanged"]
    sheet = HEADER + "Ashby,Front door,neglect,2019,,,,,,,Good.,hear CHILDREN.|Hear workers.,12_months,2020-03-04\n"
    [line] = import_past_reviews(sheet, by=hana).lines
    assert str(line) == "row 2, Front door: changed – conclusions; 1 recommendation added; 1 recommendation changed"
    found = Recommendation.objects.filter(review__title="Front door").values_list("text", "timescale")
    assert dict(found) == {
        "Hear children.": "12_months",
        "Hear every parent.": "6_months",
        "Hear workers.": "12_months",
    }
    answered = Recommendation.objects.get(text="Hear workers.")
    services.move_recommendation(recommendation=answered, step="accept", by=hana)
    [line] = import_past_reviews(sheet.replace("12_months", "At once").replace("Good", "Bad"), by=hana).lines
    sentence = "The host has answered this recommendation: it stays as it is."
    assert str(line) == f"row 2, Front door: refused – Recommendation 2: {sentence}"
    assert PastReview.objects.get(review__title="Front door").conclusions == "Good."


def test_what_was_recommended_is_brought_by_the_hosts_own_people_alone(cast, neglect):
    sentence = "Ashby’s own people record what was recommended to it: leave “recommendations” empty."
    for by in (cast.actor("edie"), OPERATOR):
        assert str(import_past_reviews(BROUGHT, by=by).lines[0]) == f"row 2, Neglect: refused – {sentence}"
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "This file is empty."),
        (b"PK\x03\x04\0", "This file is not an XLSX workbook that can be read."),
        (b"host,title,theme\n\0", "This is neither a CSV nor an XLSX file."),
        (b"title,theme\n", "The first row names the columns; “host” is missing."),
        (b"host,title,theme,colour\n", "There is no column “colour”."),
        (b"host,title,theme,title\n", "There is more than one column “title”."),
        (b'host,title,theme\n"open', "This file is not CSV"),
        (HEADER.encode() + b"a,b,c\n" * 501, "This file has more than 500 rows."),
        (b"x" * 1_000_001, "This file is too large."),
    ],
)
def test_a_file_that_cannot_be_read_says_why(cast, neglect, raw, sentence):
    with pytest.raises(UnreadableFile, match=sentence):
        import_past_reviews(FILE.text_of(raw), by=OPERATOR)


def test_spreadsheets_save_in_their_own_ways(cast, neglect):
    line = "Ashby;Größe’s review;Neglect;2019\n"
    for raw in (
        ("\ufeff" + "Host;Title;Theme;Year\n" + line).encode(),
        ("host;title;theme;year\n" + line).encode("cp1252"),
    ):
        report = import_past_reviews(FILE.text_of(raw), by=cast.actor("asha"))
    assert [str(found) for found in report.lines] == ["row 2, Größe’s review: unchanged"]


def test_the_command_prints_what_it_took_and_refused(cast, neglect, tmp_path, capsys):
    file = tmp_path / "past.csv"
    file.write_text(SHEET)
    with pytest.raises(CommandError, match="7 of 10 rows were refused"):
        call_command("import_reviews", file)
    assert "Earlier reviews, 10 rows: 3 taken, 0 changed" in capsys.readouterr().out
    assert PastReview.objects.get(review__host=cast.elsewhere).recorded_by is None
    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("import_reviews", tmp_path / "none.csv")
    file.write_text("nothing\n")
    with pytest.raises(CommandError, match="is missing"):
        call_command("import_reviews", file, verbosity=0)
    file.write_text(HEADER)
    call_command("import_reviews", file, verbosity=0)


def test_on_the_pages_a_file_is_shown_first_and_taken_by_a_second_button(cast, neglect, sign_in):
    client, address = sign_in(cast.asha), reverse("past-import")
    assert client.post(address, {}).status_code == 400
    looked = client.post(address, {"file": SimpleUploadedFile("p.csv", SHEET.encode())})
    assert "Take 2 and leave 8 out" in looked.content.decode()
    assert not Review.objects.exists()
    taken = client.post(address, {"text": looked.context["text"], "take": "yes"})
    assert (taken.context["taken"], Review.objects.count()) == (True, 2)
    bad = client.post(address, {"file": SimpleUploadedFile("p.csv", b"nothing")})
    assert (bad.status_code, "is missing" in bad.content.decode()) == (400, True)
    template = client.get(reverse("past-template"))
    assert template.content.decode("utf-8-sig").strip() == HEADER.strip()


def test_it_is_recorded_changed_and_shared_on_the_pages(cast, neglect, sign_in):
    client = sign_in(cast.asha)
    form = {"host": cast.host.pk, "title": "Neglect", "theme": neglect.pk, "year": "2019", "review_lead": "benfield"}
    answer = client.post(reverse("past-record"), {**form, "conclusions": "It **worked**."})
    record = PastReview.objects.get()
    assert answer["Location"] == record.review.get_absolute_url()
    page = client.get(answer["Location"]).content.decode()
    assert "<strong>worked</strong>" in page
    assert "nothing in it counts as a finding" in page
    change = {**form, "review_lead": "", "version": record.version}
    assert client.post(reverse("past-change", args=[record.review_id]), change).status_code == 302
    record = PastReview.objects.select_related("review").get()
    assert record.review.review_lead is None
    client.post(reverse("past-share", args=[record.review_id]), {"visibility": "sector", "version": record.version})
    assert "It **worked**." not in sign_in(cast.femi).get(answer["Location"]).content.decode()
    assert PastReview.objects.get().visibility == "sector"


def test_the_same_over_the_api(cast, neglect, sign_in):
    client = sign_in(cast.asha)
    said = {
        "host": "Ashby",
        "title": "Neglect",
        "theme": "neglect",
        "starts_on": "2019-03-04",
        "participants": ["Carrow"],
    }
    made = client.post("/api/v1/past-reviews/", said, **JSON)
    assert (made.status_code, made.json()["year"], made.json()["visibility"]) == (201, 2019, "review")
    address = f"/api/v1/past-reviews/{made.json()['id']}/"
    version = {"If-Match": made["ETag"]}
    changed = client.patch(address, {"conclusions": "Good."}, headers=version, **JSON)
    assert (changed.json()["conclusions"], changed.json()["participants"][0]["name"]) == ("Good.", "Carrow")
    assert client.patch(address, {"year": 2018}, headers=version, **JSON).status_code == 412
    version = {"If-Match": changed["ETag"]}
    shared = client.post(f"{address}share/", {"visibility": "region"}, headers=version, **JSON)
    assert shared.json()["visibility"] == "region"
    robo = {"Authorization": f"Bearer {cast.robo_key}"}
    assert client.post("/api/v1/past-reviews/", said, headers=robo, **JSON).status_code == 403


@pytest.mark.parametrize("rows", [1, 6])
def test_the_list_costs_the_same_at_any_length(cast, neglect, sign_in, django_assert_num_queries, rows):
    for year in range(rows):
        record(cast, neglect, year=2000 + year, participants=[cast.observing])
    client = sign_in(cast.asha)
    with django_assert_num_queries(6):
        assert len(client.get("/api/v1/past-reviews/").json()["results"]) == rows
