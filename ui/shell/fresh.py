"""Pages that read themselves anew when what they show has changed, here or on another laptop."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QWidget

#: Changes that are answered together, in ms.
SOON_MS = 150


class Fresh(QObject):
    """Calls `refresh` soon after one of `signals`, once for several in a row.

    While `page` is not in view nothing is read: it is when the page is shown again. `refresh` must
    leave the focus where it is, and alone what somebody is typing.
    """

    def __init__(
        self, page: QWidget, signals: Iterable[SignalInstance], refresh: Callable[[], object]
    ) -> None:
        super().__init__(page)
        self._page = page
        self._old = False
        self._soon = QTimer(self)
        self._soon.setObjectName("freshSoon")
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._look)
        self._refresh = refresh
        for signal in signals:
            signal.connect(self._changed)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A page that is shown again is brought up to date."""
        if event.type() == QEvent.Type.Show and self._old and not self._soon.isActive():
            self._soon.start()
        return super().eventFilter(watched, event)

    def _changed(self) -> None:
        self._old = True
        if self._page.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _look(self) -> None:
        if self._page.isVisible():
            self._old = False
            self._refresh()
