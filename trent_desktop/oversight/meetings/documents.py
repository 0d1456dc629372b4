"""Papers of a meeting: the list on which families sign, and what families take home."""

# ReportLab's types leave many parameters open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import datetime as dt
from typing import Any, Final, cast

from trent_desktop.documents.blocks import BODY, LABEL, SMALL, Block, Heading, Words
from trent_desktop.documents.lines import Line, TextStyle, lay_out
from trent_desktop.documents.page import Letterhead, Paper, Pdf, Sheet
from trent_desktop.documents.tagging import COLUMN, tagged
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.oversight.meetings.values import Family, MeetingDraft, MeetingList
from trent_desktop.school.settings.dated_tables import DatedRow, DatedTable

_NAME: Final = TextStyle(11, 14, bold=True)
_ROW: Final = 40.0
_POINT: Final = TextStyle(11, 15.5)
#: Where the columns of the list begin, as shares of the width.
_SAID_AT, _NUMBER_AT, _SIGN_AT = 0.44, 0.58, 0.68

#: What every family can do at home; written for this sheet.
_AT_HOME: Final = (
    "Ask your child to show you a favourite game or app, and let your child be the teacher.",
    "Agree on a place and a time for screens, and on one for none: the table, the bed.",
    "Telephones and tablets sleep outside the bedroom.",
    "Look at the age of an app before it is put on, and set it up together.",
    "Post no picture of other people’s children, not even of the school play, without asking.",
    "If something upsets your child: stay calm, say that telling you was right, and speak to us.",
    "A picture of a child without clothes: do not copy it or send it on. Ring us or the police.",
)


def when_of(said: MeetingDraft) -> str:
    """``Thursday 3 December 2026, 18:00 to 19:00``."""
    day = f"{said.day:%A} {date_for_people(said.day)}"
    return f"{day}, {said.begins:%H:%M} to {said.ends:%H:%M}"


def attendance_pdf(found: MeetingList, letterhead: Letterhead, *, printed_by: str) -> Pdf:
    """A list for each class, on a page of its own, with a place to sign for each family."""
    said = found.meeting.said
    paper = Paper(
        "Who came to the meeting",
        f"{when_of(said)} · {said.place}",
        "",
        "For the meeting, then the office",
        f"Printed by {printed_by}",
        has_reference=False,
    )
    sheet = Sheet(letterhead, paper)
    sheet.add(Words(said.about, BODY, above=4))
    # The list lies on a table: whoever has left is not on it.
    lists = [
        (one.name, [family for family in one.families if family.names]) for one in found.classes
    ]
    for number, (name, families) in enumerate(one for one in lists if one[1]):
        if number:
            sheet.new_page()
        many = len(families)
        aside = "1 family" if many == 1 else f"{many} families"
        sheet.add(Heading(name, aside=aside, above=12), _Head())
        sheet.add(*(_Row(one) for one in families))
        sheet.together(Words("Not on the list", SMALL, above=14), _Row(None), _Row(None))
    return sheet.make()


def take_home_pdf(table: DatedTable, letterhead: Letterhead, *, today: dt.date) -> Pdf:
    """One sheet for families: what helps at home, and from what age apps may be used."""
    paper = Paper(
        "Safe online at home",
        "For parents and carers",
        "",
        "",
        f"Made on {date_for_people(today)}",
        has_reference=False,
        for_families=True,
    )
    sheet = Sheet(letterhead, paper)
    sheet.heading("What helps", above=4)
    sheet.add(*(_Point(one) for one in _AT_HOME))
    sheet.heading("From what age, as their makers say")
    sheet.add(*(_Age(one.name, _value(one, today)) for one in table.rows))
    # What the note says of the law is true of the table that it came with, and of no other.
    note = f"{table.note} " if table.note and table.is_ours else ""
    checked = f"{note}Last checked on {date_for_people(table.checked_on)}."
    sheet.add(Words(checked, SMALL, above=8))
    sheet.heading("Who to ask")
    sheet.add(
        Words(
            "Your child’s teacher, or the school office: nothing is too small. In danger, ring 999.",
            BODY,
            above=4,
        )
    )
    return sheet.make()


def _value(row: DatedRow, today: dt.date) -> str:
    """An age; with its day where it holds from a later one."""
    if row.since is not None and row.since > today:
        return f"{row.value}, from {date_for_people(row.since)}"
    return row.value


class _Head(Block):
    """What the columns of the list are."""

    role = ""

    def __init__(self) -> None:
        super().__init__(0, stays_with_next=True)

    def lay(self, width: float) -> float:
        """One line."""
        self.width = width
        return LABEL.leading + 2

    def draw(self) -> None:
        """Four words over four columns."""
        for at, words in (
            (0.0, "Family of"),
            (_SAID_AT, "Said"),
            (_NUMBER_AT, "How many"),
            (_SIGN_AT, "Signature"),
        ):
            with tagged(self.canv, COLUMN):
                self.put(lay_out(words, LABEL, self.width)[0], self.width * at, 4)


class _Row(Block):
    """A family, what it answered, and where it writes how many came and signs; None for nobody."""

    role = ""

    def __init__(self, family: Family | None) -> None:
        super().__init__(0)
        self.family = family
        self.lines: tuple[Line, ...] = ()

    def lay(self, width: float) -> float:
        """As high as the names need, and never less than a hand does."""
        self.width = width
        if self.family is not None:
            self.lines = lay_out(self.family.shown, _NAME, width * _SAID_AT - 10)
        return max(_ROW, len(self.lines) * _NAME.leading + 14)

    def draw(self) -> None:
        """Names from the top, lines to write on at the foot."""
        top = max(_ROW, len(self.lines) * _NAME.leading + 14) - 18
        with tagged(self.canv, "TD"):
            for number, line in enumerate(self.lines):
                self.put(line, 0, top - number * _NAME.leading)
        if self.family is not None and self.family.coming:
            said = lay_out(f"{self.family.coming} coming", SMALL, self.width)[0]
            with tagged(self.canv, "TD"):
                self.put(said, self.width * _SAID_AT, top)
        if self.family is None:
            self.hairline(0, 8, self.width * _SAID_AT - 10)
        self.hairline(self.width * _NUMBER_AT, 8, self.width * (_SIGN_AT - _NUMBER_AT) - 12)
        self.hairline(self.width * _SIGN_AT, 8, self.width * (1 - _SIGN_AT))
        self.hairline(0, 0, self.width, 0.85)


class _Point(Words):
    """A sentence with a dot before it."""

    role = "LI"

    def __init__(self, text: str) -> None:
        super().__init__(text, _POINT, above=4, indent=14)

    def draw(self) -> None:
        """The dot stands on the first line."""
        canvas = cast("Any", self.canv)
        canvas.setFillGray(0.25)
        high = len(self.lines or ()) * _POINT.leading
        canvas.circle(4, high - _POINT.leading * 0.5, 2, 0, 1)
        super().draw()


class _Age(Block):
    """A service, and at the right its age."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(2)
        self.name, self.value = name, value

    def lay(self, width: float) -> float:
        """The longer of both decides."""
        self.width = width
        self.left = lay_out(self.name, BODY, width * 0.56)
        self.right = lay_out(self.value, _NAME, width * 0.4)
        return max(len(self.left), len(self.right)) * BODY.leading + 5

    def draw(self) -> None:
        """Both from the top, with a hairline below."""
        top = max(len(self.left), len(self.right)) * BODY.leading + 5
        for lines, x in ((self.left, 0.0), (self.right, self.width * 0.6)):
            for number, line in enumerate(lines, start=1):
                self.put(line, x, top - number * BODY.leading + 3)
        self.hairline(0, 0, self.width, 0.85)
