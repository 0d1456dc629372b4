"""Keys that can only copy the school's file: who made which, and the end of one."""

from __future__ import annotations

import uuid
from contextlib import suppress
from dataclasses import replace

from sqlalchemy.orm import Session

from trent_desktop.problems import MoveNotPossible, NotFound, Problem
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.copies.copy_keys import (
    SETTING,
    as_setting,
    publish,
    read_copy_keys,
)
from trent_desktop.storage.copies.key_files import CopyKey, KnownCopyKey
from trent_desktop.storage.copies.names import folder_of
from trent_desktop.storage.database import next_change
from trent_desktop.storage.failing import folder_words
from trent_desktop.storage.tables import SettingRow

#: Ended ones are kept in the list for a while; the audit chain has them for ever.
_REMEMBERED = 30


class CopyKeyService:
    """Makes, lists and ends them: for the ICT Lead and the Headteacher."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    def all(self) -> tuple[KnownCopyKey, ...]:
        """Those that there are and were, the oldest first. Raises `NotAllowed`."""
        me = self._me
        me.require(Right.MAKE_COPIES)
        with me.database.read() as session:
            found = read_copy_keys(session)
        if not me.database.location.is_server:
            with suppress(Problem, OSError):
                publish(folder_of(me.database.location), found)
        return found

    def add(self, key: CopyKey) -> None:
        """Let a key copy from now on. Its secret is kept nowhere.

        Raises `NotAllowed`, `MoveNotPossible` for a key of another school, or what writing raises.
        """
        me = self._me
        if key.school_id != me.directory.school.id:
            raise MoveNotPossible("This key is for another school.")
        with me.database.write() as session:
            me.require_now(session, Right.MAKE_COPIES)
            found = read_copy_keys(session)
            number = max((one.number for one in found), default=0) + 1
            made = KnownCopyKey(number, key.tag, str(me.member.id), me.clock())
            self._keep(session, (*found, made), {"made": number})

    def end(self, number: int) -> None:
        """From now on it copies no more. Raises `NotAllowed`, `NotFound`, or what writing raises."""
        me = self._me
        with me.database.write() as session:
            me.require_now(session, Right.MAKE_COPIES)
            found = read_copy_keys(session)
            if not any(one.number == number and one.ended is None for one in found):
                raise NotFound(
                    f"There is no key for copies with the number {number} that still works.",
                    what_to_do="See which there are with “backup --keys”.",
                )
            now = me.clock()
            kept = tuple(replace(one, ended=now) if one.number == number else one for one in found)
            self._keep(session, kept, {"ended": number})

    def maker(self, key: KnownCopyKey) -> str:
        """The name of whoever made it."""
        with suppress(ValueError):
            by = uuid.UUID(key.by)
            for one in self._me.directory.members:
                if one.id == by:
                    return one.name
        return "somebody"

    def _keep(self, session: Session, keys: tuple[KnownCopyKey, ...], what: dict[str, int]) -> None:
        me = self._me
        ended = [one for one in keys if one.ended is not None]
        kept = [one for one in keys if one.ended is None or one in ended[-_REMEMBERED:]]
        session.merge(SettingRow(name=SETTING, value=as_setting(kept)))
        me.audit(session, Act.SETTING_CHANGED, SETTING, what)
        next_change(session, directory=True)
        session.flush()
        if me.database.location.is_server:
            return
        try:
            publish(folder_of(me.database.location), kept)
        except OSError as error:
            raise folder_words(error, me.database.location, writing=True) from error
