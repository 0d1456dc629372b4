"""May a child's picture be used? A name, and a clear yes or no for each use."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.agreements.register.standing import NEVER_WORDS, ConsentLook, day_of
from trent_desktop.sentences import ended, sentences
from ui.components.cards import Card
from ui.components.fields import SearchField
from ui.components.marks import Chip
from ui.components.pages import clear_layout, flow
from ui.components.said_at_rest import SaidAtRest
from ui.components.words import heading, soft, strong
from ui.journeys.sources import Latest
from ui.shell.rooms import Desk
from ui.theme import SPACE, Tone

#: Milliseconds after the last key before the register is asked.
_SETTLE_MS = 120
_MOST = 6


_NOBODY = "There is no pupil with this name."


class ConsentLookUp(Card):
    """Search by name. `opened` gives the id of a child whose answers shall be changed."""

    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=SPACE.near)
        self._desk = desk
        self._asked = ""
        self._shown: tuple[str, tuple[ConsentLook, ...]] | None = None
        self._newest = Latest(desk.background, self)
        self.column.addWidget(heading("May a child’s picture be used?"))
        self.search = SearchField(name="Find a child", placeholder="Type a name")
        self.column.addWidget(self.search)
        self.results = QVBoxLayout()
        self.results.setSpacing(SPACE.near)
        self.column.addLayout(self.results)
        self._wait = QTimer(self)
        self._wait.setObjectName("consentLookUp")
        self._wait.setSingleShot(True)
        self._wait.setInterval(_SETTLE_MS)
        self._wait.timeout.connect(self._look)
        self._heard = SaidAtRest(self)
        self.search.textChanged.connect(self._typed)

    def _typed(self, words: str) -> None:
        self._heard.stir()
        if words.strip():
            self._wait.start()
        else:
            self._wait.stop()
            self._asked = ""
            self._shown = None
            self._heard.typed()
            clear_layout(self.results)

    def look_again(self) -> None:
        """Ask once more: something was recorded."""
        if self.search.text().strip():
            self._look()

    def _look(self) -> None:
        words = self._asked = self.search.text().strip()
        register = self._desk.school.agreements.register
        fails = self._desk.shell.say_problem
        self._newest.ask(lambda: (words, register.find(words, _MOST)), self._show, fails)

    def _show(self, found: tuple[str, Sequence[ConsentLook]]) -> None:
        words, looks = found
        if words != self._asked:
            return  # more was typed since
        now = words, tuple(looks)
        if now == self._shown:
            return  # it stays, and is not said once more
        self._shown = now
        clear_layout(self.results)
        shown = [_Answer(one) for one in looks]
        for one in shown:
            self.results.addWidget(one)
        self._heard.typed(*([one.accessibleName() for one in shown] or [_NOBODY]))
        if not looks:
            self.results.addWidget(soft(_NOBODY))


class _Answer(QWidget):
    """One child: her name, and a chip for each use."""

    def __init__(self, look: ConsentLook) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.hair)
        name = strong(look.name)
        column.addWidget(name)
        chips: list[QWidget] = []
        if look.never_since is not None:
            words = f"{NEVER_WORDS} · since {day_of(look.never_since)}"
            chips.append(Chip(words, Tone.CORAL, "prohibit"))
        for answer in look.answers if look.never_since is None else ():
            tone = Tone.LEAF if answer.given else Tone.CORAL
            icon = "check" if answer.given else "x"
            if answer.asks_again:
                tone, icon = Tone.SUN, "arrow-clockwise"
            words = answer.words.replace(": ", ", ", 1)
            chips.append(Chip(f"{answer.title}: {words}", tone, icon))
        column.addWidget(flow(*chips))
        never = NEVER_WORDS if look.never_since is not None else ""
        said = (f"{one.title}: {one.words.replace(': ', ', ', 1)}" for one in look.answers)
        self.setAccessibleName(ended(sentences(look.name, never, *said)))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
