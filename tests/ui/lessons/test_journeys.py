"""One whole lesson of each age on each set-up of screens: by mouse, keys and touch, slide by slide,

with the board unplugged in the middle. Everything that is done on a slide is seen in its state.
"""

from __future__ import annotations

import itertools
from typing import assert_never

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.fake_screens import BOARD, LAPTOP, MIRROR, FakeScreens
from tests.gallery.stage import Stage, settle
from tests.ui.lessons.classroom import begin, click, press_in_sheet, room
from tests.ui.lessons.hands import drag, drop, key, middle, tap, target, touch_drags
from trent_desktop.lessons.lesson import (
    Choose,
    Discuss,
    Order,
    Promise,
    Reveal,
    Rewrite,
    Sort,
    Spot,
    Story,
    Vote,
)
from trent_desktop.lessons.play import (
    ChooseState,
    OrderState,
    PromiseState,
    RevealState,
    RewriteState,
    SortState,
    SpotState,
    StoryState,
    VoteState,
)
from ui.lessons.board.hands import Hand
from ui.lessons.board.window import BoardWindow
from ui.lessons.room import LessonsPage
from ui.lessons.teaching import Teaching

WAYS = ("mouse", "keys", "touch")


@pytest.fixture(autouse=True)
def boards_of_their_own_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Full screen on the offscreen platform is 800 by 800, whatever board a test plugs in."""
    monkeypatch.setattr(BoardWindow, "setWindowState", lambda _window, _state: None)


class Class:
    """A class at the board: it does what there is to do on a slide, each time another way."""

    def __init__(self, teaching: Teaching) -> None:
        self.teaching = teaching
        self.used: set[str] = set()
        self._ways = itertools.cycle(WAYS)

    def one(self, name: str, which: int, to: int | None = None, *, digit: bool = True) -> None:
        """Tap something: with the mouse, by its number, or with a finger."""
        way = next(self._ways)
        self.used.add(way)
        canvas = self.teaching.canvas
        if way == "keys" and digit:
            key(self.teaching.window, Qt.Key(Qt.Key.Key_1 + which))
        elif way == "touch":
            place = middle(target(canvas, name, which, to))
            touch_drags(canvas, {1: (place, place)})
        else:
            tap(canvas, name, which, to)

    def do_the_slide(self) -> None:
        """Whatever the activity of the slide asks for, all of it."""
        teaching = self.teaching
        canvas, run, window = teaching.canvas, teaching.run, teaching.window
        here = run.slide
        match activity := run.lesson.slides[here].activity:
            case Story(panels=panels):
                for shown in range(1, len(panels)):
                    if shown % 2:
                        key(window, Qt.Key.Key_PageDown)
                    else:
                        self.one("next", 0, digit=False)
                    assert run.state(here) == StoryState(shown + 1)
            case Reveal(items=items):
                for number in range(len(items)):
                    self.one("lift", number)
                assert run.state(here) == RevealState(tuple(range(len(items))))
            case Choose(options=options):
                for number in range(len(options)):
                    self.one("try", number)
                last = len(options) - 1
                assert run.state(here) == ChooseState(tuple(range(last + 1)), last)
            case Vote(options=options):
                for number in range(len(options)):
                    self.one("hands", number, 1)
                    key(window, Qt.Key(Qt.Key.Key_1 + number))
                assert run.state(here) == VoteState((2,) * len(options))
            case Sort():
                self._sort(activity)
            case Order():
                self._order(activity)
            case Spot(places=places):
                for number in range(len(places)):
                    self.one("find", number)
                assert run.state(here) == SpotState(tuple(range(len(places))), len(places) - 1)
            case Rewrite(parts=parts):
                for number, part in enumerate(parts):
                    if part.instead:
                        self.one("change", number)
                assert run.state(here) == RewriteState(
                    tuple(1 if part.instead else 0 for part in parts)
                )
            case Discuss(seconds=seconds):
                self.one("timer", 0, digit=False)
                assert canvas.over.seconds_left == seconds
                key(window, Qt.Key.Key_T)
            case Promise(lines=lines):
                for number in range(len(lines)):
                    self.one("promise", number)
                assert run.state(here) == PromiseState(tuple(range(len(lines))))
            case None:
                self._draw()
            case _:
                assert_never(activity)

    def _sort(self, sort: Sort) -> None:
        canvas, run = self.teaching.canvas, self.teaching.run
        first, second = sort.answers[:2]
        touch_drags(
            canvas,
            {
                1: (middle(target(canvas, "pick", 0)), drop(canvas, first)),
                2: (middle(target(canvas, "pick", 1)), drop(canvas, second)),
            },
        )
        drag(canvas, middle(target(canvas, "pick", 2)), drop(canvas, sort.answers[2]))
        for number in range(3, len(sort.cards)):
            for digit in (number, sort.answers[number]):
                key(self.teaching.window, Qt.Key(Qt.Key.Key_1 + digit))
        key(self.teaching.window, Qt.Key.Key_Return)
        assert run.state(run.slide) == SortState(sort.answers, checked=True)
        self.used.update(WAYS)

    def _order(self, order: Order) -> None:
        canvas, run = self.teaching.canvas, self.teaching.run
        for step in range(len(order.steps)):
            start, end = middle(target(canvas, "pick", step)), drop(canvas, step)
            if step % 2:
                touch_drags(canvas, {1: (start, end)})
            else:
                drag(canvas, start, end)
        tap(canvas, "check")
        assert run.state(run.slide) == OrderState(tuple(range(len(order.steps))), checked=True)

    def _draw(self) -> None:
        canvas, run = self.teaching.canvas, self.teaching.run
        before = len(run.strokes(run.slide))
        key(self.teaching.window, Qt.Key.Key_P)
        middle_of = canvas.rect().center()
        drag(canvas, middle_of, middle_of + middle_of / 4)
        assert len(run.strokes(run.slide)) == before + 1
        key(self.teaching.window, Qt.Key.Key_Escape)
        assert canvas.hand is Hand.POINT


def unplug(page: LessonsPage, teaching: Teaching, screens: FakeScreens) -> None:
    """In the middle of the lesson the board goes, or comes, and the lesson goes on."""
    run, window = teaching.run, teaching.window
    here, states = run.slide, [run.state(n) for n in range(len(run.lesson.slides))]
    console = page.console
    assert console is not None
    if teaching.on_one_screen:
        screens.become(LAPTOP, BOARD)  # somebody plugs the board in
        QTest.qWait(500)
        if teaching.arrangement.unsure:  # either of the two may be what was seen before
            assert not window.isVisible()
            click(console.not_here)
            QTest.qWait(50)
        assert window.geometry() == BOARD.area
        assert not teaching.on_one_screen
    screens.become(LAPTOP)
    QTest.qWait(500)
    assert not window.isVisible()  # and never on the laptop
    click(console.back)
    click(console.onward)
    while run.slide > here:
        click(console.back)
    screens.become()  # asleep: no screens at all
    QTest.qWait(500)
    screens.become(LAPTOP, BOARD)
    QTest.qWait(500)
    assert window.isVisible()
    assert window.geometry() == BOARD.area
    assert [run.state(n) for n in range(len(run.lesson.slides))] == states
    assert run.slide == here


SET_UPS = {"two": (LAPTOP, BOARD), "one": (LAPTOP,), "mirrored": (LAPTOP, MIRROR)}
LESSONS = {"1-2": "S", "3-4": "R", "5-6": "T"}
#: Every age and every set-up once on each run; the other pairs before a change lands.
JOURNEYS = [
    pytest.param(
        band,
        letter,
        screens,
        id=f"{band}-{letter}-{name}",
        marks=[] if at == set_up else [pytest.mark.slow],
    )
    for at, (band, letter) in enumerate(LESSONS.items())
    for set_up, (name, screens) in enumerate(SET_UPS.items())
]


@pytest.mark.parametrize(("band", "letter", "screens"), JOURNEYS)
def test_a_whole_lesson_is_taught_and_kept(
    stage: Stage, band: str, letter: str, screens: tuple[object, ...]
) -> None:
    program, page = room(stage, *screens)
    fake = page.desk.screens
    assert isinstance(fake, FakeScreens)
    teaching = begin(page, band, letter)
    run = teaching.run
    pupils = Class(teaching)
    for number in range(len(run.lesson.slides)):
        assert run.slide == number
        pupils.do_the_slide()
        if number == len(run.lesson.slides) // 2:
            unplug(page, teaching, fake)
        if not run.is_last:
            key(teaching.window, Qt.Key.Key_PageDown)
    assert pupils.used == set(WAYS)
    assert run.is_last
    run.seconds = 1500
    key(teaching.window, Qt.Key.Key_Escape)
    if teaching.on_one_screen:
        click(teaching.window.question.yes)
    else:
        press_in_sheet(program, "End the lesson")
    settle()
    assert page.teaching is None
    assert [one for one in QApplication.topLevelWidgets() if isinstance(one, BoardWindow)] == []
    (taught,) = page.desk.school.lesson_log.taught()
    assert (taught.furthest, taught.slides, taught.finished) == (
        len(run.lesson.slides), len(run.lesson.slides), True,
    )  # fmt: skip
    assert taught.minutes == 25
    assert taught.class_id == page.front.class_id
    door = next(door for one, door in page.front.doors.items() if one.value == letter)
    assert "Taught on" in door.accessibleDescription()


def test_a_lesson_goes_on_on_the_laptop_when_the_board_stays_away(stage: Stage) -> None:
    """The cable is broken, or the screens are mirrored from now on."""
    _, page = room(stage, LAPTOP, BOARD)
    screens = page.desk.screens
    assert isinstance(screens, FakeScreens)
    teaching = begin(page, "3-4", "R")
    screens.become(LAPTOP)
    QTest.qWait(500)
    assert not teaching.window.isVisible()
    assert page.console is not None
    click(page.console.show_board)
    assert teaching.window.isVisible()
    assert teaching.window.geometry() == LAPTOP.area
    assert teaching.on_one_screen
    teaching.end()
    settle()
