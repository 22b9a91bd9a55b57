"""What might be meant, while it is typed: themes by any of their names, councils, and titles."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import F, Func, Q, TextField, Value

from blogs.models import Theme
from improvement_hub.councils.models import Council
from improvement_hub.search.asked import WORD
from improvement_hub.search.models import EntryText
from improvement_hub.search.queries.labels import KINDS

MOST = 4  # of each sort
SHORTEST = 2  # letters
BEGINNING = 5  # letters that even a misspelt word mostly has right


@dataclass(frozen=True)
class Suggestion:
    """`words` to read, `sort` what it is, `url` where it leads."""

    words: str
    sort: str
    url: str


def suggestions(typed: str, actor) -> list[Suggestion]:
    """At most four themes, four councils and four titles this actor may read; three statements."""
    typed = " ".join(typed.replace("\0", "").split())
    if len(typed) < SHORTEST:
        return []
    found = [Suggestion(theme.name, "Theme", theme.get_absolute_url()) for theme in themes(typed, actor)]
    found += [Suggestion(council.name, "Council", council.get_absolute_url()) for council in councils(typed, actor)]
    return found + [Suggestion(text.title, KINDS.get(text.entry.kind, ""), text.url) for text in titles(typed, actor)]


def near(question: str, actor) -> list[Suggestion]:
    """Where a search found nothing: what begins as one of its words does."""
    words = [word[:BEGINNING] for word in WORD.findall(question) if len(word) > SHORTEST + 1][:MOST]
    found = [one for word in words for one in suggestions(word, actor)]
    return list(dict.fromkeys(found))[: 2 * MOST]


def themes(typed, actor):
    """Whose name, acronym or a synonym has a word that begins so."""
    synonyms = Func(F("synonyms"), Value(" · "), function="array_to_string", output_field=TextField())
    begins = rf"\m{escaped(typed)}"
    named = Q(name__iregex=begins) | Q(acronym__iregex=begins) | Q(other__iregex=begins)
    return Theme.objects.visible_to(actor).alias(other=synonyms).filter(named)[:MOST]


def councils(typed, actor):
    found = Council.objects.visible_to(actor).in_being().filter(name__iregex=rf"\m{escaped(typed)}")
    return (found if actor.demonstration else found.filter(demonstration=False))[:MOST]


def titles(typed, actor):
    """With all the words, the last of which may have just begun."""
    words = [word.lower() for word in WORD.findall(typed)]
    if not words:
        return []
    begun = SearchQuery(" & ".join([*words[:-1], f"{words[-1]}:*"]), search_type="raw", config="simple")
    found = EntryText.objects.visible_to(actor).alias(named=SearchVector("title", config="simple")).filter(named=begun)
    if not actor.demonstration:
        found = found.filter(entry__demonstration=False)
    return found.select_related("entry").order_by(F("entry__day").desc(nulls_last=True), "pk")[:MOST]


def escaped(typed: str) -> str:
    """For a regular expression of PostgreSQL."""
    return "".join(letter if letter.isalnum() or letter == " " else f"\\{letter}" for letter in typed)
