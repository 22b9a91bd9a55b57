import pytest

from blogs.imports import fetch, pieces
from blogs.models import Post
from tests.blogs.conftest import item, rss

pytestmark = pytest.mark.django_db
BOMB = """<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>
<rss version="2.0"><channel><title>&b;</title></channel></rss>"""
TRAP = "The feed defines a document type or entities of its own, which can be a trap."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "The feed is empty."),
        (" \n ", "The feed is empty."),
        ("not xml at all", "This is not well-formed XML: syntax error, in line 1."),
        ("<rss><channel>", "This is not well-formed XML: no element found, in line 1."),
        (rss(item()).replace("</channel>", ""), "This is not well-formed XML: mismatched tag, in line 1."),
        (BOMB, TRAP),
        ('<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss version="2.0"/>', TRAP),
        ("<!doctype html><html><body>Hello</body></html>",
         "This is an HTML page, not a feed; the page may have a link to its feed."),
        ('<?xml version="1.0"?><!-- a page --><html xmlns="http://www.w3.org/1999/xhtml"/>',
         "This is an HTML page, not a feed; the page may have a link to its feed."),
        ("<library><book/></library>", "This is XML, but neither RSS nor Atom."),
        (rss(), "The feed holds no items."),
        (rss(item(), title=None, link=None), "The feed has neither an id, nor a link, nor a title to tell it by."),
        (rss(item(), link="https://example.org/" + "x" * 300), "The feed’s name for itself is too long."),
        (rss(item(title="café")).encode("latin-1"), "The feed declares the encoding UTF-8, but it is not in it."),
        (rss(item(title="café")).replace("UTF-8", "ISO-8859-1").encode(),
         "The feed declares the encoding ISO-8859-1, but it is in UTF-8."),
        (rss(item()).replace("UTF-8", "klingon"), "The feed declares an encoding that does not exist: klingon."),
        (rss(item()).replace("UTF-8", "base64"), "The feed declares an encoding that does not exist: base64."),
        (rss(item(title="+2AA-")).replace("UTF-8", "utf-7"),
         "The feed declares the encoding utf-7, but it is not in it."),
        ("<!---->" * 1000 + "<library/>", "This is XML, but neither RSS nor Atom."),
        (rss(item(title="a\x0bb")), "This is not well-formed XML: not well-formed (invalid token), in line 1."),
        (rss(item(title="a&#11;b")),
         "This is not well-formed XML: reference to invalid character number, in line 1."),
        (rss(item(title="&nbsp;")), "This is not well-formed XML: undefined entity, in line 1."),
    ],
)  # fmt: skip
def test_a_broken_or_hostile_feed_is_refused_with_the_reason(run, feed_file, content, reason):
    lines, failed = run(feed_file(content))
    assert (lines, failed, Post.objects.count()) == ([], reason, 0)


@pytest.mark.parametrize(
    "content",
    [
        rss(item(title="café")).encode("utf-8-sig"),
        rss(item(title="café")).replace("UTF-8", "UTF-16").encode("utf-16"),
        rss(item(title="café")).replace("UTF-8", "ISO-8859-1").encode("latin-1"),
        rss(item(title="café")).replace('<?xml version="1.0" encoding="UTF-8"?>', "").encode(),
    ],
    ids=["marked", "utf-16", "latin-1", "undeclared"],
)
def test_a_feed_in_the_encoding_it_declares_is_read(run, feed_file, content):
    assert run(feed_file(content))[1] is None
    assert Post.objects.get().title == "café"


def test_a_feed_that_is_too_large_is_refused(run, feed_file, monkeypatch):
    monkeypatch.setattr(fetch, "MOST_BYTES", 1000)
    assert run(feed_file(rss(item(text="x" * 1000))))[1] == "The feed is larger than 60 MB."


def test_a_feed_of_countless_items_is_refused(run, feed_file, monkeypatch):
    monkeypatch.setattr(pieces, "MOST_ITEMS", 2)
    assert run(feed_file(rss(item(), item(guid="2"), "<item/>")))[1] == "The feed holds more than 2 items."


def test_a_long_feed_is_read_in_handfuls_with_what_its_shell_says(run, feed_file, monkeypatch):
    monkeypatch.setattr(pieces, "HANDFUL", 10)
    lines, _ = run(feed_file(rss(item(), "<item />", item(title="Third", guid="3"), "<item a='>'></item>")))
    assert [line.partition(":")[0] for line in lines[:4]] == [
        "item 1, A title", "item 2, title", "item 3, Third", "item 4, title",
    ]  # fmt: skip
    assert {post.source for post in Post.objects.all()} == {"https://feed.example.org/"}


def test_a_file_that_is_not_there_is_named(run, tmp_path):
    assert run(tmp_path / "no.xml")[1] == f"{tmp_path / 'no.xml'} cannot be read: No such file or directory."
    assert run(tmp_path)[1] == f"{tmp_path} cannot be read: Is a directory."
