"""Appendix 2 as a blank form, for a colleague without a laptop. Made from the journey itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from trent_desktop.documents.blank import WHEN_GUIDE
from trent_desktop.documents.blocks import QUESTION, Heading, Words
from trent_desktop.documents.page import Letterhead, Pdf, Sheet
from trent_desktop.documents.writing import (
    Boxed,
    Ruled,
    RuledCells,
    Signature,
    SignatureRow,
    Ticks,
)
from trent_desktop.journeys import Choice, Page, Question
from trent_desktop.reports.kinds.blank_sheet import HAND_ON, blank_sheet
from trent_desktop.reports.kinds.content import KIND, paper_pages
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.kinds.content.categories import categories_on
from trent_desktop.reports.kinds.content.paper_wording import BLANK
from trent_desktop.reports.stop.pages import STOP_HINT, STOP_QUESTION

_SECTIONS: Final = (
    ("What happened", ("quick",)),
    ("Where and how", ("device", "how", "filter", "category")),
    ("The people", ("who-saw", "children", "words")),
    ("What was done", ("done", "told")),
)


def blank_form(letterhead: Letterhead, day: dt.date, *, unchanging: bool = False) -> Pdf:
    """The blank form as it holds on `day`: the report on one sheet, the school's part on another."""
    sheet = blank_sheet(
        letterhead,
        KIND.paper,
        f"{STOP_QUESTION} {STOP_HINT} "
        "Write nothing here, and go to the Designated Safeguarding Lead now.",
        sections_on_paper(day),
        BLANK,
    )
    _for_the_school(sheet)
    return sheet.make(unchanging=unchanging)


def sections_on_paper(day: dt.date) -> Iterator[tuple[str, list[Question]]]:
    """The questions of the form by section. A page nobody sorted yet is a section by itself."""
    pages = {page.name: page for page in paper_pages(day)}
    for heading, wanted in _SECTIONS:
        found = [pages.pop(name) for name in wanted if name in pages]
        if questions := [one for page in found for one in _on_paper(page, day)]:
            yield heading, questions
    for page in pages.values():
        yield page.heading, _on_paper(page, day)


def _on_paper(page: Page, day: dt.date) -> list[Question]:
    return [_without_stop(question, day) for question in page.questions]


def _without_stop(question: Question, day: dt.date) -> Question:
    """A question without the option that stops: that is told in person, never on paper."""
    if question.name != n.CATEGORY or not isinstance(question, Choice):
        return question
    rows = categories_on(day)
    stops = {row.value for row in rows.rows if row.stops}
    kept = [option for option in question.options if option.value not in stops]
    return replace(question, options=kept)


def _for_the_school(sheet: Sheet) -> None:
    """What the ICT Lead and the Headteacher fill in, on a page of its own."""
    sheet.new_page()
    sheet.add(
        Boxed(HAND_ON, above=0),
        Heading("For the ICT Lead"),
        Ticks("In the filter", _boxes("Blocked", "No block needed, because")),
        Ruled(2),
        RuledCells([("Blocked on", 6, WHEN_GUIDE), ("By", 6, "")]),
        Ticks(
            "Checked again on a pupil’s account", _boxes("Still blocked", "Not blocked"), columns=6
        ),
        RuledCells([("Checked on", 6, WHEN_GUIDE), ("By", 6, "")]),
        Ruled(1, prompt="Reported elsewhere (police, CEOP, IWF), with the reference", bold=True),
        SignatureRow(Signature("ICT Lead"), above=16),
        Heading("For the Headteacher (about the Headteacher: for the Chair of Governors)"),
        Words("Decision", QUESTION, above=4),
        Ruled(3),
        Words("Reason, even if nothing further is done", QUESTION, above=10),
        Ruled(4),
        Ticks("Parents told", _boxes("Yes", "No", "Not needed")),
        SignatureRow(Signature("Headteacher or Chair of Governors"), above=16),
    )


def _boxes(*options: str) -> list[tuple[str, bool]]:
    return [(option, False) for option in options]
