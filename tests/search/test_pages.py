"""The page and the API ask the same, and answer the same."""

import pytest

from improvement_hub.search.models import Facet
from improvement_hub.search.services import count_words
from improvement_hub.search.tasks import count_words as count_words_task
from improvement_hub.search.templatetags.search import as_cut
from tests.factories import CouncilFactory, PostFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def filled(posts):
    theme = ThemeFactory(slug="neglect", name="Neglect")
    for number in range(posts):
        PostFactory(title=f"Neglect {number}", themes=[theme], councils=[CouncilFactory()])
    count_words()


@pytest.mark.parametrize("posts", [1, 30])
def test_page_and_api_cost_the_same_at_any_length(client, posts, django_assert_num_queries):
    filled(posts)
    names = 4  # of the values of facets: kept by a process, but not within a transaction as here
    with django_assert_num_queries(3 + names):
        page = client.get("/library/")
    assert page.context["found"].total == posts
    with django_assert_num_queries(4 + names):  # one for the spelling, one for what has most of the words
        client.get("/search/?q=neglect+early")
    with django_assert_num_queries(2 + names):
        answer = client.get("/api/v1/search/?q=neglect").json()
    assert (answer["total"], len(answer["results"])) == (posts, min(posts, 20))
    with django_assert_num_queries(3):
        client.get("/search/suggest/?q=neglect")


def test_the_api_answers_as_the_page(client):
    filled(25)
    query = "?q=neglect&theme=neglect&year=undated&year=2099&page=2"
    page, answer = client.get(f"/search/{query}").context["found"], client.get(f"/api/v1/search/{query}").json()
    assert [row["id"] for row in answer["results"]] == [one.id for one in page.answers]
    assert answer["total"] == page.total
    counts = {(facet, row["key"]): row["count"] for facet, rows in answer["facets"].items() for row in rows}
    assert counts == {(c.label.facet, c.label.key): c.number for rows in page.facets.values() for c in rows}


@pytest.mark.parametrize(("text", "shown"), [
    ("of \x02neglect\x03 seen", "… of \x02neglect\x03 seen …"),
    ("Seen \x02early.\x03", "Seen \x02early.\x03"),
])  # fmt: skip
def test_a_piece_of_a_text_says_where_it_was_cut(text, shown):
    assert as_cut(text) == shown


def test_a_result_over_the_api_has_what_the_contract_names(client):
    post = PostFactory(
        title="Neglect & <care>", body="Neglect <i>seen</i> early.", councils=[CouncilFactory(name="Arden")]
    )
    answer = client.get("/api/v1/search/?q=neglect").json()
    [row] = answer["results"]
    assert row.pop("score") > 0
    assert row == {
        "id": str(post.pk), "kind": "blog", "title": "Neglect & <care>",
        "url": f"http://testserver{post.get_absolute_url()}",
        "snippet": "<mark>Neglect</mark>  seen  early", "council": "Arden",
        "date": str(post.published_on), "themes": [], "stage": "", "evidence_level": "", "demonstration": False,
        "year": post.published_on.year,
    }  # fmt: skip
    assert (answer["next"], answer["previous"], answer["total"], answer["corrected"]) == (None, None, 1, "")


def test_pages_of_the_api_are_linked(client):
    filled(5)
    first = client.get("/api/v1/search/?q=neglect&page_size=2").json()
    second = client.get(first["next"]).json()
    assert second["previous"] == "http://testserver/api/v1/search/?page=1&page_size=2&q=neglect"
    assert {row["id"] for row in first["results"]} & {row["id"] for row in second["results"]} == set()


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=501", "page_size=101", "order=odd", "council=Atlantis"])
def test_a_question_that_cannot_be_read_is_answered_with_what_is_wrong(client, query):
    page = client.get(f"/search/?q=neglect&{query}")
    assert page.context["found"] is None
    assert "There is a problem" in page.content.decode()
    assert 'value="neglect"' in page.content.decode()
    assert client.get(f"/api/v1/search/?{query}").status_code == 400


def test_the_page_says_how_it_read_the_question_and_offers_what_was_typed(client):
    filled(1)
    words = client.get("/search/?q=negelct").content.decode()
    assert "Showing results for <strong>neglect</strong>" in words
    assert "as_typed=1" in words
    assert client.get("/search/?q=negelct&as_typed=1").context["found"].total == 0


def test_an_empty_page_says_what_is_near_and_how_to_widen(client):
    filled(1)
    words = client.get("/search/?q=neglectzzz&kind=blog&as_typed=1").content.decode()
    assert "Nothing that you may read has these words together with what you chose." in words
    assert 'href="/themes/neglect/"' in words


def test_facets_are_boxes_that_keep_the_words_and_chips_that_take_them_back(client):
    filled(12)
    for year in range(2000, 2012):
        PostFactory(title="Neglect then", source="s", source_guid=str(year), published_on=f"{year}-01-01")
    page = client.get("/search/?q=neglect&year=2001&theme=neglect")
    assert page.context["chips"] == [
        ("Words", "neglect", "?year=2001&theme=neglect"),
        ("Theme", "Neglect", "?q=neglect&year=2001"),
        ("Year", "2001", "?q=neglect&theme=neglect"),
    ]
    years = next(facet for facet in page.context["facets"] if facet["name"] == "year")
    assert "2001" in [count.label.key for count in years["first"]]


def test_a_post_shows_what_is_related(client):
    one = PostFactory(title="Foster carers", body="Foster carers and kinship carers meet.")
    PostFactory(title="Kinship carers", body="Kinship carers and foster carers.")
    for number in range(9):
        PostFactory(title=f"Other {number}", body=f"Something else, numbered {number}.")
    count_words_task()
    assert "both speak of" in client.get(one.get_absolute_url()).content.decode().lower()


def test_a_value_of_a_facet_is_known_once():
    PostFactory.create_batch(3)
    assert Facet.objects.filter(facet="kind").count() == 1
    with pytest.raises(Exception, match="a_value_of_a_facet_once"):
        Facet.objects.create(facet="kind", key="blog")


def test_searches_are_saved_as_views(client, cast):
    from tests.signed_in import signed_in

    signed_in(cast.person("hana"), client)
    sent = {"name": "Neglect", "place": "/search/", "query": "q=neglect"}
    assert client.post("/views/save/", sent).status_code == 302
    assert [str(view) for view in client.get("/search/").context["saved_views"]] == ["Neglect"]
