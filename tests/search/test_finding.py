"""What is found, in which order, and how it is counted."""

from collections import Counter
from datetime import date

import pytest

from blogs.services import move_post
from improvement_hub.core.actor import NOBODY, Actor
from improvement_hub.search.models import Entry, Facet
from improvement_hub.search.queries import Wish, labels, search
from improvement_hub.search.services import count_words
from tests.factories import (
    ApproachFactory,
    AuthorFactory,
    CouncilFactory,
    PostFactory,
    RegionFactory,
    SiteFactory,
    ThemeFactory,
)
from tests.factories.blogs import publisher

pytestmark = pytest.mark.django_db
MEMBER = Actor(kind="person", in_sector=True)


def titles(q="", actor=NOBODY, **wish) -> list[str]:
    found = search(Wish(q=q, **wish), actor)
    return [answer.title.replace("\x02", "").replace("\x03", "") for answer in found.answers]


@pytest.fixture
def library():
    ThemeFactory(
        name="Elective home education", acronym="EHE", slug="ehe", synonyms=["home schooling", "EOTAS", "tuition"]
    )
    for title, body in (
        ("Taught at the kitchen table", "Elective home education grew. Elective home education is a choice."),
        ("What the register says of EHE", "We counted."),
        ("Assessment in three days", "An assessment begins with a visit. The assessment ends with a plan."),
        ("Neglect and the school nurse", "Early help for neglect, without an assessment."),
        ("A conference in the north", "Leadership, and the conference dinner."),
        ("Leadership alone", "Leadership is walking about."),
    ):
        PostFactory(title=title, body=body)
    count_words()


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("EHE", {"Taught at the kitchen table", "What the register says of EHE"}),
        ("elective home education", {"Taught at the kitchen table", "What the register says of EHE"}),
        ("home schooling", {"Taught at the kitchen table"}),
        ("leadership -conference", {"Leadership alone"}),
        ('"early help"', {"Neglect and the school nurse"}),
        ("“help early”", set()),
        ("assessments", {"Assessment in three days", "Neglect and the school nurse"}),
        ("-conference", None),
        ("the", None),
        ("\x00", None),
        ("!!! & | ' \\ :* <->", None),
        ("", None),
    ],
)
def test_words_phrases_acronyms_synonyms_and_exclusions(library, q, found):
    everything = {"Taught at the kitchen table", "What the register says of EHE", "Assessment in three days"}
    everything |= {"Neglect and the school nurse", "A conference in the north", "Leadership alone"}
    expected = everything - ({"A conference in the north"} if q == "-conference" else set())
    assert set(titles(q)) == (expected if found is None else found)


def test_the_title_goes_before_the_text_and_often_before_once(library):
    assert titles("assessment") == ["Assessment in three days", "Neglect and the school nurse"]


def test_a_misspelt_word_is_corrected_and_said_so(library):
    found = search(Wish(q="assesment -plan"), NOBODY)
    assert (found.corrected, [answer.title for answer in found.answers]) == (
        "assessment -plan", ["Neglect and the school nurse"],
    )  # fmt: skip
    assert search(Wish(q='"early hepl"'), NOBODY).corrected == '"early help"'
    as_typed = search(Wish(q="assesment", as_typed=True), NOBODY)
    assert (as_typed.corrected, as_typed.total) == ("", 0)


def test_nobody_is_corrected_towards_a_word_they_may_not_read():
    PostFactory(title="Confidential harbours", visibility="sector")
    count_words()
    assert search(Wish(q="harbuors"), NOBODY).corrected == ""
    assert search(Wish(q="harbuors"), MEMBER).corrected == "harbours"


def test_where_hardly_anything_has_all_words_those_with_most_are_shown(library):
    found = search(Wish(q="how do neglect and assessment change a school nurse -dinner"), NOBODY)
    assert found.has_most
    assert found.answers[0].title.replace("\x02", "").replace("\x03", "") == "Neglect and the school nurse"
    assert not search(Wish(q="zebra"), NOBODY).has_most
    assert not search(Wish(q="zebra giraffe"), NOBODY).has_most


def test_words_are_marked_and_nothing_is_html(library):
    PostFactory(title="A < B & kinship", body="Kinship <b>carers</b> & more.")
    [answer] = search(Wish(q="kinship"), NOBODY).answers
    assert answer.title == "A < B & \x02kinship\x03"
    assert answer.snippet == "\x02Kinship\x03  carers  & more"


@pytest.fixture
def catalogue():
    """Things of every facet."""
    north, south = RegionFactory(slug="north"), RegionFactory(slug="south")
    county = CouncilFactory(region=north, kind="CTY", name="Arden")
    unitary = CouncilFactory(region=south, kind="UA", name="Eastholme")
    wide = ThemeFactory(slug="safeguarding", name="Safeguarding")
    narrow = ThemeFactory(slug="neglect", name="Neglect", broader=wide)
    other = ThemeFactory(slug="send", name="Special needs")
    for number in range(24):
        PostFactory(
            title=f"Note {number}",
            kind=("blog", "resource")[number % 2],
            owner=(county, unitary, None)[number % 3],
            published_on=date(2018 + number % 4, 5, 1),
            themes=[[narrow], [other], [narrow, other], []][number % 4],
            visibility=("public", "sector")[number % 5 == 0],
        )
    PostFactory(title="Undated note", source="s", source_guid="1")
    SiteFactory(lead=county, stage="sharing", name="Note of a site")


CHOICES = [
    {},
    {"kind": ["blog"]},
    {"theme": ["safeguarding"], "kind": ["blog", "resource"]},
    {"region": ["north"], "year": ["2019", "2020"], "theme": ["send"]},
    {"council_type": ["UA"], "kind": ["site"]},
    {"stage": ["sharing"]},
    {"year": ["undated"]},
    {"theme": ["no-such-theme"]},
]


@pytest.mark.parametrize("chosen", CHOICES)
@pytest.mark.parametrize("actor", [NOBODY, MEMBER])
@pytest.mark.parametrize("q", ["", "note"])
def test_every_count_is_what_counting_one_by_one_gives(catalogue, q, chosen, actor):
    found = search(Wish(q=q, chosen=chosen, size=100), actor)
    known = {label.pk: (label.facet, key_of(label)) for label in Facet.objects.all()}
    rows = [{known[value] for value in entry.facets} for entry in Entry.objects.visible_to(actor)]
    kept = [row for row in rows if fits(row, chosen)]
    assert (found.total, len(found.answers)) == (len(kept), len(kept))
    for facet, counts in found.facets.items():
        others = {name: keys for name, keys in chosen.items() if name != facet}
        tally = Counter(key for row in rows if fits(row, others) for name, key in row if name == facet)
        shown = {count.label.key: count.number for count in counts if count.number}
        assert shown == dict(tally), facet
        assert {count.label.key for count in counts if count.is_chosen} == set(chosen.get(facet, [])) - {
            "no-such-theme"
        }


def key_of(row):
    return next(label.key for label in labels.labels_of(-1).by_id.values() if label.id == row.pk)


def fits(row, chosen):
    return all(any((facet, key) in row for key in keys) for facet, keys in chosen.items())


def test_pages_go_on_where_the_last_one_ended(catalogue):
    once = titles("note", size=100)
    assert [title for page in (1, 2, 3, 4) for title in titles("note", size=7, page=page)] == once
    newest = titles("note", order="newest", size=100)
    assert set(newest) == set(once)
    years = [answer.day for answer in search(Wish(q="note", order="newest", size=100), NOBODY).answers]
    assert years == sorted(years, key=lambda day: day or date.min, reverse=True)


def test_one_asks_for_the_councils_by_or_about_which_it_is(catalogue):
    council = CouncilFactory(name="Westholme")
    PostFactory(title="About it", councils=[council])
    assert titles(councils=(council.pk,)) == ["About it"]


def test_what_is_invented_is_found_by_who_asks_for_it_or_belongs_to_it():
    PostFactory(title="Invented", owner=CouncilFactory(demonstration=True))
    PostFactory(title="Real")
    assert titles() == ["Real"]
    assert titles(demonstration="only") == ["Invented"]
    assert set(titles(demonstration="include")) == set(titles(actor=Actor(demonstration=True))) == {"Real", "Invented"}


def test_authors_and_councils_can_be_searched_for():
    PostFactory(title="A note", authors=[AuthorFactory(name="Ada Lovelace")], councils=[CouncilFactory(name="Arden")])
    assert titles("lovelace") == titles("arden") == ["A note"]


def test_a_theme_is_called_by_its_new_name_at_once():
    theme = ThemeFactory(name="Neglect")
    PostFactory(themes=[theme])
    assert [count.label.words for count in search(Wish(), NOBODY).facets["theme"]] == ["Neglect"]
    theme.name = "Unmet needs"
    theme.save()
    assert [count.label.words for count in search(Wish(), NOBODY).facets["theme"]] == ["Unmet needs"]


def test_a_value_that_is_newer_than_the_labels_is_known():
    known = labels.labels_of(-2)
    PostFactory()
    new = Entry.objects.get().facets
    assert set(new) <= set(known.knowing(new).by_id)
    assert known.knowing([]) is known


def test_choosing_what_only_others_may_read_looks_like_choosing_what_nothing_has():
    theme = ThemeFactory(slug="hidden")
    PostFactory(visibility="sector", themes=[theme], source="s", source_guid="1", published_on=date(2011, 1, 1))

    def chosen(**keys):
        facets = search(Wish(chosen=keys), NOBODY).facets.values()
        return [(count.label.words, count.number) for counts in facets for count in counts if count.is_chosen]

    before = chosen(theme=["hidden"]), chosen(year=["2011"]), chosen(kind=["blog"]), chosen(year=["20x1"])
    Entry.objects.all().delete()
    Facet.objects.all().delete()
    assert (chosen(theme=["hidden"]), chosen(year=["2011"]), chosen(kind=["blog"]), chosen(year=["20x1"])) == before
    assert before == ([(theme.name, 0)], [("2011", 0)], [("Blog", 0)], [])


def test_where_only_a_year_is_known_no_day_is_shown(client):
    ApproachFactory(name="Pods", began_in=2007, origin_words="A town")
    PostFactory(title="Notes", source="s", source_guid="1", published_on=date(2007, 1, 1))
    found = {answer.title: answer.is_known_by_year for answer in search(Wish(), NOBODY).answers}
    assert found == {"Pods": True, "Notes": False}
    told = {row["title"]: (row["date"], row["year"]) for row in client.get("/api/v1/search/").json()["results"]}
    assert told == {"Pods": (None, 2007), "Notes": ("2007-01-01", 2007)}
    page, feed = client.get("/search/").content.decode(), client.get("/search/feed/").content.decode()
    assert (page.count("1 January 2007"), feed.count("<published>2007-01-01")) == (1, 1)


def test_a_pasted_page_is_read_as_its_first_words(library):
    assert titles("assessment " * 4000) == ["Assessment in three days", "Neglect and the school nurse"]


@pytest.mark.django_db(transaction=True)
def test_kept_counts_are_those_of_this_very_moment(nothing_staged):
    post = PostFactory()
    assert [search(Wish(), NOBODY).total for _ in range(2)] == [1, 1]
    PostFactory()
    assert search(Wish(), NOBODY).total == 2
    move_post(post=post, step="withdraw", by=publisher(post))
    assert search(Wish(), NOBODY).total == 1
    assert [count.number for count in search(Wish(chosen={"kind": ["blog"]}), NOBODY).facets["kind"]] == [1]
