"""Which screen is the board, whatever is plugged in or out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtTest import QTest

from tests.fake_screens import (
    BOARD,
    LAPTOP,
    MIRROR,
    NAMELESS_BOARD,
    NAMELESS_LAPTOP,
    FakeScreens,
)
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


# ---------------------------------------------------------------------- screens without a name

TWIN = Screen("Cheap", "Projector", "0", QRect(1366, 0, 1280, 800), False, handle="t1")
OTHER_TWIN = Screen("Cheap", "Projector", "0", QRect(2646, 0, 1280, 800), False, handle="t2")


def test_a_nameless_board_that_vanishes_never_becomes_the_laptop(preferences: Preferences) -> None:
    screens = FakeScreens(NAMELESS_LAPTOP, NAMELESS_BOARD)
    roles = ScreenRoles(screens, preferences)
    assert roles.hold().board == NAMELESS_BOARD
    assert roles.arrangement().board == NAMELESS_BOARD
    screens.unplug(NAMELESS_BOARD)
    now = roles.arrangement()
    assert now.board is None
    assert now.gone
    # Another lead says as little of itself: it is not the same screen.
    screens.plug(replace(NAMELESS_BOARD, handle="c"))
    assert roles.arrangement().board is None
    assert roles.arrangement().gone
    assert roles.let_go().board == replace(NAMELESS_BOARD, handle="c")


def test_without_handles_a_nameless_board_is_the_same_while_nothing_changes(
    preferences: Preferences,
) -> None:
    laptop, board = (replace(one, handle="") for one in (NAMELESS_LAPTOP, NAMELESS_BOARD))
    screens = FakeScreens(laptop, board)
    roles = ScreenRoles(screens, preferences)
    assert roles.hold().board == board
    assert roles.arrangement().board == board
    screens.become(laptop)
    assert roles.arrangement().gone
    screens.become(laptop, board)
    assert roles.arrangement().board is None


def test_a_nameless_board_that_was_chosen_is_not_remembered(preferences: Preferences) -> None:
    preferences.change(board_screen="\t".join(LAPTOP.identity))
    screens = FakeScreens(NAMELESS_LAPTOP, NAMELESS_BOARD)
    roles = ScreenRoles(screens, preferences)
    roles.hold()
    assert roles.swap().board == NAMELESS_LAPTOP
    assert roles.arrangement().board == NAMELESS_LAPTOP
    assert preferences.choices.board_screen == ""
    roles.release()
    assert roles.arrangement().board == NAMELESS_LAPTOP, "the choice holds while it is plugged in"
    assert ScreenRoles(screens, Preferences(preferences.folder)).arrangement().board == (
        NAMELESS_BOARD
    )


def test_an_empty_identity_that_was_remembered_once_means_nothing(preferences: Preferences) -> None:
    preferences.change(board_screen="\t\t")
    screens = FakeScreens(NAMELESS_LAPTOP, NAMELESS_BOARD)
    assert ScreenRoles(screens, preferences).arrangement().board == NAMELESS_BOARD


def test_two_screens_of_one_name_are_never_taken_for_each_other(preferences: Preferences) -> None:
    screens = FakeScreens(LAPTOP, TWIN, OTHER_TWIN)
    roles = ScreenRoles(screens, preferences)
    assert roles.hold().board == TWIN
    screens.unplug(TWIN)
    assert roles.arrangement().gone, "the other one is not the board that went"
    assert roles.arrangement().board is None
    screens.plug(TWIN)
    assert roles.arrangement().board is None
    preferences.change(board_screen="\t".join(TWIN.identity))
    roles.release()
    assert roles.arrangement().board == OTHER_TWIN, "the first that is not the laptop"


def test_screens_that_overlap_in_any_size_are_mirrored() -> None:
    small = Screen("P", "J", "9", QRect(0, 0, 800, 600), False)
    large = Screen("L", "T", "8", QRect(0, 0, 3840, 2160), True)
    assert mirrored((large, small))
    assert mirrored((small, large))
    # The task bar counts: what windows may use says less than what is shown.
    bar = replace(LAPTOP, area=QRect(0, 700, 1366, 68), whole=QRect(0, 0, 1366, 768))
    assert mirrored((bar, replace(small, area=QRect(0, 0, 800, 600))))
    assert not mirrored((LAPTOP, replace(BOARD, area=QRect(1364, 0, 1920, 1080))))


def test_mirroring_in_a_lesson_and_back_keeps_the_board(preferences: Preferences) -> None:
    screens = FakeScreens(NAMELESS_LAPTOP, NAMELESS_BOARD)
    roles = ScreenRoles(screens, preferences)
    roles.hold()
    screens.mirror()
    assert roles.arrangement().shared
    screens.move(NAMELESS_BOARD, QRect(1366, 0, 1024, 768))
    now = roles.arrangement()
    assert now.board is not None
    assert now.board.handle == NAMELESS_BOARD.handle
