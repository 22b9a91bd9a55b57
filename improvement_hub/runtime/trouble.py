"""Foreseeable trouble: one sentence for the person at the terminal, never a traceback."""

import sys

FULL_DISK = "The disk is full: free some space (`df -h` shows where) and run the same command again."


class Trouble(Exception):
    """Something the reader can put right; the message says how."""


def means_full_disk(text):
    """Whether a program's output, or an error's text, tells of a full disk or quota."""
    return "No space left on device" in text or "Disk quota exceeded" in text


def plainly(function):
    """Run `function` and return its exit code; trouble becomes its sentence on standard error and 1."""
    try:
        return function() or 0
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if not means_full_disk(str(error)):
            raise
        print(FULL_DISK, file=sys.stderr)
    return 1
