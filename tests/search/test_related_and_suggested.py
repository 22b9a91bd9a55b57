import pytest

from improvement_hub.core.actor import NOBODY, Actor
from improvement_hub.search.queries import near, related, suggestions
from improvement_hub.search.services import count_words
from tests.factories import CouncilFactory, PostFactory, ThemeFactory

pytestmark = pytest.mark.django_db
MEMBER = Actor(kind="person", in_sector=True)
STOCK = "Children, young people and their families achieve better outcomes through partnership."


@pytest.fixture
def texts():
    theme = ThemeFactory(name="Fostering")
    made = {
        name: PostFactory(title=name, body=f"{STOCK} {body}", themes=themes, **more)
        for name, body, themes, more in (
            ("Foster carers", "Foster carers stay where foster carers meet. Kinship carers too.", [theme], {}),
            ("Kinship", "Kinship carers and foster carers ask for allowances.", [theme], {}),
            ("Secret carers", "Foster carers and kinship carers.", [], {"visibility": "sector"}),
            ("Audits", "Audits of case files by auditors.", [], {}),
            ("Budgets", "Budgets and deficits of the high needs block.", [], {}),
            ("Buses", "Buses to school, and taxis.", [], {}),
            ("Invented carers", "Foster carers and kinship carers.", [], {"owner": CouncilFactory(demonstration=True)}),
        )
    }
    for number in range(8):
        PostFactory(title=f"Note {number}", body=f"{STOCK} The {number}th note.")
    count_words()
    return made


def test_what_is_related_shares_rare_words_and_says_which(texts):
    [one] = related(texts["Foster carers"].pk, NOBODY)
    assert (one.title, one.themes, one.kind_words) == ("Kinship", ["Fostering"], "Blog")
    assert set(one.words) == {"foster", "carers", "kinship"}


def test_what_shares_only_stock_phrases_is_not_related(texts):
    assert related(texts["Budgets"].pk, NOBODY) == []


def test_nothing_is_related_that_one_may_not_read(texts):
    titles = {one.title for one in related(texts["Foster carers"].pk, MEMBER)}
    assert titles == {"Kinship", "Secret carers"}
    insider = Actor(kind="person", in_sector=True, demonstration=True)
    assert "Invented carers" in {one.title for one in related(texts["Foster carers"].pk, insider)}


def test_suggestions_are_themes_councils_and_titles_one_may_read(texts):
    CouncilFactory(name="Fosterham")
    CouncilFactory(name="Fosterby", demonstration=True)
    assert [(one.sort, one.words) for one in suggestions("foster", NOBODY)] == [
        *(("Theme", "Fostering"), ("Council", "Fosterham"), ("Blog", "Foster carers")),
    ]
    assert ("Blog", "Secret carers") in [(one.sort, one.words) for one in suggestions("carers", MEMBER)]
    assert {one.words for one in suggestions("foster", Actor(demonstration=True))} >= {"Fosterby", "Fosterham"}
    assert [one.words for one in suggestions("foster car", NOBODY)] == ["Foster carers"]


@pytest.mark.parametrize("typed", ["", "a", ".*", "((", "\\m", "\x00\x00", "'; drop"])
def test_what_is_no_word_suggests_nothing_and_breaks_nothing(texts, typed):
    assert suggestions(typed, NOBODY) == []


def test_near_a_question_without_answer_is_what_begins_like_its_words(texts):
    assert [one.words for one in near("fosterings kinshops", NOBODY)] == ["Fostering", "Foster carers", "Kinship"]
    assert near("of a", NOBODY) == []
