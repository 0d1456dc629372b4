"""The panel that tells of an unforeseen error. It waits at the foot of the window, in nobody's way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.components.buttons import QuietButton, SecondaryButton
from ui.components.notices import Notice
from ui.components.pages import flow
from ui.components.painting import SHADOW_DROP, SHADOW_REACH, draw_shadow
from ui.components.secret_clipboard import put_words
from ui.theme import RADIUS, SPACE, Tone, look


class TroublePanel(QWidget):
    """Says in words that something went wrong, and offers the support details to copy.

    `details` makes the text to copy. It holds no content (see `ui.problems.support_details`).
    """

    def __init__(self, window: QWidget, details: Callable[[], str]) -> None:
        super().__init__(window)
        self.setObjectName("trouble")
        self._window = window
        self._details = details
        margin = SHADOW_REACH + SHADOW_DROP
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(margin, margin, margin, margin)
        self.notice = Notice(
            "What you typed is kept. You can go on; if it happens again, close the program and "
            "open it again. Support can find the cause with the details below, which hold "
            "nothing about anybody.",
            Tone.CORAL,
            heading="Something went wrong in the program",
            outlined=True,
        )
        self.copy = SecondaryButton("Copy support details", "copy")
        self.close_button = QuietButton("Close")
        self.notice.column.addSpacing(SPACE.tight)
        self.notice.column.addWidget(flow(self.copy, self.close_button))
        column.addWidget(self.notice)
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def tell(self) -> None:
        """Show the panel."""
        self.copy.set_words("Copy support details")
        self._place()
        self.show()
        self.raise_()

    def _stay_in_front(self) -> None:
        if self.isVisible():
            self.raise_()

    def _copy(self) -> None:
        put_words(self._details())
        self.copy.set_words("Copied")

    def _place(self) -> None:
        width = min(look().theme.px(560) + 2 * SHADOW_REACH, self._window.width())
        height = min(self._column.heightForWidth(width), self._window.height())
        self.setGeometry(
            self._window.width() - width, self._window.height() - height, width, height
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is self._window and event.type() == QEvent.Type.ChildAdded:
            # A page or a sheet that is made now would lie over it, and take the press of *Close*.
            QTimer.singleShot(0, self, self._stay_in_front)
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRect(self.notice.mapTo(self, QPoint(0, 0)), self.notice.size())
        draw_shadow(painter, area, RADIUS.card)
