"""The text of a copy, to be read and marked: what is selected with the mouse turns black at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit

from trent_desktop.reports.out.marks import Redaction
from trent_desktop.reports.out.text import Block, Part
from ui.theme import look


@dataclass(frozen=True, slots=True)
class _Placed:
    """A block, and where its text begins in the document."""

    start: int
    block: Block

    @property
    def end(self) -> int:
        """The place behind its last letter."""
        return self.start + units(self.block.text)


class MarkedCopy(QPlainTextEdit):
    """Read only. `selected` gives the parts of blocks that were selected: (block, start, end).

    With the keyboard: Shift and the arrows select, Enter or the space bar marks.
    """

    selected = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("The copy. Select words to black them out")
        self.setAccessibleDescription(
            "Shift and the arrow keys select, Enter blacks out, or shows again what was black."
        )
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setUndoRedoEnabled(False)
        self._blocks: tuple[Block, ...] = ()
        self._placed: list[_Placed] = []
        self._marks: tuple[Redaction, ...] = ()

    # ------------------------------------------------------------------ showing

    def show_blocks(self, blocks: Iterable[Block]) -> None:
        """Show a text."""
        self._blocks = tuple(blocks)
        self._fill()

    def show_marks(self, marks: Iterable[Redaction]) -> None:
        """Paint these marks and no others."""
        self._marks = tuple(marks)
        shown = look()
        form = QTextCharFormat()
        form.setBackground(shown.colour("ink"))
        form.setForeground(shown.colour("card"))
        starts = {placed.block.id: placed for placed in self._placed}
        extras: list[QTextEdit.ExtraSelection] = []
        for mark in self._marks:
            placed = starts[mark.block]
            extra = QTextEdit.ExtraSelection()
            extra.format = form  # type: ignore[attr-defined]
            extra.cursor = self._cursor(placed, mark.start, mark.end)  # type: ignore[attr-defined]
            extras.append(extra)
        self.setExtraSelections(extras)

    def go_to(self, block: str, start: int) -> None:
        """Bring a place into view. The caret and the focus stay where they are."""
        placed = next(one for one in self._placed if one.block.id == block)
        here = self.textCursor()
        self.setTextCursor(self._cursor(placed, start, start))
        self.centerCursor()
        bar = self.verticalScrollBar()
        place = bar.value()
        self.setTextCursor(here)
        bar.setValue(place)

    def _cursor(self, placed: _Placed, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        text = placed.block.text
        cursor.setPosition(placed.start + units(text[:start]))
        cursor.setPosition(placed.start + units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _fill(self) -> None:
        shown = look()
        self.setFont(shown.font("body"))
        self.document().setDocumentMargin(shown.theme.px(12))
        self.clear()
        self._placed.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()

        def put(text: str, kind: str, colour: str = "ink") -> None:
            form = QTextCharFormat()
            form.setFont(shown.font(kind))
            form.setForeground(shown.colour(colour))
            cursor.insertText(text, form)

        for number, block in enumerate(self._blocks):
            if number:
                put("\n" if block.part is Part.SAID else "\n\n", "body")
            if block.label:
                put(block.label.replace("\n", ", ") + "\n", "small", "soft")
            self._placed.append(_Placed(cursor.position(), block))
            heading = block.part is Part.HEADING
            put(
                block.text,
                "heading" if heading else "strong" if block.part is Part.ENTRY else "body",
            )
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._blocks:
            if self.font() != look().font("body"):
                self._fill()
            self.show_marks(self._marks)

    # ------------------------------------------------------------------ marking

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._take()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._take()
            event.accept()
            return
        super().keyPressEvent(event)

    def _take(self) -> None:
        cursor = self.textCursor()
        parts = self._parts(cursor.selectionStart(), cursor.selectionEnd())
        if parts:
            cursor.clearSelection()
            self.setTextCursor(cursor)
            self.selected.emit(parts)

    def _parts(self, start: int, end: int) -> list[tuple[str, int, int]]:
        """What lies between two places of the document, block by block."""
        found: list[tuple[str, int, int]] = []
        first = max(0, bisect_right(self._placed, start, key=lambda one: one.start) - 1)
        for placed in self._placed[first:]:
            if placed.start >= end:
                break
            low, high = max(start, placed.start), min(end, placed.end)
            if low < high and placed.block.part is not Part.HEADING:
                text = placed.block.text
                found.append(
                    (
                        placed.block.id,
                        _letters(text, low - placed.start),
                        _letters(text, high - placed.start),
                    )
                )
        return found


def units(text: str) -> int:
    """How long a text is as Qt counts: signs beyond the first 65,536 count twice."""
    return len(text) + sum(ord(sign) > 0xFFFF for sign in text)


def _letters(text: str, wanted: int) -> int:
    """How many letters of `text` the first `wanted` of Qt's are."""
    count = at = 0
    while at < wanted and count < len(text):
        at += 2 if ord(text[count]) > 0xFFFF else 1
        count += 1
    return count
