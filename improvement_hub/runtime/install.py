"""The virtual environment: exact versions with their hashes, and whole again after an interruption."""

import hashlib
import shutil
import sys

from improvement_hub.runtime import outside, places
from improvement_hub.runtime.progress import say
from improvement_hub.runtime.trouble import Trouble

VENV = places.BASE / ".venv"
PYTHON = VENV / "bin" / "python"
UNFINISHED = VENV / ".stamp-unfinished"
FIRST_TIME, LATER = 1_000, 200  # MB of free disk
QUIETLY = ("--quiet", "--disable-pip-version-check", "--no-input")
EXACTLY = ("--only-binary", ":all:", "--require-hashes")
NO_VENV = (
    "This Python cannot make virtual environments: install its venv module "
    "(Debian and Ubuntu: `apt-get install python3-venv`) and run the same command again."
)


def refuse_a_full_disk():
    needed = LATER if PYTHON.exists() and not UNFINISHED.exists() else FIRST_TIME
    free = shutil.disk_usage(places.BASE).free // 1_000_000
    if free < needed:
        raise Trouble(f"The disk is nearly full: {places.BASE} needs {needed} MB, and {free} MB are free.")


def packages(requirements):
    """Install the named lock file, unless that very file is what was installed last."""
    if not _is_usable():
        _make_venv()
    lock = places.BASE / requirements
    stamp = VENV / f".stamp-{requirements}"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("Installing Python packages (the first time, a minute or two)")
    pip_install("-r", str(lock))
    stamp.write_text(wanted)


def pip_install(*what):
    UNFINISHED.touch()
    pip = [str(PYTHON), "-m", "pip", "install", *QUIETLY, *EXACTLY, *what]
    outside.run(pip, otherwise="The Python packages could not be installed")
    UNFINISHED.unlink()


def _is_usable():
    """Whether there is an environment that runs, and whose last installation was not interrupted."""
    probe = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    return not UNFINISHED.exists() and outside.works([str(PYTHON), "-c", probe])


def _make_venv():
    say("Repairing the virtual environment" if VENV.exists() else "Making the virtual environment")
    shutil.rmtree(VENV, ignore_errors=True)
    if not outside.works([sys.executable, "-c", "import venv, ensurepip"]):
        raise Trouble(NO_VENV)
    outside.run([sys.executable, "-m", "venv", str(VENV)], otherwise=NO_VENV)
