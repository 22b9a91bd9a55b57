"""The councils of this hub as rows of the hub's own reference file."""

from improvement_hub.councils.imports.register import Scheme, known_councils
from improvement_hub.councils.models import Council, Identifier

COLUMNS = (
    *("gss", "former_gss", "dfe_number", "ofsted_urn", "name", "official_name", "type", "region"),
    *("started_on", "ended_on", "successors", "latitude", "longitude", "neighbours", "source"),
)


def reference_rows():
    numbers = Identifier.objects.filter(scheme=Scheme.DFE, in_force=True)
    dfe = dict(numbers.values_list("council_id", "value"))
    for council in known_councils().filter(demonstration=False).order_by("gss"):
        yield reference_row(council, dfe)


def reference_row(council: Council, dfe: dict) -> dict:
    codes = list(council.identifiers.all())
    latest = {code.scheme: code.value for code in codes if code.in_force}
    return {
        "gss": council.gss,
        "former_gss": " ".join(c.value for c in codes if c.scheme == Scheme.GSS and not c.in_force),
        "dfe_number": latest.get(Scheme.DFE, ""),
        "ofsted_urn": latest.get(Scheme.OFSTED, ""),
        "name": council.name,
        "official_name": council.official_name,
        "type": council.kind,
        "region": council.region.name,
        "started_on": council.started_on,
        "ended_on": council.ended_on,
        "successors": " ".join(sorted(successor.gss for successor in council.successors.all())),
        "latitude": council.latitude,
        "longitude": council.longitude,
        "neighbours": " ".join(dfe[row.neighbour_id] for row in council.neighbours.all()),
        "source": council.source,
    }
