"""Meetings with parents: planned, invited to, answered, held (rule 68)."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.agreements.giving.batch import BatchPlan
from trent_desktop.agreements.wording.wordings import read_current
from trent_desktop.asking import or_as_last_seen
from trent_desktop.dated import Dated
from trent_desktop.oversight.meetings.families import (
    CAME,
    REPLY,
    Household,
    by_class,
    households,
    read_answers,
)
from trent_desktop.oversight.meetings.letters import invitations
from trent_desktop.oversight.meetings.models import MeetingAnswerRow, MeetingFamilyRow, MeetingRow
from trent_desktop.oversight.meetings.rows import (
    checked,
    checked_number,
    checked_why,
    draft_to_json,
    meeting_of,
)
from trent_desktop.oversight.meetings.values import (
    PART,
    Meeting,
    MeetingCounts,
    MeetingDraft,
    MeetingList,
    Reply,
)
from trent_desktop.problems import AnswersRefused, MoveNotPossible, NotFound, SomebodyWasFaster
from trent_desktop.school.keys.session import Clocked
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act

_NOT_THERE: Final = "There is no such meeting."
_FASTER: Final = "Somebody else has just changed this meeting. Look at it again, then change it."


class MeetingService(Clocked):
    """What a member may do with meetings. Every method asks the share.

    Every member knows which there are; families are for those alone who hold meetings.
    """

    # ------------------------------------------------------------------ for every member

    @or_as_last_seen
    def meetings(self) -> tuple[Meeting, ...]:
        """All meetings: those to come first, the nearest at the top, then those that were."""
        with self._me.database.read() as session:
            rows = session.execute(select(MeetingRow)).scalars()
            found = [self._meeting(row) for row in rows]
        today = self.today
        return tuple(
            sorted(
                found,
                key=lambda one: (
                    one.said.day < today,
                    one.said.day.toordinal() * (1 if one.said.day >= today else -1),
                    one.said.begins,
                ),
            )
        )

    def dates(self, today: dt.date) -> tuple[Dated, ...]:
        """Meetings to come that were not called off."""
        coming = select(MeetingRow).where(
            MeetingRow.day >= today, MeetingRow.called_off_at.is_(None)
        )
        with self._me.database.read() as session:
            return tuple(_dated(self._meeting(row)) for row in session.execute(coming).scalars())

    def calendar_file(self, meeting_id: uuid.UUID) -> bytes:
        """A meeting as a file for a calendar. Raises `NotFound`, or `MoveNotPossible`."""
        # Few ask for it, and what writes it is slow to import.
        from trent_desktop.oversight.calendar.ics import event_file

        me = self._me
        with me.database.read() as session:
            one = self._meeting(_row(session, meeting_id))
        if one.is_off:
            raise MoveNotPossible("This meeting was called off.")
        return event_file(_dated(one), me.directory.school.id, me.clock(), place=one.said.place)

    def counts(self, first: dt.date, last: dt.date) -> MeetingCounts:
        """Meetings held from one day to another, both included. Raises `NotAllowed`."""
        self._me.require(Right.SEE_GOVERNORS_PAGE)
        last = min(last, self.today)
        with self._me.database.read() as session:
            held = (
                session.execute(
                    select(MeetingRow.id).where(
                        MeetingRow.day >= first,
                        MeetingRow.day <= last,
                        MeetingRow.called_off_at.is_(None),
                    )
                )
                .scalars()
                .all()
            )
            answers = read_answers(session, held)
            invited = sum(row.invited_at is not None for row in answers.rows.values())
            came = sum(row.number > 0 for (_, sort), row in answers.newest.items() if sort == CAME)
        return MeetingCounts(len(held), invited, came)

    # ------------------------------------------------------------------ planning

    def plan(self, meeting_id: uuid.UUID, draft: MeetingDraft) -> None:
        """A new meeting. Planned twice it is there once.

        Raises `NotAllowed`, or `AnswersRefused` with what is wrong or missing.
        """
        me = self._me
        me.require(Right.HOLD_MEETINGS)
        said = checked(draft, self.today, me.directory)
        with me.database.write() as session:
            me.require_now(session, Right.HOLD_MEETINGS)
            if session.get(MeetingRow, meeting_id) is not None:
                return
            session.add(
                MeetingRow(
                    id=meeting_id,
                    day=said.day,
                    content=draft_to_json(said),
                    version=1,
                    made_at=me.clock(),
                    made_by=me.member.id,
                    called_off_at=None,
                )
            )
            me.audit(session, Act.MEETING_CHANGED, str(meeting_id), {"what": "planned"})

    def change(
        self, change_id: uuid.UUID, meeting_id: uuid.UUID, draft: MeetingDraft, why: str, seen: int
    ) -> None:
        """Say it anew, with the reason; what it said before stays. `seen` is the version she saw.

        Raises `NotAllowed`, `NotFound`, `AnswersRefused`, `MoveNotPossible` for one that was
        called off, or `SomebodyWasFaster`.
        """
        me = self._me
        me.require(Right.HOLD_MEETINGS)
        said = checked(draft, self.today, me.directory)
        why = checked_why(why, "Say why you are changing it.")
        with me.database.write() as session:
            me.require_now(session, Right.HOLD_MEETINGS)
            row = _row(session, meeting_id)
            before: list[dict[str, Any]] = list(row.content.get("changes", []))
            if any(one["id"] == str(change_id) for one in before):
                return
            _require_on(row)
            if row.version != seen:
                raise SomebodyWasFaster(_FASTER)
            was = {name: row.content[name] for name in draft_to_json(said)}
            before.append(
                {
                    "id": str(change_id),
                    "at": me.clock().isoformat(),
                    "by": str(me.member.id),
                    "why": why,
                    "was": was,
                }
            )
            row.content = {**draft_to_json(said), "changes": before}
            row.day, row.version = said.day, row.version + 1
            me.audit(session, Act.MEETING_CHANGED, str(meeting_id), {"what": "changed"})

    def call_off(self, meeting_id: uuid.UUID, why: str) -> None:
        """It will not be; it stays in the list with the reason. Called off twice it is so once.

        Raises `NotAllowed`, `NotFound`, or `AnswersRefused` without a reason.
        """
        me = self._me
        me.require(Right.HOLD_MEETINGS)
        why = checked_why(why, "Say why you are calling it off.")
        with me.database.write() as session:
            me.require_now(session, Right.HOLD_MEETINGS)
            row = _row(session, meeting_id)
            if row.called_off_at is not None:
                return
            row.called_off_at = me.clock()
            row.content = {**row.content, "off": {"why": why, "by": str(me.member.id)}}
            row.version += 1
            me.audit(session, Act.MEETING_CHANGED, str(meeting_id), {"what": "called off"})

    # ------------------------------------------------------------------ families

    def families(self, meeting_id: uuid.UUID) -> MeetingList:
        """A meeting with its families, class by class. Raises `NotAllowed` or `NotFound`."""
        me = self._me
        me.require(Right.HOLD_MEETINGS)
        with me.database.read() as session:
            meeting = self._meeting(_row(session, meeting_id))
            answers = read_answers(session, (meeting_id,))
            homes = households(session, me.directory, meeting.said, answers, self.today)
            return MeetingList(meeting, by_class(homes, answers, me.directory))

    def letters(self, meeting_id: uuid.UUID, *, only_new: bool = False) -> BatchPlan:
        """The invitations, or those alone for families that have none yet. Writes nothing.

        Raises `NotAllowed`, `NotFound`, `MoveNotPossible` for one that was called off or is over,
        or `AnswersRefused` when there is nobody to invite.
        """
        me = self._me
        me.require(Right.HOLD_MEETINGS)
        with me.database.read() as session:
            row = _row(session, meeting_id)
            _require_on(row)
            said = self._meeting(row).said
            if said.day < self.today:
                raise MoveNotPossible(
                    "This meeting has taken place. Nobody can be invited any more."
                )
            answers = read_answers(session, (meeting_id,))
            homes = households(session, me.directory, said, answers, self.today)
            if only_new:
                homes = tuple(
                    one
                    for one in homes
                    if all(answers.rows[row_id].invited_at is None for row_id in one.rows)
                )
            current = read_current(session, {one.family.language for one in homes})
        if not homes:
            words = "Every family has an invitation." if only_new else "There is nobody to invite."
            raise AnswersRefused(words, (("whom", words),))
        return invitations(said, homes, current)

    def printed(self, meeting_id: uuid.UUID, plan: BatchPlan) -> None:
        """Write down that these invitations are printed or saved. Twice changes nothing more.

        Raises `NotAllowed`, `NotFound`, or `MoveNotPossible` when it was called off meanwhile.
        """
        me = self._me
        me.require(Right.HOLD_MEETINGS)
        invited = {form.pupil_id for form in plan.forms}
        with me.database.write() as session:
            me.require_now(session, Right.HOLD_MEETINGS)
            row = _row(session, meeting_id)
            _require_on(row)
            count = 0
            for home in self._homes(session, row):
                if invited.isdisjoint(home.pupil_ids):
                    continue
                family = self._family_row(session, meeting_id, home)
                if family.invited_at is None:
                    family.invited_at = me.clock()
                    count += 1
            details = {"what": "invitations printed", "letters": len(plan.forms), "new": count}
            me.audit(session, Act.MEETING_CHANGED, str(meeting_id), details)

    def answer(
        self,
        entry_id: uuid.UUID,
        meeting_id: uuid.UUID,
        pupil_id: uuid.UUID,
        reply: Reply,
        number: int = 0,
    ) -> None:
        """What the family of a child ticked; `number` people come. A new answer corrects the last.

        Raises `NotAllowed`, `NotFound`, `AnswersRefused` for a number out of reach, or
        `MoveNotPossible` for a meeting that was called off.
        """
        if reply is Reply.COMING:
            checked_number(number, 1, _refuse_number)
        else:
            number = 0
        self._write(entry_id, meeting_id, pupil_id, REPLY, reply.value, number)

    def came(
        self, entry_id: uuid.UUID, meeting_id: uuid.UUID, pupil_id: uuid.UUID, number: int
    ) -> None:
        """How many came of the family of a child; 0 for nobody. A new number corrects the last.

        Raises what `answer` raises; `MoveNotPossible` before the day, too.
        """
        checked_number(number, 0, _refuse_number)
        self._write(entry_id, meeting_id, pupil_id, CAME, CAME, number)

    # ------------------------------------------------------------------ inside

    def _write(
        self,
        entry_id: uuid.UUID,
        meeting_id: uuid.UUID,
        pupil_id: uuid.UUID,
        sort: str,
        value: str,
        number: int,
    ) -> None:
        me = self._me
        me.require(Right.HOLD_MEETINGS)
        with me.database.write() as session:
            me.require_now(session, Right.HOLD_MEETINGS)
            if session.get(MeetingAnswerRow, entry_id) is not None:
                return
            row = _row(session, meeting_id)
            _require_on(row)
            if sort == CAME and row.day > self.today:
                raise MoveNotPossible("This meeting has not taken place yet.")
            family = self._family_of(session, row, pupil_id)
            session.flush()  # what refers to it comes after it
            session.add(
                MeetingAnswerRow(
                    id=entry_id,
                    family_id=family.id,
                    sort=sort,
                    value=value,
                    number=number,
                    at=me.clock(),
                    by_id=me.member.id,
                )
            )
            me.audit(session, Act.MEETING_ANSWERED, str(meeting_id), {"what": sort})

    def _family_of(
        self, session: Session, row: MeetingRow, pupil_id: uuid.UUID
    ) -> MeetingFamilyRow:
        for home in self._homes(session, row):
            if pupil_id in home.pupil_ids:
                return self._family_row(session, row.id, home)
        answers = read_answers(session, (row.id,))
        for one in answers.rows.values():
            if str(pupil_id) in one.pupils:
                return one
        raise NotFound("This family is not on the list of this meeting.")

    def _homes(self, session: Session, row: MeetingRow) -> tuple[Household, ...]:
        answers = read_answers(session, (row.id,))
        said = self._meeting(row).said
        return households(session, self._me.directory, said, answers, self.today)

    def _family_row(
        self, session: Session, meeting_id: uuid.UUID, home: Household
    ) -> MeetingFamilyRow:
        """Its row, made when there is none. Its id is the same whoever makes it."""
        if home.rows:
            return session.get_one(MeetingFamilyRow, home.rows[0])
        pupils = sorted(str(one) for one in home.pupil_ids)
        row = MeetingFamilyRow(
            id=uuid.uuid5(meeting_id, pupils[0]),
            meeting_id=meeting_id,
            pupils=pupils,
            invited_at=None,
        )
        session.add(row)
        return row

    def _meeting(self, row: MeetingRow) -> Meeting:
        return meeting_of(row, self._me.directory, holds=self._me.may(Right.HOLD_MEETINGS))


def _row(session: Session, meeting_id: uuid.UUID) -> MeetingRow:
    row = session.get(MeetingRow, meeting_id)
    if row is None:
        raise NotFound(_NOT_THERE)
    return row


def _require_on(row: MeetingRow) -> None:
    if row.called_off_at is not None:
        raise MoveNotPossible("This meeting was called off.")


def _refuse_number(words: str) -> AnswersRefused:
    return AnswersRefused(words, (("number", words),))


def _dated(one: Meeting) -> Dated:
    return Dated(
        f"meeting/{one.id}",
        one.said.day,
        f"Meeting with parents: {one.said.about}",
        PART,
        one.id,
        to_do=False,
        at=one.said.begins,
        minutes=one.said.minutes,
    )
