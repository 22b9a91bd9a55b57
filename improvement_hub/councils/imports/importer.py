"""A file of councils into the hub: one transaction, each row for itself, and a word on every row.

First every council is written, then what relates it to others, so that a row may name one further down.
A crash in between leaves nothing; a row that is refused stops no other.
"""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify

from improvement_hub.core.actor import OPERATOR
from improvement_hub.core.audit import acting_as
from improvement_hub.core.errors import DomainError
from improvement_hub.councils import services
from improvement_hub.councils.imports.compare import compare
from improvement_hub.councils.imports.facts import Facts, LeftOut, Refused
from improvement_hub.councils.imports.formats import recognise
from improvement_hub.councils.imports.register import Register, Scheme
from improvement_hub.councils.imports.report import Line, Outcome, Report
from improvement_hub.councils.imports.sheet import Row, read_rows
from improvement_hub.councils.models import Council, Region
from improvement_hub.councils.regions import NINE


@dataclass
class Told:
    """A row that was understood: what it says, and the council it says it of."""

    line: Line
    facts: Facts
    council: Council


def import_councils(path, *, by=None, progress=lambda done, total: None) -> Report:
    """Take a file of councils. Raises UnreadableFile, and changes nothing, if it cannot be read at all."""
    path = Path(path)
    header, *rows = read_rows(path)
    form = recognise(header, rows, path.name)
    with transaction.atomic(), acting_as(by or OPERATOR, work="import_councils", file=path.name):
        return Importer(form, by, progress).run()


def add_missing_regions(by=None) -> int:
    """The nine regions; how many of them were new."""
    known = set(Region.objects.values_list("slug", flat=True))
    missing = [name for name in NINE if slugify(name) not in known]
    for name in missing:
        services.register_region(name=name, slug=slugify(name), by=by)
    return len(missing)


class Importer:
    def __init__(self, form, by, progress):
        self.form, self.by, self.progress = form, by, progress
        add_missing_regions(by)
        # Two imports at once take turns here.
        list(Region.objects.select_for_update().order_by("pk"))
        self.register = Register()
        self.first_row_of: dict[Council, int] = {}
        self.numbers = {number for row in form.rows if (number := self.number(row))}

    def number(self, row: Row) -> str | None:
        """A row's own DfE number, readable even where the row is refused."""
        cells = dict(zip(row.columns, row.cells, strict=False))
        return cells.get(self.form.number_column, "").strip()

    def run(self) -> Report:
        lines, understood = [], []
        for done, row in enumerate(self.form.rows, start=1):
            line = Line(row.number, self.name(row))
            lines.append(line)
            if told := self.take(line, row):
                understood.append(told)
            self.progress(done, len(self.form.rows))
        for told in understood:
            self.relate(told)
        return Report(self.form.title, lines)

    def name(self, row: Row) -> str:
        cells = dict(zip(row.columns, row.cells, strict=False))
        return cells.get(self.form.name_column, "").strip() or "without a name"

    def take(self, line: Line, row: Row) -> Told | None:
        try:
            facts = self.form.facts(row.named())
            self.check_neighbours(facts)
            return Told(line, facts, self.write(line, facts))
        except LeftOut as reason:
            line.add(Outcome.LEFT_OUT, str(reason))
        except (Refused, DomainError) as reason:
            line.add(Outcome.REFUSED, str(reason))
        return None

    def check_neighbours(self, facts: Facts):
        """A number that neither the file nor the hub knows is a mistake in this row."""
        for number in facts.neighbours:
            if number not in self.numbers and (Scheme.DFE, number) not in self.register.by_code:
                raise Refused(f"It names a statistical neighbour, {number}, that is no council's DfE number.")

    def write(self, line: Line, facts: Facts) -> Council:
        council = self.register.find(facts)
        if council in self.first_row_of:
            raise Refused(f"Row {self.first_row_of[council]} told of {council} already.")
        written = self.correct(line, council, facts) if council else self.add(line, facts)
        self.first_row_of[written] = line.row
        return written

    @transaction.atomic
    def add(self, line: Line, facts: Facts) -> Council:
        plain = {name: getattr(facts, name) for name in ("name", "official_name", "kind", "source")}
        days = {"started_on": facts.started_on, "ended_on": facts.ended_on}
        place = {"latitude": facts.latitude, "longitude": facts.longitude}
        region = self.register.regions[facts.region]
        council = services.register_council(gss=facts.gss, region=region, by=self.by, **plain, **days, **place)
        codes = {Scheme.DFE: facts.dfe, Scheme.OFSTED: facts.ofsted}
        self.record_codes(council, {scheme: value for scheme, value in codes.items() if value})
        self.record_former(council, [(Scheme.GSS, value) for value in facts.former_gss])
        line.add(Outcome.TAKEN, f"{facts.gss}, {facts.official_name}")
        return self.register.renew(council)

    def correct(self, line: Line, council: Council, facts: Facts) -> Council:
        found = compare(council, facts, self.register.regions[facts.region])
        line.words += found.kept
        if not found:
            return council
        with transaction.atomic():
            self.record_codes(council, found.in_force)
            self.record_former(council, found.former)
            if found.changes:
                services.correct_council(council=council, by=self.by, **found.changes)
        line.add(Outcome.CHANGED, *found.words)
        return self.register.renew(council)

    def record_codes(self, council, codes):
        for scheme, value in codes.items():
            services.record_code(council=council, scheme=scheme, value=value, by=self.by)

    def record_former(self, council, codes):
        for scheme, value in codes:
            services.record_code(council=council, scheme=scheme, value=value, in_force=False, by=self.by)

    def relate(self, told: Told):
        try:
            self.relate_neighbours(told)
            self.relate_successors(told)
        except DomainError as reason:
            told.line.add(Outcome.REFUSED, f"its facts were taken, its neighbours not: {reason}")

    def relate_neighbours(self, told: Told):
        wanted, absent = self.look_up(Scheme.DFE, told.facts.neighbours)
        if absent:
            told.line.words.append(f"without its neighbours for now, since {absent[0]} was refused")
            return
        held = [row.neighbour for row in told.council.neighbours.all()]
        if wanted and wanted != held:
            services.set_neighbours(council=told.council, neighbours=wanted, by=self.by)
            had = f" (had {len(held)})" if held else ""
            told.line.change(f"{len(wanted)} statistical neighbours{had}")

    def relate_successors(self, told: Told):
        wanted, absent = self.look_up(Scheme.GSS, told.facts.successors)
        held = set(told.council.successors.all())
        missing = [council for council in wanted if council not in held]
        if missing:
            services.add_successors(council=told.council, successors=missing, by=self.by)
            told.line.change("followed by " + ", ".join(map(str, missing)))
        told.line.words += [
            f"without its successor {code} for now, since the hub has no such council" for code in absent
        ]

    def look_up(self, scheme, values) -> tuple[list[Council], list[str]]:
        by_code = self.register.by_code
        found = [by_code[scheme, value] for value in values if (scheme, value) in by_code]
        return found, [value for value in values if (scheme, value) not in by_code]
