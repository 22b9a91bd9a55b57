"""The order of changes among transactions, rights and years: nothing is skipped, and who cannot know begins anew."""

import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.signing import Signer
from django.db import connection, transaction
from django.utils import timezone

from blogs.models import Post
from improvement_hub.accounts.models import ApiClient
from improvement_hub.accounts.services import organisation_of
from improvement_hub.api import tasks
from improvement_hub.api.changes import cursors, queries
from improvement_hub.api.changes.services import note_what_differs
from improvement_hub.core.actor import NOBODY
from improvement_hub.core.models import Departure, SharedItem
from improvement_hub.councils.models import Region
from peer_review.models import Document
from tests.factories import PostFactory
from tests.peer_review import scenes
from tests.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "/api/v1/changes/"


@pytest.fixture
def ask(client):
    """`changes/` of posts, signed out or with a key."""

    def ask(since=None, key=None, **more):
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        said = {"collection": "posts", **({"since": since} if since else {}), **more}
        return client.get(ADDRESS, said, headers=headers)

    return ask


def ids(answer) -> list:
    return [line["id"] for line in answer.json()["results"]]


class Elsewhere:
    """A transaction on a connection of its own, which holds open until it is told to commit."""

    def __init__(self, write):
        self.written, self.commit = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self.run, args=(write,))

    def run(self, write):
        with transaction.atomic():
            write()
            self.written.set()
            self.commit.wait(timeout=60)
        connection.close()

    def __enter__(self):
        self.thread.start()
        assert self.written.wait(timeout=60)
        return self

    def __exit__(self, *broken):
        self.commit.set()
        self.thread.join()


def test_what_began_earlier_and_commits_later_is_told_after_and_never_skipped(ask):
    early, late = PostFactory(visibility="public"), PostFactory(visibility="public")
    cursor = ask().json()["cursor"]
    with Elsewhere(lambda: Post.objects.filter(pk=early.pk).update(title="Begun first")):
        Post.objects.filter(pk=late.pk).update(title="Committed first")
        answer = ask(cursor)
        assert ids(answer) == [str(late.pk)]
    assert ids(ask(answer.json()["cursor"])) == [str(early.pk)]
    assert ids(ask(cursor)) == [str(late.pk), str(early.pk)]


def test_a_departure_that_commits_later_is_told_too(ask):
    gone, late = PostFactory(visibility="public"), PostFactory(visibility="public")
    cursor = ask().json()["cursor"]
    with Elsewhere(Post.objects.filter(pk=gone.pk).delete):
        Post.objects.filter(pk=late.pk).update(title="Committed first")
        answer = ask(cursor)
        assert ids(answer) == [str(late.pk)]
    told = ask(answer.json()["cursor"]).json()["results"]
    assert [(line["change"], line["id"]) for line in told] == [("removed", str(gone.pk))]


def test_what_is_undone_is_not_told(ask):
    post = PostFactory(visibility="public")
    cursor = ask().json()["cursor"]
    with transaction.atomic():
        Post.objects.filter(pk=post.pk).update(title="Undone")
        transaction.set_rollback(True)
    assert ids(ask(cursor)) == []


def test_other_rights_say_to_begin_anew(cast, ask):
    PostFactory(owner=cast.elsewhere, visibility="region")
    cursor = ask(key=cast.robo_key).json()["cursor"]
    ApiClient.objects.filter(pk=cast.robo.pk).update(organisation=organisation_of(cast.elsewhere))
    answer = ask(cursor, key=cast.robo_key)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (410, "resync")
    assert len(ids(ask(key=cast.robo_key))) == 1


def test_a_council_in_another_region_says_to_begin_anew(cast, ask):
    cursor = ask(key=cast.robo_key).json()["cursor"]
    region = Region.objects.exclude(pk=cast.region.pk).first()
    type(cast.leading).objects.filter(pk=cast.leading.pk).update(region=region)
    assert ask(cursor, key=cast.robo_key).status_code == 410


def test_the_cursor_of_another_reader_is_not_taken(cast, ask):
    assert ask(ask().json()["cursor"], key=cast.robo_key).status_code == 410


def test_a_cursor_older_than_what_is_kept_says_to_begin_anew(ask):
    cursor = ask().json()["cursor"]
    values = cursors.SIGNER.unsign_object(cursor)
    of_then = {days: aged(values, days) for days in (89, 90)}
    assert [ask(of_then[days]).status_code for days in (89, 90)] == [200, 410]


def aged(values, days):
    return cursors.SIGNER.sign_object([*values[:-1], (timezone.localdate() - timedelta(days=days)).isoformat()])


def test_a_cursor_of_somebody_else_making_is_refused(ask):
    assert ask(Signer(salt="another").sign_object([])).status_code == 400


def test_departures_are_kept_for_ninety_days_and_then_forgotten(ask):
    posts = PostFactory.create_batch(2, visibility="public")
    cursor = ask().json()["cursor"]
    kept, forgotten = (post.pk for post in posts)
    Post.objects.filter(pk__in=[kept, forgotten]).delete()
    for item, days in ((kept, 89), (forgotten, 91)):
        Departure.objects.filter(item=item).update(left_at=timezone.now() - timedelta(days=days))
    tasks.keep_order_of_changes()
    assert ids(ask(cursor)) == [str(kept)]


def test_forgetting_takes_no_number_back(ask):
    """A reader's place stays ahead of what was the last departure when it was forgotten."""
    post = PostFactory(visibility="public")
    ask()
    post.delete()
    cursor = ask().json()["cursor"]
    Departure.objects.update(left_at=timezone.now() - timedelta(days=91))
    tasks.keep_order_of_changes()
    cursor = ask(cursor).json()["cursor"]
    new = PostFactory(visibility="public")
    assert ids(ask(cursor)) == [str(new.pk)]


def test_everything_that_is_noted_is_so_and_stays_as_it_is(cast):
    make_world(cast)
    before = queries.newest()
    note_what_differs()
    assert queries.newest() == before


@contextmanager
def another_day(days):
    """For the database: `now()` is found where it is so many days later."""
    later = f"SELECT pg_catalog.now() + interval '{days:d} days'"
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA another_day")
        cursor.execute(f"CREATE FUNCTION another_day.now() RETURNS timestamptz STABLE LANGUAGE sql RETURN ({later})")
        cursor.execute("SET search_path = another_day, public, pg_catalog")
        yield
        cursor.execute("SET search_path = public")
        cursor.execute("DROP SCHEMA another_day CASCADE")


def test_a_document_is_noted_once_its_day_has_come(cast):
    scene = scenes.on_site(cast)
    scene.final()
    document = scenes.document(scene.review, cast.actor("hana"))
    tomorrow = timezone.localdate() + timedelta(days=1)
    Document.objects.filter(pk=document.pk).update(visibility="public", publish_on=tomorrow)
    noted = SharedItem.objects.visible_to(NOBODY).filter(collection="documents", item=document.pk)
    tasks.note_what_the_clock_brought()
    assert noted.count() == 0
    with another_day(1):
        tasks.note_what_the_clock_brought()
        number = noted.get().number
        tasks.note_what_the_clock_brought()
    assert noted.get().number == number == queries.newest()
