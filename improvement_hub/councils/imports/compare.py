"""What a row would change about a council that is known, and what it may not.

The authorities' file wins over mySociety's, in whatever order they are imported: from a source that ranks
lower only what was missing is taken. So both orders end in the same councils.
"""

from dataclasses import dataclass, field

from improvement_hub.councils.imports.facts import Facts
from improvement_hub.councils.models import Council, Identifier, Region

Scheme = Identifier.Scheme
RANK: dict[str, int] = {source: -place for place, source in enumerate(Council.Source)}
LABELS = {
    "name": "name",
    "official_name": "official name",
    "kind": "type",
    "region": "region",
    "started_on": "first day",
    "ended_on": "last day",
    "latitude": "latitude",
    "longitude": "longitude",
}
OF_THE_COUNCIL_ITSELF = ("started_on", "ended_on")  # in a row under an older code they may be the code's days
TOLD_APART = ("name", "official_name", "kind", "region")


@dataclass
class Difference:
    """changes: fields to set; in_force, former: codes to record; words: all that; kept: what was not."""

    changes: dict[str, object] = field(default_factory=dict)
    in_force: dict[str, str] = field(default_factory=dict)
    former: list[tuple[str, str]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def __bool__(self):
        return bool(self.changes or self.in_force or self.former)


def compare(council: Council, facts: Facts, region: Region) -> Difference:
    found = Difference()
    wins = RANK[facts.source] >= RANK[council.source]
    for name in LABELS:
        told = region if name == "region" else getattr(facts, name)
        compare_field(found, council, facts, name, told, wins)
    compare_codes(found, council, facts, wins)
    if RANK[facts.source] > RANK[council.source]:
        found.changes["source"] = facts.source
        found.words.append(f"its facts now come from “{facts.source}” (before: “{council.source}”)")
    return found


def compare_field(found, council, facts, name, told, wins):
    held = getattr(council, name)
    if told in (None, "", held):
        return
    if name in OF_THE_COUNCIL_ITSELF and not wins and facts.gss != council.gss:
        return
    if wins or held is None:
        found.changes[name] = told
        found.words.append(f"{LABELS[name]} is {told}" + ("" if held is None else f" (was {held})"))
    elif name in TOLD_APART:
        found.kept.append(f"keeps its {LABELS[name]} {held}, where this file says {told}")


def compare_codes(found, council, facts, wins):
    held = {(code.scheme, code.value): code for code in council.identifiers.all()}
    latest = {code.scheme: code.value for code in held.values() if code.in_force}
    for scheme, value in ((Scheme.GSS, facts.gss), (Scheme.DFE, facts.dfe), (Scheme.OFSTED, facts.ofsted)):
        if not value or latest.get(scheme) == value:
            continue
        if wins or scheme not in latest:
            found.in_force[scheme] = value
            was = f" (was {latest[scheme]})" if scheme in latest else ""
            found.words.append(f"{scheme.label} is {value}{was}")
        else:
            found.kept.append(f"keeps its {scheme.label} {latest[scheme]}, where this file has the older {value}")
            remember(found, held, scheme, value)
    for value in facts.former_gss:
        remember(found, held, Scheme.GSS, value)


def remember(found, held, scheme, value):
    if (scheme, value) not in held:
        found.former.append((scheme, value))
        found.words.append(f"former {scheme.label} {value}")
