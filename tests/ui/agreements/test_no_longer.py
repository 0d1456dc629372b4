"""A parent has died: what was said counts no longer, from the child’s history in the register."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.gallery.stage import Stage, settle
from tests.ui.agreements.desks import desk_of, press
from trent_desktop.agreements.kinds import How
from trent_desktop.agreements.register.returned import Source
from trent_desktop.agreements.register.standing import PupilLine
from trent_desktop.agreements.register.voices import Why
from ui.agreements.look_up import ConsentLookUp
from ui.agreements.register.history import HistorySheet
from ui.agreements.register.no_longer_sheet import NoLongerSheet
from ui.agreements.register.page import RegisterPage
from ui.agreements.register.take_down import TakeDownSheet
from ui.components.marks import Chip

FIRST_USE = 4
FATHER, MOTHER = "Mr Aziz", "Mrs Aziz"


def register(stage: Stage, who: str) -> tuple[RegisterPage, PupilLine]:
    """The register, at the first use of a child of whom nobody has said anything, but two parents."""
    desk = desk_of(stage, who)
    class_id = next(one.id for one in desk.school.people.classes() if one.name == "4B")
    lines = desk.school.agreements.register.table(class_id).lines
    line = next(one for one in lines if all(each.since is None for each in one.answers))
    first, second = (one.consent for one in line.answers[:2])
    returns = desk.school.agreements.returns
    for by, answers in (
        (MOTHER, {first: True}), (FATHER, {first: False, second: True}),
    ):  # fmt: skip
        returns.answer(line.pupil_id, answers, source=Source(How.TELEPHONE, by))
    page = RegisterPage(desk, lambda: None)
    stage.keep(page)
    page.arrive(str(class_id))
    settle()
    at(page, line)
    return page, line


def at(page: RegisterPage, line: PupilLine, use: int = 0) -> None:
    model = page.table.model_of
    page.table.setCurrentIndex(model.index(model.row_of(line.pupil_id), FIRST_USE + use))
    settle()


def history(page: RegisterPage) -> HistorySheet:
    press(page.history)
    assert isinstance(page.sheet, HistorySheet)
    return page.sheet


def asked(page: RegisterPage) -> NoLongerSheet:
    (found,) = [one for one in page.window().findChildren(NoLongerSheet) if one.isVisible()]
    return found


def test_what_a_parent_said_who_has_died_counts_no_longer_and_again(stage: Stage) -> None:
    page, line = register(stage, "dsl")
    assert f"{FATHER} said no, {MOTHER} yes" in page.said.text()

    told = history(page)
    focus = page.window().focusWidget()
    assert focus is told.no_longer  # whoever types on opens what asks, and takes nothing back
    press(told.no_longer)
    sheet = asked(page)
    rows = sheet.whose.rows()
    assert [one.text() for one in rows.values()] == [FATHER, MOTHER]

    # What is not whole is said where it is asked, and nothing is written.
    press(sheet.change)
    assert sheet.whose_block.error.text() == "Choose whose answers no longer count."
    press(rows["0"])
    QTest.keyClick(sheet.day, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(sheet.day, "31/12/2099")
    press(sheet.change)
    assert sheet.since.error.text() == "Choose today or a day that was."
    QTest.keyClick(sheet.day, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(sheet.day, "2/11/2026")
    press(sheet.change)
    assert sheet.why_block.error.text() == "Choose why."
    assert sheet.reason.isHidden()
    press(sheet.why.rows()[Why.OTHER.value])
    press(sheet.change)
    assert sheet.reason.error.text() == "Write the reason in a few words."
    QTest.keyClicks(sheet.words, "He asked to be left out")
    press(sheet.change)
    settle()

    # The mother’s yes counts; what only he had said yes to is taken down, and asked about again.
    (down,) = [one for one in page.window().findChildren(TakeDownSheet) if one.isVisible()]
    press(down.done)
    assert page.said.text().split(": ", 1)[1].startswith("Yes, since")
    at(page, line, 1)
    assert f"ask again (what {FATHER} said on" in page.said.text()
    assert page.ask_again.isVisibleTo(page)
    look_up = ConsentLookUp(page.desk)
    stage.keep(look_up)
    QTest.keyClicks(look_up.search, line.name)
    look_up._look()
    settle()
    chips = " ".join(one.text() for one in look_up.findChildren(Chip))
    assert "no longer counts" in chips
    assert "left out" not in chips  # why, only history tells

    told = history(page)
    shown = [one.text() for one in told.findChildren(QLabel)]
    assert any(one.endswith("from 2 November 2026: He asked to be left out") for one in shown)
    (again,) = told.again
    press(again)
    settle()
    assert f"{line.answers[1].title}: Yes, since" in page.said.text()
    at(page, line)
    assert f"{FATHER} said no, {MOTHER} yes" in page.said.text()
    assert not history(page).again


def test_whoever_may_not_say_never_reads_it_and_changes_nothing(stage: Stage) -> None:
    page, _line = register(stage, "teacher1")
    told = history(page)
    assert any(f"by {FATHER}" in one.text() for one in told.findChildren(QLabel))
    assert not told.no_longer.isVisible()
    assert not told.again
