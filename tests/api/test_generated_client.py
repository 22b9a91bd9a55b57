"""A client that a public generator makes from the schema: it builds without a warning, reads, follows and writes."""

import importlib
import json
import sys
from contextlib import ExitStack
from urllib.parse import parse_qs, urlsplit

import pytest
from openapi_python_client import generate
from openapi_python_client.config import Config, ConfigFile, MetaType

from blogs.models import Post
from blogs.services import change_post, publish_post, share_post, withdraw_post, write_post
from improvement_hub.api.contract.snapshot import SNAPSHOT
from improvement_hub.councils.models import Council
from tests.factories import CouncilFactory, PostFactory

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def client_package(tmp_path_factory):
    """The generated package, imported."""
    folder = tmp_path_factory.mktemp("generated")
    config = Config.from_sources(
        ConfigFile(post_hooks=[], literal_enums=True),
        MetaType.NONE,
        document_source=SNAPSHOT,
        file_encoding="utf-8",
        overwrite=False,
        output_path=folder / "hub_client",
    )
    assert list(generate(config=config)) == []
    sys.path.insert(0, str(folder))
    yield importlib.import_module("hub_client")
    sys.path.remove(str(folder))


@pytest.fixture
def call_with(client_package, live_server):
    """Calls operations by their collection and name with this key or token, and gives the whole answers."""
    with ExitStack() as callers:

        def call_with(secret):
            terms = {"base_url": live_server.url, "token": secret, "raise_on_unexpected_status": True}
            caller = callers.enter_context(client_package.AuthenticatedClient(**terms))

            def call(collection, name, /, *args, **said):
                operation = importlib.import_module(f"hub_client.api.{collection}.{name}")
                return operation.sync_detailed(*args, client=caller, **said)

            return call

        yield call_with


@pytest.fixture
def call(call_with, cast, token_of):
    """As Ben."""
    return call_with(token_of(cast.ben))


def model(name):
    return getattr(importlib.import_module("hub_client.models"), name)


def cursor_of(link):
    return parse_qs(urlsplit(link).query)["cursor"][0]


def test_it_reads_a_list_to_its_end_by_following_next(call, cast):
    CouncilFactory.create_batch(7, region=cast.region)
    names, cursor = [], {}
    while True:
        page = call("councils", "list_councils", page_size=3, region=cast.region.slug, **cursor).parsed
        names += [council.name for council in page.results]
        if page.next_ is None:
            break
        cursor = {"cursor": cursor_of(page.next_)}
    assert (len(names), names) == (10, sorted(names))


def test_it_writes_once_and_changes_only_the_version_it_saw(call, cast):
    body = model("NewPostRequest")(title="What a generated client wrote")
    made = [call("posts", "create_post", body=body, idempotency_key="one-and-only") for _ in range(2)]
    assert [answer.status_code for answer in made] == [201, 201]
    assert (Post.objects.count(), made[0].parsed.id) == (1, made[1].parsed.id)

    post, version = str(made[0].parsed.id), made[0].headers["etag"]
    patch = model("PatchedChangePostRequest")(summary="In short.")
    changed = call("posts", "change_post", post, body=patch, if_match=version)
    assert (changed.status_code, changed.parsed.summary) == (200, "In short.")

    late = call("posts", "change_post", post, body=patch, if_match=version)
    assert (late.status_code, late.parsed.type_.partition("#")[2]) == (412, "problem-stale-version")
    read = call("posts", "get_post", post)
    again = call("posts", "change_post", post, body=patch, if_match=read.headers["etag"])
    assert (json.loads(read.content)["summary"], again.status_code) == ("In short.", 200)


class Mirror:
    """A partner's own copy of the posts, by id, and the place up to which it is true."""

    def __init__(self, call):
        self.call, self.posts, self.said, self.place = call, {}, [], {}

    def pull(self):
        """All that changed, page by page; gives the last answer, which is a problem where one has to begin anew."""
        self.said = []
        while True:
            answer = self.call("changes", "list_changes", collection=["posts"], page_size=2, **self.place)
            if answer.status_code != 200:
                return answer
            for line in answer.parsed.results:
                self.store(line)
            self.place = {"since": answer.parsed.cursor}
            if answer.parsed.next_ is None:
                return answer

    def store(self, line):
        self.said.append((line.change, line.item and line.item.title))
        if line.item is None:
            del self.posts[line.id]
        else:
            self.posts[line.id] = line.item

    def begin_anew(self):
        self.posts, self.place = {}, {}

    def shown(self) -> dict:
        """What the list shows, each read in full."""
        rows = self.call("posts", "list_posts", page_size=200).parsed.results
        return {row.id: self.call("posts", "get_post", str(row.id)).parsed for row in rows}


def test_it_follows_changes_and_begins_anew_where_its_rights_changed(call_with, cast):
    asha = cast.actor("asha")
    first, second, third = (
        PostFactory(title=title, owner=cast.host, visibility="region") for title in ("One", "Two", "Three")
    )
    mirror = Mirror(call_with(cast.robo_key))
    mirror.pull()
    assert mirror.said == [("created", "One"), ("created", "Two"), ("created", "Three")]

    change_post(post=first, title="First", by=asha)
    withdraw_post(post=second, by=asha)
    share_post(post=third, visibility="public", by=asha)
    made = write_post(owner=cast.host, title="Four", body="What we learned.", visibility="sector", by=asha)
    publish_post(post=made, by=asha)
    mirror.pull()
    assert mirror.said == [("changed", "First"), ("removed", None), ("created", "Three"), ("created", "Four")]
    assert (mirror.posts.keys(), mirror.posts) == ({first.pk, third.pk, made.pk}, mirror.shown())

    move_council(cast)
    refused = mirror.pull()
    assert (refused.status_code, refused.parsed.type_.partition("#")[2]) == (410, "problem-resync")
    mirror.begin_anew()
    mirror.pull()
    assert (mirror.posts.keys(), mirror.posts) == ({third.pk, made.pk}, mirror.shown())


def move_council(cast):
    """The council that Robo acts for goes to another region, and reads no longer what is for the first."""
    Council.objects.filter(pk=cast.leading.pk).update(region=cast.elsewhere.region)
