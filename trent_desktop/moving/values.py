"""What is said of a move, as values: for screens and commands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SchoolMove:
    """A move that was done. `location` is the new place as it is opened; `copy` names the copy

    that was made of the old one, empty on a server, whose own backups hold it.
    """

    location: str
    named: str
    rows: int
    copy: str
