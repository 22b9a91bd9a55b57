"""Rows for a spreadsheet."""

MEANT_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value) -> str:
    """A cell as text: a spreadsheet calculates nothing that a person typed."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(MEANT_AS_FORMULA) else text
