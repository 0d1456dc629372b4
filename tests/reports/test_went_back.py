"""The school's file is put back from a copy: every laptop notices, indexes anew, and no reference
is given twice."""

from __future__ import annotations

import uuid

from sqlalchemy import event, select

from tests.reports import answers
from tests.reports.doing import act, send
from tests.reports.putting_back import TakeCopy, take_copy
from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.reports.cases import Move
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.sent import Sent
from trent_desktop.roles import Role
from trent_desktop.storage.tables import AuditRow, SchoolRow

__all__ = ["take_copy"]  # a fixture


def _listed(member: OpenSchool) -> set[uuid.UUID]:
    return {row.id for row in member.cases.page(CaseQuery(), limit=500).rows}


def _send(school: SmallSchool, who: OpenSchool, how_many: int) -> list[Sent]:
    return [who.cases.send(school.draft(answers.quick())) for _ in range(how_many)]


def test_new_reports_after_a_file_was_put_back_reach_the_ict_lead(
    school: SmallSchool, take_copy: TakeCopy
) -> None:
    teacher, ict = school.open("teacher1"), school.open("ict")
    kept = _send(school, teacher, 3)
    put_back = take_copy()
    lost = _send(school, teacher, 20)
    ict.follow()
    assert _listed(ict) == {one.case_id for one in (*kept, *lost)}
    put_back()
    new = _send(school, teacher, 12)
    changes = ict.follow()
    assert _listed(ict) == {one.case_id for one in (*kept, *new)}  # 12 of 12, and no ghosts
    assert changes.new_for_me == 12
    assert {one.case_id for one in (*lost, *new)} <= changes.cases
    assert ict.went_back()


def test_a_file_put_back_is_noticed_also_when_new_numbers_have_overtaken_it(
    school: SmallSchool, take_copy: TakeCopy
) -> None:
    """The laptop stood at a number; the file went back, and colleagues wrote on beyond it."""
    teacher, ict = school.open("teacher1"), school.open("ict")
    kept = _send(school, teacher, 2)
    put_back = take_copy()
    lost = _send(school, teacher, 6)
    ict.follow()
    put_back()
    new = _send(school, teacher, 9)
    with ict._me.database.read() as session:
        newest = session.execute(select(SchoolRow.change)).scalar_one()
    assert newest > ict._index.synced()[0]
    ict.follow()
    assert _listed(ict) == {one.case_id for one in (*kept, *new)}
    assert not _listed(ict) & {one.case_id for one in lost}
    assert ict.went_back()


def test_it_is_noticed_at_the_next_sign_in_too(school: SmallSchool, take_copy: TakeCopy) -> None:
    root = school.folder / "laptop"
    teacher, ict = school.open("teacher1"), school.open("ict", root=root)
    put_back = take_copy()
    _send(school, teacher, 4)
    ict.follow()
    ict.close()
    put_back()
    new = _send(school, teacher, 6)
    ict = school.open("ict", root=root)
    ict.follow()
    assert _listed(ict) == {one.case_id for one in new}
    assert ict.went_back()
    # It is said until she has seen it, also after the next start.
    ict.close()
    ict = school.open("ict", root=root)
    ict.follow()
    assert ict.went_back()
    ict.heed_went_back()
    ict.follow()
    assert not ict.went_back()


def test_a_laptop_that_had_seen_nothing_newer_says_nothing(
    school: SmallSchool, take_copy: TakeCopy
) -> None:
    teacher, ict, head = school.open("teacher1"), school.open("ict"), school.open("head")
    kept = _send(school, teacher, 2)
    ict.follow()
    put_back = take_copy()
    _send(school, teacher, 3)
    head.follow()
    put_back()
    new = _send(school, teacher, 5)
    for member in (ict, head):
        member.follow()
        assert _listed(member) == {one.case_id for one in (*kept, *new)}
    assert (ict.went_back(), head.went_back()) == (False, True)


def test_a_laptop_that_only_read_notices_what_was_lost(
    school: SmallSchool, take_copy: TakeCopy
) -> None:
    """Nothing was sent since the copy, but a case was moved on: the old state comes back.

    Until a look on the laptop that moved it, which puts that back.
    """
    teacher, ict, head = (school.open(one) for one in ("teacher1", "ict", "head"))
    sent = send(school, teacher)
    put_back = take_copy()
    act(ict.cases, ict.cases.open_case(sent.case_id), Move.BLOCKED)

    def state_seen(after: str) -> None:
        changes = head.follow()
        assert sent.case_id in changes.cases
        (row,) = head.cases.page(CaseQuery()).rows
        assert row.state.value == after

    state_seen("blocked")
    put_back()
    state_seen("new")
    assert head.went_back()
    assert len(ict.follow().sent_again) == 1
    state_seen("blocked")


def test_drafts_and_the_outbox_are_left_alone_and_receipts_of_lost_reports_hold_again(
    school: SmallSchool, take_copy: TakeCopy
) -> None:
    teacher = school.open("teacher1")
    kept = send(school, teacher, "stop")
    put_back = take_copy()
    lost = send(school, teacher, "stop")
    teacher.follow()
    draft = school.draft(answers.quick())
    teacher.drafts.keep(draft)
    assert _listed(teacher) == {kept.case_id, lost.case_id}
    put_back()
    teacher.follow()
    assert _listed(teacher) == {kept.case_id, lost.case_id}
    dsl = school.open("dsl")
    dsl.follow()
    assert _listed(dsl) == {kept.case_id, lost.case_id}  # it is with the DSL again
    assert [one.id for one in teacher.drafts.all()] == [draft.id]


def test_people_and_roles_are_read_again(school: SmallSchool, take_copy: TakeCopy) -> None:
    """After the file went back and numbers overtook it, the same number names another directory."""
    ict, teacher = school.open("ict"), school.open("teacher1")
    ict.follow()
    put_back = take_copy()
    ict.settings.change(idle_minutes=7)
    teacher.follow()
    assert teacher.settings.current().idle_minutes == 7
    put_back()
    head = school.open("head")
    head.settings.change(idle_minutes=9)
    changes = teacher.follow()
    assert changes.directory
    assert teacher.settings.current().idle_minutes == 9


def test_a_role_that_the_put_back_file_does_not_know_of_brings_nothing_to_its_holder(
    school: SmallSchool, take_copy: TakeCopy
) -> None:
    teacher, ict = school.open("teacher1"), school.open("ict")
    put_back = take_copy()
    ict.roles_held.hand_over(Role.ICT_LEAD, school.members["teacher2"])
    teacher.follow()
    sent = send(school, teacher)
    put_back()
    ict.follow()
    new = send(
        school, teacher
    )  # sealed to the key that the file names now, not to a remembered one
    assert new.case_id != sent.case_id
    ict.follow()
    assert _listed(ict) == {new.case_id}


# ---------------------------------------------------------------------- references


def test_no_reference_is_given_twice(school: SmallSchool, take_copy: TakeCopy) -> None:
    teacher, ict = school.open("teacher1"), school.open("ict")
    _send(school, teacher, 2)
    put_back = take_copy()
    lost = [*_send(school, teacher, 3), send(school, teacher, "stop")]
    ict.follow()
    put_back()
    ict.follow()  # the look that notices it lifts the counter for everybody
    other = school.open("teacher2")
    new = _send(school, other, 2)
    assert [one.reference for one in lost[:-1]] == ["TR-2026-003", "TR-2026-004", "TR-2026-005"]
    assert lost[-1].reference.startswith("TR-S-")  # drawn, and no counter stands for it
    assert [one.reference for one in new] == ["TR-2026-006", "TR-2026-007"]


def test_the_laptop_that_sent_the_last_one_knows_it_before_it_has_looked(
    school: SmallSchool, take_copy: TakeCopy
) -> None:
    teacher = school.open("teacher1")
    put_back = take_copy()
    lost = send(school, teacher)
    put_back()
    assert lost.reference == "TR-2026-001"
    assert send(school, teacher).reference == "TR-2026-002"


# ---------------------------------------------------------------------- what it costs


def test_an_idle_look_asks_no_more_than_before(school: SmallSchool) -> None:
    """One short reading: the school's row, and one entry of the trail by its number."""
    teacher, ict = school.open("teacher1"), school.open("ict")
    _send(school, teacher, 3)
    ict.follow()
    ict.follow()
    said: list[str] = []
    engine = ict._me.database.engine

    def note(_c: object, _k: object, statement: str, *_: object) -> None:
        said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    ict.follow()
    event.remove(engine, "before_cursor_execute", note)
    asked = [one for one in said if one.startswith("SELECT")]
    assert len(asked) <= 2
    with ict._me.database.read() as session:
        entries = session.query(AuditRow).count()
    assert entries > 3
    if not school.location.is_server:
        assert said.count("BEGIN") == 1


def test_every_change_is_in_the_trail(school: SmallSchool) -> None:
    """What laptops hear of by its number they can also miss by its entry."""
    ict = school.open("ict")
    me = ict._me

    def standing() -> tuple[int, int]:
        with me.database.read() as session:
            change = session.execute(select(SchoolRow.change)).scalar_one()
            return change, session.query(AuditRow).count()

    before = standing()
    ict.class_lists.remember_columns("mark", {})
    after = standing()
    assert after[0] > before[0]
    assert after[1] > before[1]
    from trent_desktop.school.keys.values import LOST_KEYS
    from trent_desktop.storage.tables import SettingRow

    with me.database.write() as session:
        session.merge(SettingRow(name=LOST_KEYS, value=[str(uuid.uuid4()), str(me.member.id)]))
    before = standing()
    ict.giving_back.leave(me.member.id)
    after = standing()
    assert after[0] > before[0]
    assert after[1] > before[1]
    before = standing()
    ict.pupils.move([], None)
    ict.pupils.archive([])
    ict.pupils.bring_back([])
    assert standing()[0] == before[0] or standing()[1] > before[1]
