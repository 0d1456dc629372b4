"""Short notices that come and go at the foot of a window. They never hold content of a case."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.components.buttons import IconButton, LinkButton
from ui.components.marks import Icon
from ui.components.painting import round_box
from ui.components.words import Words
from ui.theme import RADIUS, SPACE, Tone, look

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
    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("toast")
        self._tone = Tone.LEAF
        row = self.row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.base, SPACE.tight, SPACE.tight, SPACE.tight)
        row.setSpacing(SPACE.near)
        self.mark = Icon("check-circle-fill", 22, "leaf")
        self.words = Words("", "body")
        self.link = LinkButton("")
        self.close_button = IconButton("x", "Close this notice")
        row.addWidget(self.mark)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.link)
        row.addWidget(self.close_button)
        self.hide()

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
        self._clock = QTimer(self)
        self._clock.setObjectName("toastClock")
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.clear)
        self._toast.close_button.clicked.connect(self.clear)
        self._toast.link.clicked.connect(self._followed)
        self._then = None
        window.installEventFilter(self)

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
        """Show a sentence; `link` and `then` offer something to do about it."""
        self._toast.words.setText(words)
        self._toast.dress(tone)
        self._toast.link.set_words(link)
        self._toast.link.setVisible(bool(link))
        self._then = then
        self._place()
        self._toast.show()
        self._toast.raise_()
        self._clock.start(STAYS_WITH_LINK_MS if link else STAYS_MS)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._toast, words))

    def clear(self) -> None:
        """Take the notice away."""
        self._clock.stop()
        self._toast.hide()

    def _followed(self) -> None:
        then, self._then = self._then, None
        self.clear()
        if then is not None:
            then()

    def _place(self) -> None:
        self._toast.ensurePolished()
        room = self._window.width() - 2 * SPACE.wide
        layout = self._toast.row
        layout.activate()
        width = min(layout.sizeHint().width(), look().theme.px(560), room)
        height = max(layout.heightForWidth(width), layout.minimumSize().height())
        left = (self._window.width() - width) // 2
        self._toast.setGeometry(left, self._window.height() - height - SPACE.wide, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
