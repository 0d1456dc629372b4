"""Giving a copy of a case to somebody outside the school: to whom, what for, and that it was done.

    giving = school.giving_out.begin(case)          # its text, and the names in it
    pdf = school.giving_out.copy_of(giving, marks.redactions(), Purpose.POLICE)
    ...                                             # somebody looks at exactly these bytes
    school.giving_out.record(given, password)       # then they are saved

Nothing leaves before `record`: it asks for the password again, writes the trail, and puts an entry
into the case. The trail says what it was for; who got it stands in the case, which is encrypted.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from sqlalchemy.orm import Session

from trent_desktop.asking import on_laptop
from trent_desktop.documents.page import Letterhead, Pdf
from trent_desktop.problems import AnswersRefused, NotFound, SignInRefused
from trent_desktop.reports.case_store import NOT_THERE, StoredCase, append, read_case
from trent_desktop.reports.cases import CaseFile, EntryKind, Move
from trent_desktop.reports.entries import NewEntry, author_of
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.out.document import record_pdf
from trent_desktop.reports.out.marks import Redaction, blackened, left_standing
from trent_desktop.reports.out.names import Person, people_of
from trent_desktop.reports.out.text import ExportText, export_text
from trent_desktop.reports.reading import file_of, indexed, is_about, require_printable
from trent_desktop.reports.report import clean_words
from trent_desktop.school.keys.own_password import OwnPassword
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.database import next_change
from trent_desktop.storage.tables import CaseEntryRow

_LONGEST: Final = 200
WHOM_MISSING: Final = "Say who gets it: a name, and where they work."
NOT_YOUR_PASSWORD: Final = "That is not your password."  # noqa: S105 - a sentence


class Purpose(StrEnum):
    """For whom a copy is made."""

    POLICE = "police"
    LADO = "lado"
    SOCIAL_CARE = "social-care"
    SUBJECT = "subject-access"
    SCHOOL = "other-school"
    INSURER = "insurer"
    PANEL = "panel"

    @property
    def words(self) -> str:
        """For whom, inside a sentence. Never anybody's name."""
        return _PURPOSES[self]


_PURPOSES: Final = {
    Purpose.POLICE: "the police",
    Purpose.LADO: "the Local Authority Designated Officer (LADO)",
    Purpose.SOCIAL_CARE: "children’s social care",
    Purpose.SUBJECT: "somebody who asked for their own records",
    Purpose.SCHOOL: "another school",
    Purpose.INSURER: "the insurer",
    Purpose.PANEL: "a panel of governors",
}


@dataclass(frozen=True, slots=True)
class Giving:
    """A case about to be given out: its text, and everybody whose name may stand in it."""

    case_id: uuid.UUID
    text: ExportText = field(repr=False)
    people: tuple[Person, ...] = field(repr=False)

    @property
    def of_case(self) -> tuple[Person, ...]:
        """Those who have a part in it, one of whom the copy may be about."""
        return tuple({one.key: one for one in reversed(self.people) if one.of_case}.values())[::-1]


@dataclass(frozen=True, slots=True)
class Given:
    """A copy as it was looked at, ready to leave. `id` is made once, however often it is tried."""

    id: uuid.UUID
    case_id: uuid.UUID
    purpose: Purpose
    to: str = field(repr=False)
    content: bytes = field(repr=False)
    bars: int

    @property
    def digest(self) -> str:
        """The SHA-256 of the copy: whoever holds it can show that it is this one."""
        return hashlib.sha256(self.content).hexdigest()


class GivingOut:
    """Copies for others, by those who lead on safeguarding, and the Chair of Governors."""

    def __init__(self, signed_in: SignedIn, password: OwnPassword, index: LocalIndex) -> None:
        self._me = signed_in
        self._password = password
        self._index = index

    @property
    def may(self) -> bool:
        """Whether I may give copies out. In memory."""
        return self._me.may(Right.DECIDE)

    @on_laptop
    def begin(self, case: CaseFile) -> Giving:
        """The text of a case as it was read, and the names to look for. In memory.

        Raises `NotAllowed`, or `PrintRefused` for a case that must not leave.
        """
        self._me.require(Right.DECIDE)
        directory = self._me.directory
        people = people_of(case, directory.pupils, directory.members)
        return Giving(case.summary.id, export_text(case), people)

    @on_laptop
    def copy_of(
        self,
        giving: Giving,
        redactions: Sequence[Redaction],
        purpose: Purpose,
        letterhead: Letterhead,
    ) -> Pdf:
        """The copy as a PDF in memory, with what to look at once more in its notes. Slow.

        Raises `NotAllowed`, `AnswersRefused`.
        """
        self._me.require(Right.DECIDE)
        left = blackened(giving.text, redactions)
        day = self._me.clock().astimezone().date()
        pdf = record_pdf(left, letterhead, purpose.words, day)
        standing = left_standing(giving.text, redactions)
        notes = tuple(
            f"“{one.words}” is blacked out in one place and can be read in "
            f"{'another' if one.places == 1 else f'{one.places} others'}."
            for one in standing[:3]
        )
        more = len(standing) - 3
        if more > 0:
            notes += (f"The same is so of {more} more.",)
        return Pdf(pdf.content, pdf.pages, (*notes, *pdf.notes))

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
