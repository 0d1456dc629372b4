"""How the blocks of a side fall on pages (rule 132).

What is signed stays with what it is signed under; no page has only a line or two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from trent_desktop.agreements.paper.blocks import Block, Question
from trent_desktop.agreements.paper.setting import Setting, Values

#: How high the lowest line of a page may lie.
FOOT: Final = 46.0
#: A later page has at least so many lines of words.
FEWEST_LINES: Final = 4

Unit = Sequence[Block]


@dataclass(frozen=True, slots=True)
class Placed:
    """A block on a page: how high its upper edge lies."""

    block: Block
    top: float


@dataclass(frozen=True, slots=True)
class PageLayout:
    """One page of a form."""

    placed: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """What there is of a side: the heads of its pages, and what its last or only one keeps free."""

    setting: Setting
    values: Values
    first: float
    later: float
    slip: Block | None = None
    free: float = 0.0

    @property
    def slip_height(self) -> float:
        """How tall the slip at the foot of the last page is, with the air above it."""
        return self.slip.height(self.values) + self.slip.above if self.slip else 0.0

    def height(self, units: Sequence[Unit]) -> float:
        """How tall units are together at the head of a page."""
        blocks = [block for unit in units for block in unit]
        tall = sum(block.height(self.values) + block.above for block in blocks)
        return tall - (blocks[0].above if blocks else 0.0)

    def fits(self, units: Sequence[Unit], page: int, below: float = 0.0) -> bool:
        """Whether units fit on page `page` (from 0) with so much free below them."""
        top = self.later if page else self.first
        return top - self.height(units) >= FOOT + below


def on_pages(blocks: Sequence[Block], room: Room) -> tuple[PageLayout, ...]:
    """The blocks on pages, and the slip at the foot of the last."""
    units = _units(blocks)
    pages = _filled(units, room)
    if room.slip is not None and not room.fits(pages[-1], len(pages) - 1, room.slip_height):
        pages = [*pages, []]
    elif room.free and len(pages) == 1 and not room.fits(pages[0], 0, room.free):
        room = Room(room.setting, room.values, room.first, room.later)  # too long to keep it free
    if len(pages) > 1:
        together = _questions_together(units, room)
        pages = together if together and len(together) <= len(pages) else pages
        _leave_no_orphan(pages, room)
    return tuple(_placed(page, number, len(pages), room) for number, page in enumerate(pages))


def questions_apart(pages: Sequence[PageLayout]) -> int:
    """On how many pages there are questions, but for the first of them."""
    asked = [page for page in pages if any(isinstance(one.block, Question) for one in page.placed)]
    return max(0, len(asked) - 1)


def _units(blocks: Sequence[Block]) -> list[Unit]:
    """Blocks that stand together: each but the last stays with its next."""
    units: list[list[Block]] = [[]]
    for block in blocks:
        units[-1].append(block)
        if not block.stays_with_next:
            units.append([])
    return [unit for unit in units if unit]


def _filled(units: Sequence[Unit], room: Room, pages: int = 0) -> list[list[Unit]]:
    """Page after page, each as full as it gets; `pages` come before."""
    filled: list[list[Unit]] = [[]]
    for unit in units:
        if filled[-1] and not room.fits([*filled[-1], unit], pages + len(filled) - 1):
            filled.append([])
        filled[-1].append(unit)
    return filled


def _questions_together(units: Sequence[Unit], room: Room) -> list[list[Unit]] | None:
    """All questions on the page that is signed; None where they do not fit on one."""
    first = next(
        (at for at, unit in enumerate(units) if any(isinstance(one, Question) for one in unit)), 0
    )
    if not first or not room.fits(units[first:], 1, room.slip_height):
        return None
    return [*_filled(units[:first], room), list(units[first:])]


def _leave_no_orphan(pages: list[list[Unit]], room: Room) -> None:
    """Take what there is too little of on the last page from the page before."""
    last, before = pages[-1], pages[-2]
    below = room.slip_height
    line = room.setting.style().leading
    while len(before) > 1 and room.height(last) < FEWEST_LINES * line:
        if not room.fits([before[-1], *last], len(pages) - 1, below):
            return
        last.insert(0, before.pop())


def _placed(page: Sequence[Unit], number: int, of: int, room: Room) -> PageLayout:
    y = room.later if number else room.first
    placed: list[Placed] = []
    for block in (block for unit in page for block in unit):
        y -= block.above if placed else 0.0
        placed.append(Placed(block, y))
        y -= block.height(room.values)
    if room.slip is not None and number == of - 1:
        placed.append(Placed(room.slip, FOOT + room.slip.height(room.values)))
    return PageLayout(tuple(placed))
