"""Beside the questions: what has been answered so far, and the calm way into the stop."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from trent_desktop.journeys import Row
from ui.components.buttons import LinkButton, PaintedButton
from ui.components.cards import Card
from ui.components.pages import clear_layout
from ui.components.painting import round_box
from ui.components.text import draw_block, lay_out
from ui.components.words import Words
from ui.theme import RADIUS, SPACE, look
from ui.theme.icons import draw_icon

#: Longer answers are shortened here; they stand in full on "Check your answers".
SHORT = 110


def shortened(text: str, most: int = SHORT) -> str:
    """`text` on one line, cut at a word."""
    flat = " ".join(text[: most * 4].split())
    if len(flat) <= most and len(text) <= most * 4:
        return flat
    return flat[:most].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


class SoFar(Card):
    """The answers so far. `change` asks for a question of this page or another one."""

    change = Signal(str, str)  # page, question

    def __init__(self) -> None:
        super().__init__(gap=SPACE.near)
        self.column.addWidget(Words("So far", "heading"))
        self.left = Words("", "small", "soft")
        self.left.hide()
        self.column.addWidget(self.left)
        self._nothing = Words("Your answers will appear here.", "body", "soft")
        self.column.addWidget(self._nothing)
        rows = QWidget()
        self._list = QVBoxLayout(rows)
        self._list.setContentsMargins(0, 0, SPACE.tight, 0)
        self._list.setSpacing(SPACE.near)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(rows)
        self.column.addWidget(self._scroll, 1)
        self._shown: tuple[tuple[str, str, bool], ...] = ()
        self.links: dict[str, LinkButton] = {}

    def show_left(self, count: int | None) -> None:
        """How many questions still need an answer; None says nothing of it."""
        words = "1 question left" if count == 1 else f"{count} questions left"
        self.left.setText("Every question is answered" if count == 0 else words)
        self.left.setVisible(count is not None)

    def show_rows(self, rows: Sequence[Row], changeable: Sequence[str]) -> None:
        """Show these answers; those of `changeable` questions have a Change beside them."""
        wanted = tuple(
            (row.label, shortened(row.shown), row.question in changeable) for row in rows
        )
        if wanted == self._shown:
            return
        self._shown = wanted
        clear_layout(self._list)
        self.links = {}
        for row, (label, shown, may_change) in zip(rows, wanted, strict=True):
            self._list.addWidget(self._row(row, label, shown, may_change))
        self._list.addStretch(1)
        self._nothing.setVisible(not rows)

    def _row(self, row: Row, label: str, shown: str, may_change: bool) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(SPACE.tight)
        top.addWidget(Words(label, "small", "soft", heads=True), 1)
        if may_change:
            link = LinkButton("Change", kind="small", name=f"Change: {label}")
            link.pad_y = 0
            link.clicked.connect(lambda: self.change.emit(row.page, row.question))
            top.addWidget(link)
            self.links[row.question] = link
        column.addLayout(top)
        column.addWidget(Words(shown, "body"))
        return holder


class StopLink(PaintedButton):
    """The way into the stop: there on every page, calm, and never in the way."""

    radius = RADIUS.field
    pad_x, pad_y, gap, icon_px = 12, 10, 10, 24

    def __init__(self, question: str, hint: str) -> None:
        self._hint = hint
        super().__init__(question, "hand-palm", name=f"{question} {hint}")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _blocks(self, width: float):
        room = max(width - 2 * self.pad_x - look().theme.px(self.icon_px) - self.gap, 40)
        return (
            lay_out(self.text(), look().font("body", bold=True), room),
            lay_out(self._hint, look().font("small"), room),
        )

    def heightForWidth(self, width: int) -> int:
        words, hint = self._blocks(width)
        return int(words.height + hint.height + 3.999) + 2 * self.pad_y

    def sizeHint(self) -> QSize:
        width = look().theme.px(240)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().theme.px(150), look().theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = look()
        area = QRectF(self.rect())
        ink = shown.colour("coral")
        if self._warmth > 0 or self.isDown() or shown.theme.name == "contrast":
            edge = ink if shown.theme.name == "contrast" else None
            round_box(painter, area, self.radius, shown.colour("coral_tint"), edge, 2)
        words, hint = self._blocks(area.width())
        side = shown.theme.px(self.icon_px)
        top = area.top() + self.pad_y
        draw_icon(painter, self._icon_name, QRectF(self.pad_x, top, side, side), ink)
        left = self.pad_x + side + self.gap
        draw_block(painter, words, QPointF(left, top), ink)
        draw_block(painter, hint, QPointF(left, top + words.height + 3), ink)
