"""How far a new school has come, for whoever sets it up."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select

from trent_desktop.agreements.models import BatchRow
from trent_desktop.asking import or_as_last_seen
from trent_desktop.lessons.models import LessonTaughtRow
from trent_desktop.oversight.first_steps.values import Kind, Step
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.people import MemberState
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.tables import (
    CaseRow,
    ClassRow,
    MemberClassRow,
    MemberRow,
    PupilRow,
    SchoolRow,
    SettingRow,
    Table,
)


class FirstSteps:
    """Looks what is there, and what is still missing."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    @or_as_last_seen
    def now(self) -> tuple[Step, ...]:
        """Every step, done or not; none for the sample school. Counts alone, and nobody's name.

        Raises `NotAllowed`: for those who may add members, and what reading raises.
        """
        self._me.require(Right.MANAGE_MEMBERS)
        with self._me.database.read() as session:
            if session.execute(select(SchoolRow.is_sample)).scalar_one():
                return ()

            def count(rows: type[Table], *where: ColumnElement[bool]) -> int:
                query = select(func.count()).select_from(rows).where(*where)
                return int(session.execute(query).scalar_one())

            def there(query: Select[Any]) -> bool:
                return session.execute(query.limit(1)).first() is not None

            here = MemberRow.state != MemberState.REMOVED
            taught = exists().where(MemberRow.class_id == ClassRow.id, here)
            also = exists().where(MemberClassRow.class_id == ClassRow.id)
            active = ClassRow.active.is_(True)
            classes = count(ClassRow, active)
            alone = count(ClassRow, active, ~taught, ~also)
            members = count(MemberRow, here)
            slips = count(MemberRow, MemberRow.state == MemberState.INVITED)
            settings = {
                row.name: row.value
                for row in session.execute(
                    select(SettingRow.name, SettingRow.value).where(
                        SettingRow.name.in_(("contacts", "filter_name"))
                    )
                )
            }
            return (
                Step(Kind.CLASS_LIST, there(select(PupilRow.id).where(PupilRow.active.is_(True)))),
                Step(Kind.TEACHERS, bool(classes) and not alone, alone),
                Step(Kind.SLIPS, members > 1 and not slips, slips),
                Step(Kind.CONTACTS, bool(settings.get("contacts"))),
                Step(Kind.FILTER, bool(settings.get("filter_name"))),
                Step(Kind.AGREEMENTS, there(select(BatchRow.id))),
                Step(Kind.LESSON, there(select(LessonTaughtRow.id))),
                Step(Kind.REPORT, there(select(CaseRow.id))),
            )
