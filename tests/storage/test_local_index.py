"""What the index counts without counting, and what it writes without waiting."""

from __future__ import annotations

import datetime as dt
import random
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.schools import NOON
from trent_desktop.clock import system_clock
from trent_desktop.problems import Problem
from trent_desktop.reports.cases import CaseState, CaseSummary, Route
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.index_values import CaseQuery, IndexedCase, RunningClock, Scope
from trent_desktop.roles import Role
from trent_desktop.school.people.people import YearGroup
from trent_desktop.storage.cipher import new_key_pair
from trent_desktop.storage.local_store import LocalStore

KEYS = new_key_pair()
ME = uuid.uuid4()
ROLES = {Role.ICT_LEAD, Role.HEADTEACHER}
TURNS = [
    frozenset(),
    *(frozenset({role}) for role in (*sorted(ROLES), Role.DSL)),
    frozenset({Role.ICT_LEAD, Role.DSL}),
]
EVERYTHING = 10_000


def open_store(folder: Path) -> LocalStore:
    return LocalStore(folder / "laptop", KEYS.public, KEYS.private, system_clock)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LocalStore]:
    found = open_store(tmp_path)
    yield found
    found.close()


def any_case(dice: random.Random, case_id: uuid.UUID) -> IndexedCase:
    readable = dice.random() < 0.8
    return IndexedCase(
        CaseSummary(
            id=case_id,
            reference="TR-2026-001",
            kind="content",
            route=Route.CONTENT,
            state=dice.choice(list(CaseState)),
            title="A case",
            class_name="4B",
            year_group=None,
            category=dice.choice(["content", "contact"]),
            severity=1,
            happened_at=None,
            recorded_at=NOON + dt.timedelta(seconds=dice.randrange(50)),
            updated_at=NOON,
            reporter_id=dice.choice([ME, uuid.UUID(int=1)]),
            reporter_name="Zoë O'Neill",
            waiting_for=dice.choice(TURNS) if readable else frozenset(),
            readable=readable,
            version=dice.randrange(9),
        ),
        dice.choice(["volcano", "drawing", ""]),
    )


@pytest.mark.parametrize("seed", range(5))
def test_counts_agree_with_the_lists_whatever_came_and_went(store: LocalStore, seed: int) -> None:
    dice = random.Random(seed)
    index = LocalIndex(store, ME)
    ids = [uuid.UUID(int=dice.getrandbits(128)) for _ in range(40)]
    for step in range(25):
        put = {case_id: any_case(dice, case_id) for case_id in dice.sample(ids, 8)}
        index.update(put.values(), dice.sample(ids, 3), lasting=dice.random() < 0.5)
        if step == 12:
            index.clear()
        counts = index.counts(ROLES)

        def listed(**asked: object) -> list[CaseSummary]:
            query = CaseQuery(**asked)  # type: ignore[arg-type]
            return list(index.page(query, ROLES, None, EVERYTHING).rows)

        assert counts.all == len(listed())
        assert counts.mine == len(listed(scope=Scope.MINE))
        assert counts.to_act == len(listed(scope=Scope.TO_ACT))
        readable = [row.state for row in listed() if row.readable]
        assert dict(counts.by_state) == {state: readable.count(state) for state in set(readable)}


def test_a_row_shows_what_it_holds_now(store: LocalStore) -> None:
    """Rows are remembered by all that is in them, so that none is shown as it was."""
    index, dice, case_id = LocalIndex(store, ME), random.Random(1), uuid.uuid4()
    for _ in range(30):
        case = any_case(dice, case_id)
        index.update([case], [])
        (row,) = index.page(CaseQuery(), ROLES, None, 9).rows
        assert row == case.summary


def test_one_letter_finds_every_beginning(store: LocalStore) -> None:
    index, dice = LocalIndex(store, ME), random.Random(1)
    made = [any_case(dice, uuid.uuid4()) for _ in range(3)]
    words = ("Łukasz saw it", "a volcano", "Über")
    cases = [IndexedCase(case.summary, told) for case, told in zip(made, words, strict=True)]
    index.update(cases, [])
    for typed, found in {"v": {1}, "s": {0}, "u": {2}, "z": set()}.items():
        rows = index.page(CaseQuery(typed), ROLES, None, 9).rows
        assert {row.id for row in rows} == {cases[number].summary.id for number in found}, typed


def write_and_fail(store: LocalStore) -> None:
    with store.writing(lasting=False) as connection:
        connection.execute("INSERT INTO note VALUES ('c', 'd')")
        raise Problem("This did not work.")


def test_what_need_not_last_is_written_all_the_same_and_the_next_write_lasts(
    store: LocalStore, tmp_path: Path
) -> None:
    def waits() -> int:
        return store._writer.execute("PRAGMA synchronous").fetchone()[0]

    full = waits()
    with store.writing(lasting=False) as connection:
        connection.execute("INSERT INTO note VALUES ('a', 'b')")
        assert waits() < full
    assert waits() == full
    with pytest.raises(Problem):
        write_and_fail(store)
    assert waits() == full
    other = open_store(tmp_path)
    assert (other.index_note("a"), other.index_note("c")) == ("b", "")
    other.close()


@pytest.mark.slow
def test_what_is_urgent_comes_first_and_twenty_thousand_stay_fast(store: LocalStore) -> None:
    """Level, then late, then the oldest; what is over after it, the newest first. By screenfuls."""
    index, dice = LocalIndex(store, ME), random.Random(7)
    now, cases = NOON + dt.timedelta(days=400), []
    for at in range(20_000):
        case = any_case(dice, uuid.UUID(int=dice.getrandbits(128)))
        open_one = case.summary.readable and at % 60 == 0
        level = dice.randrange(5)
        one = replace(
            case.summary,
            severity=level,
            severity_known=level > 0,
            recorded_at=NOON + dt.timedelta(hours=at % 9_000),
            waiting_for=frozenset({Role.ICT_LEAD}) if open_one else frozenset(),
            year_group=dice.choice(list(YearGroup)),
        )
        due = now + dt.timedelta(hours=dice.choice((-5, 5)))
        clock = RunningClock(due, (Role.DSL,)) if open_one and dice.random() < 0.5 else None
        cases.append(IndexedCase(one, "volcano" if at % 9 == 0 else "", clock=clock))
    index.update(cases, [], lasting=False)

    def place(row: CaseSummary) -> tuple[object, ...]:
        if not row.waiting_for:
            return (1, -row.recorded_at.timestamp())
        level = row.severity if row.severity_known else 1
        late = row.due is not None and row.due < now
        return (0, -level, not late, row.recorded_at)

    def all_of(query: CaseQuery, screenful: int = 1_700) -> list[CaseSummary]:
        page = index.page(query, ROLES, None, screenful)
        rows = list(page.rows)
        while page.next is not None:
            page = index.page(query, ROLES, page.next, screenful)
            rows += page.rows
        return rows

    query = CaseQuery(urgent_at=now)
    rows = all_of(query)
    assert len({row.id for row in rows}) == len(rows) == 20_000
    assert [place(row) for row in rows] == sorted(place(row) for row in rows)
    to_act = all_of(replace(query, scope=Scope.TO_ACT), 40)
    assert [row.id for row in to_act] == [row.id for row in rows if row.waiting_for]
    some = all_of(
        replace(query, words="volc", levels=frozenset({4, -1}), years=frozenset({YearGroup.Y4}))
    )
    assert [row.id for row in some] == [
        row.id
        for row in all_of(replace(query, words="volc"))
        if row.readable
        and row.year_group is YearGroup.Y4
        and (row.severity == 4 or not row.severity_known)
    ]
    day = (NOON + dt.timedelta(days=3)).date()
    on_that_day = all_of(CaseQuery(first=day, last=day))
    assert on_that_day
    assert {row.recorded_at.astimezone().date() for row in on_that_day} == {day}
    quickest = min(timed(lambda: index.page(query, ROLES, None, 40)) for _ in range(5))
    assert quickest < 0.05


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
