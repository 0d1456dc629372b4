"""The children of one list on a sheet: the cells of their lines become names, classes, years, days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from trent_desktop.school.class_lists.beside_names import bare, is_nothing
from trent_desktop.school.class_lists.blocks import Block, Line
from trent_desktop.school.class_lists.dates import DatesRead, read_dates
from trent_desktop.school.class_lists.forenames import is_forename
from trent_desktop.school.class_lists.headers import month_first, plain_header
from trent_desktop.school.class_lists.headings import class_alone, made_a_day
from trent_desktop.school.class_lists.listed import BESIDE, Field, ListedPupil, Use
from trent_desktop.school.class_lists.marks import Marks
from trent_desktop.school.class_lists.names import (
    Names,
    both_forenames,
    forename_of,
    is_shouted,
    is_shouted_alone,
    says_order,
    split_name,
    to_sense,
    without_preferred,
)
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
_TWO: Final = re.compile(r"\w\s*(?:&|\+|\band\b)\s*\w")
_EXPONENT: Final = re.compile(r"\d(?:\.\d+)?E\+\d+", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s*[;|\n]\s*")
_BETWEEN_GROUPS: Final = re.compile(r"\s*[;|,\n]\s*")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody said about a list: the order of days, and of names in one column."""

    today: dt.date
    day_first: bool | None = None
    forename_first: bool | None = None


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
        self._lines = lines
        self._block = block
        self._children = children
        self._marks = marks
        self._asked = asked
        self._sheet = sheet
        #: Names beside which stood something else: line, field, and what to say of it.
        self._beside: list[tuple[int, Field, str]] = []
        self._classes_said: set[str] = set()

    def read(self, class_of_sheet: str) -> list[ListedPupil]:
        """The children. `class_of_sheet`: for whom nothing else says a class."""
        names = self._names()
        classes = self._classes(class_of_sheet)
        births = self._births()
        found = [
            self._pupil(at, child, names[at], classes[at], births)
            for at, child in enumerate(self._children)
        ]
        return [one for one in found if one is not None]

    def _text(self, line: int, field: Field) -> str:
        place = self._block.place(field)
        return self._lines[line].texts[place] if place is not None else ""

    def _note(self, line: int, field: Field, use: Use, words: str = "") -> None:
        self._marks.note(line, self._block.place(field), use, words)

    # ------------------------------------------------------------------ names

    def _names(self) -> list[Names]:
        if self._block.is_ours:
            names = [self._as_written(child.line) for child in self._children]
        elif self._block.place(Field.NAME) is not None:
            names = self._of_one_column()
        else:
            names = [self._of_two_columns(child.line) for child in self._children]
        for child in self._children:
            for field in (Field.NAME, Field.FORENAME, Field.SURNAME, Field.PREFERRED):
                self._note(child.line, field, Use.USED)
        self._say_beside()
        return names if self._block.is_ours else self._made_sense(names)

    def _as_written(self, line: int) -> Names:
        return Names(
            *(self._text(line, one) for one in (Field.FORENAME, Field.SURNAME, Field.PREFERRED))
        )

    def _of_one_column(self) -> list[Names]:
        cells = [self._bare(child.line, Field.NAME) for child in self._children]
        order = self._asked.forename_first
        open_ones = [text for text in cells if "," not in text and len(text.split()) > 1]
        if order is None and open_ones and len(open_ones) * 2 > len(cells):
            order = says_order(cells)
            said = (
                "The names are in one column without a comma. They were read with the "
                f"{'forename' if order else 'surname'} first."
            )
            if order is None:
                self._marks.warn(said, field=Field.NAME)
            else:
                self._marks.guess(said, field=Field.NAME)
        found: list[Names] = []
        for text, child in zip(cells, self._children, strict=True):
            names = split_name(text, forename_first=bool(order))
            self._notes(child.line, Field.NAME, text, names.preferred)
            names = replace(names, forename=bare(names.forename, titled=True))
            found.append(self._with_preferred(child.line, names))
        return found

    def _of_two_columns(self, line: int) -> Names:
        both: list[str] = []
        in_use = ""
        for field in (Field.FORENAME, Field.SURNAME):
            text = self._bare(line, field)
            name, preferred = without_preferred(text)
            both.append(name.strip(" ,;"))
            if field is Field.SURNAME and not is_forename(preferred):
                preferred = ""  # another surname
            self._notes(line, field, text, preferred)
            in_use = in_use or preferred
        return self._with_preferred(line, Names(both[0], both[1], in_use))

    def _with_preferred(self, line: int, names: Names) -> Names:
        """With the forename in use from a column of its own, where there is one."""
        text = (
            ""
            if is_nothing(self._text(line, Field.PREFERRED))
            else self._bare(line, Field.PREFERRED)
        )
        name, _ = without_preferred(text)
        forename, beside = both_forenames(names.forename)
        if beside:
            said = f"“{names.forename}” was read as {forename}, called {beside}."
            self._beside.append((line, Field.FORENAME, said))
        elif _TWO.search(names.forename):
            self._marks.warn(
                f"{names.forename} {names.surname} may be two children in one row.",
                line,
                Field.FORENAME,
            )
        preferred = forename_of(name, names.surname) or beside or names.preferred
        return replace(names, forename=forename, preferred=preferred)

    def _bare(self, line: int, field: Field) -> str:
        """A name without numbers, signs and titles around it."""
        text = self._text(line, field)
        titled = field is Field.FORENAME or ("," not in text and len(text.split()) > 2)
        kept = bare(text, titled=titled)
        if kept != text:
            self._beside.append((line, field, f"Read as “{kept}”."))
        return kept

    def _notes(self, line: int, field: Field, text: str, preferred: str) -> None:
        if not preferred and any(sign in text for sign in "([") and text[0] not in "([":
            self._beside.append(
                (line, field, "What is in brackets is not a name, and was left out.")
            )

    def _say_beside(self) -> None:
        """What stood beside names and is no part of them; the words themselves are not repeated."""
        for line, field, words in self._beside:
            self._note(line, field, Use.GUESSED, words)
        if self._beside:
            count = len({line for line, _, _ in self._beside})
            self._marks.guess(
                f"Beside {'one name' if count == 1 else f'{count} names'} was something else "
                "(a number, a title, a sign, a note in brackets). It was left out.",
                self._beside[0][0],
                Field.NAME,
            )

    def _made_sense(self, names: list[Names]) -> list[Names]:
        loud = {
            "forename": is_shouted([one.forename for one in names if one.forename]),
            "surname": is_shouted([one.surname for one in names if one.surname]),
            "preferred": is_shouted([one.preferred for one in names if one.preferred]),
        }
        found: list[Names] = []
        changed = 0
        for one, child in zip(names, self._children, strict=True):
            made = Names(
                *(
                    to_sense(text, surname=part == "surname")
                    if all_loud or is_shouted_alone(text)
                    else text
                    for part, text, all_loud in (
                        ("forename", one.forename, loud["forename"]),
                        ("surname", one.surname, loud["surname"]),
                        ("preferred", one.preferred, loud["preferred"]),
                    )
                )
            )
            if made != one:
                changed += 1
                for field in (Field.NAME, Field.FORENAME, Field.SURNAME):
                    self._note(
                        child.line, field, Use.GUESSED, f"Read as “{made.forename} {made.surname}”."
                    )
            found.append(self._not_twice(made))
        if changed:
            example = next(made for made, one in zip(found, names, strict=True) if made != one)
            self._marks.guess(
                "Names in capitals were read as they are usually written, for example "
                f"“{example.forename} {example.surname}”.",
                field=Field.NAME,
            )
        return found

    @staticmethod
    def _not_twice(names: Names) -> Names:
        """A preferred name that is the forename says nothing."""
        return replace(names, preferred="") if names.preferred == names.forename else names

    # ------------------------------------------------------------------ classes

    def _classes(self, class_of_sheet: str) -> list[str]:
        if self._block.place(Field.CLASS) is None:
            return [child.class_above or class_of_sheet for child in self._children]
        cells = [self._one_class(child.line) for child in self._children]
        grouped = self._block.place(Field.CLASS) == self._block.columns.start and _are_grouped(
            cells
        )
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
            self._marks.guess(
                "The class is given only beside the first child of each: those below it were "
                "taken to be in the same class.",
                field=Field.CLASS,
            )
        return found

    def _one_class(self, line: int) -> str:
        """The class of a cell: the first, where others are groups for some lessons."""
        text = self._text(line, Field.CLASS)
        place = self._block.place(Field.CLASS)
        if not text or place is None:
            return ""
        if is_nothing(text) and not self._block.is_ours:
            said = f"“{text}” is not a class, so the class is left open."
            self._note(line, Field.CLASS, Use.ASKED, said)
            self._marks.warn(said, line, Field.CLASS)
            return ""
        parts = [part for part in self._between().split(text) if part]
        name, said = text, ""
        if self._block.is_ours:
            pass
        elif meant := made_a_day(self._lines[line].cell(place), text):
            name = meant
            said = f"“{text}” was taken for the class {meant}, of which a spreadsheet made a day."
        elif len(parts) > 1:
            name = parts[0]
            said = f"“{name}” was taken for the class; {', '.join(parts[1:])} were left out."
        elif (alone := class_alone(text)) != text:
            name = alone
            said = f"“{alone}” was taken for the class; the words beside it were left out."
        self._note(line, Field.CLASS, Use.GUESSED if said else Use.USED, said)
        if said and said not in self._classes_said:
            self._classes_said.add(said)
            self._marks.guess(said, line, Field.CLASS)
        return name

    def _between(self) -> re.Pattern[str]:
        if plain_header(self._block.header(Field.CLASS)) in ("classes", "groups"):
            return _BETWEEN_GROUPS
        return _BETWEEN

    # ------------------------------------------------------------------ days, years, numbers

    def _births(self) -> DatesRead:
        place = self._block.place(Field.BORN)
        if place is None:
            return DatesRead((None,) * len(self._children), {})
        order = self._asked.day_first
        if (
            order is None
            and (said := month_first(self._block.headers[place - self._block.columns.start]))
            is not None
        ):
            order = not said
        cells = [self._lines[child.line].cell(place) for child in self._children]
        read = read_dates(cells, self._asked.today, day_first=order)
        if read.warning:
            self._marks.warn(read.warning, field=Field.BORN)
        return read

    def _pupil(
        self, at: int, child: Child, names: Names, class_name: str, births: DatesRead
    ) -> ListedPupil | None:
        line, marks = child.line, self._marks
        number = self._text(line, Field.ADMISSION_NUMBER)
        number = "" if is_nothing(number) and not self._block.is_ours else number
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
                marks.leave_out(line, self._block.columns, "too long")
                return None
        if not names.forename or not names.surname:
            missing = Field.SURNAME if names.forename else Field.FORENAME
            marks.warn(
                f"{names.forename or names.surname} has no {missing.title.lower()}.", line, missing
            )
        self._note(line, Field.ADMISSION_NUMBER, Use.USED)
        return ListedPupil(
            marks.row(line) + self._block.beside * BESIDE,
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
        upn = self._text(line, Field.UPN).upper().replace(" ", "")
        if not upn or (is_nothing(upn) and not self._block.is_ours):
            return ""
        said = upn_remark(upn)
        fits = len(upn) <= _LONGEST_UPN
        self._note(
            line, Field.UPN, (Use.GUESSED if fits else Use.ASKED) if said else Use.USED, said
        )
        if said:
            self._marks.warn(said, line, Field.UPN)
        return upn if fits else ""

    def _year(self, line: int) -> YearGroup | None:
        text = self._text(line, Field.YEAR)
        year = read_year("" if is_nothing(text) else text)
        self._note(line, Field.YEAR, Use.ASKED if year.note else Use.USED, year.note)
        if year.note:
            self._marks.warn(year.note, line, Field.YEAR)
        return year.year

    def _born(self, line: int, at: int, births: DatesRead) -> dt.date | None:
        note = births.notes.get(at, "")
        use = Use.ASKED if note else Use.GUESSED if at in births.guessed else Use.USED
        self._note(line, Field.BORN, use, note)
        if note:
            self._marks.warn(note, line, Field.BORN)
        return births.dates[at]


def _are_grouped(cells: Sequence[str]) -> bool:
    """Whether a class stands only beside the first child of it, as reports print it."""
    filled = sum(map(bool, cells))
    return bool(cells) and bool(cells[0]) and len(cells) - filled >= filled
