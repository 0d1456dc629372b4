"""The list under a picker's field: what was found for the letters typed so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from trent_desktop.sentences import ended
from ui.components.painting import round_box
from ui.components.said_at_rest import SaidAtRest
from ui.components.tab_order import scrollers_around
from ui.components.text import draw_block, lay_out, one_line
from ui.theme import RADIUS, SPACE, look
from ui.theme.icons import draw_icon


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One row: what it says, what tells it apart, and what it stands for."""

    words: str
    apart: str = ""
    icon: str = "student"
    stands_for: Any = field(default=None, repr=False)


_SUGGESTION = Qt.ItemDataRole.UserRole + 1
PAD = 12


class _Delegate(QStyledItemDelegate):
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(1, row_height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(_SUGGESTION)
        if not isinstance(row, Suggestion):
            return
        shown = look()
        area = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            edge = shown.colour("act") if chosen and shown.theme.name == "contrast" else None
            ground = shown.colour("tint" if chosen else "hover")
            round_box(painter, area.adjusted(4, 1, -4, -1), 6, ground, edge, 2)
        side = shown.theme.px(20)
        left = area.left() + PAD
        box = QRectF(left, area.center().y() - side / 2, side, side)
        draw_icon(painter, row.icon, box, shown.colour("act" if chosen else "soft"))
        left += side + 10
        room = area.right() - PAD - left
        apart = lay_out(row.apart, shown.font("small"))
        words = one_line(row.words, shown.font("body", bold=chosen), room - apart.width - 12)
        block = lay_out(words, shown.font("body", bold=chosen))
        draw_block(
            painter, block, QPointF(left, area.center().y() - block.height / 2), shown.colour("ink")
        )
        if row.apart:
            at = QPointF(left + block.width + 12, area.center().y() - apart.height / 2 + 1)
            draw_block(painter, apart, at, shown.colour("soft"))
        painter.restore()


def row_height() -> int:
    """How high a row is, in px."""
    return int(lay_out("X", look().font("body")).height) + 18


class PickerKeys(QObject):
    """The keys of the field above a list of suggestions.

    The arrows move in the list, Enter takes, Escape puts away what was typed, and rubbing out on
    nothing takes away who was chosen last.
    """

    stepped = Signal(int)
    taken = Signal()
    put_away = Signal()
    rubbed_out = Signal()

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key, typed = event.key(), bool(self._field.text())
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif key == Qt.Key.Key_Escape and typed:
            self.put_away.emit()
        elif key == Qt.Key.Key_Backspace and not typed:
            self.rubbed_out.emit()
        else:
            return super().eventFilter(watched, event)
        return True


class SuggestionList(QListView):
    """Shows suggestions; the keyboard stays in the field above, which moves the choice here."""

    picked = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setItemDelegate(_Delegate(self))
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self.picked.emit(index.data(_SUGGESTION)))
        self._heard = SaidAtRest(self)
        self.hide()

    def rows(self) -> tuple[Suggestion, ...]:
        """What is offered now."""
        model = self.model()
        return tuple(model.index(at, 0).data(_SUGGESTION) for at in range(model.rowCount()))

    def offer(self, rows: Sequence[Suggestion]) -> None:
        """Show these, the first chosen; none hides the list."""
        model = self._rows
        model.clear()
        for row in rows:
            item = QStandardItem(f"{row.words}, {row.apart}" if row.apart else row.words)
            item.setData(row, _SUGGESTION)
            item.setAccessibleText(item.text())
            model.appendRow(item)
        self.setVisible(bool(rows))
        if rows:
            self.setCurrentIndex(model.index(0, 0))
            self.setFixedHeight(row_height() * len(rows) + 8)
        # The keyboard is in the field above: of what Enter takes nothing is heard by itself.
        self._heard.typed(self._current_words())

    def _current_words(self) -> str:
        """The row that Enter takes, and which of how many it is."""
        index, count = self.currentIndex(), self.model().rowCount()
        words = str(index.data() or "")
        return f"{ended(words)} {index.row() + 1} of {count}." if words else ""

    def come_into_view(self) -> None:
        """Let the page scroll to it, once it has made room, a moment later."""
        QTimer.singleShot(20, self, self._come_into_view)

    def _come_into_view(self) -> None:
        above = next(scrollers_around(self), None)
        if above is None or not self.isVisible():
            return
        above.ensureWidgetVisible(self, 0, SPACE.tight)
        if self.height() > above.viewport().height():
            self._show_current(above)

    def _show_current(self, page: QScrollArea) -> None:
        """The row that Enter takes is one that she sees, also where not all have room."""
        ground = page.widget()
        row = self.visualRect(self.currentIndex())
        if ground is not None and row.isValid():
            at = self.viewport().mapTo(ground, row.center())
            page.ensureVisible(at.x(), at.y(), 0, row.height() // 2 + SPACE.tight)

    def step(self, by: int) -> None:
        """Move the choice up or down, round the ends."""
        count = self.model().rowCount()
        if count:
            at = (self.currentIndex().row() + by) % count
            self.setCurrentIndex(self.model().index(at, 0))
            page = next(scrollers_around(self), None)
            if page is not None:
                self._show_current(page)
            self._heard.typed(self._current_words())
            self._heard.say_now()

    def pick_current(self) -> bool:
        """Take the row chosen. False when there is none."""
        row = self.currentIndex().data(_SUGGESTION)
        if self.isHidden() or not isinstance(row, Suggestion):
            return False
        self.picked.emit(row)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        shown = look()
        round_box(
            painter,
            QRectF(self.viewport().rect()),
            RADIUS.field,
            shown.colour("card"),
            shown.colour("edge"),
            1.5,
        )
        painter.end()
        super().paintEvent(event)
