"""A sample school in a folder and on PostgreSQL, opened as its people open it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlcipher3

from tests.sample.test_cases import OF_THEIR_OWN, kind_of
from trent_desktop.open_school import OpenSchool
from trent_desktop.opening import open_school
from trent_desktop.problems import FolderNotEmpty, NotFound, Problem
from trent_desktop.reports.cases import CaseState, CaseSummary, EntryKind, Move, Route
from trent_desktop.reports.entries import PROGRAM
from trent_desktop.reports.index_values import CaseQuery, Scope
from trent_desktop.reports.kinds.content import CONTENT, QUICK, names
from trent_desktop.reports.severity import alarm_of
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.sample import SAMPLE_PASSWORD, SampleCase, each_case, filling, sample_school
from trent_desktop.sample.filling import SampleReport, make_sample
from trent_desktop.storage.location import Location

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SampleReport]:
    """The default sample. Tests only read it."""
    folder = tmp_path_factory.mktemp("share") / "Larkfield"
    return folder, make_sample(str(folder), today=TODAY)


def _make_small(place: str) -> SampleReport:
    return make_sample(place, pupils=70, cases=40, today=TODAY)


@contextmanager
def _signed_in(place: str | Path, name: str, root: Path) -> Iterator[OpenSchool]:
    school = open_school(place, name, SAMPLE_PASSWORD, root=root)
    try:
        school.follow()
        yield school
    finally:
        school.close()


def _all(school: OpenSchool, query: CaseQuery | None = None) -> list[CaseSummary]:
    return list(school.cases.page(query or CaseQuery(), limit=10_000).rows)


def _cases() -> dict[str, SampleCase]:
    return {str(one.id): one for one in each_case(sample_school(TODAY), 160)}


def test_it_says_what_was_made(made: tuple[Path, SampleReport]) -> None:
    folder, report = made
    assert (report.pupils, report.classes, report.members, report.cases) == (420, 14, 30, 160)
    assert sum(report.states.values()) == 160
    assert set(report.states) >= set(CaseState) - OF_THEIR_OWN
    assert report.today == TODAY
    assert sorted(one.name for one in folder.iterdir()) == (
        ["backups", "here", "school.db", "school.keys", "school.keys.copy", "school.turn"]
    )


def test_a_complaint_that_waits_is_to_be_acknowledged_by_a_day(
    made: tuple[Path, SampleReport], tmp_path: Path
) -> None:
    folder, _ = made
    with _signed_in(folder, "head", tmp_path) as head:
        for kind in ("complaint", "data_protection"):
            rows = _all(head, CaseQuery(kind=kind))
            assert len({one.state for one in rows}) > 1
            (newest, *_) = [one for one in rows if one.state is CaseState.WITH_HEAD]
            todo = [one for one in head.tasks.to_do() if one.case_id == newest.id and one.due]
            assert len(todo) == 1


def test_the_file_is_encrypted(made: tuple[Path, SampleReport]) -> None:
    folder, _ = made
    content = (folder / "school.db").read_bytes()
    assert b"SQLite format 3" not in content
    assert b"Larkfield" not in content
    connection = sqlcipher3.connect(str(folder / "school.db"))
    with pytest.raises(sqlcipher3.DatabaseError):
        connection.execute("SELECT count(*) FROM sqlite_master")
    connection.close()


@pytest.mark.parametrize(
    "name", ["head", "ict", "dsl", "deputy", "chair", "governor1", "teacher1", "support1"]
)
def test_each_sees_what_is_hers_and_no_more(
    made: tuple[Path, SampleReport], tmp_path: Path, name: str
) -> None:
    folder, _ = made
    member = sample_school(TODAY).member(name)
    routes = {route for route in Route if member.roles & set(route.readers)}
    expected = {
        key
        for key, case in _cases().items()
        if case.route in routes or (not case.route.sealed and case.reporter == name)
    }
    with _signed_in(folder, name, tmp_path) as school:
        assert {str(row.id) for row in _all(school)} == expected
        hidden = next(case for key, case in _cases().items() if key not in expected)
        with pytest.raises(NotFound):
            school.cases.open_case(hidden.id)


@pytest.mark.parametrize("name", ["head", "chair"])
def test_a_case_reads_as_it_was_made(
    made: tuple[Path, SampleReport], tmp_path: Path, name: str
) -> None:
    folder, _ = made
    cases = _cases()
    school_members = {one.sign_in_name: one.name for one in sample_school(TODAY).members}
    with _signed_in(folder, name, tmp_path) as school:
        for row in _all(school):
            case, file = cases[str(row.id)], school.cases.open_case(row.id)
            assert (row.state, row.route) == (case.state, case.route)
            assert row.recorded_at == case.recorded_at
            assert row.updated_at == (case.steps[-1].at if case.steps else case.recorded_at)
            # What a report gives to do from the start nobody wrote.
            own = [
                one
                for one in file.timeline
                if one.kind is not EntryKind.TOLD and one.author_name != PROGRAM.name
            ]
            assert [one.at for one in own] == [case.recorded_at, *(one.at for one in case.steps)]
            assert [one.words for one in own[1:]] == [one.words for one in case.steps]
            assert [one.author_name for one in own] == [
                school_members[by] for by in (case.reporter, *(one.by for one in case.steps))
            ]
            told = [one for one in file.timeline if one.kind is EntryKind.TOLD]
            grown_up = case.route in (Route.STAFF, Route.HEAD)
            again = grown_up or (
                alarm_of(kind_of(case), case.route, case.answers) and len(case.stages) > 1
            )
            assert len(told) == (len(case.stages) if again else 1)
            amended = {one.details["question"] for one in own if one.kind is EntryKind.AMENDMENT}
            for question, answer in case.answers.items():
                if question not in amended | {names.CLASS}:
                    assert file.answers[question] == answer
            assert file.version == 1 + len(case.steps)
            given = [
                one for one in file.actions if one.owner_id or one.id in {s.id for s in case.steps}
            ]
            assert len(given) == sum(one.move is Move.ACTION for one in case.steps)


def test_references_run_through_each_year(made: tuple[Path, SampleReport], tmp_path: Path) -> None:
    folder, _ = made
    with _signed_in(folder, "head", tmp_path) as school:
        rows = sorted(_all(school), key=lambda row: row.recorded_at)
    for year in (2025, 2026):
        numbers = [
            int(row.reference.rsplit("-", 1)[1])
            for row in rows
            if row.reference.startswith(f"TR-{year}-")
        ]
        assert len(numbers) > 20
        assert numbers == sorted(set(numbers))
    for row in rows:
        year = "S" if row.route.sealed else row.recorded_at.year
        assert row.reference.startswith(f"TR-{year}-")


def test_lists_searches_and_picking_work(made: tuple[Path, SampleReport], tmp_path: Path) -> None:
    folder, _ = made
    with _signed_in(folder, "teacher1", tmp_path) as school:
        own = school.people.own_class()
        assert own is not None
        assert own.name == "4B"
        assert len(_all(school, CaseQuery(scope=Scope.MINE))) >= 5
        found = school.people.find_pupils("sofia pop")
        assert {one.told_apart_by for one in found} == {"4B, born 9 December", "4B, born 3 May"}
        assert [one.name for one in school.people.find_pupils("lukasz w")] == ["Łukasz Wójcik"]
        assert school.school.is_sample
        settings = school.settings.current()
        assert settings.filter_name == "LGfL SchoolProtect (formerly WebScreen)"
        assert {"dsl", "lado"} <= {one.role for one in settings.contacts}
    with _signed_in(folder, "ict", tmp_path) as school:
        waiting = _all(school, CaseQuery(scope=Scope.TO_ACT))
        whose = {CaseState.NEW, CaseState.BLOCKED, CaseState.AGREED}
        assert {row.state for row in waiting} == whose


def test_the_audit_chain_holds_and_runs_forward(
    made: tuple[Path, SampleReport], tmp_path: Path
) -> None:
    folder, report = made
    with _signed_in(folder, "head", tmp_path) as school:
        check = school.check_audit()
        assert check.broken_at is None
        assert check.entries > report.audit_entries > 160
        school.check_file()
        row = next(row for row in _all(school) if row.state is CaseState.CLOSED)
        history = school.cases.history(row.id)
    moments = [one.at for one in history]
    assert moments == sorted(moments, reverse=True)


def test_work_goes_on_in_a_sample(place: Location, tmp_path: Path) -> None:
    """On both kinds of place: a new report gets the next number, an old case its next step."""
    where = place.shown
    assert _make_small(where).cases == 40
    case = next(iter(each_case(sample_school(TODAY, pupils=70), 40)))
    now = dt.datetime.now(dt.UTC)
    draft = Draft(uuid.uuid4(), CONTENT, QUICK, "quick", case.stages[0].answers, (), now, now)
    with _signed_in(where, "head", tmp_path) as school:
        before = {row.reference for row in _all(school)}
    with _signed_in(where, "teacher1", tmp_path) as school:
        sent = school.cases.send(draft)
        assert sent.reference not in before
        assert sent.route is Route.CONTENT
    with _signed_in(where, "ict", tmp_path) as school:
        row = next(row for row in _all(school) if row.id == sent.case_id)
        file = school.cases.act(row.id, Move.BLOCKED, version=row.version, entry_id=uuid.uuid4())
        assert file.summary.state is CaseState.BLOCKED
        assert school.check_audit().broken_at is None


@pytest.mark.parametrize("number", [1, 2, 3])
def test_any_seed_makes_a_school(tmp_path: Path, number: int) -> None:
    report = make_sample(
        str(tmp_path / "s"), seed=number, pupils=14, cases=25, years=1, today=TODAY
    )
    assert (report.pupils, report.cases) == (14, 25)


def test_progress_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "_PORTION", 50)
    heard: list[tuple[int, int]] = []

    def hear(done: int, of: int) -> None:
        heard.append((done, of))

    make_sample(str(tmp_path / "s"), progress=hear, pupils=14, cases=110, today=TODAY)
    assert heard == [(50, 110), (100, 110), (110, 110)]


def test_a_school_without_reports(tmp_path: Path) -> None:
    report = make_sample(str(tmp_path / "s"), pupils=14, cases=0, today=TODAY)
    assert (report.cases, report.audit_entries) == (0, 0)


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear parents", encoding="utf-8")
    with pytest.raises(FolderNotEmpty, match="not empty") as refused:
        _make_small(str(tmp_path))
    assert refused.value.what_to_do
    assert [one.name for one in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("pupils", "cases", "years", "words"),
    [
        (3, 10, 2, "from 14 to 20,000 pupils"),
        (14, 1_000_000, 2, "from 0 to 200,000 reports"),
        (14, 10, 0, "from 1 to 10 school years"),
    ],
)
def test_numbers_that_cannot_be_are_refused_before_anything_is_made(
    tmp_path: Path, pupils: int, cases: int, years: int, words: str
) -> None:
    with pytest.raises(Problem, match=words):
        make_sample(str(tmp_path / "s"), pupils=pupils, cases=cases, years=years)
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize("exists", [True, False])
def test_a_sample_that_could_not_be_filled_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exists: bool
) -> None:
    folder = tmp_path / "s"
    if exists:
        folder.mkdir()

    def full(*_: object) -> None:
        raise OSError("no room left")

    monkeypatch.setattr(filling, "insert_cases", full)
    with pytest.raises(OSError, match="no room"):
        _make_small(str(folder))
    assert folder.exists() is exists
    assert not exists or not list(folder.iterdir())


@pytest.mark.slow
@pytest.mark.timeout(1_200)
def test_a_trust_sized_sample(tmp_path: Path) -> None:
    """2,000 pupils and 20,000 cases: every one there, nothing doubled."""
    report = make_sample(str(tmp_path / "s"), pupils=2_000, cases=20_000, today=TODAY)
    assert (report.pupils, report.cases) == (2_000, 20_000)
    assert set(report.states) >= set(CaseState) - OF_THEIR_OWN
    with _signed_in(tmp_path / "s", "chair", tmp_path / "local") as school:
        assert school.check_audit().broken_at is None
        assert all(row.route is Route.HEAD for row in _all(school))


def test_there_are_two_years_of_training_and_a_session_to_come(
    made: tuple[Path, SampleReport], tmp_path: Path
) -> None:
    with _signed_in(made[0], "head", tmp_path) as head:
        training = head.training
        sessions = training.sessions()
        held = [one for one in sessions if one.said.day < TODAY]
        assert {one.said.day.year for one in held} == {2025, 2026}
        assert all(one.there > 15 for one in held)
        assert [one.there for one in sessions if one not in held] == [0]
        waits = [one for one in training.standings() if one.waiting]
        assert 0 < len(waits) < 10
        counts = training.counts(dt.date(2025, 9, 1), TODAY)
        assert counts.up_to_date + len(waits) == counts.staff
        assert counts.attendances == sum(one.there for one in held)
