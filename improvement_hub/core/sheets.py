"""A CSV or XLSX file as CSV text, and that as rows of cells; what is wrong with it as a whole is one sentence."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import load_workbook

MOST_COLUMNS = 60  # of a workbook, which may claim sixteen thousand
UNPACKED = 50_000_000  # bytes in an XLSX file, which is packed
QUOTED = re.compile(r"'+[=+\-@\t\r]")


class UnreadableFile(Exception):
    """The file as a whole cannot be read; nothing was changed."""


@dataclass(frozen=True)
class Sheet:
    """What a kind of file may hold. `told`: further columns, which are passed over. `longest`: bytes of CSV; the page
    sends them once more, when what it showed is taken. `largest`: bytes of the file as it comes."""

    columns: tuple[str, ...]
    needed: tuple[str, ...]
    most_rows: int
    longest: int
    largest: int
    told: tuple[str, ...] = ()

    def text_of(self, raw: bytes) -> str:
        """What a spreadsheet saved: an XLSX file, or CSV in UTF-8 or as Windows writes it."""
        text = csv_of_workbook(raw, self.most_rows) if raw.startswith(b"PK") else decoded(raw)
        if "\0" in text:
            raise UnreadableFile("This is neither a CSV nor an XLSX file.")
        if len(text.encode()) > self.longest:
            raise UnreadableFile("This file is too large. Split it into smaller ones.")
        return text

    def rows_of(self, text: str) -> Iterator[tuple[int, dict[str, str]]]:
        """(number as a spreadsheet counts, cells by column) of each row under the header that is not empty."""
        lines = cells_of(text, self.longest)
        if not lines:
            raise UnreadableFile("This file is empty.")
        header = [name.strip().lower().replace(" ", "_") for name in lines[0]]
        check_header(header, (*self.columns, *self.told), self.needed)
        if len(lines) > self.most_rows + 1:
            raise UnreadableFile(f"This file has more than {self.most_rows} rows. Split it into smaller ones.")
        for number, cells in enumerate(lines[1:], start=2):
            if any(cell.strip() for cell in cells):
                filled = (unguarded(cell).strip() for cell in cells)
                yield number, dict.fromkeys((*self.columns, *self.told), "") | dict(zip(header, filled, strict=False))


def decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def csv_of_workbook(raw: bytes, most_rows: int) -> str:
    """Its first sheet. What unpacks to more than anyone writes is refused before it is read."""
    written = io.StringIO(newline="")
    try:
        unpacked = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(raw)).infolist())
        csv.writer(written).writerows(first_sheet(raw, most_rows) if unpacked <= UNPACKED else [])
    except Exception as trouble:  # whatever a broken or hostile workbook makes its reader stumble over
        raise UnreadableFile("This file is not an XLSX workbook that can be read.") from trouble
    if unpacked > UNPACKED:
        raise UnreadableFile("This file is too large. Split it into smaller ones.")
    return written.getvalue()


def first_sheet(raw: bytes, most_rows: int) -> Iterator[list[str]]:
    sheet = load_workbook(io.BytesIO(raw), read_only=True, data_only=True).worksheets[0]
    for row in sheet.iter_rows(max_row=most_rows + 2, max_col=MOST_COLUMNS, values_only=True):
        yield [in_words(value) for value in row]


def in_words(value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def cells_of(text: str, longest: int) -> list[list[str]]:
    comma = max(",;\t", key=text.partition("\n")[0].count)
    csv.field_size_limit(longest)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True))
    except csv.Error as error:
        raise UnreadableFile(f"This file is not CSV: {error}.") from error


def check_header(header, columns, needed):
    if missing := [name for name in needed if name not in header]:
        raise UnreadableFile(f"The first row names the columns; “{missing[0]}” is missing.")
    if unknown := [name for name in header if name and name not in columns]:
        raise UnreadableFile(f"There is no column “{unknown[0]}”. The columns are: {', '.join(columns)}.")
    if twice := [name for name in columns if header.count(name) > 1]:
        raise UnreadableFile(f"There is more than one column “{twice[0]}”.")


def guarded(cell):
    """A text that begins as one that the export has to quote has a quote more, so that reading takes off just one."""
    return f"'{cell}" if isinstance(cell, str) and QUOTED.match(cell) else cell


def unguarded(cell: str) -> str:
    return cell[1:] if QUOTED.match(cell) else cell
