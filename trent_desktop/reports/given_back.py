"""Reports that a member's new keys do not open yet."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any, cast

from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.keys.values import LOST_KEYS
from trent_desktop.school.people.people import Member
from trent_desktop.school.people.permissions import Right


@dataclass(frozen=True, slots=True)
class ToGiveBack:
    """What there is to give back to one member.

    `reset_at` is when she was given a new password, None when no record says so; `reports` how
    many I can give; `left` how many others were sealed to her that I cannot open, or that are
    not hers to have.
    """

    member_id: uuid.UUID
    name: str
    reset_at: dt.datetime | None
    reports: int
    left: int


class GivingBackOnLaptop:
    """Who can be given reports back, by the directory on this laptop."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in
        #: Who was taken off the list, until the directory of this laptop says so too.
        self._taken_off: dict[uuid.UUID, int] = {}

    @property
    def members(self) -> tuple[Member, ...]:
        """Who lost her key, as the school's file says, and can be given reports by me. In memory."""
        me = self._me
        if not me.may(Right.GIVE_BACK):
            return ()
        lost = ids_in(me.directory.settings.get(LOST_KEYS))
        return tuple(
            one
            for one in me.directory.members
            if str(one.id) in lost
            and one.active
            and one.id != me.member.id
            and me.directory.change >= self._taken_off.get(one.id, 0)
        )


def ids_in(value: Any) -> tuple[str, ...]:
    """The ids that a setting names."""
    return tuple(map(str, cast("list[Any]", value))) if isinstance(value, list) else ()
