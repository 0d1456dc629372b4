"""The form for what a child told, on paper: to be handed over in person."""

from __future__ import annotations

import datetime as dt
from typing import Final

from trent_desktop.documents.blank import WHEN_GUIDE, PaperWording
from trent_desktop.documents.blocks import QUESTION, Fact, Heading, Words
from trent_desktop.documents.page import Letterhead, Pdf
from trent_desktop.documents.writing import Ruled, RuledCells, Signature, SignatureRow
from trent_desktop.journeys import NOT_GIVEN, YES
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.kinds.blank_sheet import ABOUT_ON_PAPER, blank_sheet
from trent_desktop.reports.kinds.filling import Filling
from trent_desktop.reports.kinds.told import KIND
from trent_desktop.reports.kinds.told import names as n

_FIRST: Final = (
    "Listen, and do not promise to keep a secret. Write down what was said as soon as you can, then hand this to "
    "the Designated Safeguarding Lead yourself. Do not leave it in a tray, and keep no copy."
)
_BLANK: Final = PaperWording(
    labels={
        asked.HAPPENED_AT: "When the child told you",
        asked.CLASS: "Class",
        n.CHILD: "Which child told you, full name",
        asked.CHILD_WORDS: "The child’s own words",
    },
    options={
        asked.ABOUT: ABOUT_ON_PAPER,
        asked.DANGER: {YES: "Yes. Ring 999 first"},
        n.INJURY: {YES: "Yes. Record it in the child-protection system too"},
    },
    hints={
        asked.CHILD_WORDS: "As exactly as you remember.",
        n.SEEMED: "What you saw, not what it may mean.",
        n.ANSWERED: "Also what you asked, if you asked anything.",
    },
    lines={n.CHILD: 1, asked.CHILD_WORDS: 5, n.SEEMED: 1, n.ANSWERED: 2},
    columns={asked.HAPPENED_AT: 8, asked.CLASS: 4},
)


def blank(letterhead: Letterhead, day: dt.date, unchanging: bool) -> Pdf:
    """The form as it holds on `day`: what was told, and a page for those who lead."""
    first, *later = KIND.pages(day)
    sections = (
        ("What the child told you", first.questions),
        ("What you saw and did", [one for page in later for one in page.questions]),
    )
    sheet = blank_sheet(letterhead, KIND.paper, _FIRST, sections, _BLANK)
    sheet.new_page()
    sheet.add(
        Heading("For the Designated Safeguarding Lead", above=0),
        RuledCells([("Received on", 6, WHEN_GUIDE), ("From", 6, "")]),
        Words("Decision and reason, even if it is not referred", QUESTION, above=4),
        Ruled(5),
        Ruled(1, prompt="Reference in the child-protection system", bold=True),
        SignatureRow(Signature("Designated Safeguarding Lead"), above=16),
        Heading("For the Headteacher"),
        Words("Read, and the reason for what is done", QUESTION, above=4),
        Ruled(4),
        SignatureRow(Signature("Headteacher"), above=16),
    )
    return sheet.make(unchanging=unchanging)


def filled(filling: Filling) -> None:
    """What the child said stands apart from what grown-ups wrote."""
    filling.head(Fact("Child", filling.shown(n.CHILD) or NOT_GIVEN, 4))
    filling.sheet.heading("What the child said")
    filling.sheet.own_words("The child’s own words", filling.shown(asked.CHILD_WORDS) or NOT_GIVEN)
    filling.section("What was seen and said", (n.SEEMED, n.INJURY, n.ANSWERED))
    filling.section("Who and what now", (asked.ABOUT, asked.DANGER, n.IN_PERSON))
