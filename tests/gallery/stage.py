"""The stage on which screens are shown: a sample school, a clock that stands still, looks."""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from tests.at_once import AtOnce
from trent_desktop.opening import OpenSchool, open_school
from trent_desktop.sample.filling import make_sample
from trent_desktop.sample.values import SAMPLE_PASSWORD
from ui.components.input_watch import input_watch
from ui.home import home
from ui.preferences import Preferences
from ui.program import Program
from ui.rooms import rooms
from ui.screens import Screens
from ui.shell.rooms import Room
from ui.theme import Theme, look

SIZE = (1366, 768)
TODAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 8, 42, tzinfo=dt.UTC)

LOOKS = {
    "light": Theme("light", 1.0, False),
    "dark": Theme("dark", 1.0, False),
    "contrast": Theme("contrast", 1.0, False),
    "large": Theme("light", 2.0, False),
}


@dataclass
class Stage:
    """Shows screens of one sample school. `folder` holds the school and its laptops."""

    folder: Path
    theme: Theme = field(default_factory=lambda: LOOKS["light"])
    screens: Screens | None = None
    _programs: list[Program] = field(default_factory=list)
    _widgets: list[QWidget] = field(default_factory=list)

    @property
    def location(self) -> str:
        """Where the sample school is; it is made when first asked for."""
        place = self.folder / "sample-school"
        if not place.is_dir():
            make_sample(str(place), today=TODAY)
        return str(place)

    def open(self, name: str) -> OpenSchool:
        """Sign a member in, and bring her index up to date."""
        school = open_school(
            self.location, name, SAMPLE_PASSWORD, root=self.folder / "laptop", clock=lambda: NOW
        )
        school.follow()
        return school

    def reset(self) -> None:
        """Put school and laptops back as they were, so that no screen sees another's traces."""
        fresh = self.folder / "fresh"
        if not fresh.is_dir():
            _ = self.location
            for name in ("teacher1", "ict", "dsl", "head"):
                self.open(name).close()
            for part in ("sample-school", "laptop"):
                shutil.copytree(self.folder / part, fresh / part)
            return
        for part in ("sample-school", "laptop"):
            shutil.rmtree(self.folder / part, ignore_errors=True)
            shutil.copytree(fresh / part, self.folder / part)

    def program(self) -> Program:
        """A program at the size of the pictures, with nobody signed in. Its work is done at once."""
        preferences = Preferences(self.folder / "preferences")
        preferences.change(
            theme=self.theme.name, scale=self.theme.scale, motion=False, school="", sign_in_name=""
        )
        program = Program(
            preferences=preferences,
            folder=self.folder,
            opener=lambda _where, name, _password: self.open(name),
            executor=AtOnce(),
            room_list=self._rooms(),
            follow=False,
            screens=self.screens,
        )
        self._programs.append(program)
        program.window.resize(*SIZE)
        return program

    def signed_in(self, name: str) -> Program:
        """A program with a member signed in, at her front page."""
        program = self.program()
        program.sign_in(self.location, name, SAMPLE_PASSWORD)
        program.window.show()
        settle()
        return program

    @property
    def newest(self) -> Program | None:
        """The program that was made last; None where a screen has none."""
        return self._programs[-1] if self._programs else None

    def keep(self, widget: QWidget) -> QWidget:
        """Let the stage close a widget that is shown by itself."""
        self._widgets.append(widget)
        widget.resize(*SIZE)
        widget.show()
        return widget

    def clear(self) -> None:
        """Close everything that was shown."""
        for program in self._programs:
            program.window.close()
            program.finish()
            settle()
            program.window.deleteLater()
            program.deleteLater()
        for widget in self._widgets:
            widget.close()
            widget.deleteLater()
        self._programs.clear()
        self._widgets.clear()
        settle()

    def _rooms(self) -> list[Room]:
        """The rooms, with the home page's clock standing still."""
        still = Room(
            "home",
            "Home",
            "house",
            lambda desk: home.HomePage(desk, now=lambda: NOW),
            about_children=False,
        )
        return [still if room.name == "home" else room for room in rooms()]


Show = Callable[[Stage], QWidget]
_screens: dict[str, Show] = {}


def screen(name: str) -> Callable[[Show], Show]:
    """Mark a function as a screen of the gallery; `name` is the picture's file name."""

    def mark(show: Show) -> Show:
        if name in _screens:
            raise ValueError(f"There are two screens named {name!r}.")
        _screens[name] = show
        return show

    return mark


def screens() -> dict[str, Show]:
    """Every screen, by name, from every module in `tests/gallery/rooms`."""
    from tests.gallery import rooms as package

    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return dict(sorted(_screens.items()))


def settle(rounds: int = 12) -> None:
    """Let everything that is due happen."""
    for _ in range(rounds):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


#: Where parts of a page come from, of which none is a window. Windows of our own stand elsewhere.
_PARTS = ("ui.policy.", "ui.home.", "ui.reports.", "ui.school.", "ui.agreements.", "ui.components.")


class _Flashes(QObject):
    """Notices small widgets that are shown before they have a place: they flash as windows."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QShowEvent)  # few are, and to ask each for its kind takes longer
            and isinstance(watched, QWidget)
            and watched.isWindow()
        ):
            if isinstance(watched, QAbstractButton | QLabel):
                self.seen.append(f"{type(watched).__name__} {watched.text()[:40]!r}")
            elif type(watched).__module__.startswith(_PARTS):
                self.seen.append(type(watched).__name__)
        return False


@contextmanager
def shown(stage: Stage, show: Show) -> Iterator[QWidget]:
    """A screen as it stands, until the end of the block."""
    stage.reset()
    look().dress(stage.theme)
    input_watch().keyboard = False
    flashes = _Flashes()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(flashes)
    try:
        widget = show(stage)
        settle()
        yield widget
    finally:
        app.removeEventFilter(flashes)
        stage.clear()
    assert not flashes.seen, f"shown for a moment as windows of their own: {flashes.seen}"
