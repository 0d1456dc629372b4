"""Spreadsheets as Excel 2003 wrote them in XML, and as systems still export them and call them `.xls`.

They come from outside, so no entity, no document type and no reference in them is followed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from trent_desktop.problems import UnreadableFile
from trent_desktop.school.class_lists.sheet_reader import MOST_ROWS, SheetOfFile
from trent_desktop.school.class_lists.sheets import too_long
from trent_desktop.school.class_lists.values import Cell

_SPREADSHEET: Final = b"urn:schemas-microsoft-com:office:spreadsheet"
_MOST_CELLS: Final = 1_000_000
_MOST_COLUMNS: Final = 1_000


def is_excel_xml(start: bytes) -> bool:
    """Whether a file that begins so is one; whatever its letters are kept in."""
    return _SPREADSHEET in start.replace(b"\x00", b"")


@dataclass
class _Sheet:
    """One that is being read. `below`: what goes down into the next rows, by column."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list[list[Cell]])
    hidden: set[int] = field(default_factory=set[int])
    below: dict[int, tuple[int, Cell]] = field(default_factory=dict[int, tuple[int, Cell]])
    is_hidden: bool = False


def read_excel_xml(path: Path) -> list[SheetOfFile]:
    """All visible sheets, in their order. Raises `UnreadableFile`."""
    try:
        sheets = _sheets(path)
    except (DefusedXmlException, ParseError, ValueError) as error:
        raise UnreadableFile(
            "This spreadsheet (Excel 2003, XML) is damaged, or holds more than a list.",
            what_to_do="Open it in Excel or LibreOffice, save it as .xlsx or CSV, and choose that.",
            where=path.name,
        ) from error
    return [
        SheetOfFile(one.name, one.rows, frozenset(one.hidden))
        for one in sheets
        if not one.is_hidden
    ]


def _sheets(path: Path) -> list[_Sheet]:
    found: list[_Sheet] = []
    rows = cells = 0
    for event, element in iterparse(
        str(path), events=("start", "end"), forbid_dtd=True, forbid_entities=True
    ):
        name = _local(element)
        if event == "start":
            if name == "Worksheet":
                found.append(_Sheet(_given(element, "Name")))
        elif name == "Row" and found:
            before = len(found[-1].rows)
            _add_row(found[-1], element, path)
            rows += len(found[-1].rows) - before
            cells += sum(map(len, found[-1].rows[before:]))
            if rows > MOST_ROWS or cells > _MOST_CELLS:
                raise too_long(path)
            element.clear()
        elif name == "Visible" and found:
            found[-1].is_hidden = (element.text or "").strip() != "SheetVisible"
    return found


def _add_row(sheet: _Sheet, row: Element, path: Path) -> None:
    """Put it where it says that it is, and the cells where they say so."""
    index = _number(row, "Index") or len(sheet.rows) + 1
    if index > MOST_ROWS:
        raise too_long(path)
    if index <= len(sheet.rows):
        raise ValueError("A row comes above those before it.")
    while len(sheet.rows) < index - 1:
        sheet.rows.append(_from_above(sheet))
    cells = _from_above(sheet)
    place = 0
    for cell in row:
        if _local(cell) != "Cell":
            continue
        place = (_number(cell, "Index") or place + 1) - 1
        while place < len(cells) and not _number(cell, "Index") and cells[place] is not None:
            place += 1  # a cell from above goes down into this one
        across = _number(cell, "MergeAcross")
        if place + across >= _MOST_COLUMNS:
            raise too_long(path)
        cells += [None] * (place + 1 - len(cells))
        cells[place] = value = _value(cell)
        if (down := _number(cell, "MergeDown")) and not across:
            sheet.below[place] = (min(down, MOST_ROWS), value)
        place += 1 + across
    sheet.rows.append(cells)
    if _given(row, "Hidden") == "1":
        sheet.hidden.add(index)


def _from_above(sheet: _Sheet) -> list[Cell]:
    """A new row with what goes down into it: a merged cell says what it says for every row."""
    cells: list[Cell] = [None] * (max(sheet.below, default=-1) + 1)
    for place, (left, value) in list(sheet.below.items()):
        cells[place] = value
        if left == 1:
            del sheet.below[place]
        else:
            sheet.below[place] = (left - 1, value)
    return cells


def _value(cell: Element) -> Cell:
    """What stands in it. A comment has such an element too, and is no value."""
    data = next((one for one in cell if _local(one) == "Data"), None)
    if data is None:
        return None
    text = "".join(data.itertext())
    match _given(data, "Type"):
        case "Number":
            return float(text)
        case "DateTime":
            return dt.datetime.fromisoformat(text)
        case "Boolean":
            return text.strip() == "1"
        case _:
            return text


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _given(element: Element, name: str) -> str:
    return next(
        (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), ""
    )


def _number(element: Element, name: str) -> int:
    text = _given(element, name)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else 0
