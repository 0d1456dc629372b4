"""A button that works and cannot be pressed meanwhile gets the keyboard back (rule 185).

Qt takes the keyboard from a button as soon as it is disabled, and gives it to whatever comes next
by Tab. Who pressed *Save* with Enter and is told that it did not go would then stand on *Put away*.
That a second Enter does not press this meanwhile is seen to by `ui.components.second_press`.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from ui.components.focus_kept import is_before_her


class KeyboardBack(QObject):
    """Watches over a whole application. Make one, as the application's child."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("keyboardBack")
        self._working: QAbstractButton | None = None
        self._meanwhile: QWidget | None = None
        app.focusChanged.connect(self._moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._working and event.type() == QEvent.Type.EnabledChange:
            self._give_back()
        return False

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and old is self._meanwhile and self._lost(old):
            self._meanwhile = new  # that was disabled or hidden as well: it goes one further
        elif isinstance(old, QAbstractButton) and isValid(old) and _was_taken_from(old):
            self._forget()
            self._working = old
            old.installEventFilter(self)
            self._meanwhile = new
        elif new is not None and new is self._meanwhile:
            self._give_back()  # what lay over the page is gone again
        elif new is not None and not self._is_behind_something():
            self._forget()  # she went elsewhere, or was led there

    def _lost(self, meanwhile: QWidget) -> bool:
        """Whether that lost it without anybody's doing, on a page that is shown still."""
        button = self._working
        shown = button is not None and isValid(button) and button.isVisibleTo(button.window())
        return shown and isValid(meanwhile) and not _may_have_it(meanwhile)

    def _is_behind_something(self) -> bool:
        """Whether a sheet or the curtain came over the page on which a button works."""
        button = self._working
        return button is not None and isValid(button) and not is_before_her(button)

    def _give_back(self) -> None:
        button, meanwhile = self._working, self._meanwhile
        if button is None or not isValid(button) or not button.isEnabled():
            return
        if not is_before_her(button):
            return  # not while something lies over it: it is given back when that is gone
        self._forget()
        left = meanwhile if meanwhile is not None and isValid(meanwhile) else None
        if button.window().focusWidget() is left:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        if self._working is not None and isValid(self._working):
            self._working.removeEventFilter(self)
        self._working = self._meanwhile = None


def _was_taken_from(button: QAbstractButton) -> bool:
    """Whether it lost the keyboard because it was disabled, and not because somebody went on."""
    return not button.isEnabled() and button.isVisible()


def _may_have_it(widget: QWidget) -> bool:
    """Whether it can have the keyboard: neither it nor the row that it is in was taken away."""
    return widget.isEnabled() and widget.isVisibleTo(widget.window())
