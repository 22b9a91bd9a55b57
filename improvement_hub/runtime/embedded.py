"""The embedded default: a PostgreSQL and a Valkey of this folder's own, where no others are named.

Every process that uses them holds a shared lock for as long as it lives; the *keeper* (`keeper.py`)
stops both servers when it gets that lock for itself, which means that nobody is left.
"""

import os
import shutil
import subprocess
import sys
import time
from contextlib import closing

from improvement_hub.runtime import places, postgres, valkey
from improvement_hub.runtime.locks import Lock, is_free
from improvement_hub.runtime.places import var_dir
from improvement_hub.runtime.trouble import FULL_DISK, Trouble

__all__ = ["broker_url", "database_url", "hold", "is_embedded", "redis_url", "release", "var_dir"]

PATIENCE = 90  # seconds; a first start takes two, a recovery after a crash may take many
LITTLE = 5_000_000  # bytes; less than a server needs to start
_held = _keeper = None


def is_embedded():
    """Whether this installation brings its own servers: neither DATABASE_URL nor REDIS_URL is set."""
    named = [name for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)]
    if len(named) == 1:
        raise Trouble("Set both DATABASE_URL and REDIS_URL, or neither: only " + named[0] + " is set.")
    return not named


def database_url():
    return f"postgres:///{places.socket_dir()}/hub" if is_embedded() else os.environ["DATABASE_URL"]


def redis_url():
    """For the cache; its keys have a prefix of their own, so queue and cache may share a server."""
    return f"unix://{valkey.socket()}?db=1" if is_embedded() else os.environ["REDIS_URL"]


def broker_url():
    """For Celery, which spells a socket in its own way."""
    if is_embedded():
        return f"redis+socket://{valkey.socket()}?virtual_host=0"
    return os.environ["REDIS_URL"].replace("unix://", "redis+socket://", 1)


def hold():
    """Have the servers up, and keep them up until this process ends. Without effect if not embedded."""
    global _held
    if _held or not is_embedded():
        return
    places.make_folders()
    users = Lock(places.lock_file("users"))
    users.shared()  # waits while a keeper that found nobody left is still stopping the servers
    _await_servers()
    if _keeper:
        _keeper.returncode = 0  # it outlives us by design, of which subprocess would warn at our end
    _held = users


def release():
    """Let go of the servers, and wait until they have stopped unless somebody else uses them."""
    global _held
    if not _held:
        return
    _held.close()
    _held = None
    give_up = time.monotonic() + PATIENCE
    while not is_free(places.lock_file("keeper")) and not _others_hold() and time.monotonic() < give_up:
        time.sleep(0.05)


def _others_hold():
    """Whether the users' lock is shared, not the keeper's own while it stops the servers."""
    with closing(Lock(places.lock_file("users"))) as users:
        return not users.try_exclusive() and users.try_shared()


def _await_servers():
    give_up = time.monotonic() + PATIENCE
    while not (postgres.answers() and valkey.answers()):
        _see_to_a_keeper()
        if time.monotonic() > give_up:
            raise Trouble(f"The embedded database does not start: see {places.log_file('postgres')}.")
        time.sleep(0.05)


def _see_to_a_keeper():
    """Start a keeper unless there is one; if ours gave up, say why."""
    global _keeper
    if _keeper and _keeper.poll():
        raise Trouble(_last_words())
    if is_free(places.lock_file("keeper")) and (_keeper is None or _keeper.poll() is not None):
        _keeper = _start_keeper()


def _start_keeper():
    with open(places.log_file("keeper"), "a") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "improvement_hub.runtime.keeper"],
            cwd=places.BASE,
            env=os.environ | {"HUB_VAR": str(var_dir())},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for the hub; the keeper ends when its users have
        )


def _last_words():
    if shutil.disk_usage(var_dir()).free < LITTLE:
        return FULL_DISK  # then the log may lack the last words
    lines = places.log_file("keeper").read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else f"The embedded services do not start: see {places.log_file('keeper')}."
