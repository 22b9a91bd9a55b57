from datetime import date

import pytest

from blogs.models import Post
from tests.blogs.conftest import FILES
from tests.factories import ThemeFactory

pytestmark = pytest.mark.django_db
WXR = FILES / "wordpress.xml"


def test_an_export_of_wordpress_brings_its_posts_and_pages_and_says_what_it_leaves_out(run):
    send = ThemeFactory(name="Special educational needs", slug="send", synonyms=["high needs"])
    lines, failed = run(WXR, "--publish", "--visibility", "public")
    assert failed is None
    assert lines == [
        "item 1, Knocks at the door: taken – without its 1 picture; its comments were left out; "
        "without what WordPress made of [caption], [gallery], [mailing]",
        "item 2, A page in blocks: taken – undated",
        "item 3, door.jpg: left out – It is neither a post nor a page, but of the kind “attachment”.",
        "item 4, Not for you: left out – It is a post in the state “private”.",
        "item 5, Behind a password: left out – It is a post behind a password.",
        "Corridor journal, 5 items: 2 taken, 0 changed, 0 unchanged, 0 refused, 3 left out. "
        "The feed gives no date for 1: undated, and last in every list.",
    ]
    knocks, page = Post.objects.get(slug="knocks"), Post.objects.get(slug="a-page-in-blocks")
    assert knocks.body == (
        "We counted **forty** knocks \\[sic\\].  \nThen we stopped.\n\nA door in use\n\n### Later\n\n"
        "Write to us in \\[2014\\]."
    )
    assert (knocks.summary, knocks.published_on) == ("What we counted & why.", date(2014, 7, 1))
    assert (knocks.author_names, page.author_names) == (["Mira Lund"], ["Tom Ek"])
    assert list(knocks.themes.all()) == [send]
    assert (knocks.state, knocks.visibility, knocks.source_url) == (
        "published", "public", "https://journal.example.org/2014/07/knocks/",
    )  # fmt: skip
    assert (page.state, page.body, page.published_on) == ("draft", "Not finished.", None)
    assert not Post.objects.filter(body__contains="nobody asked").exists()


def test_a_second_time_changes_nothing_and_an_address_that_is_taken_stays_whose_it_is(run):
    run(WXR)
    assert run(WXR)[0][-1].startswith("Corridor journal, 5 items: 0 taken, 0 changed, 2 unchanged, 0 refused, 3 left")
    Post.objects.filter(slug="knocks").update(source="another")
    run(WXR)
    assert sorted(Post.objects.values_list("slug", flat=True)) == ["a-page-in-blocks", "knocks", "knocks-2"]
