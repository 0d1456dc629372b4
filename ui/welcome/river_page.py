"""The page before sign-in: a band of river across the top, content standing on its edge."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.cards import Ground
from ui.components.pages import ScrollPage
from ui.components.words import Words
from ui.shell.river import draw_river
from ui.theme import SPACE, look
from ui.theme.pictures import draw_picture


class _Mark(QWidget):
    """The program's mark, on the river."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(60, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if look().theme.name != "contrast":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look().colour("on_shade"))
            painter.drawRoundedRect(QRectF(self.rect()), 16, 16)
        draw_picture(painter, "mark", QRectF(self.rect()).adjusted(9, 9, -9, -9))


class RiverGround(Ground):
    """A ground whose top is the river. `edge` says how far down it reaches, in px."""

    def __init__(self) -> None:
        super().__init__()
        self.edge = 280

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_river(painter, QRectF(0, 0, self.width(), self.edge), shore=True)
        painter.end()
        super().paintEvent(event)


class RiverPage(ScrollPage):
    """Put things into `body`; they begin on the river and reach below it."""

    def __init__(self, heading: str, words: str, *, widest: int, overlap: int = 128) -> None:
        self._air = 0
        #: The air is as what came on the page left it, until the window is another.
        self._gave_way = False
        self._river = RiverGround()
        super().__init__(
            widest=widest, top=SPACE.page, gap=SPACE.base, centred=True, ground=self._river
        )
        self._overlap = overlap
        top = QHBoxLayout()
        top.setSpacing(SPACE.base + 4)
        top.addWidget(_Mark(), 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(SPACE.hair)
        self.heading = Words(heading, "title", "on_shade")
        self.words = Words(words, "body", "on_shade")
        said.addWidget(self.heading)
        said.addWidget(self.words)
        top.addLayout(said, 1)
        self._top = QWidget()
        self._top.setLayout(top)
        top.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self._top)
        self.column.addSpacing(SPACE.near)
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE.base)
        self.column.addLayout(self.body)
        self.column.addStretch(1)

    def place_river(self) -> None:
        """Let the river end a little below the beginning of the content."""
        ground = self._river
        bottom = self._top.mapTo(ground, self._top.rect().bottomLeft()).y()
        edge = bottom + SPACE.near + SPACE.base + self._overlap
        if edge != ground.edge:
            ground.edge = edge
            ground.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.balance()

    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        changed = event.type() == QEvent.Type.LayoutRequest and not self._gave_way
        if changed or event.type() == QEvent.Type.Show:
            self.balance()
        return answer

    def give_way(self, by: int) -> None:
        """Let all of it stand so much higher, in px, as far as there is air; less than 0: lower."""
        self._gave_way = True
        self._set_air(max(0, self._air - by))

    def balance(self) -> None:
        """In a tall window the content stands a little above the middle, as in a letter."""
        self._gave_way = False
        room = self.viewport().height()
        needed = self._row.heightForWidth(self.viewport().width()) - self._air
        self._set_air(max(0, min(round((room - needed) * 0.4), round(room * 0.2))))

    def _set_air(self, air: int) -> None:
        if air != self._air:
            self._air = air
            margins = self._row.contentsMargins()
            self._row.setContentsMargins(
                margins.left(), SPACE.page + air, margins.right(), margins.bottom()
            )

    def paintEvent(self, event: QPaintEvent) -> None:
        self.place_river()
        super().paintEvent(event)
