"""The real web server on a database of its own, for as long as a measurement takes."""

import contextlib
import http.client
import os
import socket
import subprocess
import time

from improvement_hub.runtime import address, commands, places

PATIENCE = 60


def a_free_port() -> int:
    with contextlib.closing(socket.create_server((address.HERE, 0))) as listening:
        return listening.getsockname()[1]


@contextlib.contextmanager
def running(database: str):
    """Yields (host, port) once the server answers."""
    port = a_free_port()
    os.environ |= {"HUB_BENCH": database, "PORT": str(port), "DJANGO_SETTINGS_MODULE": "bench.settings"}
    web = subprocess.Popen(commands.command("web"), cwd=places.BASE)
    try:
        await_answer(port)
        yield address.HERE, port
    finally:
        web.terminate()
        web.wait(PATIENCE)


def await_answer(port):
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        with contextlib.suppress(OSError), contextlib.closing(http.client.HTTPConnection(address.HERE, port)) as line:
            line.request("GET", "/healthz")
            if line.getresponse().status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError("The web server does not answer.")
