"""Joining a school, and what an address may show."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gallery.stage import Stage, settle
from trent_desktop.problems import Problem
from ui.shell.banner import SampleBanner
from ui.welcome.code_journey import CodePage
from ui.welcome.entrance import shown_location
from ui.welcome.entry_pages import JoinPage
from ui.welcome.sign_in import SignInPage


@pytest.fixture
def join(stage: Stage) -> JoinPage:
    program = stage.program()
    program.entrance.show_join()
    program.window.show()
    settle()
    page = program.window.shown_page
    assert isinstance(page, JoinPage)
    return page


def test_a_folder_that_is_not_there_is_said_so(join: JoinPage, tmp_path: Path) -> None:
    join.field.setText(str(tmp_path / "not there"))
    join.button.click()
    assert not join.button.isEnabled()  # the share is asked, and the window does not wait
    settle()
    assert "no such folder" in join.block.error.text()
    assert join.button.isEnabled()
    join.field.setText("   ")
    join.button.click()
    assert "Choose the school’s folder" in join.block.error.text()


def test_a_folder_leads_to_the_code_on_the_slip(join: JoinPage, stage: Stage) -> None:
    join.field.setText(stage.location)
    join.button.click()
    settle()
    page = join.window().shown_page  # type: ignore[attr-defined]
    assert isinstance(page, CodePage)


def test_with_a_password_it_leads_to_signing_in(join: JoinPage, stage: Stage) -> None:
    join.field.setText(stage.location)
    join.way.rows()["password"].click()
    join.button.click()
    settle()
    window = join.window()
    page = window.shown_page  # type: ignore[attr-defined]
    assert isinstance(page, SignInPage)
    assert page.words.text() == stage.location


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        ("S:\\Safeguarding", "S:\\Safeguarding"),
        ("postgresql://trent:hidden@db.school/trent?x=1", "Server db.school/trent"),
        ("postgresql://db.school/trent", "Server db.school/trent"),
    ],
)
def test_a_server_s_password_is_never_shown(location: str, shown: str) -> None:
    assert shown_location(location) == shown


def test_what_signing_in_waits_for_is_said_while_it_does(qtbot: QtBot) -> None:
    page = SignInPage()
    qtbot.addWidget(page)
    page.prepare("The school’s folder", "head")
    page.show()
    page.say_waiting("Waiting for 2 other laptops…")
    assert not page.waiting.isVisible()  # nobody has pressed anything
    page.password.field.setText("anything")
    page.button.click()
    page.say_waiting("Waiting for 2 other laptops…")
    assert page.waiting.isVisible()
    page.refuse(Problem("Two other laptops have the school open."))
    assert not page.waiting.isVisible()


def test_the_school_is_called_by_its_name_where_it_is_known(qtbot: QtBot) -> None:
    page = SignInPage()
    qtbot.addWidget(page)
    page.prepare("Elm Tree Primary", "head", where="/school/share")
    assert page.words.text() == "Elm Tree Primary"
    assert page.words.toolTip() == "/school/share"


def test_ctrl_enter_presses_no_button_of_the_banner(qtbot: QtBot) -> None:
    """It is meant for the page; on a link of the banner it signed somebody else in."""
    banner = SampleBanner()
    qtbot.addWidget(banner)
    banner.show()
    seen: list[str] = []
    banner.see_as.connect(seen.append)
    link = banner.links["ict"]
    qtbot.keyClick(link, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(200)
    assert seen == []
    qtbot.keyClick(link, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seen == ["ict"])
