"""Lays somebody's page out: who it is, what has happened, and how things stand beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.agreements.register.standing import NEVER_WORDS, day_of
from trent_desktop.children.documents import task_line
from trent_desktop.children.page import PersonPage
from trent_desktop.reports.chronology.values import OpenTask
from ui.components.buttons import BackLink, LinkButton, SecondaryButton
from ui.components.choices import Option, RadioGroup
from ui.components.marks import Chip
from ui.components.notices import EmptyState, Notice
from ui.components.pages import ScrollPage, clear_layout, flow
from ui.components.words import Words, part_name, small
from ui.journeys.direction import joined
from ui.reports.case_parts import icon_row
from ui.reports.case_view import TWO_COLUMNS_FROM, Section
from ui.reports.child.events import EventList
from ui.theme import SPACE, Tone, look

NEWEST, OLDEST = "newest", "oldest"
ONLY_YOURS = "Only reports that you may read are in this list."


class ChildView(QWidget):
    """Holds the parts; `ChildPage` fills them."""

    def __init__(self) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.page = ScrollPage(widest=1320, top=SPACE.wide, gap=SPACE.base)
        outer.addWidget(self.page)
        column = self.page.column
        self.back = BackLink("Back")
        self.back.setToolTip("Alt + Left")
        self.print = SecondaryButton("Print the chronology", "printer")
        top = QHBoxLayout()
        top.addWidget(self.back)
        top.addStretch(1)
        self.pack = SecondaryButton("Pack for the next school", "package")
        self.pack.hide()
        top.addWidget(flow(self.pack, self.print))
        column.addLayout(top)
        self.title = Words("", "title")
        self.title.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.title.setProperty("ownFocus", True)
        self.meta = Words("", "body", "soft", widest=1000)
        head = QVBoxLayout()
        head.setSpacing(SPACE.hair)
        head.addWidget(self.title)
        head.addWidget(self.meta)
        column.addLayout(head)
        self.waiting = EmptyState("folder-open", "Opening the page…", "")
        self.waiting.hide()
        column.addWidget(self.waiting)
        self.trouble = Notice("", Tone.CORAL)
        self.trouble.hide()
        column.addWidget(self.trouble)
        self.body = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.body)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(SPACE.wide)
        column.addWidget(self.body)
        column.addStretch(1)
        self._lay_out_body()

    def _lay_out_body(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for part in (left, right):
            part.setSpacing(SPACE.base)
        self._columns.addLayout(left, 3)
        self._columns.addLayout(right, 2)
        self.happened = Section("What has happened")
        self.happened.column.insertWidget(1, small(ONLY_YOURS))
        self.order = RadioGroup(
            [Option(NEWEST, "Newest first"), Option(OLDEST, "Oldest first")],
            name="In which order?",
            narrowest=130,
        )
        self.order.choose(NEWEST)
        self.happened.column.insertWidget(2, self.order)
        self.list = EventList()
        self.nothing = Words("There is no report that you may read.", "body", "soft")
        self.happened.rows.addWidget(self.list)
        self.happened.rows.addWidget(self.nothing)
        left.addWidget(self.happened)
        left.addStretch(1)
        self.to_do = Section("Still to be done")
        self.agreements = Section("Agreements")
        self.consents = Section("Pictures and films")
        self.lessons = Section("Lessons taught to the class")
        for part in (self.to_do, self.agreements, self.consents, self.lessons):
            right.addWidget(part)
        right.addStretch(1)

    # ------------------------------------------------------------------ showing

    def show_waiting(self, waiting: bool) -> None:
        """Show that the page is being read, or the page."""
        self.waiting.setVisible(waiting)
        for part in (self.body, self.title, self.meta, self.print):
            part.setVisible(not waiting)

    def show_head(self, page: PersonPage) -> None:
        """Name, class and year, and how much there is to read."""
        self.title.setText(page.name)
        self.title.setAccessibleName(page.name)
        reports = len({one.case_id for one in page.events})
        count = "1 report" if reports == 1 else f"{reports} reports"
        left = "Has left the school" if page.has_left else ""
        known_as = f"Known as {page.known_as}" if page.known_as else ""
        self.meta.setText(
            joined(known_as, page.class_name, page.year, left, count if reports else "")
        )
        self.order.setVisible(len(page.events) > 1)
        self.list.setVisible(bool(page.events))
        self.nothing.setVisible(not page.events)

    def show_tasks(self, tasks: Sequence[OpenTask]) -> list[tuple[OpenTask, LinkButton]]:
        """What is still to be done. Gives a link for each, which opens its report."""
        clear_layout(self.to_do.rows)
        links: list[tuple[OpenTask, LinkButton]] = []
        for one in tasks:
            words = task_line(one).removesuffix(f" · {one.reference}")
            row = icon_row("circle", words)
            link = LinkButton(one.reference, kind="small", name=f"{one.reference}: {words}")
            layout = row.layout()
            if layout is not None:
                layout.addWidget(link)
            self.to_do.rows.addWidget(row)
            links.append((one, link))
        self.to_do.setVisible(bool(tasks))
        return links

    def show_standing(self, page: PersonPage) -> None:
        """Agreements and consents as they stand, and the lessons of the class."""
        for section in (self.agreements, self.consents, self.lessons):
            clear_layout(section.rows)
        line = page.agreements
        if line is not None:
            for kind, cell in line.cells.items():
                self.agreements.rows.addWidget(part_name(kind.title))
                self.agreements.rows.addWidget(Words(cell.words, "body", "soft"))
            if line.never_since is not None:
                words = f"{NEVER_WORDS} · since {day_of(line.never_since)}"
                chip = Chip(words, Tone.CORAL, "prohibit")
                self.consents.rows.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
            for one in line.answers if line.never_since is None else ():
                tone, icon = (Tone.LEAF, "check") if one.given else (Tone.CORAL, "x")
                words = one.words.replace(": ", ", ", 1)
                self.consents.rows.addWidget(
                    Chip(f"{one.title}: {words}", tone, icon),
                    0,
                    Qt.AlignmentFlag.AlignLeft,
                )
        for one in page.lessons:
            day = f"{one.day.day} {one.day:%b %Y}"
            end = "" if one.finished else f"as far as slide {one.furthest} of {one.slides}"
            end = end if one.counts else joined(end, "looked at")
            self.lessons.rows.addWidget(icon_row("chalkboard-teacher", one.title, joined(day, end)))
        self.agreements.setVisible(line is not None)
        self.consents.setVisible(line is not None)
        self.lessons.setVisible(bool(page.lessons))
        self.lessons.heading.setText(f"Lessons taught to {page.class_name}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        two = self.width() >= look().theme.px(TWO_COLUMNS_FROM)
        wanted = QBoxLayout.Direction.LeftToRight if two else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() is not wanted:
            self._columns.setDirection(wanted)
