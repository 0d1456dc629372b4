"""What a sealed report's row and reference tell to whoever has the file and is no reader of it."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.reports import answers
from tests.reports.doing import act, full_answers, send
from tests.reports.test_kinds import opened_by
from tests.schools import PASSWORD, STAFF, SmallSchool, TurnableClock
from tests.storage.test_released import RELEASED
from trent_desktop.opening import open_school
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import CaseState, Move, Route
from trent_desktop.reports.index_values import CaseQuery, Scope
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.references import drawn_reference
from trent_desktop.storage.database import Database
from trent_desktop.storage.tables import CaseReaderRow, CaseRow

DRAWN = re.compile(r"TR-S-[2-9A-HJKMNP-TV-Z]{6}")


def rows(school: SmallSchool) -> list[dict[str, Any]]:
    database = Database(school.location, school.made.data_key)
    with database.read() as session:
        found = [dict(row) for row in session.execute(select(CaseRow.__table__)).mappings()]
    database.close()
    return found


def readers(school: SmallSchool) -> list[tuple[Any, Any, Any]]:
    database = Database(school.location, school.made.data_key)
    with database.read() as session:
        found = [
            (row.role, row.reader_id, row.case_id)
            for row in session.execute(select(CaseReaderRow)).scalars()
        ]
    database.close()
    return found


def send_sealed(school: SmallSchool, about: str) -> Any:
    teacher = school.open("teacher1")
    return (
        send(school, teacher, "stop")
        if about == "stop"
        else send(school, teacher, about_staff=about)
    )


each = pytest.mark.parametrize("about", ["stop", asked.ABOUT_STAFF, asked.ABOUT_HEAD])


@each
def test_its_reference_is_drawn_and_leaves_no_gap(folder_school: SmallSchool, about: str) -> None:
    school = folder_school
    teacher = school.open("teacher1")
    before = send(school, teacher)
    sealed = [send_sealed(school, about) for _ in range(3)]
    after = send(school, teacher)
    assert (before.reference, after.reference) == ("TR-2026-001", "TR-2026-002")
    given = {one.reference for one in sealed}
    assert len(given) == 3
    assert all(DRAWN.fullmatch(one) for one in given)


def test_a_drawn_reference_is_never_given_twice(folder_school: SmallSchool) -> None:
    sent = send_sealed(folder_school, asked.ABOUT_HEAD)
    signs = iter(sent.reference.removeprefix("TR-S-") + "234567")
    with folder_school.open("chair").signed_in.database.read() as session:
        assert drawn_reference(session, lambda _signs: next(signs)) == "TR-S-234567"


@each
def test_its_row_says_sealed_and_nothing_else(folder_school: SmallSchool, about: str) -> None:
    school = folder_school
    sent = send_sealed(school, about)
    lead = school.open({"stop": "dsl", asked.ABOUT_STAFF: "head"}.get(about, "chair"))
    for state in (None, CaseState.DECIDED, CaseState.SIGNED_OFF):
        if state is CaseState.DECIDED:
            act(lead.cases, lead.cases.open_case(sent.case_id), Move.DECIDE, "Seen.")
        if state is CaseState.SIGNED_OFF:
            signs = school.open("head") if about == "stop" else lead
            act(signs.cases, signs.cases.open_case(sent.case_id), Move.SIGN_OFF, "Read.")
        (row,) = rows(school)
        assert {row[name] for name in ("kind", "route", "state")} == {"sealed"}
        assert row["waiting_for"] is None
        assert (row["category"], row["severity"]) == ("", 0)
        assert (row["year_group"], row["happened_at"]) == (None, None)
        told = [
            word
            for word in ("head", "chair", "dsl", "staff", "stopped", "content")
            if any(word.encode() in value for value in row.values() if isinstance(value, bytes))
        ]
        assert told == []
        assert lead.cases.open_case(sent.case_id).summary.state is (state or sent.route.first_state)


def test_all_sealed_rows_look_alike_also_by_their_readers(folder_school: SmallSchool) -> None:
    """Neither how many read it nor by which keys: the Headteacher sees no report about her."""
    school = folder_school
    for about in ("stop", asked.ABOUT_STAFF, asked.ABOUT_HEAD):
        send_sealed(school, about)
    by_case: dict[Any, set[Any]] = {}
    for role, reader_id, case_id in readers(school):
        by_case.setdefault(case_id, set()).add((role, reader_id))
    assert len(by_case) == 3
    first, *others = by_case.values()
    assert {role for role, _ in first} == {"dsl", "deputy-dsl", "headteacher", "chair"}
    assert all(one == first for one in others)
    lengths = {len(row["inside"]) for row in rows(school)}
    assert len(lengths) == 1


@each
def test_who_reads_it_finds_lists_and_counts_it_as_before(
    folder_school: SmallSchool, about: str
) -> None:
    school = folder_school
    sent = send_sealed(school, about)
    reads = {
        "stop": {"dsl", "deputy", "head"},
        asked.ABOUT_STAFF: {"head"},
        asked.ABOUT_HEAD: {"chair"},
    }[about]
    assert opened_by(school, sent.case_id) == reads
    route = {"stop": Route.STOPPED, "staff": Route.STAFF, "headteacher": Route.HEAD}[about]
    for name in STAFF:
        who = school.open(name)
        changes = who.follow()
        found = who.cases.page(CaseQuery()).rows
        assert [row.id for row in found] == ([sent.case_id] if name in reads else [])
        assert all(row.route is route and not row.newer for row in found)
        assert (sent.case_id in changes.cases) is (name in reads)
        assert bool(who.cases.counts().by_turn) is (name in reads)
    first = school.open({"stop": "dsl", "staff": "head"}.get(about, "chair"))
    first.follow()
    assert first.cases.page(CaseQuery(scope=Scope.TO_ACT)).rows
    file = first.cases.open_case(sent.case_id)
    titles = {"dsl": "Designated", "deputy": "Deputy", "head": "Headteacher", "chair": "Chair"}
    assert len(file.readers) == len(reads)
    assert all(any(titles[name] in title for title in file.readers) for name in reads)
    assert file.summary.severity == 3


def test_sent_twice_its_reporter_is_told_the_same(folder_school: SmallSchool) -> None:
    teacher = folder_school.open("teacher1")
    draft = folder_school.draft(answers.quick(about_staff=asked.ABOUT_HEAD))
    once, twice = teacher.cases.send(draft), teacher.cases.send(draft)
    assert twice.already_sent
    assert (twice.route, twice.reference, twice.severity, twice.leads) == (
        once.route, once.reference, once.severity, once.leads
    )  # fmt: skip


def test_a_report_that_becomes_sealed_says_so_too(folder_school: SmallSchool) -> None:
    school = folder_school
    teacher = school.open("teacher1")
    sent = send(school, teacher)
    (draft,) = teacher.drafts.all()
    more = {**full_answers(draft.answers), n.HOW: n.HOW_HEAD}
    assert teacher.cases.send(replace(draft, answers=more)).route is Route.HEAD
    (row,) = rows(school)
    assert {row[name] for name in ("kind", "route", "state")} == {"sealed"}
    assert opened_by(school, sent.case_id) == {"chair"}
    roles = [role for role, *_ in readers(school)]
    assert sorted(roles) == ["chair", "deputy-dsl", "dsl", "headteacher"]


def test_one_of_an_earlier_version_says_less_once_it_was_acted_upon(tmp_path: Path) -> None:
    """Nobody but its readers can change it: so its row is put right when they do something."""
    shutil.copytree(RELEASED / "v2_2", tmp_path / "school")
    school = open_school(
        tmp_path / "school", "dsl", PASSWORD, root=tmp_path / "laptop", clock=TurnableClock()
    )
    try:
        school.follow()
        (one,) = [row for row in school.cases.page(CaseQuery()).rows if row.route is Route.STOPPED]
        before = school.cases.open_case(one.id)
        after = act(school.cases, before, Move.DECIDE, "Seen.")
        with school.signed_in.database.read() as session:
            row = session.get_one(CaseRow, one.id)
            assert (row.kind, row.route, row.state, row.severity) == ("sealed",) * 3 + (0,)
        assert (after.summary.route, after.summary.state) == (Route.STOPPED, CaseState.DECIDED)
        assert after.readers == before.readers
    finally:
        school.close()
