"""Which screen is the board, whatever is plugged in or out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtTest import QTest

from tests.fake_screens import BOARD, LAPTOP, MIRROR, FakeScreens
from tests.gallery.stage import settle
from tests.ui.lessons.conftest import MakeTeaching
from ui.lessons.screen_roles import ScreenRoles, mirrored
from ui.preferences import Preferences
from ui.screens import QtScreens, Screen

DOCK = Screen("Dock", "Monitor", "3", QRect(3286, 0, 1280, 1024), False)


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path)


def test_the_other_screen_is_the_board(preferences: Preferences) -> None:
    now = ScreenRoles(FakeScreens(LAPTOP, BOARD), preferences).arrangement()
    assert (now.laptop, now.board, now.shared) == (LAPTOP, BOARD, False)


def test_one_screen_and_mirrored_ones_are_shared(preferences: Preferences) -> None:
    for screens in ((LAPTOP,), (LAPTOP, MIRROR)):
        now = ScreenRoles(FakeScreens(*screens), preferences).arrangement()
        assert now.shared
        assert now.board is None
    assert mirrored((LAPTOP, MIRROR))
    assert not mirrored((LAPTOP, BOARD))
    assert ScreenRoles(FakeScreens(), preferences).arrangement().laptop is None


def test_a_choice_is_kept_and_never_overruled_by_plugging_in(preferences: Preferences) -> None:
    screens = FakeScreens(LAPTOP, BOARD, DOCK)
    roles = ScreenRoles(screens, preferences)
    assert roles.swap().board == LAPTOP
    again = ScreenRoles(screens, Preferences(preferences.folder))
    assert again.arrangement().board == LAPTOP
    assert again.hold().board == LAPTOP
    screens.become(DOCK, BOARD, LAPTOP)
    assert again.arrangement().board == LAPTOP


def test_a_board_that_vanishes_never_becomes_the_laptop(preferences: Preferences) -> None:
    screens = FakeScreens(LAPTOP, BOARD)
    roles = ScreenRoles(screens, preferences)
    roles.hold()
    screens.become(LAPTOP, DOCK)
    now = roles.arrangement()
    assert now.board is None
    assert now.gone
    screens.become(LAPTOP)
    assert roles.arrangement().gone
    screens.become(LAPTOP, BOARD, DOCK)
    assert roles.arrangement().board == BOARD
    roles.release()
    screens.become(LAPTOP, DOCK)
    assert roles.arrangement().board == DOCK


def test_unplugging_in_the_middle_of_a_lesson(teach: MakeTeaching) -> None:
    screens = FakeScreens(LAPTOP, BOARD)
    teaching = teach(screens)
    window = teaching.window
    assert window.geometry() == BOARD.area
    teaching.onward()
    screens.become(LAPTOP)
    QTest.qWait(500)
    assert not window.isVisible()
    assert teaching.arrangement.gone
    teaching.onward()  # the lesson goes on without the board
    screens.become(LAPTOP, BOARD)
    QTest.qWait(500)
    assert window.isVisible()
    assert window.geometry() == BOARD.area
    teaching.swap()
    settle()
    assert window.geometry() == LAPTOP.area
    teaching.identify()
    assert window._name.isVisible()
    teaching.end()
    assert screens.listeners == 0


def test_asleep_does_not_count_as_teaching(teach: MakeTeaching) -> None:
    teaching = teach()

    class Slept:
        def restart(self) -> int:
            return 3_600_000

    teaching._clock = Slept()  # type: ignore[assignment]
    teaching._count_time()
    assert teaching.seconds <= 2


def test_real_screens_can_be_listened_to(qapp: object) -> None:
    heard: list[bool] = []
    stop = QtScreens().on_change(lambda: heard.append(True))
    stop()
    assert not heard
