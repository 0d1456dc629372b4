"""The cells of one list on a sheet, by the field that they are under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from trent_desktop.school.class_lists.blocks import Block, Line
from trent_desktop.school.class_lists.listed import Field, Use
from trent_desktop.school.class_lists.marks import Marks

_NAMES: Final = frozenset({Field.NAME, Field.FORENAME, Field.SURNAME, Field.PREFERRED})


@dataclass(frozen=True, slots=True)
class Cells:
    """What stands in a list, and the notes of what became of it."""

    lines: Sequence[Line]
    block: Block
    marks: Marks

    def text(self, line: int, field: Field) -> str:
        """What a line says of a field; empty where there is no such column."""
        place = self.block.place(field)
        text = self.lines[line].texts[place] if place is not None else ""
        # An apostrophe in front keeps a spreadsheet from changing what follows; names may have one.
        if text[:1] == "'" and field not in _NAMES and not self.block.is_ours:
            return text.lstrip("'")
        return text

    def note(self, line: int, field: Field, use: Use, words: str = "") -> None:
        """What became of that cell."""
        self.marks.note(line, self.block.place(field), use, words)
