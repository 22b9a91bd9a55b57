"""A feed taken in through the browser: shown, then taken, by the worker; and the links that lead on from there."""

import os
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from blogs import services, tasks
from blogs.models import ImportRun, OldAddress, Post
from blogs.models.imports import ROOM
from blogs.services import imports
from improvement_hub.core.errors import DomainError
from improvement_hub.core.files.store import folder
from tests.blogs.conftest import FILES, item, rss
from tests.factories import CouncilFactory, ImportRunFactory, PostFactory

pytestmark = pytest.mark.django_db
LINKED = rss(item(link="https://www.blog.example.org/2014/07/knocks/"), item(title="Second", guid="2", text=""))
CHOSEN = {"address": "", "publish": "yes", "visibility": "public", "old_host": "blog.example.org"}


@pytest.fixture(autouse=True)
def _own_documents(settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path


@pytest.fixture
def gwen(cast, sign_in):
    return sign_in(cast.gwen)


@pytest.fixture
def choose(gwen, django_capture_on_commit_callbacks):
    """choose(content, **said): the answer, once the worker has read the feed."""

    def send(content=LINKED, **said):
        file = SimpleUploadedFile("feed.xml", content.encode()) if content else ""
        with django_capture_on_commit_callbacks(execute=True):
            return gwen.post("/posts/import/", {**CHOSEN, "file": file, **said})

    return send


@pytest.fixture
def take(gwen, django_capture_on_commit_callbacks):
    def send(run):
        with django_capture_on_commit_callbacks(execute=True):
            return gwen.post(f"/posts/imports/{run.pk}/take/", {"version": run.version})

    return send


def test_a_feed_is_shown_first_then_taken_as_shown_and_reported(choose, take, gwen):
    assert choose().status_code == 302
    run = ImportRun.objects.get()
    assert (run.step, Post.objects.count(), run.lines) == ("shown", 0, [
        [1, "A title", "taken", ["undated"]], [2, "Second", "refused", ["It has no text."]],
    ])  # fmt: skip
    page = gwen.get(run.get_absolute_url()).content.decode()
    assert "This is what would be done; nothing is taken yet." in page
    assert "Take 1 item<" in page
    take(run)
    run.refresh_from_db()
    post = Post.objects.get()
    assert (run.step, run.stored_as, list(folder("feeds").iterdir())) == ("taken", "", [])
    assert (post.title, post.state, post.visibility) == ("A title", "published", "public")
    assert "This was done." in gwen.get(run.get_absolute_url()).content.decode()
    assert run.totals.startswith("Our feed, 2 items: 1 taken, 0 changed, 0 unchanged, 1 refused.")
    assert gwen.get("/2014/07/knocks/").url == post.get_absolute_url()


def test_what_is_taken_is_taken_once_however_often_the_worker_is_told(choose, take, cast):
    choose()
    run = ImportRun.objects.get()
    take(run)
    for task in (tasks.preview_import, tasks.take_import):
        task(str(run.pk))
    assert Post.objects.get().version == 2
    with pytest.raises(DomainError, match=r"^This feed is not waiting to be taken\.$"):
        imports.ask_for_import(run=run, by=cast.actor("gwen"))


def test_what_holds_nothing_new_is_not_taken(choose, take, gwen, cast):
    choose(rss(item(text="")))
    run = ImportRun.objects.get()
    assert "There is nothing to take." in gwen.get(run.get_absolute_url()).content.decode()
    assert take(run).status_code == 400
    with pytest.raises(DomainError, match=r"^There is nothing in it to take\.$"):
        imports.ask_for_import(run=run, by=cast.actor("gwen"))


def test_a_feed_that_cannot_be_read_says_why_and_its_bytes_go(choose, gwen):
    choose("<rss>")
    run = ImportRun.objects.get()
    assert (run.step, list(folder("feeds").iterdir())) == ("failed", [])
    assert "This is not well-formed XML" in gwen.get(run.get_absolute_url()).content.decode()


def test_an_address_inside_the_hubs_own_network_is_refused(choose, gwen):
    choose("", address="http://127.0.0.1/feed/")
    assert ImportRun.objects.get().failure == (
        "127.0.0.1 is not on the open internet, and the hub reads feeds only from there."
    )


def test_an_address_is_read_once_for_showing_and_taking(choose, take, monkeypatch):
    read = []
    monkeypatch.setattr(imports, "fetch", lambda address: read.append(address) or LINKED.encode())
    choose("", address="https://blog.example.org/feed/")
    take(ImportRun.objects.get())
    assert (read, Post.objects.count()) == (["https://blog.example.org/feed/"], 1)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"content": ""}, "Choose a file or give an address: one of the two."),
        ({"address": "https://blog.example.org/"}, "Choose a file or give an address: one of the two."),
        ({"old_host": "https://blog.example.org/"}, "Give a host alone, such as blog.example.org."),
    ],
)
def test_a_form_that_says_too_little_or_too_much_is_refused(choose, said, sentence):
    answer = choose(**said)
    assert (answer.status_code, ImportRun.objects.count()) == (400, 0)
    assert sentence in answer.content.decode()


def test_a_file_that_is_too_large_is_refused(choose, settings):
    settings.DOCUMENTS_MAX_BYTES = 10
    assert "This file is larger than" in choose().content.decode()


def test_who_lost_the_right_meanwhile_takes_nothing(choose, cast, django_capture_on_commit_callbacks):
    choose()
    run = imports.ask_for_import(run=ImportRun.objects.get(), by=cast.actor("gwen"))
    cast.gwen.memberships.all().delete()
    tasks.take_import(str(run.pk))
    run.refresh_from_db()
    assert (run.failure, Post.objects.count()) == ("Who asked for it may not import posts any more.", 0)


def test_what_takes_too_long_takes_nothing_and_says_so(choose, monkeypatch):
    def endless(**terms):
        raise tasks.SoftTimeLimitExceeded

    monkeypatch.setattr(imports, "preview_import", endless)
    choose()
    assert ImportRun.objects.get().failure == imports.TOO_LONG


def test_the_page_tells_how_far_it_is(gwen, cast):
    run = ImportRunFactory(started_by=cast.gwen)
    assert "waits for its turn" in gwen.get(run.get_absolute_url()).content.decode()
    imports.progress_of(run)(40, 200)
    assert "Item 40 of 200 so far." in gwen.get(run.get_absolute_url()).content.decode()


def test_feeds_that_nobody_took_go_after_a_week_and_bytes_without_a_run_after_a_day(choose):
    choose()
    ImportRun.objects.update(created_at="2026-01-01T00:00Z")
    orphan = ROOM.path("0" * 40)
    orphan.write_bytes(b"x")
    os.utime(orphan, (time.time() - 90_000,) * 2)
    tasks.forget_orphaned_feeds()
    assert ImportRun.objects.get().failure == "It was shown, and not taken within a week."
    assert not orphan.exists()


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_at_any_length(gwen, cast, rows, django_assert_num_queries):
    ImportRunFactory.create_batch(rows, started_by=cast.gwen)
    with django_assert_num_queries(5):
        assert f"{rows} import" in gwen.get("/posts/imports/").content.decode()


def test_a_run_is_shown_then_asked_for_then_taken(cast):
    run = ImportRunFactory(started_by=cast.gwen)
    for wrong in ({"asked_at": "2026-01-01T00:00Z"}, {"taken_at": "2026-01-01T00:00Z"}):
        with pytest.raises(IntegrityError, match="a_feed_is_shown_then_asked_for_then_taken"), transaction.atomic():
            ImportRun.objects.filter(pk=run.pk).update(**wrong)


def test_an_old_address_leads_to_its_post_for_those_who_may_read_it(cast, gwen, client):
    post = PostFactory(visibility="sector")
    added = gwen.post(f"/posts/{post.slug}/addresses/", {"address": "https://blog.example.org/2014/caf%C3%A9/?x=1"})
    assert (added.status_code, OldAddress.objects.get().path) == (302, "/2014/café")
    for path in ("/2014/caf%C3%A9", "/2014/caf%C3%A9/", "/2014/café/?utm=1"):
        assert (gwen.get(path).status_code, gwen.get(path).url) == (301, post.get_absolute_url())
    assert gwen.post("/2014/café/").status_code == 404
    gwen.logout()
    assert client.get("/2014/café/").status_code == 404  # as where nothing ever was
    assert client.get("/" + "x" * 500).status_code == client.get("/a%00b").status_code == 404


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("knocks", "Give a path, such as /2014/07/knocks, or a whole address with one."),
        ("https://blog.example.org/", "Give a path, such as /2014/07/knocks, or a whole address with one."),
        ("/taken/", "This address leads to a post already."),
        ("/posts/here/", "This is where the post stands today."),
    ],
)
def test_what_is_no_old_address_is_refused(gwen, cast, address, sentence):
    post = PostFactory(slug="here")
    services.add_old_address(post=PostFactory(), address="/taken", by=cast.actor("gwen"))
    answer = gwen.post("/posts/here/addresses/", {"address": address})
    assert (answer.status_code, post.old_addresses.count()) == (400, 0)
    assert sentence in answer.content.decode()


def test_an_old_address_is_removed_by_an_administrator(gwen, cast):
    old = services.add_old_address(post=PostFactory(slug="here"), address="/old", by=cast.actor("gwen"))
    assert "/old leads to" in gwen.get(f"/posts/here/addresses/{old.pk}/remove/").content.decode()
    assert gwen.post(f"/posts/here/addresses/{old.pk}/remove/").url == "/posts/here/addresses/"
    assert gwen.get("/old").status_code == 404


def test_an_old_address_is_a_path_without_a_slash_at_its_end():
    post = PostFactory()
    for wrong in ("no", "/at-end/", "/"):
        with pytest.raises(IntegrityError, match="an_old_address_is_a_path"), transaction.atomic():
            OldAddress.objects.create(post=post, path=wrong)


def test_an_import_keeps_the_links_of_the_host_it_replaces_and_of_no_other(run, feed_file):
    PostFactory(title="Another", owner=CouncilFactory())
    run(FILES / "wordpress.xml", "--old-host", "journal.example.org")
    assert dict(OldAddress.objects.values_list("path", "post__slug")) == {"/2014/07/knocks": "knocks"}
    feed = rss(
        item(title="Same", guid="9", link="https://journal.example.org/2014/07/knocks"),
        item(title="Bare", guid="10", link="https://journal.example.org/?p=3"),
        item(title="Other", guid="11", link="https://elsewhere.example.org/a"),
    )
    lines, _ = run(feed_file(feed), "--old-host", "journal.example.org")
    assert [line.partition("undated")[2] for line in lines[:3]] == [
        "; its old address leads to another post already", "; its old address has no path and leads nowhere", "",
    ]  # fmt: skip
    assert OldAddress.objects.count() == 1
