"""What is asked of the school's file, inside a unit of work, about whoever is signed in."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.problems import MoveNotPossible, NoLongerMember
from trent_desktop.school.keys.own_keys import ASK, ENDED
from trent_desktop.school.keys.role_keys import roles_of
from trent_desktop.school.people.people import MemberState
from trent_desktop.school.people.permissions import Right, require
from trent_desktop.storage.cipher import public_half
from trent_desktop.storage.database import Database
from trent_desktop.storage.server_clock import ahead_of
from trent_desktop.storage.tables import AuditRow, MemberRow

#: No holiday is as long as this without anybody signing in, and no two laptops differ by more.
_IDLE: Final = dt.timedelta(days=70)
_BEHIND: Final = dt.timedelta(days=2)


def require_right(session: Session, member_id: uuid.UUID, right: Right) -> None:
    """See `SignedIn.require_now`."""
    require_member(session, member_id)
    require(roles_of(session, member_id), right)


def require_member(session: Session, member_id: uuid.UUID) -> None:
    """See `SignedIn.require_member_now`."""
    row = session.get(MemberRow, member_id)
    if row is None or row.state != MemberState.ACTIVE.value:
        raise NoLongerMember(ENDED, what_to_do=ASK)


def require_access(session: Session, member_id: uuid.UUID, own: bytes) -> None:
    """See `SignedIn.require_access`. `own`: her private key."""
    require_member(session, member_id)
    if session.get_one(MemberRow, member_id).public_key != public_half(own):
        raise NoLongerMember(
            "You were given a new password.", what_to_do="Sign in again with that one."
        )


def ahead(session: Session, database: Database) -> float:
    """By how many seconds this laptop's clock is ahead of the server's; 0 where nobody said."""
    if database.location.is_server:
        return ahead_of(session.execute(select(func.now())).scalar_one().timestamp())
    return database.together.ahead if database.together else 0.0


def require_the_time(session: Session, member_id: uuid.UUID, now: dt.datetime) -> None:
    """See `SignedIn.require_the_time`."""
    last = session.execute(
        select(AuditRow.at)
        .where(AuditRow.member_id != member_id)
        .order_by(AuditRow.number.desc())
        .limit(1)
    ).scalar()
    if last is not None and not last - _BEHIND <= now <= last + _IDLE:
        today, then = (date_for_people(at.astimezone().date()) for at in (now, last))
        raise MoveNotPossible(
            f"The clock of this laptop says {today}. In the school’s file a colleague did "
            f"something on {then}, and nobody since.",
            what_to_do="Check whether the clock is right. If it is, let a colleague sign in first.",
        )
