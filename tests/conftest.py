import os
from pathlib import Path

import pytest
from django.core.cache import cache

from improvement_hub.runtime import embedded, look
from tests import databases

TESTS = Path(__file__).parent
LONGEST = {"browser", "test_permission_matrix.py"}
WHOLLY_UNMEASURED = {"api", "browser", "runtime", "test_architecture.py", "test_permission_matrix.py"}
UNMEASURED = {
    "accounts": {
        "constraints",
        "names",
        "passwords",
        "people_pages",
        "scope_of_an_invitation",
        "signing_in",
        "visibility",
    },
    "blogs": {"constraints", "fetch", "filters", "pages", "refused_feeds", "visibility"},
    "core": {"filters", "foreign", "security_headers", "workflow"},
    "councils": {"api", "commands", "finding", "import", "models"},
    "demonstrators": {"api", "constraints", "filters", "reference", "visibility"},
    "digests": {"constraints"},
    "overview": {"home"},
    "peer_review": {"api", "capture", "constraints", "document_constraints", "gate_writers", "timetable_api"},
}
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs an event loop beside live_server


def pytest_configure(config):
    embedded.hold()
    look.prepare()


def pytest_collection_modifyitems(items):
    """Coverage is measured where rules and services are tested, and left out where it would only cost time.

    What takes longest begins first, so that no process waits for the other at the end.
    """
    for item in items:
        place = place_of(item)
        if place in WHOLLY_UNMEASURED or item.path.stem.removeprefix("test_") in UNMEASURED.get(place, ()):
            item.add_marker(pytest.mark.no_cover)
    items.sort(key=lambda item: place_of(item) not in LONGEST)


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
