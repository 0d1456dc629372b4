"""What is told to whoever holds a role."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoleNews:
    """Something that happened to a role of mine. `number` is that of its audit entry."""

    number: int
    words: str


#: The setting that lists the ids of members whose reports are to be given back.
LOST_KEYS = "lost_keys"
