"""``trent-desktop attachment-pages``: a process that draws a file's pages, or dies of it."""

from __future__ import annotations

from trent_desktop.commands.frame import Options
from trent_desktop.reading_apart import answer, bound_this_process, given
from trent_desktop.reports.attachments.page_maker import MEMORY_BYTES, SECONDS, made


def draw(options: Options) -> int:
    """Draw what comes in on standard input, and write the pages to standard output.

    The status says why there are none.
    """
    bound_this_process(MEMORY_BYTES, SECONDS)
    status, pages = made(given(), is_pdf=options.given.what == "pdf")
    answer(pages)
    return status
