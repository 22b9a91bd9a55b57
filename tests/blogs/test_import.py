from datetime import date

import pytest
from django.utils import timezone

from blogs.imports import Outcome, import_feed
from blogs.models import Author, Authorship, Post, PostTheme
from blogs.services import publish_post, withdraw_post
from improvement_hub.core.actor import OPERATOR
from improvement_hub.councils.services import correct_council
from tests.blogs.conftest import ATOM, RSS, item, rss
from tests.factories import AuthorFactory, CouncilFactory, PersonFactory, PostFactory, ThemeFactory

pytestmark = pytest.mark.django_db
TRAIL = [model.pgh_event_model for model in (Post, Author, Authorship, PostTheme)]


def trail():
    return [model.objects.count() for model in TRAIL]


def post_of(guid):
    return Post.objects.get(source_guid=guid)


@pytest.fixture
def send():
    return ThemeFactory(name="Special educational needs", slug="send", acronym="SEND", synonyms=["high needs"])


def test_an_rss_item_becomes_a_post_with_all_that_it_says(send):
    ashby = CouncilFactory(name="Ashby")
    import_feed(RSS.as_posix())
    post = post_of("note-1")
    assert (post.title, post.summary, post.kind) == (
        "‘Who knocked?’ – a week at the front door...", "What we counted.", "blog",
    )  # fmt: skip
    assert post.body == (
        "We counted **forty** knocks.\n\n- calls\n- letters\n\n\\- not a list\n\n[More](https://notes.example.org/2)"
    )
    assert (post.source, post.source_name, post.source_url) == (
        "https://notes.example.org/", "Corridor notes", "https://notes.example.org/1",
    )  # fmt: skip
    assert (post.state, post.visibility, post.owner, post.released_at) == ("draft", "sector", None, None)
    assert post.author_names == ["Mira Lund", "Tom Ek"]
    assert (list(post.themes.all()), list(post.councils.all())) == ([send], [ashby])


def test_the_day_is_the_one_in_london_and_unknown_stays_unknown():
    import_feed(RSS.as_posix())
    import_feed(ATOM.as_posix())
    days = dict(Post.objects.values_list("source_guid", "published_on"))
    assert days == {
        "note-1": date(2022, 10, 31), "note-2": None,
        "urn:example:slow:1": date(2024, 7, 1), "urn:example:slow:2": None,
    }  # fmt: skip


def test_an_atom_entry_becomes_a_post_and_no_address_of_its_author_is_kept():
    import_feed(ATOM.as_posix())
    post, second = post_of("urn:example:slow:1"), post_of("urn:example:slow:2")
    assert (post.title, post.body, post.author_names) == ("Less is more", "One **visit**, not five.", ["Ada Quill"])
    assert second.body == "First line  \nsecond line\n\n1\\. not a list"


def test_the_report_says_what_became_of_every_item(run, send):
    CouncilFactory(name="Ashby")
    lines, failed = run(RSS)
    assert failed is None
    assert lines == [
        "item 1, ‘Who knocked?’ – a week at the front door...: taken – without its 1 picture; "
        "not in the vocabulary: Gardening",
        "item 2, No day on it: taken – undated",
        "Corridor notes, 2 items: 2 taken, 0 changed, 0 unchanged, 0 refused. "
        "The feed gives no date for 1: undated, and last in every list.",
    ]


def test_quietly_it_prints_the_totals_alone(run):
    assert len(run(RSS, "--verbosity", "0")[0]) == 1


@pytest.mark.parametrize("options", [(), ("--publish", "--visibility", "public")])
def test_twice_changes_nothing(run, send, options):
    run(RSS, *options)
    versions, before = list(Post.objects.values_list("pk", "version", "changed_at")), trail()
    lines, failed = run(RSS, *options)
    assert "2 items: 0 taken, 0 changed, 2 unchanged, 0 refused." in lines[-1]
    assert (failed, list(Post.objects.values_list("pk", "version", "changed_at")), trail()) == (None, versions, before)


def test_what_changed_at_its_source_is_changed_here_and_its_address_stays(run, feed_file):
    run(RSS, "--publish", "--visibility", "public")
    text = RSS.read_text().replace("No day on it", "A day on it").replace("Tom Ek", "Una Ray")
    lines, _ = run(feed_file(text))
    post = post_of("note-2")
    assert (post.title, post.slug, post.state, post.visibility) == (
        "A day on it",
        "no-day-on-it",
        "published",
        "public",
    )
    assert post_of("note-1").author_names == ["Mira Lund", "Una Ray"]
    assert lines[1] == "item 2, A day on it: changed – title; undated"
    assert "item 1, ‘Who knocked?’ – a week at the front door...: changed – authors" in lines[0]


def test_what_the_feed_no_longer_says_stays_known(run, feed_file):
    full = item(author=None, pubDate="Mon, 31 Oct 2022 09:00:00 +0000", link="https://feed.example.org/1")
    run(feed_file(rss(full)))
    lines, _ = run(feed_file(rss(item())))
    post = post_of("1")
    assert (post.published_on, post.source_url) == (date(2022, 10, 31), "https://feed.example.org/1")
    assert lines[0] == "item 1, A title: unchanged – undated"
    assert "no date for" not in lines[1]


def test_publishing_is_the_operators_act_and_is_in_the_audit_trail(run):
    run(RSS, "--publish", "--visibility", "public")
    assert set(Post.objects.values_list("state", "visibility")) == {("published", "public")}
    last = Post.pgh_event_model.objects.order_by("pgh_id").last()
    assert last.state == "published"
    assert last.pgh_context == {
        "actor": None, "kind": "operator", "command": "import_feed", "publish": True, "visibility": "public",
    }  # fmt: skip


def test_drafts_of_an_earlier_run_are_published_when_the_operator_says_so(run):
    run(RSS)
    lines, _ = run(RSS, "--publish", "--visibility", "public")
    assert set(Post.objects.values_list("state", "visibility")) == {("published", "public")}
    assert lines[1] == "item 2, No day on it: changed – published; undated"


def test_what_was_withdrawn_stays_withdrawn(run):
    run(RSS, "--publish")
    withdraw_post(post=post_of("note-2"), by=OPERATOR)
    lines, _ = run(RSS, "--publish", "--visibility", "public")
    assert "2 unchanged" in lines[-1]
    assert (post_of("note-2").state, post_of("note-1").visibility) == ("draft", "sector")


def test_an_imported_post_is_not_dated_by_its_publication_here(run):
    run(RSS)
    publish_post(post=post_of("note-2"), by=OPERATOR)
    assert post_of("note-2").published_on is None


@pytest.mark.parametrize(
    ("more", "guid"),
    [
        ({"guid": None, "link": "https://feed.example.org/7"}, "https://feed.example.org/7"),
        ({"guid": None}, "title:0a9a20f49dbd4222"),
    ],
)
def test_without_a_guid_its_address_names_an_item_and_then_its_title(feed_file, more, guid):
    for _ in range(2):
        import_feed(feed_file(rss(item(**more))))
    assert Post.objects.get().source_guid.startswith(guid)


@pytest.mark.parametrize(
    ("said", "day", "remark"),
    [
        ("Mon, 31 Oct 2022 09:00:00 GMT", date(2022, 10, 31), None),
        ("31 Oct 2022", date(2022, 10, 31), None),
        ("2022-10-31", date(2022, 10, 31), None),
        ("2022-07-31T23:30:00Z", date(2022, 8, 1), None),
        ("2022", None, "undated, since its date cannot be read: “2022”"),
        ("Monday", None, "undated, since its date cannot be read: “Monday”"),
        ("Mon, 31 Foo 2022", None, "undated, since its date cannot be read: “Mon, 31 Foo 2022”"),
        ("32 Oct 2022 09:00", None, "undated, since its date cannot be read: “32 Oct 2022 09:00”"),
    ],
)
def test_a_date_is_read_or_reported_and_never_invented(feed_file, said, day, remark):
    report = import_feed(feed_file(rss(item(pubDate=said))))
    assert Post.objects.get().published_on == day
    assert report.lines[0].words == ([remark] if remark else [])


def test_dublin_core_dates_of_rss_are_read(feed_file):
    import_feed(feed_file(rss(item(**{"dc:date": "2021-02-03"}))))
    assert Post.objects.get().published_on == date(2021, 2, 3)


def test_an_author_known_here_is_the_same_person(feed_file):
    writes_here = AuthorFactory(name="Mira Lund", person=PersonFactory())
    import_feed(feed_file(rss(item(**{"dc:creator": "Mira Lund"}))))
    assert list(Post.objects.get().authors.all()) == [writes_here]


def test_an_author_who_is_only_an_e_mail_address_is_left_out(feed_file):
    report = import_feed(feed_file(rss(item(author="someone@example.org"))))
    assert (Author.objects.count(), report.lines[0].words) == (0, ["undated", "an author without a name was left out"])


def test_a_link_that_is_no_web_address_is_left_out(feed_file):
    report = import_feed(feed_file(rss(item(link="javascript:alert(1)"))))
    assert Post.objects.get().source_url == ""
    assert report.lines[0].words == ["its link is not a web address and was left out", "undated"]


def test_councils_are_named_by_their_present_and_former_names_alone(feed_file):
    today = timezone.localdate()
    old = CouncilFactory(name="Dorset")
    correct_council(council=old, ended_on=date(2019, 3, 31))
    new, gone = CouncilFactory(name="Dorset"), CouncilFactory(name="Westmark", official_name="Westmark County Council")
    correct_council(council=gone, ended_on=today.replace(year=today.year - 1, day=1))
    CouncilFactory(name="Inventon", demonstration=True)
    names = ("dorset", "Westmark County Council", "Westmar", "Inventon", "North Dorset")
    text = item(text="Dorset and Inventon did this.").replace(
        "</item>", "".join(f"<category>{name}</category>" for name in names) + "</item>"
    )
    report = import_feed(feed_file(rss(text)))
    assert set(Post.objects.get().councils.all()) == {new, gone}
    assert report.lines[0].words == ["undated", "not in the vocabulary: Westmar, Inventon, North Dorset"]


def test_themes_given_here_stay_when_the_feed_names_others(run, send):
    run(RSS)
    mine = ThemeFactory()
    PostTheme.objects.create(post=post_of("note-1"), theme=mine)
    run(RSS)
    assert set(post_of("note-1").themes.all()) == {send, mine}


def test_two_items_of_one_title_have_two_addresses(feed_file):
    PostFactory(title="A title", slug="a-title")
    import_feed(feed_file(rss(item(guid="1"), item(guid="2"), item(guid="3", title="…"))))
    slugs = Post.objects.exclude(source="").order_by("source_guid").values_list("slug", flat=True)
    assert list(slugs) == ["a-title-2", "a-title-3", "post"]


def test_items_of_two_feeds_may_have_the_same_guid(feed_file):
    import_feed(feed_file(rss(item())))
    import_feed(feed_file(rss(item(), link="https://other.example.org/")))
    assert Post.objects.count() == 2


@pytest.mark.parametrize(
    ("bad", "name", "reason"),
    [
        (item(title=None), "1", "It has no title."),
        (item(text=None), "A title", "It has no text."),
        (item(text="&lt;script&gt;alert(1)&lt;/script&gt;"), "A title", "It has no text."),
        (item(text="&lt;div&gt;" * 501), "A title", "Its HTML is nested too deeply."),
        (item(text="x" * 1_000_001), "A title", "Its text is longer than the hub keeps."),
        (item(guid="0"), "A title", "It has the same id as item 1."),
        (item(title="x" * 301), "its title is not shown", "Ensure this value has at most 300 characters (it has 301)."),
        (item(text="x " * 100_001), "A title", "Ensure this value has at most 200000 characters (it has 200001)."),
        (item(guid="g" * 401), "A title", "Ensure this value has at most 400 characters (it has 401)."),
        (item(text="Ring 943 476 5919."), "A title",
         "This looks like an NHS number. Leave out anything that identifies a child."),
        (item(title="On 943 476 5919"), "its title is not shown",
         "This looks like an NHS number. Leave out anything that identifies a child."),
    ],
)  # fmt: skip
def test_an_item_that_is_refused_is_reported_and_the_others_are_taken(run, feed_file, bad, name, reason):
    lines, failed = run(feed_file(rss(item(guid="0", title="Good"), bad)))
    assert lines[1] == f"item 2, {name}: refused – {reason}"
    assert failed == "1 of 2 items were refused; the others are in the hub."
    assert list(Post.objects.values_list("title", flat=True)) == ["Good"]


def test_counts_are_those_of_the_lines(feed_file):
    report = import_feed(feed_file(rss(item(), item())))
    assert [report.count(outcome) for outcome in Outcome] == [1, 0, 0, 1, 0]


def test_a_summary_as_long_as_a_text_is_left_out(feed_file):
    both = item(text="s " * 1500, **{"content:encoded": "A text."})
    report = import_feed(feed_file(rss(both)))
    assert (Post.objects.get().summary, Post.objects.get().body) == ("", "A text.")
    assert report.lines[0].words == ["its summary is as long as a text and was left out", "undated"]


def test_a_long_feed_is_seen_to_move(feed_file):
    seen = []
    import_feed(feed_file(rss(item(guid="1"), item(guid="2"))), progress=lambda *step: seen.append(step))
    assert seen == [(1, 2), (2, 2)]
