"""What the forms of complaint share on paper: what was said, and a page for whoever leads on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from trent_desktop.documents.blank import WHEN_GUIDE, PaperWording
from trent_desktop.documents.blocks import QUESTION, Block, Fact, Heading, Words
from trent_desktop.documents.page import Letterhead, Pdf
from trent_desktop.documents.writing import Ruled, RuledCells, Signature, SignatureRow
from trent_desktop.journeys import NOT_GIVEN
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.kinds.blank_sheet import ABOUT_ON_PAPER, blank_sheet
from trent_desktop.reports.kinds.filling import Filling
from trent_desktop.reports.kinds.kind import Kind

_LABELS: Final = {
    asked.HAPPENED_AT: "When it came",
    asked.COMPLAINT_PUPILS: "Pupil, full name and class",
    asked.COMPLAINT_NAME: "Name of whoever complained",
    asked.STAFF_NAME: "Who it is about",
    asked.ABOUT: "About a grown-up who works here?",
    asked.COMPLAINT_WANTED: "What they would like",
}
_LINES: Final = {
    asked.COMPLAINT_SAID: 4,
    asked.COMPLAINT_PUPILS: 1,
    asked.COMPLAINT_NAME: 1,
    asked.COMPLAINT_WANTED: 1,
}
_COLUMNS: Final = {asked.HAPPENED_AT: 8, asked.STAFF_NAME: 4}
_NO_LABELS: Final[Mapping[str, str]] = {}
_NO_LINES: Final[Mapping[str, int]] = {}


def complaint_sheet(
    letterhead: Letterhead,
    kind: Kind,
    day: dt.date,
    first: str,
    steps: Sequence[Block],
    outcome: str,
    *,
    labels: Mapping[str, str] = _NO_LABELS,
    lines: Mapping[str, int] = _NO_LINES,
    unchanging: bool,
) -> Pdf:
    """The form of `kind` as it holds on `day`.

    `first` stands in a box above it; `steps` are what whoever leads on it fills in before how it
    ended, and `outcome` what is dated after it. `labels` and `lines` (how many to write on) are for
    questions, by name, that this form alone has.
    """
    page, *later = kind.pages(day)
    sections = (
        ("The complaint", page.questions),
        ("What else is known", [one for page in later for one in page.questions]),
    )
    wording = PaperWording(
        labels={**_LABELS, **labels},
        options={asked.ABOUT: ABOUT_ON_PAPER},
        lines={**_LINES, **lines},
        columns=_COLUMNS,
    )
    sheet = blank_sheet(letterhead, kind.paper, first, sections, wording)
    sheet.new_page()
    sheet.add(
        Heading("For the Headteacher, or the Chair of Governors", above=0),
        RuledCells([("Received on", 6, WHEN_GUIDE), ("Acknowledged on", 6, WHEN_GUIDE)]),
        *steps,
        Words("How it ended, and why", QUESTION, above=4),
        Ruled(5),
        Ruled(1, prompt=outcome, bold=True),
        Ruled(1, prompt="The governors were told, in numbers, on", bold=True),
        SignatureRow(Signature("Headteacher or Chair of Governors"), above=16),
    )
    return sheet.make(unchanging=unchanging)


def filled_complaint(filling: Filling, what: str, also_known: Sequence[str]) -> None:
    """Who complained, about what (`what` is the question's name), and what else is known."""
    who = filling.shown(asked.COMPLAINT_NAME) or filling.shown(asked.COMPLAINT_PUPILS)
    filling.head(Fact("From whom", who or NOT_GIVEN, 4))
    filling.section(
        "The complaint",
        (asked.COMPLAINT_FROM, what, asked.COMPLAINT_SAID, asked.ABOUT, asked.STAFF_NAME),
    )
    filling.section("What else is known", also_known)
