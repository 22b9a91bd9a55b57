"""Both files, with every trap, in both orders, once and twice."""

from datetime import date

import pytest
from django.apps import apps

from improvement_hub.councils.imports import import_councils, importer
from improvement_hub.councils.imports.reference import reference_rows
from improvement_hub.councils.models import Council, Identifier, Region
from improvement_hub.councils.services import register_council
from tests.councils.conftest import AUTHORITIES, MYSOCIETY

pytestmark = pytest.mark.django_db
NAMES = ("Region", "Council", "Identifier", "Succession", "Neighbour")


def by(gss):
    return Council.objects.get(gss=gss)


def said(report, *outcomes):
    return [str(line) for line in report.lines if line.outcome in outcomes]


def written():
    """Everything the hub keeps of councils: each row's version, and each line of the audit trail."""
    rows = [apps.get_model("councils", name).objects.order_by("pk").values_list("pk", "version") for name in NAMES]
    trail = [apps.get_model("councils", f"{name}Event").objects.count() for name in NAMES]
    return [list(found) for found in rows], trail


def codes(council):
    return sorted(council.identifiers.values_list("scheme", "value", "in_force"))


def test_the_authorities_are_taken():
    report = import_councils(AUTHORITIES)
    assert report.totals == "10 taken, 0 changed, 0 unchanged, 0 left out, 0 refused"
    assert (Region.objects.count(), Council.objects.count()) == (9, 10)


def test_mysociety_adds_former_councils_and_codes_and_says_what_it_did_not_take():
    import_councils(AUTHORITIES)
    report = import_councils(MYSOCIETY)
    assert report.totals == "4 taken, 2 changed, 8 unchanged, 6 left out, 0 refused"
    assert said(report, "taken", "changed") == [
        "row 2, Northamptonshire: taken – E10000021, Northamptonshire County Council; "
        "followed by North Northamptonshire, West Northamptonshire",
        "row 3, Bournemouth: taken – E06000028, Bournemouth Borough Council; "
        "followed by Bournemouth, Christchurch and Poole",
        "row 4, Poole: taken – E06000029, Borough of Poole; followed by Bournemouth, Christchurch and Poole",
        "row 5, North Yorkshire: taken – E10000023, North Yorkshire County Council; followed by North Yorkshire",
        "row 12, Gateshead: changed – first day is 1974-04-01; former GSS code E08000020",
        "row 15, City of London: changed – first day is 2005-06-28",
    ]


def test_a_second_run_of_either_file_writes_nothing():
    import_councils(AUTHORITIES)
    import_councils(MYSOCIETY)
    before = written()
    again = [import_councils(path).totals for path in (AUTHORITIES, MYSOCIETY)]
    assert written() == before
    assert again == [
        "0 taken, 0 changed, 10 unchanged, 0 left out, 0 refused",
        "0 taken, 0 changed, 14 unchanged, 6 left out, 0 refused",
    ]


def test_both_orders_end_in_the_same_councils():
    import_councils(AUTHORITIES)
    import_councils(MYSOCIETY)
    one_way = list(reference_rows())
    Council.objects.all().delete()
    import_councils(MYSOCIETY)
    import_councils(AUTHORITIES)
    assert list(reference_rows()) == one_way


@pytest.mark.parametrize("order", [(AUTHORITIES, MYSOCIETY), (MYSOCIETY, AUTHORITIES)])
class TestInEitherOrder:
    @pytest.fixture(autouse=True)
    def _imported(self, order):
        self.reports = [import_councils(path) for path in order]

    def test_derbyshire_and_lincolnshire_are_in_the_east_midlands(self):
        assert [by(gss).region.name for gss in ("E10000007", "E10000019")] == ["East Midlands", "East Midlands"]

    def test_barnsley_and_sheffield_have_their_new_codes_and_keep_the_old_ones_findable(self):
        assert codes(by("E08000038")) == [
            ("dfe", "370", True),
            ("gss", "E08000016", False),
            ("gss", "E08000038", True),
            ("ofsted", "80426", True),
        ]
        old = Identifier.objects.get(value="E08000019")
        assert (old.council, old.valid_from, old.valid_to) == (by("E08000039"), None, None)

    def test_former_councils_end_on_their_last_day_and_name_their_successors(self):
        ends = {gss: by(gss).ended_on for gss in ("E10000021", "E06000028", "E10000023")}
        assert ends == {
            "E10000021": date(2021, 3, 31),
            "E06000028": date(2019, 3, 31),
            "E10000023": date(2023, 3, 31),
        }
        followers = by("E10000021").successors.order_by("gss").values_list("gss", flat=True)
        assert list(followers) == ["E06000061", "E06000062"]
        before = by("E06000058").predecessors.order_by("gss").values_list("name", flat=True)
        assert list(before) == ["Bournemouth", "Poole"]

    def test_the_day_each_council_began_is_kept_from_whichever_file_knows_it(self):
        assert (by("E08000037").started_on, by("E10000007").started_on) == (date(1974, 4, 1), None)

    def test_neighbours_are_ranked_also_those_further_down_in_the_file(self):
        ranked = by("E10000007").neighbours.values_list("rank", "neighbour__name")
        assert list(ranked) == [(1, "Lincolnshire"), (2, "North Northamptonshire")]

    def test_empty_numbers_are_no_codes(self):
        assert codes(by("E09000001")) == [("gss", "E09000001", True)]

    def test_the_council_list_has_the_councils_of_today_alone(self):
        assert Council.objects.in_being().count() == 10


def test_what_the_authorities_correct_is_said_in_words():
    import_councils(MYSOCIETY)
    report = import_councils(AUTHORITIES)
    barnsley = next(line for line in report.lines if line.name == "Barnsley")
    assert str(barnsley) == (
        "row 4, Barnsley: changed – latitude is 53.5358 (was 53.53587); longitude is -1.5325 (was -1.53257); "
        "GSS code is E08000038 (was E08000016); DfE number is 370; Ofsted URN is 80426; "
        "its facts now come from “authorities” (before: “mysociety”); 1 statistical neighbours"
    )


def test_what_mysociety_may_not_change_is_said_in_words():
    import_councils(AUTHORITIES)
    report = import_councils(MYSOCIETY)
    kept = {line.name: line.words for line in report.lines if line.name in ("Barnsley", "Lincolnshire")}
    assert kept == {
        "Barnsley": ["keeps its GSS code E08000038, where this file has the older E08000016"],
        "Lincolnshire": ["keeps its region East Midlands, where this file says Yorkshire and the Humber"],
    }


def test_an_older_code_that_mysociety_says_has_ended_does_not_end_the_council(rewrite):
    import_councils(AUTHORITIES)
    import_councils(rewrite(MYSOCIETY, {"Barnsley": {"end-date": "2025-03-31"}}))
    assert by("E08000038").ended_on is None


def test_mysociety_may_tell_that_a_council_will_end(rewrite):
    import_councils(AUTHORITIES)
    import_councils(rewrite(MYSOCIETY, {"Derbyshire": {"end-date": "2028-04-01", "replaced-by": "LIN"}}))
    council = by("E10000007")
    assert (council.ended_on, council.successors.get()) == (date(2028, 3, 31), by("E10000019"))


def test_a_corrected_file_changes_only_what_it_corrects(rewrite):
    import_councils(AUTHORITIES)
    report = import_councils(rewrite(AUTHORITIES, {"Sheffield": {"official_name": "City of Sheffield"}}))
    assert said(report, "changed", "taken", "refused") == [
        "row 5, Sheffield: changed – official name is City of Sheffield (was Sheffield City Council)"
    ]
    assert [by(gss).version for gss in ("E08000038", "E08000039")] == [1, 2]


def test_new_neighbours_take_the_place_of_the_old(rewrite):
    import_councils(AUTHORITIES)
    report = import_councils(rewrite(AUTHORITIES, {"Sheffield": {"statistical_neighbours_dfe": "390"}}))
    assert said(report, "changed") == ["row 5, Sheffield: changed – 1 statistical neighbours (had 2)"]
    assert by("E08000039").neighbours.get().neighbour.name == "Gateshead"


def test_a_file_without_neighbours_leaves_those_that_are_known(rewrite):
    import_councils(AUTHORITIES)
    import_councils(rewrite(AUTHORITIES, {"Sheffield": {"statistical_neighbours_dfe": ""}}))
    assert by("E08000039").neighbours.count() == 2


def test_a_neighbour_that_is_no_councils_number_is_refused_with_its_row(rewrite):
    report = import_councils(rewrite(AUTHORITIES, {"Sheffield": {"statistical_neighbours_dfe": "370, 999"}}))
    assert said(report, "refused") == [
        "row 5, Sheffield: refused – It names a statistical neighbour, 999, that is no council's DfE number."
    ]
    assert not Council.objects.filter(name="Sheffield").exists()


def test_a_row_whose_neighbour_was_refused_is_taken_and_gets_its_neighbours_later(rewrite):
    report = import_councils(rewrite(AUTHORITIES, {"Lincolnshire": {"region": "Fens"}}))
    assert said(report, "refused") == ["row 3, Lincolnshire: refused – “Fens” is not one of the nine regions."]
    assert str(report.lines[0]) == (
        "row 2, Derbyshire: taken – E10000007, Derbyshire County Council; "
        "without its neighbours for now, since 925 was refused"
    )
    import_councils(AUTHORITIES)
    assert by("E10000007").neighbours.count() == 2


def test_two_numbers_of_one_council_are_not_two_neighbours(rewrite):
    import_councils(
        rewrite(
            AUTHORITIES,
            {
                "Barnsley": {"dfe_la_code": "371"},
                "Sheffield": {"statistical_neighbours_dfe": ""},
                "Gateshead": {"statistical_neighbours_dfe": ""},
            },
        )
    )
    changed = {"Gateshead": {"statistical_neighbours_dfe": "370, 371"}}
    report = import_councils(rewrite(AUTHORITIES, changed))
    assert said(report, "refused") == [
        "row 6, Gateshead: refused – its facts were taken, its neighbours not: A statistical neighbour is named twice."
    ]


def test_a_row_that_repeats_a_council_is_refused(rewrite):
    report = import_councils(rewrite(AUTHORITIES, only=["Gateshead", "Barnsley", "Sheffield"], again=["Gateshead"]))
    assert said(report, "refused") == ["row 5, Gateshead: refused – Row 4 told of Gateshead already."]


def test_a_row_that_tells_of_a_council_under_its_older_code_repeats_it(rewrite):
    only = ["Gateshead", "Barnsley", "Sheffield"]
    again = rewrite(AUTHORITIES, {"Gateshead": {"former_gss": "E08000020"}}, only)
    import_councils(again)
    lines = again.read_text().splitlines()
    again.write_text("\n".join([*lines, lines[3].replace("E08000037,E08000020", "E08000020,")]))
    assert said(import_councils(again), "refused") == ["row 5, Gateshead: refused – Row 4 told of Gateshead already."]


def test_a_number_that_another_council_has_is_refused(rewrite):
    import_councils(AUTHORITIES)
    report = import_councils(
        rewrite(AUTHORITIES, {"Gateshead": {"dfe_la_code": "370", "statistical_neighbours_dfe": ""}})
    )
    assert said(report, "refused") == [
        "row 6, Gateshead: refused – Its codes belong to 2 councils, Barnsley (E08000038) and Gateshead (E08000037)."
    ]


def test_a_number_alone_does_not_make_a_successor_the_council_it_followed(rewrite):
    """North Yorkshire's number passed from the county council to the unitary one."""
    county = register_council(
        gss="E10000023", name="North Yorkshire", official_name="North Yorkshire County Council",
        kind="CTY", region=Region.objects.create(name="Somewhere", slug="somewhere"),
        ended_on=date(2023, 3, 31),
    )  # fmt: skip
    Identifier.objects.create(council=county, scheme="dfe", value="815", version=1)
    report = import_councils(AUTHORITIES)
    assert said(report, "refused") == [
        "row 10, North Yorkshire: refused – Its DfE number or Ofsted URN is that of North Yorkshire (E10000023). "
        "If that is the same council under an older code, give it as the former GSS code."
    ]


def test_a_new_code_is_taken_where_number_name_and_days_say_it_is_the_same_council(rewrite):
    import_councils(rewrite(AUTHORITIES, {"Barnsley": {"gss": "E08000016", "former_gss": ""}}))
    report = import_councils(rewrite(AUTHORITIES, {"Barnsley": {"former_gss": ""}}))
    assert said(report, "changed") == ["row 4, Barnsley: changed – GSS code is E08000038 (was E08000016)"]


def test_a_second_council_of_a_name_is_refused(rewrite):
    import_councils(rewrite(AUTHORITIES, {"Barnsley": {"former_gss": ""}}))
    report = import_councils(MYSOCIETY)
    assert said(report, "refused") == [
        "row 10, Barnsley: refused – A council of this name exists already, under another code."
    ]


def test_a_successor_whose_row_was_refused_is_missing_for_now(rewrite):
    report = import_councils(rewrite(MYSOCIETY, {"West Northamptonshire": {"start-date": "spring"}}))
    assert said(report, "refused") == [
        "row 2, Northamptonshire: refused – Its successor's start date, “spring”, is not a date such as 2023-04-01.",
        "row 9, West Northamptonshire: refused – Its start date, “spring”, is not a date such as 2023-04-01.",
    ]
    report = import_councils(rewrite(MYSOCIETY, {"West Northamptonshire": {"local-authority-type": "ZZ"}}))
    assert str(report.lines[0]) == (
        "row 2, Northamptonshire: taken – E10000021, Northamptonshire County Council; "
        "followed by North Northamptonshire; without its successor E06000062 for now, since the hub has no such council"
    )


def test_a_row_of_the_wrong_length_is_refused_and_stops_no_other(tmp_path):
    path = tmp_path / "short.csv"
    lines = AUTHORITIES.read_text("utf-8-sig").splitlines()
    path.write_text("\n".join([lines[0], "E06000015,831", *lines[8:]]))
    report = import_councils(path)
    assert said(report, "refused", "taken")[0] == (
        "row 2, without a name: refused – It has 2 cells, but the header has 13."
    )
    assert report.totals == "3 taken, 0 changed, 0 unchanged, 0 left out, 1 refused"


def test_a_crash_in_the_middle_leaves_nothing(monkeypatch):
    def crash(done, total):
        if done == 5:
            raise MemoryError

    with pytest.raises(MemoryError):
        import_councils(AUTHORITIES, progress=crash)
    assert (Council.objects.count(), Region.objects.count()) == (0, 0)


def test_progress_is_told_row_by_row():
    seen = []
    import_councils(AUTHORITIES, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(done, 10) for done in range(1, 11)]


def test_the_audit_trail_says_which_file_it_was():
    import_councils(AUTHORITIES)
    context = apps.get_model("councils", "CouncilEvent").objects.values_list("pgh_context", flat=True).first()
    assert {key: context[key] for key in ("work", "file")} == {"work": "import_councils", "file": "authorities.csv"}


def test_regions_are_nine_and_added_once():
    assert [importer.add_missing_regions(), importer.add_missing_regions()] == [9, 0]
