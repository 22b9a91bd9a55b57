"""Whether a process of the hub is well, as an exit code: `python -m improvement_hub.runtime.health web`."""

import http.client
import os
import subprocess
import sys
import time

from improvement_hub.runtime import address, commands
from improvement_hub.runtime.trouble import Trouble, plainly

LONGEST_SILENCE = 900  # seconds; the clock starts something every five minutes


def web():
    """Whether /healthz says 200; asked under a host name that the hub answers to."""
    connection = http.client.HTTPConnection(address.HERE, address.chosen_port(), timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": _host_name()})
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


def worker():
    """Whether a worker on this machine answers through the queue."""
    name = f"celery@{os.uname().nodename}"
    ping = [sys.executable, "-m", "celery", "-A", "improvement_hub", "inspect", "ping", "-d", name]
    return subprocess.run(ping, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def beat():
    """Whether the clock started something lately."""
    schedules = list(commands.beat_schedule().parent.glob("schedule*"))
    return any(time.time() - path.stat().st_mtime < LONGEST_SILENCE for path in schedules)


def _host_name():
    first = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".")
    return first if first not in ("", "*") else f"{address.HERE}:{address.chosen_port()}"


ASKED = {"web": web, "worker": worker, "beat": beat}


def main():
    asked = ASKED.get(" ".join(sys.argv[1:]))
    if asked is None:
        raise Trouble(f"Say whose health: {', '.join(ASKED)}.")
    return 0 if asked() else 1


if __name__ == "__main__":
    sys.exit(plainly(main))
