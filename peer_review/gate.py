"""The evidence gate: what a statement still needs before it may be a finding.

The database holds the same gate by itself (`peer_review_hold_to_gate`, a trigger function), so that no page,
import or SQL walks round it; here it is put into words. Only supporting, standing evidence counts.
"""

from dataclasses import dataclass

TOO_THIN = "This would leave a finding with less evidence than its gate asks. First return the finding to hypothesis."


@dataclass(frozen=True)
class Mark:
    """One of the gate's three counts: how many there are, and how many it asks."""

    label: str
    one: str
    have: int
    need: int

    @property
    def passed(self) -> bool:
        return self.have >= self.need

    @property
    def dots(self) -> list[bool]:
        """One for each that it asks: whether it is there."""
        return [number < self.have for number in range(self.need)]

    @property
    def missing(self) -> str:
        short = self.need - self.have
        return f"{short} more {self.one if short == 1 else self.label} needed."


def marks(statement) -> list[Mark]:
    """Pieces, kinds of source and activities, from the links loaded with the statement."""
    review = statement.review
    counted = [link.evidence for link in statement.links.all() if counts(link)]
    return [
        Mark("pieces of evidence", "piece of evidence", len(counted), review.gate_pieces),
        Mark("kinds of source", "kind of source", len({e.source_role for e in counted}), review.gate_sources),
        Mark("activities", "activity", len({e.activity_id for e in counted}), review.gate_activities),
    ]


def counts(link) -> bool:
    return link.relation == "supports" and link.evidence.withdrawn_at is None


def missing(statement) -> list[str]:
    """What the gate still needs, in sentences; nothing when the statement may be a finding."""
    return [mark.missing for mark in marks(statement) if not mark.passed]
