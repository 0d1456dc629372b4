"""Papers of training: the sheet to sign, and a certificate."""

# ReportLab's types leave many parameters open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import datetime as dt
from typing import Any, Final, cast

from trent_desktop.agreements.paper.slip import code_shown, draw_code
from trent_desktop.documents.blocks import BODY, SMALL, TITLE, Block, Fact, Words
from trent_desktop.documents.lines import TextStyle, lay_out
from trent_desktop.documents.page import Letterhead, Paper, Pdf, Sheet
from trent_desktop.documents.tagging import tagged
from trent_desktop.documents.writing import Signature, SignatureRow
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.oversight.training.values import Attended, Session, SessionDraft, SheetLine

#: Fourteen millimetres: a handheld scanner reads it, and ten names stand on a page.
_CODE: Final = 40.0
_ROW: Final = 54.0
_THERE: Final = "Was there, as the list in the program says"
_NAME: Final = TextStyle(11, 14, bold=True)
_TYPED: Final = TextStyle(7.2, 9.5, grey=0.32)
_SESSION: Final = TextStyle(14, 18, bold=True)
_NAMED: Final = TextStyle(26, 34, bold=True)


def when_of(said: SessionDraft) -> str:
    """The day of a session, with the time where it is known."""
    day = date_for_people(said.day)
    return f"{day}, {said.begins:%H:%M}" if said.begins else day


def sheet_pdf(
    session: Session, lines: tuple[SheetLine, ...], letterhead: Letterhead, *, printed_by: str
) -> Pdf:
    """The sheet that everybody signs who is there: a name, a code, a line."""
    said = session.said
    paper = Paper(
        "Who was at training",
        f"{when_of(said)} · {said.minutes} minutes",
        "",
        "For the school’s staff",
        f"Printed by {printed_by}",
        has_reference=False,
    )
    sheet = Sheet(letterhead, paper)
    sheet.add(Words(said.title, _SESSION, above=10))
    sheet.add(Words(f"Given by {said.given_by}", above=2))
    sheet.answer("About", " · ".join(said.about))
    sheet.add(
        Words(
            "Please sign beside your name. In the office the code of everybody who signed is "
            "scanned, or typed, under Policy, Training.",
            SMALL,
            above=6,
        )
    )
    sheet.add(Words(" ", SMALL))
    sheet.add(*(_Line(line) for line in lines))
    sheet.together(Words("Somebody who is not on the list", SMALL, above=14), _Empty(), _Empty())
    return sheet.make()


class _Line(Block):
    """Name and roles, the code with its signs, and a line to sign on."""

    role = ""

    def __init__(self, line: SheetLine) -> None:
        super().__init__(0)
        self.line = line

    def lay(self, width: float) -> float:
        """Every row is as high as its code needs."""
        self.width = width
        return _ROW

    def draw(self) -> None:
        """The code at the left, the words beside it, the line at the right."""
        canvas = cast("Any", self.canv)
        draw_code(canvas, self.line.code, 0, (_ROW - _CODE) / 2, _CODE)
        x, room = _CODE + 12, self.width * 0.5 - _CODE - 12
        # A name that runs over is cut by its second line, never by the next row.
        names = lay_out(self.line.name, _NAME, room)[:2]
        y = _ROW - 15 if len(names) == 1 else _ROW - 11
        with tagged(canvas, "P"):
            for one in names:
                self.put(one, x, y)
                y -= _NAME.leading
            for text, style in ((self.line.roles, SMALL), (code_shown(self.line.code), _TYPED)):
                for one in lay_out(text, style, room)[:1]:
                    self.put(one, x, y)
                    y -= style.leading
            if self.line.there:
                self.put(lay_out(_THERE, SMALL, self.width)[0], self.width * 0.54, 16)
        self.hairline(self.width * 0.54, 12, self.width * 0.46)
        self.hairline(0, 0, self.width, 0.85)


class _Empty(Block):
    """Two lines to write a name and to sign."""

    def lay(self, width: float) -> float:
        """Room for a hand."""
        self.width = width
        return 32.0

    def draw(self) -> None:
        """Left the name, right the signature."""
        self.hairline(0, 6, self.width * 0.5)
        self.hairline(self.width * 0.54, 6, self.width * 0.46)


def certificate_pdf(
    attended: Attended, letterhead: Letterhead, *, today: dt.date, unchanging: bool = False
) -> Pdf:
    """Who was at which session, what it was about, and until when each topic holds."""
    said = attended.said
    paper = Paper(
        "Certificate of training",
        "",
        "",
        "",
        f"Made on {date_for_people(today)}",
        has_reference=False,
    )
    sheet = Sheet(letterhead, paper)
    sheet.add(Words("This is to certify that", BODY, above=40))
    sheet.add(Words(attended.name, _NAMED, above=8))
    sheet.add(Words("took part in", BODY, above=8))
    sheet.add(Words(said.title, TITLE, above=8))
    sheet.facts(
        [
            Fact("On", when_of(said), 4),
            Fact("For", f"{said.minutes} minutes", 3),
            Fact("Given by", said.given_by, 5),
        ]
    )
    sheet.heading("What it was about", above=28)
    holds = dict(attended.holds)
    for words in said.about:
        until = holds.get(words)
        sheet.facts(
            [
                Fact("", words, 7, strong=True),
                Fact("", f"Valid until {date_for_people(until)}" if until else "", 5),
            ]
        )
    sheet.together(
        SignatureRow(Signature("Headteacher"), above=48),
        SignatureRow(Signature("Given by"), above=22),
    )
    return sheet.make(unchanging=unchanging)
