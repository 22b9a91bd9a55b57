"""The server dies between any two statements of a step: the step is done whole, or nothing of it is."""

import os
import signal
import traceback

import pytest
from django.db import connection, connections

from peer_review import services
from peer_review.models import Report, Review, Statement
from tests.peer_review import scenes
from tests.peer_review.impact import ago, answer, planned, recommended

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
MOST_STATEMENTS = 200


def everything():
    """Each row of each table of reviews, trails included, as text."""
    tables = [name for name in connection.introspection.table_names() if name.startswith("peer_review_")]
    with connection.cursor() as cursor:
        found = {}
        for table in tables:
            cursor.execute(f'select t::text from "{table}" t order by 1')
            found[table] = cursor.fetchall()
    return found


class DiesAt:
    """Kills this process when the database is asked for the n-th time."""

    def __init__(self, number):
        self.left = number

    def __call__(self, execute, sql, params, many, context):
        self.left -= 1
        if self.left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)


def survives(work, number) -> bool:
    """Whether a process of its own gets through `work` before the statement of that number."""
    connections.close_all()
    child = os.fork()
    if not child:
        work_and_exit(work, number)
    ended = os.waitpid(child, 0)[1]
    assert ended in {0, signal.SIGKILL}, "The work failed by itself: see what it wrote."
    return ended == 0


def work_and_exit(work, number):
    """Works and ends this process, come what may: it must never run the tests that follow.

    It has a connection of its own: beside a browser's event loop, the one it finds here may be another than was closed.
    """
    inherited = connections.all()  # and left open, since the tests go on with it
    for one in inherited:
        connections[one.alias] = connections.create_connection(one.alias)
    try:
        connection.run_and_clear_commit_hooks = lambda: None  # what follows a commit is done by other processes
        with connection.execute_wrapper(DiesAt(number)):
            work()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def killed_everywhere(work) -> int:
    """Kills `work` before its first statement, its second, and so on; the number of places where it was killed."""
    for number in range(MOST_STATEMENTS):
        before = everything()
        if survives(work, number):
            assert everything() != before
            return number
        assert everything() == before
    raise AssertionError("It never got through.")


def move(scene, name, who="ben", **inputs):
    return lambda: services.move_review(review=Review.objects.get(), step=name, by=scene.actor(who), **inputs)


def test_no_step_of_a_review_is_ever_half_done(cast):
    scene = scenes.on_site(cast)
    statement = scene.hypothesis(scene.enough())
    accept = lambda: services.move_statement(statement=statement, step="accept", by=scene.actor("ben"))  # noqa: E731
    assert killed_everywhere(accept) > 5
    assert Statement.objects.get().state == "finding"
    assert killed_everywhere(move(scene, "postpone", reason="Snow.")) > 3
    assert killed_everywhere(move(scene, "resume")) > 3
    for activity in scene.activities:
        services.move_activity(activity=activity, step="mark_done", by=scene.actor("dev"))
    for name in ("finish_visit", "give_feedback"):
        assert killed_everywhere(move(scene, name)) > 3
    assert Review.objects.get().state == "feedback_given"


def test_no_step_from_the_report_to_the_end_is_ever_half_done(cast):
    """Before every statement of each step, and of the correction of a finding and of an answered follow-up."""
    scene = scenes.on_site(cast)
    finding = scene.report()
    assert killed_everywhere(move(scene, "draft_report")) > 10
    asked = recommended(scene, finding)
    scene.write(scene.paragraph("summary"), "Help comes quickly.")
    assert killed_everywhere(move(scene, "send_to_host")) > 10
    said = {"paragraph": scene.paragraph(), "inaccurate": "It was three days."}
    comment = services.comment_on_paragraph(**said, by=scene.actor("hana"))
    reply = {"comment": comment, "outcome": "changed", "answer": "Yes.", "text": "Help comes within three days."}
    assert killed_everywhere(lambda: services.answer_comment(**reply, by=scene.actor("ben"))) > 10
    services.end_check(report=Report.objects.get(), by=scene.actor("hana"))
    assert killed_everywhere(move(scene, "make_final")) > 10
    assert killed_everywhere(move(scene, "plan_actions", "hana")) > 3
    planned(scene, asked)
    assert killed_everywhere(move(scene, "begin_follow_up", "asha")) > 3
    ago(scene, 400)
    assert killed_everywhere(lambda: answer(scene, asked)) > 5
    answer(scene, asked, 12)
    assert killed_everywhere(move(scene, "close", "asha")) > 3
    assert (Review.objects.get().state, Statement.objects.get().text) == ("closed", reply["text"])
