"""Members: letting people in, changing what they do here, and ending their access for real."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trent_desktop.asking import or_as_last_seen
from trent_desktop.problems import AnswersRefused, MoveNotPossible, NotFound
from trent_desktop.roles import KEYED_ROLES, Role
from trent_desktop.school.class_lists.values import tidy
from trent_desktop.school.classes.whose import classes_of, set_classes
from trent_desktop.school.keys.joining.invitations import Invitations, check_invitations
from trent_desktop.school.keys.joining.values import Invitation, JoiningSlip
from trent_desktop.school.keys.key_change import Progress
from trent_desktop.school.keys.recovery.proved import ProvedOnLaptop
from trent_desktop.school.keys.recovery.recovery_code import RecoveryCode
from trent_desktop.school.keys.role_keys import add_role, end_role, roles_of
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.departures import Departures
from trent_desktop.school.people.people import Member, MemberState
from trent_desktop.school.people.permissions import Right
from trent_desktop.school.people.values import MemberLine
from trent_desktop.storage.audit import Act
from trent_desktop.storage.database import next_change
from trent_desktop.storage.key_format import slot_from_bytes, slot_to_bytes
from trent_desktop.storage.key_slots import KeyDocument, SlotKind, name_tag, plain_name
from trent_desktop.storage.landed import LandedBefore
from trent_desktop.storage.tables import ClassRow, MemberRow, RoleKeyRow, RoleKeyShareRow


class Keep:
    """The type of `KEEP`: a value that is to stay as it is."""


KEEP: Final = Keep()


class MemberService(ProvedOnLaptop):
    """What an administrator does with members. Anybody may look at the list."""

    def __init__(self, signed_in: SignedIn) -> None:
        super().__init__(signed_in)
        self._invitations = Invitations(signed_in)
        self._departures = Departures(signed_in)
        self._recovery = RecoveryCode(signed_in)

    # ------------------------------------------------------------------ looking

    @or_as_last_seen
    def all(self) -> tuple[MemberLine, ...]:
        """Everybody but the removed, by name."""
        me = self._me
        document = me.keys.read().document
        with me.database.read() as session:
            rows = session.execute(select(MemberRow.id, MemberRow.joined_at))
            joined = {row.id: row.joined_at for row in rows}
            keyless = _keyless(session)
        return tuple(
            self._line(member, document, joined.get(member.id), keyless)
            for member in me.directory.members
            if member.state is not MemberState.REMOVED
        )

    # ------------------------------------------------------------------ letting in

    def invite(self, invitations: Sequence[Invitation]) -> tuple[JoiningSlip, ...]:
        """Add people, each with a slip to join with.

        A role that cases are sealed to can be given here only while nobody holds it. Raises
        `NotAllowed`, or `AnswersRefused` with errors named ``<index>.<field>``.
        """
        return self._invitations.invite(invitations)

    def renew_slip(self, member_id: uuid.UUID) -> JoiningSlip:
        """A new slip for one who has not joined; the one before is void."""
        return self._invitations.renew((member_id,))[0]

    def renew_slips(self, member_ids: Sequence[uuid.UUID]) -> tuple[JoiningSlip, ...]:
        """New slips for several who have not joined, all or none; those before are void.

        Raises `NotFound` or `MoveNotPossible` when one of them has joined meanwhile.
        """
        return self._invitations.renew(member_ids)

    def withdraw(self, member_id: uuid.UUID) -> None:
        """Take an invitation back. Raises `MoveNotPossible` for one who has joined."""
        self._invitations.withdraw(member_id)

    def reset_password(self, member_id: uuid.UUID) -> JoiningSlip:
        """A slip for a member who forgot her password. Until it is used, the old one holds.

        With it she gets new keys: her unsent drafts are lost, the reports she sent come back
        when somebody who leads on them gives them back, and the earlier cases of her roles when
        another holder shares them, or by `RoleService.appoint`.
        """
        return self._invitations.reset(member_id)

    # ------------------------------------------------------------------ changing

    def change(
        self,
        member_id: uuid.UUID,
        *,
        name: str | None = None,
        sign_in_name: str | None = None,
        class_id: uuid.UUID | Keep | None = KEEP,
        roles: Collection[Role] | None = None,
        class_ids: Sequence[uuid.UUID] | None = None,
        last_day: dt.date | Keep | None = KEEP,
    ) -> None:
        """Change a member. Roles that cases are sealed to go through `RoleService`.

        `class_ids` are all her classes, that which she begins with first; `class_id` is for one.
        After `last_day` her access ends by itself; None for one who stays.

        Raises `NotAllowed`, `NotFound`, `AnswersRefused` (errors named after the field), or
        `MoveNotPossible` for such a role.
        """
        me = self._me
        me.require(Right.MANAGE_MEMBERS)
        with me.database.write() as session:
            me.require_now(session, Right.MANAGE_MEMBERS)
            member = session.get(MemberRow, member_id)
            if member is None or member.state == MemberState.REMOVED.value:
                raise NotFound("There is no such member.")
            self._check_names(session, member, name, sign_in_name)
            changed: list[str] = []
            if name is not None and tidy(name) != member.name:
                member.name = tidy(name)
                changed.append("name")
            if sign_in_name is not None and tidy(sign_in_name) != member.sign_in_name:
                self._rename(session, member, tidy(sign_in_name))
                changed.append("sign_in_name")
            if class_ids is None and not isinstance(class_id, Keep):
                class_ids = (class_id,) if class_id is not None else ()
            if class_ids is not None and tuple(class_ids) != classes_of(session, member_id):
                if any(session.get(ClassRow, one) is None for one in class_ids):
                    said = "There is no such class any more."
                    raise AnswersRefused(said, (("class_id", said),))
                set_classes(session, member, class_ids)
                changed.append("class_id")
            if not isinstance(last_day, Keep) and last_day != member.last_day:
                self._check_last_day(member_id, last_day)
                member.last_day = last_day
                changed.append("last_day")
            if roles is not None and self._change_roles(session, member, frozenset(roles)):
                changed.append("roles")
            if changed:
                me.audit(session, Act.MEMBER_CHANGED, str(member_id), {"changed": changed})
                next_change(session, directory=True)

    # ------------------------------------------------------------------ ending

    def suspend(self, member_id: uuid.UUID, progress: Progress | None = None) -> None:
        """End a member's access until it is given back; the school's keys change.

        `progress` hears (0 to 1, words). Raises `MoveNotPossible` for the only holder of a role
        that cases are sealed to, for oneself and for the last who may administer; `SchoolBusy`
        when the file is in use: her access has ended then, and the keys change at the next
        sign-in.
        """
        self._departures.suspend(member_id, progress)

    def restore(self, member_id: uuid.UUID) -> None:
        """Give a suspended member her access back, with the password she had."""
        self._departures.restore(member_id)

    def remove(self, member_id: uuid.UUID, progress: Progress | None = None) -> None:
        """End a member's access for good; see `suspend` for what it raises."""
        self._departures.remove(member_id, progress)

    # ------------------------------------------------------------------ the code in the safe

    def change_recovery_code(self, old_code: str = "") -> str:
        """A new code for the safe; shown once. The old one opens nothing from then on.

        With `old_code` everything put by under it stays put by; without it, each part is put by
        again when its holder signs in next. Raises `CodeRefused` for a wrong old code.
        """
        return self._recovery.change(old_code)

    def prove_recovery_code(self) -> None:
        """Write down that part of the printed code was typed back rightly."""
        self._recovery.prove()

    def try_recovery_code(self, code: str) -> bool:
        """Whether this is the code in the safe; if so, it is written down that it is at hand.

        Takes half a second. Raises `CodeRefused` when it cannot be one.
        """
        right = self._recovery.is_code(code)
        if right:
            with suppress(LandedBefore):  # asked again, since the answer got lost
                self._recovery.prove()
        return right

    # ------------------------------------------------------------------ within

    def _line(
        self,
        member: Member,
        document: KeyDocument,
        joined_at: dt.datetime | None,
        keyless: dict[uuid.UUID, frozenset[Role]],
    ) -> MemberLine:
        slips = {slot.kind: slot.expires_at for slot in document.slips_of(str(member.id))}
        slot = document.slot_of(str(member.id))
        return MemberLine(
            member,
            joined_at,
            slips.get(SlotKind.JOINING),
            slips.get(SlotKind.RESET),
            len(slot.second_factor.laptops) if slot and slot.second_factor else 0,
            member.id == self._me.member.id,
            keyless.get(member.id, frozenset()) & member.roles,
        )

    def _check_names(
        self, session: Session, member: MemberRow, name: str | None, sign_in_name: str | None
    ) -> None:
        names = session.execute(select(MemberRow.plain_name).where(MemberRow.id != member.id))
        wanted = Invitation(
            member.name if name is None else name,
            member.sign_in_name if sign_in_name is None else sign_in_name,
            frozenset((Role.TEACHER,)),
        )
        try:
            check_invitations((wanted,), {one for one in names.scalars() if one})
        except AnswersRefused as refused:
            errors = tuple((field.partition(".")[2], said) for field, said in refused.errors)
            raise AnswersRefused(errors[0][1], errors) from None

    def _check_last_day(self, member_id: uuid.UUID, day: dt.date | None) -> None:
        if day is None:
            return
        said = ""
        if day < self._me.keys.now(self._me.clock).date():
            said = "This day is already past."
        elif member_id == self._me.member.id:
            said = "Let another administrator say when your own days end."
        if said:
            raise AnswersRefused(said, (("last_day", said),))

    def _rename(self, session: Session, member: MemberRow, sign_in_name: str) -> None:
        member.sign_in_name = sign_in_name
        member.plain_name = plain_name(sign_in_name)
        document = self._me.keys.read().document
        tag = name_tag(document.school_id, sign_in_name)
        own = (SlotKind.PASSWORD, SlotKind.FRESH)
        slots = [
            replace(slot, name_tag=tag)
            for slot in document.slots
            if slot.holder == str(member.id) and slot.kind in own
        ]
        if slots:
            self._me.keys.write(document.with_slots(slots), session)
        if member.slot_aside is not None:  # she comes back under the name that she has then
            aside = slot_from_bytes(member.slot_aside)
            member.slot_aside = slot_to_bytes(replace(aside, name_tag=tag))

    def _change_roles(self, session: Session, member: MemberRow, wanted: frozenset[Role]) -> bool:
        before = roles_of(session, member.id)
        for role in KEYED_ROLES:
            if (role in wanted) != (role in before):
                raise MoveNotPossible(
                    f"The role of {role.title} comes with keys, so it is passed on, not ticked.",
                    what_to_do="Open School, Roles and keys.",
                )
        if not wanted:
            said = "Choose at least one role."
            raise AnswersRefused(said, (("roles", said),))
        now = self._me.clock()
        for role in wanted - before:
            add_role(session, role, member.id, now)
        for role in before - wanted:
            end_role(session, role, member.id, now)
        return wanted != before


def _keyless(session: Session) -> dict[uuid.UUID, frozenset[Role]]:
    """By member: the roles of whose keys she has fewer than there are."""
    count = func.count().label("how_many")
    rows = session.execute(select(RoleKeyRow.role, count).group_by(RoleKeyRow.role))
    made = {row.role: row.how_many for row in rows}
    held: dict[uuid.UUID, dict[str, int]] = {}
    shares = session.execute(
        select(RoleKeyShareRow.member_id, RoleKeyRow.role, count)
        .join(RoleKeyRow, RoleKeyRow.id == RoleKeyShareRow.role_key_id)
        .group_by(RoleKeyShareRow.member_id, RoleKeyRow.role)
    )
    for row in shares:
        held.setdefault(row.member_id, {})[row.role] = row.how_many
    members = session.execute(select(MemberRow.id)).scalars()
    return {
        member_id: frozenset(
            role for role in KEYED_ROLES if held.get(member_id, {}).get(role, 0) < made.get(role, 0)
        )
        for member_id in members
    }


__all__ = ["KEEP", "Keep", "MemberLine", "MemberService", "Progress"]
