import os
import signal
import subprocess
import sys
from contextlib import closing

import pytest

from improvement_hub.runtime import places
from improvement_hub.runtime.locks import Lock, is_free

HOLD = "import sys; from improvement_hub.runtime.locks import Lock; lock = Lock(sys.argv[1]); lock.exclusive(); "


@pytest.fixture
def path(tmp_path):
    return tmp_path / "a.lock"


def hold_elsewhere(path, then):
    command = [sys.executable, "-c", HOLD + then, str(path)]
    return subprocess.Popen(command, cwd=places.BASE, stdout=subprocess.PIPE, text=True)


def test_the_kernel_frees_the_lock_of_a_killed_process(path):
    with hold_elsewhere(path, "print('held', flush=True); sys.stdin.read()") as holder:
        assert holder.stdout.readline() == "held\n"
        assert is_free(path) is False
        holder.send_signal(signal.SIGKILL)
    assert is_free(path) is True


def test_a_forked_child_does_not_prolong_a_lock(path):
    fork = "import os; os.fork() or (print(flush=True), sys.stdin.read()); os._exit(0)"
    reading, writing = os.pipe()
    command = [sys.executable, "-c", HOLD + fork, str(path)]
    with subprocess.Popen(command, cwd=places.BASE, stdin=reading, stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        holder.wait()
        assert is_free(path) is True
        os.close(writing)
        os.close(reading)


def test_a_note_is_replaced_as_a_whole(path):
    with closing(Lock(path)) as lock:
        lock.write("a long note")
        lock.write("short")
        assert lock.read() == "short"
