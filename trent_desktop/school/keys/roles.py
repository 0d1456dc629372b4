"""Passing a role on: the new holder reads the old cases, the old one no new ones.

A role has a key pair of its own, in generations. Cases are sealed to the newest; whoever gains
the role gets all of them, and when somebody loses it the next is made for those who stay
(docs/decisions/keys-of-members.md). No case is touched. Every such act is in the audit chain, and shown to
both of those it concerns.
"""

from __future__ import annotations

import uuid

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from trent_desktop.asking import or_as_last_seen
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.newer import A_NEWER_ROLE, known
from trent_desktop.problems import MoveNotPossible, NotAllowed, NotFound
from trent_desktop.roles import KEYED_ROLES, Role
from trent_desktop.school.keys.escrow import recovery_keys, taken_out
from trent_desktop.school.keys.guardians import GUARDIAN
from trent_desktop.school.keys.joining.codes import tidy_recovery_code
from trent_desktop.school.keys.recovery.recovery_slot import open_recovery
from trent_desktop.school.keys.role_keys import (
    add_role,
    end_role,
    give_shares,
    holders,
    new_generation,
    require_others,
    roles_of,
)
from trent_desktop.school.keys.roles_here import RolesOnLaptop
from trent_desktop.school.keys.values import RoleNews
from trent_desktop.school.people.people import MemberState
from trent_desktop.school.people.permissions import Right
from trent_desktop.sentences import ended
from trent_desktop.storage.audit import Act
from trent_desktop.storage.database import next_change
from trent_desktop.storage.role_key_rows import load_keyring
from trent_desktop.storage.tables import AuditRow, MemberRow

_SEEN = "role news seen"
_NEWS = {
    Act.ROLE_HANDED_OVER: "{actor} passed the role of {role} on to {subject}",
    Act.ROLE_GIVEN: "{actor} gave the role of {role} to {subject}",
    Act.ROLE_TAKEN: "{actor} ended the role of {role} of {subject}",
    Act.ROLE_RECOVERED: "{actor} appointed {subject} as {role} with the code from the safe.",
}
_AT_MOST = 20


class RoleService(RolesOnLaptop):
    """What can be done with roles that cases are sealed to."""

    def hand_over(self, role: Role, to: uuid.UUID) -> None:
        """Pass a role with all its cases to another member, and give it up.

        Raises `NotAllowed` for a role that is not one's own, `NotFound` for a stranger.
        """
        self._pass(role, to, keep=False)

    def share(self, role: Role, to: uuid.UUID) -> None:
        """Let another member hold the same role beside oneself, with all its cases.

        Also for one who holds it and lacks keys, for example after her password was reset.
        """
        self._pass(role, to, keep=True)

    def give(self, role: Role, to: uuid.UUID) -> None:
        """Give a role that nobody holds to a member. An administrator does, never to himself.

        She reads what is sent from now on; for what was sent before see `appoint`.
        """
        self._require_keyed(role)
        with self._me.database.write() as session:
            other = self._receiver(session, to)
            self._me.require_now(session, Right.MANAGE_MEMBERS)
            if holders(session, role):
                raise MoveNotPossible(
                    f"Somebody is already {role.title}.",
                    what_to_do="Whoever holds a role shares it or passes it on.",
                )
            now = self._me.clock()
            add_role(session, role, other.id, now)
            new_generation(session, role, now)
            self._write_down(session, Act.ROLE_GIVEN, role, other)

    def take(self, role: Role, from_: uuid.UUID) -> None:
        """End a member's role; others hold it too. By an administrator, or by herself.

        Raises `MoveNotPossible` when nobody else could open its cases.
        """
        self._require_keyed(role)
        with self._me.database.write() as session:
            other = session.get(MemberRow, from_)
            if other is None or role not in roles_of(session, from_):
                raise NotFound(f"There is no such {role.title}.")
            if from_ != self._me.member.id:
                self._me.require_now(session, Right.MANAGE_MEMBERS)
            if other.state == MemberState.ACTIVE.value:
                require_others(session, other, (role,))
            end_role(session, role, from_, self._me.clock())
            self._write_down(session, Act.ROLE_TAKEN, role, other)

    def appoint(self, role: Role, to: uuid.UUID, recovery_code: str) -> None:
        """Give a role with its earlier cases to a member, with the code from the safe.

        For when no holder can pass it on. The code and the Chair of Governors together open the
        Headteacher's and the safeguarding leads' cases; the Headteacher's keys the Chair's.
        Raises `NotAllowed`, `CodeRefused`, `NotFound`. Takes half a second for the code.
        """
        self._require_keyed(role)
        me = self._me
        if not self.may_appoint(role):
            guardian = GUARDIAN[role]
            who = guardian.title if guardian else Role.ICT_LEAD.title
            raise NotAllowed(
                f"A {role.title} is appointed by the {who} together with the code from the safe.",
                what_to_do=f"Ask the {who} to sign in here.",
            )
        opened = open_recovery(me.keys.read().document, tidy_recovery_code(recovery_code))
        with me.database.write() as session:
            other = self._receiver(session, to)
            if GUARDIAN[role] is None or not self._somebody_is(GUARDIAN[role]):
                me.require_now(session, Right.MANAGE_MEMBERS)
            mine = load_keyring(session, me.member.id, me.keyring.own)
            keys = taken_out(session, role, mine, recovery_keys(session, opened.private_key))
            add_role(session, role, other.id, me.clock())
            give_shares(session, keys, other)
            # What is sent from now on must not hang on keys that the code gave.
            new_generation(session, role, me.clock())
            me.audit(session, Act.RECOVERY_CODE_USED, str(to), {"role": role.value})
            self._write_down(session, Act.ROLE_RECOVERED, role, other)

    # ------------------------------------------------------------------ news

    @or_as_last_seen
    def news(self) -> tuple[RoleNews, ...]:
        """What happened to roles of mine since I last said that I saw it; newest first."""
        me = self._me
        mine = str(me.member.id)
        seen = int(me.store.note(_SEEN) or 0)
        with me.database.read() as session:
            rows = session.execute(
                select(AuditRow)
                .where(
                    AuditRow.number > seen,
                    AuditRow.act.in_([act.value for act in _NEWS]),
                    or_(AuditRow.subject == mine, AuditRow.member_id == me.member.id),
                )
                .order_by(AuditRow.number.desc())
                .limit(_AT_MOST)
            ).scalars()
            names = {one.id: one.name for one in me.directory.members}
            return tuple(
                RoleNews(
                    row.number,
                    f"{date_for_people(row.at.date())}: "
                    + ended(
                        _NEWS[Act(row.act)].format(
                            actor=names.get(row.member_id, "Somebody")
                            if row.member_id
                            else "Somebody",
                            subject=names.get(uuid.UUID(row.subject), "somebody"),
                            role=role.title
                            if (role := known(Role, row.details.get("role")))
                            else A_NEWER_ROLE,
                        )
                    ),
                )
                for row in rows
            )

    def seen(self, number: int) -> None:
        """I saw the news up to this one."""
        before = int(self._me.store.note(_SEEN) or 0)
        self._me.store.remember(_SEEN, str(max(before, number)))

    # ------------------------------------------------------------------ within

    def _pass(self, role: Role, to: uuid.UUID, *, keep: bool) -> None:
        me = self._me
        if role not in me.roles or role not in KEYED_ROLES:
            raise NotAllowed(
                "Only whoever holds a role can pass it on.", what_to_do=f"Ask the {role.title}."
            )
        with me.database.write() as session:
            other = self._receiver(session, to)
            if role not in roles_of(session, me.member.id):
                raise NotAllowed(f"You are no longer {role.title}.")
            mine = load_keyring(session, me.member.id, me.keyring.own)
            keys = {
                key_id: mine.private_keys[key_id]
                for key_id, held in mine.roles.items()
                if held is role
            }
            give_shares(session, keys, other)
            add_role(session, role, to, me.clock())
            if not keep:
                end_role(session, role, me.member.id, me.clock())
            act = Act.ROLE_GIVEN if keep else Act.ROLE_HANDED_OVER
            self._write_down(session, act, role, other)

    def _receiver(self, session: Session, to: uuid.UUID) -> MemberRow:
        other = session.get(MemberRow, to)
        if other is None or other.state != MemberState.ACTIVE.value or to == self._me.member.id:
            raise NotFound("Choose another active member to pass the role to.")
        return other

    def _require_keyed(self, role: Role) -> None:
        if role not in KEYED_ROLES:
            raise MoveNotPossible(f"{role.title} is changed on the member's own page.")

    def _write_down(self, session: Session, act: Act, role: Role, other: MemberRow) -> None:
        session.flush()
        self._me.audit(session, act, str(other.id), {"role": role.value})
        next_change(session, directory=True)
