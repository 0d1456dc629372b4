"""The form for a low-level concern, on paper: into an envelope, to one person."""

from __future__ import annotations

import datetime as dt
from typing import Final

from trent_desktop.documents.blank import WHEN_GUIDE, PaperWording
from trent_desktop.documents.blocks import QUESTION, Fact, Heading, Words
from trent_desktop.documents.page import Letterhead, Pdf
from trent_desktop.documents.writing import Ruled, RuledCells, Signature, SignatureRow
from trent_desktop.journeys import NOT_GIVEN, YES
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.kinds.blank_sheet import blank_sheet
from trent_desktop.reports.kinds.concern import KIND
from trent_desktop.reports.kinds.concern import names as n
from trent_desktop.reports.kinds.filling import Filling

_FIRST: Final = (
    "Write down what you saw or heard, as soon as you can. Put this into an envelope for the "
    "Headteacher alone, or for the Chair of Governors alone if it is about the Headteacher. Hand it "
    "over yourself, and keep no copy."
)
_BLANK: Final = PaperWording(
    labels={
        asked.HAPPENED_AT: "When it happened",
        asked.STAFF_NAME: "Name",
        n.HARM: "A child harmed, or at risk?",
        n.SPOKEN: "Spoken with them?",
    },
    options={
        asked.ABOUT: {
            asked.ABOUT_STAFF: "Somebody who works or helps here: for the Headteacher alone",
            asked.ABOUT_HEAD: "The Headteacher: for the Chair of Governors alone",
        },
        n.HARM: {YES: "Yes. Tell them in person today as well"},
    },
    hints={n.SEEN: "What happened, in order. You need not be sure."},
    lines={n.SEEN: 4, n.SPOKEN: 1},
    columns={asked.HAPPENED_AT: 8},
)


def blank(letterhead: Letterhead, day: dt.date, unchanging: bool) -> Pdf:
    """The form as it holds on `day`: what was seen, and a page for the one who reads it."""
    first, *later = KIND.pages(day)
    sections = (
        ("What you saw or heard", first.questions),
        ("What else there is", [one for page in later for one in page.questions]),
    )
    sheet = blank_sheet(letterhead, KIND.paper, _FIRST, sections, _BLANK)
    sheet.new_page()
    sheet.add(
        Heading("For the Headteacher, or the Chair of Governors", above=0),
        RuledCells([("Received on", 6, WHEN_GUIDE), ("From", 6, "")]),
        Words(
            "Earlier concerns about the same person, and what they have in common",
            QUESTION,
            above=4,
        ),
        Ruled(3),
        Words("Decision and reason, even if it is not referred", QUESTION, above=4),
        Ruled(5),
        Ruled(1, prompt="Advice from the Local Authority Designated Officer, and when", bold=True),
        SignatureRow(Signature("Headteacher or Chair of Governors"), above=16),
    )
    return sheet.make(unchanging=unchanging)


def filled(filling: Filling) -> None:
    """Who, what was seen, and what is around it."""
    filling.head(Fact("About", filling.shown(asked.STAFF_NAME) or NOT_GIVEN, 4))
    filling.section("What was seen or heard", (n.SEEN, n.HARM))
    filling.section("Around it", (n.SORT, n.ON_ITS_OWN, n.PLACE, n.WITNESSES, n.SPOKEN))
