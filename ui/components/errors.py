"""What is wrong with an answer, and where it stands: on the line of the label, moving nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.components.marks import Icon
from ui.components.words import Words
from ui.theme import SPACE


class ErrorText(QWidget):
    """What is wrong with an answer, beside it: an icon and a sentence. Hidden while empty."""

    def __init__(self, text: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.tight)
        self._icon = Icon("warning-circle-fill", 18, "coral", meaning="Error")
        self._words = Words("", "body", "coral", bold=True)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.say(text)

    def say(self, text: str) -> None:
        """Show a sentence; an empty one hides the whole line."""
        new = bool(text) and text != self._words.text()
        around = self.parentWidget()
        if around is None or not around.isVisible():
            self._put(text)
            return
        # Not before somebody sees and hears it: the first page is shown sooner without.
        from ui.components.read_aloud import announce_unless_there
        from ui.components.staying import staying

        with staying(around):
            self._put(text)
        if new and self.isVisible():
            announce_unless_there(self, text)

    def _put(self, text: str) -> None:
        self._words.setText(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """The sentence."""
        return self._words.text()

    def keep_room(self, lines: int = 1) -> None:
        """Take the room of so many lines from the start, where a page cannot scroll."""
        self._words.keep_room(lines)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)


class LabelLine(QWidget):
    """A label, and what is wrong beside it, which moves nothing; below it where it is too long."""

    def __init__(self, label: Words, error: ErrorText) -> None:
        super().__init__()
        self._label, self._error = label, error
        for part in (label, error):
            part.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._places(width)[2]

    def sizeHint(self) -> QSize:
        label, error = self._label.sizeHint(), self._error.sizeHint()
        return QSize(
            label.width() + SPACE.near + error.width(), max(label.height(), error.height())
        )

    def minimumSizeHint(self) -> QSize:
        label, error = self._label.minimumSizeHint(), self._error.minimumSizeHint()
        return QSize(max(label.width(), error.width()), max(label.height(), error.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().event(event)

    def _place(self) -> None:
        label, error, _height = self._places(self.width())
        self._label.setGeometry(label)
        self._error.setGeometry(error)

    def _places(self, width: int) -> tuple[QRect, QRect, int]:
        """Where both stand in so much width, and how high they are together."""
        line = self._error.sizeHint().height()
        wanted = self._label.sizeHint()
        beside = width - wanted.width() - SPACE.near
        high = max(wanted.height(), line)
        if self._error.text() and self._error.sizeHint().width() > beside:
            above = self._label.heightForWidth(width)
            below = self._error.heightForWidth(width)
            top = above + SPACE.hair
            return QRect(0, 0, width, above), QRect(0, top, width, below), top + below
        if not self._error.text() and wanted.width() > width:
            above = self._label.heightForWidth(width)
            return QRect(0, 0, width, above), QRect(), above
        return (
            QRect(0, 0, wanted.width(), high),
            QRect(wanted.width() + SPACE.near, 0, max(beside, 0), high),
            high,
        )
