import re

import pytest

from tests.factories import ApproachFactory, CouncilFactory, PostFactory, SiteFactory, ThemeFactory
from tests.factories.events import plan

pytestmark = pytest.mark.django_db


def addresses(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
    return re.findall(r"<loc>http://testserver(.*?)</loc>", answer.content.decode())


def test_search_engines_are_told_of_what_is_public_and_not_invented(client, cast):
    invented = CouncilFactory(demonstration=True)
    PostFactory(slug="open", themes=[ThemeFactory(slug="neglect")])
    PostFactory(slug="inside", visibility="sector")
    PostFactory(slug="draft", published=False)
    PostFactory(slug="invented", owner=invented)
    site, approach = SiteFactory(lead=cast.host), ApproachFactory()
    ApproachFactory(origin_council=invented)
    event = plan(by=cast.actor("edie"), region=cast.region, visibility="public")
    plan(by=cast.actor("edie"), region=cast.region, visibility="sector")
    files = addresses(client, "/sitemap.xml")
    names = ("pages", "posts", "events", "sites", "approaches", "councils", "regions", "themes")
    assert files == [f"/sitemap-{name}.xml" for name in names]
    found = {file: addresses(client, file) for file in files}
    assert found["/sitemap-posts.xml"] == ["/posts/open/"]
    assert found["/sitemap-sites.xml"] == [site.get_absolute_url()]
    assert found["/sitemap-events.xml"] == [event.get_absolute_url()]
    assert found["/sitemap-approaches.xml"] == [approach.get_absolute_url()]
    assert found["/sitemap-themes.xml"] == ["/themes/neglect/"]
    assert invented.get_absolute_url() not in found["/sitemap-councils.xml"]
    assert cast.host.get_absolute_url() in found["/sitemap-councils.xml"]
    assert cast.region.get_absolute_url() in found["/sitemap-regions.xml"]
    assert {client.get(page).status_code for page in found["/sitemap-pages.xml"]} == {200}


@pytest.mark.parametrize("rows", [1, 30])
def test_a_file_costs_the_same_at_any_length(client, cast, rows, django_assert_num_queries):
    PostFactory.create_batch(rows)
    ApproachFactory.create_batch(rows)
    for number in range(rows):
        plan(by=cast.actor("edie"), region=cast.region, visibility="public", title=f"Event {number}")
    for name in ("posts", "events", "approaches"):
        with django_assert_num_queries(2):
            assert len(addresses(client, f"/sitemap-{name}.xml")) == rows


def test_robots_are_told_what_they_need_not_read_and_where_the_sitemap_is(client):
    said = client.get("/robots.txt").content.decode().splitlines()
    assert said[0] == "User-agent: *"
    assert "Disallow: /accounts/" in said
    assert said[-1] == "Sitemap: http://testserver/sitemap.xml"
