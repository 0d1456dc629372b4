"""A fault in something that a member wrote (a lesson, a wording): where, what, what instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trent_desktop.problems import Problem


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `line` counts from 1; 0 means the file as a whole."""

    line: int
    words: str
    instead: str = ""

    def __str__(self) -> str:
        """As one line of words."""
        where = f"Line {self.line}: " if self.line else ""
        return f"{where}{self.words}" + (f" {self.instead}" if self.instead else "")


class TextRefused(Problem):
    """A text that cannot be used as it is. `faults` has every fault that was found, at least one."""

    def __init__(self, faults: Sequence[Fault], where: str = "") -> None:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(
            f"{faults[0]}{more}", what_to_do="Correct this and check again.", where=where
        )
        self.faults = tuple(faults)
