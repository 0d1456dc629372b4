"""One of the five letters as a card to press: its shape, the lesson, and when it was taught."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trent_desktop.lessons.lesson import Letter
from trent_desktop.sentences import ended
from ui.components.buttons import PaintedButton
from ui.components.painting import round_box
from ui.components.text import draw_block, lay_out
from ui.theme import RADIUS, SPACE, look
from ui.theme.icons import draw_icon
from ui.theme.tokens import LEADING, SMART

_HEAD = 104


class LetterDoor(PaintedButton):
    """A lesson of one letter. `taught` is a line such as ``Taught on 12 November``."""

    raised = True
    radius = RADIUS.card

    def __init__(
        self,
        letter: Letter,
        title: str,
        words: str,
        taught: str,
        *,
        done: bool,
        parent: QWidget | None = None,
    ) -> None:
        self._letter = letter
        self._words = words
        self._taught = taught
        self._done = done
        super().__init__(title, parent=parent)
        self.setAccessibleName(f"{letter.word}: {title}")
        self.setAccessibleDescription(f"{ended(words)} {taught}")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _head(self) -> int:
        return look().theme.px(_HEAD)

    def _blocks(self, width: float):  # type: ignore[no-untyped-def]
        shown = look()
        room = width - 2 * SPACE.base
        title = lay_out(self.text(), shown.font("strong"), room)
        words = lay_out(self._words, shown.font("body"), room, leading=LEADING["body"])
        taught = lay_out(self._taught, shown.font("small"), room - shown.theme.px(24))
        return title, words, taught

    def heightForWidth(self, width: int) -> int:
        title, words, taught = self._blocks(width)
        return round(
            self._head() + title.height + words.height + max(taught.height, 20) + SPACE.base * 4
        )

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))

    def minimumSizeHint(self) -> QSize:
        return QSize(140, self.heightForWidth(140))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        shown = look()
        palette = shown.theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        hover = self.underMouse() or self.isDown()
        ground = shown.colour("hover" if hover else "card")
        round_box(painter, whole, RADIUS.card, ground, shown.colour("line"), palette.outline)
        head = QRectF(0, 0, whole.width(), self._head())
        token, icon = SMART.get(self._letter.value, ("act", "star-fill"))
        clip = QPainterPath()
        clip.addRoundedRect(whole.adjusted(1, 1, -1, -1), RADIUS.card, RADIUS.card)
        painter.save()
        painter.setClipPath(clip)
        colour = QColor(getattr(palette, token))
        painter.fillRect(head, colour)
        painter.restore()
        on = shown.colour("page") if shown.theme.dark else QColor("#FFFFFF")
        side = head.height() * 0.46
        draw_icon(painter, icon, QRectF(SPACE.base, (head.height() - side) / 2, side, side), on)
        font = shown.font("heading")
        painter.setFont(font)
        painter.setPen(on)
        room = head.adjusted(SPACE.base + side + SPACE.near, 0, -SPACE.tight, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._letter.word)
        title, words, taught = self._blocks(whole.width())
        y = head.bottom() + SPACE.base
        for block, ink in ((title, "ink"), (words, "soft")):
            draw_block(painter, block, QRectF(SPACE.base, y, 1, 1).topLeft(), shown.colour(ink))
            y += block.height + SPACE.tight
        y = whole.height() - SPACE.base - max(taught.height, 20)
        tone = "leaf" if self._done else "soft"
        mark = shown.theme.px(18)
        draw_icon(
            painter,
            "check-circle-fill" if self._done else "circle-dashed",
            QRectF(SPACE.base, y, mark, mark),
            shown.colour(tone),
        )
        draw_block(
            painter, taught, QRectF(SPACE.base + mark + 6, y, 1, 1).topLeft(), shown.colour(tone)
        )
