"""The form for a complaint about personal data, on paper."""

from __future__ import annotations

import datetime as dt
from typing import Final

from trent_desktop.documents.blank import WHEN_GUIDE, PaperWording
from trent_desktop.documents.blocks import QUESTION, Fact, Heading, Words
from trent_desktop.documents.page import Letterhead, Pdf
from trent_desktop.documents.writing import Ruled, RuledCells, Signature, SignatureRow
from trent_desktop.journeys import NOT_GIVEN
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.kinds.blank_sheet import ABOUT_ON_PAPER, blank_sheet
from trent_desktop.reports.kinds.data_protection import KIND
from trent_desktop.reports.kinds.data_protection import names as n
from trent_desktop.reports.kinds.filling import Filling

_FIRST: Final = (
    "Write down what they said, and thank them. Was something lost, or has the wrong person seen "
    "it? Then tell the Headteacher in person now. Hand this to the Headteacher; if it is about "
    "staff or the Headteacher, use an envelope."
)
_BLANK: Final = PaperWording(
    labels={
        asked.HAPPENED_AT: "When it came",
        asked.COMPLAINT_PUPILS: "Pupil, full name and class",
        asked.COMPLAINT_NAME: "Name of whoever complained",
        asked.STAFF_NAME: "Who it is about",
        asked.ABOUT: "About a grown-up who works here?",
        asked.COMPLAINT_WANTED: "What they would like",
    },
    options={asked.ABOUT: ABOUT_ON_PAPER},
    lines={
        asked.COMPLAINT_SAID: 4,
        asked.COMPLAINT_PUPILS: 1,
        asked.COMPLAINT_NAME: 1,
        asked.COMPLAINT_WANTED: 1,
    },
    columns={asked.HAPPENED_AT: 8, asked.STAFF_NAME: 4},
)


def blank(letterhead: Letterhead, day: dt.date, unchanging: bool) -> Pdf:
    """The form as it holds on `day`: what was said, and a page for whoever leads on it."""
    first, *later = KIND.pages(day)
    sections = (
        ("The complaint", first.questions),
        ("What else is known", [one for page in later for one in page.questions]),
    )
    sheet = blank_sheet(letterhead, KIND.paper, _FIRST, sections, _BLANK)
    sheet.new_page()
    sheet.add(
        Heading("For the Headteacher, or the Chair of Governors", above=0),
        RuledCells([("Received on", 6, WHEN_GUIDE), ("Acknowledged on", 6, WHEN_GUIDE)]),
        Words(
            "It is acknowledged within thirty days, the day on which it came included, and looked "
            "into without undue delay.",
            above=4,
        ),
        Ruled(1, prompt="The data protection officer was asked: day, and answer", bold=True),
        Ruled(
            1, prompt="A breach? If so: the Information Commissioner (ICO) was told on", bold=True
        ),
        Ruled(1, prompt="The person who complained was told how far it is, on", bold=True),
        Words("How it ended, and why", QUESTION, above=4),
        Ruled(5),
        Ruled(1, prompt="The person who complained was told, and about the ICO too, on", bold=True),
        Ruled(1, prompt="The governors were told, in numbers, on", bold=True),
        SignatureRow(Signature("Headteacher or Chair of Governors"), above=16),
    )
    return sheet.make(unchanging=unchanging)


def filled(filling: Filling) -> None:
    """Who complained, about what, and what else is known."""
    who = filling.shown(asked.COMPLAINT_NAME) or filling.shown(asked.COMPLAINT_PUPILS)
    filling.head(Fact("From whom", who or NOT_GIVEN, 4))
    filling.section(
        "The complaint",
        (asked.COMPLAINT_FROM, n.WHAT, asked.COMPLAINT_SAID, asked.ABOUT, asked.STAFF_NAME),
    )
    filling.section(
        "What else is known", (asked.COMPLAINT_HOW, n.WHOSE, n.SINCE, asked.COMPLAINT_WANTED)
    )
