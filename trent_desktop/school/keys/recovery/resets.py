"""What the audit chain says of new passwords: who was given one, by whom, and with which key."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.school.people.permissions import MAY, Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.cipher import digest
from trent_desktop.storage.tables import AuditRow, MemberRoleRow, MemberRow

#: What is written down beside “member changed” when a slip for a new password is made.
SLIP_MADE: Final[Mapping[str, Any]] = {"slip": "new password"}


def reset_details(public_key: bytes) -> dict[str, Any]:
    """What is written down beside “password reset”: which key the member has since."""
    return {"key": digest(public_key)}


def recorded_reset(session: Session, member: MemberRow) -> dt.datetime | None:
    """When a member got the key she has, by a slip of an administrator or the code in the safe.

    None when the record does not say so: her key was not lost, or came in another way.
    """
    rows = session.execute(
        select(AuditRow).where(AuditRow.subject == str(member.id)).order_by(AuditRow.number.desc())
    ).scalars()
    reset: AuditRow | None = None
    for row in rows:
        if row.act == Act.PASSWORD_RESET.value:
            if reset is not None or row.details != reset_details(member.public_key):
                return None
            reset = row
        elif reset is not None and _began_it(session, row, reset):
            return reset.at
    return None


def _began_it(session: Session, row: AuditRow, reset: AuditRow) -> bool:
    """Whether what was written down before a reset is what brought it about."""
    if row.act == Act.RECOVERY_CODE_USED.value:
        return row.member_id == reset.member_id and row.number == reset.number - 1
    return (
        row.act == Act.MEMBER_CHANGED.value
        and row.details == SLIP_MADE
        and row.member_id != reset.member_id
        and _administered(session, row.member_id, row.at)
    )


def _administered(session: Session, member_id: uuid.UUID | None, at: dt.datetime) -> bool:
    roles = [role.value for role in MAY[Right.MANAGE_MEMBERS]]
    held = session.execute(
        select(MemberRoleRow.since, MemberRoleRow.until).where(
            MemberRoleRow.member_id == member_id, MemberRoleRow.role.in_(roles)
        )
    )
    return any(one.since <= at and (one.until is None or at <= one.until) for one in held)
