"""The programmes and approaches of the reference files; what is here already stays as it is."""

import tomllib
from pathlib import Path

from demonstrators.models import Approach, Programme, Site, Strand
from demonstrators.services import define_approach, define_programme, open_site, say_we_use
from improvement_hub.core.actor import OPERATOR
from improvement_hub.councils.models import Council
from improvement_hub.councils.queries import addressed_by


class UnknownCouncil(Exception):
    """A site names a code that no council here ever had."""


def load_programmes(file: Path) -> tuple[int, int]:
    """Programmes and sites taken, and those of the file that were here already."""
    taken = rows = 0
    for facts in tomllib.loads(file.read_text(encoding="utf-8"))["programmes"]:
        sites = facts.pop("sites", [])
        known = Programme.objects.filter(slug=facts["slug"]).first()
        programme = known or define_programme(**facts, by=OPERATOR)
        added = [site for site in sites if take_site(programme, site)]
        taken += len(added) + (known is None)
        rows += len(sites) + 1
    return taken, rows - taken


def take_site(programme, facts) -> bool:
    """True if it was not here yet."""
    slug = facts.pop("slug")
    if Site.objects.filter(slug=slug).exists():
        return False
    councils = {name: council(facts[name]) for name in ("lead", "adapted_from_council") if name in facts}
    strand = Strand.objects.get(slug=facts["strand"]) if "strand" in facts else None
    open_site(**{**facts, **councils, "strand": strand}, slug=slug, programme=programme, by=OPERATOR)
    return True


def load_approaches(file: Path) -> tuple[int, int]:
    """Approaches taken, with what is public of their uses, and those of the file that were here already."""
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["approaches"]
    new = [facts for facts in rows if not Approach.objects.filter(slug=facts["slug"]).exists()]
    for facts in new:
        take_approach(**facts)
    return len(new), len(rows) - len(new)


def take_approach(*, origin_council=None, uses=(), **facts):
    began = council(origin_council) if origin_council else None
    approach = define_approach(origin_council=began, by=OPERATOR, **facts)
    for use in uses:
        say_we_use(approach=approach, by=OPERATOR, **{**use, "council": council(use["council"])})


def council(code) -> Council:
    found = addressed_by(Council.objects.all(), code)
    if found is None:
        raise UnknownCouncil(f"No council here has the code {code}.")
    return found
