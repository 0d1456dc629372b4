"""The form about conduct, on paper."""

from __future__ import annotations

import datetime as dt
from typing import Final

from trent_desktop.documents.blank import WHEN_GUIDE, PaperWording
from trent_desktop.documents.blocks import QUESTION, Fact, Heading, Words
from trent_desktop.documents.page import Letterhead, Pdf
from trent_desktop.documents.writing import Ruled, RuledCells, Signature, SignatureRow
from trent_desktop.journeys import NOT_GIVEN
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.kinds.blank_sheet import blank_sheet
from trent_desktop.reports.kinds.conduct import KIND
from trent_desktop.reports.kinds.conduct import names as n
from trent_desktop.reports.kinds.filling import Filling

_FIRST: Final = (
    "Write down what you saw, and copy no pictures of children. Hand this to the Headteacher; if it "
    "is about staff or the Headteacher, use an envelope."
)
_BLANK: Final = PaperWording(
    labels={
        asked.HAPPENED_AT: "When it happened",
        n.PUPILS: "Pupil, full name and class",
        n.PARENT: "Parent or carer, and of which child",
        asked.STAFF_NAME: "Member of staff",
        n.HURT: "Who is hurt by it, or shown in it",
        n.STRANGER: "A stranger wrote to the pupil",
    },
    options={
        asked.ABOUT: {
            asked.ABOUT_STAFF: "Staff or a volunteer: envelope for the Headteacher alone",
            asked.ABOUT_HEAD: "The Headteacher: envelope for the Chair of Governors alone",
        },
    },
    lines={n.SEEN: 4, n.HURT: 1, n.PUPILS: 1},
    columns={asked.HAPPENED_AT: 8},
)
#: On paper what it was is written under "What did you see?".
_BY_WORDS: Final = frozenset({n.BY_PUPIL, n.BY_PARENT, n.BY_STAFF})


def blank(letterhead: Letterhead, day: dt.date, unchanging: bool) -> Pdf:
    """The form as it holds on `day`: what was seen, and a page for those who lead."""
    first, *later = KIND.pages(day)
    sections = (
        ("What happened", [one for one in first.questions if one.name not in _BY_WORDS]),
        ("What else is known", [one for page in later for one in page.questions]),
    )
    sheet = blank_sheet(letterhead, KIND.paper, _FIRST, sections, _BLANK)
    sheet.new_page()
    sheet.add(
        Heading("For the Headteacher", above=0),
        RuledCells([("Received on", 6, WHEN_GUIDE), ("From", 6, "")]),
        Words("What is decided, and why", QUESTION, above=4),
        Ruled(5),
        Ruled(1, prompt="Parents or carers told by, and when", bold=True),
        Ruled(1, prompt="Letter sent on", bold=True),
        Ruled(1, prompt="Looked at again on", bold=True),
        SignatureRow(Signature("Headteacher"), above=16),
    )
    return sheet.make(unchanging=unchanging)


def filled(filling: Filling) -> None:
    """Who it was, what it was, and what else is known."""
    who = filling.shown(n.PUPILS) or filling.shown(n.PARENT) or filling.shown(asked.STAFF_NAME)
    filling.head(Fact("Who it was", who or NOT_GIVEN, 4))
    filling.section("What happened", (asked.ABOUT, n.BY_PUPIL, n.BY_PARENT, n.BY_STAFF, n.SEEN))
    filling.section(
        "What else is known",
        (n.PLATFORM, n.STILL_THERE, n.HURT, n.STRANGER, n.KNOWN_HOW, n.BEFORE),
    )
