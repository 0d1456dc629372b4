"""Lays a case out: heading and chips, what has happened and the answers, steps and people."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.components.buttons import BackLink, QuietButton, SecondaryButton
from ui.components.cards import Card
from ui.components.notices import EmptyState, Notice
from ui.components.pages import Flow, ScrollPage, flow
from ui.components.words import Words
from ui.reports.beside import BesidePart
from ui.reports.recording import Records
from ui.theme import SPACE, Tone, look

#: The least width of the page at which it has two columns, in px at 100 %.
TWO_COLUMNS_FROM = 880


class Section(Card):
    """A card with a heading, and a place for its rows that can be filled again."""

    def __init__(self, heading: str) -> None:
        super().__init__(pad=SPACE.wide, gap=SPACE.near)
        self.heading = Words(heading, "heading")
        self.column.addWidget(self.heading)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(SPACE.tight)
        self.column.addLayout(self.rows)


def _chips() -> tuple[QWidget, Flow]:
    """A line of chips that goes on in the next where there is no room."""
    holder = QWidget()
    row = Flow(holder, gap=SPACE.tight)
    policy = holder.sizePolicy()
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder, row


class CaseView(QWidget):
    """Holds the parts; `CasePage` fills them."""

    def __init__(self) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.page = ScrollPage(widest=1320, top=SPACE.wide, gap=SPACE.base)
        outer.addWidget(self.page)
        column = self.page.column
        self.back = BackLink("All reports")
        self.back.setToolTip("Alt + Left")
        self.print = SecondaryButton("Print", "printer")
        self.give = SecondaryButton("Give a copy to…", "export")
        self.give.hide()
        self.mail = SecondaryButton("E-mail", "envelope-simple")
        top = QHBoxLayout()
        top.addWidget(self.back)
        top.addStretch(1)
        top.addWidget(self.give)
        top.addWidget(self.mail)
        top.addWidget(self.print)
        column.addLayout(top)
        self.title = Words("", "title")
        self.title.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.title.setProperty("ownFocus", True)
        self.chips, self.chip_row = _chips()
        self.clocks, self.clock_row = _chips()
        self.clocks.hide()
        self.meta = Words("", "body", "soft", widest=1000)
        head = QVBoxLayout()
        head.setSpacing(SPACE.tight)
        head.addWidget(self.title)
        head.addWidget(self.chips)
        head.addWidget(self.meta)
        head.addWidget(self.clocks)
        column.addLayout(head)
        self.waiting = EmptyState("folder-open", "Opening the report…", "")
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
        self.left = QVBoxLayout()
        self.left.setSpacing(SPACE.base)
        self.right = QVBoxLayout()
        self.right.setSpacing(SPACE.base)
        self._columns.addLayout(self.left, 3)
        self._columns.addLayout(self.right, 2)

        self.happened = Section("What has happened")
        self.changed = Notice("", Tone.SKY)
        self.changed.hide()
        self.happened.column.insertWidget(1, self.changed)
        self.add_note = QuietButton("Add a note", "note-pencil")
        self.add_action = QuietButton("Assign a task", "list-plus")
        self.change_kind = QuietButton("Change the kind of content", "tag")
        self.records = Records()
        acts = (self.add_note, self.add_action, self.change_kind, self.records.more)
        for act in acts:
            act.pad_x = 6
        self.acts = flow(*acts, gap=SPACE.hair)
        self.happened.column.addWidget(self.acts)
        self.happened.column.addWidget(self.records)
        self.form_place = QVBoxLayout()
        self.happened.column.addLayout(self.form_place)
        self.answers = Section("The report")
        self.left.addWidget(self.happened)
        self.left.addWidget(self.answers)
        self.left.addStretch(1)

        self.step = Section("Your next step")
        self.rest = Notice("", Tone.SUN, icon="note-pencil")
        self.rest_button = SecondaryButton("Answer the rest")
        self.rest.column.addSpacing(SPACE.hair)
        self.rest.column.addWidget(flow(self.rest_button))
        self.to_do = Section("To do")
        self.people = Section("People")
        self.readers = Section("Who can see this")
        self.beside = BesidePart()
        for part in (
            self.step,
            self.rest,
            self.beside,
            self.to_do,
            self.people,
            self.readers,
        ):
            self.right.addWidget(part)
        self.right.addStretch(1)

    def show_waiting(self, waiting: bool) -> None:
        """Show that the case is being read, or the case."""
        if not waiting:
            self.waiting.hide()
        for part in (self.body, self.chips, self.meta, self.title):
            part.setVisible(not waiting)
        if waiting:
            self.clocks.hide()
            self.print.hide()
            self.give.hide()
            self.mail.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        two = self.width() >= look().theme.px(TWO_COLUMNS_FROM)
        wanted = QBoxLayout.Direction.LeftToRight if two else QBoxLayout.Direction.BottomToTop
        if self._columns.direction() is not wanted:
            self._columns.setDirection(wanted)
