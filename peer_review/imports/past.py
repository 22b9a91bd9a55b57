"""Earlier reviews from a CSV file, row by row: each is taken by itself, or refused with its reason."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from improvement_hub.core.errors import DomainError
from improvement_hub.councils.imports.report import Line, Outcome, Report
from peer_review import queries, services
from peer_review.imports.asked import asked_in, bring
from peer_review.imports.cells import NEEDED, SHEET, Refused, council, councils, day_of, year_of
from peer_review.services.past import check_reads, recorded


def import_past_reviews(text: str, *, by, take=True) -> Report:
    """What became of every row; without `take` what would become of it, and nothing is changed."""
    rows, themes = list(SHEET.rows_of(text)), {}
    for theme in queries.themes():
        themes |= dict.fromkeys((theme.slug.lower(), theme.name.lower(), *map(str.lower, theme.synonyms)), theme)
    with transaction.atomic():
        lines = [line_of(number, cells, themes, by) for number, cells in rows]
        if not take:
            transaction.set_rollback(True)
    return Report("Earlier reviews", lines)


def line_of(number, cells, themes, by) -> Line:
    line = Line(number, cells["title"] or "no title")
    try:
        with transaction.atomic():
            take_row(line, facts_of(cells, themes), asked_in(cells), by)
    except (Refused, DomainError) as error:
        return Line(number, line.name, Outcome.REFUSED, [str(error)])
    except PermissionDenied:
        return Line(number, line.name, Outcome.REFUSED, [f"You cannot record reviews of {cells['host']}."])
    return line


def take_row(line, facts, asked, by):
    """A review that is not known is recorded; one that is known gets what this row adds or says otherwise."""
    review = review_of_row(line, facts, by)
    if words := bring(review, asked, by):
        line.change(*words)


def review_of_row(line, facts, by):
    """Recorded, or changed where the row says otherwise."""
    day, year = facts.get("starts_on"), facts.get("year")
    known = recorded(facts["host"], facts["title"], day, day.year if day else year)
    if known is None:
        line.add(Outcome.TAKEN)
        return services.record_past_review(**facts, by=by).review
    check_reads(known, by)
    said = {name: value for name, value in facts.items() if name != "host"}
    changed = [name.replace("_", " ") for name, value in said.items() if value != standing(known, name)]
    if changed:
        services.change_past_review(record=known, **said, by=by)
        line.add(Outcome.CHANGED, *changed)
    return known.review


def standing(record, name):
    if name == "participants":
        return [row.council for row in record.review.participants.select_related("council")]
    return getattr(record if hasattr(record, name) else record.review, name)


def facts_of(cells, themes) -> dict:
    """What the row says, empty cells left out."""
    if missing := [name for name in NEEDED if not cells.get(name)]:
        raise Refused(f"“{missing[0]}” is empty.")
    theme = themes.get(cells["theme"].lower())
    if theme is None:
        raise Refused(f"There is no theme “{cells['theme']}”.")
    facts = {"host": council(cells["host"]), "title": cells["title"], "theme": theme}
    readers = {
        "year": ("year", year_of), "first_day": ("starts_on", day_of), "last_day": ("ends_on", day_of),
        "review_lead": ("review_lead", council), "observer": ("observer", council),
        "participants": ("participants", councils), "method": ("method_name", str), "conclusions": ("conclusions", str),
    }  # fmt: skip
    return facts | {name: read(cells[column]) for column, (name, read) in readers.items() if cells.get(column)}
