"""Giving a copy of a case to somebody outside the school: to whom, what for, and that it was done.

    giving = school.giving_out.begin(case)          # its text, and the names in it
    pdf = school.giving_out.copy_of(giving, marks.redactions(), Purpose.POLICE)
    ...                                             # somebody looks at exactly these bytes
    school.giving_out.record(given, password)       # then they are saved

Nothing leaves before `record`: it asks for the password again, writes the trail, and puts an entry
into the case. The trail says what it was for; who got it stands in the case, which is encrypted.
"""

from __future__ import annotations

import uuid
from typing import Any, Final

from sqlalchemy.orm import Session

from trent_desktop.problems import AnswersRefused, NotFound, SignInRefused
from trent_desktop.reports.case_store import NOT_THERE, StoredCase, append, read_case
from trent_desktop.reports.cases import EntryKind, Move
from trent_desktop.reports.entries import NewEntry, author_of
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.out.given import WHOM_MISSING, Given
from trent_desktop.reports.out.giving_here import GivingOnLaptop
from trent_desktop.reports.reading import file_of, indexed, is_about, require_printable
from trent_desktop.reports.report import clean_words
from trent_desktop.school.keys.own_password import OwnPassword
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.database import next_change
from trent_desktop.storage.tables import CaseEntryRow

_LONGEST: Final = 200
NOT_YOUR_PASSWORD: Final = "That is not your password."  # noqa: S105 - a sentence


class GivingOut(GivingOnLaptop):
    """Copies for others, by those who lead on safeguarding, and the Chair of Governors."""

    def __init__(self, signed_in: SignedIn, password: OwnPassword, index: LocalIndex) -> None:
        super().__init__(signed_in)
        self._password = password
        self._index = index

    def check_password(self, password: str) -> None:
        """Raises `SignInRefused` unless this is my password, or when it is too soon to try."""
        if not self._password.check(password):
            raise SignInRefused(NOT_YOUR_PASSWORD)

    def record(self, given: Given, password: str) -> None:
        """Write down that a copy leaves: in the trail, and in the case to whom and what for.

        Raises `SignInRefused` for a wrong password, `AnswersRefused` without somebody who gets it,
        `NotAllowed`, `NotFound`, and `PrintRefused` for a case that has been stopped meanwhile.
        """
        me = self._me
        me.require(Right.DECIDE)
        to = clean_words(given.to).replace("\n", " ").strip()
        if not to:
            raise AnswersRefused(WHOM_MISSING, (("to", WHOM_MISSING),))
        if len(to) > _LONGEST:
            said = f"Shorten this by {len(to) - _LONGEST:,} characters."
            raise AnswersRefused(said, (("to", said),))
        self.check_password(password)
        with me.database.write() as session:
            me.require_now(session, Right.DECIDE)
            stored = self._read(session, given.case_id)
            if session.get(CaseEntryRow, given.id) is None:
                append(session, stored, [self._entry(given, to)], next_change(session))
            details: dict[str, Any] = {"bars": given.bars, "sha256": given.digest}
            if not stored.route.sealed:
                details["purpose"] = given.purpose.value  # of a sealed one its own entry says it
            me.audit(session, Act.CASE_EXPORTED, str(given.case_id), details)
            session.flush()
            again = self._read(session, given.case_id)
        self._index.update([indexed(again)], [])

    def _read(self, session: Session, case_id: uuid.UUID) -> StoredCase:
        stored = read_case(session, self._me.keyring, case_id)
        if is_about(self._me, stored):
            raise NotFound(NOT_THERE)
        require_printable(stored, file_of(self._me, stored).summary)
        return stored

    def _entry(self, given: Given, to: str) -> NewEntry:
        bars = {0: "nothing", 1: "1 place"}.get(given.bars, f"{given.bars} places")
        words = (
            f"A copy of this report was given to {given.purpose.words}: {to}\n"
            f"Blacked out in it: {bars}. SHA-256 of the file: {given.digest}"
        )
        details = {"given": given.purpose.value, "sha256": given.digest, "bars": given.bars}
        return NewEntry(
            given.id,
            EntryKind.NOTE,
            self._me.clock(),
            author_of(self._me),
            Move.NOTE,
            words,
            details,
        )
