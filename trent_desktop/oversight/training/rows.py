"""What the file holds of training, read in one go, as values."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session as Unit

from trent_desktop.journeys.answers import day_of
from trent_desktop.newer import body_read, moment_read, words_read
from trent_desktop.oversight.training.models import (
    TrainingAttendanceRow,
    TrainingCertificateRow,
    TrainingSessionRow,
)
from trent_desktop.oversight.training.topics import topics_in
from trent_desktop.oversight.training.values import (
    Certificate,
    CertificateDraft,
    Correction,
    How,
    Session,
    SessionDraft,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """The newest that was said of a member at a session."""

    member_id: uuid.UUID
    how: How
    at: dt.datetime
    by_id: uuid.UUID
    why: str

    @property
    def there(self) -> bool:
        """Whether she was there."""
        return self.how is not How.NOT_THERE


@dataclass(frozen=True, slots=True)
class Log:
    """All of it, at one moment. `marks` by session, then by member."""

    sessions: tuple[Session, ...]
    marks: Mapping[uuid.UUID, Mapping[uuid.UUID, Mark]]
    certificates: tuple[Certificate, ...]

    def attended(self, member_id: uuid.UUID) -> tuple[Session, ...]:
        """The sessions that she was at, the newest first."""
        return tuple(
            one
            for one in self.sessions
            if not one.called_off
            and (mark := self.marks.get(one.id, {}).get(member_id)) is not None
            and mark.there
        )

    def brought(self, member_id: uuid.UUID) -> tuple[Certificate, ...]:
        """Her certificates from elsewhere, the newest first."""
        return tuple(one for one in self.certificates if one.member_id == member_id)


def read_log(unit: Unit, me: uuid.UUID, names: Mapping[uuid.UUID, str]) -> Log:
    """Read everything; `me` is who asks, `names` are those of all members."""
    marks: dict[uuid.UUID, dict[uuid.UUID, Mark]] = {}
    for row in unit.execute(
        select(TrainingAttendanceRow).order_by(TrainingAttendanceRow.change)
    ).scalars():
        marks.setdefault(row.session_id, {})[row.member_id] = mark_of(row)
    sessions = [
        session_of(row, marks.get(row.id, {}), me, names)
        for row in unit.execute(select(TrainingSessionRow)).scalars()
    ]
    sessions.sort(
        key=lambda one: (one.said.day, one.said.begins or dt.time(0), one.id), reverse=True
    )
    certificates = [
        certificate_of(row, names) for row in unit.execute(select(TrainingCertificateRow)).scalars()
    ]
    certificates.sort(key=lambda one: (one.said.day, one.id), reverse=True)
    return Log(tuple(sessions), marks, tuple(certificates))


def trained_on(unit: Unit) -> dict[uuid.UUID, dt.date]:
    """The last day on which each member was at a session of ours; no entry for others."""
    log = read_log(unit, uuid.UUID(int=0), {})
    found: dict[uuid.UUID, dt.date] = {}
    for session in log.sessions:  # the newest first
        for mark in log.marks.get(session.id, {}).values():
            if mark.there and not session.called_off:
                found.setdefault(mark.member_id, session.said.day)
    return found


def newest_mark(unit: Unit, session_id: uuid.UUID, member_id: uuid.UUID) -> Mark | None:
    """What stands of one member at one session."""
    row = unit.execute(
        select(TrainingAttendanceRow)
        .where(TrainingAttendanceRow.session_id == session_id)
        .where(TrainingAttendanceRow.member_id == member_id)
        .order_by(TrainingAttendanceRow.change.desc())
        .limit(1)
    ).scalar_one_or_none()
    return mark_of(row) if row is not None else None


def mark_id(entry_id: uuid.UUID, session_id: uuid.UUID, member_id: uuid.UUID) -> uuid.UUID:
    """The id of a mark that is written under `entry_id`."""
    return uuid.uuid5(entry_id, f"{session_id} {member_id}")


def was_written(
    unit: Unit, entry_id: uuid.UUID, session_id: uuid.UUID, member_id: uuid.UUID
) -> bool:
    """Whether this very mark is there already: it was written, and only the answer got lost."""
    return unit.get(TrainingAttendanceRow, mark_id(entry_id, session_id, member_id)) is not None


def mark_of(row: TrainingAttendanceRow) -> Mark:
    """A row as a value. How it is known, where a newer program says it, counts as ticked."""
    known = {one.value for one in How}
    how = How(row.how) if row.how in known else How.LIST
    return Mark(row.member_id, how, row.at, row.by_id, row.why)


def session_of(
    row: TrainingSessionRow,
    marks: Mapping[uuid.UUID, Mark],
    me: uuid.UUID,
    names: Mapping[uuid.UUID, str],
) -> Session:
    """A row as a value."""
    content = body_read(row.content)
    mine = marks.get(me)
    return Session(
        id=row.id,
        said=draft_of(content, row.day),
        version=row.version,
        there=sum(one.there for one in marks.values()),
        mine=mine is not None and mine.there,
        called_off=row.called_off_at is not None,
        called_off_why=words_read(content.get("called_off_why")),
        corrections=tuple(_correction(one, row.day, names) for one in history_of(content)),
    )


def _correction(one: Any, day: dt.date, names: Mapping[uuid.UUID, str]) -> Correction:
    body = body_read(one)
    was, by = body_read(body.get("was")), body.get("by")
    return Correction(
        moment_read(body.get("at")),
        next((name for id_, name in names.items() if str(id_) == by), ""),
        words_read(body.get("why")),
        draft_of(was, day_of(was.get("day")) or day),
    )


def history_of(content: object) -> list[Any]:
    """What a session was before, the oldest first."""
    kept = body_read(content).get("history")
    return cast("list[Any]", kept) if isinstance(kept, list) else []


def draft_of(kept: object, day: dt.date) -> SessionDraft:
    """What a session says, as far as it can be read."""
    content = body_read(kept)
    own, minutes = content.get("own"), content.get("minutes")
    return SessionDraft(
        title=words_read(content.get("title")),
        day=day,
        minutes=minutes if isinstance(minutes, int) else 0,
        given_by=words_read(content.get("given_by")),
        topics=topics_in(content.get("topics")),
        own=tuple(str(one) for one in cast("list[Any]", own)) if isinstance(own, list) else (),
        begins=_time_read(content.get("begins")),
    )


def _time_read(value: object) -> dt.time | None:
    try:
        return dt.time.fromisoformat(words_read(value))
    except ValueError:
        return None


def draft_to_json(draft: SessionDraft) -> dict[str, Any]:
    """As it is kept."""
    return {
        "title": draft.title,
        "day": draft.day.isoformat(),
        "minutes": draft.minutes,
        "given_by": draft.given_by,
        "topics": [one.value for one in draft.topics],
        "own": list(draft.own),
        "begins": draft.begins.isoformat("minutes") if draft.begins else "",
    }


def certificate_of(row: TrainingCertificateRow, names: Mapping[uuid.UUID, str]) -> Certificate:
    """A row as a value."""
    content = body_read(row.content)
    return Certificate(
        row.id,
        row.member_id,
        CertificateDraft(
            words_read(content.get("title")),
            words_read(content.get("provider")),
            row.day,
            row.expires,
            topics_in(content.get("topics")),
        ),
        row.withdrawn_at is not None,
        row.withdrawn_why,
        names.get(row.withdrawn_by, "") if row.withdrawn_by else "",
    )
