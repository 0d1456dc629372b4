"""A lesson of each age from its first slide to its last, with one kind of hand alone each time:

the mouse, the keys, a finger, and a clicker, which only turns and covers.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.gallery.stage import settle
from tests.ui.lessons.conftest import MakeTeaching
from tests.ui.lessons.hands import drop, key, middle, target, touch_drags
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
from trent_desktop.lessons.play import OrderState, SortState, State, StoryState
from ui.lessons.board.overlays import Cover
from ui.lessons.teaching import Teaching

_ACTS: dict[type, tuple[str, int | None]] = {
    Reveal: ("lift", None),
    Choose: ("try", None),
    Vote: ("hands", 1),
    Spot: ("find", None),
    Rewrite: ("change", None),
    Promise: ("promise", None),
}


class Hand:
    """One kind of hand: how it turns, presses, puts cards somewhere and starts the clock."""

    def __init__(self, way: str, teaching: Teaching) -> None:
        self.way, self.teaching = way, teaching
        self.canvas, self.window = teaching.canvas, teaching.window

    def _at(self, widget: QWidget, place: QPoint) -> None:
        if self.way == "touch":
            touch_drags(widget, {1: (place, place)})
        else:
            QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)
            settle(2)

    def _digit(self, number: int) -> None:
        key(self.window, Qt.Key(Qt.Key.Key_0 + number))

    def turn(self) -> None:
        if self.way == "keys":
            key(self.window, Qt.Key.Key_Right)
        elif self.way == "clicker":
            key(self.window, Qt.Key.Key_PageDown)
        else:
            onward = self.window.bar.to_next
            self._at(onward, onward.rect().center())

    def press(self, name: str, which: int, to: int | None, by_key: Qt.Key | None = None) -> None:
        if self.way != "keys":
            self._at(self.canvas, middle(target(self.canvas, name, which, to)))
        elif by_key is not None:
            key(self.window, by_key)
        else:
            self._digit(which + 1)

    def put(self, card: int, to: int, number: int) -> None:
        """A card (`number` on the keys) into a box, or a step to a place."""
        if self.way == "keys":
            self._digit(number)
            self._digit(to + 1)
        elif self.way == "touch":
            start = middle(target(self.canvas, "pick", card))
            touch_drags(self.canvas, {1: (start, drop(self.canvas, to))})
        else:
            self._at(self.canvas, middle(target(self.canvas, "pick", card)))
            self._at(self.canvas, drop(self.canvas, to))


def do_the_slide(hand: Hand) -> None:
    """All that the slide asks for."""
    run = hand.teaching.run
    here = run.slide
    match activity := run.lesson.slides[here].activity:
        case Story(panels=panels):
            for shown in range(1, len(panels)):
                hand.press("next", 0, None, Qt.Key.Key_Right)
                assert run.state(here) == StoryState(shown + 1)
        case Sort(answers=answers):
            for card, box in enumerate(answers):
                hand.put(card, box, card + 1)
            hand.press("check", 0, None, Qt.Key.Key_Return)
        case Order(steps=steps):
            for step in range(len(steps)):
                state = run.state(here)
                assert isinstance(state, OrderState)
                at = state.places.index(step)
                if at != step:
                    hand.put(step, step, at + 1)
            hand.press("check", 0, None, Qt.Key.Key_Return)
        case Discuss():
            hand.press("timer", 0, None, Qt.Key.Key_T)
            assert hand.canvas.over.seconds_left > 0
            hand.teaching.tools.uncover()
        case None:
            pass
        case _:
            name, to = _ACTS[type(activity)]
            for which in sorted({one.act.which for one in hand.canvas.face.targets}):
                hand.press(name, which, to)


@pytest.mark.slow  # the whole lesson, four times
@pytest.mark.parametrize("name", ["safe-1-2", "reliable-3-4", "tell-5-6"])
def test_a_whole_lesson_by_each_hand_alone(teach: MakeTeaching, name: str) -> None:
    ends: dict[str, list[State | None]] = {}
    for way in ("mouse", "keys", "touch"):
        teaching = teach(own=name)
        run, hand = teaching.run, Hand(way, teaching)
        for number in range(len(run.lesson.slides)):
            assert run.slide == number, f"{way} on slide {number + 1}"
            do_the_slide(hand)
            if not run.is_last:
                hand.turn()
        assert run.is_last
        ends[way] = [run.state(number) for number in range(len(run.lesson.slides))]
        for slide, state in zip(run.lesson.slides, ends[way], strict=True):
            if isinstance(slide.activity, Sort):
                assert state == SortState(slide.activity.answers, checked=True)
            elif isinstance(slide.activity, Order):
                assert state == OrderState(tuple(range(len(slide.activity.steps))), checked=True)
        teaching.window.hide()
    assert ends["mouse"] == ends["keys"] == ends["touch"]

    teaching = teach(own=name)
    run, hand = teaching.run, Hand("clicker", teaching)
    asked: list[bool] = []
    teaching.ask_end.connect(lambda: asked.append(True))
    seen = {0}
    while not run.is_last:
        key(teaching.window, Qt.Key.Key_B)
        assert teaching.canvas.over.cover is Cover.BLACK
        key(teaching.window, Qt.Key.Key_F5)
        assert not teaching.canvas.over.anything_on
        before = run.slide, run.state(run.slide)
        hand.turn()
        key(teaching.window, Qt.Key.Key_PageUp)
        assert (run.slide, run.state(run.slide)) == before, "back is where it was"
        hand.turn()
        seen.add(run.slide)
    hand.turn()
    assert run.is_last
    assert seen == set(range(len(run.lesson.slides)))
    key(teaching.window, Qt.Key.Key_Escape)
    assert asked
