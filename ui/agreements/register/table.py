"""The table of the register: ticks that the keyboard sets, readable at every text size."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.agreements.register.model import MARK, Mark, RegisterModel
from ui.components.lists import shown_by_keyboard
from ui.components.painting import round_box
from ui.components.text import draw_block, draw_text, lay_out, one_line
from ui.theme import look
from ui.theme.icons import draw_icon


class RegisterTable(QTableView):
    """The names stay in sight, however far the rest is scrolled. `acted` gives what was done at the current cell: ``toggle``, ``yes``, ``no``, ``refuse``,
    ``withdraw``, ``undo``.
    """

    acted = Signal(str)
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_of = RegisterModel(self)
        self.setModel(self.model_of)
        self.setAccessibleName("The register of the class")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Cells(self))
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        head = _Head(self, self.model_of)
        self.model_of.modelReset.connect(self.fit)
        self.setHorizontalHeader(head)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setProperty("ownFocus", True)
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit())
        self.fit()

    def fit(self) -> None:
        """Heights and widths for the room and the size of text."""
        theme = look().theme
        row = int(lay_out("X", look().font("body")).height) + theme.px(16)
        self.verticalHeader().setDefaultSectionSize(max(row, theme.px(38)))
        self.verticalHeader().setMinimumSectionSize(theme.px(30))
        least = theme.px(86)
        room = self.viewport().width()
        others = len(self.model_of.columns) - 1
        each = max(least, int(room * 0.72 / others))
        name = max(theme.px(170), room - each * others)
        self.setColumnWidth(0, name)
        for column in range(1, others + 1):
            self.setColumnWidth(column, each)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().changeEvent(event)
        if event.type() == event.Type.StyleChange and hasattr(self, "model_of"):
            self.fit()

    # ------------------------------------------------------------------ names stay in sight

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.viewport().update()  # what was moved has the names in it
        self.horizontalHeader().viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.horizontalScrollBar().value():
            return
        painter = QPainter(self.viewport())
        ground = look().colour("card")
        for row in range(self.model_of.rowCount()):
            top, high = self.rowViewportPosition(row), self.rowHeight(row)
            if top + high < 0 or top > self.viewport().height():
                continue
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            option.rect = QRect(0, top, self.columnWidth(0), high)  # type: ignore[attr-defined]
            index = self.model_of.index(row, 0)
            if self.selectionModel().isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected  # type: ignore[attr-defined]
            painter.fillRect(QRect(0, top, self.columnWidth(0), high), ground)
            self.itemDelegate().paint(painter, option, index)

    def indexAt(self, pos: QPoint) -> QModelIndex:
        found = super().indexAt(pos)
        if found.isValid() and pos.x() < self.columnWidth(0):
            return found.siblingAtColumn(0)
        return found

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        super().scrollTo(index, hint)
        under = self.columnWidth(0) - self.columnViewportPosition(index.column())
        if index.column() > 0 and under > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - under)

    # ------------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            Qt.Key.Key_Space: "toggle",
            Qt.Key.Key_Return: "toggle",
            Qt.Key.Key_Enter: "toggle",
            Qt.Key.Key_Y: "yes",
            Qt.Key.Key_N: "no",
            Qt.Key.Key_R: "refuse",
            Qt.Key.Key_W: "withdraw",
        }
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() == Qt.Key.Key_Z:
            self.acted.emit("undo")
        elif not control and event.key() in keys:
            self.acted.emit(keys[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.setCurrentIndex(self.indexAt(event.position().toPoint()))
        self.acted.emit("toggle")


class _Cells(QStyledItemDelegate):
    """Draws names and marks."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = look()
        area = QRectF(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        if state & QStyle.StateFlag.State_Selected:
            edge = shown.colour("act") if shown.theme.name == "contrast" else None
            round_box(painter, area.adjusted(2, 2, -2, -2), 8, shown.colour("tint"), edge, 2.0)
        if state & QStyle.StateFlag.State_HasFocus and shown_by_keyboard(self.parent()):
            round_box(painter, area.adjusted(1, 1, -1, -1), 9, None, shown.colour("focus"), 3.0)
        mark = index.data(MARK)
        if isinstance(mark, Mark):
            side = shown.theme.px(20)
            middle = area.center()
            box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
            tone = "soft" if mark.tone.value == "plain" else mark.tone.value
            draw_icon(painter, mark.icon, box, shown.colour(tone))
        else:
            font = shown.font("body")
            words = one_line(str(index.data() or ""), font, area.width() - 20)
            block = lay_out(words, font)
            at = QPointF(area.left() + 12, area.center().y() - block.height / 2)
            draw_block(painter, block, at, shown.colour("ink"))
        painter.fillRect(
            QRectF(area.left(), area.bottom() - 1, area.width(), 1), shown.colour("line")
        )
        painter.restore()


class _Head(QHeaderView):
    """Column titles that wrap."""

    def __init__(self, parent: QWidget, titles: RegisterModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._titles = titles
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        shown = look()
        font = shown.font("small")
        high = max(
            lay_out(words, font, max(40, self.sectionSize(at) - 12)).height
            for at, words in enumerate(self._titles.columns)
        )
        return QSize(super().sizeHint().width(), int(high) + 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.offset():
            painter = QPainter(self.viewport())
            self.paintSection(painter, QRect(0, 0, self.sectionSize(0), self.height()), 0)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        shown = look()
        painter.save()
        painter.fillRect(rect, shown.colour("card"))
        left = Qt.AlignmentFlag.AlignLeft if logical == 0 else Qt.AlignmentFlag.AlignHCenter
        room = QRectF(rect).adjusted(12 if logical == 0 else 6, 4, -6, -4)
        draw_text(
            painter, self._titles.columns[logical], room, shown.font("small"), shown.colour("soft"),
            align=left, middle=True,
        )  # fmt: skip
        painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), shown.colour("line"))
        painter.restore()
