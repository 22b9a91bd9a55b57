"""The three files that tell of councils, each recognised by its header."""

from datetime import date, timedelta

from improvement_hub.councils.imports import facts as read
from improvement_hub.councils.imports.facts import Facts, LeftOut, Refused
from improvement_hub.councils.imports.reference import COLUMNS
from improvement_hub.councils.imports.sheet import Row, UnreadableFile
from improvement_hub.councils.models import Council

Source = Council.Source


class Authorities:
    """The authorities in England with children's services, with their statistical neighbours."""

    title = "authorities with children's services"
    columns = frozenset(
        [
            *("gss", "former_gss", "dfe_la_code", "ofsted_urn", "name", "official_name", "type", "region"),
            *("start_date", "lat", "long", "statistical_neighbours_dfe"),
        ]
    )
    name_column, number_column = "name", "dfe_la_code"

    def __init__(self, rows: list[Row]):
        self.rows = rows

    def facts(self, cells: dict[str, str]) -> Facts:
        kind = read.kind_of(cells["type"])
        return Facts(
            source=Source.AUTHORITIES,
            gss=read.gss_code(cells["gss"], kind),
            name=read.words(cells["name"], "name", 100),
            official_name=read.words(cells["official_name"], "official name", 150),
            kind=kind,
            region=read.region_slug(cells["region"]),
            started_on=read.day(cells["start_date"], "start date"),
            **read.place(cells["lat"], cells["long"]),
            dfe=read.dfe_number(cells["dfe_la_code"]),
            ofsted=read.ofsted_urn(cells["ofsted_urn"]),
            former_gss=tuple(read.gss_code(code) for code in read.several(cells["former_gss"])),
            neighbours=read.neighbour_numbers(cells["statistical_neighbours_dfe"]),
        )


class MySociety:
    """mySociety's list of the United Kingdom's councils, past ones included."""

    title = "mySociety's list of councils"
    columns = frozenset(
        [
            *("local-authority-code", "official-name", "nice-name", "gss-code", "start-date", "end-date"),
            *("replaced-by", "nation", "region", "local-authority-type", "local-authority-type-name"),
            *("former-gss-codes", "current-authority", "lat", "long"),
        ]
    )
    name_column, number_column = "nice-name", None
    elsewhere = frozenset({"Scotland", "Wales", "Northern Ireland"})
    without_children = frozenset({"NMD", "COMB", "SRA"})

    def __init__(self, rows: list[Row]):
        self.rows = rows
        whole = (row.named() for row in rows if len(row.cells) == len(row.columns))
        self.by_code = {cells["local-authority-code"]: cells for cells in whole}

    def facts(self, cells: dict[str, str]) -> Facts:
        self.leave_out(cells)
        kind = read.kind_of(cells["local-authority-type"])
        successors = [self.successor(code) for code in read.several(cells["replaced-by"])]
        return Facts(
            source=Source.MYSOCIETY,
            gss=read.gss_code(cells["gss-code"], kind),
            name=read.words(cells["nice-name"], "name", 100),
            official_name=read.words(cells["official-name"], "official name", 150),
            kind=kind,
            region=self.region(cells, successors),
            started_on=read.day(cells["start-date"], "start date"),
            ended_on=self.last_day(cells, successors),
            **read.place(cells["lat"], cells["long"]),
            former_gss=tuple(read.gss_code(code) for code in read.several(cells["former-gss-codes"])),
            successors=tuple(read.gss_code(successor["gss-code"]) for successor in successors),
        )

    def leave_out(self, cells):
        nation = cells["nation"].strip()
        if nation in self.elsewhere:
            raise LeftOut(f"in {nation}, not England")
        if nation != "England":
            raise Refused(f"“{nation}” is not a nation of the United Kingdom.")
        if cells["local-authority-type"].strip() in self.without_children:
            raise LeftOut(f"{cells['local-authority-type-name'].strip()}, without children's services")

    def successor(self, code) -> dict[str, str]:
        if code not in self.by_code:
            raise Refused(f"It is replaced by “{code}”, which this file does not have.")
        return self.by_code[code]

    def region(self, cells, successors) -> str:
        """Some that have ended have no region: they lay where their successors lie."""
        named = cells["region"].strip()
        found = {read.region_slug(row["region"]) for row in successors if not named}
        return found.pop() if len(found) == 1 else read.region_slug(named)

    def last_day(self, cells, successors) -> date | None:
        """The file gives now the last day, now the day after it: the successor's first, or a 1 April."""
        end = read.day(cells["end-date"], "end date")
        if end is None:
            if cells["current-authority"].strip().casefold() == "false":
                raise Refused("It is no longer in being, but the day it ended is missing.")
            return None
        starts = {read.day(successor["start-date"], "successor's start date") for successor in successors}
        return end - timedelta(days=1) if end in starts or (end.month, end.day) == (4, 1) else end


class Reference:
    """The hub's own file: facts of the two others together, each row naming where they come from."""

    title = "the hub's own reference"
    columns = frozenset(COLUMNS)
    name_column, number_column = "name", "dfe_number"

    def __init__(self, rows: list[Row]):
        self.rows = rows

    def facts(self, cells: dict[str, str]) -> Facts:
        kind = read.kind_of(cells["type"])
        return Facts(
            source=self.source(cells["source"]),
            gss=read.gss_code(cells["gss"], kind),
            name=read.words(cells["name"], "name", 100),
            official_name=read.words(cells["official_name"], "official name", 150),
            kind=kind,
            region=read.region_slug(cells["region"]),
            started_on=read.day(cells["started_on"], "first day"),
            ended_on=read.day(cells["ended_on"], "last day"),
            **read.place(cells["latitude"], cells["longitude"]),
            dfe=read.dfe_number(cells["dfe_number"]),
            ofsted=read.ofsted_urn(cells["ofsted_urn"]),
            former_gss=tuple(read.gss_code(code) for code in read.several(cells["former_gss"])),
            neighbours=read.neighbour_numbers(cells["neighbours"]),
            successors=tuple(read.gss_code(code) for code in read.several(cells["successors"])),
        )

    def source(self, text) -> Council.Source:
        try:
            return Source(text.strip())
        except ValueError:
            raise Refused(f"“{text}” is not a source of facts that is known here.") from None


FORMATS = (Authorities, MySociety, Reference)


def recognise(header: Row, rows: list[Row], name: str):
    """The format of the file; UnreadableFile if no format has this header."""
    for form in FORMATS:
        if form.columns <= set(header.columns):
            return form(rows)
    nearest = max(FORMATS, key=lambda form: len(form.columns & set(header.columns)))
    missing = ", ".join(sorted(nearest.columns - set(header.columns)))
    if not nearest.columns & set(header.columns):
        raise UnreadableFile(
            f"{name} is not a list of councils that is known here: its first row names no known column."
        )
    raise UnreadableFile(f"{name} looks like {nearest.title}, but these columns are missing: {missing}.")
