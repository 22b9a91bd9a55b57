"""What is done to regions and councils. Without `by` it is the operator at the command line.

Each raises PermissionDenied or DomainError, and writes nothing where nothing would change.
"""

from django.db import transaction

from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store
from improvement_hub.councils.models import Council, Identifier, Neighbour, Region, Succession

MOST_NEIGHBOURS = 10
GSS = Identifier.Scheme.GSS


def may_maintain(by):
    if by is not None:
        require(by, "councils.maintain")


def set_facts(row, **facts):
    """Store a row unless it has these facts already."""
    different = {name: value for name, value in facts.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return store(row) if different else row


@transaction.atomic
def register_region(*, name, slug, demonstration=False, by=None):
    may_maintain(by)
    return store(Region(name=name, slug=slug, demonstration=demonstration))


@transaction.atomic
def register_council(*, gss, by=None, **facts):
    """A new council, addressed by its GSS code. `facts`: the other fields of `Council`."""
    may_maintain(by)
    council = store(Council(gss=gss, **facts))
    record_code(council=council, scheme=GSS, value=gss, by=by)
    return council


@transaction.atomic
def correct_council(*, council, by=None, **facts):
    """Set facts of a council other than its codes; its last day is that of its codes as well."""
    may_maintain(by)
    council = set_facts(lock(council), **facts)
    for code in council.identifiers.filter(in_force=True):
        set_facts(code, valid_to=council.ended_on)
    return council


@transaction.atomic
def record_code(*, council, scheme, value, in_force=True, by=None, **days):
    """A code of a council, with `valid_from` and `valid_to` where known.

    One that comes into force takes the place of the one so far, which stays findable and redirects.
    """
    may_maintain(by)
    council = lock(council)
    code = Identifier.objects.filter(scheme=scheme, value=value).first()
    if code and code.council_id != council.pk:
        raise DomainError(f"{code} is a code of another council, {code.council}.")
    if in_force:
        put_in_force(council, scheme, value)
        days = {"in_force": True, "valid_to": council.ended_on} | days
    if code:
        return set_facts(code, **days)
    return store(Identifier(**{"council": council, "scheme": scheme, "value": value, "in_force": False, **days}))


def put_in_force(council, scheme, value):
    for code in council.identifiers.filter(scheme=scheme, in_force=True).exclude(value=value):
        set_facts(code, in_force=False)
    if scheme == GSS:
        set_facts(council, gss=value)


@transaction.atomic
def add_successors(*, council, successors, by=None):
    """The councils that followed this one; those known already stay."""
    may_maintain(by)
    known = set(council.successors.all())
    for successor in successors:
        if successor not in known:
            store(Succession(predecessor=council, successor=successor))


@transaction.atomic
def set_neighbours(*, council, neighbours, by=None):
    """Up to ten different councils, the closest first, in place of those so far."""
    may_maintain(by)
    council = lock(council)
    check_neighbours(council, neighbours)
    if [row.neighbour for row in council.neighbours.select_related("neighbour")] == neighbours:
        return
    council.neighbours.all().delete()
    Neighbour.objects.bulk_create(
        Neighbour(council=council, neighbour=neighbour, rank=rank, version=1)
        for rank, neighbour in enumerate(neighbours, start=1)
    )


def check_neighbours(council, neighbours):
    if len(neighbours) > MOST_NEIGHBOURS:
        raise DomainError("A council has ten statistical neighbours at most.")
    if len(set(neighbours)) < len(neighbours):
        raise DomainError("A statistical neighbour is named twice.")
    if council in neighbours:
        raise DomainError("A council is not its own statistical neighbour.")
