"""Says when the hub is ready, and when its embedded servers have gone; one of `serve`'s processes."""

import signal
import sys
import time

from improvement_hub.runtime import health, places
from improvement_hub.runtime.embedded import is_embedded
from improvement_hub.runtime.locks import Lock
from improvement_hub.runtime.trouble import Trouble, plainly

NAME, READY = "lookout", "ready"
PATIENCE = 60  # seconds


def main():
    give_up = time.monotonic() + PATIENCE
    while not health.web():
        if time.monotonic() > give_up:
            raise Trouble("The hub does not answer; the lines above may say why.")
        time.sleep(0.1)
    print(READY, flush=True)
    if not is_embedded():
        signal.pause()
    Lock(places.lock_file("keeper")).shared()  # ours when the keeper is gone
    raise Trouble(f"The embedded databases have stopped: see {places.log_file('keeper')}.")


if __name__ == "__main__":
    sys.exit(plainly(main))
