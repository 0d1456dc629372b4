"""Every key of a lesson does what the list of keys says it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.fake_screens import LAPTOP, FakeScreens
from tests.gallery.stage import settle
from tests.ui.lessons.conftest import MakeTeaching
from tests.ui.lessons.hands import drag, key
from trent_desktop.lessons.play import ChooseState, SortState, VoteState
from ui.lessons.board.hands import Hand
from ui.lessons.board.overlays import Cover
from ui.lessons.keys import KEYS, SHOWN, Doing
from ui.lessons.teaching import Teaching

_NONE = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
Pressed = tuple[Qt.Key, Qt.KeyboardModifier]

#: The names that the list uses for keys; a clicker sends Page Up and Page Down.
NAMED: dict[str, Pressed] = {
    "→": (Qt.Key.Key_Right, _NONE),
    "←": (Qt.Key.Key_Left, _NONE),
    "Space": (Qt.Key.Key_Space, _NONE),
    "Page Down": (Qt.Key.Key_PageDown, _NONE),
    "Page Up": (Qt.Key.Key_PageUp, _NONE),
    "Enter": (Qt.Key.Key_Return, _NONE),
    "Delete": (Qt.Key.Key_Delete, _NONE),
    "Esc": (Qt.Key.Key_Escape, _NONE),
    "full stop": (Qt.Key.Key_Period, _NONE),
    "+": (Qt.Key.Key_Plus, _NONE),
    "−": (Qt.Key.Key_Minus, _NONE),
    "F5": (Qt.Key.Key_F5, _NONE),
    "Ctrl + Z": (Qt.Key.Key_Z, _CTRL),
    "Ctrl + Y": (Qt.Key.Key_Y, _CTRL),
    **{letter: (Qt.Key(ord(letter)), _NONE) for letter in "BCEFGHKLPSTWZ"},
}


def nothing(_: Teaching) -> None:
    """Nothing has to be there before."""


def second_slide(teaching: Teaching) -> None:
    teaching.go(1)


def a_stroke(teaching: Teaching) -> None:
    teaching.tools.take(Hand.PEN)
    drag(teaching.canvas, QPoint(200, 400), QPoint(500, 420))
    assert strokes(teaching) == 1


def a_stroke_taken_back(teaching: Teaching) -> None:
    a_stroke(teaching)
    teaching.undo()
    assert strokes(teaching) == 0


def two_hands_counted(teaching: Teaching) -> None:
    teaching.tools.counter(2)


def strokes(teaching: Teaching) -> int:
    return len(teaching.run.strokes(teaching.run.slide))


def sort_state(teaching: Teaching) -> SortState:
    state = teaching.run.state(teaching.run.slide)
    assert isinstance(state, SortState)
    return state


def put_all_away(teaching: Teaching) -> None:
    for card, box in enumerate((0, 0, 1)):
        teaching.press_number(card + 1)
        teaching.press_number(box + 1)


@dataclass(frozen=True)
class Case:
    """On which slide, what stands there before the key, and what is so after it."""

    so: Callable[[Teaching], bool]
    before: Callable[[Teaching], None] = nothing
    slide: str = "Plain"


#: What is seen of each. The words in the list of keys that say it stand in `SAID`.
CASES: dict[Doing, Case] = {
    Doing.ONWARD: Case(lambda t: t.run.slide == 1),
    Doing.BACK: Case(lambda t: t.run.slide == 0, second_slide),
    Doing.FIRST: Case(lambda t: t.run.slide == 0, second_slide),
    Doing.LAST: Case(lambda t: t.run.slide == len(t.run.lesson.slides) - 1),
    Doing.BLACK: Case(lambda t: t.canvas.over.cover is Cover.BLACK),
    Doing.CALM: Case(lambda t: t.canvas.over.cover is Cover.CALM),
    Doing.UNCOVER: Case(lambda t: not t.canvas.over.anything_on, two_hands_counted),
    Doing.ESCAPE: Case(lambda t: t.canvas.hand is Hand.POINT, lambda t: t.tools.take(Hand.PEN)),
    Doing.PEN: Case(lambda t: t.canvas.hand is Hand.PEN),
    Doing.HIGHLIGHTER: Case(lambda t: t.canvas.hand is Hand.HIGHLIGHTER),
    Doing.RUBBER: Case(lambda t: t.canvas.hand is Hand.ERASER),
    Doing.LASER: Case(lambda t: t.canvas.hand is Hand.LASER),
    Doing.UNDO: Case(lambda t: strokes(t) == 0, a_stroke),
    Doing.REDO: Case(lambda t: strokes(t) == 1, a_stroke_taken_back),
    Doing.CLEAR: Case(lambda t: strokes(t) == 0, a_stroke),
    Doing.FREEZE: Case(lambda t: t.canvas.locked),
    Doing.SPOTLIGHT: Case(lambda t: t.canvas.over.spotlight is not None),
    Doing.CURTAIN: Case(lambda t: t.canvas.over.curtain > 0),
    Doing.ZOOM: Case(lambda t: t.canvas.over.zoomed is not None, slide="Spot"),
    Doing.TIMER: Case(lambda t: t.canvas.over.seconds_left == 90, slide="Talk"),
    Doing.COUNTER: Case(lambda t: t.canvas.over.counter == 0),
    Doing.COUNT_UP: Case(lambda t: t.canvas.over.counter == 3, two_hands_counted),
    Doing.COUNT_DOWN: Case(lambda t: t.canvas.over.counter == 1, two_hands_counted),
    Doing.GROUP: Case(lambda t: t.canvas.over.group is not None),
    Doing.CHECK: Case(lambda t: sort_state(t).checked, put_all_away, slide="Sort"),
    Doing.HELP: Case(lambda t: "Spotlight" in t.window._notes.words),
}

#: The rows of the list and what their keys do, in the order of the keys; one for all of a row.
SAID: dict[str, tuple[Doing, ...]] = {
    "Next": (Doing.ONWARD,),
    "Back": (Doing.BACK,),
    "Check cards": (Doing.CHECK,),
    "Pen, highlighter, rubber, laser; again: put it away": (
        Doing.PEN,
        Doing.HIGHLIGHTER,
        Doing.RUBBER,
        Doing.LASER,
    ),
    "Undo, redo": (Doing.UNDO, Doing.REDO),
    "Clear the ink on this slide": (Doing.CLEAR,),
    "Spotlight, curtain": (Doing.SPOTLIGHT, Doing.CURTAIN),
    "Zoom into the picture; so does a tap on it": (Doing.ZOOM,),
    "Timer, big counter, count": (
        Doing.TIMER,
        Doing.COUNTER,
        Doing.COUNT_UP,
        Doing.COUNT_DOWN,
    ),
    "Another random group": (Doing.GROUP,),
    "Black board": (Doing.BLACK,),
    "A calm picture": (Doing.CALM,),
    "Freeze the board; look ahead on the laptop": (Doing.FREEZE,),
    "Everything off the slide": (Doing.UNCOVER,),
    "Put a tool away; end the lesson": (Doing.ESCAPE,),
}

#: Rows about keys that are held, and digits, which mean what stands on the slide.
BY_THEMSELVES = {
    "The option, card or line of that number (a hand in a vote)",
    "A card, then its box or place; 0 puts it back",
    "One vote fewer",
    "The notes, when there is only one screen",
}


def keys_of(words: str) -> list[Pressed]:
    """The keys that a row of the list names."""
    parts = words.replace(" and ", ", ").replace(" or ", ", ").split(", ")
    return [NAMED[part] for part in parts if part != "clicker"]


def pressed(teach: MakeTeaching, doing: Doing, *which: Pressed) -> None:
    """Each key, on a lesson of its own on a single screen, does `doing`."""
    case = CASES[doing]
    for code, modifiers in which:
        teaching = teach(FakeScreens(LAPTOP), slide=case.slide)
        case.before(teaching)
        assert not case.so(teaching), "it is so already"
        key(teaching.window, code, modifiers)
        assert case.so(teaching), f"{code} does not do “{doing}”"


@pytest.mark.parametrize("doing", Doing, ids=lambda one: one.value)
def test_every_key_does_its_own(teach: MakeTeaching, doing: Doing) -> None:
    found = [(Qt.Key(code), held) for (code, held), does in KEYS.items() if does is doing]
    assert found, "nothing on the keyboard does this"
    pressed(teach, doing, *found)


def test_the_list_of_keys_says_what_the_keys_do() -> None:
    assert {what for _, what in SHOWN} == set(SAID) | BY_THEMSELVES
    for names, what in SHOWN:
        if what in SAID:
            found = keys_of(names)
            does = SAID[what] if len(SAID[what]) > 1 else SAID[what] * len(found)
            assert tuple(KEYS[one] for one in found) == does, names


@pytest.mark.parametrize("doing", Doing, ids=lambda one: one.value)
def test_what_the_tray_or_the_board_asks_for_by_name_is_done(
    teach: MakeTeaching, doing: Doing
) -> None:
    case = CASES[doing]
    teaching = teach(FakeScreens(LAPTOP), slide=case.slide)
    case.before(teaching)
    teaching.use(doing)
    settle(2)
    assert case.so(teaching)


def test_digits_choose_and_count_hands(teach: MakeTeaching) -> None:
    chosen = teach(FakeScreens(LAPTOP), slide="Choose")
    key(chosen.window, Qt.Key.Key_2)
    state = chosen.run.state(chosen.run.slide)
    assert isinstance(state, ChooseState)
    assert state.open == 1
    voted = teach(FakeScreens(LAPTOP), slide="Vote")
    for held in (_NONE, _NONE, _CTRL):
        key(voted.window, Qt.Key.Key_1, held)
    state = voted.run.state(voted.run.slide)
    assert isinstance(state, VoteState)
    assert state.hands[0] == 1


def test_the_notes_are_there_while_n_is_held(teach: MakeTeaching) -> None:
    teaching = teach(FakeScreens(LAPTOP))
    QTest.keyPress(teaching.window, Qt.Key.Key_N)
    assert not teaching.window._notes.isHidden()
    QTest.keyRelease(teaching.window, Qt.Key.Key_N)
    assert teaching.window._notes.isHidden()


def hold(widget: QWidget, which: Qt.Key, times: int) -> None:
    """Press a key and keep it down: the system sends it again and again."""
    none = Qt.KeyboardModifier.NoModifier
    QTest.keyPress(widget, which)
    for _ in range(times):
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
            QApplication.sendEvent(widget, QKeyEvent(kind, which, none, "", True))
    QTest.keyRelease(widget, which)
    settle(2)


@pytest.mark.parametrize("which", [Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Space])
def test_a_thumb_that_rests_on_a_clicker_turns_one_slide(
    teach: MakeTeaching, which: Qt.Key
) -> None:
    teaching = teach(slide="Plain")
    hold(teaching.window, which, 50)
    assert teaching.run.slide == 1


def test_fifty_presses_turn_to_the_end_and_stay_there(teach: MakeTeaching) -> None:
    teaching = teach(slide="Plain")
    for _ in range(50):
        QTest.keyClick(teaching.window, Qt.Key.Key_PageDown)
    settle(2)
    assert teaching.run.is_last
    assert teaching.canvas.shown == teaching.run.slide
    for _ in range(50):
        QTest.keyClick(teaching.window, Qt.Key.Key_PageUp)
    settle(2)
    assert (teaching.run.slide, teaching.canvas.shown) == (0, 0)
    assert teaching.run.furthest == 0  # nobody has seen the others


def test_a_held_esc_leaves_its_question_open(teach: MakeTeaching) -> None:
    teaching = teach(FakeScreens(LAPTOP), slide="Plain")
    window = teaching.window
    teaching.ask_end.connect(lambda: window.question.ask("End it?", "End", teaching.end))
    hold(window, Qt.Key.Key_Escape, 20)
    assert window.question.isVisible()
    key(window, Qt.Key.Key_Escape)
    assert not window.question.isVisible()
