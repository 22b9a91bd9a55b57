"""What the index knows of the words of a question, and of itself: one statement."""

from dataclasses import dataclass, replace

from django.db import connection

from improvement_hub.search.asked import Part, Word

# the edition, how many entries there are, and of each word its stem and the entries of that stem; `between`, as the
# index of alike words would look through all of them for one that is empty
READING = """
    SELECT (SELECT coalesce(sum(changes), 0) FROM search_edition),
        coalesce((SELECT {count} FROM search_word WHERE word BETWEEN '' AND ''), 1),
        (SELECT coalesce(json_agg(json_build_array(w.word, w.stem, coalesce((
            SELECT max({count}) FROM search_word k WHERE k.stem = w.stem AND w.stem <> ''), 0))), '[]')
        FROM (SELECT word, coalesce((ts_lexize('english_stem', word))[1], '') AS stem FROM unnest(%s::text[]) word) w)
"""


@dataclass(frozen=True)
class Known:
    edition: int
    entries: float
    words: dict[str, Word]

    def told(self, parts: list[Part]) -> list[Part]:
        """The parts with what the index knows of their words."""
        return [replace(part, words=[self.words[word.text] for word in part.words]) for part in parts]


def audience(actor) -> str:
    """The column of `Word` that counts what this actor may read at the least."""
    return "in_sector" if actor.in_sector else "in_public"


def known_of(parts: list[Part], actor) -> Known:
    texts = list(dict.fromkeys(word.text for part in parts for word in part.words))
    with connection.cursor() as cursor:
        cursor.execute(READING.format(count=audience(actor)), [texts])
        edition, entries, words = cursor.fetchone()
    return Known(int(edition), entries, {text: Word(text, stem, count) for text, stem, count in words})
