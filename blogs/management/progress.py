"""Progress of a long command."""

import time


def every_second(out, what: str):
    """A line to `out` every second, so that what is long is seen to move."""
    last = time.monotonic()

    def show(done, total):
        nonlocal last
        if time.monotonic() - last > 1:
            last = time.monotonic()
            out.write(f"{what} {done} of {total}")

    return show
