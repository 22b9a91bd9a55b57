"""The API's page for people says all that its schema says."""

import re

import pytest
from django.urls import reverse

from improvement_hub.api import reference
from improvement_hub.api.problems import CATALOGUE

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(client):
    """The way in, and the page of each collection."""
    names = [name for name, _ in reference.groups() if name]
    addresses = [reverse("api-docs"), *(reverse("api-docs-of", args=[name]) for name in names)]
    return [client.get(address).content.decode() for address in addresses]


@pytest.fixture
def page(pages):
    """All of them as one text."""
    return "".join(pages)


def test_every_operation_of_the_schema_has_its_section(client, page):
    paths = client.get(reverse("api-schema"), {"format": "json"}).json()["paths"]
    wanted = [(method.upper(), path) for path, methods in paths.items() for method in methods]
    shown = re.findall(r'<span class="hub-method">(\w+)</span> <code>([^<]+)</code>', page)
    assert sorted(shown) == sorted(wanted)


def test_every_field_of_what_is_sent_or_answered_stands_on_it(page):
    section = page.split('id="object-NewEvidenceRequest"')[1].split('id="object-')[0]
    assert re.findall(r"<dt><code>(\w+)</code></dt>", section) == [
        "id", "author", "activity", "keyline", "bearing", "source_role", "note", "observed_on",
    ]  # fmt: skip
    assert section.count(", needed") == 5
    assert "<code>strength</code>" in section


def test_every_link_within_a_page_leads_somewhere(pages):
    for page in pages:
        links = set(re.findall(r'href="#([^"]+)"', page))
        assert links - set(re.findall(r'id="([^"]+)"', page)) == set()


def test_what_is_no_collection_has_no_page(client):
    assert client.get(reverse("api-docs-of", args=["nothing"])).status_code == 404


def test_the_first_call_is_one_that_works_on_this_hub(client, page):
    path = re.search(r"curl &#x27;http://testserver([^&]+)&#x27;|curl 'http://testserver([^']+)'", page)
    answer = client.get(path[1] or path[2]).json()
    assert list(answer) == ["next", "previous", "results"]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({"type": "string", "format": "uuid"}, "UUID"),
        ({"type": ["string", "null"], "format": "date"}, "date"),
        ({"oneOf": [{"type": "string", "format": "uri"}, {"type": "string", "maxLength": 0}]}, "web address"),
        ({"type": "array", "items": {"type": "integer"}}, "whole number"),
        ({"type": "string", "enum": ["a", "b"]}, "code: a or b"),
        ({}, "anything"),
    ],
)
def test_a_kind_of_value_is_said_in_words(part, words):
    assert reference.field("it", part, is_needed=False).words == words


def test_every_status_that_can_come_back_is_explained():
    coming = {int(status) for _, operations in reference.groups() for one in operations for status in one.statuses}
    assert coming - {301, 304} <= {problem.status for problem in CATALOGUE}


def test_every_operation_shows_a_call_of_its_own(page):
    calls = re.findall(r"<code>(curl [^<]+)</code>", page)
    assert len(calls) >= sum(len(operations) for _, operations in reference.groups())


def test_the_page_asks_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(reverse("api-docs"))
