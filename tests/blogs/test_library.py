"""The invented library of the bench: the same every time, and much like a real one."""

import textwrap
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from blogs.library import library_changed
from blogs.library.items import made_item
from blogs.library.words import vocabulary
from blogs.models import Author, Post, PostTheme
from blogs.models.posts import OPENING
from improvement_hub.core.markdown import to_words
from improvement_hub.councils.models import Council, Region

pytestmark = pytest.mark.django_db


def make(*options):
    printed = StringIO()
    call_command("make_library", *options, stdout=printed, stderr=StringIO())
    return printed.getvalue().strip()


def everything():
    """All that the library says, as it lies in the tables."""
    posts = Post.objects.order_by("slug")
    links = [[*post.authors.values_list("name"), *post.councils.values_list("gss")] for post in posts]
    themes = PostTheme.objects.order_by("id").values_list("id", "post_id", "theme__slug")
    return list(posts.values_list("id", "slug", "title", "body", "opening", "shared_at")), links, list(themes)


def test_the_library_is_the_same_every_time_grows_by_what_is_missing_and_goes_whole():
    told = []
    library_changed.connect(tell := lambda **_: told.append(Post.objects.count()))
    assert make("--items", "12").startswith("12 items added in ")
    make("--items", "30")
    first = everything()
    assert make("--items", "30").endswith("; 30 were here already.")
    assert make("--remove") == "30 items taken away."
    assert (Post.objects.count(), Author.objects.count(), Council.objects.count(), Region.objects.count()) == (0,) * 4
    make("--items", "30")
    assert everything() == first
    assert told == [12, 30, 0, 30]
    assert library_changed.disconnect(tell)


def test_a_made_post_is_as_one_that_was_written_and_belongs_to_invented_councils():
    make("--items", "40")
    assert Council.objects.count() == Council.objects.filter(demonstration=True).count() == 153
    assert Counter(Council.objects.values_list("region__name", flat=True)).most_common()[-1][1] == 17
    assert Post.objects.filter(demonstration=True, state="published").count() == 40
    assert not Post.pgh_event_model.objects.exists()
    for post in Post.objects.prefetch_related("authorships__author"):
        post.full_clean()
        assert post.opening == textwrap.shorten(to_words(post.body), OPENING, placeholder="…")
        assert post.author_names
        assert post.slug.endswith(f"-{post.source_guid.removeprefix('1-')}")


@pytest.mark.slow
def test_a_council_on_which_something_else_stands_stays(cast):
    make("--items", "1")
    Post.objects.create(
        title="Written here", slug="here", owner=Council.objects.get(gss="X98000007"), demonstration=True
    )
    assert make("--remove") == "1 items taken away; 1 of its councils stay, since something else stands on them."
    assert [post.slug for post in Post.objects.all()] == ["here"]


def test_another_seed_is_another_library_and_not_beside_the_first():
    assert made_item(1, seed=1).body != made_item(1, seed=2).body
    make("--items", "1")
    with pytest.raises(CommandError, match=r"^A library of another seed is here"):
        make("--items", "2", "--seed", "2")


def test_it_is_refused_outside_the_embedded_default_unless_one_insists(settings):
    settings.EMBEDDED = False
    with pytest.raises(CommandError, match=r"^An invented library is for the embedded default"):
        make("--items", "1")
    assert make("--remove", "--in-this-database") == "0 items taken away."


def test_the_words_come_as_in_real_texts():
    assert len(vocabulary()) > 30_000
    made = [made_item(number, seed=1) for number in range(1, 301)]
    words = Counter(word for item in made for word in item.body.casefold().split())
    counts = sorted(words.values(), reverse=True)
    assert 470 < sum(counts) / len(made) < 530
    assert 0.02 < counts[0] / sum(counts) < 0.12  # “the”
    assert 0.3 < counts.count(1) / len(counts) < 0.7  # about half of all words in a corpus stand in it once
    assert 20 < sum("peer review" in item.body for item in made) < 280


@pytest.mark.slow
def test_thousands_are_made_in_seconds_and_spread_as_a_real_library():
    make("--items", "6000")
    kinds = Counter(Post.objects.values_list("kind", flat=True))
    assert {kind: round(number / 600) for kind, number in kinds.items()} == {
        "blog": 5, "guest_blog": 1, "case_study": 2, "event_report": 1, "resource": 1,
    }  # fmt: skip
    assert 150 < Post.objects.filter(published_on=None).count() < 330
    years = set(Post.objects.exclude(published_on=None).values_list("published_on__year", flat=True))
    assert years == set(range(2008, 2027))
    assert max(Counter(PostTheme.objects.values_list("post", flat=True)).values()) <= 4
