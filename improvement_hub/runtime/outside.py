"""Programs of others: run quietly, heard only when they fail."""

import os
import signal
import subprocess
import sys

from improvement_hub.runtime import children, places
from improvement_hub.runtime.progress import elapsed
from improvement_hub.runtime.trouble import FULL_DISK, Trouble, means_full_disk

LAST_LINES = 15


def works(command):
    """Whether a command is there and ends well."""
    return heard(command) is not None


def heard(command):
    """What a command printed, or None if it is not there or failed."""
    try:
        return subprocess.run(
            command,
            cwd=places.BASE,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=True,
        ).stdout.decode(errors="replace")
    except (OSError, subprocess.CalledProcessError):
        return None


def run(command, *, otherwise, env=None):
    """Run a command to its end; if it fails, show its last lines and raise Trouble with `otherwise`."""
    process = subprocess.Popen(
        command,
        cwd=places.BASE,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=lambda: children.end_with_parent(signal.SIGTERM),  # or it would race with the repair
    )
    text = _listen(process).decode(errors="replace")
    if process.returncode == 0:
        return
    if means_full_disk(text):
        raise Trouble(FULL_DISK)
    print("\n".join(text.strip().splitlines()[-LAST_LINES:]), file=sys.stderr)
    raise Trouble(otherwise if otherwise.endswith(".") else f"{otherwise}; the lines above say why.")


def _listen(process):
    """All output, with a clock running on the terminal meanwhile."""
    while True:
        try:
            return process.communicate(timeout=1)[0]
        except subprocess.TimeoutExpired:
            if sys.stderr.isatty():
                print(f"{elapsed():4.0f} s", end="\r", file=sys.stderr, flush=True)
