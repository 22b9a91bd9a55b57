"""Tables to take away."""

import csv

from django.http import HttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(name: str, header: list[str], rows) -> HttpResponse:
    """A CSV file with a byte order mark, so that spreadsheets read its letters; no cell of text is a formula."""
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(answer)
    writer.writerows([header, *([plain(cell) for cell in row] for row in rows)])
    return answer


def plain(cell):
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
