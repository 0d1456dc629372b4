"""Laptops that a member has made known, and the code for another."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class KnownLaptop:
    """A laptop that a member's second factor lets in. `added_at` is None when nobody wrote it."""

    id: uuid.UUID
    name: str
    added_at: dt.datetime | None
    is_this: bool


@dataclass(frozen=True, slots=True)
class LaptopCode:
    """A one-time code that lets one more laptop in. Shown once."""

    code: str = field(repr=False)
    expires_at: dt.datetime
