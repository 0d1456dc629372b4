"""A lid is closed in the middle of a save: everybody else reports, signs in and reads all the same.

The laptop is a process of its own that was stopped while it held the school's file.
"""

from __future__ import annotations

import sys
import time

import pytest
from sqlalchemy import select

from tests.reports import answers
from tests.schools import SmallSchool
from tests.storage.sleeper import sleeping_laptop
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.storage.audit import Act
from trent_desktop.storage.tables import AuditRow

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="a process is stopped in the way of POSIX"
)


class Clock:
    """How long something takes, in seconds."""

    def __enter__(self) -> Clock:
        self.begun = time.monotonic()
        return self

    def __exit__(self, *_: object) -> None:
        self.took = time.monotonic() - self.begun


def test_a_save_that_does_not_end_keeps_nobody_waiting(folder_school: SmallSchool) -> None:
    school = folder_school
    teacher = school.open("teacher1", root=school.folder / "teacher")
    with sleeping_laptop(school, "BEGIN IMMEDIATE"):
        with Clock() as first:
            sent = teacher.cases.send(school.draft(answers.quick()))
        assert sent.queued
        assert "in the middle of saving" in sent.why
        assert first.took < 3.5
        with Clock() as others:
            more = [teacher.cases.send(school.draft(answers.quick())) for _ in range(3)]
        assert all(one.queued for one in more)
        assert others.took < 3.5
        with Clock() as look:
            assert "in the middle of saving" in teacher.follow().trouble
        assert look.took < 3.5

        # Signed in, on a laptop that has never seen this school, and with all there is to read.
        with Clock() as signing_in:
            ict = school.open("ict", root=school.folder / "ict")
        assert signing_in.took < 6
        assert not ict.started_away
        assert any("in the middle of saving" in notice for notice in ict.notices)
        ict.follow()
        assert ict.cases.page(CaseQuery()).rows == ()
        signed_in_at = school.clock.at
        school.clock.turn(hours=1)

    assert sorted(teacher.follow().sent) == sorted(
        row.reference for row in teacher.cases.page(CaseQuery()).rows
    )
    ict.follow()
    assert len(ict.cases.page(CaseQuery()).rows) == 4
    ict.follow()
    with ict.signed_in.database.read() as session:
        moments = session.execute(
            select(AuditRow.at).where(
                AuditRow.act == Act.SIGNED_IN.value,
                AuditRow.member_id == school.members["ict"],
            )
        ).scalars()
        assert [at <= signed_in_at for at in moments] == [True]
    assert ict.check_audit().broken_at is None


def test_where_nobody_can_even_read_who_was_here_before_signs_in(
    folder_school: SmallSchool,
) -> None:
    school = folder_school
    root = school.folder / "teacher"
    school.open("teacher1", root=root).close()
    with sleeping_laptop(school, "BEGIN EXCLUSIVE"):
        with Clock() as signing_in:
            teacher = school.open("teacher1", root=root)
        assert teacher.started_away
        assert signing_in.took < 8
        with Clock() as sending:
            assert teacher.cases.send(school.draft(answers.quick())).queued
        assert sending.took < 3.5
    assert len(teacher.follow().sent) == 1
