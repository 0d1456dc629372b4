"""Spreadsheets that are small outside and endless inside: a sentence, and the program lives."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from trent_desktop.problems import UnreadableFile
from trent_desktop.school.class_lists.reading import read_list
from trent_desktop.school.class_lists.sheet_reader import sheets_of
from trent_desktop.school.class_lists.sheets import read_sheet

TODAY = dt.date(2026, 11, 22)
CASES = Path(__file__).parent / "cases"
FAR = CASES / "one-cell-far-away.xlsx"
#: Reads in a program of its own, which a regression may end; it may not take the machine along.
_PROGRAM = """
import datetime, pathlib, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (4 * 2**30,) * 2)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
from trent_desktop.problems import Problem
from trent_desktop.school.class_lists.reading import read_list
try:
    found = read_list(pathlib.Path(sys.argv[1]), datetime.date(2026, 11, 22))
    print(*(one.name for one in found.pupils), sep=", ")
except Problem as problem:
    print(problem)
print("alive")
"""
_ROWS = """<?xml version="1.0"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{before}<sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>Forename</t></is></c>
<c r="B1" t="inlineStr"><is><t>Surname</t></is></c></row>
<row r="2"><c r="A2" t="inlineStr"><is><t>Ada</t></is></c>
<c r="B2" t="inlineStr"><is><t>Obi</t></is></c></row>{more}</sheetData></worksheet>"""
_FAR_CELL = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
_ODS = """<?xml version="1.0"?><office:document-content
xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="S">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""
_MANIFEST = """<?xml version="1.0"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/"
manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"""


def said_of(path: Path) -> str:
    """What a program that reads it says; the program must come to its own end."""
    if sys.platform == "win32":
        pytest.skip("Windows has no limits that a test could set for the program it starts.")
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    said, _, alive = done.stdout.rstrip().rpartition("\n")
    assert (alive, done.returncode) == ("alive", 0), done.stderr[-500:]
    return said


def workbook(path: Path, *, before: str = "", more: str = "") -> Path:
    """One of the cases with another sheet in it."""
    with zipfile.ZipFile(FAR) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = _ROWS.format(before=before, more=more).encode()
            new.writestr(name, content)
    return path


def open_document(path: Path, rows: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        new.writestr("META-INF/manifest.xml", _MANIFEST)
        new.writestr("content.xml", _ODS.format(rows=rows))
    return path


@pytest.mark.parametrize("case", ["one-cell-far-away.xlsx", "one-cell-at-ZZ50000.xlsx"])
def test_one_cell_far_away_ends_with_a_sentence(case: str) -> None:
    path = CASES / case
    assert path.stat().st_size < 2_000
    assert said_of(path).startswith("This spreadsheet is far larger inside than a class list")


def test_what_a_sheet_says_of_its_size_is_not_believed(tmp_path: Path) -> None:
    small = '<dimension ref="A1:B2"/>'
    assert "far larger" in said_of(workbook(tmp_path / "a.xlsx", before=small, more=_FAR_CELL))
    huge = '<dimension ref="A1:XFD1048576"/>'
    assert said_of(workbook(tmp_path / "b.xlsx", before=huge)) == "Ada Obi"


def test_an_empty_cell_far_away_does_not_matter(tmp_path: Path) -> None:
    # Whoever formats a whole column leaves such cells behind.
    blank = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert said_of(workbook(tmp_path / "a.xlsx", more=blank)) == "Ada Obi"


def test_a_sheet_that_unpacks_without_end_is_bounded(tmp_path: Path) -> None:
    text = "a" * 30_000_000
    bomb = workbook(
        tmp_path / "a.xlsx", more=f'<row r="3"><c r="A3" t="inlineStr"><is><t>{text}</t></is></c></row>'
    )  # fmt: skip
    assert bomb.stat().st_size < 100_000
    assert "far larger" in said_of(bomb)


@pytest.mark.parametrize(
    ("rows", "columns", "cell"),
    [(1_048_576, 16_384, "<text:p>x</text:p>"), (4_000_000_000, 4_000_000_000, "")],
)
def test_an_open_document_that_repeats_without_end_is_refused(
    tmp_path: Path, rows: int, columns: int, cell: str
) -> None:
    kind = 'office:value-type="string"'
    last = f"<table:table-row><table:table-cell {kind}><text:p>x</text:p></table:table-cell></table:table-row>"  # fmt: skip
    repeated = (
        f'<table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell table:number-columns-repeated="{columns}" {kind if cell else ""}>'
        f"{cell}</table:table-cell></table:table-row>"
    )
    said = said_of(open_document(tmp_path / "a.ods", repeated + last))
    assert said.startswith("This ")


def test_a_sheet_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="far larger") as refused:
        read_sheet(workbook(tmp_path / "slow.xlsx"), patience=0.0)
    assert refused.value.where == "slow.xlsx"


def test_too_many_rows_and_the_name_of_the_file_are_said(tmp_path: Path) -> None:
    long = '<row r="50001"><c r="A50001" t="inlineStr"><is><t>x</t></is></c></row>'
    with pytest.raises(UnreadableFile, match="50,000 rows") as refused:
        read_list(workbook(tmp_path / "-long.xlsx", more=long), TODAY)
    assert refused.value.where == "-long.xlsx"


def test_what_another_process_would_say_is_not_believed() -> None:
    for content in (b"", b"[[[1]]]", b'[[{"day": 5}]]', b'[[{"script": "x"}]]'):
        with pytest.raises(ValueError):  # noqa: PT011 - json's own kind is one of them
            sheets_of(content)
