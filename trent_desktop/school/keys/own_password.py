"""A member's own password: checked for the shade and the lock, and changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

from trent_desktop.problems import DamagedKeys, NotASchool, SchoolAway, SignInRefused
from trent_desktop.school.keys.laptops.second_factor import factor_here
from trent_desktop.school.keys.new_keys import password_cost
from trent_desktop.school.keys.passwords import Attempts, require_strong
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.storage.audit import Act
from trent_desktop.storage.cipher import CannotOpen, derive
from trent_desktop.storage.key_slots import (
    KeyDocument,
    Opened,
    Slot,
    open_derived,
    plain_password,
    wrap_private,
)
from trent_desktop.storage.landed import LandedBefore, before

#: For so long after the password was typed a sealed report opens without it.
FRESH_FOR: Final = dt.timedelta(minutes=15)


class OwnPassword:
    """The password of whoever is signed in."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in
        #: When it was last right: it was typed to sign in.
        self._right_at = signed_in.clock()

    @property
    def is_fresh(self) -> bool:
        """Whether it was typed so lately that whoever sits here is surely she. In memory."""
        return dt.timedelta() <= self._me.clock() - self._right_at < FRESH_FOR

    def check(self, password: str) -> bool:
        """Whether this is it. Asks the share, or, while that is away, this laptop.

        Raises `SignInRefused` when it is too soon after too many wrong ones.
        """
        document = self._document()
        attempts = Attempts(self._me.laptop.attempts_file, self._me.clock)
        tag = str(self._me.member.id)
        attempts.check(tag)
        if self._opened(document, password) is None:
            attempts.missed(tag)
            return False
        attempts.succeeded(tag)
        self._right_at = self._me.clock()
        return True

    def was_right(self) -> None:
        """It was checked elsewhere in the program, just now."""
        self._right_at = self._me.clock()

    def change(self, old: str, new: str) -> None:
        """Wrap her keys anew under a new password.

        Raises `SignInRefused` for a wrong old one, `WeakPassword` (not in a sample school), or
        `SchoolAway`; the old password then stays.
        """
        me = self._me
        document = self._document()
        slot = document.slot_of(str(me.member.id))
        if slot is not None and before(me.database):
            me.laptop.remember_slot(document, slot.holder)
            raise LandedBefore
        # It is the new one already where a try before got as far as the document of the keys.
        if slot is None or not (self.check(old) or self._opened(document, new)):
            raise SignInRefused("The password you use now is not that one.")
        school = me.directory.school
        if not school.is_sample:
            require_strong(new, (me.member.name, me.member.sign_in_name, school.name))
        # Deriving keys takes half a second each: done before the turn to write is taken.
        cost = password_cost(document)
        factor = factor_here(me.laptop.secrets, slot)
        changed = wrap_private(
            document.school_id,
            replace(slot, cost=cost),
            derive(plain_password(new), cost),
            me.keyring.own,
            factor,
        )
        with me.database.write() as session:
            document = me.keys.read().document
            now = document.slot_of(slot.holder)
            if now is None or now.private_key != slot.private_key:
                raise SignInRefused("Your password was changed on another laptop just now.")
            # All else of the slot is as it is now: the school's keys may be changing.
            written = replace(now, cost=changed.cost, private_key=changed.private_key)
            document = document.with_slots((written,))
            me.keys.write(document, session)
            me.audit(session, Act.PASSWORD_CHANGED, slot.holder)
        me.laptop.remember_slot(document, slot.holder)

    def opened(self, password: str) -> tuple[KeyDocument, Slot, bytes]:
        """The document, my slot, and what my password derives to there.

        Raises `SignInRefused` for a wrong password.
        """
        document = self._document()
        slot = document.slot_of(str(self._me.member.id))
        if slot is None or not self.check(password):
            raise SignInRefused("That is not your password.")
        return document, slot, derive(plain_password(password), slot.cost)

    def _document(self) -> KeyDocument:
        try:
            return self._me.keys.read().document
        except (SchoolAway, DamagedKeys, NotASchool):
            cached = self._me.laptop.cached_keys()
            if cached is None:
                raise
            return cached

    def _opened(self, document: KeyDocument, password: str) -> Opened | None:
        slot = document.slot_of(str(self._me.member.id))
        if slot is None:
            return None
        derived = derive(plain_password(password), slot.cost)
        factor = factor_here(self._me.laptop.secrets, slot)
        try:
            return open_derived(document.school_id, slot, derived, factor)
        except CannotOpen:
            return None
