"""A word that stands nowhere, and the word that was probably meant."""

from django.db import connection
from rapidfuzz.distance import DamerauLevenshtein

from improvement_hub.search.asked import Part, Word
from improvement_hub.search.queries.reading import audience

SHORTEST = 4  # letters; of three, everything is close to everything
ALIKE = """
    SELECT w.typed, k.word, k.stem, k.{count} FROM unnest(%s::text[]) AS w(typed) CROSS JOIN LATERAL (
        SELECT * FROM search_word WHERE {count} > 0 AND length(word) > 2 ORDER BY word <-> w.typed LIMIT 100
    ) k
"""


def corrected(parts: list[Part], actor) -> list[Part] | None:
    """The parts with words that were probably meant in place of those that stand nowhere; None where none is alike."""
    unknown = {word.text for part in parts for word in part.words if not part.is_excluded and is_strange(word)}
    meant = meant_by(list(unknown), actor) if unknown else {}
    if not meant:
        return None
    return [
        Part([meant.get(word.text, word) for word in part.words], part.is_phrase, part.is_excluded) for part in parts
    ]


def is_strange(word: Word) -> bool:
    return bool(word.stem) and word.entries == 0 and len(word.text) >= SHORTEST and word.text.isalpha()


def meant_by(unknown: list[str], actor) -> dict[str, Word]:
    """For each strange word the most frequent of the closest ones."""
    with connection.cursor() as cursor:
        cursor.execute(ALIKE.format(count=audience(actor)), [unknown])
        rows = cursor.fetchall()
    near = [(typed, distance(typed, word), Word(word, stem, count)) for typed, word, stem, count in rows]
    near.sort(key=lambda row: (row[0], -row[1], row[2].entries))
    return {typed: word for typed, far, word in near if far <= allowed(typed)}


def allowed(typed: str) -> int:
    return 1 if len(typed) < 6 else 2 if len(typed) < 10 else 3


def distance(typed: str, word: str) -> int:
    """Letters to put right; another first letter is a rare slip, and counts twice."""
    return DamerauLevenshtein.distance(typed, word) + (typed[0] != word[0])
