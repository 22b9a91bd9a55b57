"""A worker is killed while it sends a digest: the digest still arrives, and once."""

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.runtime.test_life import PATIENCE, environment, folder, port, processes_in, running  # noqa: F401

pytestmark = pytest.mark.slow
SUBSCRIBE = """
from datetime import timedelta
from django.utils import timezone
from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.accounts.models import Person
from improvement_hub.digests.models import Subscription
from improvement_hub.digests.services import subscribe
due = subscribe(frequency="weekly", by=actor_of_person(Person.objects.get(email="femi@demo.example")))
Subscription.objects.filter(pk=due.pk).update(next_due_at=timezone.now() - timedelta(days=1))
"""
# Whoever inserts a delivery waits for this lock: the worker stands in the middle of its work.
HOLD_UP = """
import time
from django.db import connection, transaction
from improvement_hub.digests.tasks import send_due_digests
with transaction.atomic(), connection.cursor() as cursor:
    cursor.execute("LOCK TABLE digests_delivery IN SHARE MODE")
    send_due_digests.delay()
    while True:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE relation = 'digests_delivery'::regclass AND NOT granted")
        if cursor.fetchone()[0]:
            break
        time.sleep(0.1)
    print("held up", flush=True)
    input()
"""
TICK = "from improvement_hub.digests.tasks import send_due_digests; send_due_digests.delay()"


def in_the_hub(folder, program):  # noqa: F811
    return subprocess.Popen(
        [sys.executable, "manage.py", "shell", "--no-imports", "-v", "0", "-c", program],
        cwd=folder,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def run(folder, program):  # noqa: F811
    shell = in_the_hub(folder, program)
    shell.communicate(timeout=PATIENCE)
    assert shell.returncode == 0


def tick(folder):  # noqa: F811
    """What beat does every five minutes."""
    run(folder, TICK)


def working_processes(folder):  # noqa: F811
    """The worker's own and its child that does the tasks, in this order."""
    words = "-A improvement_hub --quiet worker"
    return sorted(pid for pid, line in processes_in(folder).items() if words in line and "leash" not in line)


def digests_in(folder):  # noqa: F811
    return [file for file in (folder / "var" / "mail").glob("*.log") if b"<digest." in file.read_bytes()]


def eventually(condition, seconds=30):
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.2)
    return condition()


def test_a_digest_whose_worker_is_killed_while_sending_arrives_once(folder, port):  # noqa: F811
    with running(folder, port):
        run(folder, SUBSCRIBE)
        holding = in_the_hub(folder, HOLD_UP)
        assert holding.stdout.readline() == "held up\n"
        killed = working_processes(folder)[-1]
        os.kill(killed, signal.SIGKILL)
        assert eventually(lambda: len(working_processes(folder)) > 1 and killed not in working_processes(folder))
        assert digests_in(folder) == []
        holding.communicate("\n", timeout=PATIENCE)  # from here on the task may be given to the next worker, too
        tick(folder)
        assert eventually(lambda: len(digests_in(folder)) == 1)
        tick(folder)
        tick(folder)
        time.sleep(3)
        assert len(digests_in(folder)) == 1
