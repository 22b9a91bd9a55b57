"""One query string narrows the page and the API alike."""

from datetime import date

import pytest

from improvement_hub.councils.services import record_code
from tests.factories import AuthorFactory, CouncilFactory, PostFactory, RegionFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    north, south = RegionFactory(slug="north"), RegionFactory(slug="south")
    ashby = CouncilFactory(name="Ashby", gss="E06000001", region=north)
    record_code(council=ashby, scheme="gss", value="E06000099")
    femsley = CouncilFactory(name="Femsley", region=south)
    neglect, send = ThemeFactory(slug="neglect", name="Neglect"), ThemeFactory(slug="send", name="SEND")
    PostFactory(slug="pods", title="Pods of social workers", body="Teams that share families.", themes=[neglect],
                councils=[ashby], published_on=date(2013, 4, 1), kind="case_study")  # fmt: skip
    PostFactory(slug="line", title="An advice line", body="Schools telephone early.", summary="Fewer plans.",
                themes=[send, neglect], owner=femsley, published_on=date(2022, 10, 31),
                authors=[AuthorFactory()])  # fmt: skip
    PostFactory(
        slug="poverty", title="What poverty does", body="Families without money.", source_url="https://example.org/3"
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["line", "pods", "poverty"]),
        ("q=families", ["pods", "poverty"]),
        ("q=family", ["pods", "poverty"]),
        ("q=families -money", ["pods"]),
        ('q="share families"', ["pods"]),
        ("q=plans", ["line"]),
        ("q=povrety", ["poverty"]),
        ("q=unicorn", []),
        ("q='); drop table", []),
        ("kind=case_study", ["pods"]),
        ("kind=resource", []),
        ("theme=neglect", ["line", "pods"]),
        ("theme=send", ["line"]),
        ("theme=send&theme=neglect", ["line", "pods"]),
        ("council=E06000099", ["pods"]),
        ("council=e06000001", ["pods"]),
        ("council=femsley", ["line"]),
        ("council=Femsley Council", ["line"]),
        ("council=Fems", []),
        ("region=north", ["pods"]),
        ("region=south", ["line"]),
        ("dated=2022", ["line"]),
        ("dated=1999", []),
        ("dated=Undated", ["poverty"]),
        ("state=draft", ["line", "pods", "poverty"]),
        ("q=families&dated=2013&region=north&theme=neglect", ["pods"]),
    ],
)
def test_page_and_api_find_the_same(client, world, query, expected):
    page = client.get(f"/posts/?{query}")
    assert [post.slug for post in page.context["object_list"]] == expected
    assert [row["slug"] for row in client.get(f"/api/v1/posts/?{query}").json()["results"]] == expected


@pytest.mark.parametrize(
    ("query", "field", "sentence"),
    [
        ("dated=0000", "dated", "Give a year, such as 2022, or the word undated."),
        ("dated=soon", "dated", "Give a year, such as 2022, or the word undated."),
        ("q=a%00b", "q", "Null characters are not allowed."),
        ("theme=weather", "theme", "Select a valid choice. weather is not one of the available choices."),
        ("kind=poem", "kind", "Select a valid choice. poem is not one of the available choices."),
        ("region=mars", "region", "Select a valid choice. That choice is not one of the available choices."),
    ],
)
def test_what_makes_no_sense_is_said(client, world, query, field, sentence):
    page = client.get(f"/posts/?{query}")
    assert page.context["filterset"].form.errors == {field: [sentence]}
    assert list(page.context["object_list"]) == []
    answer = client.get(f"/api/v1/posts/?{query}")
    assert (answer.status_code, answer.json()["detail"]) == (400, sentence)


def test_filters_in_use_are_shown_in_words_and_can_be_taken_out(client, world):
    page = client.get("/posts/?q=families&theme=neglect&theme=send&page=1")
    chips = [(chip["label"], chip["words"], chip["without"]) for chip in page.context["filterset"].chosen]
    assert chips == [
        ("Words", "families", "theme=neglect&theme=send"),
        ("Themes", "Neglect, SEND", "q=families"),
    ]


def test_invented_regions_are_offered_to_who_asks_for_demonstration_content(client, world):
    RegionFactory(slug="nowhere", demonstration=True)

    def offered(query):
        field = client.get(f"/posts/{query}").context["filterset"].form.fields["region"]
        return sorted(region.slug for region in field.queryset)

    assert (offered(""), offered("?demonstration=only")) == (["north", "south"], ["north", "nowhere", "south"])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SEND", ["send"]),
        ("asd", ["send"]),
        ("high ne", ["send"]),
        ("negl", ["neglect"]),
        ("weather", []),
        ("", ["neglect", "send"]),
    ],
)
def test_themes_are_found_by_any_of_their_names(client, query, expected):
    ThemeFactory(name="Special needs", slug="send", acronym="SEND", synonyms=["high needs", "ASD"])
    ThemeFactory(name="Neglect", slug="neglect")
    assert [theme.slug for theme in client.get("/themes/", {"q": query}).context["object_list"]] == expected
    assert [row["slug"] for row in client.get("/api/v1/themes/", {"q": query}).json()["results"]] == expected
