import factory
from django.utils.text import slugify

from improvement_hub.councils.models import Council, Identifier, Neighbour, Region, Succession
from improvement_hub.councils.services import record_code


class RegionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Region

    name = factory.Sequence(lambda n: f"Region {n}")
    slug = factory.LazyAttribute(lambda made: slugify(made.name))


class CouncilFactory(factory.django.DjangoModelFactory):
    """A unitary authority in being, registered with its GSS code."""

    class Meta:
        model = Council

    name = factory.Sequence(lambda n: f"Council {n}")
    official_name = factory.LazyAttribute(lambda made: f"{made.name} Council")
    gss = factory.Sequence(lambda n: f"E069{n:05d}")
    kind = Council.Kind.UNITARY
    region = factory.SubFactory(RegionFactory)

    @classmethod
    def _create(cls, model_class, *args, **facts):
        """As `register_council` leaves it, without its checks: most tests need several councils."""
        council = Council.objects.create(**facts)
        Identifier.objects.create(
            council=council, scheme=Identifier.Scheme.GSS, value=council.gss, valid_to=council.ended_on
        )
        return council


class IdentifierFactory(factory.django.DjangoModelFactory):
    """A DfE number in force, unless told otherwise."""

    class Meta:
        model = Identifier

    council = factory.SubFactory(CouncilFactory)
    scheme = Identifier.Scheme.DFE
    value = factory.Sequence(lambda n: f"{n:05d}")

    @classmethod
    def _create(cls, model_class, *args, **facts):
        return record_code(**facts)


class SuccessionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Succession

    predecessor = factory.SubFactory(CouncilFactory)
    successor = factory.SubFactory(CouncilFactory)


class NeighbourFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Neighbour

    council = factory.SubFactory(CouncilFactory)
    neighbour = factory.SubFactory(CouncilFactory)
    rank = 1
