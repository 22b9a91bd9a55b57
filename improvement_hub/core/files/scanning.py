"""The virus scanner, if this installation has one: a program that is given a path and answers by its exit code."""

import subprocess

from django.conf import settings

LONGEST = 240  # seconds


class ScannerFailed(Exception):
    """The scanner said neither yes nor no: it is not there, is broken or took too long."""


def is_configured() -> bool:
    return bool(settings.SCAN_COMMAND)


def harm_in(path) -> str:
    """What the scanner found in the file, in its words, or "" for nothing. Raises ScannerFailed."""
    try:
        answer = subprocess.run(
            [*settings.SCAN_COMMAND, str(path)], capture_output=True, text=True, errors="replace", timeout=LONGEST
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ScannerFailed(str(error)) from error
    if answer.returncode not in (0, 1):
        raise ScannerFailed(f"exit code {answer.returncode}: {answer.stderr.strip()[:500]}")
    return found_words(answer.stdout, path) if answer.returncode else ""


def found_words(output: str, path) -> str:
    """Its first line without the place of the file, which is nobody's business."""
    line = next(iter(output.strip().splitlines()), "")
    return line.replace(str(path), "").strip(": ")[:200] or "The scanner found something harmful."
