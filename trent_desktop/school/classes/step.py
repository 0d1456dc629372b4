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


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was taken. `undone_at` is None while it holds."""

    id: uuid.UUID
    kind: StepKind
    at: dt.datetime
    by: uuid.UUID
    undone_at: dt.datetime | None
