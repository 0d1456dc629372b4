"""Parts of the console that fit themselves into the room there is: the slides, and the tools."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from ui.components.buttons import QuietButton
from ui.components.words import soft, strong
from ui.lessons.thumbs import SlideThumb
from ui.theme import SPACE, look

#: With less room than this (px at 100 %) what comes next is said, and not shown.
_LEAST_HIGH = 300
_WIDEST, _NEXT_WIDEST = 700, 210


class NowAndNext(QWidget):
    """Where the lesson is: the slide on the board as large as it can be, and what comes next."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.tight, SPACE.tight, SPACE.tight, 0)
        column.setSpacing(SPACE.tight)
        self.number = strong("")
        column.addWidget(self.number)
        self.now = SlideThumb("The slide on the board", width=460)
        self.now.marked = True
        column.addWidget(self.now, 0, Qt.AlignmentFlag.AlignLeft)
        row = self._row = QHBoxLayout()
        row.setSpacing(SPACE.base)
        self.next_words = soft("")
        row.addWidget(self.next_words, 1, Qt.AlignmentFlag.AlignTop)
        self.next = SlideThumb("The next slide", width=180)
        row.addWidget(self.next, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addStretch(1)
        self._is_last = False

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 0)

    def say_last(self, is_last: bool) -> None:
        """Whether nothing comes after this slide."""
        self._is_last = is_last
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self.fit)

    def fit(self) -> None:
        """Share the room out: all of it is seen without scrolling."""
        px = look().theme.px
        wide = min(self.width() - 2 * SPACE.tight, px(_WIDEST))
        shown = not self._is_last and self.height() >= px(_LEAST_HIGH)
        self.next.setVisible(shown)
        beside = min(round(wide * 0.35), px(_NEXT_WIDEST))
        self.next.setFixedSize(beside, self.next.heightForWidth(beside))
        words = self.next_words.heightForWidth(wide - (beside + SPACE.base if shown else 0))
        foot = max(words, self.next.height() if shown else 0)
        head = self.number.heightForWidth(wide)
        room = self.height() - head - foot - SPACE.tight * 4
        high = max(60, min(self.now.heightForWidth(wide), room))
        self.now.setFixedSize(round(high * 16 / 9), high)
        self._row.setContentsMargins(0, 0, max(0, self.width() - 2 * SPACE.tight - wide), 0)


class FoldingTools(QWidget):
    """One line of tools, the most important first. Those without room are in a menu at its end."""

    def __init__(self, tools: Sequence[tuple[str, str, Callable[[], object]]]) -> None:
        """`tools`: name, icon and what it does, the most important first."""
        super().__init__()
        self.buttons: dict[str, QuietButton] = {}
        for name, icon, act in tools:
            button = QuietButton(name, icon, parent=self)
            button.clicked.connect(lambda _=False, act=act: act())
            self.buttons[name] = button
        self.more = QuietButton("More tools", "dots-three", parent=self)
        self.menu = QMenu(self.more)
        self.menu.aboutToShow.connect(self._fill)
        self.more.clicked.connect(self._open)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        wide = sum(one.sizeHint().width() for one in self.buttons.values())
        return QSize(wide, _on_one_line(self.more))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.more.sizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Lay out what has room; the others are folded."""
        tools = list(self.buttons.values())
        whole = sum(one.sizeHint().width() for one in tools)
        room = self.width()
        if whole > room:
            room -= self.more.sizeHint().width()
        left, folded = 0, False
        for one in tools:
            wide = one.sizeHint().width()
            folded = folded or left + wide > room
            one.setVisible(not folded)
            if not folded:
                _place(one, left, wide, self.height())
                left += wide
        self.more.setVisible(folded)
        _place(self.more, left, self.more.sizeHint().width(), self.height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            QTimer.singleShot(0, self, self.fit)

    @property
    def folded(self) -> tuple[str, ...]:
        """The names of those that are in the menu."""
        return tuple(name for name, one in self.buttons.items() if one.isHidden())

    def _fill(self) -> None:
        self.menu.clear()
        for name in self.folded:
            action = self.menu.addAction(name)
            button = self.buttons[name]
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)

    def _open(self) -> None:
        self._fill()
        above = self.more.mapToGlobal(self.more.rect().topLeft())
        above.setY(above.y() - self.menu.sizeHint().height())
        self.menu.popup(above)


def _place(button: QAbstractButton, left: int, wide: int, high: int) -> None:
    mine = _on_one_line(button)
    button.setGeometry(left, (high - mine) // 2, wide, mine)


def _on_one_line(button: QAbstractButton) -> int:
    """How high it is there; its own hint goes by the width that it had before."""
    return button.heightForWidth(button.sizeHint().width())
