"""The curtain: hides every window of the program at once, and lifts with the password.

Two reasons to draw it: the shade (F9: somebody walks in) and the lock (nobody was there for a
while, or the member locked). It says nothing about what is behind it.
"""

from __future__ import annotations

from typing import Protocol, cast, runtime_checkable

from PySide6.QtCore import QDateTime, QEvent, QLocale, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcutEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.components.buttons import LinkButton, PrimaryButton
from ui.components.cards import Card
from ui.components.errors import ErrorText
from ui.components.fields import PasswordField
from ui.components.pages import flow
from ui.components.system_dialogs import bars_the_way, forget_put_away, put_away
from ui.components.words import Words
from ui.shell.river import draw_river
from ui.theme import SPACE, application, look

_SHADE = QKeySequence("F9")
_LOCALE = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)

_PLACED = (QEvent.Type.Show, QEvent.Type.Move, QEvent.Type.Resize)


class Curtain(QWidget):
    """The curtain of the main window, with the password field. `tried` gives what was typed."""

    tried = Signal(str)
    somebody_else = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Everything is hidden")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.far, SPACE.far, SPACE.far, SPACE.far)
        column.setSpacing(SPACE.hair)
        middle = Qt.AlignmentFlag.AlignHCenter
        self._clock = Words("", "title", "on_shade", align=middle)
        self._date = Words("", "heading", "on_shade", bold=False, align=middle)
        column.addStretch(3)
        column.addWidget(self._clock)
        column.addWidget(self._date)
        column.addSpacing(SPACE.far)
        self.card = Card(pad=SPACE.wide, gap=SPACE.near)
        self._heading = Words("", "strong")
        self._words = Words("", "body", "soft")
        self.password = PasswordField(name="Your password")
        self.error = ErrorText()
        self.error.keep_room()
        self.button = PrimaryButton("Go on")
        self.other = LinkButton("Sign in as somebody else")
        for widget in (self._heading, self._words, self.error, self.password):
            self.card.column.addWidget(widget)
        self.card.column.addSpacing(SPACE.hair)
        self.card.column.addWidget(flow(self.button, self.other, gap=SPACE.base))
        # Between stretches, so that the card is as high as its words need at its own width.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.card)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(4)
        self._wait_until = 0
        self._tick = QTimer(self)
        self._tick.setObjectName("curtainClock")
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._show_time)
        self.password.entered.connect(self._try)
        self.button.clicked.connect(self._try)
        self.other.clicked.connect(self.somebody_else)

    def draw(self, *, locked: bool, name: str) -> None:
        """Get ready to be shown: hidden by the shade key, or locked."""
        self._heading.setText(f"Locked. {name} is signed in." if locked else "Hidden")
        self._words.setText(
            "Everything you typed is kept. Type your password to go on."
            if locked
            else "Type your password to show the program again."
        )
        self.password.clear()
        self.error.say("")
        self.busy(False)
        self._show_time()

    def busy(self, waiting: bool) -> None:
        """While the password is looked at."""
        self.button.setEnabled(not waiting and self._seconds_left() == 0)
        self.button.set_words("One moment…" if waiting else "Go on")

    def refuse(self, words: str, wait_seconds: int = 0) -> None:
        """The password was not it; it may be too soon for another try."""
        self.password.clear()
        now = QDateTime.currentMSecsSinceEpoch()
        self._wait_until = now + wait_seconds * 1000 if wait_seconds > 0 else 0
        self.busy(False)
        self.error.say(words)
        self._show_time()
        self.password.setFocus()

    def _seconds_left(self) -> int:
        left = self._wait_until - QDateTime.currentMSecsSinceEpoch()
        return max(0, -(-left // 1000))

    def _try(self) -> None:
        if self.button.isEnabled() and self.password.text():
            self.busy(True)
            self.tried.emit(self.password.text())

    def _show_time(self) -> None:
        now = QDateTime.currentDateTime()
        self._clock.setText(now.toString("HH:mm"))
        self._date.setText(_LOCALE.toString(now.date(), "dddd d MMMM yyyy"))
        left = self._seconds_left()
        if left:
            self.error.say(f"You can try again in {left} second{'s' if left != 1 else ''}.")
            self.button.setEnabled(False)
        elif self._wait_until:
            self._wait_until = 0
            self.error.say("")
            self.busy(False)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        self._tick.start()
        QTimer.singleShot(0, self, self.password.setFocus)

    def hideEvent(self, event) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.card.setFixedWidth(min(look().theme.px(420), max(self.width() - 2 * SPACE.far, 200)))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_river(QPainter(self), QRectF(self.rect()))


class Cover(QWidget):
    """Covers another window of the program, a dialog say. It only covers."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("cover")
        self.setAccessibleName("Everything is hidden")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoFillBackground(False)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.show()
        self.raise_()
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() == QEvent.Type.Resize:
                self.setGeometry(self._window.rect())
            elif event.type() in (QEvent.Type.ChildAdded, QEvent.Type.LayoutRequest):
                self.raise_()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_river(QPainter(self), QRectF(self.rect()))


@runtime_checkable
class StandsAside(Protocol):
    """A window that may fill the screen, and says itself how it comes back."""

    def stand_aside(self) -> None:
        """Go away: the password box must be reached."""
        ...


class Covers(QObject):
    """Keeps every window but the main one covered, also those that open meanwhile."""

    def __init__(self, main: QWidget) -> None:
        super().__init__(main)
        self.setObjectName("covers")
        self._main = main
        self._covers: list[Cover] = []
        self._boards = True

    @property
    def count(self) -> int:
        """How many windows are covered."""
        return len(self._standing())

    @property
    def board(self) -> QWidget | None:
        """The window that shows a lesson to the class now."""
        return next(
            (
                one
                for one in QApplication.topLevelWidgets()
                if isinstance(one, StandsAside) and one.isVisible()
            ),
            None,
        )

    def draw(self, *, boards: bool = True) -> bool:
        """Cover them all, close what has popped up, and let no shortcut but F9 through.

        `boards`: also windows that may fill a screen with a lesson. Gives whether a window had to stand aside for the password box.
        """
        app = application()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
            popup.hide()
        aside = False
        for window in QApplication.topLevelWidgets():
            if isinstance(window, StandsAside) and not boards:
                continue
            if isinstance(window, StandsAside) and self._is_over_main(window):
                window.stand_aside()
                aside = True
            else:
                self._cover(window)
        self._boards = boards
        app.installEventFilter(self)
        return aside

    def lift(self) -> None:
        """Show the windows again."""
        app = application()
        app.removeEventFilter(self)
        forget_put_away()
        for cover in self._standing():
            cover.hide()
            cover.setParent(None)
            cover.deleteLater()
        self._covers.clear()

    def _standing(self) -> list[Cover]:
        """The covers of windows that are still there."""
        self._covers = [cover for cover in self._covers if isValid(cover)]
        return self._covers

    def _is_over_main(self, window: QWidget) -> bool:
        if window is self._main or not window.isVisible():
            return False
        # By place and not by screen: two screens that show the same are two for Qt.
        return window.frameGeometry().intersects(self._main.frameGeometry()) and (
            window.isFullScreen() or window.frameGeometry().contains(self._main.frameGeometry())
        )

    def _off_the_box(self, window: QWidget) -> None:
        if isinstance(window, StandsAside) and self._is_over_main(window):
            window.stand_aside()
            self._main.raise_()
            self._main.activateWindow()

    def _cover(self, window: QWidget) -> None:
        if window is self._main or not window.isVisible() or isinstance(window, Cover):
            return
        if window.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip):
            window.close()
            return
        if bars_the_way(window):
            # Not while it is being shown: it would not know that it was hidden.
            QTimer.singleShot(0, window, lambda: put_away(window))
        if not any(cover.parentWidget() is window for cover in self._standing()):
            self._covers.append(Cover(window))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Shortcut:
            return cast(QShortcutEvent, event).key() != _SHADE
        shown = kind == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and (self._boards or not isinstance(watched, StandsAside)):
            self._cover(cast(QWidget, watched))
        placed = self._boards and kind in _PLACED and isinstance(watched, QWidget)
        if placed and isinstance(watched, StandsAside):
            # The screens have changed meanwhile: a board comes to lie over the password box.
            board = cast(QWidget, watched)
            QTimer.singleShot(0, board, lambda: self._off_the_box(board))
        elif self._boards and kind == QEvent.Type.WindowActivate and watched is not self._main:
            # What opens or is clicked meanwhile takes the keyboard; the password box needs it.
            QTimer.singleShot(0, self._main, self._keep_keyboard)
        return False

    def _keep_keyboard(self) -> None:
        active = QApplication.activeWindow()
        if active is not None and active is not self._main:
            self._main.raise_()
            self._main.activateWindow()
