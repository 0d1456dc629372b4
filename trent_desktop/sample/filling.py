"""A sample school written into an empty folder or database, encrypted as a real one is."""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from trent_desktop import files
from trent_desktop.clock import system_clock
from trent_desktop.problems import Problem
from trent_desktop.reports.asked.names import CLASS
from trent_desktop.reports.case_store import SealedCase, insert_cases, seal_case
from trent_desktop.reports.cases import CaseState, EntryKind, Route
from trent_desktop.reports.entries import Author, NewEntry, answers_of, told_entry
from trent_desktop.reports.kinds import KINDS, Kind
from trent_desktop.reports.linking.ties import boxed
from trent_desktop.reports.references import drawn_reference, next_reference
from trent_desktop.reports.report import with_year
from trent_desktop.reports.severity import alarm_of
from trent_desktop.roles import KEYED_ROLES, Role, roles_shown
from trent_desktop.sample.agreements import fill_agreements
from trent_desktop.sample.beside import Beside
from trent_desktop.sample.cases import each_case
from trent_desktop.sample.filter_checks import fill_filter_checks
from trent_desktop.sample.first_tasks import first_tasks
from trent_desktop.sample.meetings import fill_meetings
from trent_desktop.sample.night_watch import fill_night_watch
from trent_desktop.sample.policy import fill_policy
from trent_desktop.sample.school import sample_school
from trent_desktop.sample.school_year import in_london, school_year_of
from trent_desktop.sample.trail import trail_of
from trent_desktop.sample.training import fill_training
from trent_desktop.sample.values import SAMPLE_PASSWORD, SampleCase, SampleSchool, dice
from trent_desktop.school.keys.laptops.server_access import place_of
from trent_desktop.school.people.people import SchoolClass
from trent_desktop.school.setting_up.founding import MadeSchool, NewMember
from trent_desktop.school.setting_up.service import NewSchool, set_up_school
from trent_desktop.storage.audit import PlannedEntry, write_entries
from trent_desktop.storage.database import Database
from trent_desktop.storage.keyring import Reader
from trent_desktop.storage.location import Location
from trent_desktop.storage.role_key_rows import newest_role_keys
from trent_desktop.storage.tables import ClassRow, MemberRow, PupilRow, SchoolRow
from trent_desktop.storage.typed_place import is_there

_PORTION = 500


@dataclass(frozen=True, slots=True)
class SampleReport:
    """What was made. `states` counts the cases by the state they stand in."""

    name: str
    pupils: int
    classes: int
    members: int
    cases: int
    states: Mapping[CaseState, int]
    audit_entries: int
    today: dt.date


def make_sample(
    folder_or_url: str,
    *,
    pupils: int = 420,
    cases: int = 160,
    years: int = 2,
    seed: int = 1,
    today: dt.date | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> SampleReport:
    """Make a complete invented school at an empty place.

    `years` counts school years, the present one included; `today` is the day on which the school
    stands, the present one by default; `progress` hears how many cases of how many are written.
    Raises `FolderNotEmpty`, `SchoolAway` or `DiskFull`, or a `Problem` for numbers that cannot
    be; a folder is then as it was. Takes a second or two, and a minute for 20,000 cases:
    call it off the GUI thread.
    """
    place = place_of(folder_or_url)
    day = today or system_clock().date()
    try:
        school = sample_school(day, pupils=pupils, seed=seed)
        coming = each_case(school, cases, years)
    except ValueError as error:
        raise Problem(str(error), what_to_do="Choose another number.") from error
    made_folder = place.folder is not None and not is_there(place.folder)
    opened = in_london(dt.date(school_year_of(day) - years + 1, 9, 1), dt.time(8))
    made = set_up_school(place, _new_school(school), lambda: opened.astimezone(dt.UTC))
    try:
        states, audited = _write_cases(place, made, school, coming, cases, years, progress)
    except BaseException:
        _leave_as_it_was(place, made_folder=made_folder)
        raise
    return SampleReport(
        name=school.name,
        pupils=len(school.pupils),
        classes=len(school.classes),
        members=len(school.members),
        cases=sum(states.values()),
        states=states,
        audit_entries=audited,
        today=day,
    )


def _new_school(school: SampleSchool) -> NewSchool:
    return NewSchool(
        name=school.name,
        address=school.address,
        is_sample=True,
        settings={
            "filter_name": school.filter_name,
            "contacts": [asdict(one) for one in school.contacts],
        },
        members=tuple(
            NewMember(
                name=one.name,
                sign_in_name=one.sign_in_name,
                roles=one.roles,
                password=SAMPLE_PASSWORD,
                class_id=one.class_id,
                id=one.id,
            )
            for one in school.members
        ),
        classes=tuple(
            ClassRow(id=one.id, name=one.name, year_groups=one.year_group.value)
            for one in school.classes
        ),
        pupils=tuple(
            PupilRow(
                id=one.id,
                upn=one.upn,
                forename=one.forename,
                surname=one.surname,
                born=one.born,
                year_group=one.year_group.value,
                class_id=one.class_id,
            )
            for one in school.pupils
        ),
    )


def _write_cases(
    place: Location,
    made: MadeSchool,
    school: SampleSchool,
    coming: Iterator[SampleCase],
    expected: int,
    years: int,
    progress: Callable[[int, int], None] | None,
) -> tuple[Counter[CaseState], int]:
    """All cases in one unit of work: a sample with half of them would only puzzle."""
    states: Counter[CaseState] = Counter()
    trail: list[PlannedEntry] = []
    database = Database(place, made.data_key)
    try:
        with database.write() as session:
            book = _Casebook(session, school)
            while portion := list(itertools.islice(coming, _PORTION)):
                book.write(portion)
                for case in portion:
                    states[case.state] += 1
                    trail.extend(trail_of(case, book.member_ids))
                if progress:
                    progress(sum(states.values()), expected)
            book.note_changes()
            trail.extend(book.beside.trail)
            fill_agreements(session, school, school.today)
            fill_filter_checks(session, school, school.today, years)
            fill_night_watch(session, school)
            fill_meetings(session, school, school.today)
            fill_training(session, school)
            fill_policy(session, school, school.today)
            trail.sort(key=lambda entry: entry.at)
            write_entries(session, trail)
    finally:
        database.close()
    return states, len(trail)


class _Casebook:
    """Seals cases to their readers and writes them, a portion at a time."""

    def __init__(self, session: Session, school: SampleSchool) -> None:
        self._session = session
        self._draw = dice(school.seed, "references").choice
        self._classes = {
            str(one.id): (SchoolClass(one.id, one.name, (one.year_group,)),)
            for one in school.classes
        }
        self.member_ids = {one.sign_in_name: one.id for one in school.members}
        self._authors = {
            one.sign_in_name: Author(one.id, one.name, roles_shown(one.roles))
            for one in school.members
        }
        public = {
            row.id: row.public_key
            for row in session.execute(select(MemberRow.id, MemberRow.public_key))
        }
        self._members = {name: Reader(one, public[one]) for name, one in self.member_ids.items()}
        keys = newest_role_keys(session, KEYED_ROLES)
        self._roles = {reader.role: reader for reader in keys}
        self._change = session.execute(select(SchoolRow.change)).scalar_one()
        by_id = {one.id: one for one in self._members.values()}
        self.beside = Beside(session, school, by_id, self._authors)

    def write(self, cases: Sequence[SampleCase]) -> None:
        """Write some cases, given in order of time."""
        references = self._references(cases)
        insert_cases(
            self._session,
            [
                self._sealed(case, reference)
                for case, reference in zip(cases, references, strict=True)
            ],
        )
        self.beside.write()

    def note_changes(self) -> None:
        """Tell the school's row how far its changes have come."""
        self._session.execute(
            update(SchoolRow).where(SchoolRow.id == 1).values(change=self._change)
        )

    def _references(self, cases: Sequence[SampleCase]) -> Iterator[str]:
        """The next references, year by year as the cases come; drawn for those that are sealed."""
        for year, of_year in itertools.groupby(cases, lambda case: _utc(case.recorded_at).year):
            group = list(of_year)
            how_many = sum(not case.route.sealed for case in group)
            first = dt.datetime(year, 1, 1, tzinfo=dt.UTC)
            counted = iter(next_reference(self._session, first, how_many) if how_many else ())
            for case in group:
                yield (
                    drawn_reference(self._session, self._draw)
                    if case.route.sealed
                    else next(counted)
                )

    def _sealed(self, case: SampleCase, reference: str) -> SealedCase:
        kind = _kind_of(case)
        self._change += 1
        given = self.beside.of_case(case, reference, self._change)
        entries = tuple(self._entries(case, kind, given))
        sealed = seal_case(
            case.id,
            kind,
            case.route,
            case.state,
            kind.facts(case.route, answers_of(entries)),
            self._readers(case),
            entries,
            self._roles.values(),
        ).numbered(reference, self._change)
        # Sending is version 1; every step after it was one more.
        sealed.row["version"] = 1 + len(case.steps)
        return sealed

    def _entries(
        self, case: SampleCase, kind: Kind, given: Mapping[uuid.UUID, Mapping[str, Any]]
    ) -> Iterator[NewEntry]:
        """The timeline as the service writes it."""
        first = case.stages[0]
        at = _utc(case.recorded_at)
        report = NewEntry(
            case.id,
            EntryKind.REPORT,
            at,
            self._authors[case.reporter],
            details={"stage": first.stage, "answers": self._dated(first.answers)},
        )
        yield report
        # What is about a grown-up goes to others only once that is known.
        known = kind.lead(first.stage, first.answers)
        yield told_entry(case.id, known.readers, at)
        yield from first_tasks(case, kind, report)
        for step in case.steps:
            details = dict(given.get(step.id, step.details))
            if step.kind is EntryKind.MORE_ANSWERS:
                details["answers"] = self._dated(details["answers"])
            elif "other" in details:
                details = self._tied(case, details)
            yield NewEntry(
                step.id,
                step.kind,
                _utc(step.at),
                self._authors[step.by],
                step.move,
                step.words,
                details,
            )
            if step.kind is EntryKind.MORE_ANSWERS:
                roles = case.route.readers
                if case.route.filtered:
                    roles = (
                        (Role.DSL, Role.DEPUTY_DSL)
                        if alarm_of(kind, case.route, details["answers"])
                        else ()
                    )
                if roles:
                    yield told_entry(step.id, roles, _utc(step.at))

    def _tied(self, case: SampleCase, details: Mapping[str, Any]) -> dict[str, Any]:
        """Which other case belongs to it, for the roles alone that read both."""
        theirs = Route(details["route"]).readers
        both = [self._roles[role] for role in case.route.readers if role in theirs]
        return boxed(both, uuid.UUID(details["other"]), details["how"])

    def _dated(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """The answers with the year group of their class, as they are when they are sent."""
        named: Mapping[str, Any] = answers.get(CLASS, {})
        return with_year(answers, self._classes.get(str(named.get("id")), ()))

    def _readers(self, case: SampleCase) -> tuple[Reader, ...]:
        roles = tuple(self._roles[role] for role in case.route.readers)
        return roles if case.route.sealed else (self._members[case.reporter], *roles)


def _kind_of(case: SampleCase) -> Kind:
    return next(kind for kind in KINDS if kind.name == case.stages[0].journey)


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC)


def _leave_as_it_was(place: Location, *, made_folder: bool) -> None:
    """Take away a school that was set up here a moment ago and could not be filled."""
    if place.folder is None:
        return
    if made_folder:
        with suppress(OSError):
            files.remove_folder(place.folder)
        return
    for path in place.folder.iterdir():
        with suppress(OSError):
            files.remove_folder(path)
