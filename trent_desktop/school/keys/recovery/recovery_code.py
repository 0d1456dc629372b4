"""The code in the safe: changed, and proved to be there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from trent_desktop.problems import CodeRefused
from trent_desktop.school.keys.escrow import newest_recovery, put_by_anew
from trent_desktop.school.keys.joining.codes import bare, new_recovery_code, tidy_recovery_code
from trent_desktop.school.keys.known_keys import known_keys, remember_keys
from trent_desktop.school.keys.new_keys import password_cost
from trent_desktop.school.keys.recovery.proved import PROVED
from trent_desktop.school.keys.recovery.recovery_slot import NOT_THIS, open_recovery
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.cipher import CannotOpen, new_key_pair, seal, unseal
from trent_desktop.storage.database import next_change
from trent_desktop.storage.key_slots import (
    RECOVERY,
    KeyDocument,
    Slot,
    SlotKind,
    make_slot,
    seal_data_keys,
)
from trent_desktop.storage.landed import LandedBefore
from trent_desktop.storage.landed_rows import before
from trent_desktop.storage.tables import RecoveryKeyRow, SettingRow

#: The setting that says that somebody typed part of the printed code back.
_SAFE = "safe"


class RecoveryCode:
    """What an administrator does with the code in the safe."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    def is_code(self, typed: str) -> bool:
        """Whether this is the code in the safe; see `MemberService.try_recovery_code`."""
        try:
            open_recovery(self._me.keys.read().document, tidy_recovery_code(typed))
        except CodeRefused as refused:
            if refused.where == NOT_THIS:
                return False
            raise
        return True

    def prove(self) -> None:
        """Write down that part of the code was typed back rightly."""
        me = self._me
        me.require(Right.MANAGE_MEMBERS)
        with me.database.write() as session:
            session.merge(SettingRow(name=PROVED, value=True))
            me.audit(session, Act.SETTING_CHANGED, PROVED)
            next_change(session, directory=True)

    def change(self, old_code: str) -> str:
        """See `MemberService.change_recovery_code`."""
        me = self._me
        me.require(Right.MANAGE_MEMBERS)
        document = me.keys.read().document
        if before(me.database):
            return self._again()
        code, pair = new_recovery_code(_SAFE), new_key_pair()
        # Both take half a second of deriving: done before the turn to write is taken.
        opened = self._old(document, old_code, code) if old_code.strip() else None
        made = make_slot(
            document.school_id,
            RECOVERY,
            "",
            bare(code),
            pair,
            me.own_keys.read(document),
            password_cost(document),
            kind=SlotKind.RECOVERY,
        )
        with me.database.write() as session:
            me.require_now(session, Right.MANAGE_MEMBERS)
            now = me.keys.read().document
            if now.slot_of(RECOVERY) != document.slot_of(RECOVERY):
                raise CodeRefused("The recovery code was changed by somebody else just now.")
            slot = seal_data_keys(made, me.own_keys.read(now))
            slots = [slot, *(_escrowed(now.slots, opened, pair.public) if opened else ())]
            me.keys.write(now.with_slots(slots), session)
            self._next_generation(session, opened, pair.public)
            known = known_keys(me.store).including(None, pair.public)
            put_by_anew(session, me.keyring, known)
            session.merge(SettingRow(name=PROVED, value=False))
            me.audit(session, Act.RECOVERY_CODE_CHANGED, RECOVERY, {"old": opened is not None})
            next_change(session, directory=True)
        remember_keys(me.store, known)
        return code

    def _old(self, document: KeyDocument, typed: str, code: str) -> bytes | None:
        """The old key; None where a try before got as far as the document, and it is gone."""
        try:
            return open_recovery(document, tidy_recovery_code(typed)).private_key
        except CodeRefused as refused:
            if refused.where != NOT_THIS or not self.is_code(code):
                raise
            return None

    def _again(self) -> str:
        """The code that the call made before: the answer of a repeat. Half a second of deriving."""
        me, code = self._me, new_recovery_code(_SAFE)
        with me.database.read() as session:
            public = newest_recovery(session).public_key
        if not self.is_code(code):
            raise LandedBefore  # and was changed again since
        remember_keys(me.store, known_keys(me.store).including(None, public))
        return code

    def _next_generation(self, session: Session, before: bytes | None, public: bytes) -> None:
        last = newest_recovery(session)
        if before is not None:
            # What was put by under the code before can still be opened, with the new one.
            last.sealed_to_next = seal(public, before)
        session.add(
            RecoveryKeyRow(
                generation=last.generation + 1,
                public_key=public,
                made_at=self._me.clock(),
                sealed_to_next=None,
            )
        )
        session.flush()


def _escrowed(slots: Iterable[Slot], before: bytes, public: bytes) -> Iterable[Slot]:
    """The slots whose second factor was put by under the code before, put by under the new."""
    for slot in slots:
        factor = slot.second_factor
        if factor is None:
            continue
        try:
            plain = unseal(before, factor.escrow)
        except CannotOpen:
            continue  # renewed when she signs in next
        changed = replace(factor, escrow=seal(public, plain), escrow_key=public)
        yield replace(slot, second_factor=changed)
