"""What a screen reader is told of what we draw ourselves, and of what comes by itself.

Qt takes a label for a label and a button that stays down for a check box. Whoever cannot see the
screen goes by headings and by the list of rooms: so these say what they are (`spoken_as`).
"""

from __future__ import annotations

from collections import deque
from typing import Any, Final

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QWidget
from shiboken6 import isValid

HEADING: Final = QAccessible.Role.Heading
TAB: Final = QAccessible.Role.PageTab

#: Qt owns what a factory gives, and PySide believes that Python does: these few are kept until
#: Qt has them, and then Python lets go without deleting anything.
_HANDED_OVER: Final = 32


class _TabFace(QAccessibleWidget):
    """A place of the rail: it is chosen or not, and can be pressed."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button, TAB)
        self._button = button

    def state(self) -> QAccessible.State:
        state = super().state()
        state.selectable = True
        state.selected = isValid(self._button) and self._button.isChecked()
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
        self._tabs: dict[int, _TabFace] = {}

    def make(self, _key: str, thing: QObject) -> Any:
        """The face of a widget; None leaves it to Qt."""
        role = getattr(thing, "spoken_as", None)
        if role is None or not isinstance(thing, QWidget):
            return None
        if role is TAB and isinstance(thing, QAbstractButton):
            face = self._tabs[id(thing)] = _TabFace(thing)
            thing.destroyed.connect(lambda *_: self._let_go(id(thing)))
            return face
        plain = QAccessibleWidget(thing, role)
        self._new.append(plain)
        if len(self._new) > _HANDED_OVER:
            shiboken6.invalidate(self._new.popleft())
        return plain

    def _let_go(self, key: int) -> None:
        face = self._tabs.pop(key, None)
        if face is not None:
            shiboken6.invalidate(face)


_faces = _Faces()


def speak_as_drawn() -> None:
    """Have headings and the rail say what they are, in every window from now on."""
    QAccessible.installFactory(_faces.make)


def announce(widget: QWidget, words: str) -> None:
    """Have a sentence read out that came by itself. Nothing, where nobody listens."""
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def announce_page(page: QWidget) -> None:
    """Have the heading of a page read out that has just taken the place of another."""
    if QAccessible.isActive():
        QTimer.singleShot(0, page, lambda: announce(page, title_of(page)))


def title_of(page: QWidget) -> str:
    """What the page that is shown is called: its first heading in sight; else its name."""
    for one in page.findChildren(QWidget):
        if getattr(one, "spoken_as", None) is HEADING and one.isVisible():
            return one.accessibleName()
    return page.accessibleName()
