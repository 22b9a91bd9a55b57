"""What became of every row of a file, in words."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    TAKEN = "taken"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left out"
    REFUSED = "refused"


@dataclass
class Line:
    """One row of the file; rows are counted as a spreadsheet shows them, the header being row 1."""

    row: int
    name: str
    outcome: Outcome = Outcome.UNCHANGED
    words: list[str] = field(default_factory=list)

    def __str__(self):
        said = f"row {self.row}, {self.name}: {self.outcome}"
        return f"{said} – {'; '.join(self.words)}" if self.words else said

    def add(self, outcome: Outcome, *words: str):
        self.outcome = outcome
        self.words += words

    def change(self, *words: str):
        """What a row changes about a council that the same row brought is part of taking it."""
        self.add(Outcome.TAKEN if self.outcome == Outcome.TAKEN else Outcome.CHANGED, *words)


@dataclass
class Report:
    kind: str
    lines: list[Line]

    def count(self, outcome: Outcome) -> int:
        return self.counts[outcome]

    @property
    def counts(self) -> Counter:
        return Counter(line.outcome for line in self.lines)

    @property
    def fresh(self) -> int:
        """Rows that are taken, or change what is here."""
        return self.counts[Outcome.TAKEN] + self.counts[Outcome.CHANGED]

    @property
    def refused(self) -> int:
        return self.counts[Outcome.REFUSED]

    @property
    def totals(self) -> str:
        return ", ".join(f"{self.counts[outcome]} {outcome}" for outcome in Outcome)
