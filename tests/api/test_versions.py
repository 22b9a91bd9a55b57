"""Who changes something says which version they saw."""

import pytest

from tests.api.problems import problem_of, step


@pytest.fixture
def ben(cast, bearer, token_of):
    return bearer(token_of(cast.ben))


@pytest.fixture
def statement(scene):
    return scene.hypothesis(scene.enough()[:1])


def test_412_for_a_version_that_has_moved_on(ben, statement):
    problem = problem_of(step(ben, statement, "accept", **{"If-Match": '"0"'}), 412)
    assert problem["errors"][0]["code"] == "stale_version"
    assert problem["detail"].startswith("Someone changed this while you were writing.")


@pytest.mark.parametrize("sent", ["*", "", '""', "W/", "x", '"-1"', "9" * 5000, "٣"])
def test_412_for_a_version_that_never_was(ben, statement, sent):
    problem_of(step(ben, statement, "accept", **{"If-Match": sent.encode().decode("latin-1")}), 412)


@pytest.mark.parametrize("form", ['"{}"', "{}", 'W/"{}"', ' "{}" '])
def test_a_version_may_be_written_as_any_etag(ben, scene, form):
    statement = scene.hypothesis(scene.enough())
    assert step(ben, statement, "accept", **{"If-Match": form.format(statement.version)}).status_code == 200


def test_428_for_a_step_that_names_no_version(ben, statement):
    problem = problem_of(step(ben, statement, "accept"), 428)
    assert problem["detail"] == "Say which version you are changing: send its ETag as If-Match."
