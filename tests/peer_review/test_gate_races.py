"""Two writers at once: whatever order they come in, no finding is left short."""

import threading
import time
import uuid
from contextlib import suppress

import pytest
from django.db import IntegrityError, connection, transaction

from improvement_hub.core.errors import DomainError
from peer_review import services
from peer_review.models import Activity, Evidence, Statement, Support
from tests.cast import make_cast
from tests.peer_review import scenes

pytestmark = pytest.mark.django_db(transaction=True)


def both(*jobs):
    """Run the jobs at the same time; their refusals, in order."""
    start, refusals = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(number, job):
        try:
            start.wait()
            job()
        except DomainError as error:
            refusals[number] = error.sentence
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals


def stands(statement):
    """Pieces that count now."""
    links = Support.objects.filter(statement=statement, relation="supports", evidence__withdrawn_at=None)
    return links.count()


@pytest.mark.parametrize("attempt", range(5))
def test_two_surplus_pieces_withdrawn_at_once_leave_enough(attempt):
    scene = scenes.on_site(make_cast())
    finding = scene.finding()
    surplus = scene.log(1, "leaders")
    services.link_evidence(statement=finding, evidence=surplus, relation="supports", by=scene.actor("ben"))
    third = finding.links.get(evidence__source_role="team_managers").evidence
    refusals = both(
        lambda: services.withdraw_evidence(evidence=surplus, reason="A.", by=scene.actor("dev")),
        lambda: services.withdraw_evidence(evidence=third, reason="B.", by=scene.actor("ben")),
    )
    assert sorted(refusal is None for refusal in refusals) == [False, True]
    assert stands(finding) == 3


@pytest.mark.parametrize("attempt", range(5))
def test_accepting_while_evidence_is_withdrawn_never_leaves_a_thin_finding(attempt):
    scene = scenes.on_site(make_cast())
    pieces = scene.enough()
    statement = scene.hypothesis(pieces)
    both(
        lambda: scene.step(statement, "accept", "ben"),
        lambda: services.withdraw_evidence(evidence=pieces[0], reason="Misheard.", by=scene.actor("dev")),
    )
    statement.refresh_from_db()
    assert (statement.state, stands(statement)) in [("finding", 3), ("hypothesis", 2)]


def test_sql_that_withdraws_waits_for_a_link_that_is_being_made():
    """The link is not committed when the withdrawal begins: the gate's lock on the piece orders the two."""
    scene = scenes.on_site(make_cast())
    pieces = scene.enough()
    statement = scene.hypothesis(pieces[:2])
    linked, withdrawn = threading.Event(), threading.Event()
    refusal = []

    def link_and_accept():
        with transaction.atomic():
            services.link_evidence(statement=statement, evidence=pieces[2], relation="supports", by=scene.actor("ben"))
            scene.step(statement, "accept", "ben")
            linked.set()
            withdrawn.wait(timeout=1)
        connection.close()

    def withdraw():
        linked.wait()
        try:
            services.withdraw_evidence(evidence=pieces[2], reason="Misheard.", by=scene.actor("dev"))
        except DomainError as error:
            refusal.append(error.sentence)
        withdrawn.set()
        connection.close()

    threads = [threading.Thread(target=link_and_accept), threading.Thread(target=withdraw)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refusal) == 1
    assert Statement.objects.get().state == "finding"
    assert Evidence.objects.filter(withdrawn_at=None).count() == 3


@pytest.mark.parametrize("attempt", range(3))
def test_feedback_and_a_hold_at_once_never_leave_a_reported_review_held(attempt):
    scene = scenes.on_site(make_cast())
    finding = scene.finding()
    for activity in scene.activities:
        services.move_activity(activity=activity, step="mark_done", by=scene.actor("dev"))
    scene.move("finish_visit")
    refusals = both(
        lambda: services.move_review(review=scene.review, step="give_feedback", by=scene.actor("ben")),
        lambda: scene.step(finding, "hold", "carys", reason="Wait."),
    )
    assert sorted(refusal is None for refusal in refusals) == [False, True]


def wait_until_someone_waits(seconds=10):
    """Return once another connection waits for a transaction to end."""
    patience = time.monotonic() + seconds
    while time.monotonic() < patience:
        with connection.cursor() as cursor:
            # without this, a transaction sees one snapshot of the activity for as long as it lasts
            cursor.execute("select pg_stat_clear_snapshot()")
            cursor.execute(
                "select count(*) from pg_stat_activity"
                " where datname = current_database() and wait_event = 'transactionid'"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    raise AssertionError("nobody waited")


def test_the_same_note_sent_by_two_connections_at_once_is_stored_once():
    scene = scenes.on_site(make_cast())
    note = uuid.uuid4()
    answers = []

    def second():
        answers.append(scene.log(id=note))
        connection.close()

    with transaction.atomic():
        answers.append(scene.log(id=note))
        thread = threading.Thread(target=second)
        thread.start()
        wait_until_someone_waits()
    thread.join()
    assert [answer.pk for answer in answers] == [note, note]
    assert [piece.pk for piece in Evidence.objects.all()] == [note]


def test_the_gate_is_not_weighed_where_its_counts_may_be_older_than_its_lock():
    scene = scenes.on_site(make_cast())
    statement = scene.hypothesis(scene.enough())
    sql = "UPDATE peer_review_statement SET state = 'finding', visibility = 'review' WHERE id = %s"
    for level in ("SERIALIZABLE", "REPEATABLE READ"):
        with pytest.raises(IntegrityError, match="read committed"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET TRANSACTION ISOLATION LEVEL {level}")
            cursor.execute(sql, [statement.pk])


def test_nothing_is_heard_in_an_activity_that_is_being_cancelled():
    scene = scenes.on_site(make_cast())

    def log():
        with suppress(DomainError):
            scene.log()
        connection.close()

    writer = threading.Thread(target=log)
    with transaction.atomic():
        services.move_activity(activity=scene.activities[0], step="cancel", by=scene.actor("ben"))
        writer.start()
        time.sleep(1)
    writer.join()
    assert Activity.objects.get(pk=scene.activities[0].pk).state == "cancelled"
    assert not Evidence.objects.filter(activity=scene.activities[0]).exists()
