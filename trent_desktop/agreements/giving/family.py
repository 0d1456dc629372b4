"""Whom a form about a pupil goes to."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from trent_desktop.agreements.kinds import PrintSize
from trent_desktop.agreements.wording.languages import ENGLISH


@dataclass(frozen=True, slots=True)
class PupilFamily:
    """What is known of a pupil's family. `addressed_to` is empty for "the family of …".

    `family_id` is None while nothing was said about the family. `siblings` are at the school.
    """

    pupil_id: uuid.UUID
    family_id: uuid.UUID | None = None
    addressed_to: str = field(default="", repr=False)
    language: str = ENGLISH
    print_size: PrintSize = PrintSize.NORMAL
    siblings: tuple[uuid.UUID, ...] = ()
