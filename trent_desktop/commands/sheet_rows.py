"""``trent-desktop sheet-rows``: a second process that reads a spreadsheet, or dies of it."""

from __future__ import annotations

import sys

from trent_desktop.commands.frame import Options
from trent_desktop.school.class_lists.sheet_reader import as_json, bound_this_process


def read(options: Options) -> int:
    """Write the rows to standard output; the status says why there are none."""
    bound_this_process()
    status, rows = as_json(options.given.file)
    sys.stdout.buffer.write(rows)
    sys.stdout.buffer.flush()
    return status
