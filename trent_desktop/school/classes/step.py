"""Something that was done to pupils and classes, and can be taken back."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum


class StepKind(StrEnum):
    """What a step was."""

    IMPORT = "import"
    SCHOOL_YEAR = "school year"
    MERGE = "merge"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was taken. `undone_at` is None while it holds."""

    id: uuid.UUID
    kind: StepKind
    at: dt.datetime
    by: uuid.UUID
    undone_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """A step as the school's timeline shows it.

    `words` say what was done, `by` who did it. `why_not` says why it cannot be undone now; it is
    empty when it can.
    """

    step: Step
    words: str
    by: str
    why_not: str = ""
