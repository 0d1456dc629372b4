"""What was tried, on paper for whoever looks after the laptops."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from trent_desktop.documents.page import Letterhead, Paper, Pdf, Sheet
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.school.trying.values import Came, Tried

_HEADINGS = {
    Came.ILL: "Needs attention",
    Came.NOTE: "Worth knowing",
    Came.UNTRIED: "To be tried by a person",
    Came.WELL: "Well",
}


def tried_pdf(tried: Sequence[Tried], laptop: str, at: dt.datetime, letterhead: Letterhead) -> Pdf:
    """What is not well comes first. `laptop` says which system it is, and whose program."""
    when = f"{date_for_people(at.date())}, {at:%H:%M}"
    paper = Paper(
        "Try this laptop", when, "", "For support", f"Tried on {when}", has_reference=False
    )
    sheet = Sheet(letterhead, paper)
    sheet.answer("The laptop", laptop)
    for came, heading in _HEADINGS.items():
        some = [one for one in tried if one.came is came]
        if some:
            sheet.heading(heading)
        for one in some:
            sheet.answer(one.title, " ".join(words for words in (one.words, one.do) if words))
    return sheet.make()
