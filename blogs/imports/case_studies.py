"""Case studies from a CSV or XLSX file, row by row: each is taken by itself, or refused with all its reasons."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from blogs import queries, services
from blogs.imports.columns import FIGURES, SHEET, facts_of
from improvement_hub.core.errors import DomainError
from improvement_hub.councils.imports.report import Line, Outcome, Report


def import_case_studies(text: str, *, by, take=True) -> Report:
    """What became of every row; without `take` what would become of it, and nothing is changed."""
    rows = list(SHEET.rows_of(text))
    with transaction.atomic():
        lines = [line_of(number, cells, by) for number, cells in rows]
        if not take:
            transaction.set_rollback(True)
    return Report("Case studies", lines)


def line_of(number, cells, by) -> Line:
    line = Line(number, cells["title"] or "no title")
    facts, amiss = facts_of(cells)
    if amiss:
        return Line(number, line.name, Outcome.REFUSED, amiss)
    try:
        with transaction.atomic():
            take_row(line, facts, by)
    except DomainError as error:
        return Line(number, line.name, Outcome.REFUSED, [error.sentence])
    except PermissionDenied:
        return Line(number, line.name, Outcome.REFUSED, ["You cannot write case studies for this council."])
    return line


def take_row(line, facts, by):
    """One that is not known is a draft; of one that is known what the row says otherwise is changed."""
    pk, owner, outcomes = facts.pop("id", None), facts.pop("council", None), facts.pop("outcomes", None)
    visibility = facts.pop("visibility", None)
    post = queries.case_study_known_as(by, pk=pk, owner=owner, title=facts["title"])
    if post is None:
        post = services.write_case_study(owner=owner, id=pk, visibility=visibility, by=by, **facts)
        line.add(Outcome.TAKEN)
    elif owner not in (None, post.owner):
        raise DomainError(f"The case study of this id is not of {owner}.")
    else:
        change(line, post, facts, by)
        if visibility and visibility != post.visibility:
            line.words.append("who may read it stays: that is set on its page")
    if outcomes is not None and outcomes != list(map(figures_of, queries.outcomes_of(post))):
        services.set_outcomes(post=post, outcomes=outcomes, by=by)
        line.change(*(["outcomes"] if line.outcome != Outcome.TAKEN else []))


def change(line, post, facts, by):
    changed = [name for name, value in facts.items() if not is_the_same(value, standing(post, name))]
    if changed:
        services.change_case_study(post=post, by=by, **{name: facts[name] for name in changed})
        line.change(*(name.replace("_", " ") for name in changed))


def standing(post, name):
    """What the hub has where the file has something."""
    if name in ("themes", "councils"):
        return list(getattr(post, name).all())
    return getattr(post if name in ("title", "summary") else post.sections, name, "")


def is_the_same(said, here) -> bool:
    """Texts whatever ends their lines, and rows that are tied to it in any order."""
    if isinstance(said, list):
        return set(said) == set(here)
    return said.replace("\r\n", "\n") == here if isinstance(said, str) else said == here


def figures_of(outcome) -> dict:
    return {name: getattr(outcome, name) for name in FIGURES}
