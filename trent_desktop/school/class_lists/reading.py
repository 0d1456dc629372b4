"""Opening a class list: what it really is, whatever its name says, and what it holds."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from pathlib import Path

from trent_desktop.problems import UnreadableFile
from trent_desktop.school.class_lists.ctf import read_ctf
from trent_desktop.school.class_lists.headers import score
from trent_desktop.school.class_lists.listed import Mapped, ReadList
from trent_desktop.school.class_lists.sheet_reader import MOST_ROWS
from trent_desktop.school.class_lists.sheets import read_sheet, too_long
from trent_desktop.school.class_lists.table import Remembered, Row, read_table
from trent_desktop.school.class_lists.values import text_of

#: The largest file that is opened, in bytes.
LARGEST = 60 * 1024 * 1024
_LARGEST_TABLE = 20 * 1024 * 1024
_DELIMITERS = ",;\t|"
_ASK = "Ask the office for the class list as CSV, as a spreadsheet (.xlsx) or as a CTF."


def read_list(
    path: Path,
    today: dt.date,
    *,
    fields: Mapped | None = None,
    remembered: Remembered | None = None,
    day_first: bool | None = None,
) -> ReadList:
    """Read a class list: CTF, CSV or spreadsheet, by its content and not by its name.

    `fields` gives columns that a person mapped by hand, `remembered` finds the mapping that was
    used for the same headers before; `day_first` overrules what the column of dates shows.
    Raises `UnreadableFile` in words.
    """
    start = _start_of(path)
    bare = start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00").lower().replace(b"\x00", b"")
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        _require(path, _LARGEST_TABLE)
        rows = [(at, cells) for at, cells in enumerate(read_sheet(path), start=1)]
        kind = "spreadsheet"
    elif bare.startswith((b"<!doctype html", b"<html", b"<table", b"<head")):
        raise UnreadableFile(
            "This is a web page that calls itself a spreadsheet.",
            what_to_do="Open it in Excel or LibreOffice, save it as .xlsx or CSV, and choose that.",
            where=path.name,
        )
    elif bare.startswith(b"<"):
        return read_ctf(path, today)
    elif start.startswith(b"%PDF"):
        raise UnreadableFile(
            "This is a PDF, which holds a picture of the list and not the list.",
            what_to_do=_ASK,
            where=path.name,
        )
    else:
        _require(path, _LARGEST_TABLE)
        rows = _csv_rows(path)
        kind = "CSV"
    if not any(text_of(cell) for _, cells in rows for cell in cells):
        raise UnreadableFile("This file is empty.", what_to_do=_ASK, where=path.name)
    return read_table(kind, rows, today, fields=fields, remembered=remembered, day_first=day_first)


def _start_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            start = file.read(4096)
        size = path.stat().st_size
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
            f"This file is larger than {LARGEST // 1024**2} MB: it is no class list.",
            what_to_do=_ASK,
            where=path.name,
        )
    return start


def _require(path: Path, most: int) -> None:
    if path.stat().st_size > most:
        raise UnreadableFile(
            f"This file is larger than {most // 1024**2} MB: it is no class list.",
            what_to_do=_ASK,
            where=path.name,
        )


def _csv_rows(path: Path) -> list[Row]:
    text = _decoded(path)
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows: list[Row] = []
        for cells in reader:
            rows.append((reader.line_num, cells))
            if len(rows) > MOST_ROWS:
                raise too_long(path)
    except csv.Error as error:
        raise UnreadableFile(
            f"This file cannot be read as a table: it breaks at line {reader.line_num}.",
            what_to_do=_ASK,
            where=path.name,
        ) from error
    return rows


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = _older(content)
    if "\x00" in text or sum(text.count(sign) for sign in _UNPRINTED) > len(text) // 100:
        raise UnreadableFile("This is no class list.", what_to_do=_ASK, where=path.name)
    return text


_UNPRINTED = [chr(code) for code in (*range(1, 9), *range(14, 32), 0xFFFD)]


def _older(content: bytes) -> str:
    """Text in an encoding from before Unicode: nearly always the one of British Windows."""
    from charset_normalizer import from_bytes

    best = from_bytes(content, cp_isolation=["cp1252", "mac_roman", "cp850"]).best()
    return str(best) if best is not None else content.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """The sign between cells: the one that gives most rows of one width, and the headers."""
    start = text[:40_000]
    best, found = (-1, -1), ","
    for delimiter in _DELIMITERS:
        try:
            rows = list(csv.reader(io.StringIO(start, newline=""), delimiter=delimiter))
        except csv.Error:
            continue
        widths = Counter(len(cells) for cells in rows if len(cells) > 1)
        named = max((score(cells) for cells in rows[:40]), default=0)
        regular = widths.most_common(1)[0][1] if widths else 0
        if (named, regular) > best:
            best, found = (named, regular), delimiter
    return found
