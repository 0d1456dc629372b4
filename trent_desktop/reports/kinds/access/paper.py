"""Appendix 1 on paper: the request, the ICT Lead's part, the Headteacher's decision, and its end."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

from trent_desktop.documents.blank import PaperWording
from trent_desktop.documents.blocks import QUESTION, Fact, Heading, Words
from trent_desktop.documents.page import Letterhead, Pdf, Sheet
from trent_desktop.documents.writing import Ruled, RuledCells, Signature, SignatureRow, Ticks
from trent_desktop.journeys import NOT_GIVEN, Choice, Question
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.kinds.access import KIND
from trent_desktop.reports.kinds.access import names as n
from trent_desktop.reports.kinds.access.refused import REFUSED
from trent_desktop.reports.kinds.blank_sheet import ABOUT_ON_PAPER, blank_sheet
from trent_desktop.reports.kinds.filling import Filling

_FIRST: Final = (
    "Never opened in school: sites for adults, lists of illegal content, proxies and VPNs, "
    "anything for use at home. Leave out children’s names."
)
_DAY: Final = "day|month|year"
_BLANK: Final = PaperWording(
    labels={
        n.WHERE: "Address, app or site",
        asked.CLASS: "Class, if for one",
        asked.ABOUT: "About a grown-up here?",
        n.CONTENT: "What is on it?",
        n.LOOKED: "Looked at all of it?",
        n.LOOKED_BY: "By whom, and when",
    },
    options={
        asked.ABOUT: ABOUT_ON_PAPER,
        n.WHAT: {
            n.WHAT_PAGE: "A page",
            n.WHAT_VIDEO: "Video or sound",
            n.WHAT_GAME: "Game",
            n.WHAT_APP: "App or tool",
            n.WHAT_MAKER: "AI or chat",
            n.WHAT_SOCIAL: "Social media",
        },
    },
    lines={
        n.WHERE: 1,
        n.WHY: 2,
        asked.CLASS: 1,
        n.CONTENT: 1,
        n.LOOKED_BY: 1,
        n.RISKS: 2,
        n.MET: 1,
        n.INSTEAD: 1,
    },
    columns={n.LESSON: 6, n.FIRST_DAY: 3, n.LAST_DAY: 3},
)


def blank(letterhead: Letterhead, day: dt.date, unchanging: bool) -> Pdf:
    """The form as it holds on `day`: the request on one sheet, what becomes of it on another."""
    first, *later = [page for page in KIND.pages(day) if page.questions]
    sections = (
        ("What is asked for", [_without_refused(one) for one in first.questions]),
        ("What it is for, and what might go wrong", [q for page in later for q in page.questions]),
    )
    sheet = blank_sheet(letterhead, KIND.paper, _FIRST, sections, _BLANK)
    sheet.new_page()
    _decided(sheet)
    _ended(sheet)
    return sheet.make(unchanging=unchanging)


def _without_refused(question: Question) -> Question:
    """What no school opens is no box to tick."""
    if question.name != n.WHAT or not isinstance(question, Choice):
        return question
    kept = [option for option in question.options if option.value not in REFUSED]
    return replace(question, options=kept)


def _decided(sheet: Sheet) -> None:
    sheet.add(
        Heading("For the ICT Lead: looked at, and advice", above=0),
        Ticks("Advice", _boxes("Open it", "Leave it blocked")),
        Ticks("How much", _boxes("This page only", "The whole site", "The app")),
        Ticks("Filter profile", _boxes("Pupils", "Staff", "One class or group")),
        Ruled(2, prompt="Reason", bold=True, above=4),
        SignatureRow(Signature("ICT Lead"), above=12),
        Heading("For the Headteacher: the decision"),
        Ticks("Decision", _boxes("Agreed", "Not agreed")),
        RuledCells([("From", 6, _DAY), ("To", 6, _DAY)], above=6),
        Words("Reason", QUESTION, above=4),
        Ruled(2),
        SignatureRow(Signature("Headteacher"), above=14),
    )


def _ended(sheet: Sheet) -> None:
    sheet.add(
        Heading("Opened, and blocked again"),
        RuledCells([("Opened on", 6, _DAY), ("By", 6, "")], above=4),
        RuledCells([("Tried on which profile, and what was seen", 12, "")], above=6),
        Ticks("How it ended", _boxes("Extended", "Ended")),
        RuledCells([("Extended to", 4, _DAY), ("By the Headteacher, because", 8, "")], above=6),
        RuledCells([("Blocked again on", 4, _DAY), ("By, and what was seen", 8, "")], above=6),
        SignatureRow(Signature("ICT Lead"), above=14),
    )


def _boxes(*options: str) -> list[tuple[str, bool]]:
    return [(option, False) for option in options]


def filled(filling: Filling) -> None:
    """What is asked for and why, then what it is for and what might go wrong."""
    filling.head(Fact("What it is", filling.shown(n.WHAT) or NOT_GIVEN, 4))
    filling.sheet.heading("What is asked for")
    filling.sheet.facts([Fact(filling.label(n.WHERE), filling.shown(n.WHERE) or NOT_GIVEN)])
    filling.section("Why, and for whom", (n.WHY, n.LESSON, n.FIRST_DAY, n.LAST_DAY, n.WHO))
    filling.section("What is there", (n.CONTENT, n.LOOKED, n.LOOKED_BY, n.RISKS, n.MET, n.INSTEAD))
    filling.section("About whom", (asked.ABOUT,))
