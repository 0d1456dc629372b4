"""How a laptop catches up: newest first, and without walking through what it knows."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from tests.reports import answers
from tests.schools import SmallSchool
from trent_desktop.reports import following
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.readable import read_many
from trent_desktop.storage import turn
from trent_desktop.storage.sqlcipher import connect_file


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


def test_while_nothing_changes_the_file_is_not_asked(folder_school: SmallSchool) -> None:
    """Thirty laptops look all day: a look is three calls and 32 bytes unless something moved."""
    teacher, ict = folder_school.open("teacher1"), folder_school.open("ict")
    teacher.cases.send(folder_school.draft(answers.quick()))
    now = [1000.0]
    ict._follower._watch = turn.Watch(ict._me.database.turn, lambda: now[0])
    begun: list[object] = []
    event.listen(ict._me.database.engine, "engine_connect", begun.append)

    def looked() -> bool:
        begun.clear()
        ict.follow()
        now[0] += 4
        return bool(begun)

    assert looked()
    assert not any(looked() for _ in range(10))
    sent = teacher.cases.send(folder_school.draft(answers.quick()))
    begun.clear()
    assert sent.case_id in ict.follow().cases
    assert begun
    now[0] += 4
    assert not looked()
    # Somebody saved, and ended before she could tell.
    assert folder_school.location.folder is not None
    file = folder_school.location.folder / turn.TURN_FILE
    token = file.read_bytes()
    later = teacher.cases.send(folder_school.draft(answers.quick()))
    file.write_bytes(token)
    assert not looked()
    now[0] += 60
    assert later.case_id in ict.follow().cases
    # Without it all goes on as ever.
    file.unlink()
    assert all(looked() for _ in range(3))


def test_what_waits_goes_out_while_nothing_changes(folder_school: SmallSchool) -> None:
    teacher = folder_school.open("teacher1")
    now = [1000.0]
    teacher._follower._watch = turn.Watch(teacher._me.database.turn, lambda: now[0])
    teacher.cases.send(folder_school.draft(answers.quick()))
    for _ in range(3):
        teacher.follow()
        now[0] += 4
    assert teacher._follower._watch.is_quiet()
    teacher.cases.sending.put_by(folder_school.draft(answers.quick()))
    assert len(teacher.follow().sent) == 1


def test_a_case_whose_own_row_is_gone_keeps_no_other_out(folder_school: SmallSchool) -> None:
    """Where two laptops saved at once, a page of the one can lie beside a page of the other."""
    teacher, ict = folder_school.open("teacher1"), folder_school.open("ict")
    lost, whole = (teacher.cases.send(folder_school.draft(answers.quick())).case_id for _ in "12")
    database = ict.signed_in.database
    raw = connect_file(folder_school.location.school_file, database.data_key)
    raw.execute("PRAGMA foreign_keys = OFF")
    assert raw.execute("DELETE FROM case_record WHERE id = ?", (lost.hex,)).rowcount == 1
    raw.close()
    with database.read() as session:
        found = read_many(session, ict.signed_in.keyring, [lost, whole])
    assert [case.row.id for case in found] == [whole]
