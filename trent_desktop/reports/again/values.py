"""What was missing in the school's file, and is there again, as it is told."""

from __future__ import annotations

import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SentAgain:
    """Something of a case was missing in the school's file, and is there again.

    `before`: what it was called, where another report has its reference now; else empty.
    """

    case_id: uuid.UUID
    reference: str
    before: str = ""
