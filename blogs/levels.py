"""How strong the evidence of a case study is: by rule, with why. A trigger of its model keeps the same rule."""

from dataclasses import dataclass

from django.db import models


class Level(models.TextChoices):
    EMERGING = "emerging", "Emerging"
    PROMISING = "promising", "Promising"
    ESTABLISHED = "established", "Established"
    REPLICATED = "replicated", "Replicated"


MEANING = {
    Level.EMERGING: "nothing is measured yet",
    Level.PROMISING: "what came of it is measured",
    Level.ESTABLISHED: "outcomes are measured against a baseline, with n and source",
    Level.REPLICATED: "another council took it up, with a result of its own",
}


@dataclass(frozen=True)
class Evidence:
    """A level, and the sentence that says why it is that one."""

    level: Level
    why: str


def evidence_of(outcomes, adopters) -> Evidence:
    """The level that outcomes and adopters bear, the highest of the four.

    Each has `measure`, `baseline`, `result`, `n` and `source`; an adopter also the `council` it is.
    """
    replicated = [adopter for adopter in adopters if adopter.result is not None]
    measured = [outcome for outcome in outcomes if outcome.result is not None]
    established = [outcome for outcome in measured if is_against_baseline(outcome)]
    if replicated:
        councils = ", ".join(str(adopter.council) for adopter in replicated)
        return Evidence(Level.REPLICATED, f"Taken up elsewhere with a result: {councils}.")
    if established:
        named = ", ".join(outcome.measure for outcome in established)
        return Evidence(Level.ESTABLISHED, f"Measured against a baseline, with n and source: {named}.")
    if measured:
        lacking = missing_words(measured[0])
        return Evidence(Level.PROMISING, f"Measured: {measured[0].measure}. To be established it needs {lacking}.")
    return Evidence(Level.EMERGING, "No outcome has a result yet.")


def is_against_baseline(outcome) -> bool:
    return not missing(outcome)


def missing(outcome) -> list[str]:
    """What a result lacks to be established."""
    told = {
        "a baseline": outcome.baseline is not None,
        "its n": outcome.n is not None,
        "a source": bool(outcome.source),
    }
    return [words for words, is_told in told.items() if not is_told]


def missing_words(outcome) -> str:
    *others, last = missing(outcome)
    return f"{', '.join(others)} and {last}" if others else last
