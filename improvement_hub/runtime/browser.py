"""Chromium for the browser tests: found, or installed where that is ours to do."""

import os
import shutil

from improvement_hub.runtime import outside
from improvement_hub.runtime.progress import say
from improvement_hub.runtime.trouble import Trouble

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LEAVE_OUT = "none"
NO_QUESTIONS = {"DEBIAN_FRONTEND": "noninteractive"}
MISSING = (
    "The browser tests need Chromium: install it (Debian: `sudo apt-get install chromium`), name it with "
    "HUB_CHROMIUM=/path/to/it, or leave those tests out with `BROWSER=none make test`."
)


def is_left_out():
    return os.environ.get("BROWSER", "").lower() == LEAVE_OUT


def find():
    """Put the browser's path into HUB_CHROMIUM for what runs next, unless its tests are left out."""
    if is_left_out():
        return
    path = _named() or _installed() or _install()
    if not path:
        raise Trouble(MISSING)
    os.environ["HUB_CHROMIUM"] = path


def _named():
    path = os.environ.get("HUB_CHROMIUM")
    if path and not outside.works([path, "--version"]):
        raise Trouble(f"HUB_CHROMIUM names {path}, which does not run.")
    return path


def _installed():
    """The first that runs: on some systems the name is a stub that only asks for a snap."""
    found = filter(None, map(shutil.which, NAMES))
    return next((path for path in found if outside.works([path, "--version"])), None)


def _install():
    if os.getuid() != 0 or not shutil.which("apt-get"):
        return None
    say("Installing Chromium for the browser tests")
    for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        outside.run(["apt-get", "-qq", *command], otherwise=MISSING, env={"DEBIAN_FRONTEND": "noninteractive"})
    return _installed()
