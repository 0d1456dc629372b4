"""Lays the page out on which a copy is marked: the text at the left, whom and which names right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from trent_desktop.reports.out.given import Purpose
from ui.components.buttons import BackLink, LinkButton, PrimaryButton
from ui.components.choice_box import ChoiceBox
from ui.components.choices import Option, TickRow
from ui.components.fields import FieldBlock, TextField
from ui.components.notices import EmptyState, Notice
from ui.components.pages import ScrollPage, flow
from ui.components.words import Words, soft
from ui.reports.out.marked_copy import MarkedCopy
from ui.theme import SPACE, Tone, look

#: The least width at which text and names stand beside each other, in px at 100 %.
BESIDE_FROM = 880


class MarkingView(QWidget):
    """Holds the parts; `MarkingPage` says what they do."""

    def __init__(self) -> None:
        super().__init__()
        self.back = BackLink("The report")
        self.back.setToolTip("Alt + Left")
        self.title = Words("", "title")
        self.title.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.title.setProperty("ownFocus", True)
        self.look = PrimaryButton("Look at the copy", "eye")
        self.hint = soft(
            "Select words with the mouse to black them out; select them again to show them. "
            "With the keyboard: Shift and the arrows, then Enter."
        )
        self.copy = MarkedCopy()
        self.purposes = ChoiceBox(
            [Option(one.value, one.words[0].upper() + one.words[1:]) for one in Purpose],
            name="Who is the copy for?",
        )
        self.to = TextField(name="Who gets it?")
        self.to_block = FieldBlock(
            "Who gets it?",
            self.to,
            hint="A name, and where they work. It is kept in the report and not printed.",
        )
        self.subject = ChoiceBox(name="Whose record is it?")
        self.pack = Notice(
            "The pack for the next school holds every report about this child that may go, locked.",
            Tone.SKY,
        )
        self.pack_link = LinkButton("Make the pack instead")
        self.pack.column.addWidget(flow(self.pack_link))
        self.pack.hide()
        self.letters = TickRow("Give each person a letter", "Such as Person A, beside the bar")
        self.names = Words("Names of others", "heading")
        self.names_hint = soft("A tick blacks out every place. Look at each of them.")
        self.tick_all = LinkButton("Tick all")
        self.untick_all = LinkButton("Untick all")
        self.ticks = flow(self.tick_all, self.untick_all)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        self.waiting = EmptyState("magnifying-glass", "Looking for names…", "")
        self._lay_out()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.page = ScrollPage(top=SPACE.wide, gap=SPACE.near)
        outer.addWidget(self.page)
        column = self.page.column
        top = QHBoxLayout()
        names = QVBoxLayout()
        names.setSpacing(SPACE.hair)
        names.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        names.addWidget(self.title)
        top.addLayout(names, 1)
        top.addWidget(self.look, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(top)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(SPACE.wide)
        column.addLayout(self._columns, 1)
        left = QVBoxLayout()
        left.setSpacing(SPACE.tight)
        left.addWidget(self.hint)
        left.addWidget(self.copy, 1)
        self._columns.addLayout(left, 3)
        self._panel = QScrollArea()
        self._panel.setWidgetResizable(True)
        self._panel.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._panel.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._columns.addWidget(self._panel, 2)
        self._choices = self._made_choices()
        self._panel.setWidget(self._choices)

    def _made_choices(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(6, 6, SPACE.near, 6)
        column.setSpacing(SPACE.base)
        column.addWidget(FieldBlock("Who is the copy for?", self.purposes))
        column.addWidget(self.to_block)
        column.addWidget(
            FieldBlock(
                "Whose record is it?", self.subject, hint="That person’s own name is not offered."
            )
        )
        column.addWidget(self.pack)
        column.addWidget(self.letters)
        column.addWidget(self.names)
        column.addWidget(self.names_hint)
        column.addWidget(self.ticks)
        column.addWidget(self.waiting)
        column.addLayout(self.rows)
        column.addStretch(1)
        return inner

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def _arrange(self) -> None:
        """Beside each other each part scrolls by itself; one below the other the page does."""
        beside = self.width() >= look().theme.px(BESIDE_FROM)
        direction = QBoxLayout.Direction
        wanted = direction.LeftToRight if beside else direction.TopToBottom
        least = look().theme.px(150) if beside else round(self.height() * 0.6)
        self.copy.setMinimumHeight(least)
        if self._columns.direction() is wanted:
            return
        self._columns.setDirection(wanted)
        if beside:
            self._columns.removeWidget(self._choices)
            self._panel.setWidget(self._choices)
        else:
            self._panel.takeWidget()
            self._columns.addWidget(self._choices)
            self._choices.show()
        self._panel.setVisible(beside)
