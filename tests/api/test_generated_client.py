"""A client that a public generator makes from the schema: it builds without a warning, reads, follows and writes."""

import importlib
import json
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
from openapi_python_client import generate
from openapi_python_client.config import Config, ConfigFile, MetaType

from blogs.models import Post
from improvement_hub.api.contract.snapshot import SNAPSHOT
from tests.factories import CouncilFactory

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
def call(client_package, live_server, cast, token_of):
    """Calls an operation by its collection and name as Ben, and gives the whole answer."""
    terms = {"base_url": live_server.url, "token": token_of(cast.ben), "raise_on_unexpected_status": True}
    with client_package.AuthenticatedClient(**terms) as caller:

        def call(collection, name, *args, **said):
            operation = importlib.import_module(f"hub_client.api.{collection}.{name}")
            return operation.sync_detailed(*args, client=caller, **said)

        yield call


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


# What follows `changes/` stands here: pull since a cursor, keep the last one, pull again.
