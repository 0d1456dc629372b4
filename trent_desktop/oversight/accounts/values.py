"""Accounts as plain values. A password is in none of them."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

#: The longest that each part may be, in characters.
LONGEST: Final = 200
LONGEST_PURPOSE: Final = 1_000
LONGEST_PASSWORD: Final = 1_000


class Due(StrEnum):
    """Why a password is to be changed now."""

    DAY = "day"  # the day for it has come
    LEFT = "left"  # somebody who could see or use it is not there any more
    NEVER = "never"  # none is kept here


@dataclass(frozen=True, slots=True)
class AccountDetails:
    """What is said of an account.

    `owner` is the member who answers for it; `posters` are those who may post, each with an access
    of her own on the platform, never with this password.
    """

    platform: str
    name: str
    purpose: str = ""
    owner: uuid.UUID | None = None
    posters: tuple[uuid.UUID, ...] = ()
    recovery_address: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """An account as it stands. `change` is the number of its last change, to notice another's.

    `due` says why its password is to be changed, if it is. `opens`: whether the member who asked
    holds a key to the password.
    """

    id: uuid.UUID
    details: AccountDetails
    made_at: dt.datetime
    change: int
    has_password: bool = False
    opens: bool = False
    password_on: dt.date | None = None
    change_by: dt.date | None = None
    due: Due | None = None
    left: tuple[str, ...] = ()
    closed_at: dt.datetime | None = None
    closed_why: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody looked at a password, or had it changed."""

    at: dt.datetime
    by: str
    why: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AccountCounts:
    """What governors read: how many there are, and how many wait for a new password."""

    open: int
    due: int
