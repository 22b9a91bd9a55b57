import gc
import os
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import TransactionTestCase

from improvement_hub.runtime import embedded, look
from tests import databases

TESTS = Path(__file__).parent
LONGEST = ("test_permission_matrix.py", "browser")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs an event loop beside live_server


def pytest_configure(config):
    embedded.hold()
    look.prepare()


def pytest_collection_modifyitems(items):
    """What takes longest begins first, so that no process waits for the other at the end: each of two gets one half."""
    first, second = ([item for item in items if place_of(item) == longest] for longest in LONGEST)
    others = [item for item in items if place_of(item) not in LONGEST]
    half = max(len(items) // 2 - len(first), 0)
    items[:] = [*first, *others[:half], *second, *others[half:]]


def pytest_collection_finish():
    """What is there by now stays: the collector of garbage need not walk it again, nor look so often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def place_of(item) -> str:
    return item.path.relative_to(TESTS).parts[0]


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """A copy of the migrated database for this process; see `tests.databases`."""
    from tests import staging

    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    with django_db_blocker.unblock():
        databases.copy(name)
    yield
    with django_db_blocker.unblock():
        staging.strike_all()
        databases.drop(name)


def uses_the_database(item):
    return "django_db_setup" in item.fixturenames or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session", autouse=True)
def _emptied_quickly():
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(TransactionTestCase, "_fixture_teardown", lambda _: databases.empty())
        yield


@pytest.fixture(autouse=True)
def _fresh_cache():
    cache.clear()


@pytest.fixture(scope="class", autouse=True)
def _staged(request):
    """What a test begins with, there before its own transaction: what is of a class comes first."""
    from tests import staging

    by_itself = isinstance(request.node, pytest.Item)  # not in a class, whose tests share what they make
    names = staging.stages_of(request.node) if by_itself else []
    if by_itself and not uses_the_database(request.node):
        return {}
    blocker = request.getfixturevalue("django_db_blocker")
    request.getfixturevalue("django_db_setup")
    with blocker.unblock():
        return staging.stage(names)


@pytest.fixture(scope="module")
def nothing_staged(django_db_setup, django_db_blocker):
    """For a module that makes something of its own for all its tests."""
    from tests import staging

    with django_db_blocker.unblock():
        staging.strike_all()


@pytest.fixture
def cast(_staged, db):
    """The people of the tests; see `tests.cast`."""
    from tests.cast import make_cast

    return _staged.get("cast") or make_cast()


@pytest.fixture
def scene(_staged, cast):
    """A review on site, with its team; see `tests.peer_review.scenes`."""
    from tests.peer_review import scenes

    return _staged.get("scene") or scenes.on_site(cast)


@pytest.fixture
def sign_in(client):
    """Sign a person in with the test client, second factor and all, and return it."""
    from tests.signed_in import signed_in

    def enter(person):
        if person is not None:
            signed_in(person, client)
        return client

    return enter
