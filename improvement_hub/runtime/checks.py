"""Everything that must hold before a change goes in: the static checks, then the tests.

`checks fast` is `make test`; `checks slow` is `make test-slow`. The tests have databases of their
own, under `var/test`, so that a hub that runs here is left alone.
"""

import os
import secrets
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from improvement_hub.runtime import browser, embedded, look, places
from improvement_hub.runtime.progress import say
from improvement_hub.runtime.trouble import Trouble, plainly

TEST_SETTINGS = {"HUB_VAR": "var/test", "HUB_FAST_AND_UNSAFE": "1"}
PRODUCTION = {
    "DEBUG": "0",
    "DATABASE_URL": "postgres://hub:unused@database.example/hub",
    "REDIS_URL": "redis://queue.example/0",
    "ALLOWED_HOSTS": "hub.example",
}
PROCESSES = 2
DJANGO = ("manage.py",)
CHECKS = {
    "The database of the tests": ("-m", "tests"),  # first: where it is new, it takes as long as all others
    "Lint (ruff)": ("-m", "ruff", "check"),
    "Format (ruff)": ("-m", "ruff", "format", "--check"),
    "Templates (djlint)": ("-m", "djlint", "--lint", "--profile", "django", "--quiet", "templates"),
    "Types (mypy)": ("-m", "mypy"),
    "Migrations are up to date": (*DJANGO, "makemigrations", "--check", "--dry-run"),
    "Production settings are safe": (*DJANGO, "check", "--deploy", "--fail-level", "WARNING"),
    "The API schema is valid": (*DJANGO, "spectacular", "--validate", "--fail-on-warn", "--file", os.devnull),
}
WITH_PRODUCTION_SETTINGS = {"Production settings are safe"}


def fast():
    with ThreadPoolExecutor(PROCESSES) as side_by_side:
        passed = dict(zip(CHECKS, side_by_side.map(passes, CHECKS), strict=True))
    if failed := [name for name in CHECKS if not passed[name]]:
        raise Trouble("Not passed: " + "; ".join(failed) + ". The tests were not run.")
    return pytest("-n", str(PROCESSES), "--dist", "worksteal", "-p", "tests.covering", "-m", "not slow")


def slow():
    return pytest("-m", "slow")


def passes(name):
    say(name)
    production = PRODUCTION | {"SECRET_KEY": secrets.token_urlsafe(50)}
    extra = production if name in WITH_PRODUCTION_SETTINGS else {}
    command = [sys.executable, *CHECKS[name]]
    done = subprocess.run(
        command, cwd=places.BASE, env=os.environ | extra, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    sys.stdout.write(done.stdout)  # of each in one piece, since others run beside it
    return done.returncode == 0


def pytest(*options):
    """Run the tests; pytest's summary is the last thing said, unless tests were left out."""
    *options, which = options
    if browser.is_left_out():
        which += " and not browser"
    say(f"Tests ({which})")
    code = subprocess.run([sys.executable, "-m", "pytest", *options, which], cwd=places.BASE).returncode
    if browser.is_left_out():
        print("The browser tests were left out (BROWSER=none).", flush=True)
    return code


def main():
    os.environ.update(TEST_SETTINGS)
    parts = {"fast": fast, "slow": slow}
    part = parts.get(" ".join(sys.argv[1:]))
    if part is None:
        raise Trouble(f"Say which checks: {' or '.join(parts)}.")
    look.prepare()
    embedded.hold()
    code = part()
    embedded.release()
    return code


if __name__ == "__main__":
    sys.exit(plainly(main))
