"""Sheets: dialogs inside the window, which never hold up anything else in the program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QColor, QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from ui.components.buttons import DangerButton, IconButton, PrimaryButton, SecondaryButton
from ui.components.cards import Card, Ground
from ui.components.focus_kept import FocusBefore, focus_if_before_her
from ui.components.pages import flow
from ui.components.tab_order import open_sheet, start_of, tab_on
from ui.components.words import body, heading
from ui.theme import SPACE, look


class Sheet(QWidget):
    """A card over its window; what lies behind is dimmed and cannot be reached meanwhile.

    Put things into `sheet.column`, buttons into `sheet.add_buttons(...)`, then `sheet.open()`.
    Escape closes it (`closed` is emitted), and the focus goes back to where it was. The sheet
    deletes itself.

    It is shown only together with the page that it was made `over`. When she goes to another room
    or everything is hidden, it waits: it does not lie over what she sees then, and takes no key.
    """

    closed = Signal()
    spoken_as = QAccessible.Role.Dialog

    def __init__(
        self, over: QWidget, title: str, *, widest: int = 520, closable: bool = True
    ) -> None:
        super().__init__(over.window())
        self._window = over.window()
        self._over = over
        over.destroyed.connect(self.deleteLater)
        self.setObjectName("sheet")
        self.setAccessibleName(title)
        self._widest = widest
        self._closable = closable
        self._is_open = False  # also while its page is not shown
        self._focus_inside: QWidget | None = None  # when it was hidden with its page
        self._before = FocusBefore(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.card = Card(pad=0, gap=0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE.far, SPACE.far, SPACE.far, SPACE.far)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        self._ground = Ground()
        around = QVBoxLayout(self._ground)
        around.setContentsMargins(16, 12, 16, 20)
        around.addWidget(self.card)
        middle.addWidget(self._ground, 1000)
        middle.addStretch(1)
        outer.addLayout(middle, 1000)
        outer.addStretch(3)
        top = self._top = QHBoxLayout()
        top.setContentsMargins(SPACE.wide, SPACE.base, SPACE.near, 0)
        top.addWidget(heading(title), 1)
        if closable:
            close = IconButton("x", "Close")
            close.clicked.connect(self.dismiss)
            top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.card.column.addLayout(top)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(SPACE.wide, SPACE.tight, SPACE.wide, SPACE.wide)
        self.column.setSpacing(SPACE.near)
        self._scroll.setWidget(inner)
        self._inner = inner
        self.card.column.addWidget(self._scroll, 1)
        self.hide()

    def add_buttons(self, *buttons: QWidget) -> None:
        """A last line of buttons, the main one first."""
        self.column.addSpacing(SPACE.tight)
        self.column.addWidget(flow(*buttons))

    def open(self) -> None:
        """Show it, and put the focus where it begins: never on what destroys."""
        if self._is_open:
            return
        self._is_open = True
        self._over.installEventFilter(self)
        self._window.installEventFilter(self)
        if not self._window.isVisible() or self._over.isVisible():
            self._appear()

    @property
    def is_where_she_is(self) -> bool:
        """Whether the page that it belongs to is shown now."""
        return isValid(self._over) and self._over.isVisible()

    def _appear(self) -> None:
        self._before.remember(QApplication.focusWidget())
        self._fit()
        self.show()
        self.raise_()
        self.take_focus()

    def take_focus(self) -> None:
        """The keyboard goes where it was when this was hidden, else where it begins (rule 145)."""
        here, self._focus_inside = self._focus_inside, None
        if here is not None and isValid(here) and self._inner.isAncestorOf(here):
            here.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        # Also where there is nothing but the cross: behind it nothing may have the keyboard.
        first = start_of(self._inner) or start_of(self) or self
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _appear_again(self) -> None:
        if self._is_open and not self.isVisible() and self.is_where_she_is:
            self._appear()

    def dismiss(self) -> None:
        """Close it."""
        if not self._is_open:
            return
        self._is_open = False
        self.hide()
        self.closed.emit()
        self._give_back()
        self.deleteLater()

    def _give_back(self) -> None:
        """The keyboard goes to where it was; where news took that away, to where its page begins."""
        if self._before.give_back():
            return
        here = QApplication.focusWidget()
        if here is not None and here.isVisible():
            return  # whoever heard that it closed led it on
        place = open_sheet(self._window) or (self._over if isValid(self._over) else None)
        if place is not None and place.isVisible() and (first := start_of(place)) is not None:
            focus_if_before_her(first)

    def _fit(self) -> None:
        window = self._window
        self.setGeometry(window.rect())
        width = min(look().theme.px(self._widest), window.width() - 2 * SPACE.far) + 32
        self._ground.setMaximumWidth(width)
        inner_width = width - 32 - 2
        layout = self.column
        wanted = (
            layout.heightForWidth(inner_width)
            if layout.hasHeightForWidth()
            else layout.sizeHint().height()
        )
        head = self._top.sizeHint().height() + 4
        most = window.height() - 2 * SPACE.far
        self._ground.setFixedHeight(min(wanted + head + 40, most))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._fit()
        elif watched is self._over and self._is_open and not event.spontaneous():
            if event.type() == QEvent.Type.Hide:
                self.hide()
            elif event.type() == QEvent.Type.Show:
                QTimer.singleShot(0, self, self._appear_again)
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._focus_inside = self._inner.focusWidget()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.StyleChange):
            self._fit()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._closable:
            self.dismiss()
            return
        event.accept()  # keys meant for what lies behind end here

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside the sheet."""
        tab_on(self, forward)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = look().theme.palette
        colour = QColor(palette.scrim)
        colour.setAlphaF(palette.scrim_opacity)
        QPainter(self).fillRect(QRectF(self.rect()), colour)


def ask(
    over: QWidget,
    title: str,
    words: str,
    *,
    yes: str,
    no: str = "Go back",
    danger: bool = False,
    then: Callable[[], object],
) -> Sheet:
    """Ask before something is done. `yes` names the act; `then` is called when it is pressed."""
    sheet = Sheet(over, title)
    sheet.column.addWidget(body(words))
    act = (DangerButton if danger else PrimaryButton)(yes)
    back = SecondaryButton(no)
    sheet.add_buttons(act, back)

    def agreed() -> None:
        act.setEnabled(False)  # a second press must not do it twice
        sheet.dismiss()
        then()

    act.clicked.connect(agreed)
    back.clicked.connect(sheet.dismiss)
    sheet.open()
    return sheet
