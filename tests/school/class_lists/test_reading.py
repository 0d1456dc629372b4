"""Ten class lists of different make, read as they come; and what is no class list at all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.school.class_lists.make_files import FILES, upn
from trent_desktop.problems import UnreadableFile
from trent_desktop.school.class_lists.listed import Field, ListedPupil, ReadList
from trent_desktop.school.class_lists.reading import read_list
from trent_desktop.school.people.people import YearGroup

TODAY = dt.date(2026, 11, 22)
Y1, Y2, Y3, Y4, Y5 = YearGroup.Y1, YearGroup.Y2, YearGroup.Y3, YearGroup.Y4, YearGroup.Y5
REC = YearGroup.RECEPTION


def read(name: str, **more: object) -> ReadList:
    return read_list(FILES / name, TODAY, **more)  # type: ignore[arg-type]


def children(found: ReadList) -> list[tuple[object, ...]]:
    return [
        (p.forename, p.surname, p.upn, p.admission_number, p.class_name, p.year_group, p.born)
        for p in found.pupils
    ]


def said(found: ReadList) -> str:
    return "\n".join(str(one) for one in (*found.warnings, *found.errors))


def test_a_report_with_titles_above_and_totals_below_in_windows_1252() -> None:
    found = read("sims-report.csv")
    assert found.kind == "CSV"
    assert children(found) == [
        ("Zoë", "O'Neill", upn(1), "", "4B", Y4, dt.date(2018, 5, 3)),
        ("José", "García-Núñez", upn(2), "", "4B", Y4, dt.date(2018, 1, 30)),
        ("Anna Maria", "van der Berg", upn(3), "", "3A", Y3, dt.date(2018, 12, 24)),
    ]
    assert [one.row for one in found.left_out] == [1, 2, 8, 10]
    assert not found.warnings
    assert found.pupils[0].row == 5


def test_semicolons_a_mark_at_the_start_and_a_nursery() -> None:
    found = read("arbor-export.csv")
    assert children(found) == [
        ("Łukasz", "Nowak", "", "1001", "1R", Y1, dt.date(2021, 2, 28)),
        ("Aisha", "Khan", "", "1002", "Reception R", REC, dt.date(2022, 5, 3)),
        ("Ade", "Smith; Jones", "", "1003", "Nursery", None, dt.date(2023, 1, 9)),
    ]
    assert "Nursery" in said(found)


def test_dates_that_a_spreadsheet_turned_round() -> None:
    found = read("us-dates.tsv")
    assert [p.born for p in found.pupils] == [
        dt.date(2020, 5, 13),
        dt.date(2020, 4, 3),
        dt.date(2019, 12, 31),
    ]
    assert [p.admission_number for p in found.pupils] == ["7", "12", "00113"]


def test_one_column_of_names_a_day_that_is_none_and_a_child_twice() -> None:
    found = read("one-name-column.csv")
    assert [(p.forename, p.surname, p.born) for p in found.pupils] == [
        ("Chidi", "Okafor", None),
        ("Noor", "Al-Sayed", dt.date(2019, 9, 7)),
        ("Letter", "Wrong", dt.date(2019, 9, 8)),
    ]
    words = said(found)
    assert "Row 2: There is no day 31/02/2018" in words
    assert "Row 4: Noor Al-Sayed is in row 3 already" in words
    assert "does not fit its digits" in words
    assert {one.class_name for one in found.pupils} == {"Y1/2"}


def test_headers_that_nobody_knows_are_mapped_by_hand_and_remembered() -> None:
    found = read("strange-headers.csv")
    assert found.needs_columns
    assert found.columns is not None
    assert found.columns.headers == ("Kind", "Achternaam", "Groep", "Geboren")
    assert found.columns.samples[0] == ("Sanne", "Daan")
    by_hand = {
        "Kind": Field.FORENAME,
        "Achternaam": Field.SURNAME,
        "Groep": Field.CLASS,
        "Geboren": Field.BORN,
    }
    again = read("strange-headers.csv", fields=by_hand)
    assert children(again)[0] == ("Sanne", "de Vries", "", "", "5", None, dt.date(2017, 3, 14))
    mark = found.columns.mark
    third = read("strange-headers.csv", remembered={mark: by_hand}.get)
    assert third.pupils == again.pupils


def test_a_spreadsheet_with_merged_cells_formulas_and_a_hidden_sheet() -> None:
    found = read("bromcom.xlsx")
    assert found.kind == "spreadsheet"
    assert children(found) == [
        ("Kofi", "Osei", "", "31", "5A", Y5, dt.date(2016, 10, 2)),
        ("Inês", "Pereira", "", "32", "5A", Y5, dt.date(2017, 1, 4)),
        ("Elif", "Demir", "", "33", "5A", Y5, dt.date(2017, 8, 30)),
    ]


def test_headers_over_two_rows_and_again_on_every_page() -> None:
    found = read("two-header-rows.xlsx")
    assert [(p.forename, p.surname, p.class_name, p.born) for p in found.pupils] == [
        ("محمد", "Hassan", "6H", dt.date(2015, 12, 25)),
        ("Siân", "Hughes", "6H", dt.date(2016, 5, 10)),
        ("Борис", "Ivanov", "6H", dt.date(2016, 8, 19)),
    ]


def test_a_csv_that_is_really_a_spreadsheet_is_read_as_one() -> None:
    found = read("really-a-spreadsheet.csv")
    assert found.kind == "spreadsheet"
    assert [(p.forename, p.surname, p.year_group) for p in found.pupils] == [
        ("Mei", "Lin", REC),
        ("Tom", "=Evil()", REC),
    ]


@pytest.mark.parametrize("name", ["8012999_CTF_8012000_001.xml", "ctf-with-namespace.xml"])
def test_a_transfer_file_gives_five_fields_and_no_more(name: str) -> None:
    found = read(name)
    assert found.kind == "CTF"
    assert children(found) == [
        ("Tobi", "Adeyemi", upn(40), "", "", Y2, dt.date(2019, 4, 12)),
        ("Ella-Mae", "Brown", upn(41), "", "", REC, dt.date(2021, 11, 30)),
        ("Emre", "Çelik", upn(42), "", "", None, dt.date(2023, 2, 2)),
        ("Thandi", "Dube", upn(43), "", "6 Oak", None, dt.date(2016, 9, 1)),
    ]
    assert "“6 Oak” is where the year should be" in said(found)
    assert "example.org" not in repr(found)
    assert "ZZ99" not in repr(found)


def test_a_transfer_file_cut_off_in_the_middle(tmp_path: Path) -> None:
    whole = (FILES / "8012999_CTF_8012000_001.xml").read_bytes()
    for cut in (len(whole) // 3, len(whole) - 20):
        (tmp_path / "cut.xml").write_bytes(whole[:cut])
        with pytest.raises(UnreadableFile, match="cut off"):
            read_list(tmp_path / "cut.xml", TODAY)


LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE CTfile [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<CTfile><CTFpupilData><Pupil><Surname>&c;</Surname></Pupil></CTFpupilData></CTfile>"""
OUTSIDE = """<?xml version="1.0"?>
<!DOCTYPE CTfile [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<CTfile><CTFpupilData><Pupil><Surname>&x;</Surname></Pupil></CTFpupilData></CTfile>"""


@pytest.mark.parametrize("hostile", [LAUGHS, OUTSIDE])
def test_entities_are_never_followed(hostile: str, tmp_path: Path) -> None:
    (tmp_path / "hostile.xml").write_text(hostile)
    with pytest.raises(UnreadableFile, match="no transfer file needs"):
        read_list(tmp_path / "hostile.xml", TODAY)


def test_a_transfer_file_of_50_mb_is_read_in_little_memory(tmp_path: Path) -> None:
    import tracemalloc

    one = (
        "<Pupil><UPN>{0}</UPN><Surname>S{1}</Surname><Forename>F</Forename><DOB>2019-04-12</DOB>"
        "<BasicDetails><NCyearActual>2</NCyearActual></BasicDetails>"
        "<Assessment>" + "x" * 25_000 + "</Assessment></Pupil>"
    )
    path = tmp_path / "big.xml"
    with path.open("w") as file:
        file.write("<CTfile><CTFpupilData>")
        for number in range(2_000):
            file.write(one.format(upn(number), number))
        file.write("</CTFpupilData></CTfile>")
    assert path.stat().st_size > 50_000_000
    tracemalloc.start()
    found = read_list(path, TODAY)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found.pupils) == 2_000
    assert peak < 12_000_000


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"  \n\n", "empty"),
        (b"<html><table><tr><td>Surname</td></tr></table></html>", "web page"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>x", "web page"),
        (b"<?xml version='1.0'?><invoice/>", "not a common transfer file"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04 not really", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "damaged"),
        (bytes(range(256)) * 20, "not a class list"),
        (b'[{"surname": "Thornbury", "forename": "Amelia"}]', "JSON"),
        (b",,,\n,,,\n", "empty"),
    ],
)
def test_what_is_no_class_list_is_refused_in_words(
    content: bytes, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=words) as refused:
        read_list(path, TODAY)
    assert refused.value.what_to_do
    assert refused.value.where == "list.xlsx"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        read_list(tmp_path / "none.csv", TODAY)


def test_all_ambiguous_dates_are_read_day_first_and_said_once(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Forename,Surname,DOB\nA,B,03/04/2018\nC,D,05/06/2018\n")
    found = read_list(path, TODAY)
    assert found.pupils[0].born == dt.date(2018, 4, 3)
    assert [one.row for one in found.warnings] == [None]
    turned = read_list(path, TODAY, day_first=False)
    assert turned.pupils[0].born == dt.date(2018, 3, 4)


def test_twins_are_two_children() -> None:
    one = ListedPupil(2, "Ada", "Obi", born=dt.date(2018, 1, 1))
    assert one.name == "Ada Obi"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("R", REC),
        ("Reception", REC),
        ("YR", REC),
        ("Year R", REC),
        ("3", Y3),
        ("03", Y3),
        ("3.0", Y3),
        ("Y3", Y3),
        ("Yr 3", Y3),
        ("Year  3", Y3),
        ("NC Year 3", Y3),
        ("7", None),
        ("N1", None),
        ("X", None),
        ("Y1/2", None),
        ("", None),
    ],
)
def test_year_groups_in_every_spelling(text: str, year: YearGroup | None, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"Forename,Surname,Year\nA,B,{text}\n")
    assert read_list(path, TODAY).pupils[0].year_group is year
