"""Small numbers are hidden so that they cannot be worked out from what is shown (rule 31).

A table counts something by row (a year group) and column, with totals. A number from 1 to 4 would
name a child to somebody who knows the class, so it is shown as *under 5*. It could still be
reckoned from the rest of its row or column; so others are hidden with it, until each hidden number
stands on a *ring* of hidden ones: one more here, one less there, and every total still holds.

Rows and columns are the nodes of a network, and each number an arc through which so many cases
flow: from one side, where all of them come in, to a column, from there to a row, and from the row
out at the other side. What flows in flows out, which is what totals say; a ring is a way round in
what the arcs have left, as in any flow network.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: The first number that is shown where smaller ones would name somebody.
FEWEST_SHOWN: Final = 5
UNDER: Final = f"under {FEWEST_SHOWN}"
HIDDEN: Final = "not shown"

_TOP: Final = FEWEST_SHOWN - 1
#: What it costs to hide one number more: cells before totals, small ones before large ones.
_CELL, _ZERO, _TOTAL, _MOST = 10, 40, 400, 60


@dataclass(frozen=True, slots=True)
class Cell:
    """A number as it may be shown: itself; or that it is under 5, or 5 or more and not shown."""

    count: int | None
    words: str

    @property
    def hidden(self) -> bool:
        """Whether the number itself is not said."""
        return self.count is None


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by row and column as they may be shown. `withheld`: too few for any of it."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    row_totals: tuple[Cell, ...]
    column_totals: tuple[Cell, ...]
    total: int
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Careful:
    """What of a table would name somebody. `rows`: which of its rows say who (all of them without).

    `row_totals`, `column_totals`: a small total would, too. A total that would not may be hidden
    all the same, to keep the others: but a column's only with `column_totals`.
    """

    rows: tuple[bool, ...] = ()
    row_totals: bool = False
    column_totals: bool = False


@dataclass(slots=True)
class _Arc:
    start: int
    end: int
    value: int
    price: int  # of hiding it; below 0 it is always shown
    hidden: bool = False

    @property
    def can_rise(self) -> bool:
        return self.value != _TOP

    @property
    def can_fall(self) -> bool:
        return self.value not in (0, FEWEST_SHOWN)


def protect(
    rows: Sequence[str],
    columns: Sequence[str],
    counts: Sequence[Sequence[int]],
    careful: Careful | None = None,
) -> Table:
    """A table with its small numbers hidden, and what gives them away.

    `counts` has a sequence for each row. The whole total is always shown.
    """
    return _Hiding(rows, columns, counts, careful or Careful()).table()


class _Hiding:
    def __init__(
        self,
        rows: Sequence[str],
        columns: Sequence[str],
        counts: Sequence[Sequence[int]],
        careful: Careful,
    ) -> None:
        self._rows, self._columns = tuple(rows), tuple(columns)
        self._total = sum(map(sum, counts))
        says_who = careful.rows or (True,) * len(rows)
        high, wide = len(rows), len(columns)
        out, into = high + wide, high + wide + 1  # two nodes: how many there are in all is known
        # Arcs in the order: cells row by row, totals of rows, totals of columns.
        self._arcs = [
            _Arc(high + column, row, counts[row][column], _price(counts[row][column]))
            for row in range(high)
            for column in range(wide)
        ]
        self._arcs += [
            _Arc(row, out, sum(counts[row]), _TOTAL + _price(sum(counts[row])))
            for row in range(high)
        ]
        for column in range(wide):
            count = sum(line[column] for line in counts)
            # The total of an only column is the whole, which is known.
            known = not careful.column_totals or wide == 1
            price = -1 if known else _TOTAL + _price(count)
            self._arcs.append(_Arc(into, high + column, count, price))
        for at, arc in enumerate(self._arcs):
            if at < high * wide:
                small = says_who[at // wide]
            elif at < high * wide + high:
                small = careful.row_totals and says_who[at - high * wide]
            else:
                small = arc.price > 0
            arc.hidden = small and 0 < arc.value < FEWEST_SHOWN

    def table(self) -> Table:
        safe = all(self._keep(arc) for arc in self._arcs if arc.hidden)
        high, wide = len(self._rows), len(self._columns)
        shown = [_shown(arc, withheld=not safe) for arc in self._arcs]
        for column, arc in enumerate(self._arcs[high * wide + high :]):
            if arc.price < 0 and not arc.value:  # it is known that there is nothing in it
                for row in range(high):
                    shown[row * wide + column] = Cell(0, "0")
        return Table(
            self._rows,
            self._columns,
            tuple(tuple(shown[row * wide : (row + 1) * wide]) for row in range(high)),
            tuple(shown[high * wide : high * wide + high]),
            tuple(shown[high * wide + high :]),
            self._total,
            withheld=not safe,
        )

    def _keep(self, kept: _Arc) -> bool:
        """See to it that a hidden number stands on a ring. False when there is none to be had."""
        ways = [
            way
            for way, possible in (
                (self._way(kept, kept.end, kept.start), kept.can_rise),
                (self._way(kept, kept.start, kept.end), kept.can_fall),
            )
            if possible and way is not None
        ]
        if not ways:
            return False
        for arc in min(ways, key=lambda way: way[0])[1]:
            arc.hidden = True
        return True

    def _way(self, kept: _Arc, start: int, end: int) -> tuple[int, list[_Arc]] | None:
        """The cheapest way between two nodes without `kept`: what it costs, and over what."""
        best: dict[int, int] = {start: 0}
        came: dict[int, tuple[int, _Arc]] = {}
        queue = [(0, start)]
        while queue:
            cost, node = heapq.heappop(queue)
            if node == end:
                break
            if cost > best[node]:
                continue
            for arc in self._arcs:
                if arc is kept or (arc.price < 0 and not arc.hidden):
                    continue
                if arc.start == node and arc.can_rise:
                    onto = arc.end
                elif arc.end == node and arc.can_fall:
                    onto = arc.start
                else:
                    continue
                there = cost + (0 if arc.hidden else arc.price)
                if there < best.get(onto, there + 1):
                    best[onto] = there
                    came[onto] = (node, arc)
                    heapq.heappush(queue, (there, onto))
        if end not in best:
            return None
        over: list[_Arc] = []
        node = end
        while node != start:
            node, arc = came[node]
            over.append(arc)
        return best[end], over


def _price(value: int) -> int:
    return _CELL + min(value, _MOST) if value else _ZERO


def _shown(arc: _Arc, *, withheld: bool) -> Cell:
    if withheld and arc.price > 0:
        return Cell(None, HIDDEN)
    if not arc.hidden:
        return Cell(arc.value, f"{arc.value:,}")
    return Cell(None, UNDER if arc.value < FEWEST_SHOWN else HIDDEN)
