"""A sheet with a row for each class: its name in front, and the children behind it, or in one cell.

It is turned round, so that each class has a column, and is then read as such a sheet is. That is done
only where it cannot be anything else: a child taken for a class would be lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest
from typing import Final

from trent_desktop.school.class_lists.beside_names import bare
from trent_desktop.school.class_lists.blocks import Line
from trent_desktop.school.class_lists.forenames import is_forename
from trent_desktop.school.class_lists.headers import field_of
from trent_desktop.school.class_lists.headings import (
    is_below,
    is_class_by_looks,
    is_person,
    is_title,
)
from trent_desktop.school.class_lists.listed import MOST_BESIDE, Field

_IN_FRONT: Final = re.compile(r"(?P<name>[^:]{1,40}):\s*(?P<rest>.*)", re.DOTALL)
_BETWEEN: Final = re.compile(r"\s*[,;\n]\s*")
#: Where each child has a cell, fewer may be a class with its teachers, or a child with its parents.
_FEWEST_CELLS: Final = 4
_MOST_ROWS_ABOVE: Final = 4
_LONGEST_NAME: Final = 5


@dataclass(frozen=True, slots=True)
class _Class:
    """A class, and who is in it. `is_spread`: each child has a cell."""

    name: str
    teachers: list[str]
    children: list[str]
    is_spread: bool


def turned(lines: Sequence[Line]) -> list[list[str]] | None:
    """The same with a column for each class; None where it is no such sheet.

    Lines above that are titles stay above.
    """
    above, body = _above(lines)
    if not body or len(body) > MOST_BESIDE:
        return None
    classes: list[_Class] = []
    for line in body:
        one = _class_of(line)
        if one is None:
            return None
        classes.append(one)
    if not _are_classes(classes):
        return None
    # The teachers stand below the name of the class, as on a sheet of such columns.
    columns = [[one.name] for one in classes]
    most = max(len(one.teachers) for one in classes)
    for column, one in zip(columns, classes, strict=True):
        column += [*one.teachers, *[""] * (most - len(one.teachers)), *one.children]
    width = max(len(classes), *(len(line.texts) for line in above), 1)
    rows = [list(line.texts) for line in above]
    for row in zip_longest(*columns, fillvalue=""):
        rows.append([*row, *[""] * (width - len(row))])
    return rows


def _above(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Titles and headings, and the rest."""
    at = 0
    while at < min(len(lines), _MOST_ROWS_ABOVE):
        texts = [text for text in lines[at].texts if text]
        heads = {field_of(text) for text in texts}
        of_classes = Field.CLASS in heads and heads <= {Field.CLASS, Field.NAME, None}
        if not of_classes and not (len(texts) == 1 and is_title(texts[0]) and ":" not in texts[0]):
            break
        at += 1
    return list(lines[:at]), list(lines[at:])


def _class_of(line: Line) -> _Class | None:
    """The class of a row; None where it is no such row."""
    texts = [text for text in line.texts if text]
    # Lines within a cell are lost in the tidy text.
    cells = [str(cell) for cell in line.cells if cell is not None and str(cell).strip()]
    if not texts or len(texts) != len(cells):
        return None
    marked = _IN_FRONT.fullmatch(texts[0])
    if marked is not None:
        name, rest = marked["name"].strip(), [_IN_FRONT.sub(r"\g<rest>", cells[0], 1), *cells[1:]]
    else:
        name, rest = texts[0], cells[1:]
        if not is_class_by_looks(name):
            return None
    people = [part.strip() for cell in rest for part in _BETWEEN.split(cell) if part.strip()]
    teachers = list(takewhile(is_person, people))
    children = people[len(teachers) :]
    in_one = len(rest) - len(teachers) <= 1 or marked is not None
    if not name or not all(map(_is_child, children)):
        return None
    return _Class(name, teachers, children, not in_one)


def _is_child(text: str) -> bool:
    plain = bare(text, titled=True)
    return (
        1 < len(plain.split()) <= _LONGEST_NAME
        and not any(map(str.isdigit, plain))
        and not is_person(text)
        and not is_below(text)
    )


def _are_classes(classes: Sequence[_Class]) -> bool:
    """Whether each is another class, with children enough, whose first names are known for such."""
    names = {one.name.casefold() for one in classes}
    children = [child for one in classes for child in one.children]
    most = max(len(one.children) for one in classes)
    known = sum(map(is_forename, children))
    return (
        len(names) == len(classes)
        and all(one.children for one in classes)
        and most >= (_FEWEST_CELLS if any(one.is_spread for one in classes) else 2)
        and known * 2 > len(children)
    )
