"""Themes of sites and approaches: chosen by whoever may change them, shown there and on the page of the theme."""

import pytest
from django.core.exceptions import PermissionDenied

from blogs import services
from blogs.models import ApproachTheme, SiteTheme, Theme
from improvement_hub.core.actor import NOBODY
from tests.briefly import named
from tests.factories import ApproachFactory, CouncilFactory, SiteFactory, ThemeFactory
from tests.search.test_index import facets_of
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db


class OfSites:
    panel, ties = "Sites on this theme", SiteTheme

    def make(self, council, name="Pods"):
        return SiteFactory(lead=council, slug=name.lower(), name=name)

    def choose(self, thing, **terms):
        return services.choose_site_themes(site=thing, **terms)

    def tie(self, thing, theme):
        return SiteTheme.objects.create(site=thing, theme=theme)


class OfApproaches:
    panel, ties = "Approaches to this theme", ApproachTheme

    def make(self, council, name="Pods"):
        return ApproachFactory(origin_council=council, slug=name.lower(), name=name)

    def choose(self, thing, **terms):
        return services.choose_approach_themes(approach=thing, **terms)

    def tie(self, thing, theme):
        return ApproachTheme.objects.create(approach=thing, theme=theme)


@pytest.fixture(params=["site", "approach"])
def kind(request):
    """Its rows, with `one`: Pods, of the host; and where lists and pages of the kind are."""
    kind = OfSites() if request.param == "site" else OfApproaches()
    kind.plural = "sites" if request.param == "site" else "approaches"
    kind.api = f"/api/v1/{request.param}-themes/"
    kind.one = kind.make(request.getfixturevalue("cast").host)
    return kind


@pytest.fixture
def care():
    """Care; fostering, part of it."""
    care = ThemeFactory(name="Care", slug="care")
    return care, ThemeFactory(name="Fostering", slug="fostering", broader=care)


def test_its_people_choose_them_on_a_page_and_they_stand_on_both_sides(cast, kind, care, client):
    hana, page = signed_in(cast.hana), f"/{kind.plural}/pods/"
    assert "Choose its themes" in hana.get(page).content.decode()
    sent = {"themes": [str(care[1].pk)], "version": kind.one.version}
    assert hana.post(f"{page}themes/", sent)["Location"] == page
    assert hana.post(f"{page}themes/", sent).status_code == 412
    assert hana.get(f"{page}themes/").context["form"]["themes"].value() == [care[1].pk]
    assert 'href="/themes/fostering/">Fostering' in client.get(page).content.decode()
    kind.tie(kind.make(CouncilFactory(demonstration=True), "Invented"), care[0])
    for slug in ("care", "fostering"):
        of_theme = client.get(f"/themes/{slug}/")
        assert (list(of_theme.context[kind.plural]), kind.panel in of_theme.content.decode()) == ([kind.one], True)
    assert kind.ties.objects.visible_to(NOBODY).count() == 2
    assert str(kind.ties.objects.get(theme=care[1])) == "Fostering: Pods"


def test_nobody_else_chooses_them_and_the_same_again_is_no_new_version(cast, kind, care):
    with pytest.raises(PermissionDenied):
        kind.choose(kind.one, themes=care, by=cast.actor("femi"))
    by = cast.actor("hana")
    versions = [kind.choose(kind.one, themes=themes, by=by).version for themes in (care, care, care[:1], [], [])]
    assert versions == [kind.one.version + step for step in (1, 1, 2, 3, 3)]


def test_over_the_api_they_are_chosen_with_the_version_and_narrow_every_list(cast, kind, care, client):
    hana, address = signed_in(cast.hana), f"{kind.api}pods/"
    terms = {"content_type": "application/json", "headers": {"If-Match": f'"{kind.one.version}"'}}
    answer = hana.patch(address, {"themes": ["fostering"]}, **terms)
    expected = [named("themes", Theme.objects.get(slug="fostering"))]
    assert (answer.status_code, answer.json()["themes"]) == (200, expected)
    assert client.get(f"/api/v1/{kind.plural}/pods/").json()["themes"] == expected
    assert hana.patch(address, {"themes": []}, **terms).status_code == 412
    services.merge_theme(theme=ThemeFactory(slug="former", name="Former"), into=care[0], by=cast.actor("gwen"))
    ThemeFactory(slug="other")
    kind.make(cast.host, "Elsewhere")
    for query, number in (("", 2), ("theme=care", 1), ("theme=former", 1), ("theme=other&theme=fostering", 1),
                          ("theme=other", 0)):  # fmt: skip
        for api in (kind.api, f"/api/v1/{kind.plural}/"):
            assert len(client.get(f"{api}?{query}").json()["results"]) == number
        assert len(client.get(f"/{kind.plural}/?{query}").context["object_list"]) == number


def test_a_merged_theme_takes_them_along_and_the_index_knows_their_themes(cast, kind, care):
    other = ThemeFactory(name="Kinship", slug="kinship")
    chosen = kind.choose(kind.one, themes=[other, care[1]], by=cast.actor("hana"))
    assert indexed(chosen) >= {str(theme.pk) for theme in (*care, other)}
    services.merge_theme(theme=other, into=care[1], by=cast.actor("gwen"))
    assert [link.theme for link in chosen.theme_links.all()] == [care[1]]
    assert type(chosen).objects.get().version == chosen.version + 1
    services.change_theme(theme=care[1], broader=None, by=cast.actor("gwen"))
    assert str(care[0].pk) not in indexed(chosen)


def indexed(thing):
    """Ids of themes under which a search finds it, broader ones among them."""
    return {key for facet, key in facets_of(thing) if facet == "theme"}


@pytest.mark.parametrize("number", [1, 30])
def test_the_lists_by_theme_cost_the_same_at_any_length(client, cast, care, number, django_assert_num_queries):
    for kind in (OfSites(), OfApproaches()):
        for n in range(number):
            kind.tie(kind.make(cast.host, f"S{n}"), care[1])
    for address in ("/api/v1/site-themes/", "/api/v1/approach-themes/"):
        with django_assert_num_queries(2, info=address):
            client.get(address)
