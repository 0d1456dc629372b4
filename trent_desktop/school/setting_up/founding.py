"""What a new school is founded with, and what came of it."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field

from trent_desktop.roles import Role
from trent_desktop.school.keys.joining.values import Invitation, JoiningSlip


@dataclass(frozen=True, slots=True)
class NewMember:
    """Somebody who is to get a way in."""

    name: str
    sign_in_name: str
    roles: frozenset[Role]
    password: str = field(repr=False)
    class_id: uuid.UUID | None = None
    id: uuid.UUID = field(default_factory=uuid.uuid4)


@dataclass(frozen=True, slots=True)
class MadeSchool:
    """The outcome. `recovery_code` and `slips` are shown once, printed, and kept nowhere."""

    school_id: uuid.UUID
    recovery_code: str = field(repr=False)
    data_key: bytes = field(repr=False)
    slips: tuple[JoiningSlip, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Founding:
    """A real school as its founder describes it. `crest` is a PNG, or empty."""

    name: str
    founder: NewMember
    address: str = ""
    crest: bytes = field(default=b"", repr=False)
    policy_adopted: dt.date | None = None
    policy_review: dt.date | None = None
    invited: tuple[Invitation, ...] = ()
