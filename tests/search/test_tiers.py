"""The best of many are found without ranking all of them, and are the same."""

import random

import pytest
from django.db import connection, transaction

from improvement_hub.core.actor import NOBODY
from improvement_hub.search.asked import Part, Word
from improvement_hub.search.models import Entry
from improvement_hub.search.queries import Wish, counting, ranking, search, tiers
from improvement_hub.search.services import count_words
from tests.factories import PostFactory, ThemeFactory

ENTRIES = 600_000
COMMON = {"famili": 400_000, "school": 90_000, "visit": 70_000, "plan": 200_000, "kin": 9_000, "care": 300_000}


def word(stem):
    return Word(stem, stem, COMMON[stem])


def part(*stems, same=(), near=()):
    names = [[[word(stem) for stem in name] for name in some] for some in (same, near)]
    return Part([word(stem) for stem in stems], same=names[0], near=names[1])


QUESTIONS = {
    "one word": [part("famili")],
    "two words": [part("famili"), part("school")],
    "a rare and a common one": [part("kin"), part("famili")],
    "two words that are one name": [part("kin", "care"), part("visit")],
    "a word with another name": [part("kin", same=[["famili", "care"]]), part("plan")],
    "a word with several": [part("kin", same=[["famili"], ["care", "plan"]], near=[["visit", "school", "plan"]])],
    "five words": [part(stem) for stem in ("famili", "school", "visit", "plan", "care")],
}


def vectors(number):
    """Telling words by chance, of all places and as often as not."""
    chance = random.Random(number)
    for _ in range(number):
        places, said = iter(range(1, 500)), {}
        for letter in "ABCD":
            for stem in chance.choices([*COMMON, "other"], k=chance.randrange(6)):
                said.setdefault(stem, []).append(f"{next(places)}{letter}")
        yield " ".join(f"'{stem}':{','.join(where)}" for stem, where in said.items())


@pytest.mark.django_db
@pytest.mark.parametrize("question", QUESTIONS)
def test_no_entry_outside_a_tier_has_a_score_of_the_tier(question):
    parts = QUESTIONS[question]
    score = ranking.score(parts, ENTRIES)
    kept = []
    for tier in tiers.tiers_for(parts, ENTRIES, matching=ENTRIES):
        sql = f"""
            SELECT {score.sql}, search_steps(telling) @@ %s::tsquery FROM unnest(%s::text[]) said, LATERAL (
                SELECT said::tsvector AS telling) told
        """
        with connection.cursor() as cursor:
            cursor.execute(sql, [*score.params, tier.query, list(vectors(1500))])
            rows = cursor.fetchall()
        assert max((score for score, within in rows if not within), default=0) < tier.below
        kept.append(sum(within for _, within in rows))
    assert kept == sorted(kept)
    assert kept[0] < 1500


def test_of_more_parts_than_can_be_weighed_up_all_entries_are_ranked():
    most = [part("famili")] * tiers.MOST_PARTS
    assert len(tiers.tiers_for(most, ENTRIES, matching=ENTRIES)) == len(tiers.OF_THE_MOST)
    assert tiers.tiers_for([*most, part("kin")], ENTRIES, matching=ENTRIES) == []


@pytest.fixture
def library():
    ThemeFactory(name="Elective home education", acronym="EHE", slug="ehe", synonyms=["home schooling", "tuition"])
    chance = random.Random(4)
    words = ("visit", "school", "families", "plan", "home", "education", "EHE", "tuition", "neglect")
    for _ in range(60):
        title, lead, body = (" ".join(chance.choices(words, k=k)).capitalize() for k in (3, 4, 12))
        PostFactory(title=title, body=f"{lead}.\n\n{body}.")
    count_words()


ASKED = [{"q": q} for q in ("school", "families plan", "EHE visit", "tuition -neglect", '"home visit"', "plan nowhere")]
ASKED += [{"q": "visit school families plan home education neglect"}]
ASKED += [{"q": "families school", "page": 2}, {"q": "families school", "chosen": {"kind": ["blog"]}}]
ASKED += [{"q": "visit", "order": "newest"}]


@pytest.mark.django_db
@pytest.mark.parametrize("closely", [1, 25, 150])
def test_the_answer_is_the_same_however_many_are_ranked(library, monkeypatch, closely):
    """150: the tiers hold too few, and all are ranked; 1: the first tiers do."""
    monkeypatch.setattr(counting, "CLOSELY", closely)
    wishes = [Wish(size=10, **asked) for asked in ASKED]
    all_ranked = [search(wish, NOBODY) for wish in wishes]
    monkeypatch.setattr(tiers, "MANY", 0)
    assert [search(wish, NOBODY) for wish in wishes] == all_ranked
    assert sum(found.total > 0 for found in all_ranked) == len(ASKED)


@pytest.mark.django_db
def test_an_entry_has_where_its_telling_words_stand_and_how_often():
    entry = Entry.objects.get(pk=PostFactory(title="A visit", body="Visit us. Visit.").pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tsvector_to_array(steps) FROM search_entry WHERE id = %s", [entry.pk])
        steps = cursor.fetchone()[0]
    assert "visit/A4" in steps


@pytest.mark.django_db(transaction=True)
def test_a_search_leaves_no_setting_behind():
    PostFactory(title="A visit", body="We came.")
    with connection.cursor() as cursor:
        settings = (
            "SELECT name, setting FROM pg_settings WHERE name IN ('enable_seqscan', 'jit', 'work_mem') ORDER BY 1"
        )
        cursor.execute(settings)
        before = cursor.fetchall()
        assert search(Wish(q="visit"), NOBODY).total == 1
        cursor.execute(settings)
        assert cursor.fetchall() == before
        with transaction.atomic():
            assert search(Wish(q="visit"), NOBODY).total == 1
            cursor.execute(settings)
            assert cursor.fetchall() == before
