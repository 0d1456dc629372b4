"""Every change of the screens in a lesson, in any order: what the class sees, point by point."""

from __future__ import annotations

import datetime as dt
import itertools
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QVBoxLayout, QWidget

from tests.fake_screens import FakeScreens
from tests.gallery.stage import settle
from tests.lessons.words import EVERYTHING
from trent_desktop.lessons.packs import Pack, pack_of
from trent_desktop.lessons.run import LessonRun
from ui.lessons.board.window import BoardWindow
from ui.lessons.console import Console
from ui.lessons.gate import LessonGate
from ui.lessons.laptop_window import LaptopWindow
from ui.lessons.screen_roles import ScreenRoles
from ui.lessons.teaching import Teaching
from ui.preferences import Preferences
from ui.screens import Screen
from ui.theme.fonts import load_first_readers

_handles = itertools.count(1)
#: Modes of a projector, and as they are at 200 % and turned.
MODES = ((1920, 1080), (1024, 768), (3840, 2160), (960, 540), (1080, 1920), (1366, 768))
PLACES = ("right", "left", "above")
LESSON = EVERYTHING.encode()


@dataclass
class Device:
    """A thing that shows something: the laptop's panel, or the projector."""

    names: tuple[str, str, str]
    built_in: bool
    size: tuple[int, int]
    plugged: bool = True
    primary: bool = False
    at: tuple[int, int] = (0, 0)
    handle: str = field(default_factory=lambda: f"h{next(_handles)}")

    def anew(self) -> None:
        """Plugged in again: for the system it is a new one."""
        self.plugged, self.handle = True, f"h{next(_handles)}"

    @property
    def area(self) -> QRect:
        return QRect(*self.at, *self.size)

    def screen(self) -> Screen:
        return Screen(*self.names, self.area, self.primary, self.area, self.handle, self.built_in)


class Stacked:
    """Which window of the program is over which: what a desktop knows."""

    def __init__(self) -> None:
        self.order: list[QWidget] = []

    def raised(self, window: QWidget) -> None:
        self.order = [*(one for one in self.order if one is not window), window]


class ProgramWindow(QWidget):
    """The program's window: the console, and a page about a child."""

    def __init__(self, stacked: Stacked) -> None:
        super().__init__()
        self.stacked = stacked
        self.rooms = QStackedWidget()
        QVBoxLayout(self).addWidget(self.rooms)
        self.report = QLabel("What Aisha said")
        self.rooms.addWidget(self.report)
        self.console: Console | None = None
        self.gate: LessonGate | None = None

    def raise_(self) -> None:
        self.stacked.raised(self)

    # As a room's shell.
    def go(self, room: str, place: object | None = None) -> None:
        if self.gate is not None and not self.gate.may_show(room, place):
            return
        self.rooms.setCurrentWidget(self.report if room == "reports" else self.console)  # type: ignore[arg-type]


class ScreensOfALesson(RuleBasedStateMachine):
    """Plugs, mirrors, moves, turns and swaps while a lesson runs."""

    stacked: Stacked
    pack: Pack

    def __init__(self) -> None:
        super().__init__()
        self.teaching: Teaching | None = None

    @initialize(
        named=st.booleans(), panel=st.booleans(), first=st.booleans(), alone=st.booleans(),
        mirrored=st.booleans(),
    )  # fmt: skip
    def begin(
        self, named: bool, panel: bool, first: bool, alone: bool, mirrored: bool
    ) -> None:  # fmt: skip
        """`first`: the projector is the desktop's first screen; `panel`: the laptop's own is known."""
        names = (("Lap", "Top", "1"), ("White", "Board", "2")) if named else (("", "", ""),) * 2
        self.laptop = Device(names[0], panel, (1366, 768))
        self.projector = Device(names[1], False, (1920, 1080), plugged=not alone)
        self.first_when_plugged = first
        self.dark = False  # somebody switched the projector off, and said so
        self.one_for_two = False
        self.mirrored = mirrored and not alone
        self.class_sees = self.projector
        self._arrange("right")
        self.screens = FakeScreens(*self._all())
        self._there = {(one.handle, one.doubled) for one in self._all()}
        self.stacked.order.clear()
        window = self.window = ProgramWindow(self.stacked)
        window.setGeometry(QRect(0, 0, 1000, 600).translated(self.laptop.area.topLeft()))
        window.show()
        self.stacked.raised(window)
        self.drawn = window.frameGeometry().size()
        self.folder = tempfile.TemporaryDirectory()
        run = LessonRun(
            self.pack.lesson, lesson_name="test", class_id=None,
            started_at=dt.datetime(2026, 11, 24, tzinfo=dt.UTC),
        )  # fmt: skip
        roles = ScreenRoles(self.screens, Preferences(Path(self.folder.name)))
        roles.where = window.frameGeometry
        teaching = self.teaching = Teaching(self.pack, run, self.screens, roles, full_screen=False)
        console = window.console = Console(teaching, "3A")
        window.rooms.addWidget(console)
        window.rooms.setCurrentWidget(console)
        window.gate = LessonGate(window, teaching, console)  # type: ignore[arg-type]
        keeper = LaptopWindow(window)
        teaching.placed.connect(lambda: keeper.keep(teaching.arrangement))
        teaching.start()
        teaching._ticker.stop()

    def teardown(self) -> None:
        if self.teaching is not None:
            self.teaching.end()
            self.teaching.deleteLater()
            self.window.close()
            self.window.deleteLater()
            self.folder.cleanup()
            settle(3)

    # ------------------------------------------------------------------ the desktop

    def _all(self) -> list[Screen]:
        found = [one.screen() for one in (self.laptop, self.projector) if one.plugged]
        if self.one_for_two and len(found) == 2:
            return [replace(found[0], doubled=True, primary=True)]
        return found

    def _arrange(self, place: str) -> None:
        laptop, projector = self.laptop, self.projector
        first = self.first_when_plugged and projector.plugged
        laptop.primary, projector.primary = not first, first
        laptop.at = projector.at = (0, 0)
        if not laptop.plugged or not projector.plugged:
            (laptop if laptop.plugged else projector).primary = True
        elif not self.mirrored:
            (wide, high), (_, up) = laptop.size, projector.size
            laptop.at = {"right": (0, 0), "left": (projector.size[0], 0), "above": (0, up)}[place]
            projector.at = {"right": (wide, 0)}.get(place, (0, 0))
            del high

    def _changed(self, place: str = "right", *, plugged: bool = True) -> None:
        """Tell of it; a desktop moves windows that would be nowhere."""
        self._arrange(place)
        found = self._all()
        for window in self.stacked.order:
            if not any(one.shows.contains(window.geometry().center()) for one in found):
                window.move(next(one for one in found if one.primary).shows.topLeft())
        before, self._there = self._there, {(one.handle, one.doubled) for one in found}
        if plugged and (self._there != before or not self.mirrored):
            self.dark = False
        self.screens.become(*found)
        self._look(settled=False)
        placing = self.teaching.placing  # type: ignore[union-attr]
        if placing._settling.isActive():
            placing._settling.stop()
            placing._rearrange()
        placing._again.stop()
        placing._look_again()

    @property
    def both(self) -> bool:
        return self.laptop.plugged and self.projector.plugged

    # ------------------------------------------------------------------ what may happen

    @precondition(lambda self: self.both)
    @rule()
    def unplug(self) -> None:
        self.projector.plugged = self.mirrored = self.one_for_two = False
        self._changed()

    @precondition(lambda self: not self.projector.plugged)
    @rule(mirrored=st.booleans(), first=st.booleans(), place=st.sampled_from(PLACES))
    def plug(self, mirrored: bool, first: bool, place: str) -> None:
        self.projector.anew()
        self.mirrored, self.first_when_plugged = mirrored, first
        self._changed(place)

    @precondition(lambda self: self.both)
    @rule()
    def shut_the_lid(self) -> None:
        self.laptop.plugged = self.mirrored = self.one_for_two = False
        self._changed()

    @precondition(lambda self: not self.laptop.plugged)
    @rule(place=st.sampled_from(PLACES))
    def open_the_lid(self, place: str) -> None:
        self.laptop.anew()
        self._changed(place)

    @precondition(lambda self: self.both)
    @rule(one=st.booleans())
    def mirror(self, one: bool) -> None:
        """`one`: the system shows the pair as one screen."""
        self.mirrored, self.one_for_two = True, one
        self._changed()

    @precondition(lambda self: self.both and self.mirrored)
    @rule(place=st.sampled_from(PLACES))
    def part(self, place: str) -> None:
        self.mirrored = self.one_for_two = False
        self._changed(place)

    @rule(size=st.sampled_from(MODES), place=st.sampled_from(PLACES))
    def another_mode(self, size: tuple[int, int], place: str) -> None:
        self.projector.size = size
        self._changed(place, plugged=False)

    @precondition(lambda self: not self.mirrored)  # two that show one thing are turned as one
    @rule(of_laptop=st.booleans(), place=st.sampled_from(PLACES))
    def turn(self, of_laptop: bool, place: str) -> None:
        """A quarter round: for a system the same screen, as wide as it was high."""
        one = self.laptop if of_laptop else self.projector
        one.size = one.size[::-1]
        self._changed(place, plugged=False)

    @precondition(lambda self: self.both and not self.mirrored)
    @rule(first=st.booleans(), on_board=st.booleans())
    def a_dock_takes_both_and_gives_both_back(self, first: bool, on_board: bool) -> None:
        self.laptop.anew()
        self.projector.anew()
        self.first_when_plugged = first
        where = self.projector if on_board else self.laptop
        self._arrange("right")
        self.window.move(where.area.topLeft() + QPoint(20, 20))
        self._changed()

    @precondition(lambda self: self.window.console.tools["Swap screens"].isEnabled())
    @rule()
    def swap(self) -> None:
        self.window.console.tools["Swap screens"].click()  # type: ignore[union-attr]
        self._follow_her()

    def _follow_her(self) -> None:
        """What she chose is what the class is to see from now on."""
        now = self.teaching.arrangement  # type: ignore[union-attr]
        assert now.board is not None
        mine = (self.laptop, self.projector)
        self.class_sees = next(one for one in mine if one.handle == now.board.handle)

    @precondition(lambda self: self.teaching.arrangement.unsure)
    @rule()
    def answer(self) -> None:
        console = self.window.console
        assert console is not None
        here = self.class_sees.area.contains(self.window.frameGeometry().center())
        (console.seen_here if here else console.not_here).click()
        assert self.teaching.arrangement.board.handle == self.class_sees.handle  # type: ignore[union-attr]

    @precondition(lambda self: not self.window.console.show_board.isHidden())
    @rule()
    def show_the_board(self) -> None:
        self.window.console.show_board.click()  # type: ignore[union-attr]

    @rule()
    def write_a_report(self) -> None:
        self.window.go("reports")

    @precondition(lambda self: not self.teaching.window.question.isHidden())
    @rule()
    def the_projector_is_off(self) -> None:
        self.dark = True
        self.teaching.window.question.yes.click()  # type: ignore[union-attr]

    @rule()
    def back_to_the_lesson(self) -> None:
        self.window.go("lessons")

    # ------------------------------------------------------------------ what must hold

    def _seen_at(self, point: QPoint) -> QWidget | None:
        for window in reversed(self.stacked.order):
            if window.isVisible() and window.frameGeometry().contains(point):
                return window
        return None

    def _points(self, area: QRect) -> Iterator[QPoint]:
        for across, down in itertools.product((0.03, 0.3, 0.5, 0.7, 0.97), repeat=2):
            yield QPoint(
                area.x() + int(area.width() * across), area.y() + int(area.height() * down)
            )

    @property
    def class_area(self) -> QRect | None:
        """What of the desktop is on the screen of the class; none where there is no screen."""
        if not self.class_sees.plugged:
            return self.laptop.area if self.mirrored and self.laptop.plugged else None
        return self.laptop.area if self.mirrored or self.one_for_two else self.class_sees.area

    def _look(self, *, settled: bool) -> None:
        teaching, window = self.teaching, self.window
        if teaching is None:
            return
        console = window.console
        assert console is not None
        area = self.class_area
        if area is not None and not self.dark:
            on = {self._seen_at(point) for point in self._points(area)}
            if window in on:
                assert window.rooms.currentWidget() is not window.report, "a child's name"
                assert console._notes_page.isHidden(), "the teacher's notes"
        if not settled:
            return
        now = teaching.arrangement
        if now.board is not None:
            assert now.laptop is not None
            assert now.board.handle == self.class_sees.handle, "the roles are swapped"
            assert teaching.window.isVisible()
            assert teaching.window.geometry() == now.board.shows
            points = self._points(now.board.shows)
            assert {self._seen_at(point) for point in points} == {teaching.window}
            assert now.laptop.area.contains(window.frameGeometry()), "not whole on the laptop"
            fits = self.drawn.boundedTo(now.laptop.area.size())
            assert window.frameGeometry().size() == fits, "not as large as she has drawn it"
            assert window.isVisible()
            assert teaching.window._notes.isHidden()
        elif not teaching.window.isVisible():
            # Nothing is on the board: then she is told, and has a way to go on.
            assert teaching.board_hidden or now.gone or now.unsure
            assert not (console.show_board.isHidden() and console.seen_here.isHidden())

    @invariant()
    def holds(self) -> None:
        self._look(settled=True)


@pytest.mark.slow
def test_whatever_happens_to_the_screens(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_first_readers()
    stacked = Stacked()

    def raise_(window: QWidget) -> None:
        stacked.raised(window)

    monkeypatch.setattr(BoardWindow, "raise_", raise_)
    ScreensOfALesson.stacked = stacked
    ScreensOfALesson.pack = pack_of("test", {"lesson.md": LESSON})
    run_state_machine_as_test(
        ScreensOfALesson,
        settings=settings(
            max_examples=25, stateful_step_count=14, deadline=None, derandomize=True,
            suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much), phases=(Phase.generate,), database=None,
        ),
    )  # fmt: skip
