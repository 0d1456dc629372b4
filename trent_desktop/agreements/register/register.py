"""The register: who has returned which form, and what was agreed to.

Several forms of one kind may have been given to one child: see `register_rows.counting`.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Final

from sqlalchemy import select

from trent_desktop.agreements.giving.choosing import NO_CLASS, is_staff
from trent_desktop.agreements.giving.not_asked import never_asked
from trent_desktop.agreements.giving.planning import told_apart
from trent_desktop.agreements.kinds import PUPIL_KINDS, Consent, FormState, Kind
from trent_desktop.agreements.register.returned import Step
from trent_desktop.agreements.register.rows import (
    consent_answers,
    newest_forms,
    staff_forms,
    states_of_pupils,
)
from trent_desktop.agreements.register.standing import (
    ClassFigures,
    ClassSheet,
    ClassTable,
    ConsentAnswer,
    ConsentLook,
    FormCell,
    PupilLine,
    StaffLine,
    figures_of,
)
from trent_desktop.agreements.register.steps import read_steps
from trent_desktop.agreements.wording.wordings import current_numbers
from trent_desktop.asking import or_as_last_seen
from trent_desktop.problems import NotFound
from trent_desktop.roles import roles_shown
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.directory import plain
from trent_desktop.school.people.finding import PeopleService
from trent_desktop.school.people.people import Member, Pupil, SchoolClass
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.landed import LandedBefore
from trent_desktop.storage.tables import MemberRow, PupilRow, table_of

#: Who joined within so many days and has signed nothing yet is a new starter (rule 20).
NEW_STARTER_DAYS: Final = 60
_PUPIL: Final = table_of(PupilRow)
_KINDS: Final = tuple(kind for kind in Kind if kind in PUPIL_KINDS)


class Register:
    """Reads who has returned what. Slow: off the GUI thread."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in
        self._people = PeopleService(signed_in)

    # ------------------------------------------------------------------ pupils

    @or_as_last_seen
    def table(self, class_id: uuid.UUID | None) -> ClassTable:
        """The register of a class; None for the children in no class."""
        me = self._me
        me.require(Right.SEE_REGISTER)
        pupils = [one for one in me.directory.pupils if one.class_id == class_id]
        name = next((one.name for one in me.directory.classes if one.id == class_id), NO_CLASS)
        return ClassTable(class_id, name, self._lines(pupils))

    @or_as_last_seen
    def everybody(self) -> tuple[ClassTable, ...]:
        """The register of the whole school, class by class."""
        me = self._me
        me.require(Right.SEE_REGISTER)
        directory = me.directory
        lines: dict[uuid.UUID | None, list[PupilLine]] = {}
        for line in self._lines(directory.pupils):
            lines.setdefault(line.class_id, []).append(line)
        return tuple(
            ClassTable(class_id, name, tuple(lines.get(class_id, ())))
            for class_id, name in _groups(directory.classes, directory.pupils)
        )

    @or_as_last_seen
    def figures(self) -> tuple[ClassFigures, ...]:
        """How many are back, class by class: `standing.whole_school` adds them up.

        Classes without pupils are left out.
        """
        me = self._me
        me.require(Right.SEE_REGISTER)
        directory = me.directory
        with me.database.read() as session:
            states = states_of_pupils(session, me.day_by_the_school(session))
            not_asked = never_asked(session)
        of_class: dict[uuid.UUID | None, dict[Kind, list[FormState | None]]] = {}
        for one in directory.pupils:
            kinds = of_class.setdefault(one.class_id, {kind: [] for kind in _KINDS})
            for kind in _KINDS:
                state = states.get((one.id, kind))
                if kind.suits(one.year_group) and not _is_not_asked(kind, one.id, state, not_asked):
                    kinds[kind].append(state)
        return tuple(
            ClassFigures(
                class_id, name, {kind: figures_of(own) for kind, own in of_class[class_id].items()}
            )
            for class_id, name in _groups(directory.classes, directory.pupils)
            if class_id in of_class
        )

    @or_as_last_seen
    def find(self, words: str, limit: int = 8) -> tuple[ConsentLook, ...]:
        """Children by name, each with a clear yes or no for every use."""
        me = self._me
        me.require(Right.SEE_REGISTER)
        pupils = self._people.find_pupils(words, limit)
        if not pupils:
            return ()
        with me.database.read() as session:
            today = me.day_by_the_school(session)
            answers = consent_answers(session, [one.id for one in pupils], today)
        return tuple(
            ConsentLook(one.id, told_apart(one), one.class_name, answers[one.id]) for one in pupils
        )

    @or_as_last_seen
    def answers_of(self, pupil_id: uuid.UUID) -> tuple[ConsentAnswer, ...]:
        """The answers of one child, one to each use."""
        me = self._me
        me.require(Right.SEE_REGISTER)
        with me.database.read() as session:
            return consent_answers(session, [pupil_id], me.day_by_the_school(session))[pupil_id]

    @or_as_last_seen
    def may_be_photographed(self, class_id: uuid.UUID) -> ClassSheet:
        """Two lists. Whoever has not answered is in the second."""
        table = self.table(class_id)
        may = [line for line in table.lines if _given(line, Consent.PHOTOGRAPHS)]
        may_not = [line for line in table.lines if not _given(line, Consent.PHOTOGRAPHS)]
        return ClassSheet(
            table.name,
            tuple(one.name for one in may),
            tuple(one.name for one in may_not),
            walls=any(one.needs_none for line in table.lines for one in line.answers),
        )

    def _lines(self, pupils: Iterable[Pupil]) -> tuple[PupilLine, ...]:
        chosen = sorted(pupils, key=lambda one: (plain(one.surname), plain(one.forename)))
        ids = [one.id for one in chosen]
        me = self._me
        with me.database.read() as session:
            today = me.day_by_the_school(session)
            cells = newest_forms(session, ids, current_numbers(session), today)
            answers = consent_answers(session, ids, today)
            not_asked = never_asked(session)
        return tuple(
            PupilLine(
                one.id,
                told_apart(one),
                one.class_id,
                one.class_name,
                {
                    kind: cells.get((one.id, kind), FormCell(kind))
                    for kind in _KINDS
                    if kind.suits(one.year_group)
                    and (
                        (one.id, kind) in cells or not _is_not_asked(kind, one.id, None, not_asked)
                    )
                },
                answers[one.id],
            )
            for one in chosen
        )

    # ------------------------------------------------------------------ staff

    @or_as_last_seen
    def staff(self) -> tuple[StaffLine, ...]:
        """Members of staff and their agreements. Who may not see them all sees her own."""
        me = self._me
        members = [one for one in me.directory.members if is_staff(one)]
        if not me.may(Right.SEE_STAFF_AGREEMENTS):
            members = [one for one in members if one.id == me.member.id]
        with me.database.read() as session:
            cells = staff_forms(session, [one.id for one in members], current_numbers(session))
            joined: dict[uuid.UUID, dt.datetime | None] = {
                row.id: row.joined_at
                for row in session.execute(select(MemberRow.id, MemberRow.joined_at))
            }
        return tuple(
            _staff_line(one, cells.get(one.id), joined.get(one.id), me.clock())
            for one in sorted(members, key=lambda one: plain(one.name))
        )

    # ------------------------------------------------------------------ exports

    def note_export(self, what: str) -> None:
        """Write down that the register leaves the school's file, as ``csv``, ``xlsx``, ``pdf``."""
        me = self._me
        me.require(Right.SEE_REGISTER)
        with me.database.write() as session:
            me.audit(session, Act.REGISTER_EXPORTED, "register", {"as": what})

    def to_export(self, what: str) -> tuple[ClassTable, ...]:
        """The register of the whole school, which leaves the school's file: see `note_export`."""
        tables = self.everybody()
        with suppress(LandedBefore):  # asked again, since the answer got lost
            self.note_export(what)
        with self._me.database.read() as session:
            upns: dict[uuid.UUID, str] = dict(
                session.execute(select(_PUPIL.c.id, _PUPIL.c.upn)).all()
            )
        return tuple(
            replace(
                table,
                lines=tuple(replace(one, upn=upns.get(one.pupil_id) or "") for one in table.lines),
            )
            for table in tables
        )

    @or_as_last_seen
    def history(self, pupil_id: uuid.UUID, limit: int = 100) -> tuple[Step, ...]:
        """What was recorded of one child, the newest first, with who and when."""
        self._me.require(Right.SEE_REGISTER)
        with self._me.database.read() as session:
            return read_steps(session, self._me, limit, pupil_id)

    @or_as_last_seen
    def pupil(self, pupil_id: uuid.UUID) -> PupilLine:
        """One child's line. Raises `NotFound`."""
        self._me.require(Right.SEE_REGISTER)
        for one in self._me.directory.pupils:
            if one.id == pupil_id:
                return self._lines([one])[0]
        raise NotFound("There is no such pupil at the school.")


# ---------------------------------------------------------------------- small things


def _groups(
    classes: Iterable[SchoolClass], pupils: Iterable[Pupil]
) -> list[tuple[uuid.UUID | None, str]]:
    found: list[tuple[uuid.UUID | None, str]] = [(one.id, one.name) for one in classes]
    if any(one.class_id is None for one in pupils):
        found.append((None, NO_CLASS))
    return found


def _is_not_asked(
    kind: Kind, pupil_id: uuid.UUID, state: FormState | None, not_asked: Collection[uuid.UUID]
) -> bool:
    """Whether a form is neither missing nor waited for, as the school uses no picture of the child."""
    is_open = state is None or state.is_waited_for
    return kind is Kind.CONSENTS and is_open and pupil_id in not_asked


def _given(line: PupilLine, consent: Consent) -> bool:
    return any(one.given for one in line.answers if one.consent is consent)


def _staff_line(
    member: Member, cell: FormCell | None, joined: dt.datetime | None, now: dt.datetime
) -> StaffLine:
    signed = cell is not None and cell.state is FormState.RETURNED
    lately = joined is not None and (now - joined).days < NEW_STARTER_DAYS
    return StaffLine(
        member.id, member.name, roles_shown(member.roles), cell or FormCell(Kind.STAFF),
        lately and not signed,
    )  # fmt: skip
