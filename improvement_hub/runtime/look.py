"""The GOV.UK Design System's styles and behaviour, without what belongs to GOV.UK alone.

Its typeface, its crest and its crown are licensed to GOV.UK services only, so our copy has none.
"""

import json
import re
import shutil

from improvement_hub.runtime.places import BASE, var_dir
from improvement_hub.runtime.trouble import Trouble

EDITION = "2"  # raise it when the stripping below changes
FILES = ("govuk-frontend.min.css", "govuk-frontend.min.js")
FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
TYPEFACE = re.compile(r"""["']?GDS Transport["']?\s*,\s*""")
ASSET = re.compile(r"""url\(\s*["']?/assets/[^)]*\)""")
NOTHING = "linear-gradient(transparent,transparent)"  # as a mask, "none" would show a solid block
SOURCE_MAP = re.compile(r"(/\*#\s*sourceMappingURL=.*?\*/|//#\s*sourceMappingURL=.*)\s*$")


def package_dir():
    return BASE / "node_modules" / "govuk-frontend"


def look_dir():
    return var_dir() / "look" / "govuk"


def without_gov_uk(text):
    """The stylesheet or script without the typeface, addresses of assets and the source map's name."""
    for pattern, replacement in ((FONT_FACE, ""), (TYPEFACE, ""), (ASSET, NOTHING), (SOURCE_MAP, "")):
        text = pattern.sub(replacement, text)
    return text.rstrip() + "\n"


def prepare():
    """Put the stripped files into `var/look/govuk`; does nothing when they are there already."""
    stamp = look_dir() / ".stamp"
    wanted = f"{_version()} {EDITION}"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    shutil.rmtree(look_dir(), ignore_errors=True)
    look_dir().mkdir(parents=True)
    for name in FILES:
        text = (package_dir() / "dist" / "govuk" / name).read_text(encoding="utf-8")
        (look_dir() / name).write_text(without_gov_uk(text), encoding="utf-8")
    stamp.write_text(wanted)


def _version():
    try:
        return json.loads((package_dir() / "package.json").read_text(encoding="utf-8"))["version"]
    except FileNotFoundError:
        raise Trouble("The page styles are missing: `make run` or `make test` brings them.") from None
