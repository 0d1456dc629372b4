"""Bringing a class list in: what would change, changing it, and undoing that (rule 17)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from trent_desktop.asking import or_as_last_seen
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.problems import MoveNotPossible, SomebodyWasFaster
from trent_desktop.school.class_lists.changes import same_number
from trent_desktop.school.class_lists.exporting import export_csv
from trent_desktop.school.class_lists.listed import ListedPupil, Mapped, ReadList
from trent_desktop.school.class_lists.on_laptop import ClassListsOnLaptop
from trent_desktop.school.class_lists.planned import (
    Choices,
    Imported,
    ImportPlan,
    LineKind,
    plan_of,
)
from trent_desktop.school.class_lists.profiles import (
    COLUMNS_ALONE,
    PROFILES,
    profile_of,
    with_profile,
    without_profile,
)
from trent_desktop.school.classes.pupil_rows import read_classes, read_records
from trent_desktop.school.classes.step import Step, StepKind
from trent_desktop.school.classes.undo import Record, last_step, step_of_call, undo
from trent_desktop.school.people.people import YearGroup
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.database import next_change
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.landed_rows import landed_before
from trent_desktop.storage.tables import ClassRow, PupilRow, SettingRow

#: (how many are done, of how many)
Progress = Callable[[int, int], None]


class ClassListService(ClassListsOnLaptop):
    """Class lists, for whoever may change pupils."""

    # ------------------------------------------------------------------ reading

    def remember_columns(
        self, mark: str, fields: Mapped, name: str = "", encoding: str = ""
    ) -> None:
        """Keep how a list is read for the next with the same headings, under a name.

        Without one it is called after the day. Nothing is kept of headings that are a child’s.
        """
        me = self._me
        me.require(Right.MANAGE_PUPILS)
        pupils = me.directory.pupils
        children = [
            part
            for one in pupils
            for part in (one.forename, one.surname, one.preferred, *one.names)
            if part
        ]
        called = name.strip() or f"List of {date_for_people(self._today())}"
        profile = profile_of(called, mark, fields, encoding, children)
        if profile is None:
            return
        with me.database.write() as session:
            row = session.get(SettingRow, PROFILES)
            value = with_profile(row.value if row else None, profile)
            self._keep_profiles(session, value)

    def forget_profile(self, name: str) -> None:
        """Nothing is read in this way any more."""
        self._me.require(Right.MANAGE_PUPILS)
        with self._me.database.write() as session:
            row = session.get(SettingRow, PROFILES)
            self._keep_profiles(session, without_profile(row.value if row else None, name))

    def _keep_profiles(self, session: Session, value: list[dict[str, Any]]) -> None:
        session.merge(SettingRow(name=PROFILES, value=value))
        session.execute(delete(SettingRow).where(SettingRow.name == COLUMNS_ALONE))
        self._me.audit(session, Act.SETTING_CHANGED, PROFILES)
        next_change(session, directory=True)

    # ------------------------------------------------------------------ planning and doing

    def plan(self, read: ReadList, choices: Choices | None = None) -> ImportPlan:
        """What an import would change. Changes nothing."""
        self._me.require(Right.MANAGE_PUPILS)
        with self._me.database.read() as session:
            return self._plan(session, read, choices or Choices())

    def apply(
        self,
        plan: ImportPlan,
        *,
        sure_everybody_leaves: bool = False,
        progress: Progress | None = None,
    ) -> Imported:
        """Do what a plan says, all of it or nothing.

        Raises `MoveNotPossible` while questions are open, or when every pupil would leave and
        nobody said twice that this is right; `SomebodyWasFaster` when pupils were changed since
        the plan was made.
        """
        me = self._me
        me.require(Right.MANAGE_PUPILS)
        if plan.asks_whether_whole:
            raise MoveNotPossible(
                f"{plan.leaving.pupils} of {plan.leaving.of} pupils are not in this list.",
                what_to_do="Say first whether they have left.",
            )
        if not plan.ready:
            raise MoveNotPossible("Say first which children these are.")
        if plan.everybody_leaves and not sure_everybody_leaves:
            raise MoveNotPossible(
                "Every pupil that the school has now would leave: this list names none of them.",
                what_to_do="Check that it is the right file.",
            )
        with me.database.write(Repeat.LOOKS) as session:
            if landed_before(session):
                return Imported(step_of_call(session), plan.counts)
            me.require_now(session, Right.MANAGE_PUPILS)
            if self._plan(session, plan.read, plan.choices).mark != plan.mark:
                raise SomebodyWasFaster(
                    "Pupils or classes were changed while you looked at the list.",
                    what_to_do="Look at what would change now, and then go on.",
                )
            record = Record()
            self._carry_out(session, plan, record, progress)
            change = next_change(session, directory=True)
            step = record.write(session, me, StepKind.IMPORT, change)
            counts = {kind.value: count for kind, count in plan.counts.items()}
            me.audit(
                session,
                Act.CLASS_LIST_IMPORTED,
                str(step.id),
                {"kind": plan.read.kind, **counts},
            )
        return Imported(step, plan.counts)

    def undo(self, step_id: uuid.UUID) -> None:
        """See `school.undo.undo`."""
        undo(self._me, step_id)

    @or_as_last_seen
    def last_step(self) -> Step | None:
        """The newest import."""
        with self._me.database.read() as session:
            return last_step(session, StepKind.IMPORT)

    def export(self, class_id: uuid.UUID | None = None) -> bytes:
        """The pupils of a class, or all, as CSV. It is written down who took a list along."""
        me = self._me
        me.require(Right.MANAGE_PUPILS)
        with me.database.write(Repeat.LOOKS) as session:
            records = [
                one
                for one in read_records(session)
                if one.active and (class_id is None or one.class_id == class_id)
            ]
            me.audit(
                session,
                Act.CLASS_LIST_EXPORTED,
                str(class_id) if class_id else "all",
                {"pupils": len(records)},
            )
        ordered = sorted(records, key=lambda one: (one.class_name, one.surname, one.forename))
        return export_csv(
            ListedPupil(
                at,
                one.forename,
                one.surname,
                one.upn,
                one.admission_number,
                one.class_name,
                one.year_group,
                one.born,
                one.preferred,
            )
            for at, one in enumerate(ordered)
        )

    # ------------------------------------------------------------------ within

    def _plan(self, session: Session, read: ReadList, choices: Choices) -> ImportPlan:
        classes = {one.id: one.name for one in read_classes(session)}
        return plan_of(read, choices, read_records(session), classes)

    def _carry_out(
        self, session: Session, plan: ImportPlan, record: Record, progress: Progress | None
    ) -> None:
        classes = {row.name: row.id for row in _class_rows(session)}
        for name in plan.new_classes:
            years = {
                one.year_group
                for one in plan.read.pupils
                if plan.class_names.get(one.class_name) == name
            }
            ordered = [year.value for year in YearGroup if year in years]
            row = ClassRow(
                id=uuid.uuid4(), name=name, year_groups=",".join(ordered), active=True, version=1
            )
            session.add(row)
            record.added(row)
            classes[name] = row.id
        session.flush()
        rows = {row.id: row for row in _pupil_rows(session)}
        listed = {one.row: one for one in plan.read.pupils}
        for done, line in enumerate(plan.lines):
            if progress and done % 100 == 0:
                progress(done, len(plan.lines))
            row = rows.get(line.pupil_id) if line.pupil_id else None
            if line.kind is LineKind.LEFT and row is not None:
                record.keep(row)
                row.active, row.left_on, row.class_id = False, self._today(), None
                row.version += 1
            elif line.kind is LineKind.NEW and line.row is not None:
                new = PupilRow(id=uuid.uuid4(), upn="", admission_number="", version=1)
                new.forename = new.surname = new.preferred = ""
                new.active, new.left_on = True, None
                new.born = new.year_group = new.class_id = None
                _take(new, listed[line.row], classes, line.class_after)
                session.add(new)
                record.added(new)
            elif line.kind is LineKind.CHANGED and row is not None and line.row is not None:
                record.keep(row)
                _take(row, listed[line.row], classes, line.class_after)
                row.active, row.left_on = True, None
                row.version += 1
        if progress:
            progress(len(plan.lines), len(plan.lines))


def _class_rows(session: Session) -> list[ClassRow]:
    return list(session.execute(select(ClassRow).where(ClassRow.active)).scalars())


def _pupil_rows(session: Session) -> list[PupilRow]:
    return list(session.execute(select(PupilRow)).scalars())


def _take(
    row: PupilRow,
    listed: ListedPupil,
    classes: Mapping[str, uuid.UUID],
    class_name: str,
) -> None:
    """Put what a list says into a row; what it does not say stays."""
    row.forename = listed.forename or row.forename
    row.surname = listed.surname or row.surname
    row.preferred = listed.preferred or row.preferred
    row.upn = listed.upn or row.upn
    if listed.admission_number and not same_number(row.admission_number, listed.admission_number):
        row.admission_number = listed.admission_number
    row.born = listed.born or row.born
    if listed.year_group is not None:
        row.year_group = listed.year_group.value
    if class_name:
        row.class_id = classes.get(class_name, row.class_id)
