"""The children of one list on a sheet: the cells of their lines become names, classes, years, days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from trent_desktop.school.class_lists.beside_names import is_nothing
from trent_desktop.school.class_lists.blocks import Block, Line
from trent_desktop.school.class_lists.cells import Cells
from trent_desktop.school.class_lists.classes_of_rows import ClassesOfRows
from trent_desktop.school.class_lists.dates import DatesRead, read_dates
from trent_desktop.school.class_lists.headers import month_first
from trent_desktop.school.class_lists.listed import BESIDE, Field, ListedPupil, Use
from trent_desktop.school.class_lists.marks import Marks
from trent_desktop.school.class_lists.names import Names
from trent_desktop.school.class_lists.names_of_rows import NamesOfRows
from trent_desktop.school.class_lists.rows import Child
from trent_desktop.school.class_lists.values import read_year, upn_remark
from trent_desktop.school.people.people import YearGroup

_LONGEST: Final = {
    Field.FORENAME: 120,
    Field.SURNAME: 120,
    Field.CLASS: 40,
    Field.ADMISSION_NUMBER: 40,
}
_LONGEST_UPN: Final = 13
_EXPONENT: Final = re.compile(r"\d(?:\.\d+)?E\+\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody said about a list: the order of days, and of names in one column.

    `usually_…`: the order that the whole file shows, for a list that does not show one itself.
    """

    today: dt.date
    day_first: bool | None = None
    forename_first: bool | None = None
    usually_forename_first: bool | None = None
    usually_day_first: bool | None = None


class Pupils:
    """Reads the children of one block."""

    def __init__(
        self,
        lines: Sequence[Line],
        block: Block,
        children: Sequence[Child],
        marks: Marks,
        asked: Asked,
        sheet: str,
    ) -> None:
        self._cells = Cells(lines, block, marks)
        self._children = children
        self._asked = asked
        self._sheet = sheet

    def read(self, class_of_sheet: str) -> list[ListedPupil]:
        """The children. `class_of_sheet`: for whom nothing else says a class."""
        names = NamesOfRows(
            self._cells,
            self._children,
            self._asked.forename_first,
            self._asked.usually_forename_first,
        ).read()
        classes = ClassesOfRows(self._cells, self._children).read(class_of_sheet)
        births = self._births()
        found = [
            self._pupil(at, child, names[at], classes[at], births)
            for at, child in enumerate(self._children)
        ]
        return [one for one in found if one is not None]

    def _births(self) -> DatesRead:
        place = self._cells.block.place(Field.BORN)
        if place is None:
            return DatesRead((None,) * len(self._children), {})
        order = self._asked.day_first
        if (
            order is None
            and (
                said := month_first(
                    self._cells.block.headers[place - self._cells.block.columns.start]
                )
            )
            is not None
        ):
            order = not said
        cells = [self._cells.lines[child.line].cell(place) for child in self._children]
        read = read_dates(
            cells, self._asked.today, day_first=order, usually=self._asked.usually_day_first
        )
        if read.warning:
            self._cells.marks.warn(read.warning, field=Field.BORN)
        return read

    def _pupil(
        self, at: int, child: Child, names: Names, class_name: str, births: DatesRead
    ) -> ListedPupil | None:
        line, marks = child.line, self._cells.marks
        number = self._cells.text(line, Field.ADMISSION_NUMBER)
        number = "" if is_nothing(number) and not self._cells.block.is_ours else number
        if _EXPONENT.fullmatch(number):
            said = f"A spreadsheet made “{number}” of this number, so it is left open."
            marks.warn(said, line, Field.ADMISSION_NUMBER)
            number = ""
        values = {
            Field.FORENAME: names.forename,
            Field.SURNAME: names.surname,
            Field.CLASS: class_name,
            Field.ADMISSION_NUMBER: number,
        }
        for field, longest in _LONGEST.items():
            if len(values[field]) > longest:
                said = f"{field.title}: more than {longest} characters, so this row was left out."
                marks.refuse(said, line, field)
                marks.leave_out(line, self._cells.block.columns, "too long")
                return None
        if not names.forename or not names.surname:
            missing = Field.SURNAME if names.forename else Field.FORENAME
            marks.warn(
                f"{names.forename or names.surname} has no {missing.title.lower()}.", line, missing
            )
        self._cells.note(line, Field.ADMISSION_NUMBER, Use.USED)
        return ListedPupil(
            marks.row(line) + self._cells.block.beside * BESIDE,
            names.forename,
            names.surname,
            self._upn(line),
            number,
            class_name,
            self._year(line) or read_year(child.year_above).year,
            self._born(line, at, births),
            names.preferred[:_LONGEST[Field.FORENAME]],
            self._sheet,
        )  # fmt: skip

    def _upn(self, line: int) -> str:
        upn = self._cells.text(line, Field.UPN).upper().replace(" ", "")
        if not upn or (is_nothing(upn) and not self._cells.block.is_ours):
            return ""
        said = upn_remark(upn)
        fits = len(upn) <= _LONGEST_UPN
        self._cells.note(
            line, Field.UPN, (Use.GUESSED if fits else Use.ASKED) if said else Use.USED, said
        )
        if said:
            self._cells.marks.warn(said, line, Field.UPN)
        return upn if fits else ""

    def _year(self, line: int) -> YearGroup | None:
        text = self._cells.text(line, Field.YEAR)
        year = read_year("" if is_nothing(text) else text)
        self._cells.note(line, Field.YEAR, Use.ASKED if year.note else Use.USED, year.note)
        if year.note:
            self._cells.marks.warn(year.note, line, Field.YEAR)
        return year.year

    def _born(self, line: int, at: int, births: DatesRead) -> dt.date | None:
        note = births.notes.get(at, "")
        use = Use.ASKED if note else Use.GUESSED if at in births.guessed else Use.USED
        self._cells.note(line, Field.BORN, use, note)
        if note:
            self._cells.marks.warn(note, line, Field.BORN)
        return births.dates[at]
