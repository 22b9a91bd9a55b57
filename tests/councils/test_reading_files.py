"""What a file or a row must be like; each refusal is one sentence."""

from datetime import date

import pytest

from improvement_hub.councils.imports import facts as read
from improvement_hub.councils.imports import formats
from improvement_hub.councils.imports.facts import LeftOut, Refused
from improvement_hub.councils.imports.sheet import UnreadableFile, read_rows
from tests.councils.conftest import AUTHORITIES, MYSOCIETY, rows_of


def form_of(path):
    header, *rows = read_rows(path)
    return formats.recognise(header, rows, path.name)


def authority(**cells):
    return form_of(AUTHORITIES).facts(rows_of(AUTHORITIES)[0] | cells)


def mysociety(name="Derbyshire", **cells):
    row = next(row for row in rows_of(MYSOCIETY) if row["nice-name"] == name)
    return form_of(MYSOCIETY).facts(row | {key.replace("_", "-"): cell for key, cell in cells.items()})


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "councils.csv is empty."),
        (b"\xff\xfeg\x00s\x00s\x00", "councils.csv is not a text in UTF-8. Save it as “CSV UTF-8”."),
        (b"PK\x03\x04\x00\x00", "councils.csv is not a CSV file."),
        ("name\nYnys Môn".encode("cp1252"), "councils.csv is not a text in UTF-8. Save it as “CSV UTF-8”."),
        (b'name\n"Derby', "councils.csv, line 2, is not CSV: unexpected end of data."),
        (b"name,gss,name\n", "councils.csv has more than one column “name”."),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, raw, sentence):
    path = tmp_path / "councils.csv"
    path.write_bytes(raw)
    with pytest.raises(UnreadableFile) as trouble:
        read_rows(path)
    assert str(trouble.value) == sentence


def test_a_file_that_is_missing_says_so(tmp_path):
    with pytest.raises(UnreadableFile) as trouble:
        read_rows(tmp_path / "none.csv")
    assert str(trouble.value) == f"There is no file {tmp_path}/none.csv."


def test_a_folder_is_not_a_file(tmp_path):
    with pytest.raises(UnreadableFile) as trouble:
        read_rows(tmp_path)
    assert str(trouble.value) == f"{tmp_path} cannot be opened: Is a directory."


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        (
            "date,amount",
            "x.csv is not a list of councils that is known here: its first row names no known column.",
        ),
        (
            "gss,former_gss,dfe_la_code,name,official_name,type,region,start_date,lat,long",
            "x.csv looks like authorities with children's services, but these columns are missing: "
            "ofsted_urn, statistical_neighbours_dfe.",
        ),
    ],
)
def test_a_header_that_is_not_known_is_refused(tmp_path, header, sentence):
    path = tmp_path / "x.csv"
    path.write_text(header)
    with pytest.raises(UnreadableFile) as trouble:
        form_of(path)
    assert str(trouble.value) == sentence


def test_rows_are_counted_as_a_spreadsheet_shows_them_and_empty_ones_left_out(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b'\xef\xbb\xbf name ,gss\r\n"Derby",1\r\n,\r\n\r\n"Lei\r\ncester",2\r\n')
    assert [(row.number, row.cells) for row in read_rows(path)] == [
        (1, ["name", "gss"]),
        (2, ["Derby", "1"]),
        (5, ["Lei\r\ncester", "2"]),
    ]


def test_a_row_with_a_cell_too_many_is_refused(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("name,gss\nBournemouth, Poole,1\n")
    with pytest.raises(Refused, match=r"^It has 3 cells, but the header has 2\.$"):
        read_rows(path)[1].named()


def test_an_authority_is_read_whole():
    assert authority() == read.Facts(
        source="authorities",
        gss="E10000007",
        name="Derbyshire",
        official_name="Derbyshire County Council",
        kind="CTY",
        region="east-midlands",
        latitude=53.0872,
        longitude=-1.5643,
        dfe="830",
        ofsted="80460",
        neighbours=("925", "940"),
    )


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"type": "XX"}, "“XX” is not a type of council that is known here."),
        ({"gss": "E1000007"}, "“E1000007” is not a GSS code of England, such as E06000015."),
        ({"gss": "S12000033"}, "“S12000033” is not a GSS code of England, such as E06000015."),
        ({"gss": "E0600001５"}, "“E0600001５” is not a GSS code of England, such as E06000015."),
        ({"gss": "E06000015"}, "E06000015 is not the GSS code of a county council."),
        ({"former_gss": "old"}, "“old” is not a GSS code of England, such as E06000015."),
        ({"former_gss": "E10000007"}, "E10000007 cannot be both its code and a former one."),
        ({"name": " "}, "Its name is missing."),
        ({"official_name": "x" * 151}, "Its official name is not a name of at most 150 characters."),
        ({"name": "Der\x07by"}, "Its name is not a name of at most 100 characters."),
        ({"region": "Midlands"}, "“Midlands” is not one of the nine regions."),
        ({"region": ""}, "Its region is missing."),
        ({"start_date": "2021-02-30"}, "Its start date, “2021-02-30”, is not a date such as 2023-04-01."),
        ({"lat": "north"}, "Its latitude, “north”, does not lie in England."),
        ({"lat": "-1.5", "long": "53"}, "Its latitude, “-1.5”, does not lie in England."),
        ({"long": "nan"}, "Its longitude, “nan”, does not lie in England."),
        ({"long": ""}, "It has only one of latitude and longitude."),
        ({"dfe_la_code": "83"}, "“83” is not a DfE number of three digits."),
        ({"ofsted_urn": "eighty"}, "“eighty” is not an Ofsted URN."),
        ({"statistical_neighbours_dfe": "925, 925"}, "It names a statistical neighbour twice."),
        ({"statistical_neighbours_dfe": "925, 830"}, "It names itself as a statistical neighbour."),
        (
            {"statistical_neighbours_dfe": ", ".join(str(n) for n in range(900, 911))},
            "It names more than ten statistical neighbours.",
        ),
    ],
)
def test_a_broken_authority_is_refused_with_the_reason(cells, sentence):
    with pytest.raises(Refused) as refused:
        authority(**cells)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"nation": ""}, "“” is not a nation of the United Kingdom."),
        ({"nation": "Ireland"}, "“Ireland” is not a nation of the United Kingdom."),
        ({"local_authority_type": "ZZ"}, "“ZZ” is not a type of council that is known here."),
        ({"replaced_by": "XYZ"}, "It is replaced by “XYZ”, which this file does not have."),
        ({"replaced_by": "DBY"}, "It names itself as its successor."),
        ({"current_authority": "False"}, "It is no longer in being, but the day it ended is missing."),
        ({"end_date": "soon"}, "Its end date, “soon”, is not a date such as 2023-04-01."),
        ({"start_date": "2020-01-01", "end_date": "2019-01-01"}, "It ends before it starts."),
        ({"region": ""}, "Its region is missing."),
        ({"region": "", "replaced_by": "BPC,NNT"}, "Its region is missing."),
    ],
)
def test_a_broken_row_of_mysociety_is_refused_with_the_reason(cells, sentence):
    with pytest.raises(Refused) as refused:
        mysociety(**cells)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Adur", "Non-metropolitan district, without children's services"),
        ("Greater Manchester", "Combined authority, without children's services"),
        ("Greater London", "Strategic Regional Authority, without children's services"),
        ("Aberdeen City", "in Scotland, not England"),
        ("Ynys Môn", "in Wales, not England"),
        ("Belfast", "in Northern Ireland, not England"),
    ],
)
def test_what_has_no_english_childrens_services_is_left_out(name, reason):
    with pytest.raises(LeftOut) as left_out:
        mysociety(name)
    assert str(left_out.value) == reason


@pytest.mark.parametrize(
    ("name", "cells", "last_day"),
    [
        ("Bournemouth", {}, date(2019, 3, 31)),  # inclusive in the file
        ("North Yorkshire", {}, date(2023, 3, 31)),  # the successor's first day in the file
        ("Northamptonshire", {"replaced_by": ""}, date(2021, 3, 31)),  # a 1 April
        ("Northamptonshire", {"end_date": "01/04/2021"}, date(2021, 3, 31)),  # saved by a spreadsheet
        ("Derbyshire", {"end_date": "2019-10-12"}, date(2019, 10, 12)),
        ("Derbyshire", {}, None),
    ],
)
def test_the_last_day_is_the_last_day_of_existence(name, cells, last_day):
    assert mysociety(name, **cells).ended_on == last_day


def test_a_former_council_without_a_region_lay_where_its_successor_lies():
    assert mysociety("Bournemouth").region == "south-west"


def test_successors_are_named_by_their_gss_codes():
    assert mysociety("Northamptonshire").successors == ("E06000061", "E06000062")


def test_the_humber_is_found_however_it_is_written():
    assert mysociety("Barnsley").region == authority(region=" yorkshire and THE  humber ").region


def test_a_source_that_is_not_known_is_refused():
    row = dict.fromkeys(formats.Reference.columns, "") | {"type": "UA", "source": "hearsay"}
    with pytest.raises(Refused, match=r"^“hearsay” is not a source of facts that is known here\.$"):
        formats.Reference([]).facts(row)
