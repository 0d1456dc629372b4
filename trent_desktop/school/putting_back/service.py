"""Putting a copy of the school back, for the ICT Lead and the Headteacher who are signed in."""

from __future__ import annotations

from collections.abc import Callable

from trent_desktop.problems import Problem, SignInRefused
from trent_desktop.school.keys.own_password import OwnPassword
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.school.putting_back.access import (
    Access,
    Remembered,
    by_signed_in,
    require_folder,
)
from trent_desktop.school.putting_back.values import CopyLine, DonePuttingBack, WouldChange
from trent_desktop.school.putting_back.work import (
    OfferedAgain,
    Tell,
    done_before,
    lines,
    nobody_hears,
    put_back,
    would_change,
)
from trent_desktop.storage.landed_rows import before


class PutBackService:
    """Lists copies, says what putting one back would change, and does it."""

    def __init__(
        self,
        signed_in: SignedIn,
        password: OwnPassword,
        remembered: Callable[[], Remembered],
        offered_again: OfferedAgain,
    ) -> None:
        """`remembered`: what this laptop remembers of the file.

        `offered_again`: the cases that it can bring again.
        """
        self._me = signed_in
        self._password = password
        self._remembered = remembered
        self._offered_again = offered_again

    def copies(self) -> tuple[CopyLine, ...]:
        """All copies of both places, the newest first, each opened just now.

        Raises `NotAllowed`, or what reading the school's folder raises.
        """
        return lines(self._access())

    def look(self, name: str) -> WouldChange:
        """What putting this copy back would change. Nothing is changed by asking.

        Raises `NotAllowed`, `NotFound`, `MoveNotPossible` for one that does not open, or what
        reading raises. Takes as long as reading the school's file.
        """
        return would_change(self._access(), name, self._offered_again)

    def put_back(
        self,
        name: str,
        password: str,
        progress: Tell | None = None,
        patience_s: float | None = None,
        last: str | None = None,
    ) -> DonePuttingBack:
        """Put this copy back, and keep a copy of what it replaces.

        `progress` hears (0 to 1, words); for `patience_s` seconds others are waited for; `last` is
        what `look` gave. Raises `SomebodyWasFaster` when another was put back since, `SignInRefused` for a wrong password, `SchoolBusy` when others do not let go, `DiskFull`,
        `DamagedDatabase` for a copy that is not whole, or what `look` raises: nothing was changed.
        """
        me = self._me
        access = self._access()
        if not self._password.check(password):
            raise SignInRefused("That is not your password.")
        if self._done_before():
            return done_before(access, name)
        done = put_back(access, name, progress or nobody_hears, patience_s, last)
        me.database.use_key(access.database.data_key)
        return done

    def _done_before(self) -> bool:
        try:
            return before(self._me.database)
        except Problem:  # it does not read: then it was not done
            return False

    def _access(self) -> Access:
        require_folder(self._me.database.location)
        self._me.require(Right.PUT_BACK)
        return by_signed_in(self._me, self._remembered())
