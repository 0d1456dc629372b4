"""Giving a member who lost her key the reports back that she sent.

Her new key opens none of them. Whoever else reads a report can open its key, so the next of them
who is signed in seals it to her new one. Only for members whose password was reset on the record,
and each time on the record again.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import select, update
from sqlalchemy.orm import Session, aliased

from trent_desktop.school.new_keys import LOST, LOST_KEYS
from trent_desktop.school.people import MemberState
from trent_desktop.school.session import SignedIn
from trent_desktop.storage.audit import Act
from trent_desktop.storage.cipher import seal
from trent_desktop.storage.database import next_change
from trent_desktop.storage.tables import CaseReaderRow, CaseRow, MemberRow, SettingRow

#: How many reports one unit of work gives back. Bounded, so that nobody waits for it.
_PORTION = 250


def give_back(me: SignedIn) -> int:
    """Seal what I can read to those who lost it; how many reports that were."""
    given = 0
    for member_id in _lost(me.directory.settings):
        if member_id == me.member.id:
            _settle_own(me)
            continue
        while done := _give_portion(me, member_id):
            given += done
    return given


def _give_portion(me: SignedIn, member_id: uuid.UUID) -> int:
    mine, hers = aliased(CaseReaderRow), aliased(CaseReaderRow)
    with me.database.read() as session:
        rows = session.execute(
            select(mine.case_id, mine.reader_id, mine.sealed_key)
            .join(hers, hers.case_id == mine.case_id)
            .where(
                hers.reader_id == member_id,
                hers.sealed_key == LOST,
                mine.reader_id.in_(me.keyring.reader_ids),
                mine.sealed_key != LOST,
            )
            .limit(_PORTION)
        ).all()
    keys: dict[uuid.UUID, bytes] = {}
    for row in rows:
        key = me.keyring.open_case_key([(row.reader_id, row.sealed_key)])
        if key is not None:
            keys[row.case_id] = key
    if not keys:
        return 0
    with me.database.write() as session:
        member = session.get(MemberRow, member_id)
        if member is None or member.state != MemberState.ACTIVE.value:
            return 0
        return _seal_to(me, session, member, keys)


def _seal_to(
    me: SignedIn, session: Session, member: MemberRow, keys: Mapping[uuid.UUID, bytes]
) -> int:
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
    me.audit(session, Act.CASES_GIVEN_BACK, str(member.id), {"cases": given})
    return given


def _settle_own(me: SignedIn) -> None:
    """Take my name off the list when nothing of mine is missing any more."""
    mine = select(CaseReaderRow.case_id).where(
        CaseReaderRow.reader_id == me.member.id, CaseReaderRow.sealed_key == LOST
    )
    with me.database.read() as session:
        if session.execute(mine.limit(1)).first() is not None:
            return
    with me.database.write() as session:
        row = session.get(SettingRow, LOST_KEYS)
        if row is not None:
            left = [one for one in _names(row.value) if one != str(me.member.id)]
            row.value = left
            me.audit(session, Act.SETTING_CHANGED, LOST_KEYS)
            next_change(session, directory=True)


def _lost(settings: Mapping[str, Any]) -> list[uuid.UUID]:
    return [uuid.UUID(one) for one in _names(settings.get(LOST_KEYS))]


def _names(value: Any) -> Sequence[str]:
    return [str(one) for one in cast("list[Any]", value)] if isinstance(value, list) else []
