"""Opening a class list: what it really is, whatever its name says, and what it holds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from trent_desktop import files
from trent_desktop.problems import UnreadableFile
from trent_desktop.school.class_lists.ctf import read_ctf
from trent_desktop.school.class_lists.encodings import Decoded, decode
from trent_desktop.school.class_lists.excel_xml import is_excel_xml, read_excel_xml
from trent_desktop.school.class_lists.exporting import HEADERS
from trent_desktop.school.class_lists.listed import Mapped, ReadList, Remark
from trent_desktop.school.class_lists.markup import TooLarge, tables_of
from trent_desktop.school.class_lists.other_files import (
    RICH_TEXT,
    a_document,
    require_a_spreadsheet,
)
from trent_desktop.school.class_lists.pupils import Asked
from trent_desktop.school.class_lists.separated import NoTable, TooManyRows, rows_of_text
from trent_desktop.school.class_lists.sheet_reader import SheetOfFile
from trent_desktop.school.class_lists.sheets import read_sheet, too_long
from trent_desktop.school.class_lists.table import ByHeadings, Remembered, Sheet, read_table
from trent_desktop.school.class_lists.values import text_of

#: The largest file that is opened, in bytes.
LARGEST = 60 * 1024 * 1024
_LARGEST_TABLE = 20 * 1024 * 1024
_WEB_PAGE = (
    b"<!doctype html",
    b"<html",
    b"<table",
    b"<head",
    b"<body",
    b"<meta",
    b"<style",
    b"<div",
)
#: What this program wrote itself is read to the letter.
_OUR_HEADINGS = ",".join(HEADERS)
_OURS = b"\xef\xbb\xbf" + _OUR_HEADINGS.encode()
_ASK = "Ask the office for the class list as CSV, as a spreadsheet (.xlsx) or as a CTF."


def read_list(
    path: Path,
    today: dt.date,
    *,
    fields: Mapped | None = None,
    remembered: Remembered | None = None,
    day_first: bool | None = None,
    forename_first: bool | None = None,
    encoding: str | None = None,
    by_headings: ByHeadings | None = None,
) -> ReadList:
    """Read a class list: CTF, CSV, spreadsheet or web page, by its content and not by its name.

    `fields` gives columns that a person mapped by hand; `remembered` and `by_headings` find the
    mapping that was used for the same headings before; `day_first`, `forename_first` and `encoding` overrule what the
    file shows. Raises `UnreadableFile` in words.
    """
    start = _start_of(path)
    asked = Asked(today, day_first, forename_first)
    bare = start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00").lower().replace(b"\x00", b"")
    decoded: Decoded | None = None
    mended: list[Remark] = []
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        _require(path, _LARGEST_TABLE)
        require_a_spreadsheet(path, start)
        kind = "spreadsheet"
        sheets = [_as_sheet(one) for one in read_sheet(path)]
    elif bare.startswith(_WEB_PAGE):
        _require(path, _LARGEST_TABLE)
        kind = "web page"
        decoded = decode(files.read(path), encoding)
        sheets = _of_page(path, decoded.text)
    elif bare.startswith(b"<") and is_excel_xml(start):
        _require(path, _LARGEST_TABLE)
        kind = "spreadsheet"
        sheets = [_as_sheet(one) for one in read_excel_xml(path)]
    elif bare.startswith(b"<"):
        return read_ctf(path, today)
    elif start.startswith(RICH_TEXT):
        raise a_document(path)
    elif start.startswith(b"%PDF"):
        raise UnreadableFile(
            "This is a PDF, which holds a picture of the list and not the list.",
            what_to_do=_ASK,
            where=path.name,
        )
    else:
        _require(path, _LARGEST_TABLE)
        kind = "CSV"
        decoded = _decoded(path, encoding)
        sheet, mended = _of_text(path, decoded.text)
        sheets = [sheet]
    if not any(text_of(cell) for one in sheets for cells in one.rows for cell in cells):
        raise UnreadableFile("This file is empty.", what_to_do=_ASK, where=path.name)
    found = read_table(
        kind,
        sheets,
        asked,
        fields=fields,
        remembered=remembered,
        decoded=decoded,
        by_headings=by_headings,
    )
    return replace(found, warnings=(*mended, *found.warnings)) if mended else found


@dataclass(frozen=True, slots=True)
class Rows:
    """A table as it stands in a file; `numbers` are its rows, counted from 1.

    `encoding` and `proof` name an encoding that was guessed, and the words that show it.
    """

    rows: Sequence[Sequence[str]]
    numbers: Sequence[int]
    encoding: str = ""
    proof: tuple[str, ...] = ()


def rows_of(path: Path, encoding: str | None = None) -> Rows:
    """The first table of a file, CSV or spreadsheet, whatever it is of. Raises `UnreadableFile`."""
    start = _start_of(path)
    if start.startswith(b"%PDF"):
        raise UnreadableFile("This is a PDF, and no list.", where=path.name)
    _require(path, _LARGEST_TABLE)
    decoded: Decoded | None = None
    if start.startswith(RICH_TEXT):
        raise a_document(path)
    if is_excel_xml(start):
        first = next(iter(read_excel_xml(path)), SheetOfFile("", []))
        sheet = Sheet("", first.rows, range(1, len(first.rows) + 1))
    elif start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        require_a_spreadsheet(path, start)
        first, *_others = read_sheet(path)
        sheet = Sheet("", first.rows, range(1, len(first.rows) + 1))
    else:
        decoded = _decoded(path, encoding)
        sheet, _ = _of_text(path, decoded.text)
    texts = [[text_of(cell) for cell in cells] for cells in sheet.rows]
    if decoded is None or not decoded.proof or decoded.sure:
        return Rows(texts, list(sheet.numbers))
    return Rows(texts, list(sheet.numbers), decoded.title, decoded.proof)


def _as_sheet(one: SheetOfFile) -> Sheet:
    return Sheet(one.name, one.rows, range(1, len(one.rows) + 1), one.hidden, one.struck)


def _of_page(path: Path, text: str) -> list[Sheet]:
    try:
        tables = tables_of(text)
    except TooLarge as error:
        raise too_long(path) from error
    if not any(len(rows) > 1 for rows in tables):
        raise UnreadableFile(
            "This is a web page without a list in it.", what_to_do=_ASK, where=path.name
        )
    return [
        Sheet(f"Table {at}" if len(tables) > 1 else "", rows, range(1, len(rows) + 1))
        for at, rows in enumerate(tables, start=1)
    ]


def _start_of(path: Path) -> bytes:
    try:
        files.require_ordinary(path)  # it is read more than once
        with files.reading(path) as file:
            start = file.read(4096)
        size = path.stat().st_size
    except files.NotOrdinary as error:
        raise UnreadableFile(
            "This is not an ordinary file.",
            what_to_do="Save the list as a file, and choose that.",
            where=path.name,
        ) from error
    except OSError as error:
        raise UnreadableFile(
            "This file cannot be opened.",
            what_to_do="Close it in other programs, or copy it to this laptop first.",
            where=path.name,
        ) from error
    if not start.strip():
        raise UnreadableFile("This file is empty.", what_to_do=_ASK, where=path.name)
    if size > LARGEST:
        raise UnreadableFile(
            f"This file is larger than {LARGEST // 1024**2} MB: it is not a class list.",
            what_to_do=_ASK,
            where=path.name,
        )
    return start


def _require(path: Path, most: int) -> None:
    if path.stat().st_size > most:
        raise UnreadableFile(
            f"This file is larger than {most // 1024**2} MB: it is not a class list.",
            what_to_do=_ASK,
            where=path.name,
        )


def _of_text(path: Path, text: str) -> tuple[Sheet, list[Remark]]:
    try:
        found = rows_of_text(text, to_the_letter=text.startswith(_OUR_HEADINGS))
    except TooManyRows as error:
        raise too_long(path) from error
    except NoTable as error:
        raise UnreadableFile(
            f"This file cannot be read as a table: it breaks at line {error.line}.",
            what_to_do=_ASK,
            where=path.name,
        ) from error
    return Sheet("", found.rows, found.numbers), found.remarks


def _decoded(path: Path, encoding: str | None) -> Decoded:
    content = files.read(path)
    if content.startswith(_OURS):
        encoding = "utf-8-sig"
    decoded = decode(content, encoding)
    text = decoded.text
    if _DATA.match(text):
        raise UnreadableFile(
            "This is data for another program (JSON) and not a class list.",
            what_to_do=_ASK,
            where=path.name,
        )
    if "\x00" in text or sum(text.count(sign) for sign in _UNPRINTED) > len(text) // 100:
        raise UnreadableFile("This is not a class list.", what_to_do=_ASK, where=path.name)
    return decoded


_DATA = re.compile(r"\s*(?:\[\s*[\[{]|\{\s*[\"'])")
_UNPRINTED = [chr(code) for code in (*range(1, 9), *range(14, 32), 0xFFFD)]
