"""Reading the directory out of the school's file."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.newer import known
from trent_desktop.school.people.directory import (
    Directory,
    SchoolDetails,
    member_of,
    tell_apart,
    years_of,
)
from trent_desktop.school.people.people import MemberState, Pupil, SchoolClass, YearGroup
from trent_desktop.storage.statements import words_of_ours
from trent_desktop.storage.tables import (
    ClassRow,
    MemberClassRow,
    MemberRoleRow,
    MemberRow,
    PupilRow,
    SchoolRow,
    SettingRow,
)

words_of_ours(state.value for state in MemberState)


def read_directory(session: Session) -> Directory:
    """Read the whole directory in one unit of work."""
    school = session.execute(select(SchoolRow)).scalar_one()
    roles: dict[uuid.UUID, list[str]] = {}
    for row in session.execute(select(MemberRoleRow).where(MemberRoleRow.until.is_(None))):
        roles.setdefault(row[0].member_id, []).append(row[0].role)
    more: dict[uuid.UUID, list[uuid.UUID]] = {}
    for row in session.execute(select(MemberClassRow.member_id, MemberClassRow.class_id)):
        more.setdefault(row.member_id, []).append(row.class_id)
    members = tuple(
        member_of(
            row.id,
            row.name,
            row.sign_in_name,
            roles.get(row.id, ()),
            row.class_id,
            row.state,
            more_classes=sorted(more.get(row.id, ())),
            last_day=row.last_day,
        )
        for row in session.execute(select(MemberRow).order_by(MemberRow.name)).scalars()
    )
    classes = tuple(
        SchoolClass(row.id, row.name, years_of(row.year_groups.split(",")))
        for row in session.execute(select(ClassRow).where(ClassRow.active)).scalars()
    )
    classes = tuple(sorted(classes, key=_class_order))
    names = {one.id: one.name for one in classes}
    found = session.execute(
        select(
            PupilRow.id,
            PupilRow.forename,
            PupilRow.surname,
            PupilRow.born,
            PupilRow.year_group,
            PupilRow.class_id,
            PupilRow.preferred,
        ).where(PupilRow.active)
    )
    pupils = tuple(
        Pupil(
            row.id,
            row.forename,
            row.surname,
            row.born,
            known(YearGroup, row.year_group),
            row.class_id,
            names.get(row.class_id, "") if row.class_id else "",
            preferred=row.preferred,
        )
        for row in found
    )
    settings = {row.name: row.value for row in session.execute(select(SettingRow)).scalars()}
    return Directory(
        school.directory_change,
        SchoolDetails(school.school_id, school.name, school.address, school.is_sample),
        members,
        classes,
        tell_apart(pupils),
        settings,
    )


def _class_order(one: SchoolClass) -> tuple[int, str]:
    first = one.year_groups[0] if one.year_groups else None
    return (list(YearGroup).index(first) if first else len(YearGroup), one.name)
