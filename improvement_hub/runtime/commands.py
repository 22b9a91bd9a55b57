"""The command line of each of the hub's processes: the same in `make run` and in the containers."""

import os
import sys

from improvement_hub.runtime import address, places
from improvement_hub.runtime.embedded import is_embedded

# A worker of root's says so in ten lines at every start; whoever runs as root knows.
AS_ROOT = "ignore:You're running the worker with superuser privileges"
NAMES = ("web", "worker", "beat")


def command(name):
    """The program and its arguments, ready for exec."""
    return {"web": web, "worker": worker, "beat": beat}[name]()


def web():
    # the embedded default has demonstration sign-ins: it is for this machine alone
    host = address.HERE if is_embedded() else os.environ.get("HOST", address.HERE)
    listen = f"{host}:{address.chosen_port()}"
    return [
        *_module("gunicorn", "improvement_hub.wsgi:application"),
        *("--bind", listen),
        *("--worker-class", "gthread"),
        *("--workers", os.environ.get("WEB_WORKERS", "2"), "--threads", "4"),
        # At one's own desk a stop should be quick; elsewhere a request may end in its own time.
        *("--graceful-timeout", "3" if is_embedded() else "30"),
        *("--log-level", "warning"),
        "--preload",  # the application is loaded once, not once a worker
        "--no-control-socket",
    ]


def worker():
    return [
        *(sys.executable, "-W", AS_ROOT, *_celery("worker")[1:]),
        *("--concurrency", os.environ.get("WORKER_CONCURRENCY", "1")),
        *("--without-gossip", "--without-mingle"),
    ]


def beat():
    return [*_celery("beat"), "--schedule", str(beat_schedule()), "--pidfile="]


def beat_schedule():
    """Beat's memory of what it last started; written whenever it starts something."""
    folder = places.var_dir() / "beat"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "schedule"


def _celery(name):
    return _module("celery", "-A", "improvement_hub", "--quiet", name, "--loglevel", "WARNING")


def _module(*arguments):
    return [sys.executable, "-m", *arguments]
