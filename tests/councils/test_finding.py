"""Who is found by what: the same filters serve the page and the API."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from improvement_hub.core.actor import NOBODY
from improvement_hub.councils import queries
from improvement_hub.councils.filters import CouncilFilterSet, RegionFilterSet
from improvement_hub.councils.models import Council, Identifier, Region
from tests.factories import CouncilFactory, IdentifierFactory, RegionFactory

pytestmark = pytest.mark.django_db
GSS, OFSTED = Identifier.Scheme.GSS, Identifier.Scheme.OFSTED


@pytest.fixture
def england():
    """Councils whose names are hard to tell apart, in two regions; one has changed its code."""
    north, south = RegionFactory(name="Yorkshire and the Humber"), RegionFactory(name="South West")
    made = {
        "Barnsley": ("Barnsley Metropolitan Borough Council", "E08000016", "MD", north),
        "Sheffield": ("Sheffield City Council", "E08000039", "MD", north),
        "North Yorkshire": ("North Yorkshire Council", "E06000065", "UA", north),
        "St. Helens": ("St. Helens Metropolitan Borough Council", "E08000013", "MD", north),
        "Bournemouth, Christchurch and Poole": (
            "Bournemouth, Christchurch and Poole Council", "E06000058", "UA", south,
        ),
        "Somerset": ("Somerset Council", "E06000066", "UA", south),
        "Devon": ("Devon County Council", "E10000008", "CTY", south),
    }  # fmt: skip
    for name, (official, gss, kind, region) in made.items():
        CouncilFactory(name=name, official_name=official, gss=gss, kind=kind, region=region)
    barnsley = Council.objects.get(name="Barnsley")
    IdentifierFactory(council=barnsley, scheme=GSS, value="E08000038")
    IdentifierFactory(council=barnsley, value="370")
    IdentifierFactory(council=barnsley, scheme=OFSTED, value="80426")
    return made


def found(**query):
    filterset = CouncilFilterSet(query, queries.council_list(NOBODY), actor=NOBODY)
    assert filterset.is_valid(), filterset.errors
    return sorted(filterset.qs.values_list("name", flat=True))


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("barnsley", ["Barnsley"]),
        ("  Barnsley council ", ["Barnsley"]),
        ("barns", ["Barnsley"]),
        ("metropolitan", ["Barnsley", "St. Helens"]),
        ("E08000038", ["Barnsley"]),
        ("e08000016", ["Barnsley"]),
        ("370", ["Barnsley"]),
        (" 80426 ", ["Barnsley"]),
        ("st helens", ["St. Helens"]),
        ("Poole & Bournemouth", ["Bournemouth, Christchurch and Poole"]),
        ("North Yorkshire County Council", ["North Yorkshire"]),
        ("sheffeild", ["Sheffield"]),
        ("Barnsly", ["Barnsley"]),
        ("Dévon", ["Devon"]),
        ("zzzzzz", []),
        ("%", []),
    ],
)
def test_a_council_is_found_by_name_or_code_or_what_is_spelt_like_it(england, q, names):
    assert found(q=q) == names


def test_a_word_that_tells_no_council_from_another_finds_all_that_have_it(england):
    assert found(q="council") == sorted(england)


def test_by_region(england):
    assert found(region="south-west") == ["Bournemouth, Christchurch and Poole", "Devon", "Somerset"]


def test_by_type(england):
    assert found(type="CTY") == ["Devon"]


def test_by_both_and_a_name(england):
    assert found(region="south-west", type="UA", q="som") == ["Somerset"]


@pytest.mark.parametrize("query", [{"region": "atlantis"}, {"type": "XX"}, {"status": "maybe"}, {"q": "x\0"}])
def test_an_unknown_choice_is_not_valid(query):
    assert CouncilFilterSet(query, queries.council_list(NOBODY)).is_valid() is False


@pytest.mark.parametrize(
    ("status", "names"),
    [
        ("", ["Ends today", "Today"]),
        ("former", ["Former"]),
        ("all", ["Ends today", "Former", "Today", "Tomorrow"]),
    ],
)
def test_councils_are_those_of_today_unless_asked_otherwise(status, names):
    today = timezone.localdate()
    CouncilFactory(name="Today")
    CouncilFactory(name="Ends today", ended_on=today)
    CouncilFactory(name="Former", ended_on=today - timedelta(days=1))
    CouncilFactory(name="Tomorrow", started_on=today + timedelta(days=1))
    assert found(status=status) == names


@pytest.mark.parametrize(
    ("demonstration", "names"), [("", ["Real"]), ("include", ["Invented", "Real"]), ("only", ["Invented"])]
)
def test_invented_councils_and_regions_are_left_out_unless_asked_for(demonstration, names):
    CouncilFactory(name="Real", region=RegionFactory(name="Real"))
    CouncilFactory(name="Invented", demonstration=True, region=RegionFactory(name="Invented", demonstration=True))
    assert found(demonstration=demonstration) == names
    regions = RegionFilterSet({"demonstration": demonstration}, Region.objects.all(), actor=NOBODY)
    assert sorted(regions.qs.values_list("name", flat=True)) == names


def test_a_region_counts_its_councils_of_today():
    region, empty = RegionFactory(name="Full"), RegionFactory(name="Empty")
    CouncilFactory.create_batch(2, region=region)
    CouncilFactory(region=region, ended_on=date(2019, 3, 31))
    CouncilFactory(region=region, started_on=timezone.localdate() + timedelta(days=1))
    CouncilFactory(region=region, demonstration=True)
    counts = queries.region_list(NOBODY).values_list("name", "council_count")
    assert sorted(counts) == [("Empty", 0), ("Full", 2)]
    assert empty.councils.count() == 0


def test_an_invented_region_counts_its_invented_councils():
    region = RegionFactory(demonstration=True)
    CouncilFactory(region=region, demonstration=True)
    assert queries.region_list(NOBODY).get().council_count == 1


def test_where_a_number_stands_in_two_schemes_the_dfe_number_goes_before_the_urn():
    by_urn, by_dfe = CouncilFactory.create_batch(2)
    IdentifierFactory(council=by_urn, scheme=OFSTED, value="831")
    IdentifierFactory(council=by_dfe, value="831")
    assert queries.addressed_by(Council.objects.all(), "831") == by_dfe


@pytest.mark.parametrize(("query", "offered"), [("", ["Real"]), ("?demonstration=", ["Real"])])
def test_invented_regions_are_offered_to_those_who_ask_for_demonstration(client, db, query, offered):
    RegionFactory(name="Real")
    RegionFactory(name="Invented", demonstration=True)

    def choices(address):
        field = client.get(address).context["filterset"].form.fields["region"]
        return [region.name for region in field.queryset]

    assert choices(f"/councils/{query}") == offered
    assert choices("/councils/?demonstration=include") == ["Invented", "Real"]
