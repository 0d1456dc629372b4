"""Who is signed in: the member, her keys, the school's file and the store on this laptop."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.clock import Clock
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.problems import MoveNotPossible, NoLongerMember
from trent_desktop.roles import Role, roles_shown
from trent_desktop.school.keys.laptops.local_folder import Laptop
from trent_desktop.school.keys.own_keys import ASK, ENDED, OwnKeys
from trent_desktop.school.keys.role_keys import roles_of
from trent_desktop.school.people.directory import Directory
from trent_desktop.school.people.people import Member, MemberState
from trent_desktop.school.people.permissions import Right, may, require
from trent_desktop.storage.audit import Act, write_entry
from trent_desktop.storage.cipher import public_half
from trent_desktop.storage.database import Database
from trent_desktop.storage.key_store import KeyStore
from trent_desktop.storage.keyring import Keyring
from trent_desktop.storage.local_store import LocalStore
from trent_desktop.storage.tables import AuditRow, MemberRow

#: No holiday is as long as this without anybody signing in, and no two laptops differ by more.
_IDLE: Final = dt.timedelta(days=70)
_BEHIND: Final = dt.timedelta(days=2)


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

    def require_now(self, session: Session, right: Right) -> None:
        """The same by the database, inside a unit of work: somebody may have been faster.

        Raises `NotAllowed` for a right that was lost, `NoLongerMember` for access that ended.
        """
        self.require_member_now(session)
        require(roles_of(session, self._member.id), right)

    def require_member_now(self, session: Session) -> None:
        """That she is a member still, by the database, for what each may write of herself.

        Raises `NoLongerMember`.
        """
        row = session.get(MemberRow, self._member.id)
        if row is None or row.state != MemberState.ACTIVE.value:
            raise NoLongerMember(ENDED, what_to_do=ASK)

    def require_access(self, session: Session) -> None:
        """Raises `NoLongerMember` when she was suspended or removed, or has another key now."""
        self.require_member_now(session)
        if session.get_one(MemberRow, self._member.id).public_key != public_half(self.keyring.own):
            raise NoLongerMember(
                "You were given a new password.", what_to_do="Sign in again with that one."
            )

    def require_the_time(self, session: Session) -> None:
        """For what stands for good by its day: the clock is compared with what others did last.

        Raises `MoveNotPossible` when it is further from that than any two laptops, or any holiday.
        """
        last = session.execute(
            select(AuditRow.at)
            .where(AuditRow.member_id != self._member.id)
            .order_by(AuditRow.number.desc())
            .limit(1)
        ).scalar()
        now = self.clock()
        if last is not None and not last - _BEHIND <= now <= last + _IDLE:
            today, then = (date_for_people(at.astimezone().date()) for at in (now, last))
            raise MoveNotPossible(
                f"The clock of this laptop says {today}. In the school’s file a colleague did "
                f"something on {then}, and nobody since.",
                what_to_do="Look whether the clock is right. If it is, let a colleague sign in first.",
            )

    def audit(
        self, session: Session, act: Act, subject: str, details: Mapping[str, Any] | None = None
    ) -> None:
        """Write down what she does, inside a unit of work that writes."""
        write_entry(session, self.clock(), self._member.id, act, subject, details)
