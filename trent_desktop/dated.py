"""What has a day, in any room: a review, a renewal, a meeting. Rooms give theirs; one list has all."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dated:
    """Something that falls on a day, or is to be done by it, for the member who asked.

    It may be read over her shoulder and stands in a calendar's file: `words` name no child, and say
    nothing of a report. `part` is the part of the Policy room to which it leads, `subject` what is
    to be shown there. `to_do`: it waits for her and is overdue after its day; else it only happens.
    `key` is the same whenever she asks, so that a calendar knows it again.
    """

    key: str
    day: dt.date
    words: str
    part: str
    subject: uuid.UUID | None = None
    to_do: bool = True
    at: dt.time | None = None
    minutes: int = 0
