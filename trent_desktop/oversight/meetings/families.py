"""The families of a meeting: those it is for now, with what was invited and answered before."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.agreements.giving.batch import BatchOrder, Chosen
from trent_desktop.agreements.giving.choosing import NO_CLASS, chosen_pupils
from trent_desktop.agreements.giving.families import read_families
from trent_desktop.agreements.giving.family import PupilFamily
from trent_desktop.agreements.giving.planning import told_apart
from trent_desktop.agreements.kinds import Kind, PrintSize
from trent_desktop.agreements.wording.languages import languages
from trent_desktop.oversight.meetings.models import MeetingAnswerRow, MeetingFamilyRow
from trent_desktop.oversight.meetings.values import ClassFamilies, Family, MeetingDraft, Reply
from trent_desktop.problems import AnswersRefused
from trent_desktop.school.people.directory import Directory
from trent_desktop.school.people.people import Pupil

REPLY, CAME = "reply", "came"
#: So long after it whoever was not invited may still be written down. Later the classes are others.
_OPEN: Final = dt.timedelta(days=60)
#: Families that are no longer among those it is for.
_OTHERS: Final = "No longer in these classes"


@dataclass(frozen=True, slots=True)
class Household:
    """A family with its children whom the meeting is for, the youngest class first."""

    group: str
    pupils: tuple[Pupil, ...]
    family: PupilFamily
    print_size: PrintSize
    rows: tuple[uuid.UUID, ...] = ()

    @property
    def pupil_ids(self) -> frozenset[uuid.UUID]:
        """Its children."""
        return frozenset(one.id for one in self.pupils)


@dataclass(frozen=True, slots=True)
class Answers:
    """What is stored of a meeting's families: their rows, and the newest answer of each sort."""

    rows: Mapping[uuid.UUID, MeetingFamilyRow]
    newest: Mapping[tuple[uuid.UUID, str], MeetingAnswerRow]

    def of(self, ids: Iterable[uuid.UUID], sort: str) -> MeetingAnswerRow | None:
        """The newest answer of a sort that any of these rows has."""
        found = [self.newest[one, sort] for one in ids if (one, sort) in self.newest]
        return max(found, key=lambda one: one.at, default=None)


def read_answers(session: Session, meeting_ids: Iterable[uuid.UUID]) -> Answers:
    """Everything stored of these meetings' families, inside a unit of work."""
    of_these = MeetingFamilyRow.meeting_id.in_(list(meeting_ids))
    found = session.execute(select(MeetingFamilyRow).where(of_these)).scalars()
    families = {row.id: row for row in found}
    newest: dict[tuple[uuid.UUID, str], MeetingAnswerRow] = {}
    rows = session.execute(
        select(MeetingAnswerRow)
        .where(MeetingAnswerRow.family_id.in_(select(MeetingFamilyRow.id).where(of_these)))
        .order_by(MeetingAnswerRow.at)
    ).scalars()
    for row in rows:
        newest[row.family_id, row.sort] = row
    return Answers(families, newest)


def households(
    session: Session, directory: Directory, said: MeetingDraft, answers: Answers, today: dt.date
) -> tuple[Household, ...]:
    """The families that it is for, each once, with the rows that are of it."""
    if said.day < today - _OPEN:
        return ()
    known = {one.id for one in directory.classes}
    chosen = Chosen(said.scope, said.years, tuple(one for one in said.classes if one in known))
    try:
        groups = chosen_pupils(directory, BatchOrder((Kind.INVITATION,), chosen))
    except AnswersRefused:
        return ()  # nobody is in these classes now
    families = read_families(session)
    pupils = {pupil.id: (pupil, group.name) for group in groups for pupil in group.pupils}
    place = {pupil_id: at for at, pupil_id in enumerate(pupils)}
    rows_of: dict[uuid.UUID, list[uuid.UUID]] = {}
    for row in answers.rows.values():
        for one in _ids(row.pupils):
            rows_of.setdefault(one, []).append(row.id)
    done: set[uuid.UUID] = set()
    taken: set[uuid.UUID] = set()
    found: list[Household] = []
    for pupil_id, (_pupil, group) in pupils.items():
        if pupil_id in done:
            continue
        family = families.get(pupil_id, PupilFamily(pupil_id))
        together = {pupil_id, *family.siblings} & pupils.keys()
        done |= together
        own = tuple(pupils[one][0] for one in sorted(together, key=place.__getitem__))
        sizes = [families[one.id].print_size for one in own if one.id in families]
        size = max(sizes, key=lambda one: one.points, default=PrintSize.NORMAL)
        rows = tuple(
            dict.fromkeys(
                row for one in sorted(together) for row in rows_of.get(one, ()) if row not in taken
            )
        )
        taken |= set(rows)
        found.append(Household(group, own, family, size, rows))
    return tuple(found)


def by_class(
    homes: Sequence[Household], answers: Answers, directory: Directory
) -> tuple[ClassFamilies, ...]:
    """The lists, class by class; last those who were invited and are no longer among them."""
    groups: dict[str, list[Family]] = {}
    taken: set[uuid.UUID] = set()
    for home in homes:
        taken |= set(home.rows)
        groups.setdefault(home.group, []).append(
            _family(home.pupils, home.family.language, home.rows, answers)
        )
    pupils = {one.id: one for one in directory.pupils}
    for row in answers.rows.values():
        if row.id in taken:
            continue
        there = [pupils[one] for one in sorted(_ids(row.pupils)) if one in pupils]
        name = _OTHERS
        if not homes and there:
            name = f"Class {there[0].class_name}" if there[0].class_name else NO_CLASS
        first = min(_ids(row.pupils))
        groups.setdefault(name, []).append(_family(there, "", (row.id,), answers, first))
    order = [f"Class {one.name}" for one in directory.classes]
    order += [name for name in groups if name not in order and name != _OTHERS] + [_OTHERS]
    return tuple(ClassFamilies(name, tuple(groups[name])) for name in order if name in groups)


def _family(
    pupils: Sequence[Pupil],
    language: str,
    rows: tuple[uuid.UUID, ...],
    answers: Answers,
    pupil_id: uuid.UUID | None = None,
) -> Family:
    names = {one.code: one.name for one in languages()}
    invited = [
        at.astimezone().date() for one in rows if (at := answers.rows[one].invited_at) is not None
    ]
    reply, came = answers.of(rows, REPLY), answers.of(rows, CAME)
    return Family(
        pupil_id or pupils[0].id,
        joined([told_apart(one) for one in pupils]) if pupils else "",
        names.get(language, language),
        max(invited, default=None),
        _reply(reply),
        reply.number if reply is not None else 0,
        came.number if came is not None else None,
    )


def _reply(row: MeetingAnswerRow | None) -> Reply:
    known = {one.value for one in Reply}
    return Reply(row.value) if row is not None and row.value in known else Reply.NONE


def joined(names: Sequence[str]) -> str:
    """``Aisha Khan and Maryam Khan``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _ids(texts: Iterable[str]) -> frozenset[uuid.UUID]:
    return frozenset(uuid.UUID(one) for one in texts)
