"""The first sheet of a kind's blank form: what to know first, the questions, and a signature."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from trent_desktop.documents.blank import PaperWording, ask
from trent_desktop.documents.page import Letterhead, Paper, Sheet
from trent_desktop.documents.writing import Boxed, Signature, SignatureRow
from trent_desktop.journeys import Question
from trent_desktop.reports.asked import names as n
from trent_desktop.reports.kinds.kind import KindPaper

#: To whom the sheet goes, by whom it is about.
ABOUT_ON_PAPER: Final[Mapping[str, str]] = {
    n.ABOUT_STAFF: "Yes, staff or volunteer: envelope for the Headteacher alone",
    n.ABOUT_HEAD: "Yes, the Headteacher: envelope for the Chair of Governors alone",
}

#: Before the part that the ICT Lead fills in (rule 2).
HAND_ON: Final = (
    "Is it about a grown-up who works here? Then this page stays in the envelope with the rest, "
    "and neither the ICT Lead nor anybody else is given it. Only the last part is filled in."
)


def blank_sheet(
    letterhead: Letterhead,
    paper: KindPaper,
    first: str,
    sections: Iterable[tuple[str, Sequence[Question]]],
    wording: PaperWording,
    *,
    page_each: bool = False,
) -> Sheet:
    """The questions by section under `first`, which stands in a box, signed by who writes it.

    With `page_each`, each section after the first begins a page.
    """
    sheet = Sheet(
        letterhead,
        Paper(
            paper.title,
            paper.appendix,
            "",
            paper.handling,
            "Leave empty what you do not know.",
            paper.blank_sources or paper.sources,
        ),
    )
    sheet.add(Boxed(first))
    for number, (heading, questions) in enumerate(sections):
        if number and page_each:
            sheet.new_page()
        sheet.heading(heading, above=0 if number and page_each else 9)
        ask(sheet, questions, wording)
    sheet.together(SignatureRow(Signature("Member of staff"), above=6))
    return sheet
