"""From a damaged school to everybody at work again: at three laptops, one of which was away."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.journeys_e2e.hand import Hand
from tests.journeys_e2e.laptops import Laptops, close, room
from tests.reports.doing import act
from tests.school.putting_back import copies, send, spoil, take_copy
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.reports.cases import Move
from trent_desktop.storage.destroyed import destroy
from ui.app import Program
from ui.preferences import Preferences
from ui.shell.rooms import CaseList
from ui.welcome.put_back import PutBackJourney


def turn_on(school: SmallSchool, root: Path) -> Program:
    """A laptop is switched on, and asks who signs in."""
    program = Program(
        preferences=Preferences(root / "preferences"),
        folder=root,
        opener=lambda _where, who, word: school.open(who, root=root, password=word),
    )
    program.window.resize(1366, 768)
    program.window.show()
    program.window.activateWindow()
    program.entrance.show_sign_in(str(school.location.folder))
    return program


def said_in_the_strip(program: Program) -> str:
    strip = program.window.inside.went_back
    return strip.words.text() if strip.isVisible() else ""


def references(program: Program) -> set[str]:
    """What stands on the list of reports."""
    program.window.inside.go("reports", CaseList("all"))
    QApplication.processEvents()
    model = room(program).list.model
    cases = (model.case_at(model.index(row, 0)) for row in range(model.rowCount()))
    return {case.reference for case in cases if case is not None}


def put_back_at_the_door(qtbot: QtBot, hand: Hand, program: Program, name: str) -> PutBackJourney:
    """The ICT Lead is not let in, and puts a copy back."""
    page = program.entrance.sign_in_page
    hand.click(page.name)
    hand.type("ict")
    hand.click(page.password.field)
    hand.type(PASSWORD)
    hand.click(page.button)
    qtbot.waitUntil(page.put_back_link.isVisible, timeout=30_000)
    assert "does not open with the school's keys" in page.error.text()
    hand.click(page.put_back_link)
    journey = program.entrance.putting_back
    assert journey.prove.name.text() == "ict"
    hand.click(journey.prove.password.field)
    hand.type("wrong")
    hand.click(journey.prove.button)
    qtbot.waitUntil(lambda: "belong together" in journey.prove.error.text(), timeout=30_000)
    journey.prove.password.clear()
    hand.click(journey.prove.password.field)
    hand.type(PASSWORD)
    hand.click(journey.prove.button)
    qtbot.waitUntil(journey.choose.isVisible, timeout=30_000)
    assert journey.choose.copies is not None
    hand.click(journey.choose.copies.rows[name])
    qtbot.waitUntil(journey.look.isVisible, timeout=30_000)
    hand.click(journey.look.act)
    qtbot.waitUntil(journey.end.isVisible, timeout=90_000)
    return journey


def look_now(program: Program) -> None:
    """What it does every four seconds, without the wait."""
    assert program.changes is not None
    program.changes.look_wanted.emit()


def sign_in_again(qtbot: QtBot, hand: Hand, program: Program) -> None:
    """After it was put back: her name is there already."""
    page = program.entrance.sign_in_page
    assert page.name.text() == "ict"
    hand.click(page.password.field)
    hand.type(PASSWORD)
    with qtbot.waitSignal(program.signed_in, timeout=30_000):
        hand.click(page.button)


def read_on_screen(qtbot: QtBot, hand: Hand, program: Program, reference: str) -> list[str]:
    """Open a report on the list; what its timeline says."""
    program.window.inside.go("reports", CaseList("all"))
    page = room(program)
    view = page.list.view.list

    def row() -> int:
        cases = [page.list.model.case_at(page.list.model.index(n, 0)) for n in range(20)]
        return next((n for n, one in enumerate(cases) if one and one.reference == reference), -1)

    qtbot.waitUntil(lambda: row() >= 0, timeout=10_000)
    hand.click_row(view, row())
    qtbot.waitUntil(
        lambda: page.case.case is not None and page.case.case.summary.reference == reference,
        timeout=10_000,
    )
    assert page.case.case is not None
    return [entry.words for entry in page.case.case.timeline]


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_from_a_damaged_school_to_everybody_at_work_again(
    qtbot: QtBot, laptops: Laptops, folder_school: SmallSchool, tmp_path: Path
) -> None:
    school, hand = folder_school, Hand(qtbot)
    at_ict, at_teacher, at_head = (
        laptops.sign_in(school, one) for one in ("ict", "teacher1", "head")
    )
    everybody = (at_ict, at_teacher, at_head)
    ict, teacher, head = (one.school for one in everybody)
    assert ict is not None
    assert teacher is not None
    assert head is not None
    doomed, *kept = send(school, teacher, 3)
    name = take_copy(school, ict)
    # After the copy: one is removed, one report is destroyed, and each of the three sends something.
    ict.members.remove(school.members["support"])
    with ict.signed_in.database.write() as session:
        destroy(session, doomed.case_id, school.clock(), ict.member.id)
    (of_teacher,), (of_head,) = send(school, teacher), send(school, head)
    act(ict.cases, ict.cases.open_case(kept[0].case_id), Move.NOTE, "The provider was rung")
    for one in (ict, teacher, head):
        one.follow()
    all_of_it = {one.reference for one in (*kept, of_teacher, of_head)}
    qtbot.waitUntil(lambda: references(at_ict) == all_of_it, timeout=30_000)
    # The Headteacher goes home; the ICT Lead's is switched off; the teacher's stays where it is.
    close(laptops.taken(at_head))
    close(laptops.taken(at_ict))
    spoil(school, "overwritten")

    at_ict = turn_on(school, tmp_path / "laptop-of-ict")
    try:
        journey = put_back_at_the_door(qtbot, hand, at_ict, name)
        assert "is kept among the copies as school-damaged-" in journey.end.lines.text()
        assert not [one for one in copies(school) if "prepared" in one]
        hand.click(journey.end.button)
        sign_in_again(qtbot, hand, at_ict)

        # The laptop that was in all the time says it, and brings what was sent from it.
        told = "Tomasz Wiśniewski put back the copy of 23 November 2026"
        assert at_teacher.school is teacher  # nobody was signed out
        look_now(at_teacher)
        qtbot.waitUntil(lambda: told in said_in_the_strip(at_teacher), timeout=30_000)
        there = all_of_it - {of_head.reference}
        look_now(at_ict)
        qtbot.waitUntil(lambda: references(at_ict) == there, timeout=30_000)
        assert "The provider was rung" in read_on_screen(qtbot, hand, at_ict, kept[0].reference)

        # The laptop that was away comes last, and brings what it had sent.
        at_head = laptops.sign_in(school, "head")
        qtbot.waitUntil(lambda: told in said_in_the_strip(at_head), timeout=30_000)
        for program in (at_head, at_ict):
            look_now(program)
            qtbot.waitUntil(lambda it=program: references(it) == all_of_it, timeout=30_000)
        assert "The provider was rung" in read_on_screen(qtbot, hand, at_head, kept[0].reference)

        # All work again: no reference is given twice, what was destroyed stays destroyed.
        (new,) = send(school, teacher)
        assert new.reference not in {doomed.reference, *all_of_it}
        for program in (at_head, at_ict):
            look_now(program)
            qtbot.waitUntil(
                lambda it=program: references(it) == {new.reference, *all_of_it}, timeout=30_000
            )
    finally:
        close(at_ict)
    # Whoever was removed stays removed: also at a laptop that nobody has used.
    at_support = turn_on(school, tmp_path / "laptop-of-support")
    try:
        page = at_support.entrance.sign_in_page
        hand.click(page.name)
        hand.type("support")
        hand.click(page.password.field)
        hand.type(PASSWORD)
        hand.click(page.button)
        qtbot.waitUntil(page.error.isVisible, timeout=30_000)
        assert at_support.school is None
    finally:
        close(at_support)
