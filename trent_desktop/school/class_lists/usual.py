"""What the whole file shows, where one list of it shows nothing: the order of names, and of days.

A class whose names or birthdays could be read in two ways is read as the others of the same file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from trent_desktop.school.class_lists.blocks import Block, Line
from trent_desktop.school.class_lists.dates import order_shown
from trent_desktop.school.class_lists.listed import Field
from trent_desktop.school.class_lists.names import says_order
from trent_desktop.school.class_lists.pupils import Asked


def with_usual(asked: Asked, lists: Iterable[tuple[Sequence[Line], Block]]) -> Asked:
    """The same, with the order that these lists show together; none where there is but one list."""
    found = list(lists)
    if len(found) < 2:
        return asked
    return replace(
        asked,
        usually_forename_first=says_order([line.texts[at] for line, at in _of(found, Field.NAME)]),
        usually_day_first=order_shown(line.cell(at) for line, at in _of(found, Field.BORN)),
    )


def _of(lists: Sequence[tuple[Sequence[Line], Block]], field: Field) -> Iterator[tuple[Line, int]]:
    for lines, block in lists:
        place = block.place(field)
        if place is not None:
            yield from ((lines[at], place) for at in block.lines)
