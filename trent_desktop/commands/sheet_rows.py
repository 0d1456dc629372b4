"""``trent-desktop sheet-rows``: a second process that reads a spreadsheet, or dies of it."""

from __future__ import annotations

import os

from trent_desktop.commands.frame import Options
from trent_desktop.school.class_lists.sheet_reader import as_json, bound_this_process


def read(options: Options) -> int:
    """Write the rows to standard output; the status says why there are none."""
    bound_this_process()
    status, rows = as_json(options.given.file)
    # By its number: a program without a console has no `sys.stdout`, though this is a pipe.
    with os.fdopen(1, "wb", closefd=False) as out:
        out.write(rows)
    return status
