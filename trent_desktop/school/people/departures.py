"""Ending a member's access for real: the school's keys change. And giving it back."""

from __future__ import annotations

import uuid
from dataclasses import replace

from sqlalchemy import delete
from sqlalchemy.orm import Session

from trent_desktop.newer import NEWER_DO, NEWER_WORDS, known
from trent_desktop.problems import MoveNotPossible, NotFound, TooNew
from trent_desktop.roles import KEYED_ROLES
from trent_desktop.school.keys.key_change import Progress, begin, settle
from trent_desktop.school.keys.role_keys import (
    end_role,
    new_generation,
    require_administrator,
    require_others,
    roles_of,
)
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.people import MemberState
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.database import next_change
from trent_desktop.storage.key_format import slot_from_bytes, slot_to_bytes
from trent_desktop.storage.key_slots import SlotKind, name_tag, seal_data_keys
from trent_desktop.storage.tables import CaseReaderRow, MemberLaptopRow, MemberRow


class Departures:
    """Suspending, restoring and removing, by an administrator."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    def suspend(self, member_id: uuid.UUID, progress: Progress | None) -> None:
        """See `MemberService.suspend`."""
        self._end(member_id, MemberState.SUSPENDED, progress)

    def remove(self, member_id: uuid.UUID, progress: Progress | None) -> None:
        """See `MemberService.remove`."""
        self._end(member_id, MemberState.REMOVED, progress)

    def restore(self, member_id: uuid.UUID) -> None:
        """See `MemberService.restore`."""
        me = self._me
        me.require(Right.MANAGE_MEMBERS)
        with me.database.write() as session:
            me.require_now(session, Right.MANAGE_MEMBERS)
            member = self._member(session, member_id)
            if member.state != MemberState.SUSPENDED.value or member.slot_aside is None:
                raise MoveNotPossible(f"{member.name} is not suspended.")
            document = me.keys.read().document
            slot = seal_data_keys(slot_from_bytes(member.slot_aside), me.own_keys.read(document))
            # One who was renamed meanwhile by an older program has her old name in it.
            slot = replace(slot, name_tag=name_tag(document.school_id, member.sign_in_name))
            me.keys.write(document.with_slots((slot,)), session)
            member.state, member.slot_aside = MemberState.ACTIVE.value, None
            if member.last_day is not None and member.last_day < me.keys.now(me.clock).date():
                member.last_day = None  # else it would end again at once
            me.audit(session, Act.MEMBER_RESTORED, str(member_id))
            next_change(session, directory=True)

    def _end(self, member_id: uuid.UUID, state: MemberState, progress: Progress | None) -> None:
        me = self._me
        me.require(Right.MANAGE_MEMBERS)
        if member_id == me.member.id:
            raise MoveNotPossible(
                "You cannot end your own access.",
                what_to_do="Let another administrator do it: somebody who can must remain.",
            )
        settle(me.database, me.own_keys, me.clock, progress)  # one that a dead laptop left
        with me.database.write() as session:
            me.require_now(session, Right.MANAGE_MEMBERS)
            member = self._member(session, member_id)
            before = known(MemberState, member.state)
            if before is None:
                raise TooNew(NEWER_WORDS, what_to_do=NEWER_DO)
            self._require(session, member, before, state)
            member.state = state.value
            if state is MemberState.REMOVED:
                self._forget(session, member)
            else:
                self._put_aside(session, member)
            # Who is suspended has no keys of the file already, nor has who never joined.
            keys_change = before is MemberState.ACTIVE
            if keys_change:
                on_server = me.database.location.is_server
                begin(session, me.keys, str(member_id), on_server=on_server)
            else:
                document = me.keys.read().document
                me.keys.write(document.only(lambda one: one.holder != str(member_id)), session)
            removed = state is MemberState.REMOVED
            act = Act.MEMBER_REMOVED if removed else Act.MEMBER_SUSPENDED
            me.audit(session, act, str(member_id))
            next_change(session, directory=True)
        if keys_change:
            settle(me.database, me.own_keys, me.clock, progress)

    def _require(
        self, session: Session, member: MemberRow, before: MemberState, state: MemberState
    ) -> None:
        if before is state or before is MemberState.REMOVED:
            raise MoveNotPossible(f"{member.name} no longer has access.")
        if before is MemberState.ACTIVE:
            require_administrator(session, member.id)
            require_others(session, member, roles_of(session, member.id))
        elif state is MemberState.SUSPENDED:
            raise MoveNotPossible(
                f"{member.name} has not joined yet.", what_to_do="Take the invitation back."
            )

    def _forget(self, session: Session, member: MemberRow) -> None:
        """Her name stays, for what she wrote; her keys and her name to sign in go."""
        now = self._me.clock()
        for role in sorted(roles_of(session, member.id)):
            end_role(session, role, member.id, now)
        member.plain_name, member.slot_aside = None, None
        session.execute(delete(CaseReaderRow).where(CaseReaderRow.reader_id == member.id))
        session.execute(delete(MemberLaptopRow).where(MemberLaptopRow.member_id == member.id))

    def _put_aside(self, session: Session, member: MemberRow) -> None:
        """Her slot waits in the database; what is sent meanwhile she will be given by others."""
        document = self._me.keys.read().document
        slot = document.slot_of(str(member.id))
        if slot is None or slot.kind not in (SlotKind.PASSWORD, SlotKind.FRESH):
            raise MoveNotPossible(f"{member.name} has no password of their own.")
        member.slot_aside = slot_to_bytes(slot)
        now = self._me.clock()
        for role in KEYED_ROLES:
            if role in roles_of(session, member.id):
                new_generation(session, role, now)

    def _member(self, session: Session, member_id: uuid.UUID) -> MemberRow:
        member = session.get(MemberRow, member_id)
        if member is None:
            raise NotFound("There is no such member.")
        return member
