"""What the person at the terminal sees of the hub's processes, and which of them ended first."""

import re
import sys

from improvement_hub.runtime import lookout

ENDED = re.compile(r"(\S+) stopped \(rc=")
SUPERVISOR = "system"


class Output:
    """A printer for honcho: each line with its process's name, the supervisor's own chatter left out."""

    width = 0  # honcho sets it to the longest name

    def __init__(self, welcome, on_end):
        self.welcome = welcome
        self.on_end = on_end
        self.first_to_end = None

    def write(self, message):
        text = message.data if isinstance(message.data, str) else message.data.decode(errors="replace")
        text = text.rstrip()
        if message.name == SUPERVISOR:
            self._note(text)
        elif (message.name, text) == (lookout.NAME, lookout.READY):
            self._show(self.welcome)
        else:
            self._show(f"{message.name.ljust(self.width)} | {text}")

    def _note(self, text):
        if ended := ENDED.match(text):
            self.first_to_end = self.first_to_end or ended[1]
            self.on_end()
        elif text.endswith("received"):
            self.on_end()
            self._show("Stopping")

    def _show(self, text):
        print(text, file=sys.stdout, flush=True)
