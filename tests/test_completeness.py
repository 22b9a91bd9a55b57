"""What the suite itself must hold: a list without a query count or a constraint without a test fails it."""

import ast
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve
from django.views.generic import ListView

from tests.test_architecture import OUR_MODELS
from tests.test_permission_matrix import patterns

TESTS = Path(__file__).resolve().parent
SOURCES = [file for file in TESTS.rglob("test_*.py") if file != Path(__file__).resolve()]
COUNTS = "django_assert_num_queries"


def lists():
    """URL names of every list, on the pages and over the API."""
    for name, callback in patterns():
        if (
            issubclass(getattr(callback, "view_class", object), ListView)
            or getattr(callback, "actions", {}).get("get") == "list"
        ):
            yield name


def words_of_counting_tests():
    """Every string in a test that counts queries, and in what it is given to run with."""
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef) and COUNTS in [argument.arg for argument in node.args.args]:
                yield from (part.value for part in ast.walk(node) if isinstance(part, ast.Constant))


def name_of(address):
    try:
        return resolve(address).view_name
    except Resolver404:
        return None


def counted():
    words = {word for word in words_of_counting_tests() if isinstance(word, str)}
    addresses = {word.partition("?")[0] for word in words if word.startswith("/")} | {f"/api/v1/{w}/" for w in words}
    return words | {name_of(address) for address in addresses}


def test_the_queries_of_every_list_are_counted():
    assert sorted(set(lists()) - counted()) == []


@pytest.fixture(scope="module")
def written():
    """All that the tests say, adjoining strings joined."""
    constants = (
        part.value
        for file in SOURCES
        for part in ast.walk(ast.parse(file.read_text()))
        if isinstance(part, ast.Constant)
    )
    return "\n".join(word for word in constants if isinstance(word, str))


def test_every_constraint_is_broken_by_a_test(written):
    untested = [
        constraint.name
        for model in OUR_MODELS
        if not hasattr(model, "pgh_tracked_model")
        for constraint in model._meta.constraints
        if constraint.name not in written and str(constraint.violation_error_message) not in written
    ]
    assert untested == []
