"""A question on the board itself, where there is no other screen. Its words are always ours."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.focus_kept import FocusBefore
from ui.components.tab_order import tab_on
from ui.lessons.board.metrics import TARGET
from ui.lessons.keys import CLOSING


class BoardQuestion(QWidget):
    """A card over a quiet picture. `then` is called when she agrees, `otherwise` when not."""

    spoken_as = QAccessible.Role.Dialog

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._then: Callable[[], object] = _nothing
        self._otherwise: Callable[[], object] = _nothing
        self._before = FocusBefore(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 32, 40, 32)
        column.setSpacing(20)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setStyleSheet("color: #1A2433; font-size: 24px;")
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.setSpacing(16)
        self.setAccessibleName("Question")
        self.yes = PrimaryButton("Go on")
        self.no = SecondaryButton("Stay with the lesson")
        for button in (self.yes, self.no):
            button.setMinimumHeight(TARGET)
        self.yes.clicked.connect(self._agreed)
        self.no.clicked.connect(self._declined)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        row.addStretch(1)
        column.addLayout(row)
        self.hide()

    def ask(
        self,
        words: str,
        yes: str,
        then: Callable[[], object],
        otherwise: Callable[[], object] = lambda: None,
    ) -> None:
        """Ask; a question that was open before is dropped."""
        self.drop()
        self.words.setText(words)
        self.yes.set_words(yes)
        self._then, self._otherwise = then, otherwise
        self._before.remember(QApplication.focusWidget())
        self.place()
        self.show()
        self.raise_()
        self.no.setFocus()

    def drop(self) -> None:
        """Nobody need answer it any more, if it is open: as if she had stayed with the lesson."""
        if not self.isHidden():
            self._declined()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys are answers while it is open; whatever closes things says no."""
        event.accept()
        if event.key() in CLOSING and not event.isAutoRepeat():  # the key that asked may be held
            self._declined()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round in it: what lies behind waits for the answer."""
        if not self.isVisible():
            return False  # Qt asks while it hides: a key must press none of its buttons unseen
        tab_on(self, forward)
        return True

    def place(self) -> None:
        """In the middle of the board."""
        whole = self.parentWidget()
        if whole is None:
            return
        wide = min(860, whole.width() - 80)
        high = max(240, self.heightForWidth(wide))
        self.setGeometry(
            QRect((whole.width() - wide) // 2, (whole.height() - high) // 2, wide, high)
        )

    def _agreed(self) -> None:
        self._close()
        self._then()

    def _declined(self) -> None:
        self._close()
        self._otherwise()

    def _close(self) -> None:
        """Keys go on to what had them before it was asked."""
        self.hide()
        self._before.give_back()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor("#DCE2E9"))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 24, 24)


def _nothing() -> None:
    """Nothing was asked yet."""
