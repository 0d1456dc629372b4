"""Giving a member who lost her key the reports back that she sent.

Her new key opens none of them. Whoever leads on ordinary reports can open their keys and seal them
to her new one, but only when asked to, by pressing a button: rows can be written by anybody who
has the school's data key, so nothing is given on the word of a row. What counts is the record of
a reset that an administrator began, and the report itself, opened: it must name her as its author
and be an ordinary one. A sealed report is not given back to whoever sent it; she never could read
it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from trent_desktop.problems import MoveNotPossible, NotFound
from trent_desktop.reports.case_store import StoredCase, read_case
from trent_desktop.reports.cases import EntryKind
from trent_desktop.reports.entries import answers_of
from trent_desktop.reports.given_back import GivingBackOnLaptop, ToGiveBack, ids_in
from trent_desktop.school.keys.new_keys import LOST
from trent_desktop.school.keys.recovery.resets import recorded_reset
from trent_desktop.school.keys.values import LOST_KEYS
from trent_desktop.school.people.people import MemberState
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act, entries_about
from trent_desktop.storage.cipher import seal
from trent_desktop.storage.database import next_change
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.landed_rows import before
from trent_desktop.storage.tables import CaseReaderRow, CaseRow, MemberRow, SettingRow

#: How many reports one unit of work opens or gives back. Bounded, so that nobody waits for it.
_PORTION = 50


class GivingBack(GivingBackOnLaptop):
    """Giving back, by whoever leads on ordinary reports."""

    def look(self, member_id: uuid.UUID) -> ToGiveBack:
        """What there is to give back to a member. Opens each report, so it takes a moment.

        Raises `NotAllowed`, `NotFound`.
        """
        me = self._me
        me.require(Right.GIVE_BACK)
        with me.database.read() as session:
            member = session.get(MemberRow, member_id)
            if member is None:
                raise NotFound("There is no such member.")
            name, reset_at = member.name, recorded_reset(session, member)
            lost = _lost(session, member_id)
        hers = sum(len(keys) for keys in self._hers(member_id, lost)) if reset_at else 0
        return ToGiveBack(member_id, name, reset_at, hers, len(lost) - hers)

    def give(self, member_id: uuid.UUID) -> int:
        """Seal to a member what she sent before her new password; how many reports that were.

        Written down. Raises `NotAllowed`, or `MoveNotPossible` for oneself, for somebody without
        access, and when no record says that an administrator gave her a new password.
        """
        me = self._me
        me.require(Right.GIVE_BACK)
        with me.database.read() as session:
            self._receiver(session, member_id)
            lost = _lost(session, member_id)
        again = before(me.database)
        given = self._given_already(member_id) if again else 0
        # The first portion is known to have landed; what is given by then is not lost any more.
        repeat = Repeat.KNOWS if again else Repeat.DONE
        for keys in self._hers(member_id, lost):
            if not keys:
                continue
            with me.database.write(repeat) as session:
                me.require_now(session, Right.GIVE_BACK)
                given += self._seal_to(session, self._receiver(session, member_id), keys)
            repeat = Repeat.KNOWS
        self.leave(member_id)
        return given

    def leave(self, member_id: uuid.UUID) -> None:
        """Take a member off the list of those who wait. Raises `NotAllowed`.

        What is still sealed to her old key can be given later all the same.
        """
        me = self._me
        me.require(Right.GIVE_BACK)
        with me.database.write(Repeat.KNOWS) as session:
            me.require_now(session, Right.GIVE_BACK)
            row = session.get(SettingRow, LOST_KEYS)
            waiting = ids_in(row.value) if row is not None else ()
            if row is None or str(member_id) not in waiting:
                return
            row.value = [one for one in waiting if one != str(member_id)]
            me.audit(session, Act.SETTING_CHANGED, LOST_KEYS, {"without": str(member_id)})
            number = next_change(session, directory=True)
        self._taken_off[member_id] = number

    # ------------------------------------------------------------------ within

    def _given_already(self, member_id: uuid.UUID) -> int:
        """How many I gave her since her new password: the answer of a repeat."""
        with self._me.database.read() as session:
            member = session.get(MemberRow, member_id)
            since = recorded_reset(session, member) if member is not None else None
            return sum(
                int(one.details.get("cases", 0))
                for one in entries_about(session, str(member_id))
                if one.act == Act.CASES_GIVEN_BACK.value
                and one.member_id == self._me.member.id
                and (since is None or one.at >= since)
            )

    def _hers(
        self, member_id: uuid.UUID, lost: Sequence[uuid.UUID]
    ) -> Iterator[dict[uuid.UUID, bytes]]:
        """The keys of those of `lost` that I can open and that are hers to have, by portions."""
        me = self._me
        for start in range(0, len(lost), _PORTION):
            keys: dict[uuid.UUID, bytes] = {}
            with me.database.read() as session:
                for case_id in lost[start : start + _PORTION]:
                    # One that does not open, or that a newer program wrote, costs only itself.
                    with suppress(NotFound, ValueError, KeyError, TypeError):
                        stored = read_case(session, me.keyring, case_id)
                        if _is_hers(stored, member_id):
                            keys[case_id] = stored.reporters_key
            yield keys

    def _receiver(self, session: Session, member_id: uuid.UUID) -> MemberRow:
        member = session.get(MemberRow, member_id)
        if member is None or member.state != MemberState.ACTIVE.value:
            raise MoveNotPossible("Reports are given back to somebody who has access.")
        if member_id == self._me.member.id:
            raise MoveNotPossible(
                "You cannot give reports back to yourself.",
                what_to_do="Ask a colleague who leads on reports to do it.",
            )
        if recorded_reset(session, member) is None:
            raise MoveNotPossible(
                f"There is no record that {member.name} was given a new password.",
                what_to_do="Nothing was given back. If they lost their password, let the ICT Lead "
                "make a slip for a new one; if not, tell the Headteacher.",
            )
        return member

    def _seal_to(self, session: Session, member: MemberRow, keys: Mapping[uuid.UUID, bytes]) -> int:
        number, given = next_change(session), 0
        for case_id, key in keys.items():
            changed = session.execute(
                update(CaseReaderRow)
                .where(
                    CaseReaderRow.case_id == case_id,
                    CaseReaderRow.reader_id == member.id,
                    CaseReaderRow.sealed_key == LOST,
                )
                .values(sealed_key=seal(member.public_key, key))
                .returning(CaseReaderRow.case_id)
            ).all()
            given += len(changed)
        session.execute(update(CaseRow).where(CaseRow.id.in_(keys)).values(change=number))
        self._me.audit(session, Act.CASES_GIVEN_BACK, str(member.id), {"cases": given})
        return given


def _lost(session: Session, member_id: uuid.UUID) -> list[uuid.UUID]:
    """The cases that were sealed to a key which a member lost."""
    rows = session.execute(
        select(CaseReaderRow.case_id).where(
            CaseReaderRow.reader_id == member_id, CaseReaderRow.sealed_key == LOST
        )
    ).scalars()
    return sorted(rows)


def _is_hers(stored: StoredCase, member_id: uuid.UUID) -> bool:
    """Whether the opened report names her as its author and always was an ordinary one.

    Its plain columns are not asked alone: whoever writes rows can change them.
    """
    first = stored.timeline[0]
    return (
        first.kind is EntryKind.REPORT
        and first.author_id == member_id
        and not stored.route.sealed
        and _always_ordinary(stored)
    )


def _always_ordinary(stored: StoredCase) -> bool:
    kind, stage = stored.kind, ""
    if kind is None:
        return False
    for place, entry in enumerate(stored.timeline, start=1):
        if entry.kind in (EntryKind.REPORT, EntryKind.MORE_ANSWERS):
            stage = str(entry.details.get("stage", ""))
        elif entry.kind is not EntryKind.AMENDMENT:
            continue
        route = kind.lead(stage, answers_of(stored.timeline[:place]))
        if stage not in kind.stages or route.sealed:
            return False
    return True
