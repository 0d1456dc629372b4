"""Who was invited, and the slip that she joins with."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field

from trent_desktop.roles import Role


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody who is to be let in. `last_day`: of one who is here for some days only.

    `class_id` is the class that she begins with, `more_classes` are further ones.
    """

    name: str
    sign_in_name: str
    roles: frozenset[Role]
    class_id: uuid.UUID | None = None
    last_day: dt.date | None = None
    more_classes: tuple[uuid.UUID, ...] = ()

    @property
    def class_ids(self) -> tuple[uuid.UUID, ...]:
        """All her classes."""
        return (self.class_id, *self.more_classes) if self.class_id else self.more_classes


@dataclass(frozen=True, slots=True)
class JoiningSlip:
    """What is printed for one person. `code` is shown once and kept nowhere."""

    member_id: uuid.UUID
    name: str
    sign_in_name: str
    code: str = field(repr=False)
    expires_at: dt.datetime
    is_reset: bool = False
