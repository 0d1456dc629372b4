"""When something was done to a case, it is said, and the keyboard goes on from there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gallery.stage import settle
from tests.schools import SmallSchool
from tests.ui.reports.casework import opened
from tests.ui.reports.conftest import Seat, send
from trent_desktop.problems import SchoolAway
from ui.reports import after_acting
from ui.reports.act_forms import GiveActionForm
from ui.reports.case_page import CasePage

Sit = Callable[[str], Seat]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []
    monkeypatch.setattr(after_acting, "announce", lambda _view, words: heard.append(words))
    return heard


@pytest.fixture
def page(qtbot: QtBot, seat: Sit, folder_school: SmallSchool) -> CasePage:
    sent = send(folder_school)
    here = seat("ict")
    made = opened(qtbot, here, sent.case_id)
    made.window().activateWindow()
    qtbot.waitUntil(made.window().isActiveWindow)
    return made


def giving(page: CasePage) -> GiveActionForm:
    page.view.add_action.click()
    form = page._open_form
    assert isinstance(form, GiveActionForm)
    form.put_words("Ring the supplier")
    form.button.setFocus()
    return form


def test_the_keyboard_is_where_the_form_came_from_and_what_was_kept_is_said(
    page: CasePage, qtbot: QtBot, said: list[str]
) -> None:
    giving(page)
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)  # type: ignore[arg-type]
    qtbot.waitUntil(page.view.add_action.hasFocus)
    (words,) = said
    assert words.startswith("Kept. Asked for. Ring the supplier. ")
    assert "Waiting for you: " in words


def test_what_could_not_be_kept_has_the_keyboard_again(
    page: CasePage, qtbot: QtBot, said: list[str]
) -> None:
    def away(*_given: object, **_named: object) -> object:
        raise SchoolAway("The school's folder cannot be reached.")

    page._desk.school.cases.act = away  # type: ignore[method-assign, assignment]
    form = giving(page)
    form.press()
    assert form.words is not None
    qtbot.waitUntil(form.words.hasFocus)
    assert "cannot be reached" in form.error.text()
    assert said == []


def test_whoever_has_gone_elsewhere_meanwhile_stays_there(
    page: CasePage, qtbot: QtBot, said: list[str]
) -> None:
    form = giving(page)
    form.press()
    page.view.back.setFocus()
    qtbot.waitUntil(lambda: said != [])
    settle()
    assert page.view.back.hasFocus()
