"""The class of each child of a list: of a cell of its own, of those above it, or of a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from trent_desktop.school.class_lists.beside_names import is_nothing
from trent_desktop.school.class_lists.cells import Cells
from trent_desktop.school.class_lists.headers import plain_header
from trent_desktop.school.class_lists.headings import (
    class_alone,
    is_class_by_looks,
    made_a_day,
)
from trent_desktop.school.class_lists.listed import Field, Use
from trent_desktop.school.class_lists.rows import Child
from trent_desktop.school.class_lists.values import read_year
from trent_desktop.school.classes.class_names import narrow

#: A number of which a program made one with a point.
_POINT: Final = re.compile(r"(\d{1,2})\.0")
_BETWEEN: Final = re.compile(r"\s*[;|\n]\s*")
_BETWEEN_GROUPS: Final = re.compile(r"\s*[;|,\n]\s*")


class ClassesOfRows:
    """Reads the classes of the children of one block."""

    def __init__(self, cells: Cells, children: Sequence[Child]) -> None:
        self._cells = cells
        self._children = children
        self._said: set[str] = set()

    def read(self, class_of_sheet: str) -> list[str]:
        """The class of each. `class_of_sheet`: for whom nothing else says one."""
        if self._cells.block.place(Field.CLASS) is None:
            return [child.class_above or class_of_sheet for child in self._children]
        cells = [self._one_class(child.line) for child in self._children]
        grouped = self._cells.block.place(
            Field.CLASS
        ) == self._cells.block.columns.start and _are_grouped(cells)
        found: list[str] = []
        last = ""
        for cell, child in zip(cells, self._children, strict=True):
            last = cell or last
            if cell:
                found.append(cell)
            elif child.class_above:
                found.append(child.class_above)
            elif grouped:
                found.append(last)
            else:
                found.append(class_of_sheet)
        if grouped:
            self._cells.marks.guess(
                "The class is given only beside the first child of each: those below it were "
                "taken to be in the same class.",
                field=Field.CLASS,
            )
        return found

    def _one_class(self, line: int) -> str:
        """The class of a cell: the first, where others are groups for some lessons."""
        text = self._cells.text(line, Field.CLASS)
        place = self._cells.block.place(Field.CLASS)
        if not text or place is None:
            return ""
        if is_nothing(text) and not self._cells.block.is_ours:
            said = f"“{text}” is not a class, so the class is left open."
            self._cells.note(line, Field.CLASS, Use.ASKED, said)
            self._cells.marks.warn(said, line, Field.CLASS)
            return ""
        if not self._cells.block.is_ours:
            text = narrow(text)
            text = whole[1] if (whole := _POINT.fullmatch(text)) else text
        parts = [part for part in self._between().split(text) if part]
        first, comma, sets = text.partition(",")
        if comma and is_class_by_looks(first) and read_year(first).year is None:
            parts = [first.strip(), sets.strip()]
        name, said = text, ""
        if self._cells.block.is_ours:
            pass
        elif meant := made_a_day(self._cells.lines[line].cell(place), text):
            name = meant
            said = f"“{text}” was taken for the class {meant}, of which a spreadsheet made a day."
        elif len(parts) > 1:
            name = parts[0]
            said = f"“{name}” was taken for the class; {', '.join(parts[1:])} were left out."
        elif (alone := class_alone(text)) != text:
            name = alone
            said = f"“{alone}” was taken for the class; the words beside it were left out."
        self._cells.note(line, Field.CLASS, Use.GUESSED if said else Use.USED, said)
        if said and said not in self._said:
            self._said.add(said)
            self._cells.marks.guess(said, line, Field.CLASS)
        return name

    def _between(self) -> re.Pattern[str]:
        if plain_header(self._cells.block.header(Field.CLASS)) in ("classes", "groups"):
            return _BETWEEN_GROUPS
        return _BETWEEN


def _are_grouped(cells: Sequence[str]) -> bool:
    """Whether a class stands only beside the first child of it, as reports print it."""
    filled = sum(map(bool, cells))
    return bool(cells) and bool(cells[0]) and len(cells) - filled >= filled
