"""Small files with every trap of the real ones, and rows of a file changed at will."""

import csv
from pathlib import Path

import pytest

FILES = Path(__file__).with_name("files")
AUTHORITIES, MYSOCIETY = FILES / "authorities.csv", FILES / "mysociety.csv"


def rows_of(path):
    with path.open(newline="", encoding="utf-8-sig") as opened:
        return list(csv.DictReader(opened))


@pytest.fixture
def rewrite(tmp_path):
    """rewrite(file, {row name: {column: cell}}, only=[row names]): a changed copy of a file."""

    def write(path, changes=None, only=None, again=()):
        name = "nice-name" if path == MYSOCIETY else "name"
        rows = [row for row in rows_of(path) if only is None or row[name] in only]
        rows += [row for row in rows if row[name] in again]
        changed = [row | (changes or {}).get(row[name], {}) for row in rows]
        copy = tmp_path / f"copy of {path.name}"
        with copy.open("w", newline="", encoding="utf-8") as opened:
            writer = csv.DictWriter(opened, list(changed[0]))
            writer.writeheader()
            writer.writerows(changed)
        return copy

    return write
