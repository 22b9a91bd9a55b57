"""Random walks through a review never leave a finding short, held, or reported while something is held."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.peer_review.walks import Walk, what_is_broken


def walk(scene, *, examples, steps, **terms):
    machine = type("WalkOfThisScene", (Walk,), {"scene": scene})
    many = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        **terms,
    )
    run_state_machine_as_test(machine, settings=many)


def test_no_walk_gets_round_the_gate(scene):
    walk(scene, examples=5, steps=12, derandomize=True)


@pytest.mark.slow
def test_no_long_walk_gets_round_the_gate(scene):
    walk(scene, examples=40, steps=40)


def test_the_walks_would_see_a_finding_that_is_short(scene):
    """With the triggers out of the way, as only a superuser of the database has it, their count finds what is wrong."""
    finding = scene.finding()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM peer_review_support WHERE statement_id = %s", [finding.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert [trouble.partition(" ")[0] for trouble in what_is_broken()] == [str(finding.pk)]
