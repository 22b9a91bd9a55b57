"""Markdown in, safe HTML out, whatever somebody tries."""

import re

import pytest

from improvement_hub.core.markdown import sanitise, to_html, to_words

ATTEMPTS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "![x](javascript:alert(1))",
    "![x](https://tracker.example/pixel.png)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example" onmouseover="alert(1))',
    "<a href='x' onclick='alert(1)'>x</a>",
    "<iframe src=https://evil.example></iframe>",
    "<style>*{display:none}</style>",
    "<form action=https://evil.example><input name=password></form>",
    "<meta http-equiv=refresh content=0;url=https://evil.example>",
    "`<script>alert(1)</script>`",
    "```\n<script>alert(1)</script>\n```",
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
    "# <b onclick=alert(1)>x</b>",
]
TAG = re.compile(r"<\s*/?\s*([a-zA-Z0-9]+)([^>]*)>")
HARMFUL = re.compile(r"\bon\w+\s*=|javascript:|vbscript:|data:|style\s*=|srcset|formaction", re.I)


def tags_of(html):
    return [(name.lower(), attributes) for name, attributes in TAG.findall(html)]


@pytest.mark.parametrize("attempt", ATTEMPTS)
@pytest.mark.parametrize("render", [to_html, sanitise])
def test_nothing_that_runs_or_calls_home_comes_out(render, attempt):
    found = tags_of(render(attempt))
    forbidden = {"script", "style", "img", "svg", "iframe", "form", "input", "meta", "object", "b"}
    assert {name for name, _ in found} & forbidden == set()
    quoted = [re.sub(r'title="[^"]*"', "", attributes) for _, attributes in found]
    assert [attributes for attributes in quoted if HARMFUL.search(attributes)] == []


def test_links_are_kept_and_tell_nobody_where_one_came_from():
    assert to_html("[x](https://a.example)") == (
        '<p><a href="https://a.example" rel="noopener noreferrer nofollow">x</a></p>\n'
    )


def test_an_address_becomes_a_link_as_it_was_written():
    assert ">https://a.example/ä<" in to_html("See https://a.example/ä.")


def test_headings_stand_below_the_pages_own():
    assert to_html("# A\n\n###### B") == "<h2>A</h2>\n<h6>B</h6>\n"


def test_a_table_can_be_scrolled_by_keyboard():
    assert to_html("| a |\n|-|\n| b |").startswith('<table tabindex="0">')


def test_tables_lists_and_strikethrough_are_rendered():
    html = to_html("| a |\n|:-:|\n| b |\n\n1. c\n2. ~~d~~")
    assert {name for name, _ in tags_of(html)} == {"table", "thead", "tbody", "tr", "th", "td", "ol", "li", "s"}


def test_html_in_markdown_is_shown_as_words():
    assert to_html("<b>x</b>") == "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"


def test_words_are_what_is_left_without_marks():
    assert to_words("# A *b*\n\n- [c](https://a.example) & d") == "A b c & d"
