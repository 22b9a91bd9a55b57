"""The keeper: runs the embedded servers as its children until nobody uses them any more.

Started by the first user (`embedded.hold`), detached from its terminal. It ends when the last
user's shared lock is gone, which the kernel sees to even after a `kill -9`.
"""

import os
import signal
import subprocess
import sys
import threading
import time

from improvement_hub.runtime import children, places, postgres, valkey
from improvement_hub.runtime.locks import Lock
from improvement_hub.runtime.trouble import FULL_DISK, Trouble, means_full_disk, plainly

SERVICES = (valkey, postgres)
START_PATIENCE = 80  # seconds; a recovery after a crash replays what was not written yet
STOP_PATIENCE = 15


def main():
    os.umask(0o077)
    place = Lock(places.lock_file("keeper"))
    if not place.try_exclusive():
        return 0  # there is one already
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    running = {}
    try:
        for service in SERVICES:
            running[service] = children.start(service)
        for service, process in running.items():
            _await_answer(service, process)
        return _until_nobody_is_left(running)
    finally:
        _stop(running)


def _await_answer(service, process):
    give_up = time.monotonic() + START_PATIENCE
    while not service.answers_at_all():
        if process.poll() is not None or time.monotonic() > give_up:
            raise Trouble(_why_not(service))
        time.sleep(0.03)
    service.finish_start()


def _why_not(service):
    log = places.log_file(service.NAME)
    lines = log.read_text(errors="replace").strip().splitlines()[-20:]
    if means_full_disk(" ".join(lines)):
        return FULL_DISK
    last = lines[-1] if lines else "it said nothing"
    return f"The embedded {service.NAME} does not start ({last}); its log is {log}."


def _until_nobody_is_left(running):
    """Sleep until the last user is gone (a signal then ends us) or a server has ended by itself."""
    threading.Thread(target=_end_when_alone, daemon=True).start()
    ended, _ = os.waitpid(-1, 0)
    name = next(service.NAME for service, process in running.items() if process.pid == ended)
    raise Trouble(f"The embedded {name} ended by itself: see {places.log_file(name)}.")


def _end_when_alone():
    users = Lock(places.lock_file("users"))
    users.exclusive()  # from here to our end, a new user waits
    os.kill(os.getpid(), signal.SIGTERM)


def _stop(running):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for service, process in running.items():
        process.send_signal(service.STOP)
    for service, process in running.items():
        try:
            process.wait(STOP_PATIENCE)
        except subprocess.TimeoutExpired:
            process.send_signal(service.KILL)
            process.wait()


if __name__ == "__main__":
    sys.exit(plainly(main))
