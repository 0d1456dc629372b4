"""Spreadsheets of Excel 2003 in XML, which systems still export: where cells say that they stand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from trent_desktop.problems import UnreadableFile
from trent_desktop.school.class_lists.reading import read_list, rows_of
from trent_desktop.school.class_lists.sheet_reader import MOST_ROWS

TODAY = dt.date(2026, 11, 22)
OPEN = (
    '<?xml version="1.0"?>{dtd}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
)
HEADS = ("Class", "Surname", "Forename")


def cell(text: str, more: str = "") -> str:
    return f'<Cell {more}><Data ss:Type="String">{text}</Data></Cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<Row {more}>{''.join(cells)}</Row>"


def sheet(*rows: str, more: str = "") -> str:
    heads = row(*map(cell, HEADS))
    return f'<Worksheet ss:Name="List"><Table>{heads}{"".join(rows)}</Table>{more}</Worksheet>'


def write(path: Path, *sheets: str, dtd: str = "") -> Path:
    file = path / "list.xls"
    file.write_text(OPEN.format(dtd=dtd) + "".join(sheets) + "</Workbook>", encoding="utf-8")
    return file


def names(file: Path) -> list[str]:
    return [f"{one.name} {one.class_name}".strip() for one in read_list(file, TODAY).pupils]


def test_cells_stand_where_they_say_and_merged_ones_go_down(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        sheet(
            row(cell("3S", 'ss:MergeDown="1"'), cell("Ash"), cell("Ivy")),
            row(cell("Beck"), cell("Leo")),
            row(cell("Crow", 'ss:Index="2"'), cell("Mia"), more='ss:Index="6"'),
            row(cell("4L"), cell("Dale"), cell("Sam")),
        ),
    )
    assert names(file) == ["Ivy Ash 3S", "Leo Beck 3S", "Mia Crow", "Sam Dale 4L"]
    assert [one.row for one in read_list(file, TODAY).pupils] == [2, 3, 6, 7]
    assert rows_of(file).rows[1] == ["3S", "Ash", "Ivy"]


def test_a_comment_is_no_value_and_hidden_ones_are_said(tmp_path: Path) -> None:
    noted = '<Cell><Data ss:Type="String">Ash</Data><Comment><Data>Old name: Oak</Data></Comment></Cell>'
    hidden = sheet(row(cell("9Z"), cell("Nobody"), cell("Ned"))).replace("List", "Old")
    visible = "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>"
    file = write(
        tmp_path,
        sheet(row(cell("3S"), noted, cell("Ivy"), more='ss:Hidden="1"')),
        hidden.replace("</Worksheet>", visible),
    )
    assert names(file) == ["Ivy Ash 3S"]
    assert "hidden rows" in str(read_list(file, TODAY).warnings[0])


@pytest.mark.parametrize(
    ("rows", "dtd", "words"),
    [
        ([row(cell("&a;"))], '<!DOCTYPE x [<!ENTITY a "b">]>', "damaged, or holds more"),
        (["<Row>"], "", "damaged, or holds more"),
        ([row(cell("Ash"), more='ss:Index="1"')], "", "damaged, or holds more"),
        ([row(cell("Ash"), more=f'ss:Index="{MOST_ROWS + 1}"')], "", "more than"),
        ([row(cell("Ash", 'ss:Index="9000000"'))], "", "more than"),
        (['<Row><Cell><Data ss:Type="Number">three</Data></Cell></Row>'], "", "damaged"),
    ],
)
def test_what_is_no_list_is_refused_in_words(
    tmp_path: Path, rows: list[str], dtd: str, words: str
) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_list(write(tmp_path, sheet(*rows), dtd=dtd), TODAY)
