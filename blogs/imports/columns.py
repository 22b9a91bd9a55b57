"""The columns of a file of case studies: what stands in a cell of each, and what a cell says."""

import re
from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.core.exceptions import ValidationError

from blogs import queries
from blogs.models import CaseStudy, Outcome, Post
from blogs.models.case_studies import TEXTS, CostBand
from blogs.models.outcomes import Unit
from blogs.models.posts import SHARED_CHOICES
from demonstrators.workflow import Stage
from improvement_hub.core.sheets import Sheet, guarded
from improvement_hub.councils.fields import council_of

FIGURES = ("measure", "unit", "baseline", "result", "n", "period", "source")
COLUMNS = (
    "id", "council", "title", "summary", "problem", "context", "children", "density", "budget", "stage",
    "what_was_done", "what_did_not_work", "outcomes", "cost_band", "cost", "people_and_skills", "voices",
    "dependencies", "contact_role", "offers_visit", "themes", "councils", "visibility",
)  # fmt: skip
TOLD = ("state", "published_on", "evidence_level", "address")  # written for the reader, and passed over when read
NEEDED = ("council", "title")
SHEET = Sheet(COLUMNS, NEEDED, most_rows=200, longest=1_500_000, largest=5_000_000, told=TOLD)
PARTED = re.compile(r"(?<!\\)\|")


class Refused(Exception):
    """What is amiss in a cell, in a sentence."""


def cells_of_post(post, address) -> list:
    """A case study as one row of the file; `address` makes a whole address of a path."""
    study = post.sections
    facts = {name: getattr(study, name) for name in written_as_is()} if study else {}
    cells = {
        **facts,
        "id": str(post.pk),
        "council": post.owner.gss if post.owner else "",
        "title": post.title,
        "summary": post.summary,
        "budget": str(study.budget) if study and study.budget is not None else "",
        "offers_visit": ("yes" if study.offers_visit else "no") if study else "",
        "outcomes": "\n".join(map(line_of_outcome, study.outcomes.all())) if study else "",
        "themes": "; ".join(theme.name for theme in post.themes.all()),
        "councils": "; ".join(council.gss for council in post.councils.all()),
        "visibility": post.visibility,
        "state": post.state,
        "published_on": post.published_on or "",
        "evidence_level": study.evidence_level if study else "",
        "address": address(post.get_absolute_url()),
    }
    row = (cells.get(name) for name in (*COLUMNS, *TOLD))
    return ["" if cell is None else guarded(cell) for cell in row]


def written_as_is():
    return (*TEXTS, "children", "density", "stage", "cost_band", "contact_role")


def line_of_outcome(outcome) -> str:
    """Such as `Re-referrals | percent | 45 | 30 | 120 | 2025 | Audit`; what is not known is left empty."""
    return " | ".join(part_of(getattr(outcome, name)) for name in FIGURES)


def part_of(value) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    return "" if value is None else str(value).replace("\\", "\\\\").replace("|", "\\|")


def facts_of(cells) -> tuple[dict, list[str]]:
    """What the row says, empty cells left out; and every sentence about what is amiss in it."""
    needed = [name for name in NEEDED if not cells[name] and not (name == "council" and cells["id"])]
    facts, amiss = {}, [f"{name}: this is needed." for name in needed]
    for name, read in READERS.items():
        if cells[name]:
            try:
                facts[name] = read(cells[name])
            except (Refused, ValidationError) as error:
                amiss.append(f"{name}: {' '.join(getattr(error, 'messages', [str(error)]))}")
    return facts, [*amiss, *complaints(facts)]


def complaints(facts) -> list[str]:
    """What the models themselves say of the texts and figures."""
    of_study = {name: value for name, value in facts.items() if name in (*TEXTS, *STUDY_FACTS)}
    of_post = {name: facts[name] for name in ("title", "summary") if name in facts}
    rows = [(CaseStudy(**of_study), of_study), (Post(**of_post), of_post)]
    rows += [(Outcome(**said), said) for said in facts.get("outcomes", [])]
    return [sentence for row, said in rows for sentence in complaints_of(row, said)]


def complaints_of(row, said):
    column = "outcomes" if isinstance(row, Outcome) else ""
    others = {field.name for field in row._meta.fields} - said.keys()
    try:
        row.clean_fields(exclude=others)
        if column and not row.n and (row.unit == Unit.PERCENT or row.n == 0):  # each constraint asks the database
            row.validate_constraints(exclude={"case_study"})
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            yield f"{column or name}: {' '.join(sentences)}"


def number(words) -> int:
    plain = words.replace(",", "")
    if not plain.isdecimal():
        raise Refused(f"“{words}” is not a whole number.")
    return int(plain)


def amount(words) -> Decimal:
    try:
        return Decimal(words.replace(",", ""))
    except InvalidOperation:
        raise Refused(f"“{words}” is not a number.") from None


def one_of(choices):
    """Reads a code or its label."""
    known = {word.lower(): code for code, label in choices for word in (str(code), str(label))}

    def read(words):
        if words.lower() not in known:
            codes = ", ".join(dict.fromkeys(known.values()))
            raise Refused(f"“{words}” is not one of: {codes}.")
        return known[words.lower()]

    return read


def identifier(words) -> UUID:
    try:
        return UUID(words)
    except ValueError:
        raise Refused(f"“{words}” is not an id of the hub. Leave it empty for a new case study.") from None


def several(words) -> list[str]:
    return [name.strip() for name in words.split(";") if name.strip()]


def themes_called(words) -> list:
    known = {word.lower(): theme for theme in queries.themes() for word in (*theme.words, theme.slug)}
    if unknown := [name for name in several(words) if name.lower() not in known]:
        raise Refused(f"There is no theme “{unknown[0]}”.")
    return [known[name.lower()] for name in several(words)]


def councils_called(words) -> list:
    return [council_of(name) for name in several(words)]


def outcomes_in(words) -> list[dict]:
    """One to a line; parts that are left off at the end are not known."""
    return [outcome_in(line) for line in words.splitlines() if line.strip()]


def outcome_in(line) -> dict:
    parts = [part.strip().replace("\\|", "|").replace("\\\\", "\\") for part in PARTED.split(line)]
    if len(parts) > len(FIGURES):
        raise Refused(f"“{line}” has more parts than {', '.join(FIGURES)}.")
    said = dict(zip(FIGURES, [*parts, *[""] * len(FIGURES)], strict=False))
    read = {"unit": UNIT, "baseline": amount, "result": amount, "n": number}
    figures = {name: reader(said[name]) if said[name] else None for name, reader in read.items()}
    return {**said, **figures, "unit": figures["unit"] or Unit.NUMBER}


YES = one_of([("yes", "true"), ("no", "false")])
UNIT = one_of(Unit.choices)
STUDY_FACTS = ("children", "density", "budget", "stage", "cost_band", "contact_role", "offers_visit")
READERS = {
    "id": identifier,
    "council": council_of,
    **dict.fromkeys(("title", "summary", *TEXTS, "contact_role"), str),
    "children": number,
    "density": number,
    "budget": amount,
    "stage": one_of(Stage.choices),
    "cost_band": one_of(CostBand.choices),
    "offers_visit": lambda words: YES(words) == "yes",
    "outcomes": outcomes_in,
    "themes": themes_called,
    "councils": councils_called,
    "visibility": one_of(SHARED_CHOICES),
}
