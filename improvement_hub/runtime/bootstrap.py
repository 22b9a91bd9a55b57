"""From a fresh machine to a running hub or its tests: `python3 improvement_hub/runtime/bootstrap.py run`.

This file is run by its path, by whatever Python 3 there is, and nothing is installed yet. So it keeps
to old syntax until it knows that the Python is new enough, and to the standard library throughout.
"""

import os
import subprocess
import sys

OLDEST = (3, 11)
OTHERS = ("python3.13", "python3.12", "python3.11", "python3.14")
PROBE = "import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))"
HUB = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def use_a_newer_python():
    """Start over with a newer Python where one works; an installed name may still be an empty shim."""
    for name in OTHERS:
        if works(name):
            os.execvp(name, [name, os.path.abspath(__file__), *sys.argv[1:]])  # noqa: S606
    sys.exit(too_old(sys.version_info))


def works(name):
    try:
        return subprocess.call([name, "-c", PROBE], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def too_old(version):
    return (
        "Improvement Hub needs Python {}.{} or newer; this is {}.{}. "
        "Install one, or name it: make run PYTHON=python3.12".format(*(OLDEST + tuple(version[:2])))
    )


def without_the_application():
    """Let `improvement_hub.runtime` be imported alone: the package itself needs Celery."""
    import types

    package = types.ModuleType("improvement_hub")
    package.__path__ = [HUB]
    sys.modules["improvement_hub"] = package
    sys.path.pop(0)  # this folder, whose secrets.py would stand in for Python's own


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        use_a_newer_python()
    without_the_application()
    from improvement_hub.runtime import targets
    from improvement_hub.runtime.trouble import plainly

    sys.exit(plainly(targets.main))
