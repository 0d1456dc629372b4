"""Two versions side by side: what one says, and what it said before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.policy.clauses import Clause, PolicyText, Section
from trent_desktop.policy.comparing import Change, ChangeKind, Run, changes
from trent_desktop.policy.versions import PolicyVersion
from ui.components.cards import Card
from ui.components.marks import Chip
from ui.components.notices import EmptyState
from ui.components.pages import EqualColumns, ScrollPage, flow
from ui.components.words import heading, small, soft
from ui.policy.versions.words import PolicyWords
from ui.shell.section_room import SectionPage
from ui.theme import SPACE, Tone

_CHIPS = {
    ChangeKind.CHANGED: ("Changed", Tone.SUN, "pencil-simple"),
    ChangeKind.RENUMBERED: ("Another number", Tone.PLAIN, "hash"),
    ChangeKind.ADDED: ("New", Tone.LEAF, "plus"),
    ChangeKind.REMOVED: ("Taken out", Tone.CORAL, "minus"),
}


def compare_page(
    section: SectionPage,
    before: PolicyVersion,
    after: PolicyVersion,
    back: Callable[[], object],
) -> ScrollPage:
    """A page with everything that `after` changes."""
    page = section.add_page(
        "What changes",
        f"{after.title} beside {before.title[:1].lower()}{before.title[1:]}.",
        back=back,
        widest=1060,
    )
    for row in change_rows(before.text, after.text, (before.title, after.title)):
        page.column.addWidget(row)
    page.column.addStretch(1)
    return page


def change_rows(
    before: PolicyText, after: PolicyText, names: tuple[str, str] = ("Before", "Now")
) -> list[QWidget]:
    """How much changes, then a card for each section in which something does."""
    found = changes(before, after)
    real = [one for one in found if one.kind is not ChangeKind.SAME and _says_something(one)]
    if not real:
        return [EmptyState("check", "Nothing changes", "Word for word the same.", tone=Tone.LEAF)]
    rows: list[QWidget] = [soft(summary(found))]
    card: Card | None = None
    title = ""
    for one in real:
        if card is None or one.section != title:
            title = one.section
            card = Card(gap=SPACE.base)
            card.column.addWidget(heading(title))
            rows.append(card)
        card.column.addWidget(_row(one, names))
    return rows


def summary(found: tuple[Change, ...]) -> str:
    """``2 clauses changed, 1 new, none taken out; 50 stay as they are.``"""
    clauses = [one for one in found if isinstance(one.after or one.before, Clause)]
    many = Counter(one.kind for one in clauses)
    changed, new = many[ChangeKind.CHANGED], many[ChangeKind.ADDED]
    gone = many[ChangeKind.REMOVED]
    stay = many[ChangeKind.SAME] + many[ChangeKind.RENUMBERED]
    first = "1 clause changed" if changed == 1 else f"{changed or 'No'} clauses changed"
    return f"{first}, {new or 'none'} new, {gone or 'none'} taken out; {stay or 'none'} stay as they are."


def _says_something(one: Change) -> bool:
    """A head without words is a title alone: worth a row only where the title changed."""
    head = one.after or one.before
    if not isinstance(head, Section) or head.words or head.points:
        return True
    was = one.before
    return isinstance(was, Section) and bool(was.words or was.points or was.title != head.title)


def _row(one: Change, names: tuple[str, str]) -> QWidget:
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.tight)
    column.addWidget(flow(Chip(*_CHIPS[one.kind])))
    left, right = one.runs
    holder = QWidget()
    sides = EqualColumns(holder, narrowest=300, gap=20)
    sides.addWidget(_side(names[0], one.before, left))
    sides.addWidget(_side(names[1], one.after, right))
    column.addWidget(holder)
    return row


def _side(name: str, piece: Clause | Section | None, runs: tuple[Run, ...]) -> QWidget:
    side = Card(pad=SPACE.near, gap=SPACE.hair, raised=False)
    if piece is None:
        side.column.addWidget(small(f"{name}: not there"))
    else:
        where = piece.number if isinstance(piece, Clause) else piece.title
        side.column.addWidget(small(f"{name}: {where}" if where else name))
        if runs:
            side.column.addWidget(PolicyWords(runs))
    side.column.addStretch(1)
    return side
