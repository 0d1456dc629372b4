"""The cells of one list on a sheet, by the field that they are under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trent_desktop.school.class_lists.blocks import Block, Line
from trent_desktop.school.class_lists.listed import Field, Use
from trent_desktop.school.class_lists.marks import Marks


@dataclass(frozen=True, slots=True)
class Cells:
    """What stands in a list, and the notes of what became of it."""

    lines: Sequence[Line]
    block: Block
    marks: Marks

    def text(self, line: int, field: Field) -> str:
        """What a line says of a field; empty where there is no such column."""
        place = self.block.place(field)
        return self.lines[line].texts[place] if place is not None else ""

    def note(self, line: int, field: Field, use: Use, words: str = "") -> None:
        """What became of that cell."""
        self.marks.note(line, self.block.place(field), use, words)
