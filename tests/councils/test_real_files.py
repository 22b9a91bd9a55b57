"""The files themselves, where they are at hand; the repository never contains them."""

import os
from pathlib import Path

import pytest
from django.conf import settings

from improvement_hub.councils.imports import import_councils
from improvement_hub.councils.imports.reference import reference_rows
from improvement_hub.councils.models import Council, Neighbour
from improvement_hub.councils.reference import COUNCILS

SHARED = Path(os.environ.get("HUB_SHARED_DATA") or settings.BASE_DIR.parent / "shared" / "data")
AUTHORITIES = SHARED / "authorities_153.csv"
MYSOCIETY = SHARED / "mysociety_uk_local_authorities_current.csv"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(not AUTHORITIES.exists(), reason="the shared files are not here"),
]


@pytest.mark.parametrize(
    ("order", "totals"),
    [
        (
            (AUTHORITIES, MYSOCIETY),
            [
                "153 taken, 0 changed, 0 unchanged, 0 left out, 0 refused",
                "8 taken, 2 changed, 151 unchanged, 309 left out, 0 refused",
            ],
        ),
        (
            (MYSOCIETY, AUTHORITIES),
            [
                "161 taken, 0 changed, 0 unchanged, 309 left out, 0 refused",
                "0 taken, 153 changed, 0 unchanged, 0 left out, 0 refused",
            ],
        ),
    ],
)
def test_both_files_in_either_order_end_in_the_same_councils(order, totals):
    assert [import_councils(path).totals for path in order] == totals
    assert (Council.objects.in_being().count(), Council.objects.former().count()) == (153, 8)
    assert Neighbour.objects.count() == 1530
    loaded = list(reference_rows())
    assert import_councils(COUNCILS).totals == "0 taken, 0 changed, 161 unchanged, 0 left out, 0 refused"
    assert list(reference_rows()) == loaded


def test_the_reference_knows_all_that_the_files_say():
    import_councils(COUNCILS)
    assert [import_councils(path).totals for path in (AUTHORITIES, MYSOCIETY)] == [
        "0 taken, 0 changed, 153 unchanged, 0 left out, 0 refused",
        "0 taken, 0 changed, 161 unchanged, 309 left out, 0 refused",
    ]
