"""Posts as files: for a spreadsheet, and whole, to be imported again without loss."""

import csv
import io
import json
from datetime import date

import feedparser
import pytest
from openpyxl import load_workbook

from blogs import records
from blogs.models import Adopter, Author, Authorship, CaseStudy, Outcome, Post, PostCouncil, PostPartner, PostTheme
from blogs.services import let_age, name_writers, restore_post
from improvement_hub.core.actor import CLOCK, OPERATOR
from improvement_hub.core.errors import DomainError
from tests.blogs.case_studies import adopted, outcome, published
from tests.factories import AuthorFactory, CouncilFactory, PostFactory, ThemeFactory

pytestmark = pytest.mark.django_db
BODY = "  ## Ein *Bild* <b>&amp;\n\n\tand ]]> “quoted” \\[x\\]\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n`x`\x0b 👩‍👧\n\n"


def all_of_it():
    return [
        (json.loads(records.written(post)), post.state, post.visibility, post.sections and post.sections.standing)
        for post in Post.objects.prefetch_related("authorships__author", "councils", "themes").order_by("slug")
    ]


def exported(client, query=""):
    answer = client.get(f"/posts/export.atom{query}")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return b"".join(answer.streaming_content)


@pytest.fixture
def library(cast):
    """Posts with all that a post may have."""
    themes, council = [ThemeFactory(), ThemeFactory()], CouncilFactory()
    authors = [AuthorFactory(), AuthorFactory()]
    PostFactory(title="Whole", body=BODY, summary="A & B", themes=themes, authors=authors, councils=[council])
    PostFactory(title="Of a council", owner=cast.host, visibility="region", kind="case_study")
    PostFactory(title="A draft", published=False, slug="other-than-its-title")
    PostFactory(
        title="Brought", source="feed", source_guid="1", source_url="https://example.org/1", visibility="sector"
    )
    return all_of_it()


@pytest.fixture
def told(cast):
    """A case study with all that it may have, written by two councils, which nobody confirmed in time."""
    context = {"children": 60_000, "density": 2_100, "budget": "112.5", "stage": "designing", "offers_visit": True}
    post = published(cast, **context, contact_role="Head of early help", cost_band="to_50k", summary="For teenagers")
    outcome(cast, post)
    adopted(cast, post, measure="Re-referrals", result="12.25", started_on=date(2024, 5, 1), what_came_of_it="Less.")
    partner = CouncilFactory(region=cast.host.region)
    post.refresh_from_db()
    name_writers(post=post, authors=["Hana"], partners=[partner], by=cast.actor("asha"))
    Post.objects.filter(pk=post.pk).update(published_on=date(2020, 1, 1))
    let_age(case_study_id=post.pk, step="age", by=CLOCK)
    CaseStudy.objects.filter(pk=post.pk).update(ageing_since=date(2025, 1, 31))
    let_age(case_study_id=post.pk, step="archive", by=CLOCK)
    return json.loads(records.written(Post.objects.get(pk=post.pk)))


def emptied():
    for model in (Adopter, Outcome, CaseStudy, PostPartner, Authorship, PostCouncil, PostTheme, Post, Author):
        model.objects.all().delete()


def test_an_export_imports_into_an_empty_hub_as_it_was_and_again_unchanged(
    library, cast, client, sign_in, run, feed_file
):
    sign_in(cast.gwen)
    other = exported(client)
    sign_in(cast.asha)
    feed = feed_file(exported(client))
    emptied()
    assert run(feed, "--publish", "--visibility", "public")[1] is None
    run(feed_file(other), "--publish", "--visibility", "public")  # a draft of no council is an administrator's to see
    assert all_of_it() == library
    trail = Post.pgh_event_model.objects.count()
    assert run(feed, "--publish", "--visibility", "public")[0][-1].startswith(
        "Improvement Hub: posts, 3 items: 0 taken, 0 changed, 3 unchanged, 0 refused."
    )
    assert (all_of_it(), Post.pgh_event_model.objects.count()) == (library, trail)


def test_a_case_study_comes_with_sections_outcomes_partners_and_those_who_tried_it(
    told, cast, client, sign_in, run, feed_file
):
    feed = feed_file(exported(sign_in(cast.asha)))
    before, level = all_of_it(), CaseStudy.objects.get().evidence_level
    assert (before[0][3], level, len(told["case_study"]["adopters"])) == ("archived", "replicated", 1)
    emptied()
    for _ in range(2):
        assert run(feed, "--publish", "--visibility", "public")[1] is None
        assert (all_of_it(), CaseStudy.objects.get().evidence_level) == (before, level)
    CaseStudy.objects.update(voices="Ours")
    assert "It belongs to a council, which alone changes it here." in run(feed)[0][0]
    assert CaseStudy.objects.get().voices == "Ours"


def test_outcomes_are_brought_back_and_what_other_councils_say_is_left_to_them(told, client, run, feed_file):
    text = exported(client).decode()
    emptied()
    text = text.replace(f'"owner": "{told["owner"]}"', '"owner": null').replace(
        '"partners": ["', '"partners": [], "x": ["'
    )
    pictured = feed_file(text.replace("The rota.", "![A rota](image:1)"))
    assert run(pictured)[0][0].endswith("taken – its images are not in the file")
    run(feed_file(text))
    Outcome.objects.update(source="")
    Adopter.objects.all().delete()
    assert run(feed_file(text))[0][0].endswith("changed – sections")
    assert (Outcome.objects.get().source, Adopter.objects.count()) == ("Audit", 0)
    assert run(feed_file(text.replace('"problem"', '"none"')))[0][0].endswith("What its hub says of it cannot be read.")


def test_records_of_before_sections_and_with_images_are_drafts_without_them(library, told):
    record = records.read(json.dumps(told | {"case_study": None, "body": "![A chart](image:1)"}))
    terms = {"owner": None, "themes": [], "councils": [], "visibility": "public", "publish": True, "by": OPERATOR}
    emptied()
    post, _ = restore_post(record=record, **terms)
    assert (post.state, post.sections, post.body) == ("draft", None, "![A chart](image:1)")


def test_a_taken_id_of_an_adopter_stays_whose_it_is(told, cast):
    record = records.read(json.dumps(told | {"id": str(cast.host.pk), "slug": "another"}))
    [said] = record["case_study"]["adopters"]
    terms = {"owner": cast.host, "themes": [], "councils": [], "visibility": "public", "publish": False, "by": OPERATOR}
    post, _ = restore_post(record=record, adopters=[said | {"council": cast.elsewhere}], **terms)
    assert [str(one.pk) == told["case_study"]["adopters"][0]["id"] for one in post.case_study.adopters.all()] == [False]


def test_what_differs_is_brought_back_and_named(library, cast, client, run, feed_file):
    feed = feed_file(exported(client))
    post = Post.objects.get(title="Whole")
    Post.objects.filter(pk=post.pk).update(summary="", body="Else")
    post.themes.first().post_links.all().delete()
    post.council_links.all().delete()
    lines, _ = run(feed)
    assert lines[0].endswith("Whole: changed – summary; body; themes; councils")


def test_a_post_of_a_council_that_is_here_is_its_councils_to_change(library, cast, client, sign_in, run, feed_file):
    feed = feed_file(exported(sign_in(cast.asha)))
    Post.objects.filter(title="Of a council").update(summary="Ours")
    said = "Of a council: refused – It belongs to a council, which alone changes it here."
    assert [line for line in run(feed)[0] if line.endswith(said)]
    assert Post.objects.get(title="Of a council").summary == "Ours"
    emptied()
    run(feed, "--visibility", "public")
    assert run(feed, "--publish", "--visibility", "public")[1] is None
    assert {post.title: post.state for post in Post.objects.all()} == {
        "Of a council": "draft", "Whole": "published", "Brought": "published",
    }  # fmt: skip


def test_an_import_opens_nothing_wider_than_it_is_told_and_publishes_only_if_told(
    library, cast, client, run, feed_file
):
    feed = feed_file(exported(client))
    emptied()
    run(feed)
    post = Post.objects.get(title="Whole")
    assert (post.state, post.visibility) == ("draft", "sector")


def test_what_this_hub_does_not_know_is_refused_or_remarked(library, client, sign_in, cast, run, feed_file):
    sign_in(cast.asha)
    text = exported(client).decode()
    emptied()
    gss, slug = cast.host.gss, next(record["themes"][0] for record, *_ in library if record["title"] == "Whole")
    lines, failed = run(feed_file(text.replace(gss, "E00000000").replace(slug, "unknown")))
    said = "\n".join(lines)
    assert "It names a council that is not in this hub: E00000000." in said
    assert "Whole: taken – not in the vocabulary: unknown" in said
    assert failed == "1 of 3 items were refused; the others are in the hub."


@pytest.mark.parametrize("broken", ["no json", "[]", "{}", '{"published_on": 3}', "[" * 20_000])
def test_a_record_that_no_hub_writes_is_refused(library, client, run, feed_file, broken):
    text = exported(client).decode()
    start, end = text.index("<hub:post>"), text.index("</hub:post>")
    lines, _ = run(feed_file(text[:start] + "<hub:post>" + broken + text[end:]))
    assert lines[0].endswith("refused – What its hub says of it cannot be read.")


def test_a_record_of_nonsense_changes_nothing(library):
    record = records.read(json.dumps(library[0][0]))
    with pytest.raises(DomainError):
        restore_post(
            record=record | {"title": ""}, owner=None, themes=[], councils=[], visibility="public", publish=False,
            by=OPERATOR,
        )  # fmt: skip


def test_a_spreadsheet_has_what_the_list_shows_and_no_formula(library, client, sign_in, cast):
    PostFactory(title="=HYPERLINK(1)", visibility="sector")
    rows = list(csv.DictReader(io.StringIO(client.get("/posts/export.csv").getvalue().decode("utf-8-sig"))))
    assert [row["Title"] for row in rows] == ["Whole"]
    assert rows[0]["Address"].startswith("http://testserver/posts/")
    sign_in(cast.asha)
    book = load_workbook(io.BytesIO(client.get("/posts/export.xlsx?kind=case_study").getvalue()))
    assert [row[0].value for row in book.active.iter_rows()] == ["Title", "Of a council"]
    named = client.get("/posts/export.csv").getvalue().decode()
    assert "'=HYPERLINK(1)" in named
    assert client.get("/posts/export.csv?dated=never").getvalue().decode().count("\n") == 1
    assert client.get("/posts/export.pdf").status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(("kind", "queries"), [("csv", 4), ("atom", 9)])
def test_an_export_costs_the_same_at_any_length(client, rows, kind, queries, django_assert_num_queries):
    PostFactory.create_batch(rows, kind="case_study")
    with django_assert_num_queries(queries):
        assert b"".join(client.get(f"/posts/export.{kind}").streaming_content)


def test_an_ordinary_reader_of_feeds_reads_the_export(library, client):
    feed = feedparser.parse(exported(client))
    assert not feed.bozo
    assert [(entry.title, entry.id[:9]) for entry in feed.entries] == [("Whole", "urn:uuid:")]
