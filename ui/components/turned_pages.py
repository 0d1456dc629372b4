"""Pages of which one is shown at a time: the keyboard goes with whoever turns them.

Qt takes it along too, but to what was made first on the new page, and not when the page that had
it is taken out of the stack: then it goes on to the first thing of the whole window.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from ui.components.focus_kept import focus_if_before_her
from ui.components.tab_order import start_of


class TurnedPages(QStackedWidget):
    """A stack. Where the keyboard was in the page that goes, it is in the page that comes.

    There it is where it was when she was on that page last, else where the page begins. While she
    is elsewhere it stays where it is.
    """

    def setCurrentWidget(self, page: QWidget) -> None:
        before, held, last = self.currentWidget(), self._holds_the_keyboard(), page.focusWidget()
        super().setCurrentWidget(page)
        if held and page is not before:
            _put_keyboard(page, last)

    def removeWidget(self, page: QWidget) -> None:
        before, held = self.currentWidget(), self._holds_the_keyboard()
        super().removeWidget(page)
        now = self.currentWidget()
        if held and now is not None and now is not before:
            _put_keyboard(now, now.focusWidget())

    def _holds_the_keyboard(self) -> bool:
        here = QApplication.focusWidget()
        return here is not None and self.isAncestorOf(here)


def _put_keyboard(page: QWidget, last: QWidget | None) -> None:
    place = last if last is not None and _is_there(last, page) else start_of(page)
    if place is not None:
        focus_if_before_her(place)


def _is_there(widget: QWidget, page: QWidget) -> bool:
    """Whether it can have the keyboard still. A heading can, which is no stop of Tab."""
    takes = isValid(widget) and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    return takes and widget.isEnabled() and (widget is page or widget.isVisibleTo(page))
