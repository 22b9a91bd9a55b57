"""The GOV.UK Design System's styles and behaviour, without what belongs to GOV.UK alone, and our typeface.

Its typeface, its crest and its crown are licensed to GOV.UK services only, so our copy has none: where it names
its typeface, ours stands (`--hub-face`, in `static/hub/hub.css`).
"""

import json
import re
import shutil

from improvement_hub.runtime.places import BASE, var_dir
from improvement_hub.runtime.trouble import Trouble

EDITION = "3"  # raise it when what is done below changes
FILES = ("govuk-frontend.min.css", "govuk-frontend.min.js")
TYPE = "@fontsource-variable/atkinson-hyperlegible-next"
TYPE_FILES = {"normal.woff2": "latin-wght-normal", "italic.woff2": "latin-wght-italic"}
FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
TYPEFACE = re.compile(r"""["']?GDS Transport["']?\s*,\s*arial\s*,\s*sans-serif""")
OURS = "var(--hub-face,arial,sans-serif)"
ASSET = re.compile(r"""url\(\s*["']?/assets/[^)]*\)""")
NOTHING = "linear-gradient(transparent,transparent)"  # as a mask, "none" would show a solid block
SOURCE_MAP = re.compile(r"(/\*#\s*sourceMappingURL=.*?\*/|//#\s*sourceMappingURL=.*)\s*$")


def package_dir(package="govuk-frontend"):
    return BASE / "node_modules" / package


def look_dir():
    return var_dir() / "look" / "govuk"


def type_dir():
    return var_dir() / "look" / "type"


def without_gov_uk(text):
    """The stylesheet or script without the typeface, addresses of assets and the source map's name."""
    for pattern, replacement in ((FONT_FACE, ""), (TYPEFACE, OURS), (ASSET, NOTHING), (SOURCE_MAP, "")):
        text = pattern.sub(replacement, text)
    return text.rstrip() + "\n"


def prepare():
    """Put the stripped files and the typeface into `var/look`; does nothing when they are there already."""
    stamp = look_dir() / ".stamp"
    wanted = f"{_version('govuk-frontend')} {_version(TYPE)} {EDITION}"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    shutil.rmtree(look_dir(), ignore_errors=True)
    look_dir().mkdir(parents=True)
    for name in FILES:
        text = (package_dir() / "dist" / "govuk" / name).read_text(encoding="utf-8")
        (look_dir() / name).write_text(without_gov_uk(text), encoding="utf-8")
    _copy_typeface()
    stamp.write_text(wanted)


def _copy_typeface():
    name = TYPE.rpartition("/")[2]
    type_dir().mkdir(parents=True, exist_ok=True)
    for target, cut in TYPE_FILES.items():
        shutil.copyfile(package_dir(TYPE) / "files" / f"{name}-{cut}.woff2", type_dir() / target)


def _version(package):
    try:
        return json.loads((package_dir(package) / "package.json").read_text(encoding="utf-8"))["version"]
    except FileNotFoundError:
        raise Trouble("The page styles are missing: `make run` or `make test` brings them.") from None
