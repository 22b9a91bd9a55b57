from datetime import date

import pytest

from improvement_hub.councils.services import add_successors
from tests.briefly import api_url, council_in_brief, named
from tests.factories import CouncilFactory, IdentifierFactory, NeighbourFactory, RegionFactory

pytestmark = pytest.mark.django_db
HOST = "http://testserver"


@pytest.fixture
def barnsley():
    region = RegionFactory(name="Yorkshire and the Humber")
    council = CouncilFactory(
        name="Barnsley", official_name="Barnsley Metropolitan Borough Council", gss="E08000016", kind="MD",
        region=region, started_on=date(1974, 4, 1), latitude=53.53, longitude=-1.53, source="authorities",
    )  # fmt: skip
    IdentifierFactory(council=council, scheme="gss", value="E08000038", valid_from=date(2025, 4, 1))
    IdentifierFactory(council=council, scheme="dfe", value="370")
    council.refresh_from_db()
    return council


def identifier(scheme, value, in_force=True, valid_from=None):
    return {
        "scheme": scheme,
        "value": value,
        "in_force": in_force,
        "valid_from": valid_from,
        "valid_to": None,
    }


def test_a_council_says_all_that_is_known_of_it(client, barnsley):
    before = CouncilFactory(name="Old Barnsley", ended_on=date(1974, 3, 31))
    add_successors(council=before, successors=[barnsley])
    response = client.get("/api/v1/councils/E08000038/")
    assert response.json() == {
        "id": str(barnsley.pk),
        "gss_code": "E08000038",
        "name": "Barnsley",
        "official_name": "Barnsley Metropolitan Borough Council",
        "type": "MD",
        "type_label": "Metropolitan district",
        "region": named("regions", barnsley.region),
        "started_on": "1974-04-01",
        "ended_on": None,
        "identifiers": [
            identifier("dfe", "370"),
            identifier("gss", "E08000038", valid_from="2025-04-01"),
            identifier("gss", "E08000016", in_force=False),
        ],
        "successors": [],
        "predecessors": [council_in_brief(before)],
        "latitude": 53.53,
        "longitude": -1.53,
        "source": "authorities",
        "demonstration": False,
        "url": f"{HOST}/councils/E08000038/",
        "api_url": api_url("councils", barnsley),
    }
    assert response["ETag"].startswith(f'"{barnsley.version}.')


def test_a_former_council_names_its_successors_and_has_no_code_in_force(client, barnsley):
    former = CouncilFactory(ended_on=date(2023, 3, 31))
    add_successors(council=former, successors=[barnsley])
    told = client.get(f"/api/v1/councils/{former.gss}/").json()
    assert (told["ended_on"], told["successors"]) == ("2023-03-31", [council_in_brief(barnsley)])
    assert [code["in_force"] for code in told["identifiers"]] == [False]


def test_a_council_is_addressed_by_its_id_too(client, barnsley):
    assert client.get(f"/api/v1/councils/{barnsley.pk}/").json()["gss_code"] == "E08000038"


@pytest.mark.parametrize("address", ["E08000016", "e08000038", "370"])
@pytest.mark.parametrize("rest", ["", "neighbours/", "neighbours/?page_size=2"])
def test_another_code_leads_to_the_one_in_force(client, barnsley, address, rest):
    response = client.get(f"/api/v1/councils/{address}/{rest}")
    assert (response.status_code, response["Location"]) == (301, f"/api/v1/councils/E08000038/{rest}")


@pytest.mark.parametrize("rest", ["", "neighbours/"])
def test_a_code_of_no_council_is_not_found(client, rest):
    response = client.get(f"/api/v1/councils/E08000099/{rest}")
    assert (response.status_code, response.json()["status"]) == (404, 404)


def test_the_neighbours_come_in_the_list_envelope_by_rank(client, barnsley):
    near, far = CouncilFactory.create_batch(2)
    NeighbourFactory(council=barnsley, neighbour=far, rank=2)
    NeighbourFactory(council=barnsley, neighbour=near, rank=1)
    assert client.get("/api/v1/councils/E08000038/neighbours/").json() == {
        "next": None,
        "previous": None,
        "results": [{"rank": 1, "council": council_in_brief(near)}, {"rank": 2, "council": council_in_brief(far)}],
    }


def test_the_neighbours_are_paged(client, barnsley):
    for rank in (1, 2, 3):
        NeighbourFactory(council=barnsley, rank=rank)
    first = client.get("/api/v1/councils/E08000038/neighbours/?page_size=2").json()
    second = client.get(first["next"]).json()
    assert [[row["rank"] for row in page["results"]] for page in (first, second)] == [[1, 2], [3]]


def test_the_list_takes_the_filters_of_the_page(client, barnsley):
    CouncilFactory(name="Derby", region=barnsley.region)
    query = "?q=E08000016&region=yorkshire-and-the-humber&type=MD&status=all&demonstration=include"
    results = client.get(f"/api/v1/councils/{query}").json()["results"]
    assert [council["name"] for council in results] == ["Barnsley"]


def test_the_list_is_paged_in_the_order_of_names(client):
    for name in ("Carrow", "Ashby", "Benfield"):
        CouncilFactory(name=name)
    first = client.get("/api/v1/councils/?page_size=2").json()
    second = client.get(first["next"]).json()
    names = [[council["name"] for council in page["results"]] for page in (first, second)]
    assert names == [["Ashby", "Benfield"], ["Carrow"]]


def test_an_unknown_filter_value_is_a_problem(client):
    response = client.get("/api/v1/councils/?region=atlantis")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert response.json()["errors"][0]["parameter"] == "region"


def test_a_region_says_how_many_councils_it_has(client, barnsley):
    region = barnsley.region
    assert client.get("/api/v1/regions/yorkshire-and-the-humber/").json() == {
        "id": str(region.pk),
        "slug": "yorkshire-and-the-humber",
        "name": "Yorkshire and the Humber",
        "council_count": 1,
        "demonstration": False,
        "url": f"{HOST}/regions/yorkshire-and-the-humber/",
        "api_url": api_url("regions", region),
    }


def test_invented_regions_are_left_out_unless_asked_for(client, barnsley):
    RegionFactory(name="Invented", demonstration=True)
    lists = [client.get(f"/api/v1/regions/{query}").json()["results"] for query in ("", "?demonstration=only")]
    assert [[region["name"] for region in regions] for regions in lists] == [
        ["Yorkshire and the Humber"],
        ["Invented"],
    ]


def test_nothing_is_written_here_by_anyone(client, cast, sign_in):
    paths = [f"councils/{rest}" for rest in ("", f"{cast.host.gss}/", f"{cast.host.gss}/neighbours/")]
    calls = [(m, f"/api/v1/{p}") for m in ("post", "put", "patch", "delete") for p in (*paths, "regions/")]
    signed_out = {getattr(client, method)(path).status_code for method, path in calls}
    sign_in(cast.gwen)
    assert (signed_out, {getattr(client, m)(path).status_code for m, path in calls}) == ({401}, {405})


@pytest.mark.parametrize("rows", [1, 30])
class TestCosts:
    """What an answer costs does not depend on how much is in it."""

    @pytest.fixture(autouse=True)
    def _rows(self, rows):
        self.councils = CouncilFactory.create_batch(rows)
        for rank, council in enumerate(self.councils[1:11], start=1):
            NeighbourFactory(council=self.councils[0], neighbour=council, rank=rank)

    def test_the_councils(self, client, django_assert_num_queries):
        with django_assert_num_queries(4):
            results = client.get("/api/v1/councils/").json()["results"]
        assert len(results) == len(self.councils)

    def test_a_council(self, client, django_assert_num_queries):
        with django_assert_num_queries(5):
            response = client.get(f"/api/v1/councils/{self.councils[0].gss}/")
        assert response.status_code == 200

    def test_the_neighbours(self, client, django_assert_num_queries):
        with django_assert_num_queries(3):
            results = client.get(f"/api/v1/councils/{self.councils[0].gss}/neighbours/").json()["results"]
        assert len(results) == min(len(self.councils) - 1, 10)

    def test_the_regions(self, client, django_assert_num_queries):
        with django_assert_num_queries(1):
            results = client.get("/api/v1/regions/").json()["results"]
        assert len(results) == len(self.councils)
