"""What a laptop knows by itself of the school that somebody has signed in at."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

from trent_desktop.asking import on_laptop
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.put_back_told import PutBackTold, put_back_told
from trent_desktop.roles import Role
from trent_desktop.school.keys.password_here import PasswordOnLaptop
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.directory import SchoolDetails
from trent_desktop.school.people.people import Member
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.location import Location

#: Under which name the local store keeps the directory.
DIRECTORY_NOTE = "directory"


class SchoolOnLaptop:
    """Who is signed in, where, and what her laptop remembers. Never asks the share.

    `notices` are sentences to show once; `started_away` says that the share was not there.
    """

    #: Hears of what was given up because the school's place did not answer, and failed later.
    late: Callable[[Exception], object] | None = None

    def __init__(
        self,
        location: Location,
        signed_in: SignedIn,
        index: LocalIndex,
        password: PasswordOnLaptop,
        notices: tuple[str, ...],
        *,
        away: bool,
    ) -> None:
        self._location = location
        self._me = signed_in
        self._index = index
        self._password = password
        self.notices = notices
        self.started_away = away

    @property
    def signed_in(self) -> SignedIn:
        """What the services share; for checks within the core."""
        return self._me

    @property
    def member(self) -> Member:
        """Who is signed in."""
        return self._me.member

    @property
    def roles(self) -> frozenset[Role]:
        """The roles she holds now."""
        return self._me.roles

    @property
    def role_shown(self) -> str:
        """Her roles in words."""
        return self._me.role_shown

    @property
    def school(self) -> SchoolDetails:
        """The school itself."""
        return self._me.directory.school

    @property
    def location(self) -> str:
        """Where it is kept, as people see it."""
        return self._location.shown

    @property
    def location_kind(self) -> str:
        """``folder`` or ``PostgreSQL``: all that support details say of the place."""
        return self._location.kind

    @on_laptop
    def may(self, right: Right) -> bool:
        """Whether her roles include `right`: for what a screen offers. Services check again."""
        return self._me.may(right)

    @on_laptop
    def known_until(self) -> dt.datetime | None:
        """Of which moment that is what this laptop knows of the school; None for nothing yet."""
        return self._index.in_step.until()

    @on_laptop
    def went_back(self) -> bool:
        """Whether the school's file is older than what this laptop has seen, or another one.

        Until somebody has said, with `heed_went_back`, that she has read so. Asks this laptop.
        """
        return self._index.went_back()

    @on_laptop
    def put_back_told(self) -> PutBackTold | None:
        """Who put which copy back, when that is why the file went back. Asks this laptop."""
        return put_back_told(self._me.store)

    @on_laptop
    def heed_went_back(self) -> None:
        """She has read that the file went back."""
        self._index.heed_went_back()

    def check_password(self, password: str) -> bool:
        """Whether this is her password: for lifting the shade and the lock.

        Asks the share, or, while that is away, this laptop. Raises `SignInRefused` when it is
        too soon after too many wrong ones.
        """
        return self._password.check(password)

    @on_laptop
    def password_was_right(self) -> None:
        """It was checked elsewhere in the program, just now."""
        self._password.was_right()

    @property
    def password_is_fresh(self) -> bool:
        """Whether it was typed within the last quarter of an hour, to sign in too. In memory."""
        return self._password.is_fresh

    @on_laptop
    def asks_for_password(self, case_id: uuid.UUID) -> bool:
        """Whether a report opens with the password alone: a sealed one, some time after it.

        Asks this laptop.
        """
        row = self._index.get(case_id)
        sealed = row is not None and row.readable and row.route.sealed
        return sealed and not self._password.is_fresh
