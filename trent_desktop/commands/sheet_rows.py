"""``trent-desktop sheet-rows``: a second process that reads a spreadsheet, or dies of it."""

from __future__ import annotations

from trent_desktop.commands.frame import Options
from trent_desktop.reading_apart import answer, bound_this_process
from trent_desktop.school.class_lists.sheet_reader import MEMORY_BYTES, SECONDS, as_json


def read(options: Options) -> int:
    """Write the rows to standard output; the status says why there are none."""
    bound_this_process(MEMORY_BYTES, SECONDS)
    status, rows = as_json(options.given.file)
    answer(rows)
    return status
