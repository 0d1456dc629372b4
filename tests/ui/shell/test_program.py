"""A person at the window: being somebody else, hiding, locking, leaving."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.fake_screens import FakeScreens
from tests.gallery.by_tab import gone_from_their_places, places
from tests.gallery.stage import NOW, Stage, settle
from trent_desktop.reports.needs import Need
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.sample.values import SAMPLE_PASSWORD
from ui.changes import Seen
from ui.components.input_watch import input_watch
from ui.home.home import HomePage
from ui.journeys.journey_view import JourneyView
from ui.program import Options, Program
from ui.screens import Screen
from ui.shell.curtain import Cover
from ui.shell.rooms import Desk, NewReport, Room, RoomPage
from ui.shell.window import TrentWindow
from ui.welcome.sign_in import SignInPage


def test_somebody_trying_the_program_meets_every_side_of_it(stage: Stage) -> None:
    program = stage.signed_in("teacher1")
    inside = program.window.inside
    assert inside.banner.isVisible()
    seen: dict[str, bool] = {}
    for name in ("ict", "dsl", "head", "teacher1"):
        inside.banner.links[name].click()
        settle()
        assert program.school is not None
        assert program.school.member.sign_in_name == name
        home = inside.page("home")
        assert isinstance(home, HomePage)
        seen[name] = home.view.figure.isVisible()
    assert seen == {"ict": True, "dsl": True, "head": True, "teacher1": False}


def test_a_real_school_wears_no_banner(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    import dataclasses

    program = stage.program()
    school = stage.open("teacher1")
    details = dataclasses.replace(school.school, is_sample=False)
    monkeypatch.setattr(type(school), "school", property(lambda _self: details))
    program.window.show()
    program._enter(school)
    settle()
    assert not program.window.inside.banner.isVisible()
    program._see_as("head")
    settle()
    assert program.school is school


def test_the_shade_hides_every_window_at_once(stage: Stage, qtbot: QtBot) -> None:
    program = stage.signed_in("teacher1")
    dialog = QDialog()
    dialog.resize(300, 200)
    inner = QPushButton("A child’s name", dialog)
    inner.setAccessibleName("x")
    dialog.show()
    settle()
    QTest.keyClick(program.window, Qt.Key.Key_F9)
    assert program.window.is_covered
    assert not program.window.inside.isVisible()
    cover = dialog.findChild(Cover)
    assert cover is not None
    assert cover.geometry() == dialog.rect()
    late = QWidget()  # something that opens meanwhile
    late.resize(200, 100)
    late.show()
    settle()
    assert late.findChild(Cover) is not None
    # No shortcut reaches what is hidden.
    QTest.keyClick(program.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert program.window.is_covered
    curtain = program.window.curtain
    curtain.password.field.setText("not it")
    curtain.button.click()
    settle()
    assert program.window.is_covered
    assert "not your password" in curtain.error.text()
    curtain.password.field.setText(SAMPLE_PASSWORD)
    QTest.keyClick(curtain.password.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not program.window.is_covered)
    settle()
    assert program.window.inside.isVisible()
    assert dialog.findChild(Cover) is None
    for window in (dialog, late):
        window.close()
        window.deleteLater()


def test_before_sign_in_there_is_nothing_to_hide(stage: Stage) -> None:
    program = stage.program()
    program.entrance.show_welcome()
    program.window.show()
    QTest.keyClick(program.window, Qt.Key.Key_F9)
    assert not program.window.is_covered


class _Room(RoomPage):
    kept = 0

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.places: list[object] = []

    def arrive(self, place: object | None) -> None:
        self.places.append(place)

    def keep(self) -> None:
        self.kept += 1


def room_program(stage: Stage) -> Program:
    program = stage.program()
    program._rooms = [
        Room("home", "Home", "house", _Room),
        Room("reports", "Reports", "tray", _Room, shortcut="Ctrl+R", shortcut_place="new"),
        Room("secret", "Secret", "lock", _Room, may_open=lambda _school: False),
    ]
    program.sign_in(stage.location, "teacher1", SAMPLE_PASSWORD)
    program.window.show()
    settle()
    return program


def test_rooms_plug_in_by_themselves(stage: Stage) -> None:
    program = room_program(stage)
    inside = program.window.inside
    assert list(inside.rail.buttons) == ["home", "reports"]
    QTest.keyClick(program.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    page = inside.page("reports")
    assert isinstance(page, _Room)
    assert page.places == ["new"]
    QTest.keyClick(program.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert inside.here == "home"
    assert inside.rail.buttons["home"].isChecked()
    inside.go("secret")
    assert inside.here == "home"
    inside.set_count("reports", 3)
    assert inside.rail.buttons["reports"].accessibleName() == "Reports, 3 waiting"


def test_when_nobody_is_there_the_program_locks_and_keeps_what_was_typed(stage: Stage) -> None:
    program = room_program(stage)
    page = program.window.inside.page("home")
    assert isinstance(page, _Room)
    privacy = program.privacy
    assert privacy.idle.minutes == 10
    input_watch()._last -= 9 * 60
    privacy.idle.look()
    assert not program.window.is_covered
    input_watch()._last -= 2 * 60
    privacy.idle.look()
    assert program.window.is_covered
    assert page.kept == 1
    curtain = program.window.curtain
    assert "Locked" in curtain._heading.text()


def test_somebody_else_may_sign_in_at_a_locked_program(stage: Stage) -> None:
    program = room_program(stage)
    program.privacy.lock()
    settle()
    program.window.curtain.other.click()
    settle()
    assert program.school is None
    assert not program.window.is_covered
    assert isinstance(program.window.shown_page, SignInPage)
    assert program.window.inside.page("home") is None


def test_a_new_report_is_told_without_content(stage: Stage) -> None:
    program = stage.signed_in("ict")
    assert program.changes is not None
    one, other = Need("TR-2026-014", urgent=False), Need("TR-S-7K3M9Q", urgent=True)
    program.changes.take(Seen(cases=frozenset({uuid.uuid4()}), needs_me=(one,)))
    assert program.window.inside.said == "TR-2026-014 needs you."
    program.changes.take(Seen(needs_me=(one, one)))
    assert program.window.inside.said == "2 reports need you."
    program.changes.take(Seen(needs_me=(one, other)))
    assert program.window.inside.said == "TR-S-7K3M9Q needs you now."


def test_the_share_going_away_is_said_quietly(stage: Stage) -> None:
    program = stage.signed_in("teacher1")
    strip = program.window.inside.away
    assert not strip.isVisible()
    assert program.changes is not None
    program.changes.take(Seen(away=True))
    assert strip.isVisible()
    program.changes.take(Seen(away=False))
    assert not strip.isVisible()


def test_what_comes_by_itself_moves_nothing_that_is_about_to_be_pressed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = stage.signed_in("teacher1")
    inside, strip = program.window.inside, program.window.inside.away
    home = inside.page("home")
    assert isinstance(home, HomePage)
    stood = places([*inside.rail.buttons.values(), home.view.report], program.window)
    assert program.changes is not None
    program.changes.take(Seen(away=True))
    settle()
    assert strip.isVisible()
    assert not gone_from_their_places(stood, program.window)
    program.changes.take(Seen(away=False))
    # A journey keeps what stops it at the foot of its page: there the strip waits.
    inside.go("reports", NewReport(kind="concern"))
    settle()
    shown = next(one for one in inside.findChildren(JourneyView) if one.isVisible())
    assert shown.stop_here is not None
    stood = places([shown.stop_here], program.window)
    program.changes.take(Seen(away=True))
    settle()
    assert not strip.isVisible()
    assert not gone_from_their_places(stood, program.window)
    monkeypatch.setattr("ui.shell.banner._STILL_SECONDS", 0)  # she has been still
    strip._look_whether_still()
    assert strip.isVisible()
    strip.go()
    strip.come()
    assert not strip.isVisible()
    inside.go("home")  # or she goes elsewhere
    assert strip.isVisible()


def test_a_draft_stands_on_the_home_page_with_what_is_left(stage: Stage) -> None:
    program = stage.signed_in("teacher1")
    school = program.school
    assert school is not None
    now = NOW - dt.timedelta(minutes=5)
    school.drafts.keep(
        Draft(uuid.uuid4(), "content", "full", "", {}, (), now, now, uuid.uuid4(), "TR-2026-014")
    )
    assert program.changes is not None
    program.changes.drafts.emit()
    home = program.window.inside.page("home")
    assert isinstance(home, HomePage)
    home.refresh()
    settle()
    assert home._facts is not None
    face = home._facts.tasks[0].face
    assert face.words == "Finish your report TR-2026-014"
    assert "questions left" in face.detail
    assert "today at" in face.detail


def test_the_place_of_the_window_is_remembered(stage: Stage) -> None:
    program = stage.program()
    program.start(Options())
    program.window.resize(760, 520)
    settle()
    program.window.close()
    settle()
    assert program.preferences.choices.geometry
    again = stage.program()
    again.window.restore_place(program.preferences.choices.geometry)
    assert again.window.size().width() == 760


def test_a_window_whose_screen_is_gone_opens_on_one_that_is_there(stage: Stage) -> None:
    gone = FakeScreens(Screen("Maker", "Panel", "1", QRect(5000, 0, 800, 600), primary=True))
    program = stage.program()
    program.start(Options())
    program.window.resize(740, 500)
    settle()
    place = program.window.place()
    window = TrentWindow(lambda: "", gone)
    window.restore_place(place)
    assert window.size().width() != 740
    window.deleteLater()


def test_leaving_waits_for_the_look_under_way(stage: Stage, qtbot: QtBot) -> None:
    program = stage.program()
    program._follows = True
    program.sign_in(stage.location, "teacher1", SAMPLE_PASSWORD)
    settle()
    follower = program._follower
    assert follower is not None
    ended: list[bool] = []
    program.signed_out.connect(lambda: ended.append(True))
    program.sign_out()
    qtbot.waitUntil(lambda: bool(ended))
    assert not follower._thread.is_alive()


def test_at_narrow_windows_the_rail_shows_icons_alone(stage: Stage) -> None:
    program = stage.signed_in("teacher1")
    rail = program.window.inside.rail
    wide = rail.width()
    program.window.resize(800, 600)
    settle()
    assert rail.width() < wide / 2
    assert rail.buttons["reports"].toolTip().startswith("Reports")
