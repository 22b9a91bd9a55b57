"""Where each council stands on the map of England in hexagons: `hexagons.csv`, axial coordinates by GSS code.

Made once, from the latitudes and longitudes of `councils.csv`. Those of the counties are not in the counties, so
theirs are the means of their districts, by area, from mySociety's list. The places were spread until none was nearer
to another than a hexagon is wide, real neighbours kept together; then each council got a hexagon, so that the total
of the squared distances was smallest (SciPy's `linear_sum_assignment`), and simulated annealing closed holes, kept
regions whole and neighbours in their true directions. Ten were moved by hand: the south-west's tip, Newcastle and
North Tyneside, Wirral, Telford, Southend.
"""

import csv
from functools import cache
from pathlib import Path

HEXAGONS = Path(__file__).with_name("hexagons.csv")
WIDTH, STEP_DOWN = 20.0, 17.32  # of a hexagon that stands on a corner, and from one row to the next
MARGIN = 12.0


@cache
def places() -> dict[str, tuple[float, float]]:
    """GSS code to the centre of its hexagon, in units of the drawing, whose top left corner is 0, 0."""
    with HEXAGONS.open(encoding="utf-8") as file:
        axial = {row["gss"]: (int(row["hex_q"]), int(row["hex_r"])) for row in csv.DictReader(file)}
    drawn = {gss: (WIDTH * (q + r / 2), STEP_DOWN * r) for gss, (q, r) in axial.items()}
    left = min(x for x, _ in drawn.values()) - MARGIN
    return {gss: (round(x - left, 1), round(y + MARGIN, 1)) for gss, (x, y) in drawn.items()}


@cache
def extent() -> tuple[int, int]:
    """Width and height of the drawing."""
    across, down = zip(*places().values(), strict=True)
    return round(max(across) + MARGIN), round(max(down) + MARGIN)
