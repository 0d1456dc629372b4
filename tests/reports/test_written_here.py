"""What a share only said to have written is noticed by the laptop that wrote it (rule 94)."""

from __future__ import annotations

import shutil

import pytest

from tests.failing.folder import MISSING, failing_folder
from tests.reports import answers
from tests.reports.doing import act, send
from tests.schools import SmallSchool
from trent_desktop.reports.cases import Move
from trent_desktop.reports.written import Written
from trent_desktop.storage.audit import Act


@pytest.mark.skipif(bool(MISSING), reason=MISSING or "it can be had")
@pytest.mark.parametrize("looked", [True, False])
def test_a_share_that_made_nothing_durable(folder_school: SmallSchool, looked: bool) -> None:
    folder = folder_school.location.folder
    assert folder is not None
    with failing_folder(folder) as share:
        teacher = folder_school.open("teacher1")
        if looked:
            teacher.follow()
        share.swallow("fsync", times=0)
        sent = teacher.cases.send(folder_school.draft(answers.quick()))
        assert not sent.queued
        share.crash()
        share.heal()
        assert teacher.follow().went_back
        assert teacher.went_back()
        assert not teacher.follow().went_back  # said once


def test_what_was_lost_is_noticed_when_others_have_written_on(folder_school: SmallSchool) -> None:
    """Its number is there, and another entry has it: before the laptop has looked even once."""
    teacher, head = folder_school.open("teacher1"), folder_school.open("head")
    teacher.follow()
    file = folder_school.location.school_file
    before = file.read_bytes()
    teacher.cases.send(folder_school.draft(answers.quick()))
    file.write_bytes(before)
    for _ in range(3):
        send(folder_school, head)
    # She writes again before she looks: that must not hide it.
    teacher.cases.send(folder_school.draft(answers.quick()))
    assert teacher.follow().went_back


def test_it_is_noticed_after_a_new_start_and_by_whoever_moved_a_case(
    folder_school: SmallSchool,
) -> None:
    sent = send(folder_school, folder_school.open("teacher1"))
    root = folder_school.folder / "laptop"
    ict = folder_school.open("ict", root=root)
    ict.follow()
    case = ict.cases.open_case(sent.case_id)
    file = folder_school.location.school_file
    aside = file.with_name("before.db")
    shutil.copyfile(file, aside)
    act(ict.cases, case, Move.NOTE, "The page was looked at.")
    ict.close()
    aside.replace(file)
    ict = folder_school.open("ict", root=root)
    assert ict.follow().went_back


def test_of_what_is_there_the_newest_is_remembered_and_nothing_is_said(
    school: SmallSchool,
) -> None:
    teacher = school.open("teacher1")
    written = Written(teacher.signed_in.store)
    for _ in range(3):
        teacher.cases.send(school.draft(answers.quick()))
    last = written.all()[-1]
    assert len(written.all()) == 3
    assert not teacher.follow().went_back
    assert written.all() == (last,)
    for number in range(200):  # a program that never looks does not remember without end
        written.note((number, "link"))
    assert len(written.all()) < 70
    assert written.all()[0] == last


def test_after_long_holidays_nothing_is_taken_for_lost(folder_school: SmallSchool) -> None:
    """More happened than is read at once, and what she wrote herself lies beyond it."""
    teacher, head = folder_school.open("teacher1"), folder_school.open("head")
    teacher.follow()
    with head.signed_in.database.write() as session:
        for _ in range(600):
            head.signed_in.audit(session, Act.CASE_READ, "another")
    teacher.cases.send(folder_school.draft(answers.quick()))
    assert not teacher.follow().went_back
    assert not teacher.follow().went_back
