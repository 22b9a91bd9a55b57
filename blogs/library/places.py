"""The invented councils that the library belongs to: 153 of them in nine invented regions, as England has."""

from django.db.models import ProtectedError
from django.utils.text import slugify

from blogs.library.items import COUNCILS
from blogs.library.words import base
from improvement_hub.councils.models import Council, Region
from improvement_hub.councils.regions import NINE
from improvement_hub.councils.services import register_council, register_region

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
    """In their order; those that are not here yet are registered."""
    known = {council.gss: council for council in Council.objects.filter(gss__startswith=CODE)}
    return [known.get(code_of(number)) or register(number) for number in range(COUNCILS)]


def code_of(number) -> str:
    return f"{CODE}{number + 1:06d}"


def register(number) -> Council:
    starts, ends = base("name starts"), base("name ends")
    name = starts[number % len(starts)] + ends[number // len(starts)]
    region = NINE[number % len(NINE)]
    kinds = KINDS.get(region, OTHERWISE)
    return register_council(
        gss=code_of(number),
        name=name,
        official_name=f"{name} Council",
        kind=kinds[number // len(NINE) % len(kinds)],
        region=invented(region),
        demonstration=True,
    )


def invented(region) -> Region:
    name = f"Demonstration {region}"
    known = Region.objects.filter(name=name).first()
    return known or register_region(name=name, slug=slugify(name), demonstration=True)


def remove_councils() -> int:
    """How many had to stay, since something else stands on them."""
    kept = sum(not removed(council) for council in Council.objects.filter(gss__startswith=CODE, demonstration=True))
    names = [f"Demonstration {region}" for region in NINE]
    Region.objects.filter(name__in=names, demonstration=True, councils=None).delete()
    return kept


def removed(council) -> bool:
    try:
        council.delete()
    except ProtectedError:
        return False
    return True
