"""What is done for a screen reader while one listens, and for nobody else.

A reader goes through a window in the order in which its parts came to be: what was put between two
others afterwards would be heard after both. And it says nothing of a page that takes the place of
another, unless it is told what that is called.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget
from shiboken6 import isValid

from ui.components.read_aloud import announce
from ui.components.tab_order import laid_out
from ui.components.words import Words

_SHOW, _LAYOUT = QEvent.Type.Show, QEvent.Type.LayoutRequest


class Listened(QObject):
    """Keeps every window in the order in which it is seen, and says the titles of new pages."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("listened")
        self._stirred: dict[int, QWidget] = {}
        self._title: Words | None = None
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.setObjectName("listenedDue")
        self._due.timeout.connect(self._attend)
        for widget in app.allWidgets():
            self._stir(widget)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == _LAYOUT and isinstance(watched, QWidget):
            self._stir(watched)
        elif kind == _SHOW and not event.spontaneous() and isinstance(watched, QWidget):
            self._stir(watched)  # what was filled before it was shown has told of no new place
            if _is_title(watched):
                self._title = cast("Words", watched)
        return False

    def _stir(self, widget: QWidget) -> None:
        self._stirred[id(widget)] = widget
        self._due.start()

    def _attend(self) -> None:
        stirred, self._stirred = list(self._stirred.values()), {}
        title, self._title = self._title, None
        for widget in stirred:
            if isValid(widget):
                put_in_order(widget)
        if title is None or not isValid(title) or not title.isVisible():
            return
        if not title.hasFocus():  # else it is said because the keyboard is there
            announce(title, title.accessibleName())


def _is_title(widget: QObject) -> bool:
    return isinstance(widget, Words) and widget.is_title


def put_in_order(widget: QWidget) -> None:
    """Put the parts of a widget into the order of its layouts, for whoever hears them.

    What lies over them, in no layout, stays above.
    """
    if isinstance(widget.layout(), QStackedLayout):
        return  # one of them is there at a time
    wanted = laid_out(widget)
    inside = [one for one in widget.children() if isinstance(one, QWidget)]
    if [one for one in inside if one in wanted] == wanted:
        return
    over = inside[inside.index(next(one for one in inside if one in wanted)) :]
    for after, one in zip(reversed(wanted[1:]), reversed(wanted[:-1]), strict=True):
        one.stackUnder(after)
    for one in over:
        if one not in wanted and not one.isWindow():
            one.raise_()


def listen() -> None:
    """Begin; a reader has asked for the first time."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        Listened(app)
