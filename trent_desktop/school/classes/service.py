"""Pupils and classes by hand: added, changed, moved, archived, and doubles merged."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.asking import or_as_last_seen
from trent_desktop.problems import AnswersRefused, MoveNotPossible, NotFound, SomebodyWasFaster
from trent_desktop.school.class_lists.matching import PupilRecord
from trent_desktop.school.class_lists.values import tidy
from trent_desktop.school.classes.belongings import Belongings
from trent_desktop.school.classes.details import checked_details, put_details
from trent_desktop.school.classes.pupil_rows import read_classes, read_records
from trent_desktop.school.classes.step import Step, StepKind
from trent_desktop.school.classes.undo import Record, let_go, step_of_call, undo
from trent_desktop.school.classes.values import ClassRecord, PupilDetails
from trent_desktop.school.classes.whose import give_class, teachers_of
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.directory import plain
from trent_desktop.school.people.people import YearGroup
from trent_desktop.school.people.permissions import Right
from trent_desktop.sentences import ended
from trent_desktop.storage.audit import Act
from trent_desktop.storage.database import next_change
from trent_desktop.storage.landed import Repeat, made_id
from trent_desktop.storage.landed_rows import landed_before
from trent_desktop.storage.tables import ClassRow, MemberRow, PupilRow

_LONGEST_CLASS = 40


class PupilService:
    """What whoever may change pupils does by hand. Anybody signed in may look."""

    def __init__(self, signed_in: SignedIn, belongings: Sequence[Belongings] = ()) -> None:
        """`belongings` go along when two entries are merged."""
        self._me = signed_in
        self._belongings = belongings

    # ------------------------------------------------------------------ looking

    @or_as_last_seen
    def all(self, *, include_left: bool = False) -> tuple[PupilRecord, ...]:
        """The pupils, by class and surname. Raises `NotAllowed` for a governor."""
        self._me.require(Right.SEE_PUPILS)
        with self._me.database.read() as session:
            return tuple(one for one in read_records(session) if one.active or include_left)

    @or_as_last_seen
    def classes(self) -> tuple[ClassRecord, ...]:
        """The classes, youngest first."""
        with self._me.database.read() as session:
            return read_classes(session)

    @or_as_last_seen
    def doubles(self) -> tuple[tuple[PupilRecord, PupilRecord], ...]:
        """Pairs that may be one child: the same UPN, or name with no two birthdays or UPNs.

        Raises `NotAllowed` as `all` does.
        """
        pupils = self.all()
        found: list[tuple[PupilRecord, PupilRecord]] = []
        by_key: dict[str, list[PupilRecord]] = {}
        for one in pupils:
            for key in {f"upn {one.upn}" if one.upn else "", f"name {plain(one.name)}"} - {""}:
                for other in by_key.get(key, ()):
                    if _may_be_one(one, other) and (other, one) not in found:
                        found.append((other, one))
                by_key.setdefault(key, []).append(one)
        return tuple(found)

    # ------------------------------------------------------------------ pupils

    def add(self, details: PupilDetails) -> uuid.UUID:
        """Add a child. Raises `NotAllowed` or `AnswersRefused` (errors named after the field)."""
        me = self._me
        me.require(Right.MANAGE_PUPILS)
        checked = checked_details(details, me.clock().date())
        with me.database.write(Repeat.LOOKS) as session:
            if landed_before(session):
                return made_id()
            self._require_class(session, checked.class_id)
            row = PupilRow(id=made_id(), active=True, left_on=None, version=1)
            put_details(row, checked)
            session.add(row)
            record = Record()
            record.added(row)
            self._write_down(session, row.id, ("added",), record)
            return row.id

    def change(self, pupil_id: uuid.UUID, version: int, details: PupilDetails) -> None:
        """Change a child. Raises `SomebodyWasFaster` when `version` is no longer the newest."""
        me = self._me
        me.require(Right.MANAGE_PUPILS)
        checked = checked_details(details, me.clock().date())
        with me.database.write() as session:
            row = self._pupil(session, pupil_id)
            if row.version != version:
                raise SomebodyWasFaster(
                    f"{row.forename} {row.surname} was changed by somebody else meanwhile.",
                    what_to_do="What you typed is still here. Close the form to see the change.",
                )
            self._require_class(session, checked.class_id)
            record = Record()
            record.keep(row)
            put_details(row, checked)
            row.version += 1
            self._write_down(session, row.id, ("changed",), record)

    def move(self, pupil_ids: Collection[uuid.UUID], class_id: uuid.UUID | None) -> None:
        """Put children into a class, or into none."""
        me = self._me
        me.require(Right.MANAGE_PUPILS)
        if not pupil_ids:
            return
        with me.database.write() as session:
            self._require_class(session, class_id)
            record = Record()
            for pupil_id in pupil_ids:
                row = self._pupil(session, pupil_id)
                record.keep(row)
                row.class_id = class_id
                row.version += 1
                self._audit(session, pupil_id, ("moved",))
            self._step(session, record)

    def archive(self, pupil_ids: Collection[uuid.UUID]) -> None:
        """These children left. They stay on record, and out of every list."""
        me = self._me
        me.require(Right.MANAGE_PUPILS)
        if not pupil_ids:
            return
        with me.database.write() as session:
            record = Record()
            for pupil_id in pupil_ids:
                row = self._pupil(session, pupil_id)
                record.keep(row)
                row.active, row.left_on, row.class_id = False, me.clock().date(), None
                row.version += 1
                self._audit(session, pupil_id, ("archived",))
            self._step(session, record)

    def bring_back(self, pupil_ids: Collection[uuid.UUID]) -> None:
        """These children are here again, in no class yet."""
        me = self._me
        me.require(Right.MANAGE_PUPILS)
        if not pupil_ids:
            return
        with me.database.write() as session:
            record = Record()
            for pupil_id in pupil_ids:
                row = self._pupil(session, pupil_id)
                record.keep(row)
                row.active, row.left_on = True, None
                row.version += 1
                self._audit(session, pupil_id, ("brought back",))
            self._step(session, record)

    def merge(self, keep: uuid.UUID, drop: uuid.UUID) -> Step:
        """Two entries are one child: what `keep` lacks comes from `drop`, which is archived.

        Forms, consents and family go along. Reports keep the name they were written with. Gives
        the step, to be undone.
        """
        me = self._me
        me.require(Right.MANAGE_PUPILS)
        if keep == drop:
            raise MoveNotPossible("Choose two entries.")
        with me.database.write(Repeat.LOOKS) as session:
            if landed_before(session):
                return step_of_call(session)
            kept, dropped = self._pupil(session, keep), self._pupil(session, drop)
            record = Record()
            record.keep(kept)
            record.keep(dropped)
            for name in ("upn", "admission_number", "born", "year_group", "class_id"):
                if not getattr(kept, name):
                    setattr(kept, name, getattr(dropped, name))
            dropped.active, dropped.left_on = False, me.clock().date()
            dropped.class_id, dropped.upn = None, ""
            kept.version += 1
            dropped.version += 1
            for one in self._belongings:
                record.handed[one.name] = one.hand_over(session, me, drop, keep)
            change = next_change(session, directory=True)
            self._audit(session, keep, ("merged",))
            return record.write(session, me, StepKind.MERGE, change)

    def undo(self, step_id: uuid.UUID) -> None:
        """See `school.undo.undo`."""
        undo(self._me, step_id, self._belongings)

    # ------------------------------------------------------------------ classes

    def add_class(self, name: str, year_groups: Sequence[YearGroup]) -> uuid.UUID:
        """Add a class. Raises `AnswersRefused`."""
        me = self._me
        me.require(Right.MANAGE_PUPILS)
        with me.database.write(Repeat.LOOKS) as session:
            if landed_before(session):
                return made_id()
            record = Record()
            class_id = self._new_class(session, name, year_groups, record)
            self._step(session, record)
            return class_id

    def keep_class(
        self,
        record: ClassRecord | None,
        name: str,
        year_groups: Sequence[YearGroup],
        teachers: Collection[uuid.UUID],
    ) -> uuid.UUID:
        """Keep all that a form says of a class, or nothing of it; its id.

        Whose class it is, is what their reports and lessons begin with.
        `record` is the class that the form began with, None for a new one. Raises
        `AnswersRefused`, `NotFound`, and `SomebodyWasFaster` when its name was changed meanwhile.
        """
        me = self._me
        me.require(Right.MANAGE_PUPILS)
        with me.database.write(Repeat.LOOKS) as session:
            if landed_before(session):
                return record.id if record else made_id()
            kept = Record()
            if record is None:
                class_id = self._new_class(session, name, year_groups, kept)
            else:
                class_id = record.id
                if (record.name, record.year_groups) != (tidy(name), tuple(year_groups)):
                    kept.keep(self._class(session, class_id))
                    self._rename(session, class_id, record.version, name, year_groups)
            if record is None or {one for one, _ in record.teachers} != set(teachers):
                session.flush()
                self._give_to(session, class_id, teachers, kept)
            self._step(session, kept)
            return class_id

    def archive_class(self, class_id: uuid.UUID) -> None:
        """This class is no more. Raises `MoveNotPossible` while children are in it."""
        me = self._me
        me.require(Right.MANAGE_PUPILS)
        with me.database.write() as session:
            row = self._class(session, class_id)
            here = select(PupilRow.id).where(PupilRow.class_id == class_id, PupilRow.active)
            if session.execute(here.limit(1)).first() is not None:
                raise MoveNotPossible(
                    f"There are still pupils in {ended(row.name)}",
                    what_to_do="Move them to another class first.",
                )
            record = Record()
            record.keep(row)
            self._keep_teachers(session, class_id, record)
            row.active = False
            row.version += 1
            let_go(session, class_id)
            self._write_class(session, class_id, "archived")
            self._step(session, record)

    # ------------------------------------------------------------------ within

    def _new_class(
        self, session: Session, name: str, year_groups: Sequence[YearGroup], record: Record
    ) -> uuid.UUID:
        row = ClassRow(id=made_id(), active=True, version=1)
        row.name = self._class_name(session, name, None)
        row.year_groups = _stored_years(year_groups)
        session.add(row)
        record.added(row)
        self._write_class(session, row.id, "added")
        return row.id

    def _rename(
        self,
        session: Session,
        class_id: uuid.UUID,
        version: int,
        name: str,
        year_groups: Sequence[YearGroup],
    ) -> None:
        row = self._class(session, class_id)
        if row.version != version:
            raise SomebodyWasFaster(f"Class {row.name} was changed by somebody else meanwhile.")
        row.name = self._class_name(session, name, class_id)
        row.year_groups = _stored_years(year_groups)
        row.version += 1
        self._write_class(session, class_id, "changed")

    def _give_to(
        self,
        session: Session,
        class_id: uuid.UUID,
        member_ids: Collection[uuid.UUID],
        record: Record,
    ) -> None:
        self._class(session, class_id)
        if any(session.get(MemberRow, one) is None for one in member_ids):
            raise NotFound("There is no such member.")
        self._keep_teachers(session, class_id, record)
        give_class(session, class_id, member_ids)
        self._write_class(session, class_id, "teachers")

    def _keep_teachers(self, session: Session, class_id: uuid.UUID, record: Record) -> None:
        record.keep_teachers(class_id, [one for one, _ in teachers_of(session).get(class_id, ())])

    def _step(self, session: Session, record: Record) -> None:
        """What was done by hand is a step of the timeline, and can be undone like any other."""
        if record.is_empty:
            return
        change = next_change(session, directory=True)
        record.write(session, self._me, StepKind.HAND, change)

    def _pupil(self, session: Session, pupil_id: uuid.UUID) -> PupilRow:
        row = session.get(PupilRow, pupil_id)
        if row is None:
            raise NotFound("There is no such pupil.")
        return row

    def _class(self, session: Session, class_id: uuid.UUID) -> ClassRow:
        row = session.get(ClassRow, class_id)
        if row is None or not row.active:
            raise NotFound("There is no such class.")
        return row

    def _require_class(self, session: Session, class_id: uuid.UUID | None) -> None:
        if class_id is not None:
            self._class(session, class_id)

    def _class_name(self, session: Session, name: str, own: uuid.UUID | None) -> str:
        named = tidy(name)
        said = ""
        if not named:
            said = "Give the class a name."
        elif len(named) > _LONGEST_CLASS:
            said = f"Use at most {_LONGEST_CLASS} characters."
        rows = session.execute(select(ClassRow.id, ClassRow.name).where(ClassRow.active))
        if any(row.name.casefold() == named.casefold() and row.id != own for row in rows):
            said = "There is already a class with this name."
        if said:
            raise AnswersRefused(said, (("name", said),))
        return named

    def _write_down(
        self, session: Session, pupil_id: uuid.UUID, what: Sequence[str], record: Record
    ) -> None:
        self._audit(session, pupil_id, what)
        self._step(session, record)

    def _audit(self, session: Session, pupil_id: uuid.UUID, what: Sequence[str]) -> None:
        self._me.audit(session, Act.PUPIL_CHANGED, str(pupil_id), {"what": list(what)})

    def _write_class(self, session: Session, class_id: uuid.UUID, what: str) -> None:
        self._me.audit(session, Act.CLASS_CHANGED, str(class_id), {"what": what})
        next_change(session, directory=True)


def _stored_years(years: Sequence[YearGroup]) -> str:
    return ",".join(year.value for year in YearGroup if year in years)


def _may_be_one(one: PupilRecord, other: PupilRecord) -> bool:
    if one.upn and other.upn:
        return one.upn == other.upn
    return one.born is None or other.born is None or one.born == other.born
