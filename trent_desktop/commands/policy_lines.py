"""``trent-desktop policy-lines``: a process that reads the lines of a policy, or dies of it."""

from __future__ import annotations

from trent_desktop.commands.frame import Options
from trent_desktop.policy.importing.reader import MEMORY_BYTES, SECONDS, as_json
from trent_desktop.reading_apart import answer, bound_this_process, given


def read(options: Options) -> int:
    """Read what comes in on standard input, and write its lines to standard output.

    The status says why there are none.
    """
    bound_this_process(MEMORY_BYTES, SECONDS)
    status, lines = as_json(given(), options.given.what)
    answer(lines)
    return status
