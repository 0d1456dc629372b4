"""Which rows of a spreadsheet are hidden, by hand or by a filter. Whoever looks at it sees them not.

They are read all the same: it is said how many there are. Runs where the spreadsheet is read, in a
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


def _of_workbook(file: zipfile.ZipFile, names: set[str]) -> dict[str, list[int]]:
    relations = {
        one.get(b"Id", b""): one.get(b"Target", b"").decode()
        for one in _tags(_RELATION, _read(file, "xl/_rels/workbook.xml.rels"))
    }
    found: dict[str, list[int]] = {}
    for sheet in _tags(_SHEET, _read(file, "xl/workbook.xml")):
        target = relations.get(sheet.get(b"r:id", b""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in names and part.startswith("xl/worksheets/"):
            name = unescape(sheet.get(b"name", b"").decode(), {"&quot;": '"', "&apos;": "'"})
            found[name] = [
                int(row[b"r"])
                for row in _tags(_ROW, _read(file, part))
                if row.get(b"hidden") in (b"1", b"true") and row.get(b"r", b"").isdigit()
            ]
    return found


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
