"""What changed between two texts, in words."""

import random
import time

import pytest

from improvement_hub.core import differences as module
from improvement_hub.core.differences import differences

LINES = ["one two", "one three", "", "four"]


def test_a_changed_word_is_told_by_itself():
    assert differences("# Pods\nWe tried two teams.\n", "# Pods\nWe tried three teams.\n") == [
        ("same", "# Pods\nWe tried "), ("gone", "two"), ("new", "three"), ("same", " teams.\n"),
    ]  # fmt: skip


def test_lines_that_come_and_go_are_told_whole():
    assert differences("One.\nTwo.\n", "Two.\nThree.\n") == [
        ("gone", "One.\n"),
        ("same", "Two.\n"),
        ("new", "Three.\n"),
    ]
    assert differences("", "One.") == [("new", "One.")]
    assert differences("One.", "One.") == [("same", "One.")]


def test_texts_too_long_to_compare_are_told_whole_but_for_what_is_alike_at_both_ends(monkeypatch):
    monkeypatch.setattr(module, "MOST_PAIRS", 1)
    found = differences("Same.\na b\nc d\nEnd.", "Same.\nb a\nd c\nEnd.")
    assert found == [("same", "Same.\n"), ("gone", "a b\nc d"), ("new", "b a\nd c"), ("same", "\nEnd.")]


@pytest.mark.parametrize("seed", range(20))
def test_both_texts_can_be_read_from_the_pieces(seed):
    chance = random.Random(seed)
    before, after = ("\n".join(chance.choices(LINES, k=chance.randrange(7))) for _ in range(2))
    pieces = differences(before, after)
    assert "".join(text for kind, text in pieces if kind != "new") == before
    assert "".join(text for kind, text in pieces if kind != "gone") == after


def test_a_rewritten_paragraph_is_compared_in_no_time():
    chance = random.Random(1)
    before, after = (" ".join(f"w{chance.randrange(150)}" for _ in range(499)) for _ in range(2))
    began = time.perf_counter()
    assert len(differences(before, after)) > 1
    assert time.perf_counter() - began < 2
