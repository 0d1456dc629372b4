"""Which rows of a spreadsheet are hidden, by hand or by a filter, and which are struck through.

Whoever looks at it sees the first not, and takes the second for children who have left. They are
read all the same: it is said which they are. Runs where the spreadsheet is read, in a
process of its own. Of a file of Excel 97 it is not known.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import unescape

_MOST_BYTES: Final = 256 * 1024**2
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")
_ROW: Final = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
#: A row with all that stands in it.
_WHOLE_ROW: Final = re.compile(rb"<(?:\w+:)?row\b([^>]*[^/>])>(.*?)</(?:\w+:)?row>", re.DOTALL)
#: A cell that is not empty.
_CELL: Final = re.compile(rb"<(?:\w+:)?c\b([^>]*[^/>])>")
_FONTS: Final = re.compile(rb"<(?:\w+:)?fonts\b.*?</(?:\w+:)?fonts>", re.DOTALL)
_FONT: Final = re.compile(rb"<(?:\w+:)?font(?:\s[^>]*)?(?:/>|>(.*?)</(?:\w+:)?font>)", re.DOTALL)
_STRIKE: Final = re.compile(rb"<(?:\w+:)?d?strike\b(?![^>]*val=[\"'](?:0|false)[\"'])")
_FORMATS: Final = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_FORMAT: Final = re.compile(rb"<(?:\w+:)?xf\b([^>]*)>")
_OPEN_ROW: Final = re.compile(rb"<table:table(-row)?\b([^>]*)>")
_VALUE: Final = re.compile(rb"([\w:-]+)\s*=\s*[\"']([^\"']*)[\"']")


def hidden_rows(path: str) -> dict[str, list[int]]:
    """The numbers of hidden rows, counted from 1, by the name of the sheet."""
    try:
        with zipfile.ZipFile(path) as file:
            names = set(file.namelist())
            if "xl/workbook.xml" in names:
                return _of_workbook(file, names)
            if "content.xml" in names:
                return _of_open_document(_read(file, "content.xml"))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        pass  # it is read by something else, which says what is wrong with it
    return {}


def struck_rows(path: str) -> dict[str, list[int]]:
    """The numbers of the rows of which half the cells or more are struck through, by the sheet.

    Of an OpenDocument it is not known.
    """
    try:
        with zipfile.ZipFile(path) as file:
            names = set(file.namelist())
            if "xl/workbook.xml" not in names or "xl/styles.xml" not in names:
                return {}
            struck = _struck_formats(_read(file, "xl/styles.xml"))
            if not struck:
                return {}  # nearly all of them
            return {
                name: [
                    number
                    for number, cells in _rows_of(_read(file, part))
                    if sum(cell in struck for cell in cells) * 2 >= max(len(cells), 1)
                ]
                for name, part in _parts(file, names)
            }
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return {}  # it is read by something else, which says what is wrong with it


def _struck_formats(styles: bytes) -> set[bytes]:
    """The numbers of the formats whose font is struck through."""
    fonts, formats = _FONTS.search(styles), _FORMATS.search(styles)
    if fonts is None or formats is None:
        return set()
    struck = {
        str(at).encode()
        for at, font in enumerate(_FONT.finditer(fonts[0]))
        if font[1] and _STRIKE.search(font[1])
    }
    return {
        str(at).encode()
        for at, one in enumerate(_tags(_FORMAT, formats[0]))
        if one.get(b"fontId") in struck
    }


def _rows_of(content: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """The number of each row, and the formats of its cells that are not empty."""
    for row in _WHOLE_ROW.finditer(content):
        number = dict(_VALUE.findall(row[1])).get(b"r", b"")
        if number.isdigit():
            yield int(number), [cell.get(b"s", b"0") for cell in _tags(_CELL, row[2])]


def _of_workbook(file: zipfile.ZipFile, names: set[str]) -> dict[str, list[int]]:
    return {
        name: [
            int(row[b"r"])
            for row in _tags(_ROW, _read(file, part))
            if row.get(b"hidden") in (b"1", b"true") and row.get(b"r", b"").isdigit()
        ]
        for name, part in _parts(file, names)
    }


def _parts(file: zipfile.ZipFile, names: set[str]) -> Iterator[tuple[str, str]]:
    """Each sheet of a workbook, and the part of the file in which it stands."""
    relations = {
        one.get(b"Id", b""): one.get(b"Target", b"").decode()
        for one in _tags(_RELATION, _read(file, "xl/_rels/workbook.xml.rels"))
    }
    for sheet in _tags(_SHEET, _read(file, "xl/workbook.xml")):
        target = relations.get(sheet.get(b"r:id", b""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in names and part.startswith("xl/worksheets/"):
            name = unescape(sheet.get(b"name", b"").decode(), {"&quot;": '"', "&apos;": "'"})
            yield name, part


def _of_open_document(content: bytes) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    rows: list[int] = []
    number = 1
    for tag in _OPEN_ROW.finditer(content):
        values = dict(_VALUE.findall(tag[2]))
        if tag[1] is None:
            name = unescape(values.get(b"table:name", b"").decode(), {"&quot;": '"', "&apos;": "'"})
            rows, number = found.setdefault(name, []), 1
            continue
        again = min(int(values.get(b"table:number-rows-repeated", b"1")), 1_000_000)
        if values.get(b"table:visibility") in (b"collapse", b"filter") and again < 10_000:
            rows += range(number, number + again)
        number += again
    return found


def _tags(pattern: re.Pattern[bytes], content: bytes) -> Iterator[dict[bytes, bytes]]:
    return (dict(_VALUE.findall(tag[1])) for tag in pattern.finditer(content))


def _read(file: zipfile.ZipFile, name: str) -> bytes:
    with file.open(name) as part:
        return part.read(_MOST_BYTES)
