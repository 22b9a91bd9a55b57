"""From an empty database to one the hub can serve: `prepare data static`, each safe to repeat.

Progress goes to standard error; standard output has the demo sign-ins, which `load_demo` prints, so
that `serve` can show them last.
"""

import os
import sys

import django
from django.core.management import CommandError, call_command

from improvement_hub.runtime import embedded, look
from improvement_hub.runtime.progress import say
from improvement_hub.runtime.trouble import Trouble, plainly


def data():
    say("Bringing the database up to date")
    call_command("migrate", verbosity=0, interactive=False, stdout=sys.stderr)
    say("Loading regions, councils, themes, programmes, approaches and methods")
    call_command("load_reference", stdout=sys.stderr)
    call_command("load_themes", stdout=sys.stderr)
    call_command("load_programmes", stdout=sys.stderr)
    call_command("load_approaches", stdout=sys.stderr)
    call_command("load_methods", stdout=sys.stderr)
    if embedded.is_embedded():
        say("Loading the demonstration")
        call_command("load_demo")


def static():
    say("Collecting styles and scripts")
    look.prepare()
    call_command("collectstatic", verbosity=0, interactive=False, stdout=sys.stderr)


STEPS = {"data": data, "static": static}


def main():
    unknown = set(sys.argv[1:]) - STEPS.keys()
    if unknown or not sys.argv[1:]:
        raise Trouble(f"Say what to prepare: {' or '.join(STEPS)}.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "improvement_hub.settings")
    embedded.hold()
    django.setup()
    try:
        for name in sys.argv[1:]:
            STEPS[name]()
    except CommandError as error:
        raise Trouble(str(error)) from error


if __name__ == "__main__":
    sys.exit(plainly(main))
