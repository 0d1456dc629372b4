"""The pack for a child's next school, as it is planned and sent."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Final

from trent_desktop.reports.out.pack_papers import Packed
from trent_desktop.reports.out.school_days import school_days_after

#: School days after which somebody is asked to ring, when no receipt has come.
PATIENCE: Final = 10


SCHOOL_MISSING: Final = "Say which school gets it."


@dataclass(frozen=True, slots=True)
class PlannedCase:
    """A report of the child. `stays` says why it is not in the pack; empty when it is."""

    id: uuid.UUID
    reference: str
    title: str = field(repr=False)
    stays: str = ""


@dataclass(frozen=True, slots=True)
class PackPlan:
    """The reports of a child, as far as I read them, newest first."""

    pupil_id: uuid.UUID
    pupil: str = field(repr=False)
    cases: tuple[PlannedCase, ...]

    @property
    def going(self) -> tuple[PlannedCase, ...]:
        """Those that go into the pack."""
        return tuple(one for one in self.cases if not one.stays)


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack in memory. The passphrase is shown once and kept nowhere."""

    number: str
    to: str
    content: bytes = field(repr=False)
    passphrase: str = field(repr=False)
    files: tuple[Packed, ...]
    cases: tuple[uuid.UUID, ...]

    @property
    def file_name(self) -> str:
        """What the file is called: its number, never a name."""
        return f"Pack {self.number}.zip"


@dataclass(frozen=True, slots=True)
class SentPack:
    """A pack that was sent. `late`: ten school days have gone and no receipt has come."""

    number: str
    to: str
    sent: dt.date
    arrived: dt.date | None = None
    late: bool = False
    cases: tuple[uuid.UUID, ...] = ()

    @property
    def due(self) -> dt.date:
        """From which day on it is late, while no receipt has come."""
        return school_days_after(self.sent, PATIENCE)
