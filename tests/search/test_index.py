"""The index is what the products say, at every moment and for each reader, whichever way a row was changed."""

from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction

from blogs.models import Author, Post, Theme
from blogs.services import move_post, share_post
from demonstrators.models import Site
from improvement_hub.councils.models import Council
from improvement_hub.search import install, services
from improvement_hub.search.models import Edition, Entry, EntryText, Facet, Word
from peer_review.models import Review
from tests.cast import NAMES
from tests.factories import AuthorFactory, CouncilFactory, EntryFactory, PostFactory, SiteFactory, ThemeFactory
from tests.factories.blogs import publisher
from tests.peer_review import scenes

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_site(cast):
    return scenes.on_site(cast)


def text_of(thing) -> EntryText:
    return EntryText.objects.get(pk=thing.pk)


def facets_of(thing) -> set:
    found = Facet.objects.filter(pk__in=Entry.objects.get(pk=thing.pk).facets)
    return set(found.values_list("facet", "key"))


def edition() -> int:
    return sum(Edition.objects.values_list("changes", flat=True))


def finds(word) -> set:
    return set(Entry.objects.extra(where=["words @@ plainto_tsquery('english', %s)"], params=[word]).values_list("pk"))


def test_a_post_is_indexed_when_it_is_published_and_gone_when_it_is_withdrawn():
    post = PostFactory(title="Kinship first", body="## Carers\n\nWe **asked** [them](https://a.example).")
    assert (text_of(post).title, text_of(post).body) == ("Kinship first", "Carers We asked them.")
    move_post(post=post, step="withdraw", by=publisher(post))
    assert (Entry.objects.count(), EntryText.objects.count()) == (0, 0)


def test_a_draft_is_never_indexed():
    PostFactory(published=False, title="Unready")
    assert not Entry.objects.exists()


def test_whatever_way_a_row_is_changed_the_index_follows():
    post = PostFactory(title="Before", authors=[author := AuthorFactory(name="Ada")])
    Post.objects.filter(pk=post.pk).update(title="Afterwards")
    assert text_of(post).title == "Afterwards"
    Author.objects.filter(pk=author.pk).update(name="Grace")
    assert (finds("Ada"), finds("Grace")) == (set(), {(post.pk,)})
    Post.objects.filter(pk=post.pk).delete()
    assert not Entry.objects.exists()


def test_a_theme_counts_for_all_broader_ones_and_is_found_by_its_new_name():
    wide = ThemeFactory(name="Safeguarding")
    theme = ThemeFactory(name="Neglect", broader=wide)
    post = PostFactory(themes=[theme])
    assert {("theme", str(theme.pk)), ("theme", str(wide.pk))} <= facets_of(post)
    Theme.objects.filter(pk=theme.pk).update(name="Unmet needs", broader=None)
    assert ("theme", str(wide.pk)) not in facets_of(post)
    assert finds("unmet") == {(post.pk,)}
    post.theme_links.all().delete()
    assert finds("unmet") == set()


def test_a_council_gives_region_type_and_place():
    council = CouncilFactory(name="Eastholme", kind="UA")
    post = PostFactory(owner=council, councils=[CouncilFactory(name="Arden")])
    assert text_of(post).place == "Arden, Eastholme"
    assert {("region", str(council.region_id)), ("council_type", "UA"), ("year", str(post.published_on.year))} <= (
        facets_of(post)
    )
    Council.objects.filter(pk=council.pk).update(name="Westholme")
    assert text_of(post).place == "Arden, Westholme"


def test_a_site_is_found_with_what_everyone_may_read_of_its_journey():
    site = SiteFactory(name="Pods", summary="Small units.")
    EntryFactory(site=site, did="We moved desks.", visibility="public", to="published")
    EntryFactory(site=site, did="We argued quietly.", visibility="sector", to="published")
    EntryFactory(site=site, did="We drafted.", visibility="public")
    assert text_of(site).body == "Small units. We moved desks. Nobody came."
    Site.objects.filter(pk=site.pk).update(stage="sharing")
    assert ("stage", "sharing") in facets_of(site)


@pytest.mark.parametrize("who", NAMES)
def test_each_of_the_cast_finds_the_published_posts_they_may_see_and_no_others(cast, who):
    for visibility in ("region", "sector", "public"):
        PostFactory(owner=cast.host, visibility=visibility)
        PostFactory(owner=cast.elsewhere, visibility=visibility)
    PostFactory(visibility="sector")
    PostFactory(owner=cast.host, published=False)
    seen = Post.objects.visible_to(cast.actor(who)).filter(state="published")
    assert set(Entry.objects.visible_to(cast.actor(who)).values_list("pk")) == set(seen.values_list("pk"))
    texts = EntryText.objects.visible_to(cast.actor(who))
    assert set(texts.values_list("pk")) == set(seen.values_list("pk"))


def test_what_is_shared_with_fewer_is_at_once_found_by_fewer(cast):
    post = PostFactory(owner=cast.host)
    share_post(post=post, visibility="region", by=publisher(post))
    assert [Entry.objects.visible_to(cast.actor(who)).exists() for who in ("asha", "femi", "nobody")] == [
        *(True, False, False)
    ]


def test_of_a_review_under_way_nothing_is_found(on_site):
    on_site.finding()
    assert not Entry.objects.exists()


def test_a_final_report_is_found_by_those_it_is_shared_with(on_site):
    on_site.final()
    assert not Entry.objects.exists()
    on_site.review.report.visibility = "sector"
    type(on_site.review.report).objects.filter(review=on_site.review).update(visibility="sector")
    entry = Entry.objects.get()
    assert (entry.pk, entry.kind, entry.visibility) == (on_site.review.pk, "review", "sector")
    assert on_site.actor("dev").in_sector is False
    assert [Entry.objects.visible_to(on_site.actor(who)).exists() for who in ("asha", "femi", "dev")] == [
        *(True, True, False)
    ]
    assert set(Review.objects.visible_to(on_site.actor("femi")).values_list("pk")) == {(entry.pk,)}


def test_a_change_of_the_index_is_one_step_of_its_edition_and_a_change_elsewhere_is_none():
    with transaction.atomic():
        post = PostFactory()
    before = edition()
    Post.objects.filter(pk=post.pk).update(title="Some words")
    assert edition() == before  # of this very transaction it was noted already
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('search.noted', '', true)")
    Post.objects.filter(pk=post.pk).update(returned_reason="")
    assert edition() == before
    Post.objects.filter(pk=post.pk).update(title="Other words")
    assert edition() == before + 1


def test_writing_everything_anew_changes_nothing():
    PostFactory(themes=[ThemeFactory()], councils=[CouncilFactory()])
    SiteFactory()
    before = list(Entry.objects.order_by("pk").values()), list(EntryText.objects.order_by("pk").values())
    Entry.objects.all().delete()
    call_command("rebuild_search", stdout=(said := StringIO()))
    assert said.getvalue() == "2 entries written.\n"
    assert (list(Entry.objects.order_by("pk").values()), list(EntryText.objects.order_by("pk").values())) == before


def test_what_is_installed_is_what_is_declared():
    assert install.is_installed()
    with connection.cursor() as cursor:
        cursor.execute("COMMENT ON FUNCTION search_entry_written() IS 'older'")
    assert not install.is_installed()
    install.after_migrating()
    assert install.is_installed()


def test_a_migration_finds_no_triggers_in_its_way():
    install.before_migrating(plan=["one"])
    PostFactory()
    assert not Entry.objects.exists()
    install.after_migrating(plan=["one"])
    assert Entry.objects.count() == 1


def test_the_clock_counts_words_where_something_changed_and_a_large_library_once_a_day(monkeypatch):
    cache.clear()
    services.count_words_if_due()
    assert not Word.objects.exclude(word="").exists()
    PostFactory(title="Harbour")
    services.count_words_if_due()
    assert Word.objects.filter(word="harbour").exists()
    Word.objects.all().delete()
    services.count_words_if_due()
    assert not Word.objects.exists()
    monkeypatch.setattr(services, "SMALL", 0)
    cache.set(services.COUNTED, -1)
    services.count_words_if_due()
    assert Word.objects.filter(word="harbour").exists()
    Word.objects.all().delete()
    cache.set(services.COUNTED, -1)
    services.count_words_if_due()
    services.count_words_of_a_small_library()
    assert not Word.objects.exists()


def test_words_are_counted_by_what_everyone_and_what_the_sector_may_read():
    PostFactory(title="Harbour", body="Boats.")
    PostFactory(title="Harbour", body="Cranes.", visibility="sector")
    PostFactory(title="Harbour", body="Locks.", visibility="region", owner=CouncilFactory())
    services.count_words()
    counts = {word.word: (word.stem, word.in_public, word.in_sector) for word in Word.objects.all()}
    assert counts["harbour"] == ("harbour", 1, 2)
    assert counts["cranes"] == ("crane", 0, 1)
    assert "locks" not in counts
    assert counts[""] == ("", 1, 2)
