from django.db import transaction

from demonstrators.models import Programme, Strand
from improvement_hub.core.permissions import require
from improvement_hub.core.services import store


@transaction.atomic
def define_programme(*, name, slug, strands=(), by, **facts):
    """A programme with its strands, each a dict of name, slug and, where known, `sites_announced`.

    facts: began_in, description, sites_announced, councils_announced, demonstration.
    """
    require(by, "demonstrators.define_programme")
    programme = store(Programme(name=name, slug=slug, **facts))
    for strand in strands:
        store(Strand(programme=programme, **strand))
    return programme
