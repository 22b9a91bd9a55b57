"""Django's SECRET_KEY: from the environment, or one of this installation's own in the embedded default."""

import os
import secrets

from improvement_hub.runtime.embedded import is_embedded
from improvement_hub.runtime.places import var_dir
from improvement_hub.runtime.trouble import Trouble


def secret_key():
    """The key to sign with; made at random on the first call of an embedded installation, and kept."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    if not is_embedded():
        raise Trouble("Set SECRET_KEY to a long random value: it signs sessions and links.")
    return _kept_key(var_dir() / "secret_key")


def _kept_key(path):
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_once(path, secrets.token_urlsafe(50))
    return path.read_text().strip()


def _write_once(path, key):
    """Whole or not at all, and the first of several processes wins: a link never replaces a file."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(key + "\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
