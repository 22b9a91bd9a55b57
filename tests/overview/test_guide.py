"""The guide in the hub: every page links to its part, and every link and picture of it is there."""

import re
from html.parser import HTMLParser

import pytest
from django.contrib.staticfiles import finders

from improvement_hub.overview import guide
from improvement_hub.overview.help import PART_OF, help_with
from tests.permission_matrix import PAGES, rows

WITHOUT_HELP = {
    "healthz",
    "openid_connect_back_channel",
    "oauth2_provider:token",
    "oauth2_provider:revoke-token",
    "oauth-metadata",
    "robots",
    "sitemap",
    "sitemap-of",
    "help",
    "help-chapter",
}


class Facts(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.ids, self.links, self.pictures = set(), [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.ids.add(found.get("id"))
        self.links += [found["href"]] if tag == "a" else []
        self.pictures += [found] if tag == "img" else []


@pytest.fixture(scope="module")
def chapters():
    return {chapter.slug: Facts(chapter.html) for chapter in guide.chapters()}


def test_every_page_has_its_part_of_the_guide():
    pages = {name for _, name, _ in rows(PAGES)} - WITHOUT_HELP
    assert pages ^ (set(PART_OF) - {"api-docs"}) == set()


def test_every_part_that_a_page_names_is_in_its_chapter(chapters):
    parts = {tuple(part.split("#")) for part in PART_OF.values()}
    assert {(slug, anchor) for slug, anchor in parts if anchor not in chapters[slug].ids} == set()


def test_every_link_of_the_guide_leads_somewhere(chapters, client, db):
    for slug, facts in chapters.items():
        for link in facts.links:
            address, _, anchor = link.partition("#")
            other = re.fullmatch(r"/help/([a-z-]+)/", address)
            if other or not address:
                assert anchor in {"", *chapters[other[1] if other else slug].ids}, (slug, link)
            else:
                assert client.get(address).status_code == 200, (slug, link)


def test_every_picture_is_there_and_says_what_it_shows(chapters):
    for facts in chapters.values():
        for picture in facts.pictures:
            assert finders.find(picture["src"].removeprefix("/static/"))
            assert len(picture["alt"]) > 20


def test_a_page_links_to_its_part(client, db):
    page = client.get("/councils/")
    assert help_with("councils") == "/help/getting-in/#finding-what-is-public"
    assert f'href="{help_with("councils")}"' in page.content.decode()


def test_a_chapter_that_is_not_there_is_not_found(client, db):
    assert client.get("/help/wizards/").status_code == 404


def test_the_help_page_names_every_chapter(client):
    page = client.get("/help/").content.decode()
    assert [title for title in guide.CHAPTERS.values() if title not in page] == []
