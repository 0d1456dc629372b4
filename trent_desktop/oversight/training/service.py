"""Training: sessions, who was there, certificates, and what is due. Asks the share."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping

from trent_desktop.asking import or_as_last_seen
from trent_desktop.dated import Dated
from trent_desktop.newer import body_read
from trent_desktop.oversight.training import dates, rows
from trent_desktop.oversight.training.attendance import (
    attendees_of,
    require_held,
    session_now,
    write_mark,
)
from trent_desktop.oversight.training.checking import (
    checked_certificate,
    checked_session,
    checked_why,
)
from trent_desktop.oversight.training.codes import code_of, member_of
from trent_desktop.oversight.training.counting import counted, standing_of
from trent_desktop.oversight.training.models import (
    TrainingCertificateRow,
    TrainingSessionRow,
)
from trent_desktop.oversight.training.standing import months_after
from trent_desktop.oversight.training.topics import STAFF, unknown_topics
from trent_desktop.oversight.training.values import (
    Attended,
    Attendee,
    CertificateDraft,
    How,
    ScanKind,
    Scanned,
    Session,
    SessionDraft,
    SheetLine,
    Standing,
    TrainingCounts,
)
from trent_desktop.problems import MoveNotPossible, NotFound, SomebodyWasFaster
from trent_desktop.school.keys.session import Clocked
from trent_desktop.school.people.people import MemberState
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.tables import MemberRow


class TrainingService(Clocked):
    """Each member sees the sessions and what is hers; who else was there, those who keep it."""

    # ------------------------------------------------------------------ sessions

    @or_as_last_seen
    def sessions(self) -> tuple[Session, ...]:
        """All sessions, the newest first. How many were there, and whether she was; no name."""
        return self._log().sessions

    def plan(self, session_id: uuid.UUID, draft: SessionDraft) -> None:
        """Write a session down, one to come or one that was. Repeated, it lands once.

        Raises `NotAllowed` or `AnswersRefused`.
        """
        me = self._me
        me.require(Right.KEEP_TRAINING)
        draft = checked_session(draft, self.today)
        with me.database.write() as unit:
            me.require_now(unit, Right.KEEP_TRAINING)
            if unit.get(TrainingSessionRow, session_id) is not None:
                return
            unit.add(
                TrainingSessionRow(
                    id=session_id,
                    day=draft.day,
                    content=rows.draft_to_json(draft),
                    version=1,
                    made_at=me.clock(),
                    made_by=me.member.id,
                )
            )
            me.audit(unit, Act.TRAINING_RECORDED, str(session_id), {"what": "session"})

    def correct(
        self, change_id: uuid.UUID, session_id: uuid.UUID, draft: SessionDraft, why: str, seen: int
    ) -> None:
        """Correct a session; what it said before stays, with who changed it and why (rule 64).

        `seen` is the version that she looked at. Raises `NotAllowed`, `AnswersRefused`,
        `NotFound`, `SomebodyWasFaster`, or `MoveNotPossible` when it was called off.
        """
        me = self._me
        me.require(Right.KEEP_TRAINING)
        draft = checked_session(draft, self.today)
        why = checked_why(why, "Say why you are changing it.")
        with me.database.write() as unit:
            row = session_now(me, unit, session_id)
            history = rows.history_of(row.content)
            if any(body_read(one).get("id") == str(change_id) for one in history):
                return
            if row.called_off_at is not None:
                raise MoveNotPossible(
                    "This session was called off.", what_to_do="Write down a new one."
                )
            if row.version != seen:
                raise SomebodyWasFaster(
                    "Somebody else changed this session meanwhile.",
                    what_to_do="Open it again, and look at what it says now.",
                )
            was = rows.draft_to_json(rows.draft_of(row.content, row.day))
            kept = {"at": me.clock().isoformat(), "by": str(me.member.id), "why": why, "was": was}
            content, kept_too = rows.draft_to_json(draft), body_read(row.content)
            content["topics"] += unknown_topics(kept_too.get("topics"))
            row.content = {
                **kept_too,
                **content,
                "history": [*history, {"id": str(change_id), **kept}],
            }
            row.day = draft.day
            row.version += 1
            me.audit(unit, Act.TRAINING_RECORDED, str(session_id), {"what": "correction"})

    def call_off(self, session_id: uuid.UUID, why: str) -> None:
        """It does not take place. It stays to be read, and counts for nobody. Done twice, once.

        Raises `NotAllowed`, `AnswersRefused` or `NotFound`.
        """
        me = self._me
        me.require(Right.KEEP_TRAINING)
        why = checked_why(why, "Say why.")
        with me.database.write() as unit:
            row = session_now(me, unit, session_id)
            if row.called_off_at is not None:
                return
            row.called_off_at = me.clock()
            row.content = {**body_read(row.content), "called_off_why": why}
            row.version += 1
            me.audit(unit, Act.TRAINING_RECORDED, str(session_id), {"what": "called off"})

    # ------------------------------------------------------------------ who was there

    def attendees(self, session_id: uuid.UUID) -> tuple[Attendee, ...]:
        """Everybody who is a member now, and whoever was there, by name. Raises `NotAllowed`."""
        self._me.require(Right.SEE_WHO_READ)
        marks = self._log().marks.get(session_id, {})
        return attendees_of(self._me.directory.members, marks)

    def mark(
        self,
        entry_id: uuid.UUID,
        session_id: uuid.UUID,
        there: Mapping[uuid.UUID, bool],
        *,
        why: str = "",
        how: How = How.LIST,
    ) -> None:
        """Say who was there, and who was not after all, which needs a reason (rule 64).

        What stands already is not written again; repeated, it lands once. Raises `NotAllowed`,
        `AnswersRefused`, `NotFound`, or `MoveNotPossible` before the day and when it was called off.
        """
        me = self._me
        me.require(Right.KEEP_TRAINING)
        with me.database.write() as unit:
            row = session_now(me, unit, session_id)
            require_held(row, self.today)
            written = 0
            for member_id, is_there in there.items():
                stands = rows.newest_mark(unit, session_id, member_id)
                if (stands is not None and stands.there) is is_there:
                    continue
                reason = "" if is_there else checked_why(why, "Say why they were not there.")
                written += write_mark(
                    me,
                    unit,
                    entry_id,
                    session_id,
                    member_id,
                    how if is_there else How.NOT_THERE,
                    reason,
                )
            if written:
                me.audit(unit, Act.TRAINING_RECORDED, str(session_id), {"what": "who was there"})

    def scan(self, entry_id: uuid.UUID, session_id: uuid.UUID, text: str) -> Scanned:
        """Record a code from the sheet, scanned or typed. Raises what `mark` raises."""
        me = self._me
        me.require(Right.KEEP_TRAINING)
        members = {one.id: one.name for one in me.directory.members}
        found = member_of(text, me.directory.school.id, session_id, members)
        if isinstance(found, ScanKind):
            return Scanned(found)
        with me.database.read() as unit:
            stands = rows.newest_mark(unit, session_id, found)
            again = rows.was_written(unit, entry_id, session_id, found)
        if stands is not None and stands.there:
            return Scanned(ScanKind.RECORDED if again else ScanKind.ALREADY, members[found])
        self.mark(entry_id, session_id, {found: True}, how=How.CODE)
        return Scanned(ScanKind.RECORDED, members[found])

    def i_was_there(self, session_id: uuid.UUID) -> None:
        """She says so herself, on the day of it. Said twice, it is said once.

        After somebody took it back with a reason she cannot say it again. Raises `NotFound`, or
        `MoveNotPossible` on any other day and when it was called off.
        """
        me = self._me
        with me.database.write() as unit:
            me.require_member_now(unit)
            row = unit.get(TrainingSessionRow, session_id)
            if row is None:
                raise NotFound("There is no such session.")
            require_held(row, self.today)
            if row.day != self.today:
                raise MoveNotPossible(
                    "You can say that you were there on the day itself.",
                    what_to_do="Ask whoever keeps the list to tick you.",
                )
            stands = rows.newest_mark(unit, session_id, me.member.id)
            if stands is not None and stands.there:
                return
            if stands is not None:
                raise MoveNotPossible(
                    "Somebody wrote down that you were not there.",
                    what_to_do="Ask whoever keeps the list.",
                )
            write_mark(me, unit, session_id, session_id, me.member.id, How.HERSELF, "")
            me.audit(unit, Act.TRAINING_RECORDED, str(session_id), {"what": "herself"})

    def sheet(self, session_id: uuid.UUID) -> tuple[Session, tuple[SheetLine, ...]]:
        """What the sheet to sign says: a line and a code for each member, and who was there.

        Raises `NotAllowed` or `NotFound`.
        """
        me = self._me
        me.require(Right.KEEP_TRAINING)
        log = self._log()
        session = self._one(log, session_id)
        school = me.directory.school.id
        people = attendees_of(me.directory.members, log.marks.get(session_id, {}))
        return session, tuple(
            SheetLine(
                one.name, one.roles, code_of(school, session_id, one.member_id), there=one.there
            )
            for one in people
        )

    def attended(self, session_id: uuid.UUID, member_id: uuid.UUID) -> Attended:
        """What her certificate of a session says. Hers alone, and for those who keep training.

        Raises `NotAllowed`, or `NotFound` when she was not there.
        """
        self._require_hers(member_id)
        log = self._log()
        said = next((one.said for one in log.attended(member_id) if one.id == session_id), None)
        if said is None:
            raise NotFound("Nothing says that you were at this session.")
        holds = tuple((one.title, months_after(said.day, one.months)) for one in said.topics)
        return Attended(self._names().get(member_id, ""), said, holds)

    # ------------------------------------------------------------------ certificates from elsewhere

    def add_certificate(
        self, certificate_id: uuid.UUID, member_id: uuid.UUID, draft: CertificateDraft
    ) -> None:
        """Keep what a certificate says: her own, or anybody's for those who keep training.

        Repeated, it lands once. Raises `NotAllowed`, `AnswersRefused` or `NotFound`.
        """
        me = self._me
        if member_id != me.member.id:
            me.require(Right.KEEP_TRAINING)
        draft = checked_certificate(draft, self.today)
        with me.database.write() as unit:
            me.require_member_now(unit)
            if member_id != me.member.id:
                me.require_now(unit, Right.KEEP_TRAINING)
            if unit.get(MemberRow, member_id) is None:
                raise NotFound("There is no such member.")
            if unit.get(TrainingCertificateRow, certificate_id) is not None:
                return
            content = {
                "title": draft.title,
                "provider": draft.provider,
                "topics": [one.value for one in draft.topics],
            }
            unit.add(
                TrainingCertificateRow(
                    id=certificate_id,
                    member_id=member_id,
                    content=content,
                    day=draft.day,
                    expires=draft.expires,
                    made_at=me.clock(),
                    made_by=me.member.id,
                )
            )
            me.audit(unit, Act.TRAINING_RECORDED, str(certificate_id), {"what": "certificate"})

    def withdraw_certificate(self, certificate_id: uuid.UUID, why: str) -> None:
        """It was wrong: it counts no more, and stays with the reason (rule 64). Twice is once.

        Raises `NotAllowed`, `AnswersRefused` or `NotFound`.
        """
        me = self._me
        why = checked_why(why, "Say what was wrong.")
        with me.database.write() as unit:
            me.require_member_now(unit)
            row = unit.get(TrainingCertificateRow, certificate_id)
            if row is None or (row.member_id != me.member.id and not me.may(Right.KEEP_TRAINING)):
                raise NotFound("There is no such certificate, or it is not yours.")
            if row.member_id != me.member.id:
                me.require_now(unit, Right.KEEP_TRAINING)
            if row.withdrawn_at is not None:
                return
            row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = me.clock(), me.member.id, why
            me.audit(unit, Act.TRAINING_RECORDED, str(certificate_id), {"what": "withdrawn"})

    # ------------------------------------------------------------------ how it stands

    @or_as_last_seen
    def mine(self) -> Standing:
        """How it stands with her who is signed in."""
        return standing_of(self._log(), self._me.member, self.today)

    @or_as_last_seen
    def standings(self) -> tuple[Standing, ...]:
        """How it stands with everybody who can sign in or is invited, by name.

        Raises `NotAllowed`.
        """
        self._me.require(Right.SEE_WHO_READ)
        log = self._log()
        members = (
            one for one in self._me.directory.members if one.state is not MemberState.REMOVED
        )
        found = [standing_of(log, one, self.today) for one in members]
        return tuple(sorted(found, key=lambda one: one.name.casefold()))

    def dates(self, today: dt.date) -> tuple[Dated, ...]:
        """What of training has a day, for her who is signed in: what ends soon, what is to come."""
        log = self._log()
        found = dates.renewals(standing_of(log, self._me.member, today))
        keeps = self._me.may(Right.KEEP_TRAINING)
        return (*found, *dates.of_sessions(log.sessions, today, keeps=keeps))

    def counts(self, first: dt.date, last: dt.date) -> TrainingCounts:
        """Training in numbers between two days, both counted; whoever has left counts too.

        Raises `NotAllowed`.
        """
        me = self._me
        if not me.may(Right.SEE_WHO_READ):
            me.require(Right.SEE_GOVERNORS_PAGE)
        log = self._log()
        staff = [
            standing_of(log, one, last)
            for one in me.directory.members
            if one.active and not one.roles.isdisjoint(STAFF)
        ]
        return counted(log, staff, first, last)

    # ------------------------------------------------------------------ inside

    def _log(self) -> rows.Log:
        with self._me.database.read() as unit:
            return rows.read_log(unit, self._me.member.id, self._names())

    def _names(self) -> dict[uuid.UUID, str]:
        return {one.id: one.name for one in self._me.directory.members}

    @staticmethod
    def _one(log: rows.Log, session_id: uuid.UUID) -> Session:
        found = next((one for one in log.sessions if one.id == session_id), None)
        if found is None:
            raise NotFound("There is no such session.")
        return found

    def _require_hers(self, member_id: uuid.UUID) -> None:
        if member_id != self._me.member.id:
            self._me.require(Right.SEE_WHO_READ)
