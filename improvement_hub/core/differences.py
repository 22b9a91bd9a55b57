"""What changed between two texts, word by word, for people to read."""

import re
from difflib import SequenceMatcher
from itertools import chain

WORD = re.compile(r"\s+|\w+|[^\w\s]")
MOST_PAIRS = 1_000_000  # of lines or words; beyond that, comparing would take longer than anyone waits


def differences(before: str, after: str) -> list[tuple[str, str]]:
    """The texts in pieces, each with what became of it: same, gone or new. Joined without the new ones, they are
    `before`; without those gone, `after`."""
    pieces = []
    for kind, gone, new in compared(before.splitlines(keepends=True), after.splitlines(keepends=True)):
        if kind == "replace":
            pieces += compared(WORD.findall(gone), WORD.findall(new))
        else:
            pieces.append((kind, gone, new))
    return joined(chain.from_iterable(told(*piece) for piece in pieces))


def compared(before, after):
    """(what happened, what was there, what is there) of each stretch."""
    start, end = alike_at_both_ends(before, after)
    middle = before[start : len(before) - end], after[start : len(after) - end]
    yield "equal", "".join(before[:start]), "".join(before[:start])
    if len(middle[0]) * len(middle[1]) > MOST_PAIRS:
        yield "replace", "".join(middle[0]), "".join(middle[1])
    else:
        for kind, a, b, c, d in SequenceMatcher(str.isspace, *middle, autojunk=False).get_opcodes():
            yield kind, "".join(middle[0][a:b]), "".join(middle[1][c:d])
    tail = "".join(before[len(before) - end :])
    yield "equal", tail, tail


def alike_at_both_ends(before, after) -> tuple[int, int]:
    """How many are the same at the beginning, and how many of the others at the end."""
    most = min(len(before), len(after))
    start = next((n for n in range(most) if before[n] != after[n]), most)
    end = next((n for n in range(most - start) if before[-1 - n] != after[-1 - n]), most - start)
    return start, end


def told(kind, gone, new):
    return [("same", gone)] if kind == "equal" else [("gone", gone), ("new", new)]


def joined(pieces) -> list[tuple[str, str]]:
    """Without empty pieces, and with neighbours of one kind as one."""
    found: list[tuple[str, str]] = []
    for kind, text in pieces:
        if text and found and found[-1][0] == kind:
            found[-1] = kind, found[-1][1] + text
        elif text:
            found.append((kind, text))
    return found
