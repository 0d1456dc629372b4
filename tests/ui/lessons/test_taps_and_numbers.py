"""A tap chooses a card and a second one places it; numbers are seen while the keyboard is used."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtTest import QTest

from tests.fake_screens import BOARD, LAPTOP, FakeScreens
from tests.gallery.stage import Stage, settle
from tests.ui.lessons.classroom import begin, room
from tests.ui.lessons.conftest import MakeTeaching
from tests.ui.lessons.hands import drag, drop, key, middle, tap, target
from trent_desktop.lessons.play import OrderState, SortState, State, VoteState
from ui.components.sheets import Sheet
from ui.lessons.board.overlays import Cover
from ui.lessons.board.picking import numbered
from ui.lessons.board.pieces import PicturePiece
from ui.lessons.teaching import Teaching

_MOD = Qt.KeyboardModifier
CLICKER = (Qt.Key.Key_Escape, Qt.Key.Key_F5, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


def state(teaching: Teaching) -> State | None:
    return teaching.run.state(teaching.run.slide)


def numbers(teaching: Teaching) -> list[int]:
    """The numbers that are on the board now."""
    canvas = teaching.canvas
    if not canvas.picking.numbers:
        return []
    return [one.number for one in numbered(canvas.face, state(teaching), canvas.picking.card)]


def tap_drop(teaching: Teaching, to: int) -> None:
    QTest.mouseClick(teaching.canvas, Qt.MouseButton.LeftButton, pos=drop(teaching.canvas, to))
    settle(2)


def test_a_tap_chooses_and_a_second_one_places(teach: MakeTeaching) -> None:
    teaching = teach(slide="Sort")
    canvas = teaching.canvas
    plain = canvas.grab().toImage()
    tap(canvas, "pick", 0)
    assert state(teaching) == SortState((-1, -1, -1)), "a tap throws no card"
    assert canvas.grab().toImage() != plain, "it is seen that the card was chosen"
    tap_drop(teaching, 1)
    assert state(teaching) == SortState((1, -1, -1))
    tap(canvas, "pick", 1)
    tap(canvas, "pick", 1)  # the same again: not that one after all
    tap_drop(teaching, 1)
    assert state(teaching) == SortState((1, -1, -1))
    tap(canvas, "pick", 1)
    tap(canvas, "pick", 0)  # a card that lies in a box stands for its box
    assert state(teaching) == SortState((1, 1, -1))
    tap(canvas, "pick", 0)
    tap_drop(teaching, 0)
    assert state(teaching) == SortState((0, 1, -1))
    tap(canvas, "pick", 1)
    drag(canvas, middle(target(canvas, "pick", 2)), drop(canvas, 0))
    tap_drop(teaching, 0)  # who drags another card has chosen anew
    assert state(teaching) == SortState((0, 1, 0))
    steps = teach(slide="Order")
    assert state(steps) == OrderState((1, 0, 2))
    tap(steps.canvas, "pick", 0)
    tap(steps.canvas, "pick", 1)
    assert state(steps) == OrderState((0, 1, 2))
    tap(steps.canvas, "pick", 2)
    key(steps.window, Qt.Key.Key_Escape)  # nothing is chosen any more, and nothing is asked
    tap(steps.canvas, "pick", 1)
    assert state(steps) == OrderState((0, 1, 2))
    tap(steps.canvas, "pick", 2)
    assert state(steps) == OrderState((0, 2, 1))


def test_a_wrong_guess_makes_no_picture_large(teach: MakeTeaching) -> None:
    teaching = teach(slide="Spot")
    canvas = teaching.canvas
    before = state(teaching)
    (picture,) = [one.place for one in canvas.face.pieces if isinstance(one, PicturePiece)]
    guesses = [
        place
        for across in (0.05, 0.35, 0.5, 0.95)
        for down in (0.05, 0.5, 0.95)
        if (place := point_in(picture, across, down))
        and not any(one.place.contains(place) for one in canvas.face.targets)
    ]
    assert len(guesses) > 5
    for place in guesses:
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place.toPoint())
        assert canvas.over.zoomed is None
        assert state(teaching) == before


def point_in(room: QRectF, across: float, down: float) -> QPointF:
    return QPointF(room.left() + room.width() * across, room.top() + room.height() * down)


def test_numbers_are_seen_while_the_keyboard_is_used(teach: MakeTeaching) -> None:
    teaching = teach(slide="Sort")
    plain = teaching.canvas.grab().toImage()
    key(teaching.window, Qt.Key.Key_PageDown)
    key(teaching.window, Qt.Key.Key_PageUp)
    assert not numbers(teaching), "a clicker is no keyboard"
    key(teaching.window, Qt.Key.Key_Right)
    key(teaching.window, Qt.Key.Key_Left)
    assert numbers(teaching) == [1, 2, 3]
    assert teaching.canvas.grab().toImage() != plain
    key(teaching.window, Qt.Key.Key_3)
    assert numbers(teaching) == [1, 2], "now the boxes have them"
    key(teaching.window, Qt.Key.Key_2, _MOD.KeypadModifier)
    assert state(teaching) == SortState((-1, -1, 1))
    key(teaching.window, Qt.Key.Key_3)
    key(teaching.window, Qt.Key.Key_0)
    assert state(teaching) == SortState((-1, -1, -1)), "0 puts it back below"
    tap(teaching.canvas, "pick", 0)
    assert not numbers(teaching), "a hand at the board needs none"
    for slide, seen in (
        ("Choose", 2), ("Vote", 2), ("Reveal", 2), ("Promise", 2), ("Spot", 0), ("Order", 0),
    ):  # fmt: skip
        # A number on a place to be found would tell it, and steps have theirs beside them.
        other = teach(slide=slide)
        key(other.window, Qt.Key.Key_H)
        assert len(numbers(other)) == seen, slide
        key(other.window, Qt.Key.Key_H)
    steps = teach(slide="Order")
    key(steps.window, Qt.Key.Key_2)  # what stands at the second place
    key(steps.window, Qt.Key.Key_1)
    assert state(steps) == OrderState((0, 1, 2))


def test_a_tap_on_what_is_voted_for_counts(teach: MakeTeaching) -> None:
    teaching = teach(slide="Vote")
    canvas = teaching.canvas
    wide = max(
        (one for one in canvas.face.targets if one.act.which == 0),
        key=lambda one: one.place.height(),
    )
    for place in (wide.place.center(), wide.place.topLeft() * 0.9 + wide.place.center() * 0.1):
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert state(teaching) == VoteState((2, 0))


@pytest.mark.parametrize(
    ("which", "held"),
    [
        (Qt.Key.Key_Plus, _MOD.NoModifier),
        (Qt.Key.Key_Plus, _MOD.ShiftModifier),
        (Qt.Key.Key_Plus, _MOD.KeypadModifier),
        (Qt.Key.Key_Plus, _MOD.GroupSwitchModifier),
        (Qt.Key.Key_Equal, _MOD.NoModifier),
    ],
)
def test_plus_counts_on_every_keyboard(teach: MakeTeaching, which: Qt.Key, held: _MOD) -> None:
    teaching = teach(FakeScreens(LAPTOP))
    key(teaching.window, which, held)
    assert teaching.canvas.over.counter == 1
    for less in (_MOD.NoModifier, _MOD.ShiftModifier, _MOD.KeypadModifier):
        key(teaching.window, which, held)
        key(teaching.window, Qt.Key.Key_Minus, less)
    assert teaching.canvas.over.counter == 1
    key(teaching.window, Qt.Key.Key_Period, _MOD.ShiftModifier)
    assert teaching.canvas.over.cover is Cover.BLACK


def test_whatever_a_clicker_sends_answers_a_question_with_no(stage: Stage) -> None:
    program, page = room(stage, LAPTOP)
    teaching = begin(page, "3-4", "T")
    question, slide = teaching.window.question, teaching.run.slide
    for focus in (question.no, teaching.canvas):
        for sent in CLICKER:
            key(teaching.window, Qt.Key.Key_Escape)
            assert question.isVisible()
            focus.setFocus()
            key(focus, Qt.Key.Key_T)  # what means something else waits
            key(focus, sent)
            assert not question.isVisible()
            assert (page.teaching, teaching.run.slide) == (teaching, slide)
            assert not teaching.canvas.over.anything_on
    teaching.tools.black()
    for focus in (question.no, teaching.canvas):
        program.window.inside.go("reports")
        settle()
        assert teaching.canvas.over.cover is Cover.CALM
        focus.setFocus()
        key(focus, Qt.Key.Key_W)
        key(focus, Qt.Key.Key_B)
        assert (teaching.canvas.over.cover, question.isVisible()) == (Cover.CALM, True)
        key(focus, Qt.Key.Key_Escape)  # the gate is answered, and what was there comes back
        assert (teaching.canvas.over.cover, question.isVisible()) == (Cover.BLACK, False)
    teaching.end()
    settle()


def test_a_clicker_closes_the_question_on_the_laptop(stage: Stage) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    teaching = begin(page, "3-4", "T")
    assert page.console is not None
    program.window.activateWindow()
    settle()
    for sent in CLICKER:
        key(page.console, Qt.Key.Key_Escape)
        (sheet,) = [one for one in program.window.findChildren(Sheet) if one.isVisible()]
        focus = sheet.focusWidget()
        assert focus is not None
        key(focus, sent)
        assert not [one for one in program.window.findChildren(Sheet) if one.isVisible()]
        assert (page.teaching, teaching.run.slide) == (teaching, 0)
    teaching.end()
    settle()
