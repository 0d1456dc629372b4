"""What a newer program wrote, in the window: one row that says so, and everything else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.reports.newer import IN_AN_ENTRY, IN_THE_ROW, NEWER, change_people, put_entry, put_in_row
from tests.schools import SmallSchool
from tests.ui.reports.casework import forms, opened
from tests.ui.reports.conftest import SEEN, Seat, send, words_of
from trent_desktop.reports.cases import Move
from ui.components.lists import FACE
from ui.home.todo import gather
from ui.reports.case_parts import TimelineRow
from ui.school.people.member_words import how_it_stands, member_face
from ui.shell.rooms import CaseList

Sit = Callable[[str], Seat]


def test_every_such_case_is_a_row_among_the_others(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    head = folder_school.open("head")
    for column, value in IN_THE_ROW:
        put_in_row(head, send(folder_school).case_id, column, value)
    for more in IN_AN_ENTRY:
        put_entry(head, send(folder_school).case_id, **more)
    ordinary = send(folder_school)
    count = len(IN_THE_ROW) + len(IN_AN_ENTRY)
    here = seat("head")
    here.room.arrive(CaseList("all"))
    model = here.room.list.model
    qtbot.waitUntil(lambda: not model.busy and model.rowCount() == count + 1, timeout=5_000)
    faces = [model.index(row, 0).data(FACE) for row in range(model.rowCount())]
    assert [face.chip for face in faces].count(NEWER) == count
    assert all(NEWER in face.aloud or face.chip != NEWER for face in faces)
    assert not here.window.problems
    assert here.school.cases.counts().all == count + 1
    now = folder_school.clock()
    for name in ("head", "ict", "dsl", "teacher1"):
        someone = folder_school.open(name)
        someone.follow()
        assert bool(gather(someone, now).tasks) == (name == "ict"), name
    page = opened(qtbot, here, ordinary.case_id)
    assert SEEN in words_of(page)


@pytest.mark.parametrize("column", ["kind", "route", "state"])
def test_such_a_case_is_read_and_nothing_is_done_to_it(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, column: str
) -> None:
    sent = send(folder_school)
    head = folder_school.open("head")
    put_entry(head, sent.case_id, kind="hologram", move="sent-to-the-trust")
    put_in_row(head, sent.case_id, column, "of-the-trust")
    page = opened(qtbot, seat("head"), sent.case_id)
    words = words_of(page)
    assert words.count(NEWER) >= 2
    assert "nothing can be done with it here" in words
    assert "Words of a newer program" in words
    assert SEEN in words
    assert forms(page) == set()
    assert page.view.print.isHidden()
    assert page.view.add_note.isHidden()
    assert page.view.rest.isHidden()
    assert len(page.findChildren(TimelineRow)) >= 3
    assert not {Move.NOTE, Move.AMEND} & (page.case.moves if page.case else set())


def test_a_member_of_a_newer_program_says_so_in_her_row(folder_school: SmallSchool) -> None:
    change_people(
        folder_school,
        "head",
        ("UPDATE member SET state = 'on-leave' WHERE sign_in_name = 'teacher2'", {}),
        ("UPDATE member_role SET role = 'trustee' WHERE role = 'governor'", {}),
    )
    lines = {one.member.sign_in_name: one for one in folder_school.open("ict").members.all()}
    assert len(lines) == len(folder_school.members)
    for name in ("teacher2", "governor"):
        assert member_face(lines[name]).chip == NEWER
    assert NEWER in how_it_stands(lines["teacher2"])
    assert member_face(lines["dsl"]).chip == ""
