"""What happens now, and how long it has taken: one line a step, on standard error."""

import os
import sys
import time

STARTED = "HUB_STARTED"  # handed on, so that one clock counts from the command the person typed


def elapsed():
    """Seconds since the first process of this command began."""
    now = time.time()
    return now - float(os.environ.setdefault(STARTED, str(now)))


def say(text):
    print(f"{elapsed():4.0f} s  {text}", file=sys.stderr, flush=True)
