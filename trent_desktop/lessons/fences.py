"""Blocks of a lesson that were never closed, and ends of blocks that close nothing.

Left as they are, each would take all slides after it for its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from trent_desktop.faults import Fault

_FENCE = re.compile(r" {0,3}(:{3,})\s*(\w*)")


@dataclass(frozen=True, slots=True)
class Fenced:
    """A text in which every block ends. `numbers` has the line of the file for each of its lines.

    `ends` are the lines of the file at which a block ends.
    """

    text: str
    numbers: tuple[int, ...]
    ends: frozenset[int]


def fenced(text: str, faults: list[Fault]) -> Fenced:
    """Close what was left open, and leave out what closes nothing; both go to `faults`."""
    lines = text.split("\n")
    first = _after_head(lines)
    out = _Out(faults)
    for number, line in enumerate(lines, 1):
        fence = _FENCE.match(line) if number > first else None
        if fence and fence.group(2):
            out.close(number, "another block")
            out.opened, out.marks, out.name = number, len(fence.group(1)), fence.group(2)
            out.put(line, number)
        elif fence:
            out.end(line, number, len(fence.group(1)))
        else:
            if number > first and line.startswith("# "):
                out.close(number, "a slide")
            out.put(line, number)
    out.close(len(lines), "")
    return Fenced("\n".join(out.lines), tuple(out.numbers), frozenset(out.ends))


def _after_head(lines: Sequence[str]) -> int:
    """The number of the last line of the head; 0 without one."""
    if not lines[0].startswith("---"):
        return 0
    return next((at for at, line in enumerate(lines[1:], 2) if line.startswith("---")), 0)


class _Out:
    """The lines as they are read, and the block that is open: `opened` is its line, or 0."""

    def __init__(self, faults: list[Fault]) -> None:
        self.lines: list[str] = []
        self.numbers: list[int] = []
        self.ends: set[int] = set()
        self.opened, self.marks, self.name = 0, 3, ""
        self._faults = faults

    def put(self, line: str, number: int) -> None:
        self.lines.append(line)
        self.numbers.append(number)

    def end(self, line: str, number: int, marks: int) -> None:
        """A line that ends a block, if one is open that it can end."""
        if not self.opened:
            self._faults.append(
                Fault(number, "There is no block here to end.", "Remove this line.")
            )
            self.put("", number)
        elif marks < self.marks:
            self._faults.append(
                Fault(number, "This does not end the block.", f"Write “{':' * self.marks}”.")
            )
            self.put("", number)
        else:
            self.ends.add(number)
            self.opened = 0
            self.put(line, number)

    def close(self, number: int, what: str) -> None:
        """Before `what`, on line `number`, begins: end the block that is still open."""
        if not self.opened:
            return
        where = f"before {what} begins on line {number}" if what else "at the end of the lesson"
        self._faults.append(
            Fault(
                self.opened,
                f"The block “{self.name[:30]}” has no end.",
                f"Write “{':' * self.marks}” on a line of its own {where}.",
            )
        )
        self.put(":" * self.marks, number)
        self.opened = 0
