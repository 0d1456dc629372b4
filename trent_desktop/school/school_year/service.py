"""A new school year: every class moves up, the oldest leave, and all of it can be undone."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.asking import or_as_last_seen
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.newer import known
from trent_desktop.problems import AnswersRefused, MoveNotPossible, SomebodyWasFaster
from trent_desktop.school.class_lists.matching import PupilRecord
from trent_desktop.school.class_lists.values import tidy
from trent_desktop.school.classes.pupil_rows import read_classes, read_records
from trent_desktop.school.classes.step import Step, StepKind
from trent_desktop.school.classes.undo import Record, last_step, step_of_call, undo
from trent_desktop.school.classes.values import ClassRecord
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.people import YearGroup
from trent_desktop.school.people.permissions import Right
from trent_desktop.school.school_year.values import ClassMove, YearMove, YearPlan
from trent_desktop.storage.audit import Act
from trent_desktop.storage.cipher import digest
from trent_desktop.storage.database import next_change
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.landed_rows import landed_before
from trent_desktop.storage.tables import ClassRow, PupilRow, UndoStepRow

_OLDEST = 6
#: A year that was begun so lately is this one.
_SAME_YEAR = dt.timedelta(days=200)
_RECEPTION = re.compile(r"^(reception|rec|yr|r)(?![a-z]{2})[\s\-]*", re.IGNORECASE)


def move_up(year: YearGroup) -> YearGroup | None:
    """The next year group; None after the last."""
    years = list(YearGroup)
    place = years.index(year) + 1
    return years[place] if place < len(years) else None


def name_above(name: str) -> str:
    """What a class is probably called a year later: ``3B`` becomes ``4B``, ``RK`` ``1K``.

    A name without a year (``Oak``) stays as it is, and so does one that nothing is above (``5/6``).
    """
    if re.search(r"\d", name):
        above = re.sub(r"\d+", lambda found: str(int(found[0]) + 1), name)
        return name if any(int(one) > _OLDEST for one in re.findall(r"\d+", above)) else above
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

    def begin(self, plan: YearPlan, *, again: bool = False) -> Step:
        """Do what a plan says, with the class names as somebody may have changed them.

        `again`: though a year was begun lately. Raises `MoveNotPossible` without it then;
        `AnswersRefused` for a name that cannot be one, `SomebodyWasFaster` when pupils were
        changed since the plan was made (by somebody who began the year just now, say).
        """
        me = self._me
        me.require(Right.MANAGE_PUPILS)
        _check_names(plan)
        with me.database.write(Repeat.LOOKS) as session:
            if landed_before(session):
                return step_of_call(session)
            me.require_now(session, Right.MANAGE_PUPILS)
            if self._plan(session, plan.starts).mark != plan.mark:
                raise SomebodyWasFaster(
                    "Pupils or classes were changed while you looked at this.",
                    what_to_do="Look at what would happen now, and then go on.",
                )
            if (begun := self._begun(session)) is not None and not again:
                raise MoveNotPossible(
                    f"A new school year was begun on {date_for_people(begun)} already.",
                    what_to_do="Undo that one first, or say that another one is meant.",
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
        moves = [_move(one, stay, classes) for one in classes]
        return YearPlan(
            starts,
            tuple(one for one in moves if one.pupils),
            tuple(one for one in pupils if one.year_group is YearGroup.Y6),
            tuple(one for one in pupils if one.year_group is None),
            digest(basis.encode("ascii")),
            begun=self._begun(session),
            staying=tuple(stay),
        )

    def _begun(self, session: Session) -> dt.date | None:
        """The day on which a year was begun that is not over."""
        newest = session.execute(
            select(UndoStepRow.at)
            .where(UndoStepRow.kind == StepKind.SCHOOL_YEAR.value, UndoStepRow.undone_at.is_(None))
            .order_by(UndoStepRow.change.desc())
            .limit(1)
        ).scalar_one_or_none()
        if newest is None or self._me.clock() - newest > _SAME_YEAR:
            return None
        return newest.date()

    def _carry_out(self, session: Session, plan: YearPlan, record: Record) -> None:
        rows = list(session.execute(select(ClassRow).where(ClassRow.active)).scalars())
        by_name = {row.name.casefold(): row for row in rows}
        children = list(session.execute(select(PupilRow).where(PupilRow.active)).scalars())
        target = _Target(plan)
        years: dict[uuid.UUID, set[YearGroup]] = {}
        for child in children:
            record.keep(child)
            year = known(YearGroup, child.year_group)
            above = move_up(year) if year else None
            child.version += 1
            if year is not None and above is None:
                child.active, child.left_on, child.class_id = False, plan.starts, None
                continue
            if above is not None:
                child.year_group = above.value
            if not target.is_known(child.id, child.class_id):
                continue
            name = target.of(child.id, child.class_id, year)
            if not name:
                child.class_id = None
                continue
            row = by_name.get(name.casefold())
            if row is None:
                row = ClassRow(id=uuid.uuid4(), name=name, active=True, version=1, year_groups="")
                session.add(row)
                session.flush()
                record.added(row)
                by_name[name.casefold()] = row
            child.class_id = row.id
        for child in children:
            if child.class_id is not None and (year := known(YearGroup, child.year_group)):
                years.setdefault(child.class_id, set()).add(year)
        # A class that keeps its name is of the year groups of the children who are in it now.
        for row in by_name.values():
            of_now = ",".join(year.value for year in YearGroup if year in years.get(row.id, ()))
            if of_now and of_now != row.year_groups:
                record.keep(row)
                row.year_groups = of_now
                row.version += 1


class _Target:
    """Where each child goes: as said of the child, of the year group in the class, of the class."""

    def __init__(self, plan: YearPlan) -> None:
        self._apart = {one: tidy(name) for one, name in plan.apart.items()}
        self._classes = {move.class_id: tidy(move.to_name) for move in plan.moves}
        self._years = {
            (move.class_id, one.year): tidy(one.to_name)
            for move in plan.moves
            for one in move.years
        }

    def is_known(self, child: uuid.UUID, class_id: uuid.UUID | None) -> bool:
        """Whether anything is said of her."""
        return child in self._apart or class_id in self._classes

    def of(self, child: uuid.UUID, class_id: uuid.UUID | None, year: YearGroup | None) -> str:
        """The name of her class next year; empty for none."""
        if child in self._apart:
            return self._apart[child]
        if class_id is None:
            return ""
        if year is not None and (class_id, year) in self._years:
            return self._years[class_id, year]
        return self._classes.get(class_id, "")


def _move(
    one: ClassRecord, stay: Sequence[PupilRecord], classes: Sequence[ClassRecord]
) -> ClassMove:
    pupils = [pupil for pupil in stay if pupil.class_id == one.id]
    own = name_above(one.name)
    there = [year for year in YearGroup if any(pupil.year_group is year for pupil in pupils)]
    years = (
        tuple(
            YearMove(
                year,
                _next_class(one, year, own, classes),
                sum(pupil.year_group is year for pupil in pupils),
            )
            for year in there
        )
        if len(one.year_groups) > 1 or len(there) > 1
        else ()
    )
    return ClassMove(one.id, one.name, own, len(pupils), years)


def _next_class(
    one: ClassRecord, year: YearGroup, otherwise: str, classes: Sequence[ClassRecord]
) -> str:
    """Where the children of one year in a mixed class probably go: who stays in its span stays."""
    above = move_up(year)
    if above in one.year_groups:
        return one.name
    taking = [other.name for other in classes if above in other.year_groups]
    return taking[0] if len(taking) == 1 else otherwise


def _check_names(plan: YearPlan) -> None:
    too_long = "Use at most 40 characters."
    named = [(str(move.class_id), move.to_name) for move in plan.moves]
    named += [
        (f"{move.class_id}.{one.year.value}", one.to_name)
        for move in plan.moves
        for one in move.years
    ]
    named += [(str(child), name) for child, name in plan.apart.items()]
    errors = tuple((where, too_long) for where, name in named if len(tidy(name)) > 40)
    if errors:
        raise AnswersRefused("A class has too long a name.", errors)
