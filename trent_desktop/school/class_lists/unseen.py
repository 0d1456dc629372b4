"""Children whom a person would not read in a spreadsheet: in hidden rows, or struck through."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from trent_desktop.school.class_lists.blocks import Line
from trent_desktop.school.class_lists.listed import Use
from trent_desktop.school.class_lists.marks import Marks
from trent_desktop.school.class_lists.rows import Child

#: Of so many each is said by itself.
_EACH: Final = 12


def say_unseen(
    hidden: Collection[int],
    struck: Collection[int],
    lines: Sequence[Line],
    children: Sequence[Child],
    marks: Marks,
) -> None:
    """Of another class, say, or some who have left: they came along, and it is said."""
    unseen = [one.line for one in children if lines[one.line].number in hidden]
    if unseen:
        marks.warn(
            f"{_count(unseen)} in hidden rows of this sheet (a filter, say), and came along: "
            "should they?",
            unseen[0],
        )
    crossed = [one.line for one in children if lines[one.line].number in struck]
    said = "This child is struck through in the file, and came along: please look."
    for line in crossed:
        for place in range(len(lines[line].texts)):
            marks.note(line, place, Use.ASKED, said)
        if len(crossed) <= _EACH:
            marks.warn(said, line)
    if len(crossed) > _EACH:
        marks.warn(
            f"{_count(crossed)} struck through in this sheet, and came along: should they?",
            crossed[0],
        )


def _count(lines: Sequence[int]) -> str:
    return "One child is" if len(lines) == 1 else f"{len(lines)} children are"
