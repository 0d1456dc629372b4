"""Looking for somebody's page: a few letters of a name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.children.values import Found
from ui.components.buttons import BackLink
from ui.components.cards import Card
from ui.components.fields import SearchField
from ui.components.focus_kept import focus_if_before_her
from ui.components.pages import ScrollPage, clear_layout
from ui.components.rows import RowButton, RowFace
from ui.components.words import soft, title
from ui.journeys.sources import Latest
from ui.shell.rooms import Desk
from ui.theme import SPACE, Tone

#: A pause in typing before the lists are asked, in ms.
_SETTLE_MS = 110
_SHOWN = 8


class FindPage(QWidget):
    """Search by name. `chosen` gives a `Whom`."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._latest = Latest(desk.background, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        page = ScrollPage(widest=760, gap=SPACE.base)
        column.addWidget(page)
        self.back = BackLink("Back")
        self.back.clicked.connect(self.left)
        page.column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        page.column.addWidget(title("A child’s page"))
        page.column.addWidget(
            soft("Everything that you may read about one child, in order of time.")
        )
        self.search = SearchField(name="Find a child", placeholder="Type a name")
        page.column.addWidget(self.search)
        self.card = Card(pad=6, gap=0)
        self.results = QVBoxLayout()
        self.results.setSpacing(0)
        self.card.column.addLayout(self.results)
        self.card.hide()
        page.column.addWidget(self.card)
        page.column.addStretch(1)
        self._rows: list[RowButton] = []
        self._pause = QTimer(self)
        self._pause.setObjectName("findPause")
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SETTLE_MS)
        self._pause.timeout.connect(self._look)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self._open_first)

    def arrive(self) -> None:
        """She came here: the field is empty and has the keyboard."""
        self.search.clear()
        focus_if_before_her(self.search)

    def _look(self) -> None:
        words, children = self.search.text().strip(), self._desk.school.children
        fails = self._desk.shell.say_problem
        self._latest.ask(lambda: (words, children.find(words, _SHOWN)), self._show, fails)

    def _show(self, found: tuple[str, Sequence[Found]]) -> None:
        words, people = found
        if words != self.search.text().strip():
            return  # more was typed since
        clear_layout(self.results)
        self._rows.clear()
        for one in people:
            listed = one.whom.pupil_id is not None
            face = RowFace(
                one.name,
                one.apart if listed else "Named in a report",
                icon="student" if listed else "user",
                icon_tone=Tone.SKY if listed else Tone.PLAIN,
            )
            row = RowButton(face)
            row.clicked.connect(lambda _on=False, whom=one.whom: self.chosen.emit(whom))
            self.results.addWidget(row)
            self._rows.append(row)
        if words and not people:
            self.results.addWidget(soft("There is nobody with this name.", parent=self.card))
        self.card.setVisible(bool(words))

    def _open_first(self) -> None:
        if self._rows and not self._pause.isActive() and not self._latest.busy:
            self._rows[0].click()
