"""The chronology of one person on paper: a table, the oldest first, and how things stand.

    pdf = chronology_pdf(page, letterhead, printed_by="Fatima Sheikh", printed_at=now)

Of what was stopped nothing is ever on paper (rule 3), nor of what others lead on: it says so,
and never how much that is. Everything from people is laid out as plain text, addresses in it
made unfit to be links.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from trent_desktop.children.page import PersonPage
from trent_desktop.documents.blocks import LABEL, SMALL, Block, Fact, Heading, Words, drop
from trent_desktop.documents.lines import Line, TextStyle, lay_out
from trent_desktop.documents.page import Letterhead, Paper, Pdf, Sheet
from trent_desktop.journeys import date_for_people, moment_for_people
from trent_desktop.newer import NEWER, is_far
from trent_desktop.reports.chronology.values import Event, OpenTask
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.timeline_words import defused

TITLE: Final = "Chronology"
HANDLING: Final = "Confidential: for those who look after this child"
HANDLING_ADULT: Final = "Confidential: for the Headteacher and the Safeguarding Lead"

_CELL: Final = TextStyle(9.2, 12)
_STRONG: Final = TextStyle(9.2, 12, bold=True)
_HEADS: Final = ("Happened", "Recorded", "Report", "What, by whom, and what was written")
#: Where each column begins and how wide it is, in points.
_COLUMNS: Final = ((0.0, 58.0), (66.0, 58.0), (132.0, 118.0), (262.0, 219.6))
_HEAD_TALL: Final = 20.0


def left_out(name: str) -> str:
    """What a chronology on paper says of itself: what is in it, by whom, and what never is."""
    return (
        f"Only reports that {name} may read are in this list; stopped reports are left out and "
        "must be asked for, as must those that only others may print."
    )


def chronology_pdf(
    page: PersonPage,
    letterhead: Letterhead,
    *,
    printed_by: str,
    printed_at: dt.datetime,
    zone: dt.tzinfo | None = None,
    unchanging: bool = False,
) -> Pdf:
    """The chronology as it stands on the page. Moments by `zone`'s clock, the laptop's without it.

    The name stands in the text and at the foot of each page, never in what the file says of itself.
    """
    when = moment_for_people(printed_at.astimezone(zone))
    paper = Paper(
        TITLE,
        handling=HANDLING if page.is_pupil else HANDLING_ADULT,
        foot=f"{page.name} · Printed by {printed_by} on {when}",
        has_reference=False,
    )
    sheet = Sheet(letterhead, paper)
    sheet.add(Words(page.name, TextStyle(15, 20, bold=True)))
    facts = [Fact("Class", page.class_name), Fact("Year", page.year)]
    if page.has_left:
        facts.append(Fact("Left the school", "Yes"))
    sheet.facts([one for one in facts if one.value])
    sheet.add(Words(left_out(printed_by), SMALL, above=8))
    events = [one for one in page.events if one.may_print]
    sheet.heading("What has happened")
    if not events:
        sheet.add(Words("Nothing that may be printed.", above=4))
    sheet.add(*(EventRow(one, zone, first=one is events[0]) for one in events))
    tasks = [one for one in page.tasks if one.may_print]
    if tasks:
        sheet.heading("Still to be done")
        sheet.add(*(Words(task_line(one), _CELL, above=4) for one in tasks))
    _add_agreements(sheet, page)
    _add_lessons(sheet, page, zone)
    return sheet.make(unchanging=unchanging)


def file_name() -> str:
    """What a saved chronology is called: never after whom it is about."""
    return f"{TITLE}.pdf"


def one_line(words: str) -> str:
    """What was written, on one line and fit for paper and screen."""
    return defused(" · ".join(line.strip() for line in words.splitlines() if line.strip()))


def kind_title(name: str) -> str:
    """What sort of report it is, in words."""
    kind = kind_named(name)
    return kind.title if kind is not None else NEWER


def task_line(task: OpenTask) -> str:
    """A task that is open, by whom and until when."""
    due = f"due {date_for_people(task.due)}" if task.due else ""
    parts = (one_line(task.words), task.owner, due, task.reference)
    return " · ".join(part for part in parts if part)


def _add_agreements(sheet: Sheet, page: PersonPage) -> None:
    if page.agreements is None:
        return
    sheet.heading("Agreements and consents as they stand")
    cells = [Fact(kind.title, cell.words, 6) for kind, cell in page.agreements.cells.items()]
    answers = [Fact(one.title, one.words, 6) for one in page.agreements.answers]
    sheet.facts([*cells, *answers])


def _add_lessons(sheet: Sheet, page: PersonPage, zone: dt.tzinfo | None) -> None:
    if not page.lessons:
        return
    sheet.add(Heading("Lessons taught to the class", aside=page.class_name))
    for one in page.lessons:
        day = date_for_people(one.started_at.astimezone(zone).date())
        end = "" if one.finished else f" · as far as slide {one.furthest} of {one.slides}"
        end += "" if one.counts else " · looked at"
        sheet.add(Words(f"{day} · {one.title}{end}", _CELL, above=2))


class EventRow(Block):
    """One event as a row of the table. The first of each page stands under the columns' names."""

    def __init__(self, event: Event, zone: dt.tzinfo | None, *, first: bool) -> None:
        super().__init__(above=0)
        self.first = first
        by = f"{event.what}, {event.author}" if event.author else event.what
        self.texts: tuple[Sequence[tuple[str, TextStyle]], ...] = (
            [(_moment(event.happened_at, zone), _CELL)],
            [(_moment(event.recorded_at, zone), _CELL)],
            [(event.reference, _STRONG), (kind_title(event.kind), _CELL), (event.parts, LABEL)],
            [(by, _STRONG), (one_line(event.words), _CELL)],
        )
        self.cells: list[list[Line]] | None = None

    def lay(self, width: float) -> float:
        """The tallest cell, a little air, and the names of the columns at the head of a page."""
        if self.cells is None:
            self.cells = [
                [line for text, style in texts if text for line in lay_out(text, style, wide)]
                for texts, (_, wide) in zip(self.texts, _COLUMNS, strict=True)
            ]
        self.width = width
        at_top = bool(getattr(getattr(self, "_frame", None), "_atTop", False))
        self.heads = self.first or at_top
        tall = max(sum(line.style.leading for line in cell) for cell in self.cells)
        self.tall = tall + 8
        return self.tall + (_HEAD_TALL if self.heads else 0)

    def draw(self) -> None:
        """From the top: names, a hairline, the cells."""
        top = self.tall
        if self.heads:
            for (x, wide), words in zip(_COLUMNS, _HEADS, strict=True):
                self.put(lay_out(words, LABEL, wide)[0], x, top + 6)
        self.hairline(0, top, self.width)
        for (x, _), cell in zip(_COLUMNS, self.cells or (), strict=True):
            y = top - 3
            for line in cell:
                y -= line.style.leading
                self.put(line, x, y + drop(line.style))


def _moment(moment: dt.datetime, zone: dt.tzinfo | None) -> str:
    if is_far(moment):
        return "Date not known"
    local = moment.astimezone(zone)
    return f"{local.day} {local:%b %Y}\n{local:%H:%M}"
