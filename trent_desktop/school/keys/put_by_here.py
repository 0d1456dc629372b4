"""Keys in the school's file that this laptop does not know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from trent_desktop.asking import on_laptop
from trent_desktop.roles import Role
from trent_desktop.school.keys.known_keys import FoundKey, known_keys
from trent_desktop.school.keys.session import SignedIn


@dataclass(frozen=True, slots=True)
class OtherKey:
    """A key that this laptop does not know: of the code in the safe (`role` None), or of a role.

    `by` is who made the code, `holders` are who hold the role, both as the school's file says.
    """

    role: Role | None
    public_key: bytes = field(repr=False)
    made_at: dt.datetime
    by: str = ""
    holders: tuple[str, ...] = ()


class KeysPutByOnLaptop:
    """The questions that wait for the member who is signed in, as signing in found them."""

    def __init__(self, signed_in: SignedIn, others: Sequence[OtherKey] = ()) -> None:
        """`others` are those that signing in found, kept in `found`."""
        self._me = signed_in
        self.found = tuple(others)

    @on_laptop
    def others(self) -> tuple[OtherKey, ...]:
        """Keys that she has not said yes to. Everything asked for is on this laptop."""
        known = known_keys(self._me.store)
        return tuple(
            one
            for one in self.found
            if known.differs(FoundKey(None, one.role, one.public_key, one.made_at))
        )
