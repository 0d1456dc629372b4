"""What a screen reader is told of what we draw ourselves, and of what comes by itself.

Qt takes a label for a label, a button that stays down for a check box, and what holds other things
for nothing. Whoever cannot see the screen goes by headings, by the list of rooms, by what a dialog
is called: so these say what they are (`spoken_as`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, Final

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QApplication, QWidget
from shiboken6 import isValid

HEADING: Final = QAccessible.Role.Heading
TAB: Final = QAccessible.Role.PageTab
#: A button, also where it stays down. One that has `unfolds` opens and closes something.
BUTTON: Final = QAccessible.Role.Button

#: Qt owns what a factory gives, and PySide believes that Python does: these few are kept until
#: Qt has them, and then Python lets go without deleting anything.
_HANDED_OVER: Final = 32


class _ButtonFace(QAccessibleWidget):
    """A button, or a place of the rail: it is down or not, chosen or not, and can be pressed."""

    def __init__(self, button: QAbstractButton, role: QAccessible.Role) -> None:
        super().__init__(button, role)
        self._button = button

    def state(self) -> QAccessible.State:
        state = super().state()
        if not isValid(self._button):
            return state
        down = self._button.isChecked()
        if self.role() is TAB:
            state.selectable, state.selected = True, down
        elif getattr(self._button, "unfolds", False):
            state.expandable, state.expanded, state.collapsed = True, down, not down
        elif self._button.isCheckable():
            state.checkable, state.checked, state.pressed = True, down, down
        return state

    def actionNames(self) -> list[str]:
        return ["Press"]

    def doAction(self, action_name: str) -> None:
        if action_name == "Press" and isValid(self._button):
            self._button.click()


class _Faces:
    """Gives Qt a face for what says by itself what it is."""

    def __init__(self) -> None:
        self._new: deque[QAccessibleWidget] = deque()
        #: The faces with a will of their own, by their button; they go with it.
        self._buttons: dict[int, _ButtonFace] = {}
        #: What is done once somebody listens; nothing is left of it then.
        self.when_heard: Callable[[], object] | None = None

    def make(self, _key: str, thing: QObject) -> Any:
        """The face of a widget; None leaves it to Qt."""
        if self.when_heard is not None and QAccessible.isActive():
            begin, self.when_heard = self.when_heard, None
            begin()
        role = getattr(thing, "spoken_as", None)
        if role is None or not isinstance(thing, QWidget):
            return None
        if role in (TAB, BUTTON) and isinstance(thing, QAbstractButton):
            face = self._buttons[id(thing)] = _ButtonFace(thing, role)
            thing.destroyed.connect(lambda *_: self._let_go(id(thing)))
            return face
        plain = QAccessibleWidget(thing, role)
        self._new.append(plain)
        if len(self._new) > _HANDED_OVER:
            shiboken6.invalidate(self._new.popleft())
        return plain

    def _let_go(self, key: int) -> None:
        face = self._buttons.pop(key, None)
        if face is not None:
            shiboken6.invalidate(face)


_faces = _Faces()


def speak_as_drawn(when_heard: Callable[[], object]) -> None:
    """Have what we draw ourselves say what it is, in every window from now on.

    `when_heard` is called once, when a screen reader asks for the first time.
    """
    _faces.when_heard = when_heard
    QAccessible.installFactory(_faces.make)


def announce(widget: QWidget, words: str) -> None:
    """Have a sentence read out that came by itself. Nothing, where nobody listens."""
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def announce_unless_there(widget: QWidget, words: str) -> None:
    """The same, but for what is said anyway: the keyboard goes to something that says it."""
    if words and QAccessible.isActive():
        QTimer.singleShot(0, widget, lambda: _announce_elsewhere(widget, words))


def _announce_elsewhere(widget: QWidget, words: str) -> None:
    here = QApplication.focusWidget()
    said = f"{here.accessibleName()} {here.accessibleDescription()}" if here is not None else ""
    if words not in said and widget.isVisible():
        announce(widget, words)
