"""The console on small laptops: what a lesson needs is always there, whatever the scale."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from tests.fake_screens import BOARD, LAPTOP
from tests.gallery.stage import Stage, settle
from tests.ui.lessons.classroom import begin, click, room
from trent_desktop.lessons.lesson import minutes_in_words
from ui.components.input_watch import input_watch
from ui.components.words import Words
from ui.lessons.board.overlays import Cover
from ui.theme import Theme, look
from ui.theme.tokens import FOCUS_GAP

#: The screen and its scale: the system's makes the window smaller, the program's own the letters
#: larger. The system keeps a bar of its own, and a title.
SCREENS = [
    (wide, high, scale) for wide, high in ((1366, 768), (1280, 720)) for scale in (100, 125, 150)
]
_BARS = 70


def seen(widget: QWidget, within: QWidget) -> QRect:
    """What can be seen of a widget, through everything that it lies in."""
    area = QRect(widget.mapTo(within, QPoint(0, 0)), widget.size())
    above = widget.parentWidget()
    while above is not None and above is not within:
        area &= QRect(above.mapTo(within, QPoint(0, 0)), above.size())
        above = above.parentWidget()
    return area & within.rect() if widget.isVisible() else QRect()


@pytest.mark.slow  # six windows, twice
def test_what_a_lesson_needs_is_always_there(stage: Stage) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    teaching = begin(page, "3-4", "T")
    console, window = page.console, program.window
    assert console is not None
    for wide, high, scale in SCREENS:
        for text in (False, True):
            by = 100 if text else scale
            look().dress(Theme("light", scale / 100 if text else 1.0, motion=False))
            size = max(720, wide * 100 // by), max(480, (high - _BARS) * 100 // by)
            window.resize(*size)
            settle(4)
            assert (window.width(), window.height()) == size
            where = f"{wide} by {high} at {scale} % {'(letters)' if text else ''}"
            for one in (console.back, console.onward, console.tells, console.end, console.now):
                assert seen(one, window).size() == one.size(), f"{one} on {where}"
            line = look().theme.px(24)
            (say,) = [
                one
                for one in console.findChildren(Words)
                if one.text() == teaching.run.lesson.slides[teaching.run.slide].notes.say
            ]
            assert seen(say, window).height() >= min(say.height(), 3 * line), where
            assert console.folding.height() < window.height() * 0.14, f"tools take much on {where}"
            drawn = console.now.picture_place
            assert drawn.width() / drawn.height() == pytest.approx(16 / 9, rel=0.02)
            assert drawn.height() >= 90, where
            shown = [name for name in console.tools if name not in console.folding.folded]
            assert shown == list(console.tools)[: len(shown)], "the most important first"
            for name in shown:
                assert seen(console.tools[name], window).size() == console.tools[name].size()
            assert shown[:2] == ["Pen", "Rubber"], where
            assert console.folding.more.isVisible() == bool(console.folding.folded)
    teaching.end()
    settle()


def test_a_tool_that_is_folded_is_in_the_menu(stage: Stage) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    teaching = begin(page, "3-4", "T")
    console = page.console
    assert console is not None
    assert console.property("ownFocus"), "outside it there is no room for a ring"
    program.window.activateWindow()
    for by_keyboard in (False, True):
        input_watch().keyboard = by_keyboard
        for holder in (console, console.onward):
            holder.setFocus()
            settle(2)
            assert holder.hasFocus()
            edge = console.grab().toImage().pixelColor(FOCUS_GAP + 1, console.height() // 2)
            ringed = edge == look().colour("focus")
            assert ringed is (by_keyboard and holder is console)
    program.window.resize(911, 480)
    settle(4)
    console.tools["Freeze"].setEnabled(False)
    click(console.folding.more)
    actions = {one.text(): one for one in console.folding.menu.actions()}
    assert tuple(actions) == console.folding.folded
    assert not actions["Freeze"].isEnabled()
    actions["Calm" if "Calm" in actions else "Curtain"].trigger()
    over = teaching.canvas.over
    assert over.cover is Cover.CALM or over.curtain > 0
    console.folding.menu.close()
    program.window.resize(1920, 1010)
    settle(4)
    for thumb in (console.now, console.next):
        place = thumb.picture_place
        assert place.width() / place.height() == pytest.approx(16 / 9, rel=0.02)
        assert place.width() > thumb.width() - 4, "the slide fills its frame"
    teaching.end()
    settle()


def test_doors_stand_beside_each_other_in_narrow_windows_too(stage: Stage) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    for wide in (1366, 1093, 911):
        program.window.resize(wide, 614)
        settle(4)
        tops = [door.y() for door in page.front.doors.values()]
        assert len(tops) == 5
        assert len(set(tops)) < 3, f"one to a row at {wide} px"


def test_one_minute_is_one(stage: Stage) -> None:
    _, page = room(stage, LAPTOP, BOARD)
    teaching = begin(page, "3-4", "T")
    assert page.console is not None
    run = teaching.run
    run.spend(run.lesson.minutes * 60 - 61 - run.seconds)
    page.console.show_now()
    assert page.console.clock.text().endswith("· 1 minute left")
    assert minutes_in_words(2) == "2 minutes"
    stood = set()
    for seconds in (0, 37, 30, 61, 11, 7):
        run.spend(seconds)
        page.console.show_now()
        settle(2)
        console = page.console
        stood.add((console.tells.pos().toTuple(), console.clock.width()))
    assert len(stood) == 1  # nothing moves beside it when it ticks
    teaching.end()
    settle()
