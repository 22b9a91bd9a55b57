"""Where an installation keeps what it owns: everything under `var/`, sockets possibly elsewhere.

All but `make_folders` are pure functions of the folder and HUB_VAR, so that every process of one
installation agrees without talking to the others.
"""

import hashlib
import os
import re
from pathlib import Path

from improvement_hub.runtime.trouble import Trouble

BASE = Path(__file__).resolve().parents[2]
LONGEST_SOCKET_NAME = "/.s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107  # sun_path of sockaddr_un, less its final zero; macOS has 103
PLAIN = re.compile(r"[A-Za-z0-9/._-]+")


def var_dir():
    """The folder with the data, logs, sockets and locks: HUB_VAR (relative to the project) or var/."""
    return BASE / os.environ.get("HUB_VAR", "var")


def run_dir():
    return var_dir() / "run"


def log_file(name):
    return var_dir() / "log" / f"{name}.log"


def lock_file(name):
    return run_dir() / f"{name}.lock"


def socket_dir():
    """`var/run`, or a short folder of our own where that path is too long or needs quoting in a URL."""
    folder = str(run_dir())
    if len(os.fsencode(folder + LONGEST_SOCKET_NAME)) <= LONGEST_SOCKET_PATH - 4 and PLAIN.fullmatch(folder):
        return Path(folder)
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    # Not tempfile.gettempdir(): two terminals with different TMPDIR must meet in the same place.
    return Path(f"/tmp/improvement-hub-{os.getuid()}-{digest}")  # noqa: S108 - make_folders checks it


def make_folders():
    """Make the folders, and be sure that nobody else can put or reach a socket in ours."""
    for folder in (run_dir(), var_dir() / "log", var_dir() / "mail"):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    socket_dir().mkdir(mode=0o700, exist_ok=True)
    seen = socket_dir().lstat()
    if seen.st_uid != os.getuid() or seen.st_mode & 0o077:
        raise Trouble(f"{socket_dir()} must belong to you alone (mode 0700): remove it and try again.")
