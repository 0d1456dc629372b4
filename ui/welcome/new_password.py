"""Choosing a password: typed twice, and judged as it is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.components.fields import FieldBlock, PasswordField
from ui.components.said_at_rest import SaidAtRest
from ui.components.words import Words
from ui.theme import SPACE

_PAUSE_MS = 250


class NewPassword(QWidget):
    """Two fields and a line that says how good it is. `entered` is Enter in the second."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.known: Sequence[str] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.base)
        self.first = PasswordField(name="New password")
        self.second = PasswordField(name="Type it again")
        self.first_block = FieldBlock(
            "Choose a password",
            self.first,
            hint="Three or four words that have nothing to do with each other are easy to "
            "remember and hard to guess.",
        )
        self.judged = Words("", "small", "soft")
        self.judged.keep_room()
        self.second_block = FieldBlock("Type it again", self.second)
        column.addWidget(self.first_block)
        self.judged.hide()
        column.addWidget(self.judged)
        column.addWidget(self.second_block)
        self._pause = QTimer(self)
        self._pause.setObjectName("judgeSoon")
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._judge)
        self.first.changed.connect(self._pause.start)
        self._heard = SaidAtRest(self.judged)
        self.first.changed.connect(self._heard.stir)
        self.first.entered.connect(self.second.setFocus)
        self.second.entered.connect(self.entered)
        self.setFocusProxy(self.first)

    @property
    def value(self) -> str:
        """The password as typed."""
        return self.first.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.second.clear()
        self.judged.hide()

    def check(self) -> bool:
        """Whether it is good enough and the same twice; says so at the field when not."""
        from trent_desktop.school.keys.passwords import judge

        strength = judge(self.first.text(), self.known)
        said = "" if strength.good_enough else strength.advice
        self.first_block.show_error(said if self.first.text() else "Choose a password.")
        same = self.first.text() == self.second.text()
        self.second_block.show_error("" if same else "The two are not the same.")
        if said:
            self.first.setFocus()
        elif not same:
            self.second.setFocus()
        return strength.good_enough and same

    def _judge(self) -> None:
        self.judged.setVisible(bool(self.first.text()))
        if not self.first.text():
            self._heard.typed()
            return
        from trent_desktop.school.keys.passwords import judge

        strength = judge(self.first.text(), self.known)
        self.judged.setText("Strong." if strength.good_enough else f"Not yet: {strength.advice}")
        self._heard.typed(self.judged.text())
