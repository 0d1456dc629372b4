"""The list of cases on this laptop: search as you type, filters, one screenful at a time."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from trent_desktop.news import Moved, Subject
from trent_desktop.reports.cases import CaseState, CaseSummary, Route
from trent_desktop.reports.in_step import InStep
from trent_desktop.reports.index_asked import (
    ABOVE_ALL,
    CLOCKS,
    OPEN,
    OVER,
    UNKNOWN,
    URGENCY,
    in_order_of_time,
    match_words,
    narrowed,
)
from trent_desktop.reports.index_rows import COLUMNS, NEWER_STATE, drop_case, put_case, written
from trent_desktop.reports.index_values import (
    CaseCounts,
    CasePage,
    CaseQuery,
    Cursor,
    IndexedCase,
    Witness,
)
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.kinds.kind import ORDINARY
from trent_desktop.reports.tasks.kept import KeptTasks, forget_tasks
from trent_desktop.reports.written import WRITTEN
from trent_desktop.roles import KEYED_ROLES, Role
from trent_desktop.school.people.people import YearGroup
from trent_desktop.storage.local_store import LocalStore, keep_note

#: The same of a row that is read, and its clock.
_SELECTED = f"case_row.{COLUMNS}, due"
_SYNCED = "synced change"
_WITNESS = "newest entry"
_REFERENCES = "highest references"
_WENT_BACK = "file went back"
_REMEMBERED = 1_000


class LocalIndex:
    """The index of one member. Everything here is quick and never asks the share."""

    def __init__(self, store: LocalStore, member_id: uuid.UUID) -> None:
        self._store = store
        self._member_id = member_id
        self.tasks = KeptTasks(store)
        self.in_step = InStep(store)
        # Making a row's objects costs more than finding it, and typing on shows most rows again.
        self._summary = lru_cache(_REMEMBERED)(_summary)

    def synced(self) -> tuple[int, str]:
        """The change number up to which the index is complete, and for which set of keys."""
        number, _, readers = self._store.index_note(_SYNCED).partition("|")
        return int(number or 0), readers

    def witness(self) -> Witness | None:
        """The entry by which the file is known again; None before the first whole look."""
        number, _, found = self._store.index_note(_WITNESS).partition("|")
        return Witness(int(number), found) if number else None

    def highest_references(self) -> dict[str, int]:
        """The counters of references as they stood highest, by their names."""
        kept = self._store.index_note(_REFERENCES)
        return json.loads(kept) if kept else {}

    def went_back(self) -> bool:
        """Whether the file went back, and nobody has said yet that she has read so."""
        return bool(self._store.index_note(_WENT_BACK))

    def heed_went_back(self) -> None:
        """She has read it."""
        with self._store.writing() as connection:
            connection.execute("DELETE FROM note WHERE name = ?", (_WENT_BACK,))

    def receipts(self) -> frozenset[uuid.UUID]:
        """The cases of which only a receipt is kept here."""
        with self._store.reading() as connection:
            rows = connection.execute("SELECT case_id FROM case_row WHERE NOT readable").fetchall()
        return frozenset(uuid.UUID(row[0]) for row in rows)

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
        witness: Witness | None = None,
        references: Mapping[str, int] | None = None,
        lasting: bool = True,
    ) -> None:
        """Put cases in, take others out and remember how far it goes, in one transaction.

        `lasting` is False for what the share can tell again; see `LocalStore.writing`. What lasts
        was done on this laptop, and is told to those who listen to the store.
        """
        put, drop = tuple(put), tuple(drop)
        cases = frozenset((*drop, *(case.summary.id for case in put)))
        with self._store.writing(lasting=lasting) as connection:
            for case_id in drop:
                drop_case(connection, case_id)
            for case in put:
                put_case(connection, case)
            if synced is not None:
                keep_note(connection, _SYNCED, f"{synced[0]}|{synced[1]}")
            if witness is not None:
                keep_note(connection, _WITNESS, f"{witness.number}|{witness.digest}")
            if references:
                remember_references(connection, references)
        if lasting and cases:
            self._store.news.tell(Moved(frozenset({Subject.CASES}), cases))

    def clear(self, went_back_at: dt.datetime | None = None) -> frozenset[uuid.UUID]:
        """Forget all that was read out of the file; receipts, drafts and outbox stay.

        Because a role was lost, say; or, with `went_back_at`, because the file is not the one it
        was, which is said until somebody has read it. Gives the cases that went.
        """
        with self._store.writing() as connection:
            gone = connection.execute("SELECT case_id FROM case_row WHERE readable").fetchall()
            connection.execute(
                "DELETE FROM case_words WHERE rowid IN (SELECT id FROM case_row WHERE readable)"
            )
            connection.execute("DELETE FROM case_row WHERE readable")
            forget_tasks(connection)
            connection.execute("DELETE FROM note WHERE name = ?", (_SYNCED,))
            if went_back_at is not None:
                connection.execute("DELETE FROM note WHERE name IN (?, ?)", (_WITNESS, WRITTEN))
                keep_note(connection, _WENT_BACK, went_back_at.isoformat())
        return frozenset(uuid.UUID(row[0]) for row in gone)

    def page(
        self, query: CaseQuery, roles: Iterable[Role], after: Cursor | None, limit: int
    ) -> CasePage:
        """One screenful of at most `limit` rows, in the order that is asked for."""
        wheres, values = narrowed(query, self._member_id, _turns_of(roles))
        source = "case_row"
        match = match_words(query.words)
        if match:
            source = "case_words JOIN case_row ON case_row.id = case_words.rowid"
            wheres.append("case_words MATCH ?")
            values.append(match)
        elif query.words.strip():
            return CasePage((), None)
        if query.urgent_at is not None:
            return self._urgent_first(query.urgent_at, source, wheres, values, after, limit)
        key = "case_words.rowid" if match else "case_row.id"
        if after is not None:
            wheres.append(f"{key} < ?")
            values.append(after.before)
        rows = self._rows(_SELECTED, source, wheres, values, f"{key} DESC", limit)
        return CasePage(
            self._summaries(rows[:limit]), Cursor(rows[limit - 1][0]) if len(rows) > limit else None
        )

    def _urgent_first(
        self,
        now: dt.datetime,
        source: str,
        wheres: list[str],
        values: list[Any],
        after: Cursor | None,
        limit: int,
    ) -> CasePage:
        moment, found = in_order_of_time(now), []
        if after is None or after.behind:
            open_ones, given = [*wheres, OPEN], list(values)
            if after is not None:
                open_ones.append(f"({URGENCY}) > (?, ?, ?)")
                given += [moment, *after.behind]
            # By the numbers of the columns that were selected last.
            first = _SELECTED.count(",") + 2
            order = f"{first}, {first + 1}, {first + 2}"
            found = self._rows(
                f"{_SELECTED}, {URGENCY}", source, open_ones, [moment, *given], order, limit
            )
        if len(found) > limit:
            shown, last = found[:limit], found[limit - 1]
            return CasePage(self._summaries(shown), Cursor(last[0], tuple(last[-3:])))
        wheres.append(f"{OVER} AND case_row.id < ?")
        values.append(ABOVE_ALL if after is None or after.behind else after.before)
        room = limit - len(found)
        over = self._rows(_SELECTED, source, wheres, values, "case_row.id DESC", room)
        before = over[room - 1][0] if room and len(over) >= room else ABOVE_ALL
        rows = self._summaries([*found, *over[:room]])
        return CasePage(rows, Cursor(before) if len(over) > room else None)

    def _summaries(self, rows: list[Any]) -> tuple[CaseSummary, ...]:
        width = _SELECTED.count(",") + 1
        return tuple(self._summary(row[:width]) for row in rows)

    def _rows(
        self,
        wanted: str,
        source: str,
        wheres: list[str],
        values: list[Any],
        order: str,
        limit: int,
    ) -> list[Any]:
        where = f"WHERE {' AND '.join(wheres)}" if wheres else ""
        with self._store.reading() as connection:
            return connection.execute(
                f"SELECT {wanted} FROM {source} {CLOCKS} {where} ORDER BY {order} LIMIT ?",
                (*values, limit + 1),
            ).fetchall()

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
                "AND (waiting_for != '' OR state != ?) "
                "GROUP BY waiting_for HAVING sum(cases) > 0",
                (NEWER_STATE,),  # of these nobody here knows whether they are over
            ).fetchall()
        by_state = tuple((_STATES[state], count) for state, count in states if state in _STATES)
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
                f"SELECT {_SELECTED} FROM case_row {CLOCKS} WHERE case_id = ?", (str(case_id),)
            ).fetchone()
        return _summary(row) if row else None


def remember_references(connection: Any, seen: Mapping[str, int]) -> None:
    """Keep the highest of what the counters stood at, inside a transaction at hand."""
    row = connection.execute("SELECT value FROM note WHERE name = ?", (_REFERENCES,)).fetchone()
    kept: dict[str, int] = json.loads(row[0]) if row else {}
    higher = {name: last for name, last in seen.items() if last > kept.get(name, 0)}
    if higher:
        keep_note(connection, _REFERENCES, json.dumps({**kept, **higher}))


@cache
def _roles(written: str | None) -> frozenset[Role]:
    return frozenset(_ROLES[part] for part in (written or "").split(",") if part in _ROLES)


def _turns_of(roles: Iterable[Role]) -> list[str]:
    """Every way in which the column can hold one of `roles`.

    One or two have their turns at once: so few that each is looked up, and no row is read for it.
    """
    held = frozenset(roles) & set(KEYED_ROLES)
    pairs = {frozenset({one, other}) for one in held for other in KEYED_ROLES}
    return sorted(map(written, pairs))


# Looked up, not called: a screenful holds hundreds of these.
_ROUTES = {one.value: one for one in Route}
_STATES = {one.value: one for one in CaseState}
_YEARS = {one.value: one for one in YearGroup}
_ROLES = {one.value: one for one in Role}
_reporter_id = lru_cache(500)(uuid.UUID)


def _summary(row: Any) -> CaseSummary:
    # Also when a newer program kept this index.
    route, state = _ROUTES.get(row[4]), _STATES.get(row[5])
    return CaseSummary(
        id=uuid.UUID(row[1]),
        reference=row[2],
        kind=row[3],
        route=route or Route.STOPPED,
        state=state or CaseState.CLOSED,
        title=row[6],
        class_name=row[7],
        year_group=_YEARS.get(row[8]),
        category=row[9],
        severity=row[10] if row[10] != UNKNOWN else ORDINARY,
        happened_at=dt.datetime.fromisoformat(row[11]) if row[11] else None,
        recorded_at=dt.datetime.fromisoformat(row[12]),
        updated_at=dt.datetime.fromisoformat(row[13]),
        reporter_id=_reporter_id(row[14]),
        reporter_name=row[15],
        waiting_for=_roles(row[16]),
        readable=bool(row[17]),
        version=row[18],
        severity_known=row[10] != UNKNOWN,
        newer=not (kind_named(row[3]) and route and state),
        due=dt.datetime.fromisoformat(row[19]) if row[19] else None,
    )
