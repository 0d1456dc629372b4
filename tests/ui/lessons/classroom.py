"""The Lessons room of a school, on screens that a test plugs in; what one clicks there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from tests.fake_screens import FakeScreens
from tests.gallery.stage import Stage, settle
from tests.ui.lessons.hands import key
from trent_desktop.lessons.on_laptop import our_packs
from trent_desktop.lessons.packs import Pack
from ui.components.sheets import Sheet
from ui.lessons.room import LessonsPage
from ui.lessons.screen_roles import ScreenRoles
from ui.lessons.teaching import Teaching
from ui.program import Program


def pack_named(name: str) -> Pack:
    return next(one for one in our_packs() if one.name == name)


def room(stage: Stage, *screens: object, who: str = "teacher1") -> tuple[Program, LessonsPage]:
    program = stage.signed_in(who)
    program.window.inside.go("lessons")
    settle()
    page = program.window.inside.findChild(LessonsPage)
    assert page is not None
    fake = FakeScreens(*screens)  # type: ignore[arg-type]
    object.__setattr__(page.desk, "screens", fake)
    page.roles = ScreenRoles(fake, page.desk.preferences)
    return program, page


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    settle()


def sheet_of(program: Program) -> Sheet:
    (sheet,) = [one for one in program.window.findChildren(Sheet) if one.isVisible()]
    return sheet


def words_on(widget: QWidget) -> list[str]:
    """Every label's words."""
    return [one.text() for one in widget.findChildren(QLabel)]


def button_with(widget: QWidget, words: str) -> QAbstractButton:
    """The button that says this."""
    return next(one for one in widget.findChildren(QAbstractButton) if one.text() == words)


def press_in_sheet(program: Program, words: str) -> None:
    click(button_with(sheet_of(program), words))


def begin(page: LessonsPage, band: str, letter: str) -> Teaching:
    """By clicks: the age, the letter, Start."""
    click(page.front.bands.rows()[band])
    click(next(door for one, door in page.front.doors.items() if one.value == letter))
    shown = page.stack.currentWidget()
    click(shown.button)  # type: ignore[attr-defined]
    assert page.teaching is not None
    page.teaching._ticker.stop()  # a busy machine must not take a second
    return page.teaching


def to_slide_with(teaching: Teaching, kind: type) -> None:
    number = next(
        n for n, one in enumerate(teaching.run.lesson.slides) if isinstance(one.activity, kind)
    )
    while teaching.run.slide < number:
        key(teaching.window, Qt.Key.Key_PageDown)
