"""A member's password, as it is asked for while she is signed in."""

from __future__ import annotations

import datetime as dt
from typing import Final

from trent_desktop.problems import DamagedKeys, NotASchool, SchoolAway, SignInRefused
from trent_desktop.school.keys.laptops.second_factor import factor_here
from trent_desktop.school.keys.passwords import Attempts
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.storage.cipher import CannotOpen, derive
from trent_desktop.storage.key_slots import KeyDocument, Opened, Slot, open_derived, plain_password

#: For so long after the password was typed a sealed report opens without it.
FRESH_FOR: Final = dt.timedelta(minutes=15)


class PasswordOnLaptop:
    """The password of whoever is signed in. Changing it is the other half."""

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
