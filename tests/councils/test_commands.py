import io
import time

import pytest
from django.core.management import CommandError, call_command

from improvement_hub.councils.imports.reference import COLUMNS
from improvement_hub.councils.management.commands.import_councils import Progress
from improvement_hub.councils.models import Council, Region
from improvement_hub.councils.reference import COUNCILS
from tests.councils.conftest import AUTHORITIES, MYSOCIETY
from tests.factories import CouncilFactory

pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    """What the command prints; progress goes to standard error, and only when it takes long."""
    out = io.StringIO()
    call_command(*arguments, stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue().splitlines()


def test_import_councils_reports_row_by_row_and_in_total():
    lines = run("import_councils", AUTHORITIES)
    assert lines[0] == "row 2, Derbyshire: taken – E10000007, Derbyshire County Council; 2 statistical neighbours"
    assert (len(lines), lines[-1]) == (
        11,
        "authorities with children's services, 10 rows: 10 taken, 0 changed, 0 unchanged, 0 left out, 0 refused.",
    )


def test_import_councils_may_be_told_to_report_the_total_alone():
    assert run("import_councils", MYSOCIETY, verbosity=0) == [
        "mySociety's list of councils, 20 rows: 14 taken, 0 changed, 0 unchanged, 6 left out, 0 refused."
    ]


def test_import_councils_ends_with_an_error_if_a_row_was_refused(rewrite):
    with pytest.raises(CommandError, match=r"^1 of 10 rows were refused; the others are in the hub\.$"):
        run("import_councils", rewrite(AUTHORITIES, {"City of London": {"gss": "E07000001"}}))
    assert Council.objects.count() == 9


def test_import_councils_ends_with_one_sentence_on_a_file_it_cannot_read(tmp_path):
    with pytest.raises(CommandError, match=r"^There is no file .*none\.csv\.$"):
        run("import_councils", tmp_path / "none.csv")


def test_progress_moves_once_a_second():
    out = io.StringIO()
    progress = Progress(out)
    progress(1, 470)
    progress.last = time.monotonic() - 2
    progress(2, 470)
    progress(3, 470)
    assert out.getvalue() == "Row 2 of 470"


def test_load_reference_brings_the_regions_and_councils_and_a_second_run_costs_a_handful_of_queries(
    tmp_path, django_assert_num_queries
):
    """One test, since loading takes seconds."""
    assert run("load_reference") == [
        "Nine regions and 161 councils: 161 taken, 0 changed, 0 unchanged, 0 left out, 0 refused."
    ]
    counts = (Region.objects.count(), Council.objects.in_being().count(), Council.objects.former().count())
    assert counts == (9, 153, 8)
    with django_assert_num_queries(10):
        again = run("load_reference")
    assert again == ["Nine regions and 161 councils: 0 taken, 0 changed, 161 unchanged, 0 left out, 0 refused."]
    CouncilFactory(name="Ashby", demonstration=True)
    run("write_reference", tmp_path / "councils.csv")
    assert (tmp_path / "councils.csv").read_text("utf-8") == COUNCILS.read_text("utf-8")


@pytest.mark.slow
def test_load_reference_says_what_stands_in_its_way():
    CouncilFactory(name="Derby", gss="E06999999")
    with pytest.raises(CommandError, match="Derby: refused – A council of this name exists already"):
        run("load_reference")


def test_the_reference_has_the_columns_it_is_read_by():
    assert COUNCILS.read_text("utf-8").splitlines()[0] == ",".join(COLUMNS)
