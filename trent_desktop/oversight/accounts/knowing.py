"""Who knew the password of an account, and is not entitled to it any more (rule 65)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.oversight.accounts.models import AccountRow
from trent_desktop.roles import Role
from trent_desktop.storage.audit import Act
from trent_desktop.storage.tables import AuditRow, MemberRoleRow, MemberRow


def subject_of(account_id: uuid.UUID) -> str:
    """What the audit trail calls an account."""
    return f"account/{account_id}"


def who_left(session: Session, rows: Iterable[AccountRow]) -> dict[uuid.UUID, tuple[str, ...]]:
    """For each account the names of those who knew its password and are not entitled any more.

    Whoever was ICT Lead since it was set could see it; whoever looked at it has seen it.
    """
    held = {row.id: row.password_at for row in rows if row.password_at and row.sealed}
    if not held:
        return {}
    members = {row.id: row for row in session.execute(select(MemberRow)).scalars()}
    leads = [
        (one.member_id, one.until)
        for one in session.execute(
            select(MemberRoleRow).where(MemberRoleRow.role == Role.ICT_LEAD.value)
        ).scalars()
    ]
    now = {member for member, until in leads if until is None}
    looks = session.execute(
        select(AuditRow.subject, AuditRow.member_id, AuditRow.at).where(
            AuditRow.act == Act.ACCOUNT_PASSWORD_SEEN.value
        )
    ).all()
    found: dict[uuid.UUID, tuple[str, ...]] = {}
    for account_id, since in held.items():
        knew = {member for member, until in leads if until is None or until > since}
        knew |= {
            member
            for subject, member, at in looks
            if subject == subject_of(account_id) and member is not None and at >= since
        }
        gone = {
            member
            for member in knew
            if member in members
            and (members[member].state != "active" or not _still_may(member, now, session))
        }
        if gone:
            found[account_id] = tuple(sorted(members[one].name for one in gone))
    return found


def _still_may(member: uuid.UUID, leads: set[uuid.UUID], session: Session) -> bool:
    if member in leads:
        return True
    return (
        session.execute(
            select(MemberRoleRow.id).where(
                MemberRoleRow.member_id == member,
                MemberRoleRow.role == Role.HEADTEACHER.value,
                MemberRoleRow.until.is_(None),
            )
        ).first()
        is not None
    )
