"""Labels: titles, headings, body and soft text. Plain text only; they wrap and never cut off."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QAccessible, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.components.text import draw_block, lay_out
from ui.theme import Theme, look
from ui.theme.tokens import LEADING


class Words(QLabel):
    """Text of one kind (`small`, `body`, `strong`, `heading`, `title`) and one colour token.

    It wraps to the width it gets. `widest` (px at 100 %) keeps lines readable; `bold` overrides
    the kind's weight. `wrap=False` keeps it on one line at its full width. `heads`: it is what a
    part is called, so that a screen reader jumps to it; a `heading` or `title` always is.
    """

    def __init__(
        self,
        text: str = "",
        kind: str = "body",
        colour: str = "ink",
        *,
        bold: bool | None = None,
        wrap: bool = True,
        heads: bool = False,
        widest: int | None = None,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._kind = kind
        self._colour = colour
        self._bold = bold
        self._wrap = wrap
        self._widest = widest
        self._align = align
        #: Whether it says what a whole page is called.
        self.is_title = kind == "title"
        #: What a screen reader takes it for (`ui.components.read_aloud`); None for mere text.
        heads = heads or kind in ("title", "heading")
        self.spoken_as = QAccessible.Role.Heading if heads else None
        self._kept = 0
        self._room_for = ""
        #: As `_measures`, of what room is kept for: that stays while what is said changes.
        self._room_measures: dict[float | None, tuple[float, float]] = {}
        #: Width and height of the text by the width it was given, in px, as `_measured_in` dresses.
        self._measures: dict[float | None, tuple[float, float]] = {}
        self._measured_in: Theme | None = None
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Fixed,
            QSizePolicy.Policy.Minimum,
        )
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.setText(text)

    def keep_room(self, lines: int = 1) -> None:
        """Take the room of so many lines from the start, also while hidden or empty.

        For what comes while somebody is about to press what stands below: that must not move.
        """
        self._kept = lines
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.updateGeometry()

    def keep_room_for(self, words: str) -> None:
        """Take the room of these words at least. A digit in them stands for any other one.

        For a clock: what stands beside it must not move when it ticks.
        """
        self._room_for = words
        self._room_measures.clear()
        self.updateGeometry()

    def set_colour(self, token: str) -> None:
        """Draw in another colour."""
        self._colour = token
        self.update()

    def setText(self, text: str) -> None:
        super().setText(text)
        if self.spoken_as is not None:
            self.setAccessibleName(text)
        self._measures.clear()
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return self._wrap

    def heightForWidth(self, width: int) -> int:
        inner = width - self._sides()
        return self._up(max(self._measure(inner)[1], self._kept_height())) + self._ends()

    def sizeHint(self) -> QSize:
        natural = self._up(self._measure(None)[0])
        if self._wrap:
            limit = self._widest if self._widest is not None else 680
            natural = min(natural, look().theme.px(limit))
        height = max(self._measure(natural)[1], self._kept_height())
        return QSize(natural + self._sides(), self._up(height) + self._ends())

    def minimumSizeHint(self) -> QSize:
        if not self._wrap:
            return self.sizeHint()
        font = self._look_font()
        texts = (self.text(), self._widest_room(font)) if self._room_for else (self.text(),)
        longest = [max(one.split(), key=len, default="") for one in texts]
        narrow = self._up(max(lay_out(one[:24], font).width for one in longest))
        line = lay_out("X", font, leading=LEADING[self._kind]).height if any(longest) else 0
        line = max(line, self._kept_height())
        return QSize(
            min(narrow, look().theme.px(240)) + self._sides(), self._up(line) + self._ends()
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = self.contentsRect()
        width = area.width()
        if self._widest is not None:
            width = min(width, look().theme.px(self._widest))
        block = self._block(width)
        draw_block(painter, block, QPointF(area.topLeft()), look().colour(self._colour))

    def _look_font(self) -> QFont:
        return look().font(self._kind, bold=self._bold)

    def _measure(self, width: float | None) -> tuple[float, float]:
        """Width and height in px. Layouts ask again and again while a window finds its shape."""
        theme = look().theme
        if theme is not self._measured_in:
            self._measures.clear()
            self._room_measures.clear()
            self._measured_in = theme
        known = self._measures.get(width)
        if known is None:
            block = self._block(width)
            known = self._measures[width] = (block.width, block.height)
        if not self._room_for:
            return known
        room = self._room_measures.get(width)
        if room is None:
            block = self._block(width, self._widest_room(self._look_font()))
            room = self._room_measures[width] = (block.width, block.height)
        return max(known[0], room[0]), max(known[1], room[1])

    def _widest_room(self, font: QFont) -> str:
        """The words that room is kept for, in the widest digit."""
        widest = max("0123456789", key=lambda one: lay_out(one, font).width)
        return "".join(widest if one.isdecimal() else one for one in self._room_for)

    def _block(self, width: float | None, text: str | None = None):
        font = self._look_font()
        leading = LEADING[self._kind]
        text = self.text() if text is None else text
        if width is None or not self._wrap:
            return lay_out(text, font, leading=leading)
        if self._widest is not None:
            width = min(width, look().theme.px(self._widest))
        return lay_out(text, font, width, leading=leading, align=self._align)

    def _kept_height(self) -> float:
        if not self._kept:
            return 0.0
        return self._kept * lay_out("X", self._look_font(), leading=LEADING[self._kind]).height

    def _sides(self) -> int:
        margins = self.contentsMargins()
        return margins.left() + margins.right()

    def _ends(self) -> int:
        margins = self.contentsMargins()
        return margins.top() + margins.bottom()

    @staticmethod
    def _up(length: float) -> int:
        return int(length + 0.999)


def title(text: str, **more: object) -> Words:
    """The heading of a screen: one on each."""
    return Words(text, "title", **more)  # type: ignore[arg-type]


def heading(text: str, **more: object) -> Words:
    """The heading of a part of a screen, or of a card."""
    return Words(text, "heading", **more)  # type: ignore[arg-type]


def strong(text: str, **more: object) -> Words:
    """A label over a field, the first line of a row."""
    return Words(text, "strong", **more)  # type: ignore[arg-type]


def part_name(text: str, **more: object) -> Words:
    """What one of several parts of a card is called: a heading to whoever cannot see."""
    return Words(text, "strong", heads=True, **more)  # type: ignore[arg-type]


def body(text: str, **more: object) -> Words:
    """Text to read."""
    return Words(text, "body", **more)  # type: ignore[arg-type]


def soft(text: str, **more: object) -> Words:
    """Secondary text at body size: what explains a heading."""
    return Words(text, "body", "soft", **more)  # type: ignore[arg-type]


def small(text: str, **more: object) -> Words:
    """Secondary text, small: dates, counts, shortcuts."""
    return Words(text, "small", "soft", **more)  # type: ignore[arg-type]
