"""Who was invited, and the slip that she joins with."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field

from trent_desktop.roles import Role


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody who is to be let in. `last_day`: of one who is here for some days only."""

    name: str
    sign_in_name: str
    roles: frozenset[Role]
    class_id: uuid.UUID | None = None
    last_day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class JoiningSlip:
    """What is printed for one person. `code` is shown once and kept nowhere."""

    member_id: uuid.UUID
    name: str
    sign_in_name: str
    code: str = field(repr=False)
    expires_at: dt.datetime
    is_reset: bool = False
