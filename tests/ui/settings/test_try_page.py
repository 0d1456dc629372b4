"""*Try this laptop*: pressed, read, copied, printed; on a real school, and nothing is left of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.fake_screens import BOARD, LAPTOP, MIRROR, NAMELESS_BOARD
from tests.gallery.stage import Stage, settle
from trent_desktop.problems import SchoolAway
from trent_desktop.school.trying import laptop
from trent_desktop.school.trying.values import Came
from ui.documents import DocumentPreview
from ui.program import Program
from ui.screens import Screen
from ui.settings import tries
from ui.settings.settings import SettingsPage
from ui.settings.try_page import TryPage


def opened(program: Program) -> TryPage:
    program.window.inside.go("settings")
    page = program.window.inside.page("settings")
    assert isinstance(page, SettingsPage)
    page.view.try_laptop.click()
    settle()
    assert page.trying is not None
    return page.trying


def words_on(page: QWidget) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def test_it_is_tried_copied_and_printed(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(laptop, "credential_store", lambda: None)
    program = stage.signed_in("teacher1")
    folder = Path(stage.location)
    page = opened(program)
    assert not page.copy.isEnabled()
    assert QApplication.focusWidget() is page.begin
    before = {one.name for one in folder.iterdir()}
    page.begin.click()
    qtbot.waitUntil(lambda: bool(page.tried), timeout=20_000)
    settle()
    assert {one.name for one in folder.iterdir()} == before
    found = {one.name: one for one in page.tried}
    assert {"replace", "scanner", "locks", "speed", "clock", "credentials", "printer", "screens",
            "sound", "sleep", "left"} <= set(found)  # fmt: skip
    assert found["locks"].came is Came.WELL
    assert found["left"].came is Came.WELL
    shown = words_on(page)
    assert all(one.title in shown for one in page.tried)
    page.copy.click()
    text = QGuiApplication.clipboard().text()
    assert "Well: Two programs save at once" in text
    school = program.school
    assert school is not None
    for private in (str(folder), school.member.name, school.member.sign_in_name):
        assert private not in text
    page.print.click()
    settle()
    (paper,) = program.window.findChildren(DocumentPreview)
    assert paper.isVisible()
    paper.left.emit()
    settle()
    assert page.isVisible()
    page.left.emit()
    settle()
    assert not page.isVisible()


def test_a_folder_that_does_not_answer_keeps_nothing_else_back(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = stage.signed_in("teacher1")
    school = program.school
    assert school is not None

    def away() -> None:
        raise SchoolAway("The school’s folder does not answer.")

    monkeypatch.setattr(school.trying, "look", away)
    page = opened(program)
    page.begin.click()
    qtbot.waitUntil(lambda: bool(page.tried), timeout=20_000)
    found = {one.name: one for one in page.tried}
    assert found["folder"].came is Came.ILL
    assert {"printer", "sound", "screens"} <= set(found)
    assert "1 thing needs attention" in words_on(page)


@pytest.mark.parametrize(
    ("screens", "came"),
    [
        ((LAPTOP,), Came.UNTRIED),
        ((LAPTOP, BOARD), Came.WELL),
        ((LAPTOP, MIRROR), Came.NOTE),
        ((LAPTOP, NAMELESS_BOARD), Came.NOTE),
    ],
)
def test_the_second_screen_in_words(screens: tuple[Screen, ...], came: Came) -> None:
    assert tries.try_screens(screens).came is came


@pytest.mark.parametrize(
    ("names", "usual", "came", "said"),
    [
        ((), "", Came.NOTE, "PDF"),
        (("Office",), "Office", Came.WELL, "1 printer can"),
        (("A", "B"), "", Came.WELL, "none is the usual one"),
    ],
)
def test_printers_in_words(names: tuple[str, ...], usual: str, came: Came, said: str) -> None:
    found = tries.try_printers(lambda: names, lambda: usual)
    assert found.came is came
    assert said in found.words


@pytest.mark.parametrize(
    ("system", "came"),
    [("linux", Came.WELL), ("win32", Came.UNTRIED), ("darwin", Came.UNTRIED)],
)
def test_what_was_never_tried_on_a_real_machine_is_said(
    monkeypatch: pytest.MonkeyPatch, system: str, came: Came
) -> None:
    monkeypatch.setattr(tries.sys, "platform", system)
    assert tries.try_system().came is came
    if system == "win32":
        assert tries.try_sound().came is Came.UNTRIED
