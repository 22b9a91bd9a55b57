"""A review's timetable as grids, one for each day: a column for each room, a row for each time something starts."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta

LONGEST_VISIT = 14  # days shown though nothing is planned on them


@dataclass
class Cell:
    """What goes on in one room from one row on, for so many rows; empty where the room is free."""

    room: object
    activities: list = field(default_factory=list)
    rows: int = 1


@dataclass(frozen=True)
class Row:
    """`time` is None for what has none yet. A room that is taken since an earlier row has no cell here."""

    time: time | None
    cells: list[Cell]


@dataclass(frozen=True)
class Day:
    day: date
    columns: list
    rows: list[Row]


def days(review, activities, rooms) -> list[Day]:
    """The days of the visit and every other day on which something is planned, in order.

    A column is a room; the last one, None, is for what takes place in none of them.
    """
    planned = sorted(set(visit_days(review)) | {activity.takes_place_on for activity in activities})
    return [day_of(day, [a for a in activities if a.takes_place_on == day], rooms) for day in planned]


def visit_days(review) -> list[date]:
    if review.starts_on is None:
        return []
    length = ((review.ends_on or review.starts_on) - review.starts_on).days + 1
    return [review.starts_on + timedelta(days=number) for number in range(min(length, LONGEST_VISIT))]


def day_of(day, activities, rooms) -> Day:
    columns = [*rooms, None] if any(activity.room_id is None for activity in activities) else [*rooms]
    times = sorted({activity.starts_at for activity in activities}, key=lambda start: (start is not None, start))
    found = [column_of(room, [a for a in activities if a.room == room], times) for room in columns]
    rows = [Row(start, [column[number] for column in found if column[number]]) for number, start in enumerate(times)]
    return Day(day, columns, rows)


def column_of(room, activities, times) -> list:
    """A cell for each time, or None where the cell above goes on; what clashes in a room shares a cell."""
    column: list[Cell | None] = []
    cell, over = Cell(room), None
    for start in times:
        here = [activity for activity in activities if activity.starts_at == start]
        if over and start < over:
            cell.activities += here
            cell.rows += 1
            column.append(None)
        else:
            cell, over = Cell(room, here), None
            column.append(cell)
        ends = [activity.finish for activity in here if activity.finish]
        over = max([*ends, over] if over else ends, default=None)
    return column
