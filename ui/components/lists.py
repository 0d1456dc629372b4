"""Lists of any length, drawn row by row; only rows in view are asked for."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.components.focus import by_keyboard
from ui.components.painting import round_box
from ui.components.rows import PAD_X, RowFace, draw_row, row_height
from ui.theme import look

#: The role under which a model gives a `RowFace` for a row.
FACE = Qt.ItemDataRole.UserRole + 1


class RowDelegate(QStyledItemDelegate):
    """Draws the rows of a `QListView` whose model answers the role `FACE` with a `RowFace`.

    Every row is equally high, so that a view of 20,000 of them measures one. `chips` keeps room
    for one under the words where there is none beside them.
    """

    def __init__(self, parent: QWidget | None = None, *, chips: bool = True) -> None:
        super().__init__(parent)
        self._tallest = RowFace(" ", " ", chip=" " if chips else "")

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        width = option.rect.width()  # type: ignore[attr-defined]
        return QSize(max(width, 1), row_height(self._tallest, width, wraps=False))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        face = index.data(FACE)
        if not isinstance(face, RowFace):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)  # type: ignore[attr-defined]
        draw_ground(painter, area, option.state, self.parent())  # type: ignore[attr-defined]
        draw_row(painter, area, face, wraps=False)
        painter.restore()


def draw_ground(painter: QPainter, area: QRectF, state: QStyle.StateFlag, view: object) -> None:
    """What lies under a row of a list: chosen or pointed at, the ring of the keyboard, the line."""
    shown = look()
    if state & QStyle.StateFlag.State_Selected:
        edge = shown.colour("act") if shown.theme.name == "contrast" else None
        round_box(painter, area.adjusted(3, 2, -3, -2), 8, shown.colour("tint"), edge, 2.0)
    elif state & QStyle.StateFlag.State_MouseOver:
        round_box(painter, area.adjusted(3, 2, -3, -2), 8, shown.colour("hover"))
    if state & QStyle.StateFlag.State_HasFocus and shown_by_keyboard(view):
        round_box(painter, area.adjusted(2, 1, -2, -1), 10, None, shown.colour("focus"), 3.0)
    line = QRectF(area.left() + PAD_X, area.bottom() - 1, area.width() - 2 * PAD_X, 1)
    painter.fillRect(line, shown.colour("line"))


def shown_by_keyboard(view: object) -> bool:
    """Whether the focus of a view came from the keyboard."""
    return isinstance(view, QWidget) and view.hasFocus() and by_keyboard()


class RowList(QListView):
    """A list of any length; give it a model that answers `FACE`. Enter or a click opens a row.

    Connect `activated`. Only rows in view are asked for.
    """

    def __init__(self, *, name: str, chips: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(RowDelegate(self, chips=chips))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setProperty("ownFocus", True)
        self.clicked.connect(self.activated)
