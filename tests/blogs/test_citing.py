from datetime import date

import pytest

from blogs import citing
from blogs.models import Post
from tests.factories import AuthorFactory, CouncilFactory, PostFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def post():
    authors = [AuthorFactory(name=name) for name in ("Mira Lund", "Tom Ek", "Ola Ny")]
    made = PostFactory(title="50% & {more}_\\", authors=authors, themes=[ThemeFactory(name="Neglect")], slug="half")
    Post.objects.filter(pk=made.pk).update(published_on=date(2014, 7, 1), source_name="Corridor journal")
    return Post.objects.get(pk=made.pk)


def test_a_post_says_how_to_cite_it(post, client):
    said = citing.in_words(post, "https://hub.example.org/posts/half/", date(2026, 3, 4))
    assert said == (
        "Mira Lund, Tom Ek and Ola Ny (2014) ‘50% & {more}_\\’, Corridor journal. "
        "Available at: https://hub.example.org/posts/half/ (Accessed: 4 March 2026)."
    )
    assert "Mira Lund, Tom Ek and Ola Ny (2014)" in client.get("/posts/half/").content.decode()


def test_what_is_not_known_of_it_is_said_or_left_out():
    owned, bare = PostFactory(owner=CouncilFactory(name="Ashby")), PostFactory(authors=[AuthorFactory(name="Mira")])
    Post.objects.update(published_on=None)
    owned.refresh_from_db()
    bare.refresh_from_db()
    assert citing.in_words(owned, "", date(2026, 3, 4)).startswith("Ashby (no date) ‘")
    assert citing.in_words(bare, "", date(2026, 3, 4)).startswith("Mira (no date) ‘")
    assert citing.authors_in_words(PostFactory()) == "Improvement Hub"
    assert "PY  -" not in citing.as_ris(bare, "")
    assert "year" not in citing.as_bib(bare, "x")


def test_reference_managers_take_a_file(post, client):
    ris, bib = client.get("/posts/half/cite.ris"), client.get("/posts/half/cite.bib")
    assert ris["Content-Disposition"] == 'attachment; filename="half.ris"'
    assert ris.content.decode().split("\r\n") == [
        "TY  - BLOG", "TI  - 50% & {more}_\\", "AU  - Mira Lund", "AU  - Tom Ek", "AU  - Ola Ny", "PY  - 2014",
        "DA  - 2014/07/01", "PB  - Corridor journal", "KW  - Neglect", "UR  - http://testserver/posts/half/", "ER  - ",
        "",
    ]  # fmt: skip
    assert bib.content.decode() == (
        "@misc{half,\n  title = {{50\\% \\& \\{more\\}\\_\\textbackslash{}}},\n"
        "  author = {{Mira Lund} and {Tom Ek} and {Ola Ny}},\n  year = {2014},\n  howpublished = {Corridor journal},\n"
        "  url = {http://testserver/posts/half/},\n}\n"
    )
    assert client.get("/posts/half/cite.doc").status_code == 404


def test_nobody_cites_what_they_may_not_read(client):
    PostFactory(slug="inside", visibility="sector")
    assert client.get("/posts/inside/cite.ris").status_code == 404


def test_a_draft_is_not_cited(cast, sign_in):
    PostFactory(slug="draft", published=False)
    assert "Cite this" not in sign_in(cast.gwen).get("/posts/draft/").content.decode()
