"""What went wrong with a command, said in one line."""

from __future__ import annotations

import json
import signal
from contextlib import suppress

from trent_desktop.commands.frame import INTERRUPTED
from trent_desktop.commands.streams import (
    NotPrinted,
    StoppedReading,
    answer,
    complain,
    make_ready,
    somebody_watches,
)
from trent_desktop.problems import Problem


def tell(problem: Problem, *, as_json: bool) -> None:
    """Say what is wrong, in one line: on standard output as JSON, else on standard error."""
    if as_json:
        body = {"problem": problem.words, "what_to_do": problem.what_to_do, "where": problem.where}
        try:
            answer(json.dumps(body))
        except StoppedReading:
            pass
        except NotPrinted:
            tell(problem, as_json=False)
        return
    where = f" ({problem.where})" if problem.where else ""
    complain(" ".join(f"{problem}{where}".split()))


def interrupted(*, as_json: bool = False) -> int:
    """Say so in one line, and give the status. Whoever presses Ctrl+C once more ends it at once."""
    with suppress(OSError, ValueError):  # it is not always the main thread that is asked
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    make_ready()
    if somebody_watches():
        complain("")  # what was asked for stands in this line
    tell(Problem("Stopped."), as_json=as_json)
    return INTERRUPTED
