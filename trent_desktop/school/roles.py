"""Passing a role on: the new holder reads the old cases, the old one no new ones.

A role has a key pair of its own, in generations. Cases are sealed to the newest; a hand-over
makes the next, gives all of them to the new holder and the next only to those who still hold the
role (design.md, section 4). No case is touched.
"""

from __future__ import annotations

import uuid

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from trent_desktop.problems import NotAllowed, NotFound
from trent_desktop.school.people import KEYED_ROLES, Role
from trent_desktop.school.session import SignedIn
from trent_desktop.storage.audit import Act, write_entry
from trent_desktop.storage.database import next_change
from trent_desktop.storage.keyring import load_keyring, make_role_key, share_of
from trent_desktop.storage.tables import MemberRoleRow, MemberRow, RoleKeyRow, RoleKeyShareRow


class RoleService:
    """What the holder of a role can do with it."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    def hand_over(self, role: Role, to: uuid.UUID) -> None:
        """Pass a role with all its cases to another member, and give it up.

        Raises `NotAllowed` for a role that is not one's own, `NotFound` for a stranger.
        """
        self._pass(role, to, keep=False)

    def share(self, role: Role, to: uuid.UUID) -> None:
        """Let another member hold the same role beside oneself, with all its cases."""
        self._pass(role, to, keep=True)

    def _pass(self, role: Role, to: uuid.UUID, *, keep: bool) -> None:
        me = self._me
        if role not in me.roles or role not in KEYED_ROLES:
            raise NotAllowed(
                "Only whoever holds a role can pass it on.", what_to_do=f"Ask the {role.title}."
            )
        with me.database.write() as session:
            other = session.get(MemberRow, to)
            if other is None or not other.active or to == me.member.id:
                raise NotFound("Choose another active member to pass the role to.")
            now = me.clock()
            self._give_keys(session, role, other)
            if not self._holds(session, role, to):
                session.add(
                    MemberRoleRow(
                        id=uuid.uuid4(), member_id=to, role=role.value, since=now, until=None
                    )
                )
            if not keep:
                self._give_up(session, role)
            session.flush()
            act = Act.ROLE_GIVEN if keep else Act.ROLE_HANDED_OVER
            write_entry(session, now, me.member.id, act, str(to), {"role": role.value})
            next_change(session, directory=True)

    def _give_keys(self, session: Session, role: Role, other: MemberRow) -> None:
        """Every generation of the role's key, sealed to the new holder."""
        mine = load_keyring(session, self._me.member.id, self._me.keyring.own)
        held = set(
            session.execute(
                select(RoleKeyShareRow.role_key_id).where(RoleKeyShareRow.member_id == other.id)
            ).scalars()
        )
        for key_id, held_role in mine.roles.items():
            if held_role is role and key_id not in held:
                session.add(share_of(key_id, other.id, other.public_key, mine.private_keys[key_id]))

    def _give_up(self, session: Session, role: Role) -> None:
        """End one's own holding, and make a key that one does not have."""
        me = self._me
        now = me.clock()
        for row in session.execute(
            select(MemberRoleRow).where(
                MemberRoleRow.member_id == me.member.id,
                MemberRoleRow.role == role.value,
                MemberRoleRow.until.is_(None),
            )
        ).scalars():
            row.until = now
        keys = select(RoleKeyRow.id).where(RoleKeyRow.role == role.value)
        session.execute(
            delete(RoleKeyShareRow).where(
                RoleKeyShareRow.member_id == me.member.id, RoleKeyShareRow.role_key_id.in_(keys)
            )
        )
        session.flush()
        holders = session.execute(
            select(MemberRow.id, MemberRow.public_key)
            .join(MemberRoleRow, MemberRoleRow.member_id == MemberRow.id)
            .where(MemberRoleRow.role == role.value, MemberRoleRow.until.is_(None))
        ).all()
        last = session.execute(
            select(func.max(RoleKeyRow.generation)).where(RoleKeyRow.role == role.value)
        ).scalar_one()
        make_role_key(session, role, last + 1, {one.id: one.public_key for one in holders}, now)

    def _holds(self, session: Session, role: Role, member_id: uuid.UUID) -> bool:
        return (
            session.execute(
                select(MemberRoleRow.id).where(
                    MemberRoleRow.member_id == member_id,
                    MemberRoleRow.role == role.value,
                    MemberRoleRow.until.is_(None),
                )
            ).first()
            is not None
        )
