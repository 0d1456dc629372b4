"""Each picture of the figures: its card, and how figures are put into it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.reports.figures.counted import Figures, OpenCase, Taken
from trent_desktop.reports.figures.counting import NO_YEAR
from trent_desktop.reports.figures.hiding import Cell, Table
from trent_desktop.reports.figures.numbers import (
    HOW_HIDDEN,
    WITHHELD,
    Numbers,
    Picture,
    duration_words,
)
from trent_desktop.reports.kinds import kind_named, kind_title
from trent_desktop.school.people.people import YearGroup
from ui.components.figures import Bar, Bars
from ui.components.focus_kept import focus_kept
from ui.components.matrix import Box, Matrix
from ui.components.pages import clear_layout
from ui.components.rows import RowButton, RowFace
from ui.components.time_tracks import TimeTracks, Track
from ui.components.week_columns import Column, WeekColumns
from ui.reports.case_words import NEWER_MARK, STATES
from ui.reports.figures.card import Pair, PictureCard
from ui.theme import Tone

#: The 4 Cs in their order, and what is none of them: told apart by shape as well as by colour.
_SHAPES: Final = (
    ("square-fill", Tone.SKY),
    ("circle-fill", Tone.SUN),
    ("triangle-fill", Tone.CORAL),
    ("diamond-fill", Tone.LEAF),
)
_NONE: Final = ("minus", Tone.PLAIN)
_NO_SANCTION: Final = "No sanction was recorded in this time."
_NOTHING_OPEN: Final = "No report is open."
_TOO_SOON: Final = "Nothing has been told, blocked or decided yet."


class Pictures(QObject):
    """All of the cards, in their order. `case_chosen` gives the id of a case that is open."""

    case_chosen = Signal(object)  # uuid.UUID

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._weeks = WeekColumns(name=Picture.WEEKS.title)
        self._bars = {
            one: Bars(name=one.title)
            for one in (Picture.KINDS, Picture.CATEGORIES, Picture.YEARS, Picture.STATES)
        }
        self._taken = TimeTracks(name=Picture.TAKEN.title)
        self._open = QWidget()
        self._open_rows = QVBoxLayout(self._open)
        self._open_rows.setContentsMargins(0, 0, 0, 0)
        self._open_rows.setSpacing(0)
        self._open_shown: list[tuple[uuid.UUID, RowFace]] | None = None
        self._matrices = {
            one: Matrix(name=one.title) for one in (Picture.YEAR_KIND, Picture.SANCTIONS)
        }
        drawn: dict[Picture, QWidget] = {
            Picture.WEEKS: self._weeks,
            **self._bars,
            Picture.TAKEN: self._taken,
            Picture.OPEN: self._open,
            **self._matrices,
        }
        self.cards = {one: PictureCard(one, drawn[one]) for one in Picture}

    def laid_out(self) -> tuple[QWidget, ...]:
        """The cards as they stand on the page, one under the other or two beside each other."""
        card = self.cards
        return (
            card[Picture.WEEKS],
            Pair(card[Picture.KINDS], card[Picture.YEARS]),
            Pair(card[Picture.CATEGORIES], card[Picture.STATES]),
            Pair(card[Picture.TAKEN], card[Picture.OPEN]),
            card[Picture.YEAR_KIND],
            card[Picture.SANCTIONS],
        )

    def show(self, figures: Figures, numbers: Mapping[Picture, Numbers]) -> None:
        """Draw these."""
        self._weeks.show_columns([Column(_day(one.begins), one.count) for one in figures.weeks])
        self._show_bars(figures)
        self._taken.show_tracks([_track(one) for one in figures.taken])
        self._show_open(figures.open_longest)
        _show_matrix(self._matrices[Picture.YEAR_KIND], figures.year_by_kind)
        _show_matrix(self._matrices[Picture.SANCTIONS], figures.sanctions)
        said = {
            Picture.TAKEN: "Half of them took no longer than the round mark; the diamond is the "
            "longest."
            if figures.taken
            else _TOO_SOON,
            Picture.OPEN: f"{figures.open_count:,} open in all."
            if figures.open_count
            else _NOTHING_OPEN,
            Picture.YEARS: HOW_HIDDEN if any(one.cell.hidden for one in figures.by_year) else "",
            Picture.YEAR_KIND: _about(figures.year_by_kind),
            Picture.SANCTIONS: _about(figures.sanctions)
            if figures.sanctions.total
            else _NO_SANCTION,
        }
        for picture, card in self.cards.items():
            card.show_numbers(numbers[picture], said.get(picture, ""))
        self._hide_empty(figures)

    def _hide_empty(self, figures: Figures) -> None:
        """What there is nothing of has its sentence, and neither picture nor numbers."""
        there = {
            Picture.SANCTIONS: bool(figures.sanctions.total),
            Picture.TAKEN: bool(figures.taken),
            Picture.OPEN: bool(figures.open_longest),
        }
        for picture, any_of_it in there.items():
            card = self.cards[picture]
            card.drawn.setVisible(any_of_it and not card.as_numbers)
            card.table.setVisible(any_of_it and card.as_numbers)
            card.button.setVisible(any_of_it)

    def _show_bars(self, figures: Figures) -> None:
        kinds = [_bar(one.words, one.cell, Tone.ACT, _icon(one.name)) for one in figures.by_kind]
        shapes = (*_SHAPES[: len(figures.by_category) - 1], _NONE)
        categories = [
            _bar(one.words, one.cell, tone, icon)
            for one, (icon, tone) in zip(figures.by_category, shapes, strict=False)
        ]
        years = [
            _bar(one.words, one.cell, Tone.SKY, "student")
            for one in figures.by_year
            if one.name or one.cell.count != 0
        ]
        states = [
            Bar(STATES[state].words, count, STATES[state].tone, STATES[state].icon)
            for state, count in figures.by_state
        ]
        shown = {
            Picture.KINDS: kinds,
            Picture.CATEGORIES: categories,
            Picture.YEARS: years,
            Picture.STATES: states,
        }
        for picture, bars in shown.items():
            self._bars[picture].show_bars(bars)

    def _show_open(self, cases: Sequence[OpenCase]) -> None:
        rows = [(one.id, _face(one)) for one in cases]
        if rows == self._open_shown:
            return  # they stay under the mouse, whatever else was counted
        self._open_shown = rows
        with focus_kept(self._open):
            clear_layout(self._open_rows)
            for case_id, face in rows:
                button = RowButton(face)
                button.clicked.connect(self._choose(case_id))
                self._open_rows.addWidget(button)

    def _choose(self, case_id: uuid.UUID) -> Callable[[], None]:
        return lambda: self.case_chosen.emit(case_id)


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%b}"


def _bar(words: str, cell: Cell, tone: Tone, icon: str) -> Bar:
    if cell.count is None:
        return Bar(words, 0, tone, icon, said=cell.words)
    return Bar(words, cell.count, tone, icon)


def _icon(kind: str) -> str:
    found = kind_named(kind)
    return found.door.icon if found else NEWER_MARK.icon


def _track(one: Taken) -> Track:
    longest = duration_words(one.worst)
    named = f"{longest} ({one.reference})" if one.reference else longest
    said = f"half within {duration_words(one.median)}, longest {named}"
    return Track(
        one.clock.title,
        one.median.total_seconds() / 60,
        one.worst.total_seconds() / 60,
        said,
    )


def _face(one: OpenCase) -> RowFace:
    mark = STATES[one.state] if one.state else NEWER_MARK
    return RowFace(
        one.reference,
        kind_title(one.kind),
        _icon(one.kind),
        Tone.ACT,
        chip=mark.words,
        chip_tone=mark.tone,
        chip_icon=mark.icon,
        side="1 day" if one.days == 1 else f"{one.days:,} days",
    )


def _show_matrix(matrix: Matrix, table: Table) -> None:
    """Kinds and sanctions downwards, since their names are long; year groups across."""
    across = [at for at, name in enumerate(table.rows) if _any_in(table, at)]
    rows = [*table.columns]
    boxes = [[_box(table.cells[at][column]) for at in across] for column in range(len(rows))]
    for line, total in zip(boxes, table.column_totals, strict=True):
        line.append(_box(total))
    if len(rows) > 1:
        rows.append("All")
        boxes.append(
            [*(_box(table.row_totals[at]) for at in across), Box(table.total, f"{table.total:,}")]
        )
    matrix.show_boxes(rows, [*(_SHORT[table.rows[at]] for at in across), "All"], boxes)


def _any_in(table: Table, row: int) -> bool:
    """Year groups always stand there; that there are reports of none only when there are."""
    return table.rows[row] != NO_YEAR or table.row_totals[row].count != 0


_SHORT: Final = {
    **{
        year.title: "Rec." if year is YearGroup.RECEPTION else f"Y{year.value}"
        for year in YearGroup
    },
    NO_YEAR: "None",
}


def _box(cell: Cell) -> Box:
    return Box(cell.count, cell.words)


def _about(table: Table) -> str:
    if table.withheld:
        return WITHHELD
    hidden = any(cell.hidden for row in table.cells for cell in row)
    return HOW_HIDDEN if hidden else ""
