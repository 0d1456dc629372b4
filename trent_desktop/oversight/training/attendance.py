"""Who was at a session: rows that are added and never changed (rule 64)."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session as Unit

from trent_desktop.oversight.training.models import TrainingAttendanceRow, TrainingSessionRow
from trent_desktop.oversight.training.rows import Mark, mark_id, was_written
from trent_desktop.oversight.training.values import Attendee, How
from trent_desktop.problems import MoveNotPossible, NotFound
from trent_desktop.roles import roles_shown
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.people import Member, MemberState
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.database import next_change
from trent_desktop.storage.tables import MemberRow


def attendees_of(
    members: Iterable[Member], marks: Mapping[uuid.UUID, Mark]
) -> tuple[Attendee, ...]:
    """Everybody who is a member now, and whoever was there, by name."""
    everybody = tuple(members)
    names = {one.id: one.name for one in everybody}
    found: list[Attendee] = []
    for member in everybody:
        mark = marks.get(member.id)
        left = member.state is MemberState.REMOVED
        if left and mark is None:
            continue
        found.append(
            Attendee(
                member.id,
                member.name,
                roles_shown(member.roles),
                mark.how if mark else None,
                mark.at if mark else None,
                names.get(mark.by_id, "") if mark else "",
                mark.why if mark else "",
                left,
            )
        )
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def session_now(me: SignedIn, unit: Unit, session_id: uuid.UUID) -> TrainingSessionRow:
    """A session, for changing it. Raises `NotAllowed` or `NotFound`."""
    me.require_now(unit, Right.KEEP_TRAINING)
    row = unit.get(TrainingSessionRow, session_id)
    if row is None:
        raise NotFound("There is no such session.")
    return row


def require_held(row: TrainingSessionRow, today: dt.date) -> None:
    """Raises `MoveNotPossible` before the day of a session, and when it was called off."""
    if row.called_off_at is not None:
        raise MoveNotPossible("This session was called off.")
    if row.day > today:
        raise MoveNotPossible("This session has not taken place yet.")


def write_mark(
    me: SignedIn,
    unit: Unit,
    entry_id: uuid.UUID,
    session_id: uuid.UUID,
    member_id: uuid.UUID,
    how: How,
    why: str,
) -> bool:
    """Add a row unless this very one is there already; whether it was added.

    Raises `NotFound` for nobody’s id.
    """
    if was_written(unit, entry_id, session_id, member_id):
        return False
    if unit.get(MemberRow, member_id) is None:
        raise NotFound("There is no such member.")
    unit.add(
        TrainingAttendanceRow(
            id=mark_id(entry_id, session_id, member_id),
            session_id=session_id,
            member_id=member_id,
            how=how.value,
            at=me.clock(),
            by_id=me.member.id,
            why=why,
            change=next_change(unit),
        )
    )
    unit.flush()
    return True
