"""Reading the sheets of a spreadsheet, in a process that may come to an end over it.

A sheet is made dense before anybody can look at it: one cell at a far place asks for hundreds of
gigabytes, and a file of one kilobyte ends whoever opens it. So `sheets.py` starts a process for
it, this module takes away what that process may use, and what it read goes out as JSON.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from trent_desktop.school.class_lists.hidden_rows import hidden_rows, struck_rows
from trent_desktop.school.class_lists.values import Cell

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
    """Status and all visible sheets, in their order; values, never formulas."""
    from python_calamine import CalamineError

    try:
        sheets = _sheets(path)
    except _Refused as refused:
        return refused.status, b""
    except (CalamineError, ValueError, OSError):
        return DAMAGED, b""
    except MemoryError:
        return TOO_LARGE, b""
    hidden, struck = hidden_rows(path), struck_rows(path)
    packed = [
        [
            name,
            [[_packed(cell) for cell in cells] for cells in rows],
            hidden.get(name, []),
            struck.get(name, []),
        ]
        for name, rows in sheets
    ]
    return 0, json.dumps(packed).encode()


@dataclass(frozen=True, slots=True)
class SheetOfFile:
    """A visible sheet as it is in the file.

    `hidden` are the numbers of its hidden rows, from 1; `struck` of those that are struck through.
    """

    name: str
    rows: list[list[Cell]]
    hidden: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()


def sheets_of(content: bytes) -> list[SheetOfFile]:
    """What `as_json` made. Raises `ValueError` when it is something else."""
    packed = json.loads(content)
    return [
        SheetOfFile(
            str(name),
            [[_unpacked(cell) for cell in cells] for cells in rows],
            frozenset(int(number) for number in hidden),
            frozenset(int(number) for number in struck),
        )
        for name, rows, hidden, struck in packed
    ]


def _sheets(path: str) -> list[tuple[str, list[list[Cell]]]]:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    book = CalamineWorkbook.from_path(path)  # pyright: ignore[reportUnknownMemberType]
    found: list[tuple[str, list[list[Cell]]]] = []
    all_rows = all_cells = all_signs = 0
    for at, about in enumerate(book.sheets_metadata):
        if about.visible != SheetVisibleEnum.Visible:
            continue
        if at >= _MOST_SHEETS:
            raise _Refused(TOO_LARGE)
        sheet = book.get_sheet_by_name(about.name)
        row, column = sheet.end or (0, 0)
        if row >= MOST_ROWS:
            raise _Refused(TOO_LONG)
        all_rows += row + 1
        all_cells += (row + 1) * (column + 1)
        if all_cells > _MOST_CELLS:
            raise _Refused(TOO_LARGE)
        if all_rows > MOST_ROWS:
            raise _Refused(TOO_LONG)
        table: list[list[Cell]] = [[*cells] for cells in sheet.to_python(skip_empty_area=False)]
        all_signs += sum(len(text) for text in _texts(table))
        if all_signs > _MOST_SIGNS:
            raise _Refused(TOO_LARGE)
        _fill_merged(table, sheet.merged_cell_ranges or [])
        found.append((about.name, table))
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
