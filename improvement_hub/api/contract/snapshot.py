"""The contract that partners were given: the schema as it was written down, and which breaks of it are owned to."""

import json
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from improvement_hub.api.contract.comparison import breaks

FOLDER = Path(settings.BASE_DIR) / "docs" / "api"
SNAPSHOT = FOLDER / "openapi-v1.json"
CHANGES = FOLDER / "changes.toml"


@dataclass(frozen=True)
class Change:
    """A line of the changelog; `breaks` are the lines of the comparison that it owns to, with the reason."""

    day: date
    what: str
    breaks: tuple[str, ...] = ()
    reason: str = ""

    def __post_init__(self):
        if self.breaks and not self.reason:
            raise ValueError(f"Say why this breaks clients: {self.what}")


def changes() -> list[Change]:
    """The changelog, the latest first."""
    rows = tomllib.loads(CHANGES.read_text()).get("change", [])
    found = [Change(**{**row, "breaks": tuple(row.get("breaks", ()))}) for row in rows]
    return sorted(found, key=lambda one: one.day, reverse=True)


def without_examples(part):
    """What is promised: examples are not, nor is where this installation stands."""
    if isinstance(part, dict):
        return {name: without_examples(value) for name, value in part.items() if name not in ("examples", "servers")}
    return [without_examples(one) for one in part] if isinstance(part, list) else part


def text_of(schema) -> str:
    plain = json.loads(json.dumps(without_examples(schema), default=str))
    return json.dumps(plain, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def promised() -> dict:
    return json.loads(SNAPSHOT.read_text())


def not_owned_to(schema) -> list[str]:
    """Breaks between the contract and this schema that no line of the changelog names."""
    known = {line for change in changes() for line in change.breaks}
    return [line for line in breaks(promised(), json.loads(text_of(schema))) if line not in known]
