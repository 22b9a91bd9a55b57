"""Programmes, and how their sites spread over strands and stages."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import Lower
from django.http import QueryDict

from demonstrators.models import Programme
from demonstrators.queries.sites import site_list
from demonstrators.workflow import NOT_KNOWN, Stage

UNKNOWN = "unknown"
COLUMNS = [*Stage.choices, ("", NOT_KNOWN)]


def programme_list(actor):
    """Programmes with their strands and `sites_known`."""
    found = Programme.objects.visible_to(actor).prefetch_related("strands")
    return found.annotate(sites_known=Count("sites")).order_by(Lower("name"))


def programmes_offered(actor, *, invented: bool):
    """For choices: invented programmes for those who act for an invented council, or ask for them."""
    found = Programme.objects.visible_to(actor)
    return found if invented or actor.demonstration else found.filter(demonstration=False)


@dataclass(frozen=True)
class Cell:
    """How many sites of a strand are at a stage, and the query that lists them."""

    stage: str
    number: int
    query: str


@dataclass(frozen=True)
class Row:
    """A strand: `announced` is None where no number was, `strand` where the strand of its sites is not known."""

    words: str
    strand: str | None
    announced: int | None
    cells: list[Cell]

    @property
    def known(self) -> int:
        return sum(cell.number for cell in self.cells)


def matrix(programme, sites) -> list[Row]:
    """Strands by stages, and a row for sites whose strand is not known where there are any."""
    counts = Counter((site.strand_id, site.stage) for site in sites)

    def row(words, pk, slug, announced=None):
        cells = [Cell(stage, counts[pk, stage], query(programme, slug, stage)) for stage, _ in COLUMNS]
        return Row(words, slug, announced, cells)

    strands = programme.strands.all()
    rows = [row(strand.name, strand.pk, strand.slug, strand.sites_announced) for strand in strands]
    loose = row("Strand not known here" if strands else "All sites", None, None)
    return [*rows, loose] if loose.known else rows


def query(programme, strand, stage) -> str:
    words = QueryDict(mutable=True)
    words.update({"programme": programme.slug, "strand": strand or UNKNOWN, "stage": stage or UNKNOWN})
    if programme.demonstration:
        words["demonstration"] = "include"
    return words.urlencode()


def councils_known(sites) -> int:
    return len(frozenset().union(*(site.council_ids for site in sites)))


def with_overview(programmes, actor) -> list:
    """Each with its `found` sites, its `rows` and how many councils are known; one query for all their sites."""
    sites = list(site_list(actor).filter(programme__in=programmes))
    for programme in programmes:
        programme.found = [site for site in sites if site.programme_id == programme.pk]
        programme.rows = matrix(programme, programme.found)
        programme.councils_known = councils_known(programme.found)
    return programmes
