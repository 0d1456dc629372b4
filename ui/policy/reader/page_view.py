"""Lays the reader out: title and search above, sections at the left, the text at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from trent_desktop.oversight.carried_out import Way
from ui.components.buttons import BackLink, SecondaryButton
from ui.components.fields import SearchField
from ui.components.marks import Chip
from ui.components.notices import EmptyState
from ui.components.words import small, title
from ui.policy.reader.contents import WIDE, SectionList
from ui.policy.reader.results import ResultsPane
from ui.policy.reader.strip import PartsStrip
from ui.policy.reader.term_card import TermCard
from ui.policy.reader.text_pane import TextPane
from ui.shell.section_room import Section
from ui.theme import SPACE, Tone, look

#: The least width of everything at which the sections stand beside the text, px at 100 %.
BESIDE_FROM = 860


class PolicySearch(SearchField):
    """`down` asks for what was found, `entered` says that she came back to what she typed."""

    down = Signal()
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.text() and event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.entered.emit()


class ReaderView(QWidget):
    """Holds the parts; `ReaderPage` says what they do."""

    def __init__(self, parts: Sequence[Section], ways: Callable[[str], tuple[Way, ...]]) -> None:
        super().__init__()
        self.back = BackLink("Back")
        self.back.hide()
        self.heading = title("Policy")
        self.chip = Chip("Model", Tone.SUN)
        self.chip.hide()
        self.status = small("")
        self.print = SecondaryButton("Print or save", "printer")
        self.print.setEnabled(False)
        self.search = PolicySearch(
            name="Search the policy", placeholder="Search: friend, phone, picture, password…"
        )
        self.contents_button = SecondaryButton("Contents", "list-bullets")
        self.strip = PartsStrip(parts)
        self.contents = SectionList()
        self.text = TextPane()
        self.results = ResultsPane(ways)
        self.waiting = QWidget()
        self.away = EmptyState(
            "book-open",
            "The policy cannot be read just now",
            "Where the school is kept does not answer. The policy appears when that is back.",
        )
        self._panes = QStackedWidget()
        for pane in (self.waiting, self.text, self.results, self.away):
            self._panes.addWidget(pane)
        self._lay_out()
        self.card = TermCard(self)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.tight)
        self._head = QVBoxLayout()
        self._head.setSpacing(SPACE.tight)
        self._head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        top = QHBoxLayout()
        top.setSpacing(SPACE.near)
        top.addWidget(self.heading, 1)
        top.addWidget(self.print, 0, Qt.AlignmentFlag.AlignTop)
        self._head.addLayout(top)
        standing = QHBoxLayout()
        standing.setSpacing(SPACE.tight)
        standing.addWidget(self.chip)
        standing.addWidget(self.status, 1, Qt.AlignmentFlag.AlignVCenter)
        self._head.addLayout(standing)
        line = QHBoxLayout()
        line.setSpacing(SPACE.near)
        line.addWidget(self.search, 1)
        line.addWidget(self.contents_button)
        self._head.addLayout(line)
        self._head.addWidget(self.strip)
        column.addLayout(self._head)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.contents)
        body.addWidget(self._panes, 1)
        self._body = body
        column.addLayout(body, 1)
        self._place()

    # ------------------------------------------------------------------ panes

    @property
    def results_are_shown(self) -> bool:
        """Whether what was found is shown, and not the text."""
        return self._panes.currentWidget() is self.results

    def show_text(self) -> None:
        """The whole text, once there is one."""
        if self.text.clauses or self._panes.currentWidget() is not self.away:
            self._panes.setCurrentWidget(self.text)

    def show_results(self) -> None:
        """What was found."""
        self._panes.setCurrentWidget(self.results)

    def say_away(self) -> None:
        """Nothing could be read."""
        self._panes.setCurrentWidget(self.away)

    # ------------------------------------------------------------------ room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._place()

    def _place(self) -> None:
        theme = look().theme
        beside = self.width() >= theme.px(BESIDE_FROM)
        side = SPACE.wide if self.width() < theme.px(700) else SPACE.page
        self._head.setContentsMargins(side, SPACE.wide, side, 0)
        self._body.setContentsMargins(side - SPACE.tight if beside else 0, 0, 0, 0)
        self.contents.setVisible(beside)
        self.contents.setFixedWidth(theme.px(WIDE))
        self.contents_button.setVisible(not beside)
