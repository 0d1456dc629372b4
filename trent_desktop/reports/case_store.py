"""Cases in the shared database: sealed, appended to, read back, and resealed to fewer readers.

Every function works inside a unit of work of its caller. Content goes in and out encrypted; the
case's key is opened with the caller's keyring or not at all.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from trent_desktop.newer import is_far, known
from trent_desktop.problems import NotFound
from trent_desktop.reports.attachments.sealing import sealed_anew
from trent_desktop.reports.case_opening import is_newer_role, open_key, read_timeline
from trent_desktop.reports.cases import CaseState, EntryKind, Move, Route, TimelineEntry
from trent_desktop.reports.entries import NewEntry, as_written
from trent_desktop.reports.kinds import Kind, kind_named
from trent_desktop.reports.kinds.kind import CaseFacts
from trent_desktop.reports.report import facts_of
from trent_desktop.reports.sealed_rows import (
    Standing,
    columns_of,
    put_standing,
    rows_alike,
    standing_of,
)
from trent_desktop.reports.urgency import is_urgent
from trent_desktop.reports.workflow import OVER, Workflow, flow_of, signer_of, waiting_for
from trent_desktop.roles import Role
from trent_desktop.storage.keyring import (
    Keyring,
    Reader,
    close_entry,
    new_case_key,
    reporters_part,
    seal_case_key,
)
from trent_desktop.storage.straight import Prepared, Straight
from trent_desktop.storage.tables import CaseEntryRow, CaseReaderRow, CaseRow, table_of

_CASES = table_of(CaseRow)
_ADD_CASES = Straight.insert(_CASES)
_ADD_READERS = Straight.insert(table_of(CaseReaderRow))
_ADD_ENTRIES = Straight.insert(table_of(CaseEntryRow))
_IS_THERE = Straight(select(_CASES.c.version).where(_CASES.c.id == bindparam("wanted")))

NOT_THERE = "There is no such report, or it is not yours to see."


@dataclass(frozen=True, slots=True)
class SealedCase:
    """A new case as rows, ready to be inserted. Made without the database."""

    row: dict[str, Any]
    readers: Prepared
    entries: Prepared

    def numbered(self, reference: str, change: int) -> SealedCase:
        """The same with what only its turn gives it: its reference, the number of the change."""
        return replace(self, row={**self.row, "reference": reference, "change": change})


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case read back by somebody who holds a key of it.

    `in_part`: that is its reporter, and key and timeline are those of what she wrote.
    """

    row: CaseRow
    key: bytes = field(repr=False)
    timeline: tuple[TimelineEntry, ...] = field(repr=False)
    reader_roles: tuple[Role | None, ...]
    in_part: bool = False
    newer_readers: bool = False  # one of its readers has a role that is not known here
    #: Where it stands, of one that is read and never changed: asked for dozens of times.
    read_standing: Standing | None = None

    @property
    def standing(self) -> Standing:
        """Where it stands, also where its row says no more than that it is sealed."""
        return self.read_standing or standing_of(self.row, self.key)

    @property
    def route(self) -> Route:
        """Whose case it is; as careful as can be for a route that is not known here."""
        return known(Route, self.standing.route) or Route.STOPPED

    @property
    def state(self) -> CaseState:
        """Where it stands; where nothing is asked of anybody for a state not known here."""
        return known(CaseState, self.standing.state) or CaseState.CLOSED

    @property
    def newer_form(self) -> bool:
        """Whether it is of a kind or a route that this program does not know."""
        return self.kind is None or known(Route, self.standing.route) is None

    @property
    def newer(self) -> bool:
        """Whether a newer program wrote something of it that this one does not understand."""
        row, standing = self.row, self.standing
        return (
            self.newer_form
            or self.newer_readers
            or known(CaseState, standing.state) is None
            or (bool(standing.waiting_for) and known(Role, standing.waiting_for) is None)
            or any(map(is_far, (row.happened_at, row.recorded_at, row.updated_at)))
            or any(entry.newer for entry in self.timeline)
        )

    @property
    def shown_state(self) -> CaseState:
        """Where it stands, as whoever reads it may see: its reporter, that somebody has it."""
        return self.route.first_state if self.in_part else self.state

    @property
    def reporters_key(self) -> bytes:
        """The key that its reporter may have."""
        return reporters_part(self.key) if self.route.in_part and not self.in_part else self.key

    @property
    def kind(self) -> Kind | None:
        """Which kind of report it is; None for one that only a newer program knows."""
        return kind_named(self.standing.kind)

    @property
    def flow(self) -> Workflow:
        """What is done with it, step by step."""
        return flow_of(self.kind, self.route)

    @property
    def urgent(self) -> bool:
        """Whether the safeguarding lead's decision on it is missing."""
        return is_urgent(self.kind, self.route, self.timeline)

    @property
    def signs(self) -> Role:
        """Who signs it off, by who reads it."""
        return signer_of(self.route, self.reader_roles)

    @property
    def waiting_for(self) -> frozenset[Role]:
        """Whose turn it is.

        What one row says to programs of before is one role; the safeguarding lead's turn beside
        it is read from the entries.
        """
        if self.state not in OVER and self.urgent:
            return waiting_for(self.route, self.state, urgent=True, flow=self.flow)
        role = known(Role, self.standing.waiting_for)
        return frozenset({role} if role else ())


def seal_case(
    case_id: uuid.UUID,
    kind: Kind,
    route: Route,
    state: CaseState,
    facts: CaseFacts,
    readers: Sequence[Reader],
    entries: Sequence[NewEntry],
    roles: Iterable[Reader] = (),
) -> SealedCase:
    """Encrypt a new case to its readers. `roles`: the newest keys of all roles.

    What it gets with its turn it has not yet: see `SealedCase.numbered`.
    """
    key = new_case_key()
    part = reporters_part(key) if route.in_part else key
    hers = (entries[0].author.id, None)  # and what the program says without content
    waiting = waiting_for(
        route,
        state,
        urgent=is_urgent(kind, route, entries),
        signs=signer_of(route, [one.role for one in readers]),
        flow=flow_of(kind, route),
    )
    row = {
        "id": case_id,
        "recorded_at": entries[0].at,
        "updated_at": entries[-1].at,
        "entries": len(entries),
        "version": 1,
        **plain_facts(route, facts),
        **columns_of(
            case_id.bytes,
            key,
            Standing(
                kind.name,
                route.value,
                state.value,
                _in_a_row(waiting),
                facts.severity,
                _read_as(readers),
            ),
            sealed=route.sealed,
        ),
    }
    alike = rows_alike(case_id, readers, roles) if route.sealed else []
    return SealedCase(
        row,
        _ADD_READERS.prepare(*_reader_rows(case_id, key, readers, part), *alike),
        _ADD_ENTRIES.prepare(
            *(
                entry_row(
                    part
                    if entry.move is Move.HAVE_IT
                    or (entry.author.id in hers and entry.kind is not EntryKind.ACTION)
                    else key,
                    case_id,
                    number,
                    entry,
                )
                for number, entry in enumerate(entries)
            )
        ),
    )


def plain_facts(route: Route, facts: CaseFacts) -> dict[str, Any]:
    """What plain columns may say of a case: less of a sealed one than of an ordinary one."""
    ordinary = route.filtered
    return {
        "category": facts.category if ordinary else "",
        "year_group": facts.year_group.value if ordinary and facts.year_group else None,
        "happened_at": facts.happened_at if ordinary else None,
    }


def set_plain(stored: StoredCase, answers: Mapping[str, Any]) -> None:
    """Bring the plain columns of a case in line with its answers."""
    facts = facts_of(stored.kind, stored.route, answers)
    for name, value in plain_facts(stored.route, facts).items():
        setattr(stored.row, name, value)
    _keep(stored, replace(stored.standing, severity=facts.severity))


def _keep(stored: StoredCase, standing: Standing) -> None:
    """Keep where a case stands. One that was sealed by an earlier program says less from then on."""
    if standing.readers is None:
        standing = replace(standing, readers=_names(stored.reader_roles))
    put_standing(stored.row, stored.key, standing, sealed=stored.route.sealed)


def _names(roles: Iterable[Role | None]) -> tuple[str, ...]:
    return tuple(role.value for role in roles if role)


def _read_as(readers: Iterable[Reader]) -> tuple[str, ...]:
    return _names(one.role for one in readers)


def set_state(stored: StoredCase, state: CaseState, added: Iterable[NewEntry] = ()) -> None:
    """Put a case into a state, with whoever has a next step once `added` is in its timeline."""
    urgent = is_urgent(stored.kind, stored.route, (*stored.timeline, *added))
    waiting = waiting_for(stored.route, state, urgent=urgent, signs=stored.signs, flow=stored.flow)
    _keep(stored, replace(stored.standing, state=state.value, waiting_for=_in_a_row(waiting)))


def _in_a_row(waiting: frozenset[Role]) -> str | None:
    """The one of several that the column holds: whose part the state itself is."""
    rest = waiting - {Role.DSL} or waiting
    return next(iter(rest)).value if rest else None


def entry_row(key: bytes, case_id: uuid.UUID, number: int, entry: NewEntry) -> dict[str, Any]:
    """One entry as a row."""
    return {
        "id": entry.id,
        "case_id": case_id,
        "number": number,
        "content": close_entry(key, case_id, entry.id, number, entry.content()),
    }


def insert_cases(session: Session, cases: Iterable[SealedCase]) -> None:
    """Insert new cases."""
    for case in cases:
        _ADD_CASES.rows_in(session, _ADD_CASES.prepare(case.row))
        _ADD_READERS.rows_in(session, case.readers)
        _ADD_ENTRIES.rows_in(session, case.entries)


def is_there(session: Session, case_id: uuid.UUID) -> bool:
    """Whether a case of this id was sent."""
    return _IS_THERE.row(session, wanted=case_id) is not None


def read_case(session: Session, keyring: Keyring, case_id: uuid.UUID) -> StoredCase:
    """A case with its timeline. Raises `NotFound` when there is none or no key of it is held."""
    row = session.get(CaseRow, case_id)
    readers = session.execute(
        select(CaseReaderRow.reader_id, CaseReaderRow.sealed_key, CaseReaderRow.role).where(
            CaseReaderRow.case_id == case_id
        )
    ).all()
    sealed = [(one.reader_id, one.sealed_key, one.role) for one in readers]
    opened = open_key(keyring, sealed, row.route) if row is not None else None
    if row is None or opened is None:
        raise NotFound(NOT_THERE)
    key, in_part = opened
    stored = session.execute(
        select(CaseEntryRow).where(CaseEntryRow.case_id == case_id).order_by(CaseEntryRow.number)
    ).scalars()
    told = standing_of(row, key).readers
    roles = told if told is not None else [one.role for one in readers]
    return StoredCase(
        row,
        key,
        read_timeline(
            key,
            case_id,
            ((one.id, one.number, one.content) for one in stored),
            route=row.route,
            in_part=in_part,
        ),
        tuple(known(Role, role) for role in roles if not is_newer_role(role)),
        in_part,
        any(is_newer_role(role) for role in roles),
    )


def append(session: Session, stored: StoredCase, entries: Sequence[NewEntry], change: int) -> None:
    """Add entries at the end of a timeline and count the version up."""
    first = stored.row.entries
    session.execute(
        insert(CaseEntryRow),
        [
            entry_row(
                # That somebody has it, its reporter may see of a case of which she reads a part.
                stored.reporters_key if entry.move is Move.HAVE_IT else stored.key,
                stored.row.id,
                first + offset,
                entry,
            )
            for offset, entry in enumerate(entries)
        ],
    )
    stored.row.entries = first + len(entries)
    stored.row.version += 1
    stored.row.change = change
    stored.row.updated_at = entries[-1].at


def reseal(
    session: Session,
    stored: StoredCase,
    route: Route,
    readers: Sequence[Reader],
    roles: Iterable[Reader] = (),
) -> StoredCase:
    """Give a case a new key that only `readers` get, and encrypt its whole timeline anew.

    This is what happens when a report that was already sent turns out to be one that only the
    DSL may read (rule 3). What it says stays the same; whoever is no reader loses it.
    """
    key, case_id = new_case_key(), stored.row.id
    timeline = tuple(sealed_anew(session, case_id, entry, route) for entry in stored.timeline)
    for entry in timeline:
        session.execute(
            update(CaseEntryRow)
            .where(CaseEntryRow.id == entry.id)
            .values(
                content=close_entry(
                    key, case_id, entry.id, entry.number, as_written(entry).content()
                )
            )
        )
    session.execute(delete(CaseReaderRow).where(CaseReaderRow.case_id == case_id))
    alike = rows_alike(case_id, readers, roles)
    session.execute(insert(CaseReaderRow), [*_reader_rows(case_id, key, readers), *alike])
    standing = replace(stored.standing, route=route.value, readers=_read_as(readers))
    put_standing(stored.row, key, standing, sealed=route.sealed)
    return StoredCase(stored.row, key, timeline, tuple(one.role for one in readers))


def _reader_rows(
    case_id: uuid.UUID, key: bytes, readers: Sequence[Reader], part: bytes | None = None
) -> list[dict[str, Any]]:
    """Readers as rows; whoever reads as nobody's role, its reporter, gets the key of her part."""
    sealed = seal_case_key(key, [one for one in readers if one.role])
    sealed |= seal_case_key(part or key, [one for one in readers if not one.role])
    return [
        {
            "case_id": case_id,
            "reader_id": reader.id,
            "role": reader.role.value if reader.role else None,
            "sealed_key": sealed[reader.id],
        }
        for reader in readers
    ]
