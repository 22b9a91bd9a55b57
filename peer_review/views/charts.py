"""The line of a measure from its baseline to now, as points of a drawing; the table beside it has the numbers."""

from dataclasses import dataclass

from peer_review import queries

WIDTH, HEIGHT, EDGE = 240, 90, 8


@dataclass(frozen=True)
class Line:
    """`points` for a polyline, `dots` as (x, y), `goal` the height of the target, and the `readings` themselves."""

    points: str
    dots: list[tuple[float, float]]
    goal: float
    readings: list
    target: str
    summary: str


def line_of(action) -> Line | None:
    """None for an action without a measure; of an action loaded with its readings."""
    readings = queries.readings(action)
    if not readings:
        return None
    heights = scale([one.value for one in readings] + [float(action.target)], HEIGHT, flipped=True)
    days = scale([one.day.toordinal() for one in readings] + [action.target_on.toordinal()], WIDTH)
    dots = list(zip(days[:-1], heights[:-1], strict=True))
    first, last = readings[0], readings[-1]
    target = action.in_unit(action.target)
    return Line(
        points=" ".join(f"{x},{y}" for x, y in dots),
        dots=dots,
        goal=heights[-1],
        readings=readings,
        target=target,
        summary=f"{action.measure}: from {first.words} to {last.words}; target {target}."
        if len(readings) > 1
        else f"{action.measure}: baseline {first.words}; target {target}.",
    )


def scale(values, length, *, flipped=False) -> list[float]:
    """Each value's place between the edges; all in the middle where they are the same."""
    low, high = min(values), max(values)
    room = length - 2 * EDGE
    places = [(value - low) / (high - low) if high > low else 0.5 for value in values]
    return [round(EDGE + room * ((1 - place) if flipped else place), 1) for place in places]
