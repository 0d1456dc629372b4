"""The form for a complaint about personal data, on paper."""

from __future__ import annotations

import datetime as dt
from typing import Final

from trent_desktop.documents.blocks import Words
from trent_desktop.documents.page import Letterhead, Pdf
from trent_desktop.documents.writing import Ruled
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.kinds.complaint_sheet import complaint_sheet, filled_complaint
from trent_desktop.reports.kinds.data_protection import KIND
from trent_desktop.reports.kinds.data_protection import names as n
from trent_desktop.reports.kinds.filling import Filling

_FIRST: Final = (
    "Write down what they said, and thank them. Was something lost, or has the wrong person seen "
    "it? Then tell the Headteacher in person now. Hand this to the Headteacher; if it is about "
    "staff or the Headteacher, use an envelope."
)


def blank(letterhead: Letterhead, day: dt.date, unchanging: bool) -> Pdf:
    """The form as it holds on `day`: what was said, and a page for whoever leads on it."""
    return complaint_sheet(
        letterhead,
        KIND,
        day,
        _FIRST,
        [
            Words(
                "It is acknowledged within thirty days, the day on which it came included, and "
                "looked into without undue delay.",
                above=4,
            ),
            Ruled(1, prompt="The data protection officer was asked: day, and answer", bold=True),
            Ruled(
                1,
                prompt="A breach? If so: the Information Commissioner (ICO) was told on",
                bold=True,
            ),
            Ruled(1, prompt="The person who complained was told how far it is, on", bold=True),
        ],
        "The person who complained was told, and about the ICO too, on",
        unchanging=unchanging,
    )


def filled(filling: Filling) -> None:
    """Who complained, about what, and what else is known."""
    filled_complaint(
        filling, n.WHAT, (asked.COMPLAINT_HOW, n.WHOSE, n.SINCE, asked.COMPLAINT_WANTED)
    )
