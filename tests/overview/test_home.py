import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from improvement_hub.overview import queries, reference
from tests.factories import CouncilFactory, PostFactory, RegionFactory

FIRST_VISIT = 150_000  # bytes, compressed, without images
PARTS = re.compile(r'(?:href|src)="/static/([^"]+\.(?:css|js|woff2))"')


def test_the_home_page_counts_councils_and_posts_and_no_demonstration(cast, client):
    PostFactory(title="A real one")
    PostFactory(title="An invented one", demonstration=True)
    PostFactory(title="An undated one", source="s", source_guid="1")
    page = client.get(reverse("home"))
    assert (page.context["post_count"], page.context["council_count"]) == (2, 4)
    assert [post.title for post in page.context["posts"]] == ["A real one"]


def test_the_home_page_says_in_words_that_nothing_is_shared_yet_or_nothing_is_dated(cast, client):
    page = client.get(reverse("home")).content.decode()
    assert page.count("No council has shared something of its own yet.") == 1
    assert page.count("Nothing is shared with everyone yet.") == 1
    assert page.count('<span class="hub-quiet">3 councils</span>') == 1
    PostFactory(source="s", source_guid="1", councils=[cast.observing])
    page = client.get(reverse("home")).content.decode()
    assert page.count("<strong>1</strong> of 4 councils has shared something everyone can read.") == 1
    assert page.count("No post here has a date") == 1
    assert page.count('<span class="hub-quiet">1 of 3</span>') == 1


def test_a_council_has_shared_once_everyone_can_read_something_of_it(scene, client):
    cast = scene.cast
    PostFactory(owner=cast.elsewhere, visibility="public")
    PostFactory(owner=cast.leading, visibility="sector")
    PostFactory(councils=[cast.observing])
    PostFactory(councils=[cast.leading], published=False)
    assert queries.councils_that_shared() == {cast.elsewhere.pk, cast.observing.pk}
    page = client.get(reverse("home"))
    shown = {str(region): ([str(c) for c in found], shared) for region, found, shared in page.context["regions"]}
    assert shown == {"Northmoor": (["Ashby", "Benfield", "Carrow"], 1), "Southmoor": (["Femsley"], 1)}


def test_a_finding_that_is_public_shows_its_host_as_sharing(scene):
    finding = scene.report()
    assert queries.councils_that_shared() == set()
    type(finding).objects.filter(pk=finding.pk).update(visibility="public")
    assert queries.councils_that_shared() == {scene.cast.host.pk}


def test_every_council_of_today_has_a_hexagon_of_its_own():
    places = reference.places()
    known = (Path(queries.councils.__file__).parent / "reference" / "councils.csv").read_text().splitlines()[1:]
    of_today = {line.split(",")[0] for line in known if ",authorities" in line}
    assert set(places) == of_today
    assert (len(places), len(set(places.values()))) == (153, 153)
    width, height = reference.extent()
    assert all(0 < x < width and 0 < y < height for x, y in places.values())


@pytest.mark.parametrize("rows", [1, 12])
def test_the_home_page_costs_the_same_with_much_on_it(client, db, django_assert_num_queries, rows):
    PostFactory.create_batch(rows)
    CouncilFactory.create_batch(rows)
    with django_assert_num_queries(6):
        client.get(reverse("home"))


def test_a_first_visit_is_light(client, db):
    region = RegionFactory()
    for gss in reference.places():
        CouncilFactory(gss=gss, region=region, name=f"A council with a long name, {gss}")
    PostFactory.create_batch(25, summary="What we tried, and what came of it. " * 10)
    weights = {name: weight(client.get(reverse(name))) for name in ("home", "posts", "councils", "api-docs")}
    assert {name: size for name, size in weights.items() if size > FIRST_VISIT} == {}


def weight(page) -> int:
    """The document with its styles, scripts and typeface, as they travel."""
    html = page.content.decode()
    files = {Path(finders.find(path)) for path in PARTS.findall(html)}
    assert {file.suffix for file in files} >= {".css", ".woff2"}
    return len(gzip.compress(page.content)) + sum(travels(file) for file in files)


def travels(file) -> int:
    content = file.read_bytes()
    return len(content) if file.suffix == ".woff2" else len(gzip.compress(content))


def test_the_statements_name_whom_to_ask(client, settings):
    for name in ("accessibility", "privacy"):
        assert "the operator of this installation" in client.get(reverse(name)).content.decode()
    settings.CONTACT_EMAIL = "hub@region.example"
    for name in ("accessibility", "privacy"):
        assert 'href="mailto:hub@region.example"' in client.get(reverse(name)).content.decode()


def test_the_privacy_page_says_what_the_settings_say(client, settings):
    settings.SIGN_IN_LOG_DAYS, settings.SESSION_COOKIE_AGE = 17, 5 * 3600
    page = client.get(reverse("privacy")).content.decode()
    assert "Kept: for 17 days" in page
    assert "5 hours at most" in page


def test_the_gallery_shows_every_component_to_developers_alone(client, db, settings):
    assert client.get(reverse("gallery")).status_code == 404
    settings.DEBUG = True
    page = client.get(reverse("gallery"))
    shown = {part.template for part, _ in page.context["parts"]}
    folder = Path(settings.BASE_DIR) / "templates" / "components"
    inside_others = {"contact", "field", "footer", "header", "help", "hint_and_errors", "mark", "nav_link", "filters"}
    assert shown == {file.stem for file in folder.glob("*.html")} - inside_others
