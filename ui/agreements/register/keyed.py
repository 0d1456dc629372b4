"""Codes that a scanner types while the keyboard is elsewhere on the page (rule 133)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QWidget

#: Seconds between two keys of one code: a hand that types leaves more, a scanner less.
_APART: Final = 0.12
#: Fewer signs in a row are keys of their own, and what follows them is no end of a code.
_FEWEST: Final = 8
_TYPES_ITSELF: Final = (QLineEdit, QPlainTextEdit, QAbstractSpinBox)
#: Keys that answer a row of the card: however fast they come, they are no code, and ours begin
#: with neither.
_ANSWERS: Final = frozenset("yn")
#: Capitals, and digits of a keypad.
_PLAIN: Final = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_ENDS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class KeyedCodes(QObject):
    """Gives each code as `caught`, wherever the focus is in the window of `page`.

    Only while the page is shown. What is typed into a field goes into the field; a sheet over the
    page does not take the Enter with which a scanner ends.
    """

    caught = Signal(str)

    def __init__(self, page: QWidget, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(page)
        self._page = page
        self._clock = clock
        self._signs = ""
        self._at = 0.0
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what a scanner types, and leave all else."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        return isinstance(watched, QWidget) and self._is_here(watched) and self._takes(event)

    def _is_here(self, watched: QWidget) -> bool:
        # What the focus does not take goes on to what is around it: that is the same key.
        return (
            self._page.isVisible()
            and watched is (QApplication.focusWidget() or self._page.window())
            and watched.window() is self._page.window()
            and not isinstance(watched, _TYPES_ITSELF)
        )

    def _takes(self, event: QKeyEvent) -> bool:
        now = self._clock()
        if now - self._at > _APART:
            self._signs = ""
        self._at = now
        if event.key() in _ENDS:
            code, self._signs = self._signs, ""
            if len(code) < _FEWEST or _are_answers(code):
                return False
            self.caught.emit(code)
            return True
        sign = event.text()
        plain = not event.modifiers() & ~_PLAIN
        if not (plain and len(sign) == 1 and sign.isascii() and (sign.isalnum() or sign == "-")):
            return False
        self._signs += sign
        # The first signs go on, so that a single key still does what it does.
        return len(self._signs) > 2 and not _are_answers(self._signs)


def _are_answers(signs: str) -> bool:
    return _ANSWERS.issuperset(signs.casefold())
