"""A small table of words and numbers, whole on the page: read by eye, keyboard and screen reader."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ui.components.text import text_width
from ui.theme import look


class NumberTable(QTableWidget):
    """As high as its rows. Arrow keys go from cell to cell, Tab leaves it."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(20)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._shown: tuple[tuple[str, ...], ...] = ()
        self._dress()

    def show_rows(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show these; each row has as many words as there are headings.

        Whoever is in a cell stays there, while there is one in that place.
        """
        now = tuple(tuple(row) for row in (headings, *rows))
        if now == self._shown:
            return
        self._shown = now
        here = self.currentRow(), self.currentColumn()
        self.setRowCount(0)
        self.setColumnCount(len(headings))
        self.setRowCount(len(rows))
        for at, words in enumerate(headings):
            self.setHorizontalHeaderItem(at, _item(words, at))
        for number, row in enumerate(rows):
            for at, words in enumerate(row):
                item = _item(words, at)
                item.setData(
                    Qt.ItemDataRole.AccessibleTextRole, f"{row[0]}, {headings[at]}: {words}"
                )
                self.setItem(number, at, item)
        if self.item(*here) is not None:
            self.setCurrentCell(*here)
        self._fit()

    def sizeHint(self) -> QSize:
        high = self.horizontalHeader().height() + self.verticalHeader().length() + 2
        if self.horizontalScrollBar().maximum() > 0:
            high += self.horizontalScrollBar().sizeHint().height()
        return QSize(look().theme.px(320), high)

    def minimumSizeHint(self) -> QSize:
        return QSize(look().theme.px(180), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
            self._fit()

    def _dress(self) -> None:
        shown = look()
        palette = shown.theme.palette
        sheet = (
            f"QTableWidget {{ background: transparent; color: {palette.ink}; border: 0;"
            f" selection-background-color: {palette.tint}; selection-color: {palette.on_tint}; }}"
            f"QTableWidget::item {{ padding: 4px 6px; border-bottom: 1px solid {palette.line}; }}"
            f"QTableWidget::item:selected {{ background: {palette.tint}; color: {palette.on_tint}; }}"
            f"QHeaderView {{ background: transparent; border: 0; }}"
            f"QHeaderView::section {{ background: transparent; color: {palette.soft};"
            f" border: 0; border-bottom: 2px solid {palette.line}; padding: 4px 9px; }}"
        )
        if self.styleSheet() != sheet:
            self.setStyleSheet(sheet)
        self.setFont(shown.font("body"))
        self.horizontalHeader().setFont(shown.font("small", bold=True))

    def _fit(self) -> None:
        """Columns share the room; where there is too little they keep what a word needs."""
        if not self.columnCount():
            return
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        body, small = look().font("body"), look().font("small", bold=True)
        needs: list[float] = []
        for at in range(self.columnCount()):
            cells = [self.item(row, at) for row in range(self.rowCount())]
            words = [word for cell in cells if cell for word in _kept_whole(cell.text(), at)]
            heading = self.horizontalHeaderItem(at)
            heads = heading.text().split() if heading else []
            widest = max((text_width(word, body) for word in words), default=0.0)
            needs.append(max([widest, *(text_width(word, small) for word in heads)]) + 28)
        spare = max(0.0, self.viewport().width() - sum(needs))
        first = spare * 0.4
        others = (spare - first) / max(1, len(needs) - 1)
        for at, need in enumerate(needs):
            self.setColumnWidth(at, int(need + (others if at else first)))
        self.resizeRowsToContents()
        self.updateGeometry()


def _kept_whole(words: str, column: int) -> list[str]:
    """What of a cell must stand on one line: names break between words, numbers never."""
    return words.split() if column == 0 else [words]


def _item(words: str, column: int) -> QTableWidgetItem:
    item = QTableWidgetItem(words)
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return item
