"""When a digest is due: seven in the morning in London, in summer and in winter."""

from datetime import UTC, datetime

import pytest

from improvement_hub.digests.schedule import Frequency, Weekday, next_due

SUMMER_BEGINS = datetime(2026, 3, 29, 1, tzinfo=UTC)  # the clocks go forward, a Sunday
WINTER_BEGINS = datetime(2026, 10, 25, 1, tzinfo=UTC)


def due(frequency, after, weekday=Weekday.MONDAY):
    return next_due(frequency, weekday, after).isoformat()[:16]


@pytest.mark.parametrize(
    ("frequency", "after", "expected"),
    [
        ("daily", datetime(2026, 3, 28, 12, tzinfo=UTC), "2026-03-29T06:00"),  # the day the clocks go forward
        ("daily", datetime(2026, 3, 27, 12, tzinfo=UTC), "2026-03-28T07:00"),
        ("weekly", SUMMER_BEGINS, "2026-03-30T06:00"),
        ("weekly", WINTER_BEGINS, "2026-10-26T07:00"),
        ("monthly", datetime(2026, 10, 2, tzinfo=UTC), "2026-11-01T07:00"),
        ("monthly", datetime(2026, 5, 1, 6, tzinfo=UTC), "2026-06-01T06:00"),  # not the moment itself again
        ("monthly", datetime(2026, 5, 1, 5, 59, tzinfo=UTC), "2026-05-01T06:00"),
        ("daily", datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "2026-07-01T06:00"),  # in London it is July already
    ],
)
def test_a_digest_leaves_at_seven_in_london(frequency, after, expected):
    assert due(frequency, after) == expected


def test_a_weekly_digest_comes_on_its_day():
    days = {day.label: due(Frequency.WEEKLY, datetime(2026, 3, 2, 12, tzinfo=UTC), day)[8:10] for day in Weekday}
    assert list(days.values()) == ["09", "03", "04", "05", "06", "07", "08"]
