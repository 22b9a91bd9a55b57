from copy import deepcopy

import pytest
from django.db import transaction

from tests.cast import make_cast
from tests.peer_review import scenes


@pytest.fixture
def scene(cast):
    return scenes.on_site(cast)


@pytest.fixture(scope="module")
def _scene_of_the_module(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield scenes.on_site(make_cast())
        transaction.set_rollback(True)


@pytest.fixture
def same_scene(_scene_of_the_module, db):
    """A review on site that is staged once for all tests of a module, each of which finds it as it was."""
    return deepcopy(_scene_of_the_module)
