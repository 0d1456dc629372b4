"""Notes of what became of each cell of a sheet, while it is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trent_desktop.school.class_lists.blocks import Line
from trent_desktop.school.class_lists.listed import Field as ListField
from trent_desktop.school.class_lists.listed import LeftOut, ReadRow, Remark, Use


class Marks:
    """What became of the cells of one sheet. A cell of which nothing is noted was left out."""

    def __init__(self, lines: Sequence[Line], sheet: str, first_row: int) -> None:
        self._lines = lines
        self._sheet = sheet
        self._first_row = first_row
        self._uses = [
            bytearray(Use.LEFT_OUT if text else Use.EMPTY for text in line.texts) for line in lines
        ]
        self._said: dict[int, dict[int, str]] = {}
        self.warnings: list[Remark] = []
        self.errors: list[Remark] = []
        self.guesses: list[Remark] = []
        self.left_out: list[LeftOut] = []

    def row(self, line: int) -> int:
        """The number of a line in the whole file."""
        return self._first_row + self._lines[line].number

    def note(self, line: int, place: int | None, use: Use, words: str = "") -> None:
        """What became of one cell; None for a cell that there is not."""
        if place is None or not self._lines[line].texts[place]:
            return
        self._uses[line][place] = use
        if words:
            self._said.setdefault(line, {})[place] = words

    def heading(self, line: int, columns: Iterable[int]) -> None:
        """These cells of a line are headings."""
        for place in columns:
            self.note(line, place, Use.HEADING)

    def leave_out(self, line: int, columns: range, why: str) -> None:
        """A line is no child."""
        for place in columns:
            self.note(line, place, Use.LEFT_OUT, why)
        text = "  ".join(self._lines[line].filled(columns))
        self.left_out.append(LeftOut(self.row(line), text, why, self._sheet))

    def warn(self, words: str, line: int | None = None, field: ListField | None = None) -> None:
        """Something to look at."""
        self.warnings.append(self._remark(words, line, field))

    def refuse(self, words: str, line: int, field: ListField | None = None) -> None:
        """A row that could not be taken."""
        self.errors.append(self._remark(words, line, field))

    def guess(self, words: str, line: int | None = None, field: ListField | None = None) -> None:
        """Something that was taken without being sure."""
        self.guesses.append(self._remark(words, line, field))

    def rows(self) -> tuple[ReadRow, ...]:
        """All of it, as it is shown."""
        return tuple(
            ReadRow(line.number, line.texts, bytes(uses), self._said.get(at, {}))
            for at, (line, uses) in enumerate(zip(self._lines, self._uses, strict=True))
        )

    def _remark(self, words: str, line: int | None, field: ListField | None) -> Remark:
        row = None if line is None else self.row(line)
        return Remark(words, row, field, self._sheet if row else "")
