from datetime import date

import pytest

from improvement_hub.councils.services import add_successors
from tests.factories import CouncilFactory, IdentifierFactory, NeighbourFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def barnsley():
    council = CouncilFactory(
        name="Barnsley",
        official_name="Barnsley Metropolitan Borough Council",
        gss="E08000016",
        kind="MD",
        region=RegionFactory(name="Yorkshire and the Humber"),
        started_on=date(1974, 4, 1),
    )
    IdentifierFactory(council=council, scheme="gss", value="E08000038", valid_from=date(2025, 4, 1))
    IdentifierFactory(council=council, scheme="dfe", value="370")
    council.refresh_from_db()
    return council


def text(response):
    return " ".join(response.content.decode().split())


def names_on(response):
    return [council.name for council in response.context["object_list"]]


def test_the_list_is_in_the_order_of_names_whatever_their_case(client):
    for name in ("derby", "Devon", "Ashby"):
        CouncilFactory(name=name)
    response = client.get("/councils/")
    assert (names_on(response), "3 councils" in text(response)) == (["Ashby", "derby", "Devon"], True)


def test_the_list_says_what_each_council_is(client, barnsley):
    assert "Yorkshire and the Humber · Metropolitan district · E08000038" in text(client.get("/councils/"))


def test_the_list_takes_the_filters(client, barnsley):
    CouncilFactory(name="Derby")
    response = client.get("/councils/?q=E08000016&type=MD")
    assert names_on(response) == ["Barnsley"]
    assert "1 council<" in text(response).replace(" <", "<")


def test_an_empty_list_offers_every_council(client):
    response = client.get("/councils/?q=zzzz")
    assert names_on(response) == []
    assert "No council is like that." in text(response)


def test_a_filter_that_is_not_valid_says_so_and_shows_nothing(client, barnsley):
    response = client.get("/councils/?type=XX")
    assert names_on(response) == []
    assert "There is a problem" in text(response)


def test_former_councils_are_marked(client):
    CouncilFactory(name="Cumbria", ended_on=date(2023, 3, 31))
    assert "Until 31 March 2023" in text(client.get("/councils/?status=former"))


def test_a_council_that_will_end_is_marked(client):
    council = CouncilFactory(ended_on=date(2099, 3, 31))
    assert "Ends on 31 March 2099" in text(client.get(f"/councils/{council.gss}/"))


def test_invented_councils_are_marked(client):
    council = CouncilFactory(demonstration=True)
    assert "Demonstration</strong>" in text(client.get(f"/councils/{council.gss}/"))


def test_a_page_of_councils_has_25(client):
    CouncilFactory.create_batch(26)
    assert len(names_on(client.get("/councils/"))) == 25
    assert len(names_on(client.get("/councils/?page=2"))) == 1


def test_the_page_shows_the_council_and_every_code_it_had(client, barnsley):
    page = text(client.get("/councils/E08000038/"))
    shown = ["Barnsley Metropolitan Borough Council", "Metropolitan district", "1 April 1974", "370"]
    shown += ["E08000038", "Now, from 1 April 2025", "E08000016", "No longer", "Source of these facts:"]
    assert [words for words in shown if words not in page] == []


def test_codes_that_are_all_in_force_are_not_said_to_be(client, db):
    council = CouncilFactory(started_on=None)
    IdentifierFactory(council=council, scheme="dfe", value="370")
    page = text(client.get(council.get_absolute_url()))
    assert [words for words in ("In force", "Now", "First day", "Not in our sources") if words in page] == []


def test_the_page_names_the_neighbours_by_rank(client, barnsley):
    for rank, name in ((2, "Wakefield"), (1, "Rotherham")):
        NeighbourFactory(council=barnsley, neighbour=CouncilFactory(name=name), rank=rank)
    response = client.get("/councils/E08000038/")
    assert [row.neighbour.name for row in response.context["neighbours"]] == ["Rotherham", "Wakefield"]


def test_the_page_says_that_no_neighbours_are_known(client, barnsley):
    assert "None are known for Barnsley." in text(client.get("/councils/E08000038/"))


def test_the_page_links_those_before_and_after(client):
    old = CouncilFactory(official_name="Northamptonshire County Council", ended_on=date(2021, 3, 31))
    new = CouncilFactory(official_name="West Northamptonshire Council", started_on=date(2021, 4, 1))
    add_successors(council=old, successors=[new])
    before, after = text(client.get(f"/councils/{new.gss}/")), text(client.get(f"/councils/{old.gss}/"))
    assert f'{old.get_absolute_url()}">Northamptonshire County Council</a>, until 31 March 2021' in before
    assert f'{new.get_absolute_url()}">West Northamptonshire Council</a>, from 1 April 2021' in after


@pytest.mark.parametrize("address", ["E08000016", "e08000038", "370", "id"])
def test_another_code_leads_to_the_one_in_force(client, barnsley, address):
    response = client.get(f"/councils/{barnsley.pk if address == 'id' else address}/")
    assert (response.status_code, response["Location"]) == (301, "/councils/E08000038/")


@pytest.mark.parametrize("address", ["E08000099", "nowhere", "00000000-0000-0000-0000-000000000000", "%00", "a b"])
def test_an_address_of_no_council_is_not_found(client, barnsley, address):
    assert client.get(f"/councils/{address}/").status_code == 404


def test_the_regions_are_listed_with_their_number_of_councils(client, barnsley):
    CouncilFactory(region=RegionFactory(name="Invented", demonstration=True), demonstration=True)
    response = client.get("/regions/")
    assert [(r.name, r.council_count) for r in response.context["object_list"]] == [("Yorkshire and the Humber", 1)]
    assert "1 region" in text(response)


def test_a_region_shows_its_councils_of_today_and_its_former_ones(client, barnsley):
    CouncilFactory(region=barnsley.region, name="Humberside", ended_on=date(1996, 3, 31))
    CouncilFactory(region=barnsley.region, name="Invented", demonstration=True)
    CouncilFactory(name="Elsewhere")
    response = client.get("/regions/yorkshire-and-the-humber/")
    shown = {key: [council.name for council in response.context[key]] for key in ("councils", "former")}
    assert shown == {"councils": ["Barnsley"], "former": ["Humberside"]}


def test_a_region_without_councils_says_so(client):
    RegionFactory(slug="empty")
    assert "No council is in this region today." in text(client.get("/regions/empty/"))


def test_a_region_that_is_none_is_not_found(client):
    assert client.get("/regions/atlantis/").status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
class TestCosts:
    """What a page costs does not depend on how much is on it."""

    @pytest.fixture(autouse=True)
    def _rows(self, rows):
        self.region = RegionFactory(slug="large")
        self.councils = CouncilFactory.create_batch(rows, region=self.region)
        for rank, council in enumerate(self.councils[1:11], start=1):
            NeighbourFactory(council=self.councils[0], neighbour=council, rank=rank)

    def test_the_list(self, client, django_assert_num_queries):
        with django_assert_num_queries(3):
            response = client.get("/councils/")
        assert response.context["paginator"].count == len(self.councils)

    def test_the_list_searched(self, client, django_assert_num_queries):
        with django_assert_num_queries(4):
            response = client.get("/councils/?q=council")
        assert response.context["paginator"].count == len(self.councils)

    def test_a_council(self, client, django_assert_num_queries):
        with django_assert_num_queries(10):
            response = client.get(f"/councils/{self.councils[0].gss}/")
        assert len(response.context["neighbours"]) == min(len(self.councils) - 1, 10)

    def test_a_region(self, client, django_assert_num_queries):
        with django_assert_num_queries(4):
            response = client.get("/regions/large/")
        assert len(response.context["councils"]) == len(self.councils)

    def test_the_regions(self, client, rows, django_assert_num_queries):
        RegionFactory.create_batch(rows)
        with django_assert_num_queries(2):
            response = client.get("/regions/")
        assert response.context["paginator"].count == rows + 1
