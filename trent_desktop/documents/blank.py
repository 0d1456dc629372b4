"""A journey's questions as a form to fill in by hand.

The same definition that makes the screens makes the paper: a question added to a journey is on
the next printed form without anybody drawing it. `PaperWording` only shortens and arranges.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, assert_never

from reportlab.platypus import Flowable

from trent_desktop.documents.page import Sheet
from trent_desktop.documents.writing import Prompt, Ruled, RuledCells, Ticks
from trent_desktop.journeys import (
    Addresses,
    Choice,
    Choices,
    ClassPicker,
    Count,
    Day,
    LongText,
    People,
    Question,
    ShortText,
    When,
)

#: Lines to write on, where a question wants more than one.
LINES_LONG: Final = 3
LINES_PEOPLE: Final = 2
LINES_ADDRESSES: Final = 2

#: What stands faintly on the line for a moment.
WHEN_GUIDE: Final = "day|month|year|time"

_Cell = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class PaperWording:
    """How questions stand on paper, by name. What is not named here stands as on the screen.

    `labels` and `options` (by the option's value) are shorter words, `hints` words beside the
    question (there are none without it: those of the screens speak of typing), `lines` how many
    lines to write on, `columns` how many of twelve columns a question on one line takes.
    """

    labels: Mapping[str, str] = field(default_factory=dict[str, str])
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    hints: Mapping[str, str] = field(default_factory=dict[str, str])
    lines: Mapping[str, int] = field(default_factory=dict[str, int])
    columns: Mapping[str, int] = field(default_factory=dict[str, int])


def ask(sheet: Sheet, questions: Iterable[Question], wording: PaperWording) -> None:
    """Put questions on the sheet in their order; short ones share a line."""
    row: list[_Cell] = []
    for question in questions:
        if not question.on_paper:
            continue
        columns = wording.columns.get(question.name, _columns(question))
        if not columns or wording.lines.get(question.name):
            _flush(sheet, row)
            sheet.together(*_asked(question, wording))
            continue
        if sum(cell[1] for cell in row) + columns > 12:
            _flush(sheet, row)
        guide = WHEN_GUIDE if isinstance(question, When) else ""
        row.append((_words(question, wording), columns, guide))
    _flush(sheet, row)


def _flush(sheet: Sheet, row: list[_Cell]) -> None:
    if row:
        sheet.add(RuledCells(tuple(row), above=7.5))
        row.clear()


def _columns(question: Question) -> int:
    """How many of the twelve columns a question takes that is answered on one line; else 0."""
    match question:
        case LongText() | Addresses() | People() | Choice() | Choices():
            return 0
        case Count() | ClassPicker() | Day():
            return 4
        case ShortText():
            return 6
        case When():
            return 8
        case _:
            assert_never(question)


def _words(question: Question, wording: PaperWording) -> str:
    own = wording.labels.get(question.name)
    if own is not None:
        return own
    if not question.asked_if_words:
        return question.label
    first = question.label.split(" ", 1)[0]
    going_on = question.label if first.isupper() else first[:1].lower() + question.label[1:]
    return f"{question.asked_if_words}: {going_on}"


def _asked(question: Question, wording: PaperWording) -> list[Flowable]:
    words = _words(question, wording)
    hint = wording.hints.get(question.name, "")
    match question:
        case Choice() | Choices():
            shorter = wording.options.get(question.name, {})
            options = [(shorter.get(one.value, one.label), False) for one in question.options]
            # A long question takes more of the line; its options are then few.
            columns = 6 if len(words) > 60 else 3
            return [Ticks(words, options, hint=hint, columns=columns)]
        case People():
            lines = LINES_PEOPLE
        case Addresses():
            lines = LINES_ADDRESSES
        case ShortText() | When() | Day() | ClassPicker() | Count():
            lines = LINES_LONG
        case _:
            assert_never(question)
    lines = wording.lines.get(question.name, lines)
    if lines == 1:
        return [Ruled(1, prompt=words, bold=True, above=2)]
    return [Prompt(words, hint), Ruled(lines)]
