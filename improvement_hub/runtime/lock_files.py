"""Write the lock files anew: every package in the closure with its hashes, for all platforms."""

import sys
import tempfile
from pathlib import Path

from improvement_hub.runtime import outside
from improvement_hub.runtime.progress import say

COMPILER = "uv==0.13.9"
FAILED = "The lock files could not be written"
FORM = ("--universal", "--generate-hashes", "--python-version", "3.11")
BARE = ("--quiet", "--no-header", "--no-annotate", "--no-emit-index-url")
FILES = {
    "requirements.lock": ("requirements.txt",),
    "requirements-dev.lock": ("requirements-dev.txt", "--constraint", "requirements.lock"),
    "requirements-node.lock": ("requirements-node.txt",),
}


def write():
    """From the pins in requirements*.txt, with a compiler in a virtual environment that goes afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        say("Fetching the compiler")
        outside.run([sys.executable, "-m", "venv", folder], otherwise=FAILED)
        python = str(Path(folder) / "bin" / "python")
        outside.run([python, "-m", "pip", "install", "--quiet", COMPILER], otherwise=FAILED)
        for target, sources in FILES.items():
            say(f"Writing {target}")
            compiler = [python, "-m", "uv", "pip", "compile", *FORM, *BARE]
            outside.run([*compiler, *sources, "--output-file", target], otherwise=FAILED)
