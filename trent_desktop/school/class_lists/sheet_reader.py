"""Reading the sheets of a spreadsheet, in a process that may come to an end over it.

A sheet is made dense before anybody can look at it: one cell at a far place asks for hundreds of
gigabytes, and a file of one kilobyte ends whoever opens it. So `sheets.py` starts a process for
it, this module takes away what that process may use, and what it read goes out as JSON.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from trent_desktop.school.class_lists.headers import score
from trent_desktop.school.class_lists.values import Cell, text_of

#: The exit status of the process when it did not read the file.
DAMAGED, TOO_LONG, TOO_LARGE = 20, 21, 22
MOST_ROWS: Final = 50_000
_MOST_CELLS: Final = 5_000_000
_MOST_SHEETS: Final = 200
_MOST_SIGNS: Final = 20_000_000
#: What the process may have.
MEMORY_BYTES: Final = 2 * 1024**3
SECONDS: Final = 40

_Range = tuple[tuple[int, int], tuple[int, int]]


class _Refused(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def as_json(path: str) -> tuple[int, bytes]:
    """Status and rows of the sheet that looks most like a class list; values, never formulas."""
    from python_calamine import CalamineError

    try:
        table = _best(path)
    except _Refused as refused:
        return refused.status, b""
    except (CalamineError, ValueError, OSError):
        return DAMAGED, b""
    except MemoryError:
        return TOO_LARGE, b""
    return 0, json.dumps([[_packed(cell) for cell in cells] for cells in table]).encode()


def rows_of(content: bytes) -> list[list[Cell]]:
    """What `as_json` made. Raises `ValueError` when it is something else."""
    table = json.loads(content)
    return [[_unpacked(cell) for cell in cells] for cells in table]


def _best(path: str) -> list[list[Cell]]:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    book = CalamineWorkbook.from_path(path)  # pyright: ignore[reportUnknownMemberType]
    best, found = (-1, -1), list[list[Cell]]()
    for at, about in enumerate(book.sheets_metadata):
        if about.visible != SheetVisibleEnum.Visible:
            continue
        if at >= _MOST_SHEETS:
            raise _Refused(TOO_LARGE)
        sheet = book.get_sheet_by_name(about.name)
        row, column = sheet.end or (0, 0)
        if row >= MOST_ROWS:
            raise _Refused(TOO_LONG)
        if (row + 1) * (column + 1) > _MOST_CELLS:
            raise _Refused(TOO_LARGE)
        table: list[list[Cell]] = [[*cells] for cells in sheet.to_python(skip_empty_area=False)]
        if sum(len(text) for text in _texts(table)) > _MOST_SIGNS:
            raise _Refused(TOO_LARGE)
        _fill_merged(table, sheet.merged_cell_ranges or [])
        named = max((score([text_of(c) for c in cells]) for cells in table[:40]), default=0)
        if (named, len(table)) > best:
            best, found = (named, len(table)), table
    return found


def _texts(table: Sequence[Sequence[Cell]]) -> Iterator[str]:
    return (cell for cells in table for cell in cells if isinstance(cell, str))


def _fill_merged(table: list[list[Cell]], ranges: Sequence[_Range]) -> None:
    """A merged cell says what it says for every row that it covers."""
    for (top, left), (bottom, right) in ranges:
        if left != right or top == bottom or top >= len(table) or left >= len(table[top]):
            continue
        value = table[top][left]
        for row in range(top + 1, min(bottom + 1, len(table))):
            if left < len(table[row]):
                table[row][left] = value


def _packed(cell: Cell) -> Any:
    match cell:
        case dt.datetime():
            return {"moment": cell.isoformat()}
        case dt.date():
            return {"day": cell.isoformat()}
        case dt.time():
            return {"time": cell.isoformat()}
        case dt.timedelta():
            return {"seconds": cell.total_seconds()}
        case _:
            return cell


def _unpacked(cell: Any) -> Cell:
    match cell:
        case {"moment": str(text)}:
            return dt.datetime.fromisoformat(text)
        case {"day": str(text)}:
            return dt.date.fromisoformat(text)
        case {"time": str(text)}:
            return dt.time.fromisoformat(text)
        case {"seconds": float(number)}:
            return dt.timedelta(seconds=number)
        case str() | int() | float() | None:
            return cell
        case _:
            raise ValueError("There is no such cell.")
