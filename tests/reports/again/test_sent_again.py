"""The school's file went back: what laptops had sent is offered again, and lands once."""

from __future__ import annotations

import datetime as dt
import uuid
from pathlib import Path

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tests.reports import answers
from tests.reports.attachments import files
from tests.reports.attachments.allowing import allow
from tests.reports.attachments.steps import attach
from tests.reports.doing import act, full_answers, send
from tests.reports.putting_back import TakeCopy, take_copy
from tests.reports.tasking import give, hers, stopped
from tests.school.staff import NEW_PASSWORD, join_with
from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import NotFound
from trent_desktop.reports.again.keeping import KeptRows, held_again
from trent_desktop.reports.case_opening import open_key
from trent_desktop.reports.cases import Move
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.models import TaskRow
from trent_desktop.reports.sent import Sent
from trent_desktop.storage.audit import Act, check_chain, entries_about, write_entry
from trent_desktop.storage.destroyed import DestroyedRow
from trent_desktop.storage.tables import CaseEntryRow, CaseReaderRow, CaseRow, SchoolRow

__all__ = ["take_copy"]  # a fixture

pytestmark = pytest.mark.both_databases


def _listed(member: OpenSchool) -> set[uuid.UUID]:
    return {row.id for row in member.cases.page(CaseQuery(), limit=500).rows}


def _found(member: OpenSchool, words: str) -> set[uuid.UUID]:
    return {row.id for row in member.cases.page(CaseQuery(words=words), limit=500).rows}


def _change(member: OpenSchool) -> int:
    with member._me.database.read() as session:
        return session.execute(select(SchoolRow.change)).scalar_one()


def _rows_of(member: OpenSchool, case_id: uuid.UUID) -> tuple[int, int]:
    with member._me.database.read() as session:
        return (
            session.query(CaseRow).filter(CaseRow.id == case_id).count(),
            session.query(CaseEntryRow).filter(CaseEntryRow.case_id == case_id).count(),
        )


def _lose(session: Session, sent: Sent) -> None:
    for table in (CaseEntryRow, CaseReaderRow):
        session.execute(delete(table).where(table.case_id == sent.case_id))
    session.execute(delete(CaseRow).where(CaseRow.id == sent.case_id))


def _destroy(member: OpenSchool, sent: Sent) -> None:
    """As destroying on record does it."""
    with member._me.database.write() as session:
        _lose(session, sent)
        session.add(DestroyedRow(case_id=sent.case_id, at=member._me.clock()))


def test_two_stopped_reports_are_with_the_dsl_again_also_when_numbers_have_overtaken_them(
    school: SmallSchool, take_copy: TakeCopy
) -> None:
    """The DSL stood at a number; the file went back; colleagues wrote on beyond that number."""
    teacher, other, dsl, ict = (school.open(one) for one in ("teacher1", "teacher2", "dsl", "ict"))
    kept = send(school, teacher)
    put_back = take_copy()
    lost = [send(school, teacher, "stop"), send(school, teacher, "stop")]
    before = {one.case_id: _rows_of(teacher, one.case_id) for one in lost}
    teacher.follow()
    dsl.follow()
    ict.follow()
    at = _change(dsl)
    put_back()
    new = [send(school, other, "stop") for _ in range(3)] + [send(school, other) for _ in range(5)]
    assert _change(other) > at
    dsl.follow()
    assert _listed(dsl) == {one.case_id for one in (kept, *new)}  # no ghosts
    assert dsl.went_back()
    changes = teacher.follow()  # the laptop that sent them
    assert {one.case_id for one in changes.sent_again} == {one.case_id for one in lost}
    assert teacher.went_back()
    changes = dsl.follow()
    assert _listed(dsl) == {one.case_id for one in (kept, *lost, *new)}
    assert changes.new_for_me == 2
    for one in lost:
        case = dsl.cases.open_case(one.case_id)
        assert case.summary.reference == one.reference
        assert case.answers[n.STOP_DEVICE_PLACE] == "Tablet 12, in the office safe"
        assert _rows_of(dsl, one.case_id) == before[one.case_id]
        with dsl._me.database.read() as session:
            entries = entries_about(session, str(one.case_id))
        (again,) = [entry for entry in entries if entry.act == Act.SENT_AGAIN.value]
        assert (again.member_id, again.details) == (None, {})
    assert check_chain(dsl._me.database.read).broken_at is None
    # It lands once, however often and from wherever.
    assert teacher.follow().sent_again == ()
    ict.follow()
    assert _listed(ict) == {one.case_id for one in (kept, *new[3:])}
    assert _change(dsl) == _change(ict)


def test_the_search_is_right_after_it(school: SmallSchool, take_copy: TakeCopy) -> None:
    teacher, other, ict = (school.open(one) for one in ("teacher1", "teacher2", "ict"))
    put_back = take_copy()
    ghost = send(school, other, seen="A zebra that nobody sends again")
    lost = send(school, teacher, seen="A giraffe came up")
    teacher.follow()
    ict.follow()
    assert (_found(ict, "zebra"), _found(ict, "giraffe")) == ({ghost.case_id}, {lost.case_id})
    put_back()
    teacher.follow()
    ict.follow()
    assert (_found(ict, "zebra"), _found(ict, "giraffe")) == (set(), {lost.case_id})
    assert _listed(ict) == {lost.case_id}


def test_whoever_signs_in_on_the_laptop_offers_what_was_sent_from_it(
    school: SmallSchool, take_copy: TakeCopy
) -> None:
    """Whoever sent it was removed since; the laptop was away, and the school's key is another."""
    root = school.folder / "shared-laptop"
    teacher, dsl = school.open("teacher1", root=root), school.open("dsl")
    put_back = take_copy()
    lost = [send(school, teacher), send(school, teacher, "stop")]
    dsl.follow()
    teacher.follow()
    teacher.close()
    put_back()
    dsl.follow()
    school.open("head").members.remove(school.members["teacher1"])
    colleague = school.open("teacher2", root=root)
    changes = colleague.follow()
    assert {one.case_id for one in changes.sent_again} == {one.case_id for one in lost}
    assert _listed(colleague) == set()  # it is not hers to read
    dsl.follow()
    assert _listed(dsl) >= {lost[1].case_id}
    with dsl._me.database.read() as session:
        readers = session.execute(
            select(CaseReaderRow.reader_id).where(CaseReaderRow.case_id == lost[0].case_id)
        )
        assert school.members["teacher1"] not in set(readers.scalars())  # she stays removed


def test_a_suspended_member_offers_nothing(school: SmallSchool, take_copy: TakeCopy) -> None:
    teacher, head = school.open("teacher1"), school.open("head")
    put_back = take_copy()
    lost = send(school, teacher)
    put_back()
    head.members.suspend(school.members["teacher1"])
    assert teacher.follow().ended
    assert _rows_of(head, lost.case_id) == (0, 0)


def test_what_the_reporter_cannot_read_her_laptop_cannot_open(school: SmallSchool) -> None:
    root = school.folder / "hers"
    teacher = school.open("teacher1", root=root)
    stopped = send(school, teacher, "stop")
    draft = school.draft(answers.quick())
    ordinary = teacher.cases.send(draft)
    first = {rows.id: rows for rows, _ in KeptRows(teacher._me).held()}
    assert _opens(teacher, first[ordinary.case_id])
    assert not _opens(teacher, first[stopped.case_id])
    held = {one.case_id: one for one in held_again(teacher._me)}
    assert (held[stopped.case_id].sealed, held[ordinary.case_id].sealed) == (True, False)
    assert held[ordinary.case_id].reference == ordinary.reference
    assert held_again(teacher._me, [uuid.uuid4()]) == ()
    assert held_again(teacher._me, since=school.clock() + dt.timedelta(days=1)) == ()
    # On another laptop of hers it turns out to be about the Headteacher.
    other = school.open("teacher1")
    rest = school.draft(
        {**full_answers({}), n.HOW: n.HOW_HEAD}, "full", id=draft.id, case_id=draft.id
    )
    other.cases.send(rest)
    teacher.follow()
    renewed = {rows.id: rows for rows, _ in KeptRows(teacher._me).held()}[ordinary.case_id]
    assert renewed.sealed
    assert not _opens(teacher, renewed)
    written = b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())
    assert ordinary.reference.encode() not in written


def _opens(member: OpenSchool, rows: object) -> bool:
    sealed = [(row["reader_id"], row["sealed_key"], row["role"]) for row in rows.readers]
    return open_key(member._me.keyring, sealed, rows.case["route"]) is not None


def test_whoever_got_another_key_since_waits_for_hers(school: SmallSchool) -> None:
    teacher, ict = school.open("teacher1"), school.open("ict")
    sent = send(school, teacher)
    act(ict.cases, ict.cases.open_case(sent.case_id), Move.NOTE, "This is looked into")
    ict.follow()
    join_with(school, ict.members.reset_password(school.members["teacher1"]))
    again = school.open("teacher1", password=NEW_PASSWORD)
    with ict._me.database.write() as session:
        _lose(session, sent)
    school.clock.turn(days=1)
    assert len(ict.follow().sent_again) == 1
    again.follow()
    assert _listed(again) == set()
    assert ict.giving_back.give(school.members["teacher1"]) == 1
    again.follow()
    assert _listed(again) == {sent.case_id}


# ---------------------------------------------------------------------- what was done in a case


def test_notes_and_moves_are_put_back_and_what_others_did_since_stays(
    school: SmallSchool, take_copy: TakeCopy
) -> None:
    teacher, ict, head = (school.open(one) for one in ("teacher1", "ict", "head"))
    moved, gone_on = send(school, teacher), send(school, teacher)
    put_back = take_copy()
    act(ict.cases, ict.cases.open_case(moved.case_id), Move.BLOCKED)
    act(ict.cases, ict.cases.open_case(moved.case_id), Move.NOTE, "Asked the provider")
    act(ict.cases, ict.cases.open_case(gone_on.case_id), Move.NOTE, "This is looked into")
    put_back()
    act(head.cases, head.cases.open_case(gone_on.case_id), Move.NOTE, "I know of it")
    again = ict.follow().sent_again
    assert {one.case_id for one in again} == {moved.case_id, gone_on.case_id}
    case = head.cases.open_case(moved.case_id)
    assert case.summary.state.value == "blocked"
    assert case.timeline[-1].words == "Asked the provider"
    words = [entry.words for entry in head.cases.open_case(gone_on.case_id).timeline]
    assert words[-2:] == ["I know of it", "This is looked into"]
    assert ict.follow().sent_again == ()
    assert act(
        head.cases, head.cases.open_case(moved.case_id), Move.NOTE, "Thank you"
    ).timeline[-1].words == "Thank you"  # fmt: skip


def test_what_was_attached_comes_back(
    school: SmallSchool, take_copy: TakeCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow(monkeypatch, "content")
    teacher, head = school.open("teacher1"), school.open("head")
    put_back = take_copy()
    sent = send(school, teacher)
    entry_id = attach(teacher, sent.case_id, files.pdf(2))
    put_back()
    teacher.follow()
    assert len(head.attachments.view(sent.case_id, entry_id).pages) == 2


def test_a_report_that_was_sealed_to_others_is_so_again(
    school: SmallSchool, take_copy: TakeCopy
) -> None:
    """The file went back to when the ICT Lead could read it."""
    teacher, ict = school.open("teacher1"), school.open("ict")
    draft = school.draft(answers.quick())
    sent = teacher.cases.send(draft)
    put_back = take_copy()
    more = {**full_answers({}), n.HOW: n.HOW_HEAD}
    teacher.cases.send(school.draft(more, "full", id=draft.id, case_id=draft.id))
    put_back()
    ict.follow()
    assert _listed(ict) == {sent.case_id}
    teacher.follow()
    ict.follow()
    assert _listed(ict) == set()
    with pytest.raises(NotFound):
        ict.cases.open_case(sent.case_id)
    chair = school.open("chair")
    assert chair.cases.open_case(sent.case_id).answers[n.HOW] == n.HOW_HEAD


# ---------------------------------------------------------------------- what does not come back


def test_what_was_destroyed_on_record_stays_destroyed(
    school: SmallSchool, take_copy: TakeCopy
) -> None:
    teacher, head = school.open("teacher1"), school.open("head")
    destroyed, other = send(school, teacher), send(school, teacher)
    teacher.follow()
    _destroy(head, destroyed)
    put_back = take_copy()
    later = send(school, teacher)
    teacher.follow()
    put_back()
    assert {one.case_id for one in teacher.follow().sent_again} == {later.case_id}
    assert _rows_of(head, destroyed.case_id) == (0, 0)
    assert {one.case_id for one in held_again(teacher._me)} == {other.case_id, later.case_id}


def test_once_a_day_it_is_looked_for_and_after_ninety_days_no_more(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = school.folder / "laptop"
    teacher, head = school.open("teacher1", root=root), school.open("head")
    sent = send(school, teacher)
    teacher.follow()

    def lose() -> None:
        with head._me.database.write() as session:
            _lose(session, sent)
            write_entry(session, head._me.clock(), None, Act.SETTING_CHANGED, "a mark")

    def by_the_server(_session: object, _store: object, now: dt.datetime) -> dt.datetime:
        return now

    monkeypatch.setattr("trent_desktop.reports.again.offering.by_the_server", by_the_server)
    lose()
    assert teacher.follow().sent_again == ()  # it was looked for today
    school.clock.turn(days=1)
    assert len(teacher.follow().sent_again) == 1
    school.clock.turn(days=1)
    teacher.follow()
    school.clock.turn(days=91)
    lose()
    assert teacher.follow().sent_again == ()
    assert held_again(teacher._me) == ()


def test_what_was_sent_in_the_second_before_the_end_is_kept_the_next_day(
    school: SmallSchool,
) -> None:
    root = school.folder / "laptop"
    teacher = school.open("teacher1", root=root)
    sent = send(school, teacher)
    teacher.follow()
    teacher.close()
    for path in root.rglob("*.sent"):
        path.unlink()
    teacher = school.open("teacher1", root=root)
    assert held_again(teacher._me) == ()
    school.clock.turn(days=1)
    teacher.follow()
    assert [one.case_id for one in held_again(teacher._me)] == [sent.case_id]


def test_a_reference_that_another_has_now_stays_with_that_one(
    school: SmallSchool, take_copy: TakeCopy
) -> None:
    teacher, other, head = (school.open(one) for one in ("teacher1", "teacher2", "head"))
    put_back = take_copy()
    lost = [send(school, teacher) for _ in range(2)]
    put_back()
    new = send(school, other)  # from a laptop that had not seen them
    assert new.reference == lost[0].reference == "TR-2026-001"
    again = {one.case_id: one for one in teacher.follow().sent_again}
    assert (again[lost[1].case_id].reference, again[lost[1].case_id].before) == ("TR-2026-002", "")
    renamed = again[lost[0].case_id]
    assert (renamed.reference, renamed.before) == ("TR-2026-003", "TR-2026-001")
    head.follow()
    names = {row.id: row.reference for row in head.cases.page(CaseQuery()).rows}
    assert names[new.case_id] == "TR-2026-001"
    (said,) = [
        entry for entry in head.cases.history(lost[0].case_id) if entry.act == Act.SENT_AGAIN.value
    ]
    assert said.details == {"reference": "TR-2026-001"}
    assert send(school, other).reference == "TR-2026-004"


def test_whoever_was_given_something_to_do_has_it_again(
    school: SmallSchool, take_copy: TakeCopy
) -> None:
    """She reads the task, and not the report: no laptop but that of a reader can bring it."""
    dsl, case = stopped(school)
    teacher, head = school.open("teacher1"), school.open("head")
    put_back = take_copy()
    given = give(school, dsl, give(school, dsl, case), "support", words="Ring the office.")
    before = hers(teacher)
    assert len(before) == 1
    put_back()
    head.members.suspend(school.members["support"])
    assert hers(teacher) == []
    assert [one.case_id for one in dsl.follow().sent_again] == [given.summary.id]
    assert hers(teacher) == before
    for one in (head, dsl, teacher):
        one.follow()
    assert hers(teacher) == before
    with head._me.database.read() as session:
        rows = {row.owner_id: row for row in session.execute(select(TaskRow)).scalars()}
        assert rows[school.members["teacher1"]].withdrawn_at is None
        assert rows[school.members["support"]].content == b""  # it goes to the next in line
        assert len(rows) == 2
    (task,) = before
    assert task.id is not None
    assert teacher.tasks.answer(task.id, "She was rung.", done=True, answer_id=uuid.uuid4())
    dsl.follow()
    assert dsl.cases.open_case(given.summary.id).timeline[-1].words == "She was rung."
    assert check_chain(dsl._me.database.read).broken_at is None
