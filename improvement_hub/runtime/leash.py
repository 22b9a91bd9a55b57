"""Run a command that ends with the hub: `python -m improvement_hub.runtime.leash COMMAND...`

The supervisor's children live in sessions of their own, so a `kill -9` of `serve` would leave them
running. The kernel then releases `serve`'s lock; whoever waits for it here ends the command.
"""

import signal
import subprocess
import sys
import threading

from improvement_hub.runtime import children, places
from improvement_hub.runtime.locks import Lock
from improvement_hub.runtime.trouble import plainly

PATIENCE = 5  # seconds between the polite and the final signal


def main():
    command = subprocess.Popen(sys.argv[1:], preexec_fn=lambda: children.end_with_parent(signal.SIGTERM))
    for polite in (signal.SIGTERM, signal.SIGINT):
        signal.signal(polite, lambda *_: None)  # the whole group gets it; we leave after the command
    threading.Thread(target=_end_with_the_hub, args=[command], daemon=True).start()
    code = command.wait()
    return code if code >= 0 else 128 - code  # ended by a signal: said as a shell says it


def _end_with_the_hub(command):
    hub = Lock(places.lock_file("hub"))
    hub.shared()  # and kept until the command is gone: the next hub waits for that
    command.terminate()
    try:
        command.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        command.kill()


if __name__ == "__main__":
    sys.exit(plainly(main))
