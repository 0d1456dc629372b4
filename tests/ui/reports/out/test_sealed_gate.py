"""A sealed report opens with the password, some time after it was last typed."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from tests.schools import PASSWORD, SmallSchool
from tests.ui.reports.casework import opened, send_stopped
from tests.ui.reports.conftest import Seat, send
from ui.components.buttons import PrimaryButton
from ui.components.fields import FieldBlock, PasswordField
from ui.components.sheets import Sheet

Sit = Callable[[str], Seat]


def sheet_of(here: Seat) -> Sheet | None:
    window = here.room.window()
    return next((one for one in window.findChildren(Sheet) if one.isVisible()), None)


def answer(qtbot: QtBot, here: Seat, password: str) -> Sheet:
    qtbot.waitUntil(lambda: sheet_of(here) is not None, timeout=5_000)
    sheet = sheet_of(here)
    assert sheet is not None
    field, button = sheet.findChild(PasswordField), sheet.findChild(PrimaryButton)
    assert isinstance(field, PasswordField)
    assert isinstance(button, PrimaryButton)
    qtbot.keyClicks(field.field, password)
    button.click()
    return sheet


def test_after_a_while_a_sealed_report_asks_for_the_password(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send_stopped(folder_school)
    here = seat("dsl")
    folder_school.clock.turn(minutes=16)
    here.room.open_case(sent.case_id)
    sheet = answer(qtbot, here, "not it")
    block = sheet.findChild(FieldBlock)
    assert isinstance(block, FieldBlock)
    qtbot.waitUntil(lambda: bool(block.error.text()), timeout=10_000)
    assert here.room.stack.currentWidget() is not here.room.case
    answer(qtbot, here, PASSWORD)
    page = here.room.case
    qtbot.waitUntil(lambda: page.case is not None and page.view.body.isVisible(), timeout=10_000)
    # For a while it is known who sits there.
    here.room.show_list()
    folder_school.clock.turn(minutes=5)
    opened(qtbot, here, sent.case_id)
    assert sheet_of(here) is None


def test_right_after_signing_in_and_for_what_is_not_sealed_it_does_not_ask(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sealed, ordinary = send_stopped(folder_school), send(folder_school)
    here = seat("dsl")
    opened(qtbot, here, sealed.case_id)
    folder_school.clock.turn(hours=2)
    opened(qtbot, here, ordinary.case_id)
    assert sheet_of(here) is None


def test_whoever_thinks_better_of_it_stays_where_she_was(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send_stopped(folder_school)
    here = seat("dsl")
    here.room.show_list()
    folder_school.clock.turn(hours=2)
    here.room.open_case(sent.case_id)
    qtbot.waitUntil(lambda: sheet_of(here) is not None, timeout=5_000)
    sheet = sheet_of(here)
    assert sheet is not None
    sheet.dismiss()
    assert here.room.stack.currentWidget() is here.room.list
    assert here.room.case.case is None
