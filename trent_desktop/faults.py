"""A fault in something that a member wrote (a lesson, a wording): where, what, what instead."""

from __future__ import annotations

from dataclasses import dataclass


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
