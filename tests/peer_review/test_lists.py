"""Lists of reviews: what is due or stuck, filters, three shapes, export, and views of one's own."""

import csv
import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import openpyxl
import pytest
import time_machine
from django.urls import reverse

from improvement_hub.core.errors import DomainError
from improvement_hub.core.models import SavedView
from improvement_hub.core.saved import services as views
from peer_review import queries, services
from peer_review.models import Action, Recommendation, Report, Review, TeamMember
from tests.factories import ThemeFactory
from tests.peer_review import impact, scenes
from tests.peer_review.scenes import VISIT
from tests.signed_in import signed_in

pytestmark = pytest.mark.at_another_time
NOON = datetime(2026, 3, 4, 12, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def on():
    """Go to noon of this many days after the visit; people join forty days before."""
    with time_machine.travel(NOON - timedelta(days=40), tick=False) as clock:
        yield lambda days: clock.move_to(NOON + timedelta(days=days))


def concerns(cast, name, pk):
    review = queries.listed_reviews(cast.actor(name)).get(pk=pk)
    return [(concern.words, concern.days) for concern in queries.concerns_of(review)]


def test_what_is_due_or_stuck_is_said_in_words(cast, on):
    on(-3)
    review = scenes.opened(cast, team=False)
    assert concerns(cast, "hana", review.pk) == [
        ("The visit begins", 3),
        ("Waiting for Ashby to agree the scope", None),
        ("Waiting for Benfield to agree the scope", None),
        ("Nobody is on the visiting team yet", None),
    ]
    on(3)
    services.agree_to_scope(review=review, by=cast.actor("hana"))
    assert concerns(cast, "edie", review.pk)[:2] == [
        ("The visit has not started", -3),
        ("Waiting for Benfield to agree the scope", None),
    ]


def test_a_hold_is_told_to_the_team_alone(scene, on):
    on(0)
    scene.step(scene.hypothesis(), "hold", "carys", reason="Why?")
    assert concerns(scene.cast, "ben", scene.review.pk) == [("A statement is held since today", None)]
    on(1)
    assert ("A statement is held since yesterday", None) in concerns(scene.cast, "ben", scene.review.pk)
    on(6)
    assert concerns(scene.cast, "dev", scene.review.pk) == [
        ("The visit is not finished", -6),
        ("A statement is held for 6 days", None),
    ]
    for name in ("asha", "edie"):
        assert concerns(scene.cast, name, scene.review.pk) == [("The visit is not finished", -6)]


def test_a_report_that_is_late_a_check_and_a_long_pause_are_said(scene, on):
    on(0)
    scene.report()
    on(60)
    assert concerns(scene.cast, "edie", scene.review.pk) == [("The host has no report yet", -4)]
    scene.move("draft_report")
    scene.write(scene.paragraph("summary"), "Help comes quickly.")
    scene.move("send_to_host")
    assert concerns(scene.cast, "edie", scene.review.pk) == [("Waiting for the accuracy check of Ashby", 15)]
    scene.move("postpone", reason="Snow.")
    assert concerns(scene.cast, "edie", scene.review.pk) == []
    on(160)
    assert concerns(scene.cast, "edie", scene.review.pk) == [("Postponed for 100 days", None)]


def test_a_check_an_answer_actions_and_follow_ups_that_are_late_are_said(scene, on, sign_in):
    by, pk = scene.actor, scene.review.pk
    on(0)
    finding = scene.summarised()
    asked = [impact.recommended(scene, finding, f"{letter}.") for letter in "AB"]
    scene.move("send_to_host")
    said = {"paragraph": scene.paragraph(), "inaccurate": "It was three days.", "by": by("hana")}
    comment = services.comment_on_paragraph(**said)
    on(30)
    assert concerns(scene.cast, "ben", pk) == [
        ("Ashby has not finished its accuracy check", -16),
        ("A comment of the host has no answer", -2),
    ]
    services.answer_comment(comment=comment, outcome="kept", answer="No.", by=by("ben"))
    services.end_check(report=Report.objects.get(), by=by("hana"))
    assert concerns(scene.cast, "ben", pk) == [("The accuracy check is done, and the report is not final yet", None)]
    scene.move("make_final")
    for row, day in zip(asked, (VISIT + timedelta(days=40), VISIT + timedelta(days=35)), strict=True):
        impact.planned(scene, row, due_on=day)
    on(39)
    assert concerns(scene.cast, "hana", pk) == [("An action is late", -4)]
    on(130)
    late = [("2 actions are late", -95), ("A follow-up is not answered", -9)]
    assert concerns(scene.cast, "hana", pk) == concerns(scene.cast, "edie", pk) == late
    for row in asked:
        impact.answer(scene, row)
    assert concerns(scene.cast, "hana", pk) == late[:1]
    for who, query in (("hana", "council"), ("ben", "me"), ("edie", "region")):
        page = sign_in(getattr(scene.cast, who)).get(f"/reviews/?attention={query}")
        assert "2 actions are late" in page.content.decode()
    assert [(str(one), concern.words) for one, concern in queries.region_exceptions(by("edie"))] == [
        ("Front door, Ashby", "2 actions are late")
    ]
    for row in queries.with_next_follow_up(Recommendation.objects.all()):
        assert (row.next_months, row.next_on) == (12, row.due_on(12))
    for action in Action.objects.all():
        services.move_action(action=action, step="finish", by=by("hana"))
    on(400)
    assert concerns(scene.cast, "hana", pk) == [("A follow-up is not answered", -5)]
    for row in asked:
        impact.answer(scene, row, 12)
    assert concerns(scene.cast, "hana", pk) == []
    assert client_rows(sign_in(scene.cast.hana), "attention=council") == []


def client_rows(client, query):
    return [row["title"] for row in client.get(f"/api/v1/reviews/?{query}").json()["results"]]


@pytest.fixture
def several(scene, on):
    """The review on site, one proposed that Femsley leads, one closed to come, and an earlier one."""
    cast = scene.cast
    on(2)
    scenes.opened(cast, title="Neglect", theme=ThemeFactory(slug="neglect"), review_lead=cast.elsewhere, team=False)
    services.record_past_review(
        host=cast.leading, title="Earlier", theme=scene.review.theme, year=2019, by=cast.actor("ben")
    )
    return cast


NARROWED = [
    ("ben", "", ["Earlier", "Front door"]),
    ("edie", "attention=region", ["Front door", "Neglect"]),
    ("edie", "attention=me", []),
    ("dev", "attention=me", ["Front door"]),
    ("carys", "attention=council", ["Front door", "Neglect"]),
    ("hana", "state=open", ["Front door", "Neglect"]),
    ("hana", "state=reported", []),
    ("hana", "state=on_site", ["Front door"]),
    ("ben", "state=recorded", ["Earlier"]),
    ("hana", "council=benfield", ["Front door"]),
    ("hana", "council=nowhere", []),
    ("ben", "role=review_lead", ["Front door"]),
    ("ben", "role=participant", []),
    ("ben", "role=host", ["Earlier"]),
    ("edie", "region=northmoor", ["Earlier", "Front door", "Neglect"]),
    ("edie", "method=triad-review", ["Front door", "Neglect"]),
    ("edie", "year=2019", ["Earlier"]),
    ("edie", "year=2026", ["Front door", "Neglect"]),
]


def test_page_and_api_are_narrowed_alike(several, client):
    for who in ("ben", "carys", "dev", "edie", "hana"):
        signed_in(getattr(several, who), client)
        for query, found in [(query, found) for name, query, found in NARROWED if name == who]:
            rows = client.get(f"/reviews/?{query}&view=all").context["object_list"]
            assert (query, sorted(review.title for review in rows)) == (query, found)
            rows = client.get(f"/api/v1/reviews/?{query}").json()["results"]
            assert (query, sorted(row["title"] for row in rows)) == (query, found)


def test_a_list_can_be_sorted(several, sign_in):
    client = sign_in(several.edie)

    def titles(order):
        return [review.title for review in client.get(f"/reviews/?sort={order}").context["object_list"]]

    assert titles("date") == ["Front door", "Neglect", "Earlier"]
    assert titles("first") == ["Front door", "Neglect", "Earlier"]
    assert titles("host") == ["Front door", "Neglect", "Earlier"]
    assert titles("state") == ["Neglect", "Front door", "Earlier"]
    assert client.get("/reviews/?sort=colour").context["filterset"].form.errors


def test_the_board_has_a_column_for_every_state_with_reviews(several, sign_in):
    page = sign_in(several.edie).get("/reviews/?as=board&state=open")
    columns = [(state, [str(review) for review in reviews]) for state, reviews in page.context["columns"]]
    assert columns == [("Proposed", ["Neglect, Ashby"]), ("On site", ["Front door, Ashby"])]
    html = page.content.decode()
    assert "The visit is not finished" in html
    assert 'name="as" value="board"' in html
    assert [chip["label"] for chip in page.context["filterset"].chosen] == ["State"]


@pytest.mark.parametrize("rows", [1, 8])
def test_each_shape_costs_the_same_at_any_length(scene, sign_in, django_assert_num_queries, rows):
    theme = ThemeFactory()
    for number in range(rows):
        scenes.opened(scene.cast, title=f"R{number}", theme=theme, team=False)
    client = sign_in(scene.cast.edie)
    for shape in ("list", "table", "board"):
        with django_assert_num_queries(10):
            client.get(f"/reviews/?as={shape}")


def exported(client, kind, query=""):
    answer = client.get(reverse("reviews-export", args=[kind]) + query)
    body = b"".join(answer.streaming_content)
    if kind == "csv":
        return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_the_export_has_what_the_list_shows_and_no_text_of_a_review(several, sign_in):
    cast = several
    client = sign_in(cast.edie)
    rows = exported(client, "csv", "?sort=host&state=open")
    assert [(row["Title"], row["State"], row["Activities"], row["Evidence"]) for row in rows] == [
        ("Front door", "On site", "2", "0"),
        ("Neglect", "Proposed", "0", "0"),
    ]
    assert rows[0]["Due or stuck"] == "The visit is not finished"
    assert rows[0]["Address"].endswith(Review.objects.get(title="Front door").get_absolute_url())
    assert "How families reach help." not in str(rows)
    assert [row["Title"] for row in exported(client, "csv", "?state=nonsense")] == []
    earlier = exported(sign_in(cast.ben), "xlsx", "?state=recorded")
    assert [(row["Title"], row["Year"], row["Evidence"]) for row in earlier] == [("Earlier", 2019, None)]
    assert exported(sign_in(cast.femi), "csv") == exported(sign_in(cast.femi), "csv", "?view=all")
    assert client.get("/reviews/export/pdf/").status_code == 404


def test_a_title_like_a_formula_is_exported_as_text(cast, sign_in):
    scenes.opened(cast, title="=1+1", team=False)
    client = sign_in(cast.hana)
    (sheet,) = exported(client, "xlsx")
    assert (sheet["Title"], sheet["First day"].date()) == ("=1+1", scenes.VISIT)
    assert exported(client, "csv")[0]["Title"] == "'=1+1"


@pytest.mark.parametrize("rows", [1, 6])
def test_the_export_costs_the_same_at_any_length(scene, sign_in, django_assert_num_queries, rows):
    theme = ThemeFactory()
    for number in range(rows):
        scenes.opened(scene.cast, title=f"R{number}", theme=theme, team=False)
    client = sign_in(scene.cast.edie)
    with django_assert_num_queries(5):
        exported(client, "csv")


def test_a_public_list_shows_nobody_what_is_due(scene, client):
    scene.report()
    assert client.get("/reviews/?as=table").context["object_list"].count() == 0
    assert "attention" not in client.get("/reviews/").context["filterset"].form.fields


def test_a_view_is_saved_opened_first_and_deleted(cast, sign_in):
    client = sign_in(cast.hana)
    said = {"place": "/reviews/", "name": "Open here", "query": "state=open&as=board&q=&page=3&view=x"}
    saved = client.post(reverse("view-save"), said)
    view = SavedView.objects.get()
    assert saved["Location"] == f"/reviews/?view={view.pk}&state=open&as=board" == view.get_absolute_url()
    page = client.get(saved["Location"])
    assert (page.context["shown_view"], page.context["shape"]) == (view, "board")
    client.post(reverse("view-first", args=[view.pk]), {})
    assert client.get("/reviews/")["Location"] == view.get_absolute_url()
    assert client.get("/reviews/?view=all").status_code == 200
    other = views.save_view(place="/reviews/", name="All", query="", by=cast.actor("hana"))
    views.open_with(view=other, by=cast.actor("hana"))
    assert list(SavedView.objects.filter(is_default=True)) == [other]
    views.open_with(view=other, by=cast.actor("hana"))
    assert client.get("/reviews/").status_code == 200
    client.post(reverse("view-delete", args=[view.pk]), {})
    assert list(SavedView.objects.all()) == [other]


def test_a_view_is_ones_own_and_its_name_stands_once(cast, sign_in, monkeypatch):
    by = cast.actor("hana")
    view = views.save_view(place="/reviews/", name="Open", query="state=open", by=by)
    again = views.save_view(place="/reviews/", name="open", query="state=on_site", by=by)
    assert (again.pk, again.query) == (view.pk, "state=on_site")
    assert list(SavedView.objects.visible_to(cast.actor("asha"))) == []
    assert list(SavedView.objects.visible_to(cast.actor("robo"))) == []
    for place in ("/councils/", "/nowhere/", "https://elsewhere.example/"):
        with pytest.raises(DomainError, match="cannot be saved"):
            views.save_view(place=place, name="Other", query="", by=by)
    monkeypatch.setattr(SavedView, "MOST", 1)
    with pytest.raises(DomainError, match="You have 1 views of this list"):
        views.save_view(place="/reviews/", name="Second", query="", by=by)


def test_the_database_keeps_views_apart(cast):
    from django.db import IntegrityError, transaction

    terms = {"owner": cast.hana, "place": "/reviews/", "is_default": True}
    SavedView.objects.create(name="Mine", **terms)
    for name, constraint in (("Mine", "a_view_has_a_name_of_its_own"), ("Other", "a_list_opens_with_one_view")):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            SavedView.objects.create(**{**terms, "is_default": name == "Other"}, name=name)


def test_a_review_is_opened_and_changed_over_the_api(cast, sign_in):
    ThemeFactory(slug="neglect")
    said = {
        "title": "Front door", "theme": "neglect", "method": str(scenes.triad_method().pk), "host": "Ashby",
        "review_lead": "Benfield", "observer": "Carrow", "keylines": ["Why?"], "starts_on": "2026-03-04",
    }  # fmt: skip
    client = sign_in(cast.hana)
    made = client.post("/api/v1/reviews/", said, content_type="application/json")
    assert (made.status_code, made.json()["state"], made.json()["keylines"][0]["question"]) == (201, "proposed", "Why?")
    address = f"/api/v1/reviews/{made.json()['id']}/"
    change = {"title": "Early help", "keylines": ["How?"]}
    assert client.patch(address, change, content_type="application/json").status_code == 428
    headers = {"If-Match": made["ETag"]}
    changed = client.patch(address, change, headers=headers, content_type="application/json").json()
    assert (changed["title"], changed["keylines"][0]["question"], changed["starts_on"]) == (
        "Early help",
        "How?",
        "2026-03-04",
    )
    refused = client.post("/api/v1/reviews/", {**said, "host": "Femsley"}, content_type="application/json")
    assert refused.json()["errors"][0]["detail"] == "You can open a review of your own council only."
    assert TeamMember.objects.count() == 0
