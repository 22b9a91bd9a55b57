"""Where everything that differs between installations comes from."""

from pathlib import Path

import environ

from improvement_hub.runtime import embedded

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = embedded.var_dir()

# The embedded default is a hub on this machine alone: plain HTTP on the loopback, e-mails in a folder.
EMBEDDED = embedded.is_embedded()
