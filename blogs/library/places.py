"""The invented councils that the library belongs to: 153 of them in nine invented regions, as England has."""

from django.db.models import ProtectedError
from django.utils.text import slugify

from blogs.library.items import COUNCILS
from blogs.library.words import base
from improvement_hub.councils.models import Council, Identifier, Region
from improvement_hub.councils.regions import NINE
from improvement_hub.councils.services import register_region

KIND = Council.Kind
CODE = "X98"
LONDON = "London"
KINDS = {
    "North East": (KIND.UNITARY, KIND.METROPOLITAN),
    "North West": (KIND.METROPOLITAN, KIND.UNITARY, KIND.METROPOLITAN, KIND.COUNTY),
    "Yorkshire and the Humber": (KIND.METROPOLITAN, KIND.METROPOLITAN, KIND.UNITARY),
    "West Midlands": (KIND.METROPOLITAN, KIND.UNITARY, KIND.COUNTY),
    LONDON: (KIND.LONDON,),
}
OTHERWISE = (KIND.UNITARY, KIND.UNITARY, KIND.COUNTY)


def library_councils() -> list[Council]:
    """In their order; those that are not here yet are added, all at once."""
    known = set(Council.objects.filter(gss__startswith=CODE).values_list("gss", flat=True))
    if missing := [number for number in range(COUNCILS) if code_of(number) not in known]:
        regions = {name: invented(name) for name in NINE}
        added = Council.objects.bulk_create([made(number, regions) for number in missing])
        codes = [Identifier(council=one, scheme=Identifier.Scheme.GSS, value=one.gss, version=1) for one in added]
        Identifier.objects.bulk_create(codes)
    return list(Council.objects.filter(gss__startswith=CODE).order_by("gss"))


def code_of(number) -> str:
    return f"{CODE}{number + 1:06d}"


def made(number, regions) -> Council:
    starts, ends = base("name starts"), base("name ends")
    name = starts[number % len(starts)] + ends[number // len(starts)]
    region = NINE[number % len(NINE)]
    kinds = KINDS.get(region, OTHERWISE)
    return Council(
        gss=code_of(number),
        name=name,
        official_name=f"{name} Council",
        kind=kinds[number // len(NINE) % len(kinds)],
        region=regions[region],
        demonstration=True,
        version=1,
    )


def invented(region) -> Region:
    name = f"Demonstration {region}"
    known = Region.objects.filter(name=name).first()
    return known or register_region(name=name, slug=slugify(name), demonstration=True)


def remove_councils() -> int:
    """How many had to stay, since something else stands on them."""
    councils = Council.objects.filter(gss__startswith=CODE, demonstration=True)
    kept = 0 if removed(councils) else sum(not removed(council) for council in councils)
    names = [f"Demonstration {region}" for region in NINE]
    Region.objects.filter(name__in=names, demonstration=True, councils=None).delete()
    return kept


def removed(councils) -> bool:
    """One or all of them, or none."""
    try:
        councils.delete()
    except ProtectedError:
        return False
    return True
