"""The window on the whiteboard. Nothing but the lesson can ever be in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.lessons.board.bar import BoardBar
from ui.lessons.board.canvas import BoardCanvas
from ui.lessons.board.peek import PeekPanel
from ui.lessons.board.question import BoardQuestion
from ui.lessons.board.tray import BoardTray

_IDENTIFY_MS = 2500


class BoardWindow(QWidget):
    """A full screen with the canvas and, below it, the bar. `key` passes on what was typed."""

    spoken_as = QAccessible.Role.Window
    key = Signal(QKeyEvent)
    #: Everything is being hidden, and this window lies over the password box.
    put_aside = Signal()

    def __init__(self, canvas: BoardCanvas) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle("Whiteboard")
        self.setObjectName("board")
        self.canvas = canvas
        self.bar = BoardBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(canvas, 1)
        column.addWidget(self.bar)
        self.tray = BoardTray(self)
        self.tray.chosen.connect(lambda _act: self.bar.to_more.setChecked(False))
        self.bar.more.connect(self.open_tray)
        self.question = BoardQuestion(self)
        self._notes = PeekPanel(self)
        self._name = QLabel("Whiteboard", self)
        self._name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name.setStyleSheet(
            "background: #0B5E6B; color: #FFFFFF; font-size: 96px; border-radius: 40px;"
        )
        self._name.hide()
        self._unnaming = QTimer(self, singleShot=True, interval=_IDENTIFY_MS)
        self._unnaming.timeout.connect(self._name.hide)

    def show_on(
        self, area: QRect, *, full: bool = True, over: bool = True, keyboard: bool = True
    ) -> None:
        """Fill a screen.

        `over`: over whatever else is there, also when it was shown already; some desktops then
        give it the keys. `keyboard`: take them in any case.
        """
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not keyboard)
        came = not self.isVisible()
        self.setGeometry(area)
        if full:
            self.fill()
        else:
            self.show()
        if came or over:
            self.raise_()
        if came:
            self.canvas.setFocus()
        if keyboard:
            self.activateWindow()

    def fill(self) -> None:
        """All of the screen that it is on."""
        # Not `showFullScreen`: that takes the keyboard from whatever she types in.
        self.setWindowState(self.windowState() | Qt.WindowState.WindowFullScreen)
        self.show()

    def stand_aside(self) -> None:
        """Go away, until the teacher shows the board again."""
        self.question.drop()  # what the board showed before it comes back with the board
        self.hide()
        self.put_aside.emit()

    def peek(self, lines: Sequence[tuple[str, str]], columns: int = 1) -> None:
        """Show notes or keys over the foot, on a single screen only; no lines hide them."""
        self._notes.say(lines, columns)
        self._place_labels()
        self._notes.raise_()

    def open_tray(self) -> None:
        """Open the tray of tools, or close it."""
        self.tray.setVisible(self.tray.isHidden())
        self.bar.to_more.setChecked(not self.tray.isHidden())
        self._place_labels()
        self.tray.raise_()

    def identify(self) -> None:
        """Say for a moment which screen this is."""
        self._name.show()
        self._name.raise_()
        self._unnaming.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.question.isVisible():
            self.question.keyPressEvent(event)
        else:
            self.key.emit(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_labels()

    def closeEvent(self, event: QCloseEvent) -> None:
        # Alt+F4 on the board must not end a lesson by accident; the laptop ends it.
        event.ignore()

    def _place_labels(self) -> None:
        self.question.place()
        tray = self.tray.sizeHint()
        self.tray.setGeometry(
            QRect(QPoint((self.width() - tray.width()) // 2,
                         self.height() - self.bar.height() - tray.height() - 8), tray)
        )  # fmt: skip
        if not self._notes.isHidden():
            self._notes.place(QRect(0, 0, self.width(), self.height() - self.bar.height()))
        self._name.setGeometry(QRect(QPoint(0, 0), self.size() / 2).translated(
            self.width() // 4, self.height() // 4))  # fmt: skip
