from html import escape as as_html

import pytest

from improvement_hub.core.foreign import TooDeep, from_html
from improvement_hub.core.markdown import to_html, to_words, words_of

LOOKS_LIKE_MARKDOWN = [
    "- a dash", "+ a plus", "* a star", "1. a number", "2019) a year", "# a heading", "a # heading #", "> a quote",
    "_emphasis_ and *more* and **most**", "snake_case and __init__", "~~gone~~", "~~~", "`code` and ``more``",
    "[a link](https://example.org)", "[1]: https://example.org", "![a picture](x.png)", "[we] said", "***", "- - -",
    "| a | b |\n| --- | --- |", ":-- | --:\nx | y", "title\n===", "title\n---", "two\n- lines", "a\\*b", "back\\",
    "back\\\nslash", "<b>tags</b>", "<!-- words -->", "<https://example.org>", "&lt;b&gt; and &copy; and &#65;",
    "https://example.org/a_b_c?d=1&copy;=2", "https://example.org/%C3%A9 as it is", "ftp://example.org/a_b_",
    "    four spaces", "a | b", "-", "1.", "##", "“curly” ‘quotes’ – and …", "x  \ny",
]  # fmt: skip
AROUND = ["<p>{}</p>", "{}", "<ul><li>{}</li></ul>", "<blockquote>{}</blockquote>", "<h2>{}</h2>", "x<br>{}",
          "<table><tr><td>{}</td></tr></table>", "<p><strong>{}</strong></p>"]  # fmt: skip


def letters(text):
    return "".join(text.split())


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("words", LOOKS_LIKE_MARKDOWN)
def test_what_looks_like_markdown_comes_out_as_the_same_words(words, around):
    html = around.format(as_html(words))
    before = "x" if around.startswith("x") else ""
    assert letters(words_of(to_html(from_html(html)))) == letters(before + words)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<ul><li>one</li><li>two<ol><li>deep</li></ol></li></ul>", "- one\n- two\n  1. deep"),
        ("<p><strong>bold</strong>, <b>bold</b>, <em>stressed</em>, <i>stressed</i></p>",
         "**bold**, **bold**, *stressed*, *stressed*"),
        ('<p><a href="https://example.org/a">there</a></p>', "[there](https://example.org/a)"),
        ("<blockquote><p>said</p></blockquote>", "> said"),
        ("<table><tr><th>n</th></tr><tr><td>1|2</td></tr></table>", "| n |\n| --- |\n| 1\\|2 |"),
        ("<h1>big</h1><h2>less</h2>", "# big\n\n## less"),
        ("<div>one</div><div>two</div>", "one\n\ntwo"),
        ("<dl><dt>word</dt><dd>meaning</dd></dl>", "word\n\nmeaning"),
        ("<pre><code>a\n  b</code></pre>", "```\na\n  b\n```"),
        ("https://example.org/", "https://example.org/"),
    ],
)  # fmt: skip
def test_what_a_text_is_made_of_survives(html, markdown):
    assert from_html(html) == markdown


@pytest.mark.parametrize(
    "html",
    [
        "<p>safe</p><script>alert(1)</script>",
        '<p onclick="alert(1)">safe</p>',
        '<img src="x" onerror="alert(1)"><p>safe</p>',
        '<a href="javascript:alert(1)">safe</a>',
        '<a href="data:text/html;base64,PHNjcmlwdD4=">safe</a>',
        '<a href="java&#10;script:alert(1)">safe</a>',
        "<style>p { color: red }</style><p style='color:red'>safe</p>",
        '<iframe src="https://example.org"></iframe>safe',
        "<svg><script>alert(1)</script></svg>safe",
        "<!-- <script> -->safe",
        "<template>alert</template><object data='x'>alert</object>safe",
    ],
)
def test_what_could_do_harm_is_gone(html):
    assert to_html(from_html(html)) == "<p>safe</p>\n"


def test_a_harmful_link_that_is_written_as_markdown_stays_words():
    assert to_html(from_html("[click](javascript:alert(1))")) == "<p>[click](javascript:alert(1))</p>\n"


def test_relative_links_start_from_the_item_or_are_dropped():
    html = '<a href="/next">next</a>'
    assert from_html(html, base="https://example.org/blog/1") == "[next](https://example.org/next)"
    assert from_html(html) == "next"


@pytest.mark.parametrize("html", ["<b>Title:</b>Text", "<em>a</em><em>b</em>", "1<b></b>. x", "<h2>C #</h2>"])
def test_where_marks_would_change_the_words_the_words_win(html):
    assert letters(words_of(to_html(from_html(html)))) == letters(words_of(html))


@pytest.mark.parametrize("tag", ["div", "blockquote", "ul"])
def test_html_that_is_nested_deeply_is_read_as_plain_paragraphs(tag):
    assert from_html(f"<{tag}>" * 450 + "- deep") == "\\- deep"


@pytest.mark.parametrize("html", ["<div>" * 501, "<i></b>" * 501, "<ul><li>" * 501])
def test_html_that_is_nested_without_end_is_refused_before_it_is_read(html):
    with pytest.raises(TooDeep):
        from_html(html)


def test_long_html_is_not_deep():
    assert from_html("<p>a<li>b<br></div>" * 1000 + "<div>c</div>" * 1000).count("c") == 1000


def test_words_are_on_one_line_without_marks():
    assert to_words("# One\n\n- *two*\n- [three](https://example.org) & four") == "One two three & four"
