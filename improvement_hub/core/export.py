"""A list as a file for a spreadsheet: what its reader sees of it, and no cell that a spreadsheet would run."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from tempfile import SpooledTemporaryFile

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone

FORMULA = ("=", "+", "-", "@", "\t", "\r")
IN_MEMORY = 5_000_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Echo:
    """What csv writes to, when each line is sent at once."""

    def write(self, line):
        return line


def safe(value):
    """Text that begins like a formula is shown as text."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return timezone.localtime(value).isoformat(timespec="minutes") if isinstance(value, datetime) else value


def csv_response(name: str, columns: list[str], rows: Iterable[list]) -> StreamingHttpResponse:
    """UTF-8 with a mark that spreadsheets look for, sent line by line."""
    response = StreamingHttpResponse(csv_lines(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def csv_lines(columns, rows) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield "\ufeff" + writer.writerow(columns)
    for row in rows:
        yield writer.writerow([safe(value) for value in row])


def xlsx_response(name: str, columns: list[str], rows: Iterable[list]) -> FileResponse:
    """Written row by row, with days as days and a header that stays in sight."""
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (the response closes it)
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True})
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "d mmmm yyyy"})
    sheet = book.add_worksheet(name.capitalize()[:31])
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(columns) - 1, 22)
    sheet.write_row(0, 0, columns, bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            write_cell(sheet, number, column, value, day)
    sheet.autofilter(0, 0, max(number_of(sheet), 1), len(columns) - 1)
    book.close()
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)


def write_cell(sheet, row, column, value, day):
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    elif value:
        sheet.write_string(row, column, str(value))


def number_of(sheet) -> int:
    return sheet.dim_rowmax or 0
