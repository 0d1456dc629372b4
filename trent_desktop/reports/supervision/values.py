"""Who is supervised, as plain values."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Supervised:
    """What the teachers of a class know of one child, and all they know."""

    name: str = field(repr=False)
    until: dt.date
    pupil_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the register, as those who lead read it.

    `ended_at` is set where it was ended early, with `ended_by` and `ended_why`.
    """

    id: uuid.UUID
    name: str = field(repr=False)
    class_name: str
    first: dt.date
    last: dt.date
    reason: str = field(repr=False)
    made_by: str
    case_id: uuid.UUID | None
    ended_at: dt.datetime | None = None
    ended_by: str = ""
    ended_why: str = field(default="", repr=False)

    def holds(self, today: dt.date) -> bool:
        """Whether it holds, or will, on `today` or later."""
        return self.ended_at is None and self.last >= today
