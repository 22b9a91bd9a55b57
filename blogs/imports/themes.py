"""The starting vocabulary from its file."""

import csv

from blogs.models import FormerTheme, Theme
from blogs.reference import THEMES
from blogs.services import define_theme
from improvement_hub.core.actor import OPERATOR


def load_themes() -> tuple[int, int]:
    """Themes added, and themes of the file that were here already and stay as they are."""
    former = {former.slug: former.theme for former in FormerTheme.objects.select_related("theme")}
    known = former | {theme.slug: theme for theme in Theme.objects.all()}
    before = len(known)
    with open(THEMES, newline="", encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    for row in rows:
        if row["slug"] not in known:
            known[row["slug"]] = add(row, known)
    return len(known) - before, len(rows) - (len(known) - before)


def add(row, known) -> Theme:
    return define_theme(
        name=row["name"],
        slug=row["slug"],
        acronym=row["acronym"],
        synonyms=[word.strip() for word in row["synonyms"].split(";") if word.strip()],
        description=row["description"],
        broader=known.get(row["broader"]),
        by=OPERATOR,
    )
