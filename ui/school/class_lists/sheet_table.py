"""The sheet as it came, each cell coloured by what became of it."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from trent_desktop.school.class_lists.listed import Field, ReadSheet, Use
from ui.theme import Tone, look

_NO_PARENT = QModelIndex()
_HIGHEST = 330
#: What is said of each use, and its colour. Guessed is slanted too, not understood bold, left out struck
#: through: nothing is said by colour alone.
LEGEND: Final[dict[Use, tuple[str, Tone]]] = {
    Use.USED: ("Used", Tone.LEAF),
    Use.GUESSED: ("Guessed: please look", Tone.SUN),
    Use.ASKED: ("Not understood", Tone.CORAL),
    Use.HEADING: ("A heading", Tone.SKY),
    Use.LEFT_OUT: ("Left out", Tone.PLAIN),
}


class SheetModel(QAbstractTableModel):
    """One sheet; rows are asked for as they are seen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet = ReadSheet("", ())
        self._width = 0

    def take(self, sheet: ReadSheet) -> None:
        """Another sheet."""
        self.beginResetModel()
        self._sheet = sheet
        self._width = max((len(row.cells) for row in sheet.rows), default=0)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._sheet.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else self._width

    def field(self, column: int) -> Field | None:
        """What a column became."""
        return self._sheet.fields[column] if column < len(self._sheet.fields) else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(self._sheet.rows[section].number)
        field = self.field(section)
        return field.title if field is not None else "Not needed"

    def use(self, row: int, column: int) -> Use:
        """What became of a cell."""
        uses = self._sheet.rows[row].uses
        return Use(uses[column]) if column < len(uses) else Use.EMPTY

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        row, column = index.row(), index.column()
        one = self._sheet.rows[row]
        text = one.cells[column] if column < len(one.cells) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        use = self.use(row, column)
        if use is Use.EMPTY:
            return None
        match role:
            case Qt.ItemDataRole.BackgroundRole:
                return _ground(use)
            case Qt.ItemDataRole.ForegroundRole:
                palette = look().theme.palette
                return QColor(palette.soft if use is Use.LEFT_OUT else palette.ink)
            case Qt.ItemDataRole.FontRole:
                return _font(use)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._aloud(row, column, text, use)
            case _:
                return None

    def _aloud(self, row: int, column: int, text: str, use: Use) -> str:
        field = self.field(column)
        became = (
            f" as {field.title.lower()}"
            if field is not None and use in (Use.USED, Use.GUESSED)
            else ""
        )
        said = self._sheet.rows[row].said.get(column, "")
        return f"{text}: {LEGEND[use][0].lower()}{became}. {said}".strip()


def _ground(use: Use) -> QColor | None:
    tone = LEGEND[use][1]
    return None if tone is Tone.PLAIN else QColor(look().theme.palette.tone(tone)[1])


def _font(use: Use) -> QFont | None:
    if use not in (Use.GUESSED, Use.ASKED, Use.LEFT_OUT):
        return None
    font = QFont(look().font("body"))
    font.setItalic(use is Use.GUESSED)
    font.setBold(use is Use.ASKED)
    font.setStrikeOut(use is Use.LEFT_OUT)
    return font


class _Grounds(QStyledItemDelegate):
    """Colours the cells: where a style sheet dresses a table, a model's own grounds are not drawn."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if isinstance(ground, QColor):
            area = option.rect.adjusted(1, 1, -1, -1)  # type: ignore[attr-defined]
            painter.fillRect(area, ground)
        super().paint(painter, option, index)


class SheetTable(QTableView):
    """Arrow keys go from cell to cell, Tab leaves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = SheetModel(self)
        self.setModel(self.rows)
        self.setAccessibleName("The file as it came")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setItemDelegate(_Grounds(self))
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setSectionsClickable(False)
            head.setHighlightSections(False)
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        shown = look()
        palette = shown.theme.palette
        sheet = (
            f"QTableView {{ background: transparent; color: {palette.ink}; border: 0; }}"
            f"QTableView::item {{ padding: 2px 6px; border-bottom: 1px solid {palette.line}; }}"
            f"QTableCornerButton::section {{ background: transparent; border: 0; }}"
            f"QHeaderView {{ background: transparent; border: 0; }}"
            f"QHeaderView::section {{ background: transparent; color: {palette.soft};"
            f" border: 0; border-bottom: 1px solid {palette.line}; padding: 2px 8px; }}"
        )
        if self.styleSheet() != sheet:
            self.setStyleSheet(sheet)
        self.setFont(shown.font("body"))
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setFont(shown.font("small"))

    def show_sheet(self, sheet: ReadSheet) -> None:
        """Show one from its top. Heights are of one line; widths by the first rows alone."""
        self.rows.take(sheet)
        theme = look().theme
        self.verticalHeader().setDefaultSectionSize(theme.px(30))
        least, most = theme.px(70), theme.px(230)
        metrics = self.fontMetrics()
        for column in range(self.rows.columnCount()):
            texts = [row.cells[column] for row in sheet.rows[:60] if column < len(row.cells)]
            heading = str(self.rows.headerData(column, Qt.Orientation.Horizontal))
            wide = max(metrics.horizontalAdvance(text[:60]) for text in (heading, *texts))
            self.setColumnWidth(column, min(most, max(least, wide + theme.px(24))))
        self.scrollToTop()
        rows = self.rows.rowCount() * self.verticalHeader().defaultSectionSize()
        around = self.horizontalHeader().sizeHint().height() + theme.px(18)
        self.setFixedHeight(min(theme.px(_HIGHEST), rows + around))
