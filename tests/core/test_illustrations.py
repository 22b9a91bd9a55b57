"""Pictures and footnotes in Markdown: those of the hub's own, and nothing else."""

from uuid import UUID

import pytest

from improvement_hub.core.illustrations import Picture
from improvement_hub.core.markdown import images_in, sanitise, to_html, to_words
from tests.core.test_markdown import ATTEMPTS, HARMFUL, tags_of

ID = "12345678-1234-1234-1234-1234567890ab"
SHOWN = 'src="/i/960/" srcset="/i/480/ 480w, /i/960/ 960w" sizes="(min-width: 48rem) 40rem, 100vw"'


class Album:
    """Has one picture; `words` are its alternative text and caption."""

    def __init__(self, *words):
        self.picture = Picture(*words, files=(("/i/480/", 480), ("/i/960/", 960)), width=960, height=500)

    def find(self, pk):
        return self.picture if pk == UUID(ID) else None


ALBUM = Album('A "team"', "<b>Ours</b>")


def test_a_picture_alone_in_its_paragraph_is_a_figure_with_its_caption():
    assert to_html(f"![](image:{ID})", ALBUM) == (
        f'<figure><img {SHOWN} alt="A &quot;team&quot;" width="960" height="500" loading="lazy">'
        "<figcaption>&lt;b&gt;Ours&lt;/b&gt;</figcaption></figure>\n"
    )
    assert "figcaption" not in to_html(f"![](image:{ID})", Album("A", ""))


def test_among_words_and_in_a_list_it_stands_in_the_line_and_its_own_words_win():
    html = to_html(f"See ![a **pod**](image:{ID.upper()}) here.\n\n- ![](image:{ID})", ALBUM)
    assert ("<figure>" in html, html.count(SHOWN), 'alt="a **pod**"' in html) == (False, 2, True)


@pytest.mark.parametrize(
    "text",
    [
        f"![](image:{ID})",
        "![x](https://tracker.example/pixel.png)",
        "![x](image:12345678-1234-1234-1234-000000000000)",
        f"![x](image:{ID}?x)",
        "![x](/posts/a/images/1/480/)",
        "![x][a]\n\n[a]: https://tracker.example/pixel.png",
    ],
)
def test_what_is_not_known_is_not_shown_and_nothing_comes_from_elsewhere(text):
    assert "<img" not in to_html(text, None if ID in text and "?" not in text else ALBUM)


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_beside_a_picture_nothing_that_runs_or_calls_home_comes_out(attempt):
    html = to_html(f"![](image:{ID})\n\n{attempt}\n\nNote[^1] ![{attempt}](image:{ID})\n\n[^1]: {attempt}", ALBUM)
    found = tags_of(html.replace(SHOWN, ""))
    assert {name for name, _ in found} & {
        "script",
        "style",
        "svg",
        "iframe",
        "form",
        "input",
        "meta",
        "object",
    } == set()
    bare = [attributes for name, attributes in found if name != "img"]
    assert [one for one in bare if HARMFUL.search(one.partition("title=")[0])] == []
    assert {attributes.partition(" alt=")[0].strip() for name, attributes in found if name == "img"} <= {""}


def test_an_alternative_text_that_would_break_out_stays_words():
    html = to_html(
        f'![x" onerror="alert(1)](image:{ID})', Album('"><script>alert(1)</script>', "</figcaption><script>")
    )
    assert ("<script" in html, html.count("<img"), 'alt="x&quot; onerror=&quot;alert(1)"' in html) == (False, 1, True)


def test_footnotes_lead_there_and_back_and_share_a_page_with_those_of_other_texts():
    text = "One[^a] and again[^a].\n\n[^a]: The **note**."
    html = to_html(text)
    ids = [part.split('"')[0] for part in html.split(' id="')[1:]]
    links = {part.split('"')[0] for part in html.split('href="#')[1:]}
    assert (len(ids), len(set(ids)), links) == (3, 3, set(ids))
    assert html.count('aria-label="Back to the text"') == 2
    assert set(ids) & {part.split('"')[0] for part in to_html(text + " More.").split(' id="')[1:]} == set()
    assert to_words(text) == "One and again. The note."


def test_an_id_of_somebody_elses_is_no_id():
    assert "id=" not in sanitise('<li id="fn-00000000-1">x</li><a id="main" href="/">y</a>')
    assert "evil" not in to_html('[^"evil]\n\n[^"evil]: x').replace("[^", "").split("<hr>")[0]


def test_images_are_counted_as_markdown_counts_them():
    text = f"![](image:{ID}) `![](image:code)` ![x][a] ![\n\n[a]: https://a.example/x.png"
    assert images_in(text) == {f"image:{ID}", "https://a.example/x.png"}
    assert images_in("No image [x] here") == set()
