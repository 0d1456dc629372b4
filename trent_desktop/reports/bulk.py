"""Many finished cases written at once: for the sample school.

The same envelopes, numbers and audit entries as one by one, a few hundred cases to a unit of
work.
"""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.reports.case_store import SealedCase, insert_cases, next_reference, seal_case
from trent_desktop.reports.cases import CaseKind, CaseState, EntryKind, Route
from trent_desktop.reports.entries import NewEntry, answers_of, read_entry
from trent_desktop.reports.facts import facts_of
from trent_desktop.reports.workflow import ROLES_OF_ROUTE
from trent_desktop.school.people import KEYED_ROLES, Role
from trent_desktop.storage.audit import Act, PlannedEntry, write_entries
from trent_desktop.storage.database import Database, next_change
from trent_desktop.storage.keyring import Reader, newest_role_keys
from trent_desktop.storage.tables import MemberRow

_PORTION = 400


@dataclass(frozen=True, slots=True)
class WholeCase:
    """A case with its whole timeline, first entry the report, and the state it ended in."""

    id: uuid.UUID
    route: Route
    state: CaseState
    entries: tuple[NewEntry, ...] = field(repr=False)


def write_cases(
    database: Database,
    cases: Iterable[WholeCase],
    progress: Callable[[int], None] | None = None,
) -> int:
    """Write `cases`, oldest first, and give how many. Raises what `Database.write` raises.

    `progress` hears how many are written.
    """
    done = 0
    for portion in _portions(sorted(cases, key=lambda case: case.entries[0].at)):
        with database.write() as session:
            _write(session, portion)
        done += len(portion)
        if progress:
            progress(done)
    return done


def _portions(cases: Sequence[WholeCase]) -> Iterator[Sequence[WholeCase]]:
    for start in range(0, len(cases), _PORTION):
        yield cases[start : start + _PORTION]


def _write(session: Session, cases: Sequence[WholeCase]) -> None:
    roles = {one.role: one for one in newest_role_keys(session, KEYED_ROLES)}
    members = {
        row.id: Reader(row.id, row.public_key)
        for row in session.execute(select(MemberRow.id, MemberRow.public_key))
    }
    change = next_change(session)
    references = iter(_references(session, [case.entries[0].at for case in cases]))
    sealed = [_seal(case, next(references), change, roles, members) for case in cases]
    insert_cases(session, sealed)
    write_entries(session, _audit(cases))


def _references(session: Session, moments: Sequence[dt.datetime]) -> Iterator[str]:
    for _, same_year in itertools.groupby(moments, key=lambda at: at.year):
        listed = list(same_year)
        yield from next_reference(session, listed[0], len(listed))


def _seal(
    case: WholeCase,
    reference: str,
    change: int,
    roles: dict[Role | None, Reader],
    members: dict[uuid.UUID, Reader],
) -> SealedCase:
    readers = [roles[role] for role in ROLES_OF_ROUTE[case.route]]
    reporter = case.entries[0].author.id
    if case.route is Route.CONTENT and reporter is not None:
        readers.insert(0, members[reporter])
    timeline = [
        read_entry(entry.id, number, entry.content()) for number, entry in enumerate(case.entries)
    ]
    facts = facts_of(case.route, answers_of(timeline))
    return seal_case(
        case.id,
        reference,
        CaseKind.CONTENT,
        case.route,
        case.state,
        facts,
        readers,
        case.entries,
        change,
    )


def _audit(cases: Sequence[WholeCase]) -> list[PlannedEntry]:
    planned: list[PlannedEntry] = []
    for case in cases:
        for entry in case.entries:
            if entry.kind is EntryKind.REPORT:
                act = Act.CASE_SENT
            elif entry.move is not None:
                act = Act.CASE_MOVED
            else:
                continue
            details = {"move": entry.move.value} if entry.move else {}
            planned.append(PlannedEntry(entry.at, entry.author.id, act, str(case.id), details))
    return sorted(planned, key=lambda one: one.at)
