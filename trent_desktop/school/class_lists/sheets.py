"""A spreadsheet, read by a process of its own: whatever is in it, the program lives."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from trent_desktop.problems import UnreadableFile
from trent_desktop.reading_apart import read_apart
from trent_desktop.school.class_lists.sheet_reader import (
    MOST_ROWS,
    TOO_LARGE,
    TOO_LONG,
    SheetOfFile,
    sheets_of,
)

#: The command that reads, and seconds until it is ended.
COMMAND: Final = "sheet-rows"
_PATIENCE_S: Final = 60.0
#: More than the largest list that is read can be as JSON.
_MOST_BYTES: Final = 512 * 1024**2


def read_sheet(path: Path, *, patience: float = _PATIENCE_S) -> list[SheetOfFile]:
    """All visible sheets. Raises `UnreadableFile`."""
    try:
        done = read_apart(COMMAND, str(path.absolute()), patience=patience, most=_MOST_BYTES)
    except OSError as error:
        raise UnreadableFile(
            "This spreadsheet cannot be read just now.",
            what_to_do="Close other programs and try again, or save it as CSV and choose that.",
            where=path.name,
        ) from error
    if not done.ended_by_itself or done.status == TOO_LARGE:
        raise _too_large(path)
    if done.status == 0:
        return sheets_of(done.content)
    if done.status == TOO_LONG:
        raise too_long(path)
    raise UnreadableFile(
        "This spreadsheet is damaged, locked with a password, or not a spreadsheet at all.",
        what_to_do="Open it in Excel or LibreOffice, save it as .xlsx or CSV, and choose that.",
        where=path.name,
    )


def too_long(path: Path) -> UnreadableFile:
    """What is said of a list with too many rows."""
    return UnreadableFile(
        f"This file has more than {MOST_ROWS:,} rows: it is not a class list.",
        what_to_do="Ask the office for the class list as CSV, as a spreadsheet (.xlsx) or as a "
        "CTF.",
        where=path.name,
    )


def _too_large(path: Path) -> UnreadableFile:
    return UnreadableFile(
        "This spreadsheet is far larger inside than a class list, so it was not opened. There may "
        "be a cell far away from the others.",
        what_to_do="Copy only the list into a new spreadsheet, save that as .xlsx or CSV, and "
        "choose it.",
        where=path.name,
    )
