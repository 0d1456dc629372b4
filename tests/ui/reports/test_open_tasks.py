"""Signing off names the tasks that are open, and asks."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.schools import SmallSchool
from tests.ui.reports.casework import Sit, act, form, opened, state_is
from tests.ui.reports.conftest import send, words_of
from trent_desktop.reports.cases import CaseState, Move
from ui.reports.end_form import EndForm


def test_signing_off_over_open_tasks_asks(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    case_id = send(folder_school).case_id
    act(folder_school, "ict", case_id, Move.NO_BLOCK_NEEDED, "An app.")
    act(folder_school, "ict", case_id, Move.ACTION, "Ring home.")
    head = seat("head")
    page = opened(qtbot, head, case_id)
    signing = form(page, Move.SIGN_OFF)
    assert isinstance(signing, EndForm)
    assert signing.all_the_same is not None
    assert "1 task is still open" in words_of(signing)
    assert "• Ring home." in words_of(signing)
    assert signing.words is not None
    signing.words.setPlainText("Well done.")
    signing.button.click()
    assert "Tasks are still open" in signing.ticked.error.text()
    # One that is given meanwhile is named too, and what was typed stays in its place.
    act(folder_school, "ict", case_id, Move.ACTION, "Speak with 4B.")
    head.follow()
    qtbot.waitUntil(lambda: form(page, Move.SIGN_OFF) is not signing, timeout=5_000)
    signing = form(page, Move.SIGN_OFF)
    assert isinstance(signing, EndForm)
    assert signing.all_the_same is not None
    assert "2 tasks are still open" in words_of(signing)
    assert signing.typed() == "Well done."
    assert page._open_form is None
    signing.all_the_same.click()
    signing.button.click()
    state_is(qtbot, page, CaseState.SIGNED_OFF)
    assert page.case is not None
    assert page.case.timeline[-1].details == {"open_tasks": "2"}
