"""Who holds which role now, and the roles' keys, by the school's file."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.reports.who.readers import Holder
from trent_desktop.roles import KEYED_ROLES, Role
from trent_desktop.school.people.people import MemberState
from trent_desktop.storage.keyring import Reader
from trent_desktop.storage.role_key_rows import newest_role_keys
from trent_desktop.storage.tables import MemberRoleRow, MemberRow


def holders_now(session: Session) -> tuple[Holder, ...]:
    """Whoever holds a role that cases are sealed to and was not removed, by the database."""
    held: dict[uuid.UUID, tuple[MemberRow, set[Role]]] = {}
    for member, role in session.execute(
        select(MemberRow, MemberRoleRow.role)
        .join(MemberRoleRow, MemberRoleRow.member_id == MemberRow.id)
        .where(
            MemberRoleRow.until.is_(None),
            MemberRoleRow.role.in_([one.value for one in KEYED_ROLES]),
            MemberRow.state != MemberState.REMOVED.value,
        )
    ):
        held.setdefault(member.id, (member, set()))[1].add(Role(role))
    return tuple(
        Holder(
            member.id,
            member.name,
            frozenset(roles),
            member.state == MemberState.ACTIVE.value,
            member.public_key,
        )
        for member, roles in held.values()
    )


def role_keys(session: Session) -> dict[Role | None, Reader]:
    """The newest key of each role."""
    return {one.role: one for one in newest_role_keys(session, KEYED_ROLES)}
