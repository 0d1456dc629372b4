"""Known laptops: the second half of the key of whoever may read sealed cases."""

from __future__ import annotations

import uuid

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from trent_desktop.asking import or_as_last_seen
from trent_desktop.problems import CodeRefused, MoveNotPossible, NotFound
from trent_desktop.school.keys.escrow import newest_recovery
from trent_desktop.school.keys.joining.codes import code_tag, new_one_time_code, tidy_recovery_code
from trent_desktop.school.keys.laptops.on_laptop import LaptopsOnLaptop
from trent_desktop.school.keys.laptops.second_factor import (
    VALID_FOR,
    factor_here,
    laptop_here,
    with_code,
    without_laptop,
)
from trent_desktop.school.keys.laptops.values import KnownLaptop, LaptopCode
from trent_desktop.school.keys.own_password import OwnPassword
from trent_desktop.school.keys.recovery.recovery_slot import open_recovery
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.keys.slot_keeping import by_the_server
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.cipher import CannotOpen, cheap_cost, unseal
from trent_desktop.storage.key_slots import Slot
from trent_desktop.storage.landed import LandedBefore, Repeat
from trent_desktop.storage.landed_rows import before as landed_already
from trent_desktop.storage.landed_rows import landed_before
from trent_desktop.storage.tables import MemberLaptopRow

_NONE_NEEDED = "No known laptop is needed for these roles."


class LaptopService(LaptopsOnLaptop):
    """A member's own laptops, and letting another's in."""

    def __init__(self, signed_in: SignedIn, password: OwnPassword) -> None:
        super().__init__(signed_in)
        self._password = password

    @or_as_last_seen
    def known(self) -> tuple[KnownLaptop, ...]:
        """My laptops, oldest first."""
        me = self._me
        slot = me.own_keys.slot()
        if slot.second_factor is None:
            return ()
        this = laptop_here(me.laptop.secrets, slot)
        with me.database.read() as session:
            rows = {
                row.id: row
                for row in session.execute(
                    select(MemberLaptopRow).where(MemberLaptopRow.member_id == me.member.id)
                ).scalars()
            }
        return tuple(
            KnownLaptop(
                one.id,
                rows[one.id].name if one.id in rows else "Laptop",
                rows[one.id].added_at if one.id in rows else None,
                one.id == this,
            )
            for one in slot.second_factor.laptops
        )

    def let_in(self) -> LaptopCode:
        """A code to be typed on a new laptop of mine, for an hour.

        Raises `MoveNotPossible` when no known laptop is needed.
        """
        me = self._me
        with me.database.write(Repeat.LOOKS) as session:
            slot = me.own_keys.slot()
            if landed_before(session):
                return self._code_again(slot)
            factor = factor_here(me.laptop.secrets, slot)
            if factor is None:
                raise MoveNotPossible(_NONE_NEEDED, what_to_do="Just sign in there.")
            return self._add_code(session, slot, factor)

    def let_in_for(self, member_id: uuid.UUID, recovery_code: str) -> LaptopCode:
        """The same for another member, by an administrator together with the code in the safe.

        Raises `CodeRefused`, `NotFound`, or `MoveNotPossible` when she needs none.
        """
        me = self._me
        me.require(Right.MANAGE_MEMBERS)
        opened = open_recovery(me.keys.read().document, tidy_recovery_code(recovery_code))
        with me.database.write(Repeat.LOOKS) as session:
            me.require_now(session, Right.MANAGE_MEMBERS)
            slot = me.keys.read().document.slot_of(str(member_id))
            if slot is None:
                raise NotFound("This member has not joined yet.")
            if landed_before(session):
                return self._code_again(slot)
            if slot.second_factor is None:
                raise MoveNotPossible(_NONE_NEEDED, what_to_do="Just sign in there.")
            try:
                factor = unseal(opened.private_key, slot.second_factor.escrow)
            except CannotOpen as error:
                raise CodeRefused(
                    "The code in the safe was changed since this member last signed in.",
                    what_to_do="Let them in with a code from their old laptop, or make a slip for "
                    "a new password.",
                ) from error
            me.audit(session, Act.RECOVERY_CODE_USED, str(member_id))
            return self._add_code(session, slot, factor)

    def shut_out(self, laptop_id: uuid.UUID, password: str) -> None:
        """Let one of my laptops in no more; the others get a new factor.

        Raises `SignInRefused` for a wrong password, `MoveNotPossible` for this laptop itself.
        """
        me = self._me
        document, before, derived = self._password.opened(password)
        if landed_already(me.database):
            me.laptop.remember_slot(document, before.holder)
            raise LandedBefore
        if laptop_here(me.laptop.secrets, before) == laptop_id:
            raise MoveNotPossible(
                "This is the laptop you are working on.",
                what_to_do="Shut it out from another laptop of yours.",
            )
        with me.database.write() as session:
            slot = me.own_keys.slot()
            if slot.private_key != before.private_key:
                raise MoveNotPossible("Your keys were changed on another laptop just now.")
            document = me.keys.read().document
            if slot.second_factor is not None and any(
                one.id == laptop_id for one in slot.second_factor.laptops
            ):
                recovery = newest_recovery(session).public_key
                changed, _ = without_laptop(
                    document.school_id, slot, laptop_id, derived, me.keyring.own, recovery
                )
                document = document.with_slots((changed,))
                me.keys.write(document, session)
            elif session.get(MemberLaptopRow, laptop_id) is None:
                raise NotFound("This laptop is no longer let in.")
            # Else a try before got as far as the document of the keys, and is finished now.
            session.execute(delete(MemberLaptopRow).where(MemberLaptopRow.id == laptop_id))
            me.audit(session, Act.LAPTOP_SHUT_OUT, str(laptop_id))
        me.laptop.remember_slot(document, before.holder)

    def _code_again(self, slot: Slot) -> LaptopCode:
        """The code that the call made before: the answer of a repeat."""
        code = new_one_time_code("laptop")
        tag = code_tag(self._me.directory.school.id, code)
        factor = slot.second_factor
        for one in factor.let_ins if factor is not None else ():
            if one.tag == tag:
                return LaptopCode(code, one.expires_at)
        raise LandedBefore  # and was used since

    def _add_code(self, session: Session, slot: Slot, factor: bytes) -> LaptopCode:
        me = self._me
        document = me.keys.read().document
        now = by_the_server(session, me.keys, me.clock()) or me.clock()
        code, until = new_one_time_code("laptop"), now + VALID_FOR
        # 94 random bits need no dear deriving.
        changed = with_code(document.school_id, slot, factor, code, cheap_cost(), until)
        me.keys.write(document.with_slots((changed,)), session)
        return LaptopCode(code, until)
