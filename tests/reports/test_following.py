"""How a laptop catches up: newest first, and without walking through what it knows."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from tests.reports import answers
from tests.schools import SmallSchool
from trent_desktop.reports import following
from trent_desktop.reports.service import CaseQuery


def test_the_newest_cases_are_there_first(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "_PORTION", 2)
    teacher, ict = folder_school.open("teacher1"), folder_school.open("ict")
    sent = [teacher.cases.send(folder_school.draft(answers.quick())).reference for _ in range(5)]
    seen: list[tuple[int, int, list[str]]] = []

    def progress(done: int, of: int) -> None:
        rows = ict.cases.page(CaseQuery()).rows
        seen.append((done, of, [row.reference for row in rows]))

    changes = ict.follow(progress)
    newest_first = sent[::-1]
    assert seen == [(n, 5, newest_first[:n]) for n in (2, 4, 5)]
    assert len(changes.cases) == 5
    assert ict.follow().cases == frozenset()


def test_one_change_is_looked_up_and_not_searched_for(folder_school: SmallSchool) -> None:
    """A look on a share must not read through all the cases of ten years."""
    teacher, ict = folder_school.open("teacher1"), folder_school.open("ict")
    ict.follow()
    teacher.cases.send(folder_school.draft(answers.quick()))
    said: list[tuple[str, object]] = []

    def note(_c: object, _k: object, statement: str, values: object, *_: object) -> None:
        said.append((statement, values))

    engine = ict._me.database.engine
    event.listen(engine, "before_cursor_execute", note)
    assert len(ict.follow().cases) == 1
    event.remove(engine, "before_cursor_execute", note)
    asked = [one for one in said if one[0].startswith("SELECT") and "case_" in one[0]]
    assert asked
    with engine.connect() as connection:
        for statement, values in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()  # type: ignore[arg-type]
            assert not [step for step in plan if "SCAN case" in str(step)], (statement, plan)
