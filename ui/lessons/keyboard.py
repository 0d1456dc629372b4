"""Keys and clicker are never dead: while a page is shown, nothing is typed into nowhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui.components.sheets import Sheet
from ui.theme import application


class KeyboardKept(QObject):
    """Gives a page the keyboard of its window when it is shown, and when nothing else has it.

    What had it may be gone: a paper that was looked at, a button of the slide before, the password
    box.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        page.installEventFilter(self)
        application().focusChanged.connect(self._changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() == QEvent.Type.Show:
            # After sheets that come again with the page: they have it then.
            QTimer.singleShot(0, self, lambda: self._take(shown=True))
        return False

    def _changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None:
            QTimer.singleShot(0, self, lambda: self._take(shown=False))

    def _take(self, *, shown: bool) -> None:
        page = self._page
        window = page.window()
        if not page.isVisible() or QApplication.activePopupWidget() is not None:
            return
        if any(sheet.isVisible() for sheet in window.findChildren(Sheet)):
            return
        focus = window.focusWidget()
        nowhere = focus is None or not focus.isVisible()
        if nowhere or (shown and not page.isAncestorOf(focus)):
            page.setFocus()
