"""What the system knows of its displays, as Windows says it."""

from __future__ import annotations

import pytest

from ui import screens
from ui.screens import QtScreens, mirrored
from ui.system.displays import Display, Way, is_inside, of_ways

PANEL, HDMI = 0x80000000, 5


def test_two_ways_out_of_one_part_of_the_desktop_are_mirrored() -> None:
    extended = (Way((1, 0), 0, 0, PANEL), Way((1, 1), 1366, 0, HDMI))
    assert of_ways(extended) == (
        Display(0, 0, built_in=True, doubled=False),
        Display(1366, 0, built_in=False, doubled=False),
    )
    both = (Way((1, 0), 0, 0, HDMI), Way((1, 0), 0, 0, PANEL))
    assert of_ways(both) == (Display(0, 0, built_in=True, doubled=True),)
    assert of_ways(()) == ()


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("eDP-1", True), ("LVDS1", True), ("DSI-1", True), ("Built-in Retina Display", True),
        ("HDMI-A-1", False), ("DP-2", False), ("EPSON PJ", False), ("", False),
    ],
)  # fmt: skip
def test_the_socket_inside_a_laptop_is_known_by_its_name(name: str, inside: bool) -> None:
    assert is_inside(name) is inside


def test_a_pair_that_qt_shows_as_one_is_told_to_be_mirrored(
    qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    (only, *_) = QtScreens().all()
    assert not mirrored((only,))
    at = only.shows.topLeft()
    now = [Display(at.x(), at.y(), built_in=True, doubled=False)]
    monkeypatch.setattr(screens.sys, "platform", "win32")
    monkeypatch.setattr(screens, "displays", lambda: tuple(now))
    told: list[bool] = []
    stop = QtScreens().on_change(lambda: told.append(mirrored(QtScreens().all())))
    asking = next(
        cell.cell_contents
        for cell in (stop.__closure__ or ())  # type: ignore[attr-defined]
        if isinstance(cell.cell_contents, screens._Asking)
    )
    asking._look()
    assert told == []
    now[0] = Display(at.x(), at.y(), built_in=True, doubled=True)
    asking._look()
    assert told == [True], "the desktop has said nothing, and the class sees the laptop"
    assert QtScreens().all()[0].built_in
    stop()
