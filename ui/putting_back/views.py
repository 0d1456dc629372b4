"""Cards about copies: the list, and what putting one back would change."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from trent_desktop.reports.put_back_words import (
    MOST_NAMED,
    case_line,
    copy_chip,
    copy_details,
    copy_title,
    many,
    what_stays,
    what_would_change,
    who_waits,
)
from trent_desktop.school.putting_back.values import CopyLine, WouldChange
from ui.components.cards import Card
from ui.components.notices import Notice
from ui.components.rows import RowButton, RowFace
from ui.components.words import body, heading, soft, strong
from ui.theme import SPACE, Tone


class CopiesCard(Card):
    """A row for each copy; those that open can be pressed."""

    def __init__(
        self,
        copies: Sequence[CopyLine],
        chosen: Callable[[CopyLine], object],
        *,
        most: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        """`most`: show so many, and a row for the rest; 0 for all."""
        super().__init__(pad=SPACE.tight, gap=0)
        if parent is not None:
            self.setParent(parent)
        self.rows: dict[str, RowButton] = {}
        self._copies, self._chosen = copies, chosen
        shown = copies[:most] if most and len(copies) > most + 1 else copies
        for copy in shown:
            self._add(copy)
        self.more: RowButton | None = None
        if len(shown) < len(copies):
            left = len(copies) - len(shown)
            self.more = RowButton(RowFace(f"{left:,} older ones", icon="caret-down"))
            self.more.clicked.connect(self._show_all)
            self.column.addWidget(self.more)
        if not copies:
            self.column.addWidget(soft("There is no copy that this laptop can see."))

    def _add(self, copy: CopyLine) -> None:
        good = copy.can_be_put_back
        face = RowFace(
            copy_title(copy),
            copy_details(copy),
            icon="copy" if good else "warning",
            icon_tone=Tone.ACT if good else Tone.SUN,
            chip=copy_chip(copy),
            chip_tone=Tone.SUN,
        )
        row = RowButton(face)
        row.setEnabled(good)
        row.clicked.connect(lambda _=False, it=copy: self._chosen(it))
        self.rows[copy.name] = row
        self.column.addWidget(row)

    def _show_all(self) -> None:
        if self.more is not None:
            self.more.hide()
        for copy in self._copies:
            if copy.name not in self.rows:
                self._add(copy)


def would_cards(would: WouldChange) -> list[QWidget]:
    """What would change, what stays, and who else is in."""
    card = Card(gap=SPACE.near)
    card.column.addWidget(heading("What would change"))
    first, *rest = what_would_change(would)
    card.column.addWidget(strong(first))
    named = [case_line(one) for one in would.missing[:MOST_NAMED]]
    if len(would.missing) > MOST_NAMED:
        named.append(f"and {len(would.missing) - MOST_NAMED:,} more that you read")
    if would.missing_unread:
        named.append(f"{'and ' if named else ''}{would.missing_unread:,} that you do not read")
    if named:
        card.column.addWidget(soft("\n".join(named)))
    for words in rest:
        card.column.addWidget(body(words))
    stays = Card(gap=SPACE.near)
    stays.column.addWidget(heading("What stays"))
    stays.column.addWidget(body(what_stays(would)))
    found: list[QWidget] = [card, stays]
    if waits := who_waits(would):
        found.append(Notice(waits, Tone.SKY, icon="users"))
    return found


def holds(copy: CopyLine) -> str:
    """The sentence under the title of the page about one copy."""
    return f"It holds {many(copy.reports, 'report')} and {many(copy.members, 'member')}."
