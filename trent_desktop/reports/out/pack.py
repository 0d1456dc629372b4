"""The pack for the school that a child goes to: what may go, the files, and whether it arrived.

    plan = school.packs.look(pupil_id)           # what goes, what stays here and why
    pack = school.packs.make(plan, "Oakfield Primary School", letterhead)
    school.packs.send(pack, password)            # written down in each report; then it is saved
    school.packs.arrived(pack.number, day)       # when the receipt came back

A pack is one file: a locked PDF for each report, a locked list of them, and a receipt to sign. It
has no table of its own: that it was sent, and when it arrived, are entries in the reports.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import uuid
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from trent_desktop.documents.page import Letterhead
from trent_desktop.newer import NEWER, day_read
from trent_desktop.problems import AnswersRefused, MoveNotPossible, NotFound, SignInRefused
from trent_desktop.reports.case_store import StoredCase, append, read_case
from trent_desktop.reports.cases import CaseFile, EntryKind, Move, Route
from trent_desktop.reports.chronology.kept import cases_of
from trent_desktop.reports.chronology.values import pupil_key
from trent_desktop.reports.entries import NewEntry, author_of
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.index_values import CaseQuery, Cursor
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.out.given import Purpose
from trent_desktop.reports.out.giving import NOT_YOUR_PASSWORD
from trent_desktop.reports.out.marks import Redaction, blackened
from trent_desktop.reports.out.pack_papers import Packed, contents_sheet, receipt
from trent_desktop.reports.out.packed import (
    PATIENCE,
    SCHOOL_MISSING,
    Pack,
    PackPlan,
    PlannedCase,
    SentPack,
)
from trent_desktop.reports.out.school_days import school_days_between
from trent_desktop.reports.out.text import export_text
from trent_desktop.reports.readable import read_many
from trent_desktop.reports.reading import file_of, indexed, is_about, require_printable
from trent_desktop.reports.report import clean_words
from trent_desktop.school.classes.undo import merged_into
from trent_desktop.school.keys.joining.codes import new_one_time_code, random_signs
from trent_desktop.school.keys.own_password import OwnPassword
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.database import next_change
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.tables import CaseEntryRow

STOPPED: Final = "It must never leave. Tell the next school’s safeguarding lead by telephone."
SEALED: Final = "It is about a grown-up who works here. Ask the Headteacher."
NOT_READ: Final = "It can only be read with the newer Trent Desktop."
_PORTION: Final = 200
_LONGEST: Final = 120
#: Words that every entry about a pack holds, by which it is found again.
_FOUND_BY: Final = "pack next school receipt"

_Details = Callable[[uuid.UUID], dict[str, str]]


class Packs:
    """Packs for the next school, by those who lead on safeguarding."""

    def __init__(self, signed_in: SignedIn, password: OwnPassword, index: LocalIndex) -> None:
        self._me = signed_in
        self._password = password
        self._index = index

    # ------------------------------------------------------------------ making one

    def look(self, pupil_id: uuid.UUID) -> PackPlan:
        """The reports of a child that I read, and which of them go. Raises `NotAllowed`, `NotFound`.

        One that I may not read is not counted and not hinted at.
        """
        me = self._me
        me.require(Right.DECIDE)
        pupil = next((one for one in me.directory.pupils if one.id == pupil_id), None)
        if pupil is None:
            raise NotFound("There is no such pupil at the school.")
        # By her entry in the school's list, with those that were merged into it, as on her page;
        # never by a name, which may be another child's.
        with me.database.read() as session:
            ids = (pupil_id, *merged_into(session, pupil_id))
        with me.store.reading() as connection:
            cases = cases_of(connection, tuple(map(pupil_key, ids)))
        # One of a newer program tells this one nothing of its people but their entries.
        rows = self._index.page(CaseQuery(pupil_id.hex), (), None, _PORTION).rows
        newer = [one.id for one in rows if one.readable and one.newer and one.id not in cases]
        found = tuple(map(_planned, self._read_all([*cases, *newer])))
        return PackPlan(pupil_id, pupil.name, found)

    def make(
        self,
        plan: PackPlan,
        to: str,
        letterhead: Letterhead,
        redactions: Mapping[uuid.UUID, Sequence[Redaction]] | None = None,
    ) -> Pack:
        """The pack in memory; nothing is written down yet. Slow: some seconds for many reports.

        `redactions` are what somebody marked in single reports. Raises `AnswersRefused` without a
        school, `MoveNotPossible` when nothing may go, `NotAllowed`, `NotFound`, `PrintRefused`.
        """
        from trent_desktop.documents.locking import Lock
        from trent_desktop.reports.out.document import record_pdf

        me = self._me
        me.require(Right.DECIDE)
        to = clean_words(to).replace("\n", " ").strip()[:_LONGEST]
        if not to:
            raise AnswersRefused(SCHOOL_MISSING, (("to", SCHOOL_MISSING),))
        if not plan.going:
            raise MoveNotPossible("There is no report of this child that may go into a pack.")
        now = me.clock().astimezone()
        passphrase, day = new_one_time_code("pack"), now.date()
        lock = Lock(passphrase)
        number = f"PK-{day.year}-{random_signs(6, 'number')}"
        packed: list[Packed] = []
        for one in plan.going:
            with me.database.write(Repeat.LOOKS) as session:
                file = file_of(me, self._read(session, one.id))
                me.audit(session, Act.CASE_READ, str(one.id))
            text = blackened(export_text(file), (redactions or {}).get(one.id, ()))
            pdf = record_pdf(text, letterhead, Purpose.SCHOOL.words, day, lock=lock)
            kind = kind_named(file.summary.kind)
            packed.append(
                Packed(
                    one.reference,
                    kind.title if kind else NEWER,
                    file.summary.recorded_at,
                    pdf.pages,
                    pdf.content,
                    hashlib.sha256(pdf.content).hexdigest(),
                )
            )
        sheet = contents_sheet(letterhead, number, plan.pupil, to, day, packed)
        files = {
            "Contents.pdf": sheet.make(lock=lock).content,
            "Receipt.pdf": receipt(letterhead, number, day, len(packed)).content,
            **{one.name: one.content for one in packed},
        }
        cases = tuple(one.id for one in plan.going)
        return Pack(number, to, _zipped(files, now), passphrase, tuple(packed), cases)

    def send(self, pack: Pack, password: str) -> None:
        """Write down in each report that it went, and in the trail. Then the file may be saved.

        Raises `SignInRefused` for a wrong password, `NotAllowed`, `NotFound`, and `PrintRefused`
        when one of the reports was stopped meanwhile: nothing is written down then.
        """
        me = self._me
        me.require(Right.DECIDE)
        if not self._password.check(password):
            raise SignInRefused(NOT_YOUR_PASSWORD)
        digests = dict(zip(pack.cases, (one.digest for one in pack.files), strict=True))
        words = (
            f"A copy of this report went to {pack.to} in the pack {pack.number} for the next "
            "school. We are waiting for the receipt."
        )

        def details(case_id: uuid.UUID) -> dict[str, str]:
            return {"pack": pack.number, "to": pack.to, "sha256": digests[case_id]}

        self._write(pack.cases, pack.number, "sent", words, details, exported=True)

    # ------------------------------------------------------------------ whether it arrived

    def sent(self) -> tuple[SentPack, ...]:
        """The packs of which I read a report, newest first; late ones say so."""
        self._me.require(Right.DECIDE)
        today = self._me.clock().astimezone().date()
        found: dict[str, SentPack] = {}
        for file in self._files(_FOUND_BY):
            for entry in file.timeline:
                number = str(entry.details.get("pack", ""))
                if not number or entry.kind is not EntryKind.NOTE:
                    continue
                day = entry.at.astimezone().date()
                pack = found.get(number) or SentPack(number, str(entry.details.get("to", "")), day)
                if (came := day_read(entry.details.get("arrived"))) is not None:
                    pack = replace(pack, arrived=came)
                cases = tuple(dict.fromkeys((*pack.cases, file.summary.id)))
                found[number] = replace(pack, cases=cases, sent=min(pack.sent, day))
        packs = [
            replace(
                one, late=one.arrived is None and school_days_between(one.sent, today) >= PATIENCE
            )
            for one in found.values()
        ]
        return tuple(sorted(packs, key=lambda one: (one.sent, one.number), reverse=True))

    def arrived(self, number: str, day: dt.date) -> None:
        """The signed receipt came back: its day, written down in each report.

        Raises `NotFound` for a pack that I read nothing of, `AnswersRefused` for a day before it
        was sent or after today, `NotAllowed`.
        """
        pack = next((one for one in self.sent() if one.number == number), None)
        if pack is None:
            raise NotFound("There is no such pack, or it is not yours to see.")
        if not pack.sent <= day <= self._me.clock().astimezone().date():
            said = "Give a day from when it was sent until today."
            raise AnswersRefused(said, (("day", said),))
        if pack.arrived is not None:
            return
        words = f"The receipt for the pack {number} for the next school came back."
        self._write(
            pack.cases,
            number,
            "arrived",
            words,
            lambda _case: {"pack": number, "arrived": day.isoformat()},
            exported=False,
        )

    # ------------------------------------------------------------------ within

    def _write(
        self,
        cases: Sequence[uuid.UUID],
        number: str,
        what: str,
        words: str,
        details: _Details,
        *,
        exported: bool,
    ) -> None:
        """The same entry in each report, in one unit of work; tried again it is one entry."""
        me = self._me
        put: list[StoredCase] = []
        with me.database.write() as session:
            me.require_now(session, Right.DECIDE)
            change = next_change(session)
            for case_id in cases:
                stored = self._read(session, case_id, leaves=exported)
                entry_id = uuid.uuid5(case_id, f"{number} {what}")
                if session.get(CaseEntryRow, entry_id) is None:
                    entry = NewEntry(
                        entry_id,
                        EntryKind.NOTE,
                        me.clock(),
                        author_of(me),
                        Move.NOTE,
                        words,
                        details(case_id),
                    )
                    append(session, stored, [entry], change)
                act = Act.CASE_EXPORTED if exported else Act.CASE_MOVED
                told = {"purpose": Purpose.SCHOOL.value, "pack": number}
                me.audit(session, act, str(case_id), told if exported else {"move": "note"})
            session.flush()
            put = [self._read(session, case_id, leaves=exported) for case_id in cases]
            rows = [indexed(one) for one in put]
        self._index.update(rows, [])

    def _read(self, session: Session, case_id: uuid.UUID, *, leaves: bool = True) -> StoredCase:
        """A report that I read, and, where it `leaves`, one that may."""
        stored = read_case(session, self._me.keyring, case_id)
        if is_about(self._me, stored):
            raise NotFound("One of the reports is no longer yours to see.")
        if leaves:
            require_printable(stored, file_of(self._me, stored).summary)
        return stored

    def _read_all(self, case_ids: Sequence[uuid.UUID]) -> Iterator[CaseFile]:
        """Those of these reports that I read, in their order."""
        for start in range(0, len(case_ids), _PORTION):
            with self._me.database.read() as session:
                part = case_ids[start : start + _PORTION]
                stored = read_many(session, self._me.keyring, part)
                files = [file_of(self._me, one) for one in stored if not is_about(self._me, one)]
            yield from files

    def _files(self, words: str) -> Iterator[CaseFile]:
        """The reports that I read with these words in them, newest first."""
        after: Cursor | None = None
        while True:
            page = self._index.page(CaseQuery(words), (), after, _PORTION)
            yield from self._read_all([one.id for one in page.rows if one.readable])
            after = page.next
            if after is None:
                return


def _planned(file: CaseFile) -> PlannedCase:
    one = file.summary
    stays = ""
    if one.newer:
        stays = NOT_READ
    elif one.route is Route.STOPPED or any(name.startswith("stop_") for name in file.answers):
        stays = STOPPED
    elif one.route.sealed:
        stays = SEALED
    elif not file.may_print:
        stays = NOT_READ
    return PlannedCase(one.id, one.reference, one.title, stays)


def _zipped(files: Mapping[str, bytes], now: dt.datetime) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, now.timetuple()[:6])
            archive.writestr(info, content)
    return out.getvalue()
