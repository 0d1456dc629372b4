"""Whose a class is: one teacher's, several who share it, and teachers with several classes.

The first class of a member stands in her own row, so that older programs know it too; further ones
are beside it.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from trent_desktop.school.people.people import MemberState
from trent_desktop.storage.tables import MemberClassRow, MemberRow


def classes_of(session: Session, member_id: uuid.UUID) -> tuple[uuid.UUID, ...]:
    """The classes of a member, that which she begins with first."""
    first = session.execute(
        select(MemberRow.class_id).where(MemberRow.id == member_id)
    ).scalar_one_or_none()
    more = session.execute(
        select(MemberClassRow.class_id).where(MemberClassRow.member_id == member_id)
    ).scalars()
    found = [first] if first else []
    return tuple(dict.fromkeys((*found, *sorted(more))))


def teachers_of(session: Session) -> dict[uuid.UUID, list[tuple[uuid.UUID, str]]]:
    """Ids and names of those whose each class is, by name; nobody who was removed."""
    found: dict[uuid.UUID, dict[uuid.UUID, str]] = {}
    names = {
        row.id: (row.name, row.class_id)
        for row in session.execute(
            select(MemberRow.id, MemberRow.name, MemberRow.class_id).where(
                MemberRow.state != MemberState.REMOVED.value
            )
        )
    }
    for member_id, (name, class_id) in names.items():
        if class_id is not None:
            found.setdefault(class_id, {})[member_id] = name
    for row in session.execute(select(MemberClassRow.class_id, MemberClassRow.member_id)):
        if row.member_id in names:
            found.setdefault(row.class_id, {})[row.member_id] = names[row.member_id][0]
    return {
        class_id: sorted(members.items(), key=lambda one: (one[1], one[0]))
        for class_id, members in found.items()
    }


def set_classes(session: Session, member: MemberRow, class_ids: Collection[uuid.UUID]) -> None:
    """These are a member's classes, in this order; none but these."""
    wanted = list(dict.fromkeys(class_ids))
    member.class_id = wanted[0] if wanted else None
    session.execute(delete(MemberClassRow).where(MemberClassRow.member_id == member.id))
    session.add_all(MemberClassRow(member_id=member.id, class_id=one) for one in wanted[1:])
    session.flush()


def give_class(session: Session, class_id: uuid.UUID, members: Collection[uuid.UUID]) -> None:
    """A class is these members', and nobody else's. What else they have they keep."""
    holding = {one for one, _ in teachers_of(session).get(class_id, ())}
    for row in session.execute(
        select(MemberRow).where(
            MemberRow.id.in_([*holding, *members]), MemberRow.state != MemberState.REMOVED.value
        )
    ).scalars():
        has = classes_of(session, row.id)
        if row.id in members and class_id not in has:
            set_classes(session, row, (*has, class_id))
        elif row.id not in members and class_id in has:
            set_classes(session, row, [one for one in has if one != class_id])
