"""What was destroyed on record, so that nothing brings it back: no copy, no laptop."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from sqlalchemy import Uuid, bindparam, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from trent_desktop.storage.audit import Act, write_entry
from trent_desktop.storage.database import next_change
from trent_desktop.storage.tables import CaseRow, Moment, Table


class DestroyedRow(Table):
    """A case that was destroyed on record, and when."""

    __tablename__ = "destroyed"

    case_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(Moment)


def destroy(
    session: Session, case_id: uuid.UUID, at: dt.datetime, member_id: uuid.UUID | None
) -> bool:
    """Destroy a case with all that belongs to it, inside a unit of work that writes.

    That it was destroyed stays: in the trail, and in the list that a copy
    is compared with when it is put back. False when there is no such case; it is then on the list all the same. What is
    deleted is written over in the file itself. Copies hold it until they are let go of.
    """
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
    was_there = session.get(CaseRow, case_id) is not None
    if session.get(DestroyedRow, case_id) is None:
        session.add(DestroyedRow(case_id=case_id, at=at))
        write_entry(session, at, member_id, Act.CASE_DESTROYED, str(case_id))
        next_change(session)
    session.flush()
    remove_rows(session, (case_id,))
    return was_there


def destroyed_ids(session: Session) -> frozenset[uuid.UUID]:
    """The cases that were destroyed on record."""
    return frozenset(session.execute(select(DestroyedRow.case_id)).scalars())


def remove_rows(session: Session, case_ids: Iterable[uuid.UUID]) -> None:
    """Take the rows of cases out, without a word of it."""
    for case_id in case_ids:
        for statement in _OUT:
            session.execute(statement, {"it": case_id})


# By name: what belongs to a case is known on a floor above. The case itself comes last.
_OUT = tuple(
    text(f"DELETE FROM {table} WHERE {column} = :it").bindparams(bindparam("it", type_=Uuid()))
    for table, column in (
        ("case_attachment", "case_id"),
        ("case_entry", "case_id"),
        ("case_reader", "case_id"),
        ("case_record", "id"),
    )
)
