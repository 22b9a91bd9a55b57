"""What goes away is told by the schema and by every answer of it."""

from datetime import date

import pytest
from drf_spectacular.generators import SchemaGenerator

from improvement_hub.api.contract.deprecation import Deprecated
from tests.api import goes_away
from tests.factories import RegionFactory

pytestmark = pytest.mark.django_db
TOLD = ("Deprecation", "Sunset", "Link")


@pytest.fixture(autouse=True)
def _going(settings):
    settings.ROOT_URLCONF = "tests.api.goes_away"
    settings.API_DEPRECATED = "tests.api.goes_away.DEPRECATED"


def told(response):
    assert response.status_code == 200
    return [response.headers.get(name) for name in TOLD]


def test_an_operation_that_goes_says_so_on_every_answer(client):
    assert told(client.get("/api/v1/areas/")) == [
        "@1798761600",
        "Thu, 01 Jul 2027 00:00:00 GMT",
        '<http://testserver/api/v1/docs/#list_areas>; rel="deprecation"; type="text/html"',
    ]


def test_a_field_that_goes_says_so_on_the_answers_that_have_it(client):
    RegionFactory(slug="northmoor")
    for path in ("places/", "places/northmoor/"):
        assert told(client.get(f"/api/v1/{path}"))[:2] == ["@1801440000", "Fri, 01 Oct 2027 00:00:00 GMT"]


def test_what_stays_says_nothing(client):
    RegionFactory(slug="northmoor")
    assert told(client.get("/api/v1/areas/northmoor/")) == [None, None, None]


def test_the_schema_calls_it_deprecated_and_says_what_to_use_instead():
    schema = SchemaGenerator(urlconf=goes_away).get_schema(request=None, public=True)
    areas, places = schema["paths"]["/api/v1/areas/"]["get"], schema["paths"]["/api/v1/places/"]["get"]
    sentence = "**Deprecated since 1 January 2027; it stops working on 1 July 2027.** Read `regions/`."
    assert (areas["deprecated"], areas["description"].split("\n")[0]) == (True, sentence)
    assert "deprecated" not in places
    slugs = [schema["components"]["schemas"][name]["properties"]["slug"] for name in ("Place", "Area")]
    assert [slug.get("deprecated", False) for slug in slugs] == [True, False]


def test_partners_are_told_half_a_year_before():
    with pytest.raises(ValueError, match="180 days at least"):
        Deprecated(date(2027, 1, 1), date(2027, 3, 1), "Read something else.")
