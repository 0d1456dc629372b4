"""A copy that leaves the school: what it is for, and what it came to."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from trent_desktop.reports.out.names import Person
from trent_desktop.reports.out.text import ExportText

WHOM_MISSING: Final = "Say who gets it: a name, and where they work."


class Purpose(StrEnum):
    """For whom a copy is made."""

    POLICE = "police"
    LADO = "lado"
    SOCIAL_CARE = "social-care"
    SUBJECT = "subject-access"
    SCHOOL = "other-school"
    INSURER = "insurer"
    PANEL = "panel"

    @property
    def words(self) -> str:
        """For whom, inside a sentence. Never anybody's name."""
        return _PURPOSES[self]


_PURPOSES: Final = {
    Purpose.POLICE: "the police",
    Purpose.LADO: "the Local Authority Designated Officer (LADO)",
    Purpose.SOCIAL_CARE: "children’s social care",
    Purpose.SUBJECT: "somebody who asked for their own records",
    Purpose.SCHOOL: "another school",
    Purpose.INSURER: "the insurer",
    Purpose.PANEL: "a panel of governors",
}


@dataclass(frozen=True, slots=True)
class Giving:
    """A case about to be given out: its text, and everybody whose name may stand in it."""

    case_id: uuid.UUID
    text: ExportText = field(repr=False)
    people: tuple[Person, ...] = field(repr=False)

    @property
    def of_case(self) -> tuple[Person, ...]:
        """Those who have a part in it, one of whom the copy may be about."""
        return tuple({one.key: one for one in reversed(self.people) if one.of_case}.values())[::-1]


@dataclass(frozen=True, slots=True)
class Given:
    """A copy as it was looked at, ready to leave. `id` is made once, however often it is tried."""

    id: uuid.UUID
    case_id: uuid.UUID
    purpose: Purpose
    to: str = field(repr=False)
    content: bytes = field(repr=False)
    bars: int

    @property
    def digest(self) -> str:
        """The SHA-256 of the copy: whoever holds it can show that it is this one."""
        return hashlib.sha256(self.content).hexdigest()
