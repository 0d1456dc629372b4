"""The form for a complaint about the policy, on paper."""

from __future__ import annotations

import datetime as dt
from typing import Final

from trent_desktop.documents.page import Letterhead, Pdf
from trent_desktop.documents.writing import Ruled
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.kinds.complaint import KIND
from trent_desktop.reports.kinds.complaint import names as n
from trent_desktop.reports.kinds.complaint_sheet import complaint_sheet, filled_complaint
from trent_desktop.reports.kinds.filling import Filling

_FIRST: Final = (
    "Write down what they said, and thank them. You need not answer it. Hand this to the "
    "Headteacher; if it is about staff or the Headteacher, use an envelope."
)


def blank(letterhead: Letterhead, day: dt.date, unchanging: bool) -> Pdf:
    """The form as it holds on `day`: what was said, and a page for whoever leads on it."""
    return complaint_sheet(
        letterhead,
        KIND,
        day,
        _FIRST,
        [
            Ruled(1, prompt="Stage 1, a talk: day, and what came of it", bold=True),
            Ruled(1, prompt="Stage 2, an answer in writing: day, and what came of it", bold=True),
            Ruled(1, prompt="Stage 3, a panel of governors: day, and who sat on it", bold=True),
        ],
        "The person who complained was told on",
        labels={n.BEFORE: "Spoken with them?"},
        lines={n.CLAUSE: 1},
        unchanging=unchanging,
    )


def filled(filling: Filling) -> None:
    """Who complained, about what, and what else is known."""
    filled_complaint(
        filling, n.WHAT, (asked.COMPLAINT_HOW, n.CLAUSE, asked.COMPLAINT_WANTED, n.BEFORE)
    )
