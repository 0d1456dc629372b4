"""Two versions side by side: what one says, and what it said before."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.policy.differences import Change, Differences, Part, Piece, Row
from ui.components.cards import Card
from ui.components.marks import Chip
from ui.components.notices import EmptyState
from ui.components.pages import EqualColumns, flow
from ui.components.words import heading, small, soft
from ui.policy.versions.words import Mark, PolicyWords, Run, strong_runs
from ui.theme import SPACE, Tone

_CHIPS: Final = {
    Change.CHANGED: ("Changed", Tone.SUN, "pencil-simple"),
    Change.MOVED: ("Another number", Tone.PLAIN, "hash"),
    Change.MOVED_AND_CHANGED: ("Changed, another number", Tone.SUN, "pencil-simple"),
    Change.NEW: ("New", Tone.LEAF, "plus"),
    Change.GONE: ("Taken out", Tone.CORAL, "minus"),
}


def change_rows(found: Differences, names: tuple[str, str] = ("Before", "Now")) -> list[QWidget]:
    """How much changes, then a card for each section in which something does."""
    if found.is_same:
        return [EmptyState("check", "Nothing changes", "Word for word the same.", tone=Tone.LEAF)]
    rows: list[QWidget] = [soft(summary(found))]
    card: Card | None = None
    shown = ""
    for one in found.rows:
        if one.kind is Change.SAME:
            continue
        title = _title(one)
        if card is None or title != shown:
            shown = title
            card = Card(gap=SPACE.base)
            card.column.addWidget(heading(title))
            rows.append(card)
        card.column.addWidget(_row(one, names))
    return rows


def summary(found: Differences) -> str:
    """``2 clauses changed, 1 new, none taken out; 50 stay as they are.``"""
    clauses = Differences(tuple(one for one in found.rows if one.part is Part.CLAUSE))
    changed = clauses.count(Change.CHANGED, Change.MOVED_AND_CHANGED)
    new, gone = clauses.count(Change.NEW), clauses.count(Change.GONE)
    stay = clauses.count(Change.SAME, Change.MOVED)
    first = "1 clause changed" if changed == 1 else f"{changed or 'No'} clauses changed"
    return f"{first}, {new or 'none'} new, {gone or 'none'} taken out; {stay or 'none'} stay as they are."


def _title(one: Row) -> str:
    if one.part is Part.TITLE:
        return "The title"
    return "The signatures" if one.part is Part.SIGNATURES else one.section


def _row(one: Row, names: tuple[str, str]) -> QWidget:
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.tight)
    column.addWidget(flow(Chip(*_CHIPS[one.kind])))
    holder = QWidget()
    sides = EqualColumns(holder, narrowest=300, gap=20)
    sides.addWidget(_side(names[0], one.old_number, one.old, Mark.GONE))
    sides.addWidget(_side(names[1], one.new_number, one.new, Mark.NEW))
    column.addWidget(holder)
    return row


def _side(name: str, number: str, pieces: tuple[Piece, ...], mark: Mark) -> QWidget:
    side = Card(pad=SPACE.near, gap=SPACE.hair, raised=False)
    if not pieces:
        side.column.addWidget(small(f"{name}: not there"))
    else:
        side.column.addWidget(small(f"{name}: {number}" if number else name))
        runs = [
            Run(run.words, mark if one.differs else Mark.SAME, run.strong)
            for one in pieces
            for run in strong_runs(one.text)
        ]
        side.column.addWidget(PolicyWords(runs))
    side.column.addStretch(1)
    return side
