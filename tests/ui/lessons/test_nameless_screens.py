"""Screens that say nothing of themselves: their roles are never swapped, and in doubt it is asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect

from tests.fake_screens import BOARD, LAPTOP, NAMELESS_BOARD, NAMELESS_LAPTOP, FakeScreens
from ui.lessons.screen_roles import ScreenRoles
from ui.preferences import Preferences
from ui.screens import mirrored

#: The panel of a laptop, by the name of its socket.
PANEL = replace(NAMELESS_LAPTOP, built_in=True)
#: The projector is the desktop's first screen: somebody has set it so.
FIRST = replace(NAMELESS_BOARD, primary=True)
SECOND_PANEL = replace(PANEL, primary=False)


def again(screen, handle: str):  # type: ignore[no-untyped-def]
    """The same one plugged in anew, by what the system tells of it."""
    return replace(screen, handle=handle)


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path)


def test_what_is_built_in_is_the_laptop(preferences: Preferences) -> None:
    """Whichever the desktop calls its first."""
    for screens in ((FIRST, SECOND_PANEL), (SECOND_PANEL, FIRST)):
        now = ScreenRoles(FakeScreens(*screens), preferences).arrangement()
        assert (now.laptop, now.board) == (SECOND_PANEL, FIRST)


def test_plugged_in_again_the_laptop_stays_the_laptop_and_swap_works(
    preferences: Preferences,
) -> None:
    screens = FakeScreens(NAMELESS_LAPTOP, NAMELESS_BOARD)
    roles = ScreenRoles(screens, preferences)
    roles.hold()
    screens.unplug(NAMELESS_BOARD)
    assert roles.arrangement().gone
    # It comes back as the first screen: many desktops do so.
    anew = again(FIRST, "c")
    screens.become(replace(NAMELESS_LAPTOP, primary=False), anew)
    now = roles.arrangement()
    assert now.laptop is not None
    assert now.laptop.handle == "a", "the program would go to the board with its notes"
    assert now.gone
    assert now.other == anew, "the teacher is asked whether this is the board"
    now = roles.let_go()
    assert now.laptop is not None
    assert (now.laptop.handle, now.board) == ("a", anew)
    swapped = roles.swap()
    assert swapped.board is not None
    assert (swapped.laptop, swapped.board.handle) == (anew, "a")
    assert preferences.choices.board_screen == ""
    assert roles.swap().board == anew


def test_what_was_chosen_holds_while_one_of_the_two_is_known(preferences: Preferences) -> None:
    """She said that the first screen is the board; it is unplugged between two lessons."""
    laptop = replace(NAMELESS_LAPTOP, primary=False)
    screens = FakeScreens(FIRST, laptop)
    roles = ScreenRoles(screens, preferences)
    roles.hold()
    assert roles.swap().board == FIRST
    roles.release()
    anew = again(FIRST, "c")
    screens.become(anew, laptop)
    assert roles.hold().board == anew


def test_when_neither_is_known_it_is_asked(preferences: Preferences) -> None:
    laptop = replace(NAMELESS_LAPTOP, primary=False)
    screens = FakeScreens(FIRST, laptop)
    roles = ScreenRoles(screens, preferences)
    roles.hold()
    roles.swap()
    roles.release()
    screens.become(again(FIRST, "c"), again(laptop, "d"))
    now = roles.hold()
    assert now.unsure
    assert now.board is None
    roles.where = lambda: QRect(100, 100, 800, 600)  # the program's window: on the laptop
    now = roles.answer(seen_here=False)
    assert not now.unsure
    assert now.laptop is not None
    assert now.laptop.handle == "d"
    # In the middle of a lesson: a dock that takes both away and gives both back.
    screens.become(again(FIRST, "e"), again(laptop, "f"))
    now = roles.arrangement()
    assert (now.unsure, now.board) == (True, None)
    assert roles.answer(seen_here=True).board == again(laptop, "f")


def test_a_window_that_is_not_on_the_first_screen_is_a_reason_to_ask(
    preferences: Preferences,
) -> None:
    screens = FakeScreens(replace(NAMELESS_LAPTOP, primary=False), FIRST)
    roles = ScreenRoles(screens, preferences)
    roles.where = lambda: QRect(0, 0, 1366, 768)
    assert roles.hold().unsure
    assert roles.answer(seen_here=False).board == FIRST
    # Where the laptop is known nothing is asked.
    assert ScreenRoles(FakeScreens(SECOND_PANEL, FIRST), preferences).hold().board == FIRST


def test_a_lesson_that_began_on_the_laptop_alone(preferences: Preferences) -> None:
    screens = FakeScreens(NAMELESS_LAPTOP)
    roles = ScreenRoles(screens, preferences)
    assert roles.hold().shared
    screens.become(replace(NAMELESS_LAPTOP, primary=False), FIRST)
    now = roles.arrangement()
    assert (now.shared, now.board) == (False, FIRST)


def test_a_board_alone_is_the_board(preferences: Preferences) -> None:
    """The lid is shut: what is left is what the class sees."""
    for laptop, board in ((LAPTOP, BOARD), (NAMELESS_LAPTOP, NAMELESS_BOARD)):
        screens = FakeScreens(laptop, board)
        roles = ScreenRoles(screens, preferences)
        roles.hold()
        alone = replace(board, primary=True, area=QRect(0, 0, 1920, 1080))
        screens.become(alone)
        now = roles.arrangement()
        assert (now.shared, now.gone, now.laptop) == (True, False, alone)
        screens.become(laptop, board)
        assert roles.arrangement().board == board


def test_a_pair_that_the_system_shows_as_one_is_mirrored(preferences: Preferences) -> None:
    """Windows and macOS name only one of two screens that show the same."""
    assert not mirrored((LAPTOP,))
    assert mirrored((replace(LAPTOP, doubled=True),))
    screens = FakeScreens(LAPTOP, BOARD)
    roles = ScreenRoles(screens, preferences)
    roles.hold()
    screens.become(replace(LAPTOP, doubled=True))
    now = roles.arrangement()
    assert (now.shared, now.gone) == (True, False)
    screens.become(LAPTOP, BOARD)
    assert roles.arrangement().board == BOARD
