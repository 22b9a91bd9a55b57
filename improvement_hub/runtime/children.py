"""The server programs as children of the keeper: they end with it, and one can see when they are gone."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time

from improvement_hub.runtime import ordinary_user, places
from improvement_hub.runtime.locks import Lock

PR_SET_PDEATHSIG = 1
LARGE_LOG = 5_000_000  # bytes
ENVIRONMENT = {"PATH": os.defpath, "LANG": "C.UTF-8", "TZ": "UTC"}  # none of PGPORT, PGDATA and the like


def start(service):
    """Start a service module's server. It inherits its lock, which is free once its last process is gone."""
    lock = Lock(places.lock_file(service.NAME), inheritable=True)
    _end_a_forgotten_one(lock, service)
    service.prepare()
    enter = _way_in(service)

    def before_exec():
        lock.write(str(os.getpid()))
        enter()
        end_with_parent(service.STOP)

    with _open_log(service.NAME) as log:
        return subprocess.Popen(
            service.command(),
            cwd="/",
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=[lock.file],
            preexec_fn=before_exec,
        )


def run_to_end(command, *, owns):
    """Run a program as a server would run; `owns` is the folder it works in. Returns with its output."""
    enter = ordinary_user.way_in(owns) if ordinary_user.is_needed() else None
    return subprocess.run(
        command,
        cwd="/",
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=enter,
    )


def _way_in(service):
    if service.ORDINARY_USER_ONLY and ordinary_user.is_needed():
        return ordinary_user.way_in(service.data_dir())
    return lambda: None


def end_with_parent(signal_number):
    """Linux can tell a child that its parent died; elsewhere the next keeper ends what is left."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0)


def _end_a_forgotten_one(lock, service):
    """A server whose keeper was killed: give it its normal end, then a quick one, then wait."""
    for signal_number, patience in ((service.STOP, 10), (service.KILL, 5), (signal.SIGKILL, 5)):
        if lock.try_exclusive():
            return
        _signal(lock, signal_number)
        _wait_for(lock.try_exclusive, patience)
    lock.exclusive()


def _signal(lock, signal_number):
    if pid := lock.read():
        with contextlib.suppress(ProcessLookupError):  # its own children are still on their way out
            os.kill(int(pid), signal_number)


def _wait_for(condition, seconds):
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.05)


def _open_log(name):
    path = places.log_file(name)
    if path.exists() and path.stat().st_size > LARGE_LOG:
        path.replace(path.with_suffix(".log.1"))
    return open(path, "ab")
