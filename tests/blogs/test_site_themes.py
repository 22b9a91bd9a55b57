"""Themes of demonstrator sites: chosen by whoever may change the site, shown there and on the page of the theme."""

import pytest
from django.core.exceptions import PermissionDenied

from blogs import services
from blogs.models import SiteTheme, Theme
from demonstrators.models import Site
from improvement_hub.core.actor import NOBODY
from tests.briefly import named
from tests.factories import CouncilFactory, SiteFactory, ThemeFactory
from tests.search.test_index import facets_of
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/site-themes/pods/"


@pytest.fixture
def site(cast):
    return SiteFactory(lead=cast.host, slug="pods", name="Pods")


@pytest.fixture
def care():
    """Care; fostering, part of it."""
    care = ThemeFactory(name="Care", slug="care")
    return care, ThemeFactory(name="Fostering", slug="fostering", broader=care)


def test_the_leads_people_choose_them_on_a_page_and_they_stand_on_both_sides(cast, site, care, client):
    hana = signed_in(cast.hana)
    assert "Choose its themes" in hana.get("/sites/pods/").content.decode()
    sent = {"themes": [str(care[1].pk)], "version": site.version}
    assert hana.post("/sites/pods/themes/", sent)["Location"] == "/sites/pods/"
    assert hana.post("/sites/pods/themes/", sent).status_code == 412
    page = hana.get("/sites/pods/themes/")
    assert page.context["form"]["themes"].value() == [care[1].pk]
    assert 'href="/themes/fostering/">Fostering' in client.get("/sites/pods/").content.decode()
    for slug in ("care", "fostering"):
        assert list(client.get(f"/themes/{slug}/").context["sites"]) == [site]
    assert "Sites on this theme" in client.get("/themes/care/").content.decode()
    SiteFactory(lead=CouncilFactory(demonstration=True), name="Invented")
    invented = Site.objects.get(name="Invented")
    SiteTheme.objects.create(site=invented, theme=care[0])
    assert list(client.get("/themes/care/").context["sites"]) == [site]
    assert SiteTheme.objects.visible_to(NOBODY).count() == 2


def test_nobody_else_chooses_them_and_the_same_again_is_no_new_version(cast, site, care):
    with pytest.raises(PermissionDenied):
        services.choose_site_themes(site=site, themes=care, by=cast.actor("femi"))
    terms = {"site": site, "by": cast.actor("hana")}
    versions = [
        services.choose_site_themes(themes=themes, **terms).version for themes in (care, care, care[:1], [], [])
    ]
    assert versions == [site.version + step for step in (1, 1, 2, 3, 3)]


def test_over_the_api_they_are_listed_by_theme_and_chosen_with_the_sites_version(cast, site, care, client):
    hana = signed_in(cast.hana)
    terms = {"content_type": "application/json", "headers": {"If-Match": f'"{site.version}"'}}
    answer = hana.patch(ADDRESS, {"themes": ["fostering"]}, **terms)
    assert (answer.status_code, answer.json()["themes"]) == (
        200,
        [named("themes", Theme.objects.get(slug="fostering"))],
    )
    assert client.get("/api/v1/sites/pods/").json()["themes"] == answer.json()["themes"]
    assert hana.patch(ADDRESS, {"themes": []}, **terms).status_code == 412
    for query, number in (("", 1), ("?theme=care", 1), ("?theme=fostering", 1)):
        assert len(client.get(f"/api/v1/site-themes/{query}").json()["results"]) == number
    ThemeFactory(slug="other")
    assert client.get("/api/v1/site-themes/?theme=other").json()["results"] == []


def test_a_merged_theme_takes_its_sites_along_and_the_index_knows_the_themes_of_a_site(cast, site, care):
    by, other = cast.actor("hana"), ThemeFactory(name="Kinship", slug="kinship")
    site = services.choose_site_themes(site=site, themes=[other, care[1]], by=by)
    assert indexed(site) >= {str(theme.pk) for theme in (*care, other)}
    services.merge_theme(theme=other, into=care[1], by=cast.actor("gwen"))
    assert [link.theme for link in site.theme_links.all()] == [care[1]]
    assert Site.objects.get().version == site.version + 1
    services.change_theme(theme=care[1], broader=None, by=cast.actor("gwen"))
    assert str(care[0].pk) not in indexed(site)


def indexed(site):
    """Ids of themes under which a search finds the site, broader ones among them."""
    return {key for facet, key in facets_of(site) if facet == "theme"}


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_sites_by_theme_costs_the_same_at_any_length(client, cast, care, number, django_assert_num_queries):
    for n in range(number):
        SiteTheme.objects.create(site=SiteFactory(lead=cast.host, slug=f"s{n}", name=f"S {n}"), theme=care[1])
    with django_assert_num_queries(2):
        client.get("/api/v1/site-themes/")
