"""The form about somebody who got round the filter, blank and filled."""

from __future__ import annotations

import datetime as dt
from typing import Final

from trent_desktop.documents.blank import PaperWording
from trent_desktop.documents.blocks import QUESTION, Fact, Heading, Words
from trent_desktop.documents.page import Letterhead, Pdf
from trent_desktop.documents.writing import Boxed, Ruled, RuledCells, Signature, SignatureRow, Ticks
from trent_desktop.journeys import NOT_GIVEN, YES
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.kinds.blank_sheet import ABOUT_ON_PAPER, HAND_ON, blank_sheet
from trent_desktop.reports.kinds.circumvention import KIND
from trent_desktop.reports.kinds.circumvention import names as n
from trent_desktop.reports.kinds.filling import Filling
from trent_desktop.reports.stop.pages import STOP_HINT, STOP_QUESTION

_FIRST: Final = (
    f"{STOP_QUESTION} {STOP_HINT} "
    "Write nothing here, and go to the Designated Safeguarding Lead now. "
    "Never write a password on this form."
)
_DAY: Final = "day|month|year"
_BLANK: Final = PaperWording(
    labels={
        asked.HAPPENED_AT: "Happened",
        asked.CLASS: "Class",
        n.PASSWORD_OF: "Whose password",
        n.SHOWN: "Others shown how?",
        asked.DANGER: "A child in danger?",
    },
    options={
        asked.ABOUT: ABOUT_ON_PAPER,
        asked.DANGER: {YES: "Yes. Ring 999 first"},
        n.WAY: {
            n.WAY_PROXY: "Proxy site",
            n.WAY_VPN: "VPN",
            n.WAY_PASSWORD: "Somebody’s password",
            n.WAY_HOTSPOT: "Own network",
            n.WAY_DEVICE: "Own device",
            n.WAY_SETTINGS: "Settings",
        },
    },
    lines={
        n.WHO: 1,
        asked.STAFF_NAME: 1,
        n.WHAT: 2,
        n.REACHED: 1,
        n.DONE_MORE: 1,
        asked.CHILD_WORDS: 1,
    },
    columns={asked.HAPPENED_AT: 8, asked.CLASS: 4, n.DEVICE: 4, n.PLACE: 4, n.PASSWORD_OF: 4},
)


def blank(letterhead: Letterhead, day: dt.date, unchanging: bool) -> Pdf:
    """The form as it holds on `day`: what happened, and a page for those who lead."""
    first, *later = KIND.pages(day)
    sections = (
        ("What happened", first.questions),
        ("Where it was, and what was done", [one for page in later for one in page.questions]),
    )
    sheet = blank_sheet(letterhead, KIND.paper, _FIRST, sections, _BLANK)
    sheet.new_page()
    sheet.add(
        Boxed(HAND_ON, above=0),
        Heading("For the ICT Lead"),
        Ticks("The way round", _boxes("Blocked", "Nothing to block, because"), columns=6),
        Ruled(2),
        RuledCells([("Tried on a pupil’s account on", 6, _DAY), ("What was seen", 6, "")]),
        SignatureRow(Signature("ICT Lead"), above=14),
        Heading("For the Headteacher (about the Headteacher: for the Chair of Governors)"),
        Words("Decision and reason", QUESTION, above=4),
        Ruled(3),
        Ticks("School computers only under supervision", _boxes("Yes", "No"), columns=6),
        RuledCells([("Who", 6, ""), ("From", 3, _DAY), ("Until", 3, _DAY)], above=6),
        Ticks("Parents told", _boxes("Yes", "No", "Not needed")),
        SignatureRow(Signature("Headteacher or Chair of Governors"), above=14),
    )
    return sheet.make(unchanging=unchanging)


def _boxes(*options: str) -> list[tuple[str, bool]]:
    return [(option, False) for option in options]


def filled(filling: Filling) -> None:
    """Who and how, what happened and was reached, where, and what was done."""
    filling.head(Fact("How", filling.shown(n.WAY) or NOT_GIVEN, 4))
    filling.section("Who", (n.WHO, asked.STAFF_NAME, asked.ABOUT))
    filling.section("What happened", (n.WHAT, n.REACHED))
    filling.section("Where it was", (n.DEVICE, n.PLACE, n.PASSWORD_OF, n.SHOWN, asked.DANGER))
    if words := filling.shown(asked.CHILD_WORDS):
        filling.sheet.heading("What the child said")
        filling.sheet.own_words("The child’s own words", words)
    filling.section("What was done", (n.DONE, n.DONE_MORE))
