"""The sample school shows every kind of report in every state, with what its steps bring about."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.reports.test_kinds import each_kind
from trent_desktop.open_school import OpenSchool
from trent_desktop.opening import open_school
from trent_desktop.reports.cases import CaseState, Move, Route
from trent_desktop.reports.figures.counted import Figures
from trent_desktop.reports.figures.periods import Period
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds import Kind, kind_named
from trent_desktop.reports.kinds.kind import Scene
from trent_desktop.reports.models import TaskRow
from trent_desktop.reports.tasks.task import ROW, ToDoKind
from trent_desktop.reports.workflow import flow_of
from trent_desktop.sample import SAMPLE_PASSWORD, SampleCase, each_case, sample_school
from trent_desktop.sample.filling import make_sample

TODAY = dt.date(2026, 11, 22)
NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
CHILD = {"id": "6f0f0f0e-0000-4000-8000-000000000000", "name": "Ada Marlow", "class": "4B"}


@pytest.fixture(scope="module")
def cases() -> list[SampleCase]:
    return list(each_case(sample_school(TODAY), 160))


def routes_of(kind: Kind) -> set[Route]:
    """On which routes its invented reports come: what has no answers of its own, on all four."""
    if kind.sample is None:
        return {Route.CONTENT, Route.STOPPED, Route.STAFF, Route.HEAD}
    source, scene = random.Random(5), Scene(NOON, CHILD, {"id": None, "name": "4B"}, CHILD)
    return {kind.lead(kind.stages[0], kind.sample(source, scene)) for _ in range(300)}


def states_of(kind: Kind, route: Route) -> set[CaseState]:
    """The states to which its steps lead, one after the other."""
    steps = [
        step
        for step in flow_of(kind, route).steps.values()
        if (step.routes is None or route in step.routes)
        # The decision beside the filter's steps leads nowhere.
        and not (step.move is Move.DECIDE and route is Route.CONTENT)
    ]
    found: set[CaseState] = set()
    new = {route.first_state}
    while new:
        found |= new
        new = {step.target for step in steps if step.target and step.sources & found} - found
    return found


@each_kind
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_state_of_any_kind_is_missing(kind: Kind, seed: int) -> None:
    there = {
        (case.route, case.state)
        for case in each_case(sample_school(TODAY, seed=seed), 160)
        if case.stages[0].journey == kind.name
    }
    assert there >= {
        (route, state) for route in routes_of(kind) for state in states_of(kind, route)
    }


@each_kind
def test_there_are_some_of_both_years_and_the_old_ones_are_over(
    kind: Kind, cases: list[SampleCase]
) -> None:
    mine = [case for case in cases if case.stages[0].journey == kind.name]
    summer = [case for case in mine if case.recorded_at.date() < dt.date(2026, 7, 31)]
    assert summer
    assert len(mine) > len(summer)
    over = {CaseState.CLOSED, CaseState.SIGNED_OFF}
    reopened = {case.id for case in mine if any(s.move is Move.REOPEN for s in case.steps)}
    assert all(case.state in over for case in summer if case.id not in reopened)


def test_each_step_says_what_is_asked_for_it_and_gives_what_follows(
    cases: list[SampleCase],
) -> None:
    given = 0
    for case in cases:
        flow = flow_of(kind_named(case.stages[0].journey), case.route)
        known: dict[str, object] = {}
        for place, step in enumerate(case.steps):
            if step.move is None:
                continue
            rule = flow.steps[step.move]
            kept, wrong = rule.checked(step.details, step.at)
            assert not wrong, (case.stages[0].journey, step.move, wrong)
            assert kept.items() <= dict(step.details).items()
            told = {name: known[name] for name in rule.recalls if name in known}
            follows = rule.follows(told | dict(step.details), step.at.date())
            known |= step.details
            tasks = [
                (one.words, one.details["due"], one.at)
                for one in case.steps[place + 1 :]
                if one.by_itself and one.move is Move.ACTION and one.at == step.at
            ]
            wanted = [(one.words, one.due.isoformat(), step.at) for one in follows]
            assert step.by_itself or tasks == wanted
            given += len(follows)
    assert given > 20


# ------------------------------------------------------------------ as it is opened


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("share") / "Larkfield"
    make_sample(str(folder), today=TODAY)
    return folder


@contextmanager
def signed_in(place: Path, name: str, laptop: Path) -> Iterator[OpenSchool]:
    now = dt.datetime.combine(TODAY, dt.time(12), dt.UTC)
    school = open_school(place, name, SAMPLE_PASSWORD, root=laptop, clock=lambda: now)
    try:
        school.follow()
        yield school
    finally:
        school.close()


@pytest.fixture(scope="module")
def head(place: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenSchool]:
    with signed_in(place, "head", tmp_path_factory.mktemp("laptop")) as school:
        yield school


def test_tasks_are_sealed_to_whom_they_are_given(
    head: OpenSchool, place: Path, tmp_path: Path
) -> None:
    rows = list(head.cases.page(CaseQuery(), limit=1_000).rows)
    given: dict[str, str] = {}
    for row in rows:
        for entry in head.cases.open_case(row.id).timeline:
            if entry.move is Move.ACTION and entry.details["owner"]:
                given[entry.details[ROW]] = entry.details["owner"]
    with head.signed_in.database.read() as session:
        kept = {str(row.id): row for row in session.execute(select(TaskRow)).scalars()}
        assert len(given) > 20
        for row_id, owner in given.items():
            task = kept[row_id]
            assert str(task.owner_id) == owner
            assert bool(task.content) is (task.withdrawn_at is None)
        still = [row for row in kept.values() if row.done_at is None and row.withdrawn_at is None]
        assert {row.id for row in still if row.due and row.due > TODAY}
    # It stands on the list of whoever has it to do.
    members = {one.id: one.sign_in_name for one in head.signed_in.directory.members}
    deputy = [row.id for row in still if members[row.owner_id] == "deputy"]
    with signed_in(place, "deputy", tmp_path) as other:
        hers = {one.id for one in other.tasks.to_do() if one.kind is ToDoKind.TASK}
        assert hers >= set(deputy) != set()


def test_a_request_that_runs_has_its_task_to_block_it_again(head: OpenSchool) -> None:
    rows = head.cases.page(CaseQuery(), limit=1_000).rows
    running = [row for row in rows if row.state is CaseState.RUNNING]
    assert running
    for row in running:
        tasks = [one for one in head.cases.open_case(row.id).actions if one.done_at is None]
        assert [one.words for one in tasks] == [
            "Block it again, and try it on the profile that had it"
        ]


def test_somebody_is_under_supervision_and_somebody_was(head: OpenSchool) -> None:
    register = head.supervision.register()
    holds = [one for one in register if one.holds(TODAY)]
    assert holds
    assert len(holds) < len(register)
    for one in register:
        assert one.case_id is not None
        assert head.cases.open_case(one.case_id).summary.kind == "circumvention"
        assert one.reason


def test_the_figures_by_sanction_show_something(head: OpenSchool) -> None:
    figures: Figures = head.figures.count(Period.WEEKS_52)
    table = figures.sanctions
    assert len(table.columns) >= 4
    assert any(cell.count for row in table.cells for cell in row)


def test_whoever_sent_it_sees_that_somebody_has_it(
    head: OpenSchool, place: Path, tmp_path: Path
) -> None:
    rows = [row for row in head.cases.page(CaseQuery(), limit=1_000).rows if row.route.in_part]
    row = next(
        row
        for row in rows
        if any(one.move is Move.HAVE_IT for one in head.cases.open_case(row.id).timeline)
    )
    names = {one.id: one.sign_in_name for one in head.signed_in.directory.members}
    with signed_in(place, names[row.reporter_id], tmp_path) as reporter:
        told = [one.move for one in reporter.cases.open_case(row.id).timeline]
    assert Move.HAVE_IT in told
    assert Move.DECIDE not in told
