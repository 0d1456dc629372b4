"""The two papers beside the reports in a pack for the next school: what is in it, and a receipt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from trent_desktop.documents.blocks import SMALL, Fact, Words
from trent_desktop.documents.page import Letterhead, Paper, Pdf, Sheet
from trent_desktop.documents.writing import RuledCells, Signature
from trent_desktop.journeys import date_for_people

_CONTENTS = (
    "Each report is a file of its own, and opens with the passphrase that you were told apart from "
    "this pack. The row of letters and digits under each shows that the file is the one we sent."
)
_RECEIPT = (
    "Please sign this for the person who now leads on safeguarding for the child, and send it back "
    "to the school at the head of this page. It names nobody on purpose."
)


@dataclass(frozen=True, slots=True)
class Packed:
    """One file of a pack, locked. `digest` is the SHA-256 of its bytes."""

    reference: str
    kind: str
    recorded: dt.datetime
    pages: int
    content: bytes = field(repr=False)
    digest: str

    @property
    def name(self) -> str:
        """What the file is called: its reference, never a name."""
        return f"{self.reference}.pdf"


def contents_sheet(
    letterhead: Letterhead,
    number: str,
    pupil: str,
    to: str,
    day: dt.date,
    packed: Sequence[Packed],
) -> Sheet:
    """What is in a pack. It names the child, so it is to be locked."""
    foot = f"Made on {date_for_people(day)}"
    paper = Paper("What is in this pack", "", number, "Confidential", foot, names_school=False)
    sheet = Sheet(letterhead, paper)
    sheet.facts([Fact("Child", pupil, 6, True), Fact("For", to, 6)])
    sheet.add(Words(_CONTENTS, above=8))
    sheet.heading("Reports")
    for one in packed:
        pages = "1 page" if one.pages == 1 else f"{one.pages} pages"
        recorded = date_for_people(one.recorded.astimezone().date())
        sheet.together(
            Words(f"{one.name}: {one.kind}, recorded on {recorded}, {pages}", above=8),
            Words(_in_groups(one.digest), SMALL),
        )
    return sheet


def receipt(letterhead: Letterhead, number: str, day: dt.date, count: int) -> Pdf:
    """The paper that the next school signs and sends back. It names nobody."""
    foot = f"Pack sent on {date_for_people(day)}"
    paper = Paper("Receipt", "", number, "", foot, names_school=False)
    sheet = Sheet(letterhead, paper)
    sheet.add(Words(_RECEIPT, above=4))
    reports = "1 report" if count == 1 else f"{count} reports"
    sheet.facts([Fact("Pack", number, 4, True), Fact("In it", f"{reports} and a list of them", 8)])
    sheet.add(
        RuledCells([("Received on", 6, "day / month / year"), ("School", 6, "")], above=14),
        Words("All files opened, and none was missing.", above=8),
    )
    sheet.signatures("Received by", [Signature("Designated Safeguarding Lead")])
    return sheet.make()


def _in_groups(digest: str) -> str:
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
