"""Themes suggested from a text: figures on a labelled set, and the rules one by one."""

import json
from pathlib import Path

import pytest

from blogs.imports.themes import load_themes
from blogs.services import read_vocabulary, suggest_themes
from tests.factories import PostFactory, ThemeFactory

LABELLED = json.loads(Path(__file__).with_name("suggested_themes.json").read_text())
pytestmark = pytest.mark.django_db


@pytest.fixture
def vocabulary():
    load_themes()
    return read_vocabulary()


def suggested(vocabulary=None, **text):
    return {one.theme.slug: one.why for one in suggest_themes(**{"title": "", **text}, vocabulary=vocabulary)}


def figures(texts, vocabulary):
    """(precision, recall) over all pairs of a text and a theme."""
    pairs = [(suggested(vocabulary, title=t["title"], body=t["body"]).keys(), set(t["themes"])) for t in texts]
    right = sum(len(found & wanted) for found, wanted in pairs)
    return tuple(round(right / sum(len(pair[n]) for pair in pairs), 2) for n in (0, 1))


def test_figures_on_the_labelled_set(vocabulary):
    """Tuned on every second text; the others were kept back, and theirs are the figures to go by."""
    assert len(LABELLED) == 48
    assert figures(LABELLED[::2], vocabulary) == (0.96, 0.92)
    assert figures(LABELLED[1::2], vocabulary) == (0.96, 0.86)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ({"title": "Adopters wanted"}, {"adoption": "in the title “adopters”"}),
        (
            {"title": "On neglect", "summary": "Graded care profiles.", "body": "Neglect, neglect and neglect."},
            {"neglect": "in the title “neglect”; in the summary “graded care profiles”; in the text “neglect” 3 times"},
        ),
        ({"body": "EHCPs took a year. An EHCP is a plan."}, {"send": "in the text “EHCPs”, “EHCP”"}),
        ({"title": "Send me the ap, and mash the potatoes"}, {}),
        ({"title": "Camhs at last"}, {"mental-health": "in the title “Camhs”"}),
        ({"title": "PLEASE SEND FOOD"}, {}),
        ({"title": "The area SEND inspection came"}, {"inspection": "in the title “area send inspection”"}),
        ({"title": "Children’s homes"}, {"sufficiency": "in the title “children’s homes”"}),
        ({"title": "Support, practice and outcomes for children and families"}, {}),
        ({"body": "The police came."}, {}),
        ({"body": "See https://example.org/neglect/adoption for more."}, {}),
        ({"body": "A word about neglect." + " We walked on." * 100}, {}),
        ({"body": "Fostering. Adoption, twice: adoption. " * 2}, {
            "adoption": "in the text “adoption” 4 times", "fostering": "in the text “fostering” twice",
        }),
        ({}, {}),
    ],
)  # fmt: skip
def test_what_speaks_for_a_theme(vocabulary, text, found):
    assert suggested(vocabulary, **text) == found


def test_the_form_offers_them_unticked_and_keeps_what_was_typed(sign_in, cast):
    neglect, permanence = ThemeFactory(name="Neglect"), ThemeFactory(name="Permanence")
    client = sign_in(cast.asha)
    post = PostFactory(owner=cast.host)
    sent = {"suggest": "yes", "title": "Neglect and permanence", "body": "Typed.", "themes": [permanence.pk]}
    for address in ("/posts/new/", f"/posts/{post.slug}/edit/"):
        page = client.post(address, sent)
        offered = page.context["suggestions"]
        assert [(one.theme, one.why) for one in offered] == [(neglect, "in the title “neglect”")]
        html = page.content.decode()
        assert ("Typed." in html, f'value="{neglect.pk}" id="suggested-neglect" aria' in html) == (True, True)
    assert not post.themes.exists()
    assert "speaks of no further theme" in client.post("/posts/new/", {"suggest": "yes"}).content.decode()


def test_the_api_says_why_and_stores_nothing(sign_in, cast):
    theme = ThemeFactory(name="Neglect", slug="neglect")
    client = sign_in(cast.femi)
    answer = client.post("/api/v1/themes/suggest/", {"title": "Neglect"}, content_type="application/json")
    row = {"id": str(theme.pk), "slug": "neglect", "name": "Neglect", "why": "in the title “neglect”", "score": 3.0}
    assert answer.json() == {"next": None, "previous": None, "results": [row]}
