"""Screens, behind a protocol, so that tests can plug and unplug them.

Which one is the laptop and which the whiteboard is said in `ui.lessons.screen_roles`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QGuiApplication, QScreen

from ui.theme import application


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen as its maker names it. `area` is what windows may use, in px."""

    maker: str
    model: str
    serial: str
    area: QRect
    primary: bool

    @property
    def identity(self) -> tuple[str, str, str]:
        """What stays the same when it is unplugged and plugged in again."""
        return (self.maker, self.model, self.serial)


class Screens(Protocol):
    """What the program asks of the desktop's screens."""

    def all(self) -> tuple[Screen, ...]:
        """Every screen there is now."""
        ...

    def on_change(self, tell: Callable[[], None]) -> Callable[[], None]:
        """Call `tell` whenever a screen comes, goes or moves. Returns what stops that."""
        ...


class QtScreens:
    """The real screens."""

    def all(self) -> tuple[Screen, ...]:
        """Every screen there is now."""
        primary = QGuiApplication.primaryScreen()
        return tuple(_screen(one, one is primary) for one in QGuiApplication.screens())

    def on_change(self, tell: Callable[[], None]) -> Callable[[], None]:
        """Call `tell` whenever a screen comes, goes or moves. Returns what stops that."""
        app = application()
        made = [
            app.screenAdded.connect(lambda _screen: tell()),
            app.screenRemoved.connect(lambda _screen: tell()),
            app.primaryScreenChanged.connect(lambda _screen: tell()),
        ]

        def stop() -> None:
            while made:
                QObject.disconnect(made.pop())

        return stop


def _screen(one: QScreen, primary: bool) -> Screen:
    return Screen(
        one.manufacturer(), one.model(), one.serialNumber(), one.availableGeometry(), primary
    )


def is_on_a_screen(window: QRect, screens: tuple[Screen, ...]) -> bool:
    """Whether enough of a window's top can be seen and grasped with the mouse."""
    top = QRect(window.x(), window.y(), window.width(), 40)
    return any(
        (seen := top.intersected(screen.area)).width() >= 120 and seen.height() >= 20
        for screen in screens
    )
