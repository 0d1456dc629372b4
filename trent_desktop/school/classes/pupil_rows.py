"""Pupils and classes out of the database, as plain values."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.newer import known
from trent_desktop.school.class_lists.matching import PupilRecord
from trent_desktop.school.classes.values import ClassRecord
from trent_desktop.school.classes.whose import teachers_of
from trent_desktop.school.people.directory import plain
from trent_desktop.school.people.people import YearGroup
from trent_desktop.storage.tables import ClassRow, PupilRow


def years_of(stored: str) -> tuple[YearGroup, ...]:
    """Year groups out of their column."""
    return tuple(year for one in stored.split(",") if (year := known(YearGroup, one)) is not None)


def read_records(session: Session) -> tuple[PupilRecord, ...]:
    """All pupils, those who left too, by class and surname."""
    names = {row.id: row.name for row in session.execute(select(ClassRow.id, ClassRow.name)).all()}
    columns = PupilRow.__table__.c
    rows = session.execute(select(*columns)).all()
    records = [
        PupilRecord(
            row.id,
            row.forename,
            row.surname,
            row.upn,
            row.admission_number,
            row.born,
            known(YearGroup, row.year_group),
            row.class_id,
            names.get(row.class_id, "") if row.class_id else "",
            row.active,
            row.left_on,
            row.version,
            row.preferred,
        )
        for row in rows
    ]
    records.sort(key=lambda one: (one.class_name, plain(one.surname), plain(one.forename)))
    return tuple(records)


def read_classes(session: Session) -> tuple[ClassRecord, ...]:
    """All classes of this year, youngest first."""
    counts: dict[uuid.UUID, int] = {}
    for row in session.execute(select(PupilRow.class_id).where(PupilRow.active)):
        if row.class_id:
            counts[row.class_id] = counts.get(row.class_id, 0) + 1
    teachers = teachers_of(session)
    found = [
        ClassRecord(
            row.id,
            row.name,
            years_of(row.year_groups),
            counts.get(row.id, 0),
            tuple(teachers.get(row.id, ())),
            row.version,
        )
        for row in session.execute(select(ClassRow).where(ClassRow.active)).scalars()
    ]
    order = list(YearGroup)
    found.sort(
        key=lambda one: (
            order.index(one.year_groups[0]) if one.year_groups else len(order),
            one.name,
        )
    )
    return tuple(found)
