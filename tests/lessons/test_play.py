"""What a class does: every act can be undone, and is there again another day."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lessons.words import EVERYTHING
from trent_desktop.lessons.ink import (
    InkTool,
    Point,
    Smoother,
    Stroke,
    strokes_from_json,
    strokes_to_json,
    touches,
)
from trent_desktop.lessons.play import Act, SortState, VoteState, begin, do, state_from_json
from trent_desktop.lessons.reading import read_lesson
from trent_desktop.lessons.run import LessonRun

LESSON = read_lesson(EVERYTHING)
NAMES = (
    "next", "back", "lift", "try", "hands", "place", "check", "move", "find", "prompt", "change",
    "promise", "nonsense",
)  # fmt: skip
ACTS = st.builds(Act, st.sampled_from(NAMES), st.integers(-3, 9), st.integers(-3, 9))
LINE = Stroke(InkTool.PEN, 1, 1, (Point(0.1, 0.1), Point(0.5, 0.5, 0.4), Point(0.9, 0.1)))


def a_run() -> LessonRun:
    return LessonRun(
        LESSON, lesson_name="x", class_id=None, started_at=dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
    )


def slide_of(run: LessonRun, title: str) -> int:
    return next(n for n, one in enumerate(run.lesson.slides) if one.title.plain == title)


@given(st.lists(st.tuples(st.integers(-2, 14), ACTS), max_size=40))
def test_whatever_is_done_can_be_undone_and_done_again(steps: list[tuple[int, Act]]) -> None:
    run = a_run()
    fresh = [run.state(number) for number in range(len(LESSON.slides))]
    for slide, act in steps:
        run.go(slide)
        run.act(act)
    after = [run.state(number) for number in range(len(LESSON.slides))]
    kept = run.kept()
    while run.undo():
        pass
    assert [run.state(number) for number in range(len(LESSON.slides))] == fresh
    while run.redo():
        pass
    assert [run.state(number) for number in range(len(LESSON.slides))] == after
    another = a_run()
    assert another.take_up(kept)
    assert [another.state(number) for number in range(len(LESSON.slides))] == after


def test_votes_are_counts_within_bounds() -> None:
    run = a_run()
    run.go(slide_of(run, "Vote"))
    assert run.act(Act("hands", 0, 1))
    assert not run.act(Act("hands", 1, -1))
    run.act(Act("hands", 0, 500))
    assert run.state(run.slide) == VoteState((99, 0))


def test_ink_is_undone_on_its_slide_from_any_other() -> None:
    run = a_run()
    run.draw(LINE)
    run.go(3)
    run.draw(LINE)
    run.clear()
    run.go(5)
    assert run.undo() is not None
    assert run.slide == 3
    assert run.strokes(3) == [LINE]
    run.undo()
    run.undo()
    assert run.slide == 0
    assert run.strokes(0) == []
    assert not run.can_undo
    run.redo()
    assert run.strokes(0) == [LINE]


def test_rubbed_lines_come_back_in_their_places() -> None:
    run = a_run()
    lines = [Stroke(InkTool.PEN, colour, 0, LINE.points) for colour in range(4)]
    for line in lines:
        run.draw(line)
    run.erase([lines[0], lines[2]])
    assert run.strokes(0) == [lines[1], lines[3]]
    run.undo()
    assert run.strokes(0) == lines


def test_a_run_goes_on_another_day() -> None:
    run = a_run()
    run.go(4)
    run.act(Act("hands", 0, 3))
    run.draw(LINE)
    run.go(2)
    another = a_run()
    assert another.take_up(run.kept())
    assert (another.slide, another.furthest) == (2, 4)
    assert another.state(4) == VoteState((3, 0))
    assert another.strokes(4)[0].points[1].pressure == pytest.approx(0.4)


@pytest.mark.parametrize("kept", [b"", b"x", b"x\x9c"])
def test_what_cannot_be_read_begins_anew(kept: bytes) -> None:
    run = a_run()
    assert not run.take_up(kept)
    assert run.slide == 0


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5),
                    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(
                        ["boxes", "places", "hands", "checked", "shown", "open", "tried", "x"]), inner),
                    max_leaves=12))  # fmt: skip
def test_a_state_from_another_day_always_fits(kept: object) -> None:
    for slide in LESSON.slides:
        if slide.activity is not None:
            state = state_from_json(slide.activity, kept)
            for name in NAMES:
                do(slide.activity, state, Act(name, 0, 0))


def test_a_changed_lesson_takes_no_old_places() -> None:
    sort = LESSON.slides[5].activity
    assert sort is not None
    assert state_from_json(sort, {"boxes": [0, 9, -1], "checked": False}) == begin(sort)
    assert state_from_json(sort, {"boxes": [0, 1, -1], "checked": True}) == SortState(
        (0, 1, -1), True
    )


def test_strokes_are_kept_small_and_come_back() -> None:
    (again,) = strokes_from_json(strokes_to_json([LINE]))
    assert again.colour == 1
    for one, two in zip(again.points, LINE.points, strict=True):
        assert one.x == pytest.approx(two.x, abs=1e-4)
    assert strokes_from_json([["pen", 9, 0, [1, 2, 3]], "x", None, ["pen", 0, 0, [1]]]) == ()


def test_the_rubber_finds_lines_and_nothing_else() -> None:
    assert touches(LINE, 0.3, 0.3, 0.01)
    assert not touches(LINE, 0.3, 0.6, 0.01)
    dot = Stroke(InkTool.HIGHLIGHTER, 0, 0, (Point(0.5, 0.5),))
    assert touches(dot, 0.51, 0.5, 0.0)


def test_a_trembling_hand_is_smoothed_without_falling_behind() -> None:
    smoother = Smoother()
    raw = [Point(0.1 + n * 0.001, 0.5 + (0.002 if n % 2 else -0.002)) for n in range(200)]
    drawn = [smoother.take(point) for point in raw]
    wobble = max(abs(one.y - two.y) for one, two in pairwise(drawn[5:]))
    assert wobble < 0.004 * 0.7
    assert abs(drawn[-1].x - raw[-1].x) < 0.003
    fast = Smoother()
    fast.take(Point(0, 0))
    assert fast.take(Point(0.5, 0)).x == pytest.approx(0.5)
