"""Taking a step back: only the newest of each form and answer."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.agreements.kinds import NO_LONGER, FormState
from trent_desktop.agreements.models import AgreementEventRow, AgreementRow, ConsentRow
from trent_desktop.agreements.register.order import COUNT
from trent_desktop.agreements.register.overruling import require_asked, standing_before_undo
from trent_desktop.agreements.register.recording import stand_of
from trent_desktop.agreements.register.who_said import same_name
from trent_desktop.problems import MoveNotPossible, NotFound
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act


def undo(
    session: Session,
    me: SignedIn,
    event_id: uuid.UUID,
    asked: Collection[uuid.UUID] = (),
    *,
    only: str = "",
) -> None:
    """Put back what a step changed, inside a unit of work; `only` a step that tells of this.

    Only the newest step of each form and answer can be taken back. Raises `NotFound`,
    `MoveNotPossible` when something was recorded since, or `ConsentStands` when a yes would come
    back over a no that is not among those `asked` about.
    """
    event = session.get(AgreementEventRow, event_id)
    if event is None or only not in ("", *event.after):
        raise NotFound("There is nothing to undo.")
    if NO_LONGER in event.after:
        me.require_now(session, Right.MARK_NEVER)
    if event.undone_at is not None:
        raise MoveNotPossible("This has already been undone.")
    forms = _forms(session, event.after["forms"])
    answers = _answers(session, event.after["answers"])
    ended = _answers(session, event.before["ended"])
    restored = _answers(session, event.after.get("restored", {}))
    untouched = (
        len(forms) == len(event.after["forms"])
        and all(stand_of(forms[key]) == stand for key, stand in event.after["forms"].items())
        and all(row.ended_at is None for row in (*answers, *restored))
        and not _answered_since(session, ended, (*answers, *restored))
        and not _answered_on(session, event, answers)
        and not _ended_since(session, event)
    )
    if not untouched:
        raise MoveNotPossible(
            "Something newer was recorded for this form, so this can no longer be undone.",
            what_to_do="Record it as it is now instead.",
        )
    require_asked(standing_before_undo(session, (*answers, *restored), ended), asked, None)
    for key, stand in event.before["forms"].items():
        row = forms[key]
        row.state = stand["state"]
        row.state_at = dt.datetime.fromisoformat(stand["state_at"])
        row.recorded_by = uuid.UUID(stand["recorded_by"])
    for row in [*answers, *_answers(session, event.after.get("late", []))]:
        session.delete(row)
    session.flush()
    for row in ended:
        row.ended_at = None
    for row in restored:
        row.ended_at = dt.datetime.fromisoformat(event.after["restored"][str(row.id)])
    event.undone_at = me.clock()
    if NO_LONGER in event.after:
        me.audit(session, Act.SAID_COUNTS_AGAIN, str(event.pupil_id))
    else:
        me.audit(session, Act.RECORDING_UNDONE, str(event_id), {"what": event.what})


def _answered_since(
    session: Session, ended: Collection[ConsentRow], own: Collection[ConsentRow]
) -> bool:
    """Whether what a step ended has an answer now that is not that step's own."""
    gone = {_whose(row) for row in ended}
    known = {row.id for row in own}
    query = select(ConsentRow).where(
        ConsentRow.pupil_id.in_({row.pupil_id for row in ended}), ConsentRow.ended_at.is_(None)
    )
    return any(
        _whose(row) in gone and row.id not in known for row in session.execute(query).scalars()
    )


def _answered_on(session: Session, event: AgreementEventRow, own: Collection[ConsentRow]) -> bool:
    """Whether a form that would be out again has answers that count, of another step."""
    waiting = {one.value for one in FormState if one.is_waited_for}
    out = [key for key, stand in event.before["forms"].items() if stand["state"] in waiting]
    query = select(ConsentRow.id).where(
        ConsentRow.agreement_id.in_([uuid.UUID(one) for one in out]), ConsentRow.ended_at.is_(None)
    )
    return bool(set(session.execute(query).scalars()) - {row.id for row in own})


def _ended_since(session: Session, event: AgreementEventRow) -> bool:
    """Whether what the same person said after a step that ended an answer was ended as well."""
    if NO_LONGER not in event.after:
        return False
    later = session.execute(
        select(AgreementEventRow).where(
            AgreementEventRow.pupil_id == event.pupil_id,
            AgreementEventRow.id != event.id,
            AgreementEventRow.undone_at.is_(None),
        )
    ).scalars()
    who, number = same_name(event.after[NO_LONGER]["by"]), event.after[COUNT]
    return any(
        NO_LONGER in one.after
        and same_name(one.after[NO_LONGER]["by"]) == who
        and one.after[COUNT] >= number
        for one in later
    )


def _whose(row: ConsentRow) -> tuple[uuid.UUID, str, str]:
    return row.pupil_id, row.consent, row.said_by


def _forms(session: Session, ids: Collection[str]) -> dict[str, AgreementRow]:
    rows = session.execute(
        select(AgreementRow).where(AgreementRow.id.in_([uuid.UUID(one) for one in ids]))
    ).scalars()
    return {str(row.id): row for row in rows}


def _answers(session: Session, ids: Iterable[str]) -> list[ConsentRow]:
    wanted = [uuid.UUID(one) for one in ids]
    return list(
        session.execute(select(ConsentRow).where(ConsentRow.id.in_(wanted))).scalars().all()
    )
