"""Start over: remove what this installation has gathered, never while something uses it."""

import contextlib
import shutil

from improvement_hub.runtime import places
from improvement_hub.runtime.locks import Lock
from improvement_hub.runtime.trouble import Trouble


def reset():
    """Remove `var/`: databases, e-mails, logs, the secret key. The installed packages stay."""
    folder = places.var_dir()
    if not folder.exists():
        print(f"There is nothing to remove: {folder} does not exist.")
        return
    with contextlib.ExitStack() as locks:
        for path in [*folder.glob("run/*.lock"), *folder.glob("*/run/*.lock")]:
            _refuse_if_used(locks.enter_context(contextlib.closing(Lock(path))))
        size = _size(folder)
        shutil.rmtree(folder)
        shutil.rmtree(places.socket_dir(), ignore_errors=True)
    print(f"Removed {folder}: databases, e-mails, logs and the secret key ({size} MB).")


def _refuse_if_used(lock):
    if not lock.try_exclusive():
        raise Trouble("The hub, its tests or one of its commands still runs here: stop it first.")


def _size(folder):
    return sum(path.lstat().st_size for path in folder.rglob("*")) // 1_000_000
