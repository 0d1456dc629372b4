"""Doors: large cards to press, with a picture, a heading, a sentence and a shortcut."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.components.buttons import PaintedButton
from ui.components.marks import draw_tile
from ui.components.painting import mix, round_box
from ui.components.text import Block, draw_block, draw_text, lay_out, text_width
from ui.theme import RADIUS, SPACE, Tone, look
from ui.theme.tokens import LEADING

_PAD = SPACE.wide


class Door(PaintedButton):
    """One of the things to do here. `shortcut` is shown, not installed: ``Ctrl + R``."""

    radius = RADIUS.card
    raised = True
    TILE = 72

    def __init__(
        self,
        heading: str,
        words: str,
        icon: str,
        tone: Tone = Tone.ACT,
        *,
        shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._words = words
        self._shortcut = shortcut
        self._tile = icon
        self._tone = tone
        super().__init__(heading, parent=parent)
        self.setAccessibleDescription(f"{words} Shortcut {shortcut}." if shortcut else words)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, words: str) -> None:
        """Say something else under the heading."""
        if words != self._words:
            self._words = words
            self.setAccessibleDescription(words)
            self.updateGeometry()
            self.update()

    def _tile_side(self) -> int:
        # Tiles take less of the growth than words: at 200 % the words need the room.
        scale = look().theme.scale
        return round(self.TILE * (1 + (scale - 1) * 0.5))

    def _lies(self, width: float) -> bool:
        """Whether the tile stands beside the words: in one column there is room for that."""
        return width >= look().theme.px(410)

    def _parts(self, width: float) -> tuple[Block, Block]:
        shown = look()
        room = width - 2 * _PAD
        if self._lies(width):
            room -= self._tile_side() + SPACE.wide
        head_room = room
        if self._lies(width) and self._shortcut:
            head_room -= self._keys_width() + SPACE.base
        head = lay_out(self.text(), shown.font("heading"), head_room)
        words = lay_out(self._words, shown.font("body"), room, leading=LEADING["body"])
        return head, words

    def _keys(self) -> list[tuple[str, float]]:
        """The key caps and their widths."""
        font = look().font("small")
        least = self._keys_height()
        keys = [key.strip() for key in self._shortcut.split("+") if key.strip()]
        return [(key, max(text_width(key, font) + 14, least)) for key in keys]

    def _keys_width(self) -> float:
        keys = self._keys()
        return sum(width for _key, width in keys) + 5 * max(0, len(keys) - 1)

    def _keys_height(self) -> float:
        return lay_out("X", look().font("small")).height + 6

    def heightForWidth(self, width: int) -> int:
        head, words = self._parts(width)
        said = head.height + SPACE.tight + words.height
        if self._lies(width):
            return int(max(self._tile_side(), said) + 2 * _PAD + 0.999)
        return int(2 * _PAD + self._tile_side() + SPACE.base + said + 0.999)

    def sizeHint(self) -> QSize:
        width = look().theme.px(300)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        longest = max(self.text().split(), key=len, default="")
        width = int(text_width(longest, look().font("heading")) + 0.999) + 2 * _PAD
        return QSize(max(width, self._tile_side() + 2 * _PAD), 80)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = look()
        painter = QPainter(self)
        area = QRectF(self.rect())
        ink, _ground = shown.theme.palette.tone(self._tone)
        ground = shown.colour("hover" if self.isDown() else "card")
        edge = mix(shown.colour("line"), QColor(ink), self._warmth)
        width = shown.theme.palette.outline + self._warmth
        round_box(painter, area, self.radius, ground, edge, width)
        side = self._tile_side()
        head, words = self._parts(area.width())
        said = head.height + SPACE.tight + words.height
        if self._lies(area.width()):
            tile_top = (area.height() - side) / 2
            x, y = _PAD + side + SPACE.wide, (area.height() - said) / 2
        else:
            tile_top = float(_PAD)
            x, y = _PAD, _PAD + side + SPACE.base
        draw_tile(painter, QRectF(_PAD, tile_top, side, side), self._tile, self._tone)
        draw_block(painter, head, QPointF(x, y), shown.colour("ink"))
        y += head.height + SPACE.tight
        draw_block(painter, words, QPointF(x, y), shown.colour("soft"))
        self._paint_keys(painter, QPointF(area.right() - _PAD - self._keys_width(), _PAD))

    def _paint_keys(self, painter: QPainter, at: QPointF) -> None:
        """Key caps in the upper right corner: there for those who look, in nobody's way."""
        shown = look()
        font = shown.font("small")
        x = at.x()
        for key, wide in self._keys():
            cap = QRectF(x, at.y(), wide, self._keys_height())
            round_box(painter, cap, 5, shown.colour("well"), shown.colour("line"), 1)
            draw_text(
                painter,
                key,
                cap,
                font,
                shown.colour("soft"),
                align=Qt.AlignmentFlag.AlignHCenter,
                middle=True,
            )
            x += wide + 5
