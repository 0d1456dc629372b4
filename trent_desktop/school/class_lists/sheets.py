"""A spreadsheet, read by a process of its own: whatever is in it, the program lives."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

from trent_desktop.problems import UnreadableFile
from trent_desktop.school.class_lists.sheet_reader import MOST_ROWS, TOO_LARGE, TOO_LONG, rows_of
from trent_desktop.school.class_lists.values import Cell

#: The command that reads, and seconds until it is ended.
COMMAND: Final = "sheet-rows"
_PATIENCE_S: Final = 60.0


def read_sheet(path: Path, *, patience: float = _PATIENCE_S) -> list[list[Cell]]:
    """The rows of the sheet that looks most like a class list. Raises `UnreadableFile`."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [
        sys.executable, "-m", "trent_desktop"]  # fmt: skip
    hidden = subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0
    try:
        done = subprocess.run(
            [*program, COMMAND, str(path.absolute())],
            cwd=None if getattr(sys, "frozen", False) else Path(__file__).parents[3],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=patience,
            check=False,
            creationflags=hidden,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_large(path) from error
    except OSError as error:
        raise UnreadableFile(
            "This spreadsheet cannot be read just now.",
            what_to_do="Close other programs and try again, or save it as CSV and choose that.",
            where=path.name,
        ) from error
    if done.returncode == 0:
        return rows_of(done.stdout)
    if done.returncode == TOO_LONG:
        raise too_long(path)
    if done.returncode == TOO_LARGE or not _ended_by_itself(done.returncode):
        raise _too_large(path)
    raise UnreadableFile(
        "This spreadsheet is damaged, locked with a password, or no spreadsheet at all.",
        what_to_do="Open it in Excel or LibreOffice, save it as .xlsx or CSV, and choose that.",
        where=path.name,
    )


def too_long(path: Path) -> UnreadableFile:
    """What is said of a list with too many rows."""
    return UnreadableFile(
        f"This file has more than {MOST_ROWS:,} rows: it is no class list.",
        what_to_do="Ask the office for the class list as CSV, as a spreadsheet (.xlsx) or as a "
        "CTF.",
        where=path.name,
    )


def _ended_by_itself(status: int) -> bool:
    """Not by a signal, and not by Windows, which gives numbers of eight digits or more."""
    return 0 <= status < 256


def _too_large(path: Path) -> UnreadableFile:
    return UnreadableFile(
        "This spreadsheet is far larger inside than a class list, so it was not opened. There may "
        "be a cell far away from the others.",
        what_to_do="Copy only the list into a new spreadsheet, save that as .xlsx or CSV, and "
        "choose it.",
        where=path.name,
    )
