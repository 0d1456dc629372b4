"""What is wrong, all of it in one place: each entry goes to its field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from trent_desktop.journeys import FieldError
from trent_desktop.sentences import sentences
from ui.components.buttons import LinkButton
from ui.components.painting import round_box
from ui.components.text import draw_block, lay_out
from ui.components.words import Words
from ui.theme import RADIUS, SPACE, look


class ErrorLink(LinkButton):
    """An entry of the summary: as many lines as it needs, from the left."""

    pad_x = 0

    def __init__(self, message: str) -> None:
        super().__init__(message, colour="coral")
        self.set_bold(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        return QSize(look().theme.px(80), super().minimumSizeHint().height())

    def _paint_content(self, painter: QPainter, area: QRectF, ink: QColor) -> None:
        block = lay_out(self.text(), self._font(), area.width())
        draw_block(painter, block, QPointF(area.left(), area.top() + self.pad_y), ink)


class ErrorSummary(QFrame):
    """Shown on Continue when something is wrong, with the focus on it. Hidden otherwise."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("errorSummary")
        self.links: list[ErrorLink] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.wide, SPACE.base, SPACE.wide, SPACE.base)
        column.setSpacing(SPACE.hair)
        self.heading = Words("There is a problem", "heading")
        column.addWidget(self.heading)
        self._column = column
        self.hide()

    def show_errors(self, errors: Sequence[FieldError]) -> None:
        """Name these; none hides the summary."""
        for link in self.links:
            self._column.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.links = []
        for error in errors:
            link = ErrorLink(error.message)
            link.clicked.connect(lambda _on=False, name=error.field: self.chosen.emit(name))
            self._column.addWidget(link)
            self.links.append(link)
        self.heading.setText(
            "There is a problem" if len(errors) == 1 else f"There are {len(errors)} problems"
        )
        said = sentences(*(error.message for error in errors))
        self.setAccessibleName(f"{self.heading.text()}. {said}")
        self.setVisible(bool(errors))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = look()
        round_box(
            QPainter(self),
            QRectF(self.rect()),
            RADIUS.card,
            shown.colour("card"),
            shown.colour("coral"),
            3,
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()
