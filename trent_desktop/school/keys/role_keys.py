"""Who holds a role and its keys, inside units of work of the services."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from trent_desktop.newer import known
from trent_desktop.problems import MoveNotPossible
from trent_desktop.roles import KEYED_ROLES, Role
from trent_desktop.school.keys.escrow import put_by
from trent_desktop.school.people.people import MemberState
from trent_desktop.school.people.permissions import MAY, Right
from trent_desktop.storage.role_key_rows import make_role_key, share_of
from trent_desktop.storage.tables import MemberRoleRow, MemberRow, RoleKeyRow, RoleKeyShareRow

_MAY_HOLD = (MemberState.ACTIVE.value, MemberState.INVITED.value)


def roles_of(session: Session, member_id: uuid.UUID) -> frozenset[Role]:
    """The roles a member holds now."""
    rows = session.execute(
        select(MemberRoleRow.role).where(
            MemberRoleRow.member_id == member_id, MemberRoleRow.until.is_(None)
        )
    ).scalars()
    return frozenset(role for one in rows if (role := known(Role, one)) is not None)


def holders(session: Session, role: Role, *, joined: bool = False) -> tuple[MemberRow, ...]:
    """Whoever holds `role` now; with `joined` only those who can sign in."""
    states = (MemberState.ACTIVE.value,) if joined else _MAY_HOLD
    return tuple(
        session.execute(
            select(MemberRow)
            .join(MemberRoleRow, MemberRoleRow.member_id == MemberRow.id)
            .where(
                MemberRoleRow.role == role.value,
                MemberRoleRow.until.is_(None),
                MemberRow.state.in_(states),
            )
            .order_by(MemberRow.name)
        ).scalars()
    )


def held_by_joined(session: Session, keys: Collection[uuid.UUID]) -> frozenset[Role]:
    """The roles of those of `keys` that a member can use who has joined and holds the role."""
    rows = session.execute(
        select(RoleKeyRow.role)
        .join(RoleKeyShareRow, RoleKeyShareRow.role_key_id == RoleKeyRow.id)
        .join(MemberRow, MemberRow.id == RoleKeyShareRow.member_id)
        .join(MemberRoleRow, MemberRoleRow.member_id == MemberRow.id)
        .where(
            RoleKeyRow.id.in_(keys),
            MemberRow.state == MemberState.ACTIVE.value,
            MemberRoleRow.role == RoleKeyRow.role,
            MemberRoleRow.until.is_(None),
        )
    ).scalars()
    return frozenset(role for one in rows if (role := known(Role, one)) is not None)


def new_generation(session: Session, role: Role, at: dt.datetime) -> None:
    """Make the role's next key for whoever holds it now, and put it by."""
    session.flush()
    last = session.execute(
        select(func.max(RoleKeyRow.generation)).where(RoleKeyRow.role == role.value)
    ).scalar_one_or_none()
    keyed = {one.id: one.public_key for one in holders(session, role)}
    key_id, pair = make_role_key(session, role, (last or 0) + 1, keyed, at)
    session.flush()
    put_by(session, key_id, role, pair.private)


def add_role(session: Session, role: Role, member_id: uuid.UUID, at: dt.datetime) -> None:
    """Write down that a member holds a role, once."""
    if role not in roles_of(session, member_id):
        session.add(
            MemberRoleRow(
                id=uuid.uuid4(), member_id=member_id, role=role.value, since=at, until=None
            )
        )
        session.flush()


def end_role(session: Session, role: Role, member_id: uuid.UUID, at: dt.datetime) -> None:
    """End a member's holding of a role, with its keys; those who stay get a new one."""
    for row in session.execute(
        select(MemberRoleRow).where(
            MemberRoleRow.member_id == member_id,
            MemberRoleRow.role == role.value,
            MemberRoleRow.until.is_(None),
        )
    ).scalars():
        row.until = at
    if role in KEYED_ROLES:
        drop_shares(session, role, member_id)
        new_generation(session, role, at)


def drop_shares(session: Session, role: Role, member_id: uuid.UUID) -> None:
    """Take a role's keys from a member."""
    keys = select(RoleKeyRow.id).where(RoleKeyRow.role == role.value)
    session.execute(
        delete(RoleKeyShareRow).where(
            RoleKeyShareRow.member_id == member_id, RoleKeyShareRow.role_key_id.in_(keys)
        )
    )


def give_shares(session: Session, keys: dict[uuid.UUID, bytes], to: MemberRow) -> int:
    """Seal role keys (by id) to a member, those she lacks; how many that were."""
    held = set(
        session.execute(
            select(RoleKeyShareRow.role_key_id).where(RoleKeyShareRow.member_id == to.id)
        ).scalars()
    )
    missing = [key_id for key_id in keys if key_id not in held]
    session.add_all(share_of(key_id, to.id, to.public_key, keys[key_id]) for key_id in missing)
    return len(missing)


def require_others(session: Session, member: MemberRow, roles: Collection[Role]) -> None:
    """Raises `MoveNotPossible` when a role would be left with nobody who can open its cases."""
    for role in KEYED_ROLES:
        if role in roles and not any(
            one.id != member.id for one in holders(session, role, joined=True)
        ):
            raise MoveNotPossible(
                f"{member.name} is the only {role.title}: nobody else could open those reports.",
                what_to_do="Let them pass the role on first, or let the Chair of Governors appoint "
                "somebody with the code from the safe (School, Roles and keys).",
            )


def require_administrator(session: Session, without: uuid.UUID) -> None:
    """Raises `MoveNotPossible` when nobody but `without` could administer the school."""
    for role in MAY[Right.MANAGE_MEMBERS]:
        if any(one.id != without for one in holders(session, role, joined=True)):
            return
    raise MoveNotPossible(
        "Somebody must be able to administer the school, and nobody else can.",
        what_to_do="Give another member the role of ICT Lead or Headteacher first.",
    )
