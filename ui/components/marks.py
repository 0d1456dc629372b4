"""Small drawn things: icons, icon tiles, chips, hairlines."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.components.painting import round_box
from ui.components.text import draw_block, lay_out, text_width
from ui.theme import Tone, look
from ui.theme.icons import draw_icon


class _Mark(QLabel):
    """Something drawn that measures itself anew when the look changes."""

    def __init__(self, name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Icon(_Mark):
    """An icon of Phosphor, `size` px at 100 %, in the colour of a token.

    `meaning` is read aloud; leave it out when a word beside the icon says the same.
    """

    def __init__(
        self,
        name: str,
        size: int = 22,
        colour: str = "soft",
        *,
        meaning: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(meaning, parent)
        self._name = name
        self._size = size
        self._colour = colour

    def show_icon(self, name: str, colour: str | None = None) -> None:
        """Show another one."""
        self._name = name
        self._colour = colour or self._colour
        self.update()

    def sizeHint(self) -> QSize:
        side = look().theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_icon(QPainter(self), self._name, self.rect(), look().colour(self._colour))


class IconTile(_Mark):
    """An icon in a tinted tile, large in it."""

    def __init__(
        self,
        icon: str,
        tone: Tone = Tone.ACT,
        size: int = 64,
        *,
        meaning: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(meaning, parent)
        self._icon = icon
        self._tone = tone
        self._size = size

    def show_icon(self, icon: str, tone: Tone) -> None:
        """Show another one."""
        self._icon, self._tone = icon, tone
        self.update()

    def sizeHint(self) -> QSize:
        side = look().theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_tile(painter, QRectF(self.rect()), self._icon, self._tone)


def draw_tile(painter: QPainter, area: QRectF, icon: str, tone: Tone) -> None:
    """An icon tile, for delegates and buttons that paint themselves."""
    ink, ground = look().theme.palette.tone(tone)

    edge = QColor(ink) if look().theme.name == "contrast" else None
    round_box(painter, area, area.width() * 0.25, QColor(ground), edge, 2.0 if edge else 0)
    inset = area.width() * 0.15
    draw_icon(painter, icon, area.adjusted(inset, inset, -inset, -inset), QColor(ink))


def chip_size(text: str, icon: str = "") -> QSize:
    """How large a chip is."""
    theme = look().theme
    font = look().font("small", bold=True)
    height = int(lay_out("X", font).height) + theme.px(8)
    width = text_width(text, font) + height * 0.9
    if icon:
        width += theme.px(16) + theme.px(5)
    return QSize(int(width + 0.999), height)


def draw_chip(painter: QPainter, area: QRectF, text: str, tone: Tone, icon: str = "") -> None:
    """A chip with round ends, for delegates and widgets that paint themselves."""
    theme = look().theme
    ink_name, ground = theme.palette.tone(tone)
    ink = QColor(ink_name)
    edge = ink if theme.name == "contrast" else None
    round_box(painter, area, area.height() / 2, QColor(ground), edge, 1.5 if edge else 0)
    left = area.left() + area.height() * 0.45
    if icon:
        side = theme.px(16)
        draw_icon(painter, icon, QRectF(left, area.center().y() - side / 2, side, side), ink)
        left += side + theme.px(5)
    block = lay_out(text, look().font("small", bold=True))
    draw_block(painter, block, QPointF(left, area.center().y() - block.height / 2), ink)


class Chip(_Mark):
    """A word with round ends that says how something stands: `Today`, `With you`, `Done`."""

    def __init__(
        self, text: str, tone: Tone = Tone.PLAIN, icon: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setText(text)
        self._tone = tone
        self._icon = icon

    def show_words(self, text: str, tone: Tone | None = None, icon: str | None = None) -> None:
        """Say something else."""
        self.setText(text)
        self.setAccessibleName(text)
        self._tone = tone or self._tone
        self._icon = self._icon if icon is None else icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self.text(), self._icon)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_chip(QPainter(self), QRectF(self.rect()), self.text(), self._tone, self._icon)


class Hairline(QWidget):
    """A thin line between things."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        thick = look().theme.palette.outline
        if upright:
            self.setFixedWidth(thick)
        else:
            self.setFixedHeight(thick)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), look().colour("line"))
