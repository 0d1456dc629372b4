"""The list of cases on this laptop: search as you type, filters, one screenful at a time."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from trent_desktop.reports.cases import CaseKind, CaseState, CaseSummary, Route
from trent_desktop.school.people import KEYED_ROLES, Role, YearGroup
from trent_desktop.storage.local_store import LocalStore, keep_note

_COLUMNS = (
    "id, case_id, reference, kind, route, state, title, class_name, year_group, category, "
    "severity, happened_at, recorded_at, updated_at, reporter_id, reporter_name, waiting_for, "
    "readable, version"
)
_SYNCED = "synced change"
_REMEMBERED = 1_000


class Scope(StrEnum):
    """Whose cases a list shows."""

    MINE = "mine"
    TO_ACT = "to-act"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """What a list asks for. Empty fields ask for everything."""

    words: str = ""
    scope: Scope = Scope.ALL
    states: frozenset[CaseState] = frozenset()
    category: str = ""
    class_name: str = ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the next screenful begins."""

    before: int


@dataclass(frozen=True, slots=True)
class CasePage:
    """One screenful, newest first, and where the next begins (None at the end)."""

    rows: tuple[CaseSummary, ...]
    next: Cursor | None


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """How many cases a member has in each scope, by state, and by whose turn it is."""

    mine: int
    to_act: int
    all: int
    by_state: tuple[tuple[CaseState, int], ...] = ()
    by_turn: tuple[tuple[frozenset[Role], int], ...] = ()  # by whose turn it is; empty: nobody's


@dataclass(frozen=True, slots=True)
class IndexedCase:
    """A case as it goes into the index: its row, and the words by which it is found."""

    summary: CaseSummary
    words: str = field(repr=False)


class LocalIndex:
    """The index of one member. Everything here is quick and never asks the share."""

    def __init__(self, store: LocalStore, member_id: uuid.UUID) -> None:
        self._store = store
        self._member_id = member_id
        # Making a row's objects costs more than finding it, and typing on shows most rows again.
        self._summary = lru_cache(_REMEMBERED)(_summary)

    def synced(self) -> tuple[int, str]:
        """The change number up to which the index is complete, and for which set of keys."""
        number, _, readers = self._store.note(_SYNCED).partition("|")
        return int(number or 0), readers

    def versions(self, case_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, tuple[int, bool]]:
        """Which version of each case is in the index, and whether it is readable."""
        wanted = [str(case_id) for case_id in case_ids]
        found: dict[uuid.UUID, tuple[int, bool]] = {}
        with self._store.reading() as connection:
            for start in range(0, len(wanted), 500):
                part = wanted[start : start + 500]
                marks = ",".join("?" * len(part))
                for case_id, version, readable in connection.execute(
                    f"SELECT case_id, version, readable FROM case_row WHERE case_id IN ({marks})",
                    part,
                ):
                    found[uuid.UUID(case_id)] = (version, bool(readable))
        return found

    def update(
        self,
        put: Iterable[IndexedCase],
        drop: Iterable[uuid.UUID],
        synced: tuple[int, str] | None = None,
        *,
        lasting: bool = True,
    ) -> None:
        """Put cases in, take others out and remember how far it goes, in one transaction.

        `lasting` is False for what the share can tell again; see `LocalStore.writing`.
        """
        with self._store.writing(lasting=lasting) as connection:
            for case_id in drop:
                _drop(connection, case_id)
            for case in put:
                _put(connection, case)
            if synced is not None:
                keep_note(connection, _SYNCED, f"{synced[0]}|{synced[1]}")

    def clear(self) -> frozenset[uuid.UUID]:
        """Empty the index of what may be read, for instance because a role was lost.

        Gives the cases that went.
        """
        with self._store.writing() as connection:
            gone = connection.execute("SELECT case_id FROM case_row WHERE readable").fetchall()
            connection.execute(
                "DELETE FROM case_words WHERE rowid IN (SELECT id FROM case_row WHERE readable)"
            )
            connection.execute("DELETE FROM case_row WHERE readable")
            connection.execute("DELETE FROM note WHERE name = ?", (_SYNCED,))
        return frozenset(uuid.UUID(row[0]) for row in gone)

    def page(
        self, query: CaseQuery, roles: Iterable[Role], after: Cursor | None, limit: int
    ) -> CasePage:
        """One screenful of at most `limit` rows, newest first."""
        wheres: list[str] = []
        values: list[Any] = []
        source = "case_row"
        match = match_words(query.words)
        if match:
            source = "case_words JOIN case_row ON case_row.id = case_words.rowid"
            wheres.append("case_words MATCH ?")
            values.append(match)
        elif query.words.strip():
            return CasePage((), None)
        key = "case_words.rowid" if match else "case_row.id"
        self._narrow(query, roles, wheres, values)
        if after is not None:
            wheres.append(f"{key} < ?")
            values.append(after.before)
        where = f"WHERE {' AND '.join(wheres)}" if wheres else ""
        with self._store.reading() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM {source} {where} ORDER BY {key} DESC LIMIT ?",
                (*values, limit + 1),
            ).fetchall()
        more = len(rows) > limit
        shown = rows[:limit]
        return CasePage(tuple(map(self._summary, shown)), Cursor(shown[-1][0]) if more else None)

    def _narrow(
        self, query: CaseQuery, roles: Iterable[Role], wheres: list[str], values: list[Any]
    ) -> None:
        if query.scope is Scope.MINE:
            wheres.append("reporter_id = ?")
            values.append(str(self._member_id))
        elif query.scope is Scope.TO_ACT:
            turns = _turns_of(roles)
            wheres.append(f"readable AND waiting_for IN ({','.join('?' * len(turns))})")
            values.extend(turns)
        if query.states:
            states = sorted(state.value for state in query.states)
            wheres.append(f"readable AND state IN ({','.join('?' * len(states))})")
            values.extend(states)
        if query.category:
            wheres.append("category = ?")
            values.append(query.category)
        if query.class_name:
            wheres.append("class_name = ?")
            values.append(query.class_name)

    def counts(self, roles: Iterable[Role]) -> CaseCounts:
        """How many cases there are in each scope.

        Read from a tally that the table keeps of itself, so that it costs the same however many
        there are.
        """
        turns = _turns_of(roles)
        marks = ",".join("?" * len(turns))
        with self._store.reading() as connection:
            mine, to_act, total = connection.execute(
                "SELECT total(cases * (reporter_id = ?)), "
                f"total(cases * (readable AND waiting_for IN ({marks}))), total(cases) "
                "FROM case_tally",
                (str(self._member_id), *turns),
            ).fetchone()
            states = connection.execute(
                "SELECT state, sum(cases) FROM case_tally WHERE readable GROUP BY state "
                "HAVING sum(cases) > 0"
            ).fetchall()
            waits = connection.execute(
                "SELECT waiting_for, sum(cases) FROM case_tally WHERE readable "
                "GROUP BY waiting_for HAVING sum(cases) > 0"
            ).fetchall()
        by_state = tuple((CaseState(state), count) for state, count in states)
        by_turn = tuple((_roles(waiting), count) for waiting, count in waits)
        return CaseCounts(int(mine), int(to_act), int(total), by_state, by_turn)

    def waiting(self, roles: Iterable[Role]) -> dict[uuid.UUID, int]:
        """The cases that wait for one of `roles`, and how serious each is."""
        turns = _turns_of(roles)
        marks = ",".join("?" * len(turns))
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT case_id, severity FROM case_row "
                f"WHERE readable AND waiting_for IN ({marks})",
                turns,
            ).fetchall()
        return {uuid.UUID(case_id): severity for case_id, severity in rows}

    def get(self, case_id: uuid.UUID) -> CaseSummary | None:
        """The row of one case."""
        with self._store.reading() as connection:
            row = connection.execute(
                f"SELECT {_COLUMNS} FROM case_row WHERE case_id = ?", (str(case_id),)
            ).fetchone()
        return _summary(row) if row else None


def match_words(words: str) -> str:
    """What somebody typed, as a full-text query: every word, each as a beginning.

    Quoted word by word, so that no sign in it is taken for an operator. Empty when there is
    nothing to look for.
    """
    parts = [part for part in words.split() if any(sign.isalnum() for sign in part)]
    return " ".join('"{}"*'.format(part.replace('"', '""')) for part in parts[:12])


def _row_id(summary: CaseSummary) -> int:
    """A number that grows with the moment of recording, so that order costs nothing."""
    milliseconds = int(summary.recorded_at.timestamp() * 1000)
    mark = int.from_bytes(hashlib.blake2b(summary.id.bytes, digest_size=3).digest(), "big")
    return (milliseconds << 20) | (mark & 0xFFFFF)


def _put(connection: Any, case: IndexedCase) -> None:
    one = case.summary
    found = connection.execute(
        "SELECT id FROM case_row WHERE case_id = ?", (str(one.id),)
    ).fetchone()
    number = found[0] if found else _row_id(one)
    if found:
        connection.execute("DELETE FROM case_words WHERE rowid = ?", found)
        # Not replaced but taken out and put in: only so does the tally hear of both.
        connection.execute("DELETE FROM case_row WHERE id = ?", found)
    else:
        while connection.execute("SELECT 1 FROM case_row WHERE id = ?", (number,)).fetchone():
            number += 1
    connection.execute(
        f"INSERT INTO case_row ({_COLUMNS}) VALUES ({','.join('?' * 19)})",
        (
            number,
            str(one.id),
            one.reference,
            one.kind.value,
            one.route.value,
            one.state.value,
            one.title,
            one.class_name,
            one.year_group.value if one.year_group else None,
            one.category,
            one.severity,
            one.happened_at.isoformat() if one.happened_at else None,
            one.recorded_at.isoformat(),
            one.updated_at.isoformat(),
            str(one.reporter_id),
            one.reporter_name,
            _written(one.waiting_for) or None,
            int(one.readable),
            one.version,
        ),
    )
    if case.words:
        connection.execute(
            "INSERT INTO case_words (rowid, words) VALUES (?, ?)", (number, case.words)
        )


def _written(waiting: Iterable[Role]) -> str:
    """A set of roles as the column holds it: ``dsl,ict-lead``."""
    return ",".join(sorted(role.value for role in waiting))


@cache
def _roles(written: str | None) -> frozenset[Role]:
    return frozenset(_ROLES[part] for part in (written or "").split(",") if part)


def _turns_of(roles: Iterable[Role]) -> list[str]:
    """Every way in which the column can hold one of `roles`.

    One or two have their turns at once: so few that each is looked up, and no row is read for it.
    """
    held = frozenset(roles) & set(KEYED_ROLES)
    pairs = {frozenset({one, other}) for one in held for other in KEYED_ROLES}
    return sorted(map(_written, pairs))


def _drop(connection: Any, case_id: uuid.UUID) -> None:
    row = connection.execute("SELECT id FROM case_row WHERE case_id = ?", (str(case_id),))
    found = row.fetchone()
    if found:
        connection.execute("DELETE FROM case_words WHERE rowid = ?", found)
        connection.execute("DELETE FROM case_row WHERE id = ?", found)


# Looked up, not called: a screenful holds hundreds of these.
_KINDS = {one.value: one for one in CaseKind}
_ROUTES = {one.value: one for one in Route}
_STATES = {one.value: one for one in CaseState}
_YEARS = {one.value: one for one in YearGroup}
_ROLES = {one.value: one for one in Role}
_reporter_id = lru_cache(500)(uuid.UUID)


def _summary(row: Any) -> CaseSummary:
    return CaseSummary(
        id=uuid.UUID(row[1]),
        reference=row[2],
        kind=_KINDS[row[3]],
        route=_ROUTES[row[4]],
        state=_STATES[row[5]],
        title=row[6],
        class_name=row[7],
        year_group=_YEARS[row[8]] if row[8] else None,
        category=row[9],
        severity=row[10],
        happened_at=dt.datetime.fromisoformat(row[11]) if row[11] else None,
        recorded_at=dt.datetime.fromisoformat(row[12]),
        updated_at=dt.datetime.fromisoformat(row[13]),
        reporter_id=_reporter_id(row[14]),
        reporter_name=row[15],
        waiting_for=_roles(row[16]),
        readable=bool(row[17]),
        version=row[18],
    )
