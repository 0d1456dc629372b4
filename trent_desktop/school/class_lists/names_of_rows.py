"""The names of the children of one list: in one column or two, with the name in use beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from trent_desktop.school.class_lists.beside_names import bare, is_nothing
from trent_desktop.school.class_lists.cells import Cells
from trent_desktop.school.class_lists.forenames import is_forename
from trent_desktop.school.class_lists.headers import forename_is_first
from trent_desktop.school.class_lists.listed import Field, Use
from trent_desktop.school.class_lists.names import (
    Names,
    are_two,
    both_forenames,
    forename_of,
    is_parted_by_guess,
    is_shouted,
    is_shouted_alone,
    is_whispered_name,
    says_order,
    split_name,
    to_sense,
    without_preferred,
)
from trent_desktop.school.class_lists.rows import Child

#: Commas of other scripts.
_COMMAS: Final = str.maketrans({"，": ",", "、": ",", "،": ","})
#: What programs write in the place of a letter that they do not know.
_LOST: Final = re.compile(r"\ufffd|\w\?\w")
_TWO: Final = re.compile(r"\w\s*(?:&|\+|\band\b)\s*\w")


class NamesOfRows:
    """Reads the names of the children of one block.

    `forename_first`: what somebody said of names in one column; None when nobody did. `usually`: what
    the other lists of the file show.
    """

    def __init__(
        self,
        cells: Cells,
        children: Sequence[Child],
        forename_first: bool | None,
        usually: bool | None = None,
    ) -> None:
        self._cells = cells
        self._children = children
        self._forename_first = forename_first
        self._usually = usually
        #: Names beside which stood something else: line, field, and what to say of it.
        self._beside: list[tuple[int, Field, str]] = []
        #: Names of which nobody knows where the surname begins: line, and how it was read.
        self._parted: list[tuple[int, str]] = []

    def read(self) -> list[Names]:
        """The names of all of them, in their order."""
        if self._cells.block.is_ours:
            names = [self._as_written(child.line) for child in self._children]
        elif self._cells.block.place(Field.NAME) is not None:
            names = self._of_one_column()
        else:
            names = [self._of_two_columns(child.line) for child in self._children]
        for child in self._children:
            for field in (Field.NAME, Field.FORENAME, Field.SURNAME, Field.PREFERRED):
                self._cells.note(child.line, field, Use.USED)
        for line, words in self._parted:
            self._cells.note(line, Field.NAME, Use.GUESSED, words)
        self._say_beside()
        return names if self._cells.block.is_ours else self._made_sense(names)

    def _as_written(self, line: int) -> Names:
        return Names(
            *(
                self._cells.text(line, one)
                for one in (Field.FORENAME, Field.SURNAME, Field.PREFERRED)
            )
        )

    def _of_one_column(self) -> list[Names]:
        cells = [self._bare(child.line, Field.NAME).translate(_COMMAS) for child in self._children]
        order = self._forename_first
        if order is None:
            order = forename_is_first(self._cells.block.header(Field.NAME))
        open_ones = [text for text in cells if "," not in text and len(text.split()) > 1]
        if order is None and open_ones:
            order = says_order(cells)
            order = self._usually if order is None else order
            said = (
                f"The names are in one column{'' if len(open_ones) == len(cells) else ', some'} "
                f"without a comma. They were read with the {'forename' if order else 'surname'} "
                "first."
            )
            if order is None:
                self._cells.marks.warn(said, field=Field.NAME)
            else:
                self._cells.marks.guess(said, field=Field.NAME)
        if order is None and not open_ones and not any("," in text for text in cells):
            # One word each: first names, as on a peg.
            order = sum(map(is_forename, cells)) * 2 >= len(cells) or None
        found: list[Names] = []
        for text, child in zip(cells, self._children, strict=True):
            if are_two(text):
                self._cells.marks.warn(
                    f"{text} may be two children in one row.", child.line, Field.NAME
                )
            names = split_name(text, forename_first=bool(order))
            self._notes(child.line, Field.NAME, text, names.preferred)
            names = replace(names, forename=bare(names.forename, titled=True))
            found.append(self._with_preferred(child.line, names))
        self._say_long(open_ones, cells, found)
        return found

    def _say_long(self, open_ones: Sequence[str], cells: Sequence[str], found: list[Names]) -> None:
        """Where a surname begins in a name of three words, only a person knows."""
        long = [
            at
            for at, text in enumerate(cells)
            if text in open_ones and is_parted_by_guess(found[at])
        ]
        for at in long:
            said = f"Read as {found[at].forename}, with the surname {found[at].surname}."
            self._parted.append((self._children[at].line, said))
        if long:
            one = found[long[0]]
            self._cells.marks.guess(
                "Nothing says where the surname begins in a name of three words or more. For "
                f"example, {one.forename} was taken for the forename, and {one.surname} for the "
                "surname.",
                self._children[long[0]].line,
                Field.NAME,
            )

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
            if is_nothing(self._cells.text(line, Field.PREFERRED))
            else self._bare(line, Field.PREFERRED)
        )
        name, _ = without_preferred(text)
        forename, beside = both_forenames(names.forename)
        if beside:
            said = f"“{names.forename}” was read as {forename}, called {beside}."
            self._beside.append((line, Field.FORENAME, said))
        elif _TWO.search(names.forename):
            self._cells.marks.warn(
                f"{names.forename} {names.surname} may be two children in one row.",
                line,
                Field.FORENAME,
            )
        preferred = forename_of(name, names.surname) or beside or names.preferred
        return replace(names, forename=forename, preferred=preferred)

    def _bare(self, line: int, field: Field) -> str:
        """A name without numbers, signs and titles around it."""
        text = self._cells.text(line, field)
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
            self._cells.note(line, field, Use.GUESSED, words)
        if self._beside:
            count = len({line for line, _, _ in self._beside})
            self._cells.marks.guess(
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
        mended: list[Names] = []
        for one, child in zip(names, self._children, strict=True):
            small = bool(one.forename and one.surname) and is_whispered_name(one)
            made = Names(
                *(
                    to_sense(text, surname=part == "surname")
                    if all_loud or is_shouted_alone(text) or small
                    else text
                    for part, text, all_loud in (
                        ("forename", one.forename, loud["forename"]),
                        ("surname", one.surname, loud["surname"]),
                        ("preferred", one.preferred, loud["preferred"]),
                    )
                )
            )
            if made != one:
                mended.append(one)
                for field in (Field.NAME, Field.FORENAME, Field.SURNAME):
                    self._cells.note(
                        child.line, field, Use.GUESSED, f"Read as “{made.forename} {made.surname}”."
                    )
            if _LOST.search(f"{one.forename} {one.surname} {one.preferred}"):
                self._cells.marks.warn(
                    f"A letter of {one.forename} {one.surname} was lost before the file came here: "
                    "please look.",
                    child.line,
                    Field.NAME,
                )
                for field in (Field.NAME, Field.FORENAME, Field.SURNAME, Field.PREFERRED):
                    self._cells.note(child.line, field, Use.ASKED, "A letter of it was lost.")
            found.append(self._not_twice(made))
        if mended:
            how = "small letters" if all(map(is_whispered_name, mended)) else "capitals"
            example = next(made for made, one in zip(found, names, strict=True) if made != one)
            self._cells.marks.guess(
                f"Names in {how} were read as they are usually written, for example "
                f"“{example.forename} {example.surname}”.",
                field=Field.NAME,
            )
        return found

    @staticmethod
    def _not_twice(names: Names) -> Names:
        """A preferred name that is the forename says nothing."""
        return replace(names, preferred="") if names.preferred == names.forename else names
