"""Screens, behind a protocol, so that tests can plug and unplug them.

Which one is the laptop and which the whiteboard is said in `ui.lessons.screen_roles`.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Protocol

from PySide6.QtCore import QMetaObject, QObject, QRect, QTimer
from PySide6.QtGui import QGuiApplication, QScreen

from ui.system.displays import Display, displays, is_inside
from ui.theme import application

_HANDLE = "trentHandle"
_handles = itertools.count(1)
#: Where scales differ, neighbours may seem to overlap by a few px.
_TOUCHING = 8
#: Where two screens become one for Qt it may tell of no change at all.
_ASKED = ("win32", "darwin")
_ASK_EVERY_MS = 2_000


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen as its maker names it. `area` is what windows may use, in px."""

    maker: str
    model: str
    serial: str
    area: QRect
    primary: bool
    #: All that it shows of the desktop, in px, with task bars; empty: the same as `area`.
    whole: QRect = field(default_factory=QRect)
    #: Tells it from every other for as long as it is plugged in; may be empty.
    handle: str = ""
    #: It is the laptop's own, as far as the system tells.
    built_in: bool = False
    #: Another screen, which the system does not name, shows the same.
    doubled: bool = False
    #: How many dots of the screen there are to a px.
    scale: float = 1.0

    @property
    def identity(self) -> tuple[str, str, str]:
        """What stays the same when it is unplugged and plugged in again."""
        return (self.maker, self.model, self.serial)

    @property
    def has_identity(self) -> bool:
        """Whether it says who it is; many projectors and leads do not."""
        return any(self.identity)

    @property
    def shows(self) -> QRect:
        """All that it shows of the desktop, in px."""
        return self.area if self.whole.isEmpty() else self.whole


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
        primary, more = QGuiApplication.primaryScreen(), displays()
        return tuple(_screen(one, one is primary, more) for one in QGuiApplication.screens())

    def on_change(self, tell: Callable[[], None]) -> Callable[[], None]:
        """Call `tell` whenever a screen comes, goes or moves. Returns what stops that."""
        app = application()
        made: list[QMetaObject.Connection] = []

        def heed(screen: QScreen) -> None:
            # Mirroring adds and removes no screen: all that is said is that it has moved.
            for moved in (
                screen.geometryChanged,
                screen.availableGeometryChanged,
                screen.virtualGeometryChanged,
            ):
                made.append(moved.connect(lambda _area: tell()))
            for scaled in (screen.physicalDotsPerInchChanged, screen.logicalDotsPerInchChanged):
                made.append(scaled.connect(lambda _dots: tell()))
            made.append(screen.orientationChanged.connect(lambda _way: tell()))

        def came(screen: QScreen) -> None:
            heed(screen)
            tell()

        for screen in QGuiApplication.screens():
            heed(screen)
        made.append(app.screenAdded.connect(came))
        made.append(app.screenRemoved.connect(lambda _screen: tell()))
        made.append(app.primaryScreenChanged.connect(lambda _screen: tell()))
        ask = _Asking(tell) if sys.platform in _ASKED else None

        def stop() -> None:
            if ask is not None:
                ask.stop()
            while made:
                QObject.disconnect(made.pop())

        return stop


class _Asking:
    """Looks again and again whether two screens show the same."""

    def __init__(self, tell: Callable[[], None]) -> None:
        self._tell = tell
        self._seen = displays()
        self._timer = QTimer(application(), interval=_ASK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._timer.deleteLater()

    def _look(self) -> None:
        before, self._seen = self._seen, displays()
        if self._seen != before:
            self._tell()


def _screen(one: QScreen, primary: bool, more: Sequence[Display] = ()) -> Screen:
    handle = one.property(_HANDLE)
    if not handle:
        # Not where it lies in memory: another screen may lie there later.
        handle = str(next(_handles))
        one.setProperty(_HANDLE, handle)
    # A Mac tells nothing of a screen but its name, which is what its maker calls it. Elsewhere the
    # name is that of the socket, and the next room's board would be taken for this one's.
    model = one.model() or (one.name() if sys.platform == "darwin" else "")
    place = one.geometry()
    here = [known for known in more if (known.x, known.y) == (place.x(), place.y())]
    return Screen(
        one.manufacturer(),
        model,
        one.serialNumber(),
        one.availableGeometry(),
        primary,
        place,
        handle,
        is_inside(one.name()) or any(known.built_in for known in here),
        any(known.doubled for known in here),
        one.devicePixelRatio(),
    )


def mirrored(screens: tuple[Screen, ...]) -> bool:
    """Whether two screens show the same part of the desktop: what is on one may be on the other."""
    return any(one.doubled for one in screens) or any(
        (both := one.shows.intersected(other.shows)).width() > _TOUCHING
        and both.height() > _TOUCHING
        for one, other in combinations(screens, 2)
    )
