import pytest

from tests.peer_review import scenes


@pytest.fixture
def scene(cast):
    return scenes.on_site(cast)
