"""The life and violent death of a hub, in a copy of this tree: nothing may be left that blocks the next."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from improvement_hub.runtime import places

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="looks for processes in /proc"),
]
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "var", "node_modules", "__pycache__", ".*_cache")
PATIENCE = 120  # seconds, on a busy machine


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy of the hub, too deep for a socket's path, whose data the tests below share."""
    folder = tmp_path_factory.mktemp("a-path-that-is-too-long-for-a-socket-" + "x" * 60) / "hub"
    shutil.copytree(places.BASE, folder, ignore=NOT_COPIED)
    (folder / "node_modules").symlink_to(places.BASE / "node_modules")
    return folder


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def environment():
    """A newcomer's: without what the test runner and the tests' settings put there."""
    ours = re.compile("HUB_|DJANGO_|PYTEST_|DATABASE_URL|REDIS_URL|SECRET_KEY")
    return {name: value for name, value in os.environ.items() if not ours.match(name)}


def start(folder, port):
    """`serve`, as `make run` becomes it."""
    return subprocess.Popen(
        [sys.executable, "-m", "improvement_hub.runtime.serve"],
        cwd=folder,
        env=environment() | {"PORT": str(port)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def running(folder, port):
    hub = start(folder, port)
    try:
        said = []
        for line in hub.stdout:
            said.append(line)
            if "Improvement Hub runs at" in line:
                break
        assert hub.poll() is None, "".join(said)
        yield hub
    finally:
        if hub.poll() is None:
            hub.send_signal(signal.SIGINT)
        hub.communicate(timeout=30)


def processes_in(folder):
    """The command line by process id of everything that works in the folder: servers, workers, all."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cwd").readlink().is_relative_to(folder):
                found[int(entry.name)] = (entry / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
    return {pid: line for pid, line in found.items() if line}


def pid_of(folder, words):
    return min(pid for pid, line in processes_in(folder).items() if words in line)


def eventually_nothing_runs(folder):
    until = time.monotonic() + 20
    while (left := processes_in(folder)) and time.monotonic() < until:
        time.sleep(0.1)
    return left == {}


def health(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status
    finally:
        connection.close()


def test_it_starts_answers_and_on_ctrl_c_stops_with_everything(folder, port):
    with running(folder, port) as hub:
        assert health(port) == 200
        hub.send_signal(signal.SIGINT)
        rest, _ = hub.communicate(timeout=20)
    assert hub.returncode == 0
    assert rest.rstrip().endswith("Stopped")
    assert "Traceback" not in rest
    assert processes_in(folder) == {}


def test_a_killed_hub_leaves_nothing_and_the_next_one_starts(folder, port):
    with running(folder, port) as hub:
        hub.kill()
        hub.communicate(timeout=20)
        with running(folder, port):
            assert health(port) == 200
    assert eventually_nothing_runs(folder)


@pytest.mark.parametrize("words", ["improvement_hub.runtime.keeper", "bin/postgres -D", "valkey-server"])
def test_when_a_server_is_killed_the_hub_says_so_stops_and_can_start_again(folder, port, words):
    with running(folder, port) as hub:
        os.kill(pid_of(folder, words), signal.SIGKILL)
        rest, _ = hub.communicate(timeout=30)
    assert hub.returncode == 1
    assert "The embedded databases have stopped" in rest
    assert eventually_nothing_runs(folder)
    with running(folder, port):
        assert health(port) == 200


@pytest.mark.parametrize(("words", "name"), [("-m celery -A improvement_hub --quiet beat", "beat")])
def test_when_a_process_ends_by_itself_the_hub_names_it_and_stops(folder, port, words, name):
    with running(folder, port) as hub:
        process = max(pid for pid, line in processes_in(folder).items() if words in line and "leash" not in line)
        os.kill(process, signal.SIGKILL)
        rest, _ = hub.communicate(timeout=30)
    assert hub.returncode == 1
    assert rest.rstrip().endswith(f"`{name}` ended by itself (exit code 137), so the hub has stopped.")
    assert eventually_nothing_runs(folder)


def test_a_second_hub_in_the_same_folder_is_told_where_the_first_is(folder, port):
    with running(folder, port) as hub:
        second, _ = start(folder, port).communicate(timeout=20)
        assert second == f"This hub already runs at http://127.0.0.1:{port}/ (process {hub.pid}).\n"
        assert health(port) == 200


def test_a_taken_port_is_one_sentence_and_starts_no_server(folder, port):
    with socket.create_server(("127.0.0.1", port)):
        said, _ = start(folder, port).communicate(timeout=20)
    assert said.startswith(f"Port {port} is taken by another program: choose another, `make run PORT=")
    assert said.count("\n") == 1
    assert processes_in(folder) == {}


def test_a_command_works_by_itself_and_stops_the_servers_when_it_is_done(folder):
    question = "from django.db import connection as c; c.ensure_connection(); print(c.vendor)"
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-v", "0", "-c", question]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, timeout=PATIENCE)
    assert done.stdout == "postgresql\n"
    assert eventually_nothing_runs(folder)
