"""Markdown as a member writes it: lines with faults are tinted, and named beside the text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTextEdit, QWidget

from trent_desktop.faults import Fault
from ui.components.buttons import SecondaryButton
from ui.components.cards import Card
from ui.components.pages import clear_layout
from ui.components.tab_order import begins_here
from ui.components.text import draw_block, lay_out, text_width
from ui.components.words import soft, strong
from ui.theme import SPACE, look
from ui.theme.icons import draw_icon

_MOST = 12
#: Px at 100 %: the mark beside a faulty line; and the air around it and the digits.
_MARK, _AIR = 14, 4


def _in_lines(words: str) -> str:
    """Words in which a line that is only broken ends: it has a number, as whoever reads it says."""
    return words.replace("\N{LINE SEPARATOR}", "\n")


class _Numbers(QWidget):
    """The numbers of the lines, beside the text; those with faults have a mark."""

    def __init__(self, text: MarkedText) -> None:
        super().__init__(text)
        self._text = text

    def sizeHint(self) -> QSize:
        return QSize(self._text.room_for_numbers(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._text.paint_numbers(QPainter(self), event.rect())


class MarkedText(QPlainTextEdit):
    """A text in letters of one width. `dropped` gives the path of each file that was dropped here.

    Lines are numbered as they are written: one that is wrapped has one number.
    """

    dropped = Signal(str)

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        begins_here(self)  # whoever opens a page to write on writes
        self._faults: tuple[Fault, ...] = ()
        self._numbers = _Numbers(self)
        self.blockCountChanged.connect(lambda _count: self._make_room())
        self.updateRequest.connect(self._follow)
        self._dress()

    def _dress(self) -> None:
        if self.font() != look().mono():
            self.setFont(look().mono())
        self._make_room()
        self.mark(self._faults)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasUrls() or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        files = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        for file in files:
            self.dropped.emit(file)
        if not files:
            plain = QMimeData()
            plain.setText(_in_lines(source.text()))
            super().insertFromMimeData(plain)

    def setPlainText(self, text: str) -> None:
        super().setPlainText(_in_lines(text))

    def mark(self, faults: Sequence[Fault]) -> None:
        """Tint the lines that have faults, and mark their numbers."""
        self._faults = tuple(faults)
        self._numbers.update()
        marks: list[QTextEdit.ExtraSelection] = []
        colour = QColor(look().theme.palette.coral_tint)
        for line in sorted({fault.line for fault in faults if fault.line}):
            block = self.document().findBlockByNumber(line - 1)
            if not block.isValid():
                continue
            form = QTextCharFormat()
            form.setBackground(colour)
            form.setProperty(QTextFormat.Property.FullWidthSelection, True)
            one = QTextEdit.ExtraSelection()
            one.cursor = QTextCursor(block)  # type: ignore[misc]
            one.format = form  # type: ignore[misc]
            marks.append(one)
        self.setExtraSelections(marks)

    def go_to_line(self, line: int) -> None:
        """Put the cursor there."""
        block = self.document().findBlockByNumber(max(0, line - 1))
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            self.centerCursor()
            self.setFocus()

    def put_in(self, words: str, *, own_line: bool = True) -> None:
        """Put words in at the cursor, on a line of their own if wanted."""
        cursor = self.textCursor()
        if own_line:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            words = f"\n\n{words}"
        cursor.insertText(words)
        self.setTextCursor(cursor)
        self.setFocus()

    # ------------------------------------------------------------------ numbers of lines

    def room_for_numbers(self) -> int:
        """How wide their column is: a mark, the digits, and air."""
        digits = "0" * max(2, len(str(self.blockCount())))
        wide = text_width(digits, look().mono("small"))
        return int(wide + 0.999) + look().theme.px(_MARK) + 3 * _AIR

    def paint_numbers(self, painter: QPainter, area: QRect) -> None:
        """Draw the numbers of the lines that are in sight."""
        shown = look()
        font, side = shown.mono("small"), shown.theme.px(_MARK)
        right = self._numbers.width() - _AIR
        faulty = {fault.line for fault in self._faults}
        block = self.firstVisibleBlock()
        first_line = self.fontMetrics().lineSpacing()
        while block.isValid():
            place = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if place.top() > area.bottom():
                return
            number = block.blockNumber() + 1
            wrong = number in faulty
            digits = lay_out(str(number), font)
            middle = place.top() + first_line / 2
            at = QPointF(right - digits.width, middle - digits.height / 2)
            draw_block(painter, digits, at, shown.colour("coral" if wrong else "soft"))
            if wrong:
                mark = QRectF(_AIR, middle - side / 2, side, side)
                draw_icon(painter, "warning-circle-fill", mark, shown.colour("coral"))
            block = block.next()

    def _make_room(self) -> None:
        self.setViewportMargins(self.room_for_numbers(), 0, 0, 0)
        self._place_numbers()

    def _place_numbers(self) -> None:
        inside = self.contentsRect()
        room = self.room_for_numbers()
        self._numbers.setGeometry(inside.left(), inside.top(), room, inside.height())

    def _follow(self, area: QRect, scrolled: int) -> None:
        if scrolled:
            self._numbers.scroll(0, scrolled)
        else:
            self._numbers.update(0, area.top(), self._numbers.width(), area.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_numbers()


class FaultCard(Card):
    """What is to be mended, each with a button to its line. `asked` gives the line."""

    asked = Signal(int)

    def __init__(self, *, good: str, whole: str) -> None:
        """`good` is said when nothing is wrong; `whole` names what a fault without a line is in."""
        super().__init__(gap=SPACE.tight)
        self._good = good
        self._whole = whole

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Show these."""
        clear_layout(self.column)
        self.column.addWidget(strong("To correct" if faults else self._good))
        for fault in faults[:_MOST]:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(SPACE.near)
            button = SecondaryButton(f"Line {fault.line}" if fault.line else self._whole)
            button.clicked.connect(lambda _=False, at=fault.line: self.asked.emit(at))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(soft(f"{fault.words} {fault.instead}".strip()), 1)
            self.column.addWidget(row)


def to_mend(faults: Sequence[Fault]) -> str:
    """How many faults there are, in words."""
    if not faults:
        return "Nothing is wrong."
    return (
        f"{len(faults)} {'thing' if len(faults) == 1 else 'things'} to correct: see on the right."
    )
