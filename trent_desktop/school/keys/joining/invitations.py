"""Making slips: for somebody new, for one who lost hers, and for a forgotten password."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.problems import AnswersRefused, MoveNotPossible, NotFound
from trent_desktop.roles import KEYED_ROLES
from trent_desktop.school.class_lists.values import tidy
from trent_desktop.school.classes.whose import set_classes
from trent_desktop.school.keys.joining.codes import bare, code_tag, new_one_time_code
from trent_desktop.school.keys.joining.joining import VALID_FOR
from trent_desktop.school.keys.joining.values import Invitation, JoiningSlip
from trent_desktop.school.keys.recovery.resets import SLIP_MADE
from trent_desktop.school.keys.role_keys import (
    add_role,
    drop_shares,
    end_role,
    holders,
    new_generation,
    roles_of,
)
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.people import MemberState
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.cipher import KeyPair, cheap_cost, new_key_pair
from trent_desktop.storage.database import next_change
from trent_desktop.storage.key_slots import DataKeys, Slot, SlotKind, make_slot, plain_name
from trent_desktop.storage.landed import LandedBefore, Repeat, made_id
from trent_desktop.storage.landed_rows import landed_before
from trent_desktop.storage.tables import ClassRow, MemberRow

_LONGEST_NAME = 200
_LONGEST_SIGN_IN_NAME = 80


def _invited(place: int) -> uuid.UUID:
    """The id of a member who is invited: of the first, the second... of one call."""
    return made_id("member", place)


@dataclass(frozen=True, slots=True)
class MadeSlip:
    """A slip with the slot that it opens. `public_key` is what the database is to know."""

    slip: JoiningSlip
    slot: Slot
    pair: KeyPair = field(repr=False)


def make_slip(
    school_id: uuid.UUID,
    member_id: uuid.UUID,
    name: str,
    sign_in_name: str,
    data_keys: DataKeys,
    now: dt.datetime,
    *,
    is_reset: bool = False,
) -> MadeSlip:
    """A fresh code with a key pair of its own. The code's 94 bits need no dear deriving."""
    code, until, pair = _code_for(member_id), now + VALID_FOR, new_key_pair()
    slot = make_slot(
        school_id,
        str(member_id),
        code_tag(school_id, code),
        bare(code),
        pair,
        data_keys,
        cheap_cost(),
        kind=SlotKind.RESET if is_reset else SlotKind.JOINING,
        expires_at=until,
    )
    return MadeSlip(JoiningSlip(member_id, name, sign_in_name, code, until, is_reset), slot, pair)


def _code_for(member_id: uuid.UUID) -> str:
    return new_one_time_code("slip", str(member_id))


def check_invitations(invitations: Sequence[Invitation], taken: set[str]) -> None:
    """Raises `AnswersRefused` with errors named ``<index>.<field>`` (``0.name``).

    `taken` are sign-in names that are used already, as `plain_name` gives them.
    """
    errors: list[tuple[str, str]] = []
    used = set(taken)
    for index, one in enumerate(invitations):
        if not tidy(one.name):
            errors.append((f"{index}.name", "Give the full name."))
        elif len(one.name) > _LONGEST_NAME:
            errors.append((f"{index}.name", f"Use at most {_LONGEST_NAME} characters."))
        plain = plain_name(tidy(one.sign_in_name))
        if not plain:
            errors.append((f"{index}.sign_in_name", "Give a name to sign in with."))
        elif len(one.sign_in_name) > _LONGEST_SIGN_IN_NAME:
            said = f"Use at most {_LONGEST_SIGN_IN_NAME} characters."
            errors.append((f"{index}.sign_in_name", said))
        elif plain in used:
            errors.append((f"{index}.sign_in_name", "Somebody already signs in with this name."))
        used.add(plain)
        if not one.roles:
            errors.append((f"{index}.roles", "Choose at least one role."))
    if errors:
        raise AnswersRefused("Some of these people cannot be added yet.", tuple(errors))


class Invitations:
    """Slips made by an administrator. Every method is one unit of work."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    def invite(self, invitations: Sequence[Invitation]) -> tuple[JoiningSlip, ...]:
        """See `MemberService.invite`."""
        me = self._me
        me.require(Right.MANAGE_MEMBERS)
        if not invitations:
            return ()
        with me.database.write(Repeat.LOOKS) as session:
            if landed_before(session):
                return tuple(
                    self._again(session, _invited(place)) for place in range(len(invitations))
                )
            me.require_now(session, Right.MANAGE_MEMBERS)
            names = session.execute(select(MemberRow.plain_name)).scalars()
            check_invitations(invitations, {name for name in names if name})
            self._check_roles(session, invitations)
            document = me.keys.read().document
            keys, now = me.own_keys.read(document), me.clock()
            made: list[MadeSlip] = []
            for place, one in enumerate(invitations):
                slip = make_slip(
                    document.school_id,
                    _invited(place),
                    tidy(one.name),
                    tidy(one.sign_in_name),
                    keys,
                    now,
                )
                made.append(slip)
                self._add(session, one, slip, now)
            me.keys.write(document.with_slots(one.slot for one in made), session)
            next_change(session, directory=True)
        return tuple(one.slip for one in made)

    def renew(self, member_ids: Sequence[uuid.UUID]) -> tuple[JoiningSlip, ...]:
        """See `MemberService.renew_slips`."""
        me = self._me
        me.require(Right.MANAGE_MEMBERS)
        if not member_ids:
            return ()
        with me.database.write(Repeat.LOOKS) as session:
            if landed_before(session):
                return tuple(self._again(session, one) for one in member_ids)
            me.require_now(session, Right.MANAGE_MEMBERS)
            members = [self._in_state(session, one, MemberState.INVITED) for one in member_ids]
            document = me.keys.read().document
            keys = me.own_keys.read(document)
            made = [self._renewed(session, one, document.school_id, keys) for one in members]
            # Last, and all at once: in a folder it is not taken back with the unit of work.
            me.keys.write(document.with_slots(one.slot for one in made), session)
            next_change(session, directory=True)
        return tuple(one.slip for one in made)

    def _renewed(
        self, session: Session, member: MemberRow, school_id: uuid.UUID, keys: DataKeys
    ) -> MadeSlip:
        me, member_id, now = self._me, member.id, self._me.clock()
        made = make_slip(school_id, member_id, member.name, member.sign_in_name, keys, now)
        # What was sealed to the slip before is lost with it: its roles go on with new keys.
        member.public_key = made.pair.public
        for role in KEYED_ROLES:
            if role in roles_of(session, member_id):
                drop_shares(session, role, member_id)
                new_generation(session, role, now)
        me.audit(session, Act.MEMBER_INVITED, str(member_id), {"again": True})
        return made

    def withdraw(self, member_id: uuid.UUID) -> None:
        """See `MemberService.withdraw`."""
        me = self._me
        me.require(Right.MANAGE_MEMBERS)
        with me.database.write() as session:
            me.require_now(session, Right.MANAGE_MEMBERS)
            member = self._in_state(session, member_id, MemberState.INVITED)
            member.state, member.plain_name = MemberState.REMOVED.value, None
            for role in roles_of(session, member_id):
                end_role(session, role, member_id, me.clock())
            document = me.keys.read().document
            me.keys.write(document.only(lambda one: one.holder != str(member_id)), session)
            me.audit(session, Act.MEMBER_REMOVED, str(member_id), {"joined": False})
            next_change(session, directory=True)

    def reset(self, member_id: uuid.UUID) -> JoiningSlip:
        """See `MemberService.reset_password`."""
        me = self._me
        me.require(Right.MANAGE_MEMBERS)
        if member_id == me.member.id:
            raise MoveNotPossible(
                "You change your own password under Settings.",
                what_to_do="If you have forgotten it, use the code from the safe when you sign in.",
            )
        with me.database.write(Repeat.LOOKS) as session:
            if landed_before(session):
                return self._again(session, member_id)
            me.require_now(session, Right.MANAGE_MEMBERS)
            member = self._in_state(session, member_id, MemberState.ACTIVE)
            made = self._slip(session, member, is_reset=True)
            me.audit(session, Act.MEMBER_CHANGED, str(member_id), SLIP_MADE)
            next_change(session, directory=True)
        return made.slip

    def _again(self, session: Session, member_id: uuid.UUID) -> JoiningSlip:
        """The slip that the call made before: the answer of a repeat."""
        document, code = self._me.keys.read().document, _code_for(member_id)
        slot = document.slot_tagged(code_tag(document.school_id, code))
        member = session.get(MemberRow, member_id)
        if slot is None or slot.expires_at is None or member is None:
            raise LandedBefore  # and was used, or taken back, since
        is_reset = slot.kind is SlotKind.RESET
        return JoiningSlip(
            member_id, member.name, member.sign_in_name, code, slot.expires_at, is_reset
        )

    def _slip(self, session: Session, member: MemberRow, *, is_reset: bool) -> MadeSlip:
        me = self._me
        document = me.keys.read().document
        made = make_slip(
            document.school_id,
            member.id,
            member.name,
            member.sign_in_name,
            me.own_keys.read(document),
            me.clock(),
            is_reset=is_reset,
        )
        me.keys.write(document.with_slots((made.slot,)), session)
        return made

    def _add(self, session: Session, one: Invitation, made: MadeSlip, now: dt.datetime) -> None:
        slip = made.slip
        row = MemberRow(
            id=slip.member_id,
            name=slip.name,
            sign_in_name=slip.sign_in_name,
            plain_name=plain_name(slip.sign_in_name),
            public_key=made.pair.public,
            state=MemberState.INVITED.value,
            joined_at=None,
            slot_aside=None,
            last_day=one.last_day,
        )
        session.add(row)
        session.flush()
        set_classes(session, row, one.class_ids)
        for role in sorted(one.roles):
            add_role(session, role, slip.member_id, now)
            if role in KEYED_ROLES:
                new_generation(session, role, now)
        self._me.audit(
            session, Act.MEMBER_INVITED, str(slip.member_id), {"roles": sorted(one.roles)}
        )

    def _check_roles(self, session: Session, invitations: Sequence[Invitation]) -> None:
        """A role with cases is invited to only while nobody holds it: its holders share it.

        Otherwise whoever prints a slip could let himself in on what is not his.
        """
        errors: list[tuple[str, str]] = []
        me = self._me
        today = me.keys.now(me.clock).date() if any(one.last_day for one in invitations) else None
        for index, one in enumerate(invitations):
            if today is not None and one.last_day is not None and one.last_day < today:
                errors.append((f"{index}.last_day", "This day is already past."))
            for role in KEYED_ROLES:
                if role not in one.roles:
                    continue
                before = [other.name for other in holders(session, role)]
                before += [other.name for other in invitations[:index] if role in other.roles]
                if before:
                    said = f"{before[0]} is {role.title} already, and can share the role later."
                    errors.append((f"{index}.roles", said))
            if any(session.get(ClassRow, each) is None for each in one.class_ids):
                errors.append((f"{index}.class_id", "There is no such class any more."))
        if errors:
            raise AnswersRefused("Some of these people cannot be added yet.", tuple(errors))

    def _in_state(self, session: Session, member_id: uuid.UUID, state: MemberState) -> MemberRow:
        member = session.get(MemberRow, member_id)
        if member is None:
            raise NotFound("There is no such member.")
        if member.state != state.value:
            words = {
                MemberState.INVITED: f"{member.name} has joined already.",
                MemberState.ACTIVE: f"{member.name} has not joined yet, or has left.",
            }
            raise MoveNotPossible(words[state])
        return member
