"""A measure before and after, as two bars of a drawing; the table beside it has the numbers."""

from dataclasses import dataclass

WIDTH, LEAST, GAP = 170, 2, 6


@dataclass(frozen=True)
class Bars:
    """Lengths of the bars, and the same in words."""

    before: float
    after: float
    summary: str

    @property
    def before_end(self) -> float:
        """Where the words beside the bar begin."""
        return self.before + GAP

    @property
    def after_end(self) -> float:
        return self.after + GAP


def bars_of(measured) -> Bars | None:
    """None where there is no change to draw: no baseline, no result, or one below zero."""
    if not measured.has_change or min(measured.baseline, measured.result) < 0:
        return None
    most = max(measured.baseline, measured.result)
    before, after = (
        max(LEAST, round(float(value / most) * WIDTH, 1)) if most else LEAST
        for value in (measured.baseline, measured.result)
    )
    return Bars(before, after, f"{measured.measure}: {measured.figures}")


def drawn(rows) -> list:
    """The rows, each with its `bars`."""
    rows = list(rows)
    for row in rows:
        row.bars = bars_of(row)
    return rows
