"""Narrowing the list of sites, on the page and over the API alike."""

import pytest

from demonstrators.services import move_stage
from improvement_hub.core.actor import OPERATOR
from tests.factories import CouncilFactory, IdentifierFactory, RegionFactory, SiteFactory, StrandFactory


@pytest.fixture
def sites(db):
    north, south = RegionFactory(slug="north"), RegionFactory(slug="south")
    ashby = CouncilFactory(name="Ashby", gss="E06000001", region=north)
    benfield = CouncilFactory(name="Benfield", region=south)
    IdentifierFactory(council=benfield, value="80473")
    strand = StrandFactory(slug="early")
    SiteFactory(slug="a", name="Pods", lead=ashby, partners=[benfield], strand=strand, programme=strand.programme)
    moved = SiteFactory(slug="b", name="Hubs", summary="Small units by the school", lead=benfield, recorded=True)
    move_stage(site=moved, stage="exploring", by=OPERATOR)
    return {"programme": strand.programme.slug}


def test_each_filter_finds_what_it_says_on_the_page_and_over_the_api(sites, client):
    expected = {
        "q=units+SCHOOL": "b", "q=ashby": "a", "q=unicorn": "", f"programme={sites['programme']}": "a",
        "strand=early": "a", "council=ashby": "a", "council=Ashby+Council": "a", "council=E06000001": "a",
        "council=80473": "ab", "council=benfield": "ab", "council=Nowhere": "", "region=north": "a",
        "region=south": "ab", "stage=exploring": "b", "stage=unknown": "a", "": "ab",
    }  # fmt: skip
    found = {}
    for query in expected:
        rows = client.get(f"/api/v1/sites/?{query}").json()["results"]
        found[query] = "".join(sorted(row["slug"] for row in rows))
        page = client.get(f"/sites/?{query}")
        assert "".join(sorted(site.slug for site in page.context["object_list"])) == found[query]
    assert found == expected


def test_a_filter_that_cannot_be_is_refused(sites, client):
    for query in ("stage=resting", "region=nowhere", "programme=x", "strand=x"):
        assert client.get(f"/api/v1/sites/?{query}").status_code == 400
    page = client.get("/sites/?stage=resting").content.decode()
    assert "Nothing is shown until the filter is put right." in page


def test_a_list_that_filters_left_empty_says_so(client, db):
    assert "No site here yet." in client.get("/sites/").content.decode()
    assert "No site is like that." in client.get("/sites/?q=unicorn").content.decode()
