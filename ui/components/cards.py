"""Cards, and the ground that draws their shadow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.components.painting import SHADOW_DROP, SHADOW_REACH, draw_shadow, round_box
from ui.theme import RADIUS, SPACE, look


class Ground(QWidget):
    """A page's ground. It draws the soft shadow of everything on it that is `raised`.

    Shadows belong to the ground, so that a card is exactly as large as it looks and its edge
    lines up with the words above it.
    """

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        dirty = event.rect()
        reach = SHADOW_REACH + SHADOW_DROP
        for card in self.findChildren(QWidget):
            if getattr(card, "raised", False) and card.isVisibleTo(self):
                area = QRect(card.mapTo(self, QPoint(0, 0)), card.size())
                if dirty.intersects(area.adjusted(-reach, -reach, reach, reach)):
                    draw_shadow(painter, area, RADIUS.card)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.update()
        return super().event(event)


class Card(QFrame):
    """A surface with air. Put things into `card.column`, a vertical layout.

    `raised=False` leaves out the shadow, for a card inside a card.
    """

    def __init__(
        self,
        *,
        pad: int = SPACE.wide,
        gap: int = SPACE.near,
        raised: bool = True,
        ground: str = "card",
        edge: str = "line",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.raised = raised
        self._ground = ground
        self._edge = edge
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(pad, pad, pad, pad)
        self.column.setSpacing(gap)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = look()
        width = shown.theme.palette.outline
        round_box(
            painter,
            QRectF(self.rect()),
            RADIUS.card,
            shown.colour(self._ground),
            shown.colour(self._edge),
            width,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, Ground):
            parent = parent.parentWidget()
        if parent is not None:
            parent.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()
