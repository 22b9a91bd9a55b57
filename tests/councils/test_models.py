from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.db.models import F

from improvement_hub.core.actor import NOBODY
from improvement_hub.councils.models import Council, Identifier, Neighbour, Region, Succession
from tests.factories import (
    CouncilFactory,
    IdentifierFactory,
    NeighbourFactory,
    RegionFactory,
    SuccessionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def refused_by():
    """The database itself refuses, whatever the code before it would have said."""

    def check(constraint):
        return pytest.raises(IntegrityError, match=constraint)

    return check


def test_a_council_does_not_end_before_it_starts(refused_by):
    council = CouncilFactory(started_on=date(2023, 4, 1))
    with refused_by("council_ends_after_it_starts"), transaction.atomic():
        Council.objects.filter(pk=council.pk).update(ended_on=date(2023, 3, 31))


def test_a_council_may_exist_for_one_day():
    council = CouncilFactory(started_on=date(2023, 4, 1), ended_on=date(2023, 4, 1))
    assert list(Council.objects.in_being(date(2023, 4, 1))) == [council]


def test_two_councils_in_being_do_not_share_a_name(refused_by):
    CouncilFactory(name="Ashby")
    other = CouncilFactory(name="Carrow")
    with refused_by("one_council_of_a_name_in_being"), transaction.atomic():
        Council.objects.filter(pk=other.pk).update(name="ASHBY")


def test_a_council_may_have_the_name_of_a_former_one():
    CouncilFactory(name="Ashby", ended_on=date(2023, 3, 31))
    assert CouncilFactory(name="Ashby").name == "Ashby"


def test_a_gss_code_addresses_one_council(refused_by):
    first, second = CouncilFactory.create_batch(2)
    with refused_by("councils_council_gss"), transaction.atomic():
        Council.objects.filter(pk=second.pk).update(gss=first.gss)


@pytest.mark.parametrize("field", ["name", "slug"])
def test_a_region_has_a_name_and_an_address_of_its_own(refused_by, field):
    first, second = RegionFactory.create_batch(2)
    with refused_by(f"councils_region_{field}"), transaction.atomic():
        Region.objects.filter(pk=second.pk).update(**{field: getattr(first, field)})


def test_a_code_names_one_council(refused_by):
    first, second = IdentifierFactory.create_batch(2)
    with refused_by("a_code_names_one_council"), transaction.atomic():
        Identifier.objects.filter(pk=second.pk).update(value=first.value)


def test_one_code_of_a_scheme_is_in_force(refused_by):
    first = IdentifierFactory()
    second = IdentifierFactory(council=first.council, in_force=False)
    with refused_by("one_code_in_force_per_scheme"), transaction.atomic():
        Identifier.objects.filter(pk=second.pk).update(in_force=True)


def test_a_code_does_not_end_before_it_starts(refused_by):
    code = IdentifierFactory(valid_from=date(2025, 4, 1))
    with refused_by("identifier_ends_after_it_starts"), transaction.atomic():
        Identifier.objects.filter(pk=code.pk).update(valid_to=date(2025, 3, 31))


def test_a_council_follows_another_once(refused_by):
    succession = SuccessionFactory()
    with refused_by("a_succession_once"), transaction.atomic():
        Succession.objects.create(predecessor=succession.predecessor, successor=succession.successor)


def test_a_council_does_not_follow_itself(refused_by):
    succession = SuccessionFactory()
    with refused_by("no_council_succeeds_itself"), transaction.atomic():
        Succession.objects.filter(pk=succession.pk).update(predecessor=F("successor"))


def test_a_rank_is_given_once(refused_by):
    first = NeighbourFactory(rank=1)
    with refused_by("one_neighbour_per_rank"), transaction.atomic():
        NeighbourFactory(council=first.council, rank=1)


def test_a_neighbour_is_named_once(refused_by):
    first = NeighbourFactory(rank=1)
    with refused_by("a_neighbour_once"), transaction.atomic():
        NeighbourFactory(council=first.council, neighbour=first.neighbour, rank=2)


def test_a_council_is_not_its_own_neighbour(refused_by):
    row = NeighbourFactory()
    with refused_by("no_council_neighbours_itself"), transaction.atomic():
        Neighbour.objects.filter(pk=row.pk).update(neighbour=F("council"))


@pytest.mark.parametrize("rank", [0, 11])
def test_neighbours_are_ranked_from_1_to_10(refused_by, rank):
    with refused_by("ten_neighbours_at_most"), transaction.atomic():
        NeighbourFactory(rank=rank)


def test_a_council_exists_from_its_first_day_to_its_last():
    council = CouncilFactory(started_on=date(2021, 4, 1), ended_on=date(2027, 3, 31))
    days = [date(2021, 3, 31), date(2021, 4, 1), date(2027, 3, 31), date(2027, 4, 1)]
    assert [council in Council.objects.in_being(day) for day in days] == [False, True, True, False]
    assert [council in Council.objects.former(day) for day in days] == [False, False, False, True]


def test_a_council_is_former_from_the_day_after_its_last():
    council = CouncilFactory(ended_on=date(2027, 3, 31))
    with time_machine.travel("2027-03-31T12:00:00+01:00"):
        assert (council.is_former, list(Council.objects.in_being())) == (False, [council])
    with time_machine.travel("2027-04-01T12:00:00+01:00"):
        assert (council.is_former, list(Council.objects.former())) == (True, [council])


def test_codes_say_in_words_from_when_to_when():
    council = CouncilFactory()
    new = IdentifierFactory(council=council, valid_from=date(2025, 4, 1))
    old = IdentifierFactory(council=council, in_force=False, valid_to=date(2025, 3, 31))
    assert (new.days_in_words, old.days_in_words) == (
        "Now, from 1 April 2025",
        "No longer, until 31 March 2025",
    )


def test_a_code_ends_with_its_council():
    code = CouncilFactory(ended_on=date(2023, 3, 31)).identifiers.get()
    assert (code.in_force, code.is_current, code.valid_to) == (True, False, date(2023, 3, 31))


@pytest.mark.parametrize(
    "make", [RegionFactory, CouncilFactory, IdentifierFactory, SuccessionFactory, NeighbourFactory]
)
def test_everyone_sees_public_facts(make):
    row = make()
    assert row in type(row).objects.visible_to(NOBODY)


def test_rows_name_themselves():
    old, new = CouncilFactory(name="Old Ashby"), CouncilFactory(name="Ashby", gss="E06999999")
    rows = [new.region, new, new.identifiers.get()]
    rows += [SuccessionFactory(predecessor=old, successor=new), NeighbourFactory(council=old, neighbour=new)]
    assert [str(row) for row in rows] == [
        new.region.name,
        "Ashby",
        "GSS code E06999999",
        "Old Ashby → Ashby",
        "Old Ashby: 1 Ashby",
    ]
