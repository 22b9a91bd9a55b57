"""Run the hub: `serve` runs all of it, `serve web`, `serve worker` and `serve beat` one process each."""

import json
import multiprocessing
import os
import shlex
import subprocess
import sys
import time

from improvement_hub.runtime import address, commands, embedded, lookout, places
from improvement_hub.runtime.locks import Lock
from improvement_hub.runtime.output import Output
from improvement_hub.runtime.progress import say
from improvement_hub.runtime.trouble import Trouble, plainly

PATIENCE = 15  # seconds for the remains of a killed run to end
ASKED_TO_STOP = (130, 143)


def main():
    if names := sys.argv[1:]:
        return run_one(*names)
    port = address.chosen_port()
    place = take_place(port)
    say("Starting the databases" if embedded.is_embedded() else "Using the databases of the environment")
    embedded.hold()
    sign_ins = prepare()
    say("Starting web, worker and beat")
    welcome = f"\nImprovement Hub runs at {address.url(port)} (Ctrl-C stops it)\n\n{sign_ins}"
    output = Output(welcome, on_end=lambda: place.write(""))
    code = run_all(output)
    embedded.release()
    place.close()
    return end(code, output)


def run_one(name, *_):
    if name not in commands.NAMES:
        raise Trouble(f"Say which process to run: {', '.join(commands.NAMES)}; or none, to run all.")
    command = commands.command(name)
    os.execv(command[0], command)  # noqa: S606


def take_place(port):
    """The lock that makes this the folder's one hub; after a killed run, once its processes have ended."""
    places.make_folders()
    place = Lock(places.lock_file("hub"))
    give_up = time.monotonic() + PATIENCE
    while not place.try_exclusive():
        if address.running_hub() or time.monotonic() > give_up:
            address.refuse_a_taken_place(port)
            raise Trouble("An earlier run is still ending: try again in a minute.")
        time.sleep(0.1)
    place.write("")
    address.refuse_a_taken_port(port)
    place.write(json.dumps({"url": address.url(port), "pid": os.getpid()}))
    return place


def prepare():
    """Migrate, load and collect in one process of its own; returns the demo sign-ins to show last."""
    steps = [sys.executable, "-m", "improvement_hub.runtime.prepare", "data", "static"]
    done = subprocess.run(steps, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise Trouble("The hub was not started, because it could not be prepared.")
    return done.stdout


def run_all(output):
    """Run the processes until one ends or we are asked to stop; returns the exit code of that."""
    from honcho.manager import Manager

    multiprocessing.set_start_method("fork")  # what the supervisor expects; Python 3.14 chooses another
    manager = Manager(printer=output)
    for name in commands.NAMES:
        manager.add_process(name, on_leash(commands.command(name)))
    manager.add_process(lookout.NAME, on_leash([sys.executable, "-m", "improvement_hub.runtime.lookout"]))
    manager.loop()
    return manager.returncode


def on_leash(command):
    """A shell command line, as the supervisor wants it."""
    return "exec " + shlex.join([sys.executable, "-m", "improvement_hub.runtime.leash", *command])


def end(code, output):
    if code in ASKED_TO_STOP:
        say("Stopped")
        return 0
    if output.first_to_end == lookout.NAME:
        raise Trouble("The hub has stopped.")  # the lookout has said why
    raise Trouble(f"`{output.first_to_end}` ended by itself (exit code {code}), so the hub has stopped.")


if __name__ == "__main__":
    sys.exit(plainly(main))
