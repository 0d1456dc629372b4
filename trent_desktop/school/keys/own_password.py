"""A member's own password: checked for the shade and the lock, and changed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from trent_desktop.problems import Problem, SignInRefused
from trent_desktop.school.keys.laptops.second_factor import factor_here
from trent_desktop.school.keys.new_keys import password_cost
from trent_desktop.school.keys.password_here import PasswordOnLaptop
from trent_desktop.school.keys.passwords import require_strong
from trent_desktop.storage.audit import Act
from trent_desktop.storage.cipher import derive
from trent_desktop.storage.key_slots import plain_password, wrap_private
from trent_desktop.storage.landed import LandedBefore
from trent_desktop.storage.landed_rows import before


class OwnPassword(PasswordOnLaptop):
    """The password of whoever is signed in."""

    def change(self, old: str, new: str) -> None:
        """Wrap her keys anew under a new password.

        Raises `SignInRefused` for a wrong old one, `WeakPassword` (not in a sample school), or
        `SchoolAway`; the old password then stays. Where the school's keys have the new one and
        the rest could not be saved, the problem says that the new one holds.
        """
        me = self._me
        document = self._document()
        slot = document.slot_of(str(me.member.id))
        if slot is not None and before(me.database):
            me.laptop.remember_slot(document, slot.holder)
            raise LandedBefore
        # It is the new one already where a try before got as far as the document of the keys.
        if slot is None or not (self.check(old) or self._opened(document, new)):
            raise SignInRefused("That is not your current password.")
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
        try:
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
        except SignInRefused:
            raise
        except Problem as problem:
            # In a folder the keys are a file of their own, which is written before the rest is.
            if not self._has(slot.holder, changed.private_key):
                raise
            me.laptop.remember_slot(me.keys.read().document, slot.holder)
            raise Problem(
                "Your new password applies from now on. That it was changed could not be written "
                "down in the school's records.",
                what_to_do="Change it again in a minute, from the old one to the same new one: "
                "then it is written down.",
            ) from problem
        me.laptop.remember_slot(document, slot.holder)

    def _has(self, holder: str, private_key: bytes) -> bool:
        """Whether her key lies in the school's document as it is here."""
        with suppress(Problem):
            slot = self._me.keys.read().document.slot_of(holder)
            return slot is not None and slot.private_key == private_key
        return False
