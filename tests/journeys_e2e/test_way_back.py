"""From a damaged school to everybody at work again: at three laptops, one of which was away."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.journeys_e2e.hand import Hand
from tests.journeys_e2e.laptops import Laptops, close, room
from tests.school.putting_back import copies, send, spoil, take_copy
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.problems import SignInRefused
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


@pytest.mark.timeout(300)
def test_from_a_damaged_school_to_everybody_at_work_again(
    qtbot: QtBot, laptops: Laptops, folder_school: SmallSchool, tmp_path: Path
) -> None:
    school, hand = folder_school, Hand(qtbot)
    teacher = school.open("teacher1")
    doomed, *kept = send(school, teacher, 3)
    at_ict, at_head = laptops.sign_in(school, "ict"), laptops.sign_in(school, "head")
    ict = at_ict.school
    assert ict is not None
    name = take_copy(school, ict)
    ict.members.remove(school.members["support"])
    with ict.signed_in.database.write() as session:
        destroy(session, doomed.case_id, school.clock(), ict.member.id)
    (lost,) = send(school, teacher)
    teacher.follow()
    for program in (at_ict, at_head):
        assert program.school is not None
        program.school.follow()
    # One laptop goes home; that of the ICT Lead is switched off; the teacher's stays where it is.
    laptops.close()
    spoil(school, "overwritten")

    at_ict = turn_on(school, tmp_path / "laptop-of-ict")
    try:
        journey = put_back_at_the_door(qtbot, hand, at_ict, name)
        assert "is kept among the copies as school-damaged-" in journey.end.lines.text()
        assert not [one for one in copies(school) if "prepared" in one]
        hand.click(journey.end.button)
        page = at_ict.entrance.sign_in_page
        assert page.name.text() == "ict"
        hand.click(page.password.field)
        hand.type(PASSWORD)
        with qtbot.waitSignal(at_ict.signed_in, timeout=30_000):
            hand.click(page.button)
    finally:
        close(at_ict)

    # Everybody is told who did it, at each laptop: that which was in, and that which was away.
    told = "Tomasz Wiśniewski put back the copy of 23 November 2026"
    assert teacher.follow().went_back
    seen = teacher.put_back_told()
    assert seen is not None
    assert seen.by == "Tomasz Wiśniewski"
    at_head = laptops.sign_in(school, "head")
    qtbot.waitUntil(lambda: told in said_in_the_strip(at_head), timeout=30_000)
    # All work again. What came after the copy is brought by the laptops that sent it.
    there = {one.reference for one in kept}
    qtbot.waitUntil(lambda: references(at_head) >= there, timeout=30_000)
    (new,) = send(school, teacher)
    assert new.reference not in {one.reference for one in (doomed, *kept, lost)}
    assert at_head.school is not None
    at_head.school.follow()
    # What was destroyed stays destroyed, and whoever was removed stays removed.
    assert doomed.reference not in references(at_head)
    with pytest.raises(SignInRefused):
        school.open("support")
