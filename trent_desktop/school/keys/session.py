"""Who is signed in: the member, her keys, the school's file and the store on this laptop."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from trent_desktop.clock import Clock
from trent_desktop.roles import Role, roles_shown
from trent_desktop.school.people.people import Member
from trent_desktop.school.people.permissions import Right, may, require

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from trent_desktop.school.keys.laptops.local_folder import Laptop
    from trent_desktop.school.keys.own_keys import OwnKeys
    from trent_desktop.school.people.directory import Directory
    from trent_desktop.storage.audit import Act
    from trent_desktop.storage.database import Database
    from trent_desktop.storage.key_store import KeyStore
    from trent_desktop.storage.keyring import Keyring
    from trent_desktop.storage.local_store import LocalStore


class SignedIn:
    """What every service of an open school shares. Safe to read from any thread.

    Directory and keys are replaced as a whole when the school's own change; what is read from
    one of them is of one moment.
    """

    def __init__(
        self,
        member: Member,
        keyring: Keyring,
        database: Database,
        store: LocalStore,
        clock: Clock,
        directory: Directory,
        laptop: Laptop,
        own_keys: OwnKeys,
    ) -> None:
        self.database = database
        self.store = store
        self.clock = clock
        self.laptop = laptop
        self.own_keys = own_keys
        self._turn = threading.Lock()
        self._member = member
        self._keyring = keyring
        self._directory = directory

    def __repr__(self) -> str:
        """Says who, never with what keys."""
        return f"SignedIn({self._member.id})"

    @property
    def member(self) -> Member:
        """The member who is signed in."""
        return self._member

    @property
    def roles(self) -> frozenset[Role]:
        """The roles she holds now."""
        return self._member.roles

    @property
    def keyring(self) -> Keyring:
        """Her keys and those of her roles."""
        return self._keyring

    @property
    def keys(self) -> KeyStore:
        """Where the school's key document is."""
        return self.own_keys.store

    @property
    def directory(self) -> Directory:
        """The newest directory known on this laptop."""
        return self._directory

    @property
    def role_shown(self) -> str:
        """Her roles in words, the one with most duties first."""
        return roles_shown(self.roles)

    def replace(self, directory: Directory, keyring: Keyring) -> None:
        """Take over a newer directory and the keys that go with it."""
        with self._turn:
            self._directory = directory
            self._keyring = keyring
            self._member = next(
                (one for one in directory.members if one.id == self._member.id), self._member
            )

    def may(self, right: Right) -> bool:
        """Whether her roles include `right`."""
        return may(self.roles, right)

    def require(self, right: Right) -> None:
        """Raises `NotAllowed` unless her roles include `right`."""
        require(self.roles, right)

    # What follows looks into the school's file, or writes there. It is imported when it is called:
    # the window's process has neither the file nor what reads it (rule 106).

    def require_now(self, session: Session, right: Right) -> None:
        """The same by the database, inside a unit of work: somebody may have been faster.

        Raises `NotAllowed` for a right that was lost, `NoLongerMember` for access that ended.
        """
        from trent_desktop.school.keys import by_the_file

        by_the_file.require_right(session, self._member.id, right)

    def require_member_now(self, session: Session) -> None:
        """That she is a member still, by the database, for what each may write of herself.

        Raises `NoLongerMember`.
        """
        from trent_desktop.school.keys import by_the_file

        by_the_file.require_member(session, self._member.id)

    def require_access(self, session: Session) -> None:
        """Raises `NoLongerMember` when she was suspended or removed, or has another key now."""
        from trent_desktop.school.keys import by_the_file

        by_the_file.require_access(session, self._member.id, self.keyring.own)

    def require_the_time(self, session: Session) -> None:
        """For what stands for good by its day: the clock is compared with what others did last.

        Raises `MoveNotPossible` when it is further from that than any two laptops, or any holiday.
        """
        from trent_desktop.school.keys import by_the_file

        by_the_file.require_the_time(session, self._member.id, self.clock())

    def day_by_the_school(self, session: Session) -> dt.date:
        """The day, inside a unit of work: by this laptop's clock, put right by the server's.

        What ends by its day is the same on all laptops then. Asks no folder: that told before.
        """
        from trent_desktop.school.keys import by_the_file

        now = self.clock()
        with suppress(OverflowError):  # a clock at either end of time
            now -= dt.timedelta(seconds=by_the_file.ahead(session, self.database))
        return now.astimezone().date()

    def audit(
        self, session: Session, act: Act, subject: str, details: Mapping[str, Any] | None = None
    ) -> None:
        """Write down what she does, inside a unit of work that writes."""
        from trent_desktop.storage.audit import write_entry

        write_entry(session, self.clock(), self._member.id, act, subject, details)


class Clocked:
    """What many services have in common: who is signed in, and the clock of her laptop."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    @property
    def now(self) -> dt.datetime:
        """The moment by this laptop's clock."""
        return self._me.clock()

    @property
    def today(self) -> dt.date:
        """The day by this laptop's clock."""
        return self.now.astimezone().date()
