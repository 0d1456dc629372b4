"""The form for contact on social media on paper: handed to the Headteacher in an envelope."""

from __future__ import annotations

import datetime as dt
from typing import Final

from trent_desktop.documents.blank import WHEN_GUIDE, PaperWording
from trent_desktop.documents.blocks import QUESTION, Fact, Heading, Words
from trent_desktop.documents.page import Letterhead, Pdf
from trent_desktop.documents.writing import Ruled, RuledCells, Signature, SignatureRow, Ticks
from trent_desktop.journeys import NOT_GIVEN, YES
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.kinds.blank_sheet import ABOUT_ON_PAPER, blank_sheet
from trent_desktop.reports.kinds.contact import KIND
from trent_desktop.reports.kinds.contact import names as n
from trent_desktop.reports.kinds.filling import Filling

_FIRST: Final = (
    "Do not accept and do not answer. Keep a note or a screenshot, then block or decline, and hand "
    "this to the Headteacher. If a grown-up who works here may have begun or accepted it: fill in "
    "the first part only, ask nobody more, and hand it over today in a closed envelope. The Local "
    "Authority Designated Officer is rung within one working day."
)
_BLANK: Final = PaperWording(
    labels={
        asked.HAPPENED_AT: "When it was",
        n.TOLD_BY: "Who told you, if it was told to you",
        n.PUPIL: "Pupil, full name and class",
        n.NAME: "Parent, carer or former pupil",
        asked.STAFF_NAME: "Name of the grown-up concerned",
        n.PLATFORM: "App, game or site",
        n.ACCOUNT: "Account",
        n.KEPT: "Screenshot kept?",
        n.PRIVACY: "Privacy looked at?",
        n.KNOWN: "Known otherwise?",
        n.KNOWN_HOW: "How they know each other",
        n.AGAIN: "Happened before?",
        n.UNDER_AGE: "App for older?",
        n.MORE: "Anything else",
    },
    options={
        asked.ABOUT: ABOUT_ON_PAPER,
        asked.DANGER: {YES: "Yes. Ring 999 first"},
        n.WAY: {
            n.WAY_ME: "A family or pupil contacted me",
            n.WAY_TOLD: "Somebody told me of such contact",
            n.WAY_DECLARED: "Nothing happened: I know a family privately",
        },
    },
    lines={
        n.TOLD_BY: 1,
        n.PUPIL: 1,
        n.NAME: 1,
        n.WHAT: 4,
        n.PLATFORM: 1,
        n.KNOWN_HOW: 1,
        n.MORE: 1,
    },
    columns={asked.HAPPENED_AT: 6, asked.STAFF_NAME: 6},
)


def blank(letterhead: Letterhead, day: dt.date, unchanging: bool) -> Pdf:
    """The form as it holds on `day`: what happened, what is known, and the Headteacher's part."""
    pages = KIND.pages(day)
    first = [one for page in pages[:2] for one in page.questions]
    sections = (
        ("What it is", first),
        ("What is known of it", [one for page in pages[2:] for one in page.questions]),
    )
    sheet = blank_sheet(letterhead, KIND.paper, _FIRST, sections, _BLANK, page_each=True)
    sheet.add(
        Heading("For the Headteacher"),
        RuledCells([("Received on", 6, WHEN_GUIDE), ("From", 6, "")]),
        Ticks(
            "What is done",
            [
                ("Nothing more", False),
                ("A talk", False),
                ("A letter", False),
                ("A meeting", False),
                ("Advice to the member of staff", False),
                ("Parents told: account under age", False),
                ("Safeguarding Lead told", False),
                ("Chair told", False),
            ],
            columns=3,
        ),
        Words("Why this was decided", QUESTION, above=4),
        Ruled(3),
        SignatureRow(Signature("Headteacher"), above=16),
    )
    return sheet.make(unchanging=unchanging)


def filled(filling: Filling) -> None:
    """Who was in contact, what happened, and what is known of it."""
    who = filling.shown(n.PUPIL) or filling.shown(n.NAME) or NOT_GIVEN
    filling.head(Fact("In contact", who, 4))
    filling.section("What it is", (n.WAY, n.TOLD_BY, n.BY, asked.ABOUT, asked.STAFF_NAME))
    filling.sheet.heading("What happened, or how they know each other")
    filling.sheet.answer("In the words of whoever wrote it down", filling.shown(n.WHAT))
    filling.section(
        "What is known of it",
        (
            asked.DANGER,
            n.PLATFORM,
            n.ACCOUNT,
            n.SORT,
            n.DIRECTION,
            n.BECAME,
            n.KEPT,
            n.PRIVACY,
            n.KNOWN,
            n.KNOWN_HOW,
            n.AGAIN,
            n.UNDER_AGE,
            n.MORE,
        ),
    )
