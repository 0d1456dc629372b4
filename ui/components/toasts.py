"""Short notices that come and go at the foot of a window. They never hold content of a case."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSpacerItem, QWidget
from shiboken6 import isValid

from ui.components.buttons import IconButton, LinkButton
from ui.components.focus_kept import FocusBefore
from ui.components.free_place import free_place
from ui.components.marks import Icon
from ui.components.painting import round_box
from ui.components.read_aloud import announce
from ui.components.words import Words
from ui.theme import RADIUS, SPACE, Tone, application, look

_ICONS = {
    Tone.LEAF: "check-circle-fill",
    Tone.CORAL: "warning-circle-fill",
    Tone.SUN: "warning-fill",
    Tone.SKY: "info-fill",
    Tone.ACT: "bell-fill",
    Tone.PLAIN: "info-fill",
}

#: How long a notice stays, in ms: long enough to read twice. One with a link stays longer.
STAYS_MS = 6000
STAYS_WITH_LINK_MS = 12000


class _Toast(QWidget):
    """The picture and the words. A press on them reaches what lies behind."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("toast")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._tone = Tone.LEAF
        row = self.row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.base, SPACE.tight, SPACE.tight, SPACE.tight)
        row.setSpacing(SPACE.near)
        self.mark = Icon("check-circle-fill", 22, "leaf")
        self.words = Words("", "body")
        row.addWidget(self.mark)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._room = QSpacerItem(0, 0)
        row.addSpacerItem(self._room)
        self.acts = QWidget(window)
        self.acts.setObjectName("toastActs")
        beside = QHBoxLayout(self.acts)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(SPACE.near)
        self.link = LinkButton("")
        self.close_button = IconButton("x", "Close this notice")
        for button in (self.link, self.close_button):
            # It came by itself: pressing it takes the keyboard from nobody's field.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            beside.addWidget(button)
        self.hide()
        self.acts.hide()

    def make_room(self) -> QSize:
        """The size of what can be pressed, for which room is kept at the end."""
        self.acts.ensurePolished()
        size = self.acts.sizeHint()
        self._room.changeSize(size.width(), size.height())
        self.row.invalidate()
        return size

    def put(self, place: QRect) -> None:
        """Lie there, with what can be pressed at the end."""
        self.setGeometry(place)
        size = self.acts.sizeHint()
        left = place.right() + 1 - SPACE.tight - size.width()
        top = place.top() + (place.height() - size.height()) // 2
        self.acts.setGeometry(QRect(QPoint(left, top), size))

    def dress(self, tone: Tone) -> None:
        self._tone = tone
        self.mark.show_icon(_ICONS[tone], "soft" if tone is Tone.PLAIN else tone.value)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = look()
        edge = shown.colour("soft" if self._tone is Tone.PLAIN else self._tone.value)
        round_box(
            QPainter(self), QRectF(self.rect()), RADIUS.card, shown.colour("card"), QColor(edge), 2
        )


class Toasts(QObject):
    """Shows one notice at a time in a window: `toasts.say("Report sent")`."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._toast = _Toast(window)
        self._stays_ms = STAYS_MS
        self._clock = QTimer(self)
        self._clock.setObjectName("toastClock")
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._time_is_up)
        self._toast.close_button.clicked.connect(self.clear)
        self._toast.link.clicked.connect(self._followed)
        self._then = None
        self._before = FocusBefore(self._toast.acts)
        #: What came while the keyboard was on what another one offers.
        self._next: Callable[[], None] | None = None
        window.installEventFilter(self)
        application().focusChanged.connect(self._keyboard_moved)

    @property
    def words(self) -> str:
        """What is shown now, or empty."""
        return self._toast.words.text() if self._toast.isVisibleTo(self._window) else ""

    def say(
        self,
        words: str,
        tone: Tone = Tone.LEAF,
        *,
        link: str = "",
        then=None,
    ) -> None:
        """Show a sentence; `link` and `then` offer something to do about it.

        What is offered stays while the keyboard is on it: a press that was meant for *Undo* must
        not reach what comes by itself. That is heard at once, and seen after it.
        """
        announce(self._toast, words)
        if self._has_keyboard() and self._toast.link.isVisible():
            self._next = lambda: self._show(words, tone, link, then)
        else:
            self._show(words, tone, link, then)

    def _show(self, words: str, tone: Tone, link: str, then) -> None:
        self._toast.words.setText(words)
        self._toast.dress(tone)
        self._toast.link.set_words(link)
        self._toast.link.setVisible(bool(link))
        self._then = then
        self._stays_ms = STAYS_WITH_LINK_MS if link else STAYS_MS
        self._place()
        for part in (self._toast, self._toast.acts):
            part.show()
            part.raise_()
        # What is told often comes with another page, which finds its shape only now.
        QTimer.singleShot(0, self._toast, self._place_again)
        self._clock.start(self._stays_ms)

    def clear(self) -> None:
        """Take the notice away, and show the one that waited for that."""
        self._clock.stop()
        next_one, self._next = self._next, None
        if self._has_keyboard():
            self._before.give_back()
        self._toast.hide()
        self._toast.acts.hide()
        if next_one is not None:
            next_one()

    def _has_keyboard(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self._toast.acts.isAncestorOf(focus)

    def _time_is_up(self) -> None:
        # Not under her finger, and not while everything is hidden: it stays as long again then.
        if not self._has_keyboard() and self._window.isVisible():
            self.clear()

    def _keyboard_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        acts = self._toast.acts
        came = new is not None and acts.isAncestorOf(new)
        left = old is not None and isValid(old) and acts.isAncestorOf(old)
        if came and not left:
            self._before.remember(old)
        elif left and not came and new is not None and acts.isVisible():
            if self._next is not None:
                self.clear()
            else:
                self._clock.start(self._stays_ms)

    def _followed(self) -> None:
        then, self._then = self._then, None
        self.clear()
        if then is not None:
            then()

    def _place_again(self) -> None:
        if self._toast.isVisible():
            self._place()

    def _place(self) -> None:
        toast, window = self._toast, self._window
        toast.ensurePolished()
        toast.make_room()
        room = window.width() - 2 * SPACE.wide
        layout = toast.row
        layout.activate()
        width = min(layout.sizeHint().width(), look().theme.px(560), room)
        size = QSize(width, max(layout.heightForWidth(width), layout.minimumSize().height()))
        toast.put(QRect(free_place(window, size, (toast, toast.acts)), size))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        elif watched is self._window and event.type() == QEvent.Type.Show and self.words:
            self._clock.start(self._stays_ms)
        return super().eventFilter(watched, event)
