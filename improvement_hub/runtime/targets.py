"""What `make` can be asked for; each target prepares what it needs, then becomes the program itself."""

import contextlib
import os
import signal
import sys

from improvement_hub.runtime import (
    address,
    browser,
    children,
    install,
    lock_files,
    look,
    node_packages,
    places,
    reset,
)
from improvement_hub.runtime.locks import Lock
from improvement_hub.runtime.progress import elapsed, say
from improvement_hub.runtime.trouble import Trouble


def run():
    address.refuse_a_taken_place(address.chosen_port())
    children.end_with_parent(signal.SIGTERM)  # a killed `make` leaves no hub behind
    equip("requirements.lock")
    become("improvement_hub.runtime.serve")


def test():
    browser.find()  # before the minute of installing, not after it
    equip("requirements-dev.lock", checkers=True)
    become("improvement_hub.runtime.checks", "fast")


def test_slow():
    browser.find()
    equip("requirements-dev.lock", checkers=True)
    become("improvement_hub.runtime.checks", "slow")


def bench():
    equip("requirements-dev.lock")
    become("bench")


TARGETS = {
    "run": run,
    "test": test,
    "test-slow": test_slow,
    "bench": bench,
    "reset": reset.reset,
    "lock": lock_files.write,
}


def equip(requirements, *, checkers=False):
    """The virtual environment, the packages and the styles; by one process at a time."""
    with one_at_a_time():
        install.refuse_a_full_disk()
        install.packages(requirements)
        node_packages.fetch(checkers=checkers)
        look.prepare()


@contextlib.contextmanager
def one_at_a_time():
    places.make_folders()
    with contextlib.closing(Lock(places.lock_file("setup"))) as setup:
        if not setup.try_exclusive():
            say("Waiting for another `make` that is installing here")
            setup.exclusive()
        yield


def become(module, *arguments):
    os.chdir(places.BASE)
    os.execv(install.PYTHON, [str(install.PYTHON), "-m", module, *arguments])  # noqa: S606


def main():
    target = TARGETS.get(" ".join(sys.argv[1:]))
    if target is None:
        raise Trouble(f"Say what to do: {', '.join(TARGETS)}.")
    elapsed()  # starts the clock
    return target()
