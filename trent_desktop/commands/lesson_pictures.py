"""``trent-desktop lesson-pictures``: a process that draws the PNGs of a lesson, or dies of it."""

from __future__ import annotations

from trent_desktop.commands.frame import Options
from trent_desktop.lessons.drawn_apart import MEMORY_BYTES, SECONDS, drawn_anew
from trent_desktop.reading_apart import answer, bound_this_process, given


def draw(_options: Options) -> int:
    """Draw what comes in on standard input anew, and write it to standard output.

    The status says why there is nothing.
    """
    bound_this_process(MEMORY_BYTES, SECONDS)
    status, drawn = drawn_anew(given())
    answer(drawn)
    return status
