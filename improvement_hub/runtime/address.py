"""Where the hub answers: its port, its URL, and whether both are free."""

import errno
import json
import os
import socket
from contextlib import closing

from improvement_hub.runtime import places
from improvement_hub.runtime.locks import Lock, is_free
from improvement_hub.runtime.trouble import Trouble

HERE = "127.0.0.1"
HIGHEST_PORT = 65535


def chosen_port():
    text = os.environ.get("PORT") or "8000"
    if not (text.isdecimal() and 1 <= int(text) <= HIGHEST_PORT):
        raise Trouble(f"PORT must be a number from 1 to {HIGHEST_PORT}, not {text!r}.")
    return int(text)


def url(port):
    return f"http://{HERE}:{port}/"


def refuse_a_taken_place(port):
    """One sentence where this folder's hub runs already, or where another program has the port."""
    if running := running_hub():
        raise Trouble(f"This hub already runs at {running['url']} (process {running['pid']}).")
    if _is_free():
        refuse_a_taken_port(port)


def refuse_a_taken_port(port):
    problem = _why_not(port)
    if problem == errno.EACCES:
        raise Trouble(f"Port {port} is the administrator's: choose one above 1023, `make run PORT=8000`.")
    if problem:
        free = next((other for other in range(port + 1, HIGHEST_PORT) if not _why_not(other)), 8000)
        raise Trouble(f"Port {port} is taken by another program: choose another, `make run PORT={free}`.")


def running_hub():
    """The `url` and `pid` of the hub that runs from this folder, or None; one that is stopping is none."""
    if _is_free():
        return None
    with closing(Lock(places.lock_file("hub"))) as hub:
        note = None if hub.try_shared() else hub.read()
    return json.loads(note) if note else None


def _is_free():
    """Whether nothing of an earlier run is left; what is left may still have the port."""
    return not places.lock_file("hub").exists() or is_free(places.lock_file("hub"))


def _why_not(port):
    """The error number that keeps us from listening on `port`, or None."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the web server does
        try:
            listener.bind((HERE, port))
        except OSError as error:
            return error.errno
    return None
