"""A new school year: every class moves up, the oldest leave, and all of it can be undone."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.asking import or_as_last_seen
from trent_desktop.newer import known
from trent_desktop.problems import AnswersRefused, SomebodyWasFaster
from trent_desktop.school.class_lists.matching import PupilRecord
from trent_desktop.school.class_lists.values import tidy
from trent_desktop.school.classes.pupil_rows import read_classes, read_records
from trent_desktop.school.classes.step import Step, StepKind
from trent_desktop.school.classes.undo import Record, last_step, step_of_call, undo
from trent_desktop.school.classes.values import ClassRecord
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.people import YearGroup
from trent_desktop.school.people.permissions import Right
from trent_desktop.school.school_year.values import ClassMove, YearPlan
from trent_desktop.storage.audit import Act
from trent_desktop.storage.cipher import digest
from trent_desktop.storage.database import next_change
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.landed_rows import landed_before
from trent_desktop.storage.tables import ClassRow, PupilRow

_RECEPTION = re.compile(r"^(reception|rec|yr|r)(?![a-z]{2})[\s\-]*", re.IGNORECASE)


def move_up(year: YearGroup) -> YearGroup | None:
    """The next year group; None after the last."""
    years = list(YearGroup)
    place = years.index(year) + 1
    return years[place] if place < len(years) else None


def name_above(name: str) -> str:
    """What a class is probably called a year later: ``3B`` becomes ``4B``, ``RK`` ``1K``.

    A name without a year (``Oak``) stays as it is.
    """
    if re.search(r"\d", name):
        return re.sub(r"\d+", lambda found: str(int(found[0]) + 1), name)
    found = _RECEPTION.match(name)
    if found is None:
        return name
    rest = name[found.end() :]
    return f"1{rest}" if len(found[0].strip()) == 1 else f"Year 1 {rest}".strip()


class SchoolYearService:
    """Begins a school year, for whoever may change pupils."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    def preview(self, starts: dt.date | None = None) -> YearPlan:
        """What would happen. Changes nothing.

        Pupils move from class to class, the classes stay: a teacher of 3B teaches 3B next year.
        """
        self._me.require(Right.MANAGE_PUPILS)
        with self._me.database.read() as session:
            return self._plan(session, starts or self._me.clock().date())

    def begin(self, plan: YearPlan) -> Step:
        """Do what a plan says, with the class names as somebody may have changed them.

        Raises `AnswersRefused` for a name that cannot be one, `SomebodyWasFaster` when pupils
        were changed since the plan was made (by somebody who began the year just now, say).
        """
        me = self._me
        me.require(Right.MANAGE_PUPILS)
        _check_names(plan.moves)
        with me.database.write(Repeat.LOOKS) as session:
            if landed_before(session):
                return step_of_call(session)
            me.require_now(session, Right.MANAGE_PUPILS)
            if self._plan(session, plan.starts).mark != plan.mark:
                raise SomebodyWasFaster(
                    "Pupils or classes were changed while you looked at this.",
                    what_to_do="Look at what would happen now, and then go on.",
                )
            record = Record()
            self._carry_out(session, plan, record)
            change = next_change(session, directory=True)
            step = record.write(session, me, StepKind.SCHOOL_YEAR, change)
            me.audit(
                session,
                Act.SCHOOL_YEAR_BEGUN,
                str(step.id),
                {"classes": len(plan.moves), "leavers": len(plan.leavers)},
            )
        return step

    def undo(self, step_id: uuid.UUID) -> None:
        """See `school.undo.undo`."""
        undo(self._me, step_id)

    @or_as_last_seen
    def last_step(self) -> Step | None:
        """The last time a year was begun."""
        with self._me.database.read() as session:
            return last_step(session, StepKind.SCHOOL_YEAR)

    def _plan(self, session: Session, starts: dt.date) -> YearPlan:
        pupils = [one for one in read_records(session) if one.active]
        classes = read_classes(session)
        basis = "|".join(sorted(f"{one.id}{one.version}" for one in pupils))
        basis += "|".join(sorted(f"{one.id}{one.version}" for one in classes))
        stay = [one for one in pupils if one.year_group is not YearGroup.Y6]
        moves = [_move(one, stay) for one in classes]
        return YearPlan(
            starts,
            tuple(one for one in moves if one.pupils),
            tuple(one for one in pupils if one.year_group is YearGroup.Y6),
            tuple(one for one in pupils if one.year_group is None),
            digest(basis.encode("ascii")),
        )

    def _carry_out(self, session: Session, plan: YearPlan, record: Record) -> None:
        rows = list(session.execute(select(ClassRow).where(ClassRow.active)).scalars())
        by_name = {row.name.casefold(): row for row in rows}
        target: dict[uuid.UUID, uuid.UUID | None] = {}
        for move in plan.moves:
            name = tidy(move.to_name)
            if not name:
                target[move.class_id] = None
                continue
            row = by_name.get(name.casefold())
            if row is None:
                row = ClassRow(id=uuid.uuid4(), name=name, active=True, version=1)
                row.year_groups = ",".join(year.value for year in move.years_after)
                session.add(row)
                record.added(row)
                by_name[name.casefold()] = row
            target[move.class_id] = row.id
        session.flush()
        for row in session.execute(select(PupilRow).where(PupilRow.active)).scalars():
            record.keep(row)
            year = known(YearGroup, row.year_group)
            above = move_up(year) if year else None
            if year is not None and above is None:
                row.active, row.left_on, row.class_id = False, plan.starts, None
            else:
                if above is not None:
                    row.year_group = above.value
                if row.class_id is not None:
                    row.class_id = target.get(row.class_id, row.class_id)
            row.version += 1


def _move(one: ClassRecord, stay: Sequence[PupilRecord]) -> ClassMove:
    pupils = [pupil for pupil in stay if pupil.class_id == one.id]
    above = tuple(year for year in (move_up(year) for year in one.year_groups) if year)
    return ClassMove(one.id, one.name, name_above(one.name), above, len(pupils))


def _check_names(moves: Sequence[ClassMove]) -> None:
    errors = tuple(
        (str(move.class_id), "Use at most 40 characters.")
        for move in moves
        if len(tidy(move.to_name)) > 40
    )
    if errors:
        raise AnswersRefused("A class has too long a name.", errors)
