from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from improvement_hub.core.errors import DomainError
from improvement_hub.councils import services
from improvement_hub.councils.models import Council, Identifier
from tests.factories import CouncilFactory, IdentifierFactory, RegionFactory

pytestmark = pytest.mark.django_db
GSS, DFE = Identifier.Scheme.GSS, Identifier.Scheme.DFE


def codes(council):
    return sorted(council.identifiers.values_list("scheme", "value", "in_force"))


def events():
    names = ("RegionEvent", "CouncilEvent", "IdentifierEvent", "SuccessionEvent", "NeighbourEvent")
    return sum(apps.get_model("councils", name).objects.count() for name in names)


@pytest.mark.parametrize(("name", "may"), [("gwen", True), ("asha", False), ("edie", False), ("robo", False)])
def test_only_an_administrator_maintains_councils(cast, name, may):
    calls = [
        lambda by: services.register_region(name="Eastmoor", slug="eastmoor", by=by),
        lambda by: services.register_council(
            name="Eastley", official_name="Eastley Council", gss="E06777777", kind="UA", region=cast.region, by=by
        ),
        lambda by: services.correct_council(council=cast.host, official_name="Ashby City Council", by=by),
        lambda by: services.record_code(council=cast.host, scheme=DFE, value="999", by=by),
        lambda by: services.add_successors(council=cast.host, successors=[cast.leading], by=by),
        lambda by: services.set_neighbours(council=cast.host, neighbours=[cast.leading], by=by),
    ]
    done = []
    for call in calls:
        try:
            call(cast.actor(name))
            done.append(True)
        except PermissionDenied:
            done.append(False)
    assert done == [may] * len(calls)


def test_a_new_code_takes_the_place_of_the_old_which_stays_findable():
    council = CouncilFactory(gss="E08000016")
    services.record_code(council=council, scheme=GSS, value="E08000038", valid_from=date(2025, 4, 1))
    council.refresh_from_db()
    assert council.gss == "E08000038"
    assert codes(council) == [("gss", "E08000016", False), ("gss", "E08000038", True)]


def test_a_former_code_is_recorded_beside_the_one_in_force():
    council = CouncilFactory(gss="E08000037")
    services.record_code(council=council, scheme=GSS, value="E08000020", in_force=False)
    council.refresh_from_db()
    assert (council.gss, codes(council)) == (
        "E08000037",
        [("gss", "E08000020", False), ("gss", "E08000037", True)],
    )


def test_a_code_of_another_council_is_refused():
    code = IdentifierFactory(value="831", council__name="Derby")
    with pytest.raises(DomainError, match=r"^DfE number 831 is a code of another council, Derby\.$"):
        services.record_code(council=CouncilFactory(), scheme=DFE, value="831")
    assert code.council.identifiers.filter(scheme=DFE).count() == 1


def test_the_last_day_of_a_council_is_that_of_its_codes():
    council = IdentifierFactory().council
    services.correct_council(council=council, ended_on=date(2027, 3, 31))
    assert set(council.identifiers.values_list("valid_to", flat=True)) == {date(2027, 3, 31)}
    services.correct_council(council=council, ended_on=None)
    assert set(council.identifiers.values_list("valid_to", flat=True)) == {None}


def test_a_council_that_would_end_before_it_starts_is_refused():
    council = CouncilFactory(started_on=date(2023, 4, 1))
    with pytest.raises(DomainError, match="cannot end before it starts"):
        services.correct_council(council=council, ended_on=date(2023, 3, 31))


def test_a_second_council_of_a_name_is_refused():
    ashby = CouncilFactory(name="Ashby")
    with pytest.raises(DomainError, match="A council of this name exists already, under another code"):
        services.register_council(
            gss="E06777777", name="ashby", official_name="Ashby Council", kind="UA", region=ashby.region
        )


def test_a_code_that_ends_before_it_starts_is_refused():
    with pytest.raises(DomainError, match=r"^A code cannot end before it starts\.$"):
        IdentifierFactory(valid_from=date(2025, 4, 1), valid_to=date(2025, 3, 31))


def test_a_council_cannot_succeed_itself():
    council = CouncilFactory()
    with pytest.raises(DomainError, match=r"^A council cannot succeed itself\.$"):
        services.add_successors(council=council, successors=[council])


def test_neighbours_are_ranked_in_the_order_given_and_replaced_whole():
    council, near, far = CouncilFactory.create_batch(3)
    services.set_neighbours(council=council, neighbours=[near, far])
    services.set_neighbours(council=council, neighbours=[far])
    assert list(council.neighbours.values_list("rank", "neighbour__name")) == [(1, far.name)]


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        (range(1, 12), "A council has ten statistical neighbours at most."),
        ([1, 2, 1], "A statistical neighbour is named twice."),
        ([1, 0], "A council is not its own statistical neighbour."),
    ],
)
def test_neighbours_are_up_to_ten_other_councils(named, sentence):
    councils = CouncilFactory.create_batch(12)
    with pytest.raises(DomainError) as refused:
        services.set_neighbours(council=councils[0], neighbours=[councils[n] for n in named])
    assert (refused.value.sentence, councils[0].neighbours.count()) == (sentence, 0)


def test_doing_again_what_was_done_writes_nothing():
    council, other = CouncilFactory.create_batch(2)

    def work():
        services.correct_council(council=council, official_name="Ashby City Council")
        services.record_code(council=council, scheme=DFE, value="999")
        services.add_successors(council=council, successors=[other])
        services.set_neighbours(council=council, neighbours=[other])

    work()
    before, version = events(), Council.objects.get(pk=council.pk).version
    work()
    assert (events(), Council.objects.get(pk=council.pk).version) == (before, version)


def test_a_region_may_be_plainly_invented():
    assert services.register_region(name="Eastmoor", slug="eastmoor", demonstration=True).demonstration is True
    assert RegionFactory().demonstration is False
