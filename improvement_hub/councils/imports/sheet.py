"""A CSV file, opened with care: what is wrong with it as a whole is one sentence."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from improvement_hub.councils.imports.facts import Refused


class UnreadableFile(Exception):
    """The file as a whole cannot be read; nothing was changed."""


@dataclass(frozen=True)
class Row:
    number: int
    cells: list[str]
    columns: list[str]

    def named(self) -> dict[str, str]:
        """The cells by column; the row is refused if they do not match the header."""
        if len(self.cells) != len(self.columns):
            raise Refused(f"It has {len(self.cells)} cells, but the header has {len(self.columns)}.")
        return dict(zip(self.columns, self.cells, strict=True))


def text_of(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(f"There is no file {path}.") from None
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be opened: {error.strerror}.") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFile(f"{path.name} is not a text in UTF-8. Save it as “CSV UTF-8”.") from None
    if "\0" in text:
        raise UnreadableFile(f"{path.name} is not a CSV file.")
    return text


def read_rows(path: Path) -> list[Row]:
    """The rows under the header, without those that are wholly empty."""
    reader = csv.reader(io.StringIO(text_of(path), newline=""), strict=True)
    try:
        lines = list(reader)
    except csv.Error as error:
        raise UnreadableFile(f"{path.name}, line {reader.line_num}, is not CSV: {error}.") from error
    if not lines:
        raise UnreadableFile(f"{path.name} is empty.")
    columns = [name.strip() for name in lines[0]]
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        raise UnreadableFile(f"{path.name} has more than one column “{twice[0]}”.")
    rows = [Row(number, cells, columns) for number, cells in enumerate(lines[1:], start=2)]
    rows = [row for row in rows if any(cell.strip() for cell in row.cells)]
    return [Row(1, columns, columns), *rows]
