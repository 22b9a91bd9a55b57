"""The methods of the reference file; an edition that is here already stays as it is."""

import tomllib
from pathlib import Path

from improvement_hub.core.actor import OPERATOR
from peer_review.models import Method
from peer_review.services import define_method


def load_methods(file: Path) -> tuple[int, int]:
    """Editions taken, and those of the file that were here already."""
    editions = tomllib.loads(file.read_text(encoding="utf-8"))["methods"]
    new = [terms for terms in editions if not is_here(terms["slug"], terms["edition"])]
    for terms in new:
        define_method(**terms, by=OPERATOR)
    return len(new), len(editions) - len(new)


def is_here(slug, edition) -> bool:
    return Method.objects.filter(slug=slug, region=None, edition=edition).exists()
