"""A class that stopped in a lesson goes on there, also when somebody changed the lesson since."""

from __future__ import annotations

import datetime as dt
import json
import uuid
import zlib
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.lessons.words import lesson as text_of
from trent_desktop.lessons.ink import InkTool, Point, Stroke
from trent_desktop.lessons.lesson import Lesson
from trent_desktop.lessons.on_laptop import our_packs
from trent_desktop.lessons.packs import Pack
from trent_desktop.lessons.play import Act, VoteState
from trent_desktop.lessons.reading import read_lesson
from trent_desktop.lessons.run import LessonRun
from trent_desktop.lessons.values import taught_of, where_stopped

LINE = Stroke(InkTool.PEN, 1, 1, (Point(0.1, 0.1), Point(0.5, 0.5)))
START = "# Asking first\n\nWe ask."
AIMS = "# Today\n\n::: aims\n- I ask.\n:::"
STORY = "# Mila asks\n\n::: story\n- Mila waits.\n- Mila asks.\n:::"
VOTE = "# Who asks?\n\n::: vote\n- Me\n- Not yet\n:::"
TALK = "# Talk\n\n::: discuss\n- Who do you ask?\n:::"
END = "# The end\n\nWe asked."


def lesson(*slides: str) -> Lesson:
    return read_lesson(text_of(*slides))


def run_of(a_lesson: Lesson) -> LessonRun:
    return LessonRun(
        a_lesson,
        lesson_name="x",
        class_id=None,
        started_at=dt.datetime(2026, 11, 24, tzinfo=dt.UTC),
    )


def stopped_in(a_lesson: Lesson, title: str, *, last: str = "") -> LessonRun:
    """A class that voted, drew on the slide of that title, and stopped there or at `last`."""
    run = run_of(a_lesson)
    titles = [one.title.plain for one in a_lesson.slides]
    for at, name in enumerate(titles):
        run.go(at)
        run.spend(60)
        run.act(Act("hands", 0, 7))
        if name == title:
            run.draw(LINE)
            break
    if last:
        run.go(titles.index(last))
    return run


def went_on(before: LessonRun, now: Lesson) -> LessonRun:
    again = run_of(now)
    assert again.take_up(before.kept())
    return again


def title_of(run: LessonRun, slide: int) -> str:
    return run.lesson.slides[slide].title.plain


@pytest.mark.parametrize(
    "now",
    [
        (START, AIMS, STORY, VOTE, TALK, END),
        (START, VOTE, TALK, END),
        (START, TALK, VOTE, STORY, END),
        (VOTE, START, STORY, TALK, AIMS, END),
    ],
)
def test_a_class_goes_on_at_its_slide_wherever_that_stands_now(now: Sequence[str]) -> None:
    again = went_on(stopped_in(lesson(START, STORY, VOTE, TALK, END), "Who asks?"), lesson(*now))
    assert title_of(again, again.slide) == title_of(again, again.furthest) == "Who asks?"
    assert again.state(again.slide) == VoteState((7, 0))
    assert again.strokes(again.slide) == [LINE]
    assert sum(len(again.strokes(at)) for at in range(len(now))) == 1


def test_a_slide_that_was_rewritten_is_still_that_slide() -> None:
    before = stopped_in(lesson(START, STORY, VOTE, TALK, END), "Who asks?")
    again = went_on(before, lesson(START, AIMS, STORY, VOTE.replace("Not yet", "Soon"), TALK, END))
    assert title_of(again, again.slide) == "Who asks?"
    assert again.state(again.slide) == VoteState((7, 0))
    renamed = went_on(before, lesson(START, STORY, VOTE.replace("Who", "Which of us"), TALK, END))
    assert title_of(renamed, renamed.slide) == "Which of us asks?"
    assert renamed.strokes(renamed.slide) == [LINE]


def test_a_slide_that_was_taken_out_gives_way_to_what_came_after_it() -> None:
    before = stopped_in(lesson(START, STORY, VOTE, TALK, END), "Who asks?")
    again = went_on(before, lesson(START, AIMS, STORY, TALK, END))
    assert title_of(again, again.slide) == "Talk"
    last = went_on(stopped_in(lesson(START, STORY, TALK), "Talk"), lesson(START, STORY, VOTE, END))
    assert title_of(last, last.slide) == "Mila asks"


def test_where_it_stopped_is_what_it_came_to_last_and_not_what_it_looked_at_again() -> None:
    before = stopped_in(lesson(START, STORY, VOTE, TALK, END), "Talk", last="Mila asks")
    again = went_on(before, lesson(START, AIMS, STORY, VOTE, TALK, END))
    assert title_of(again, again.slide) == "Mila asks"
    assert title_of(again, again.furthest) == "Talk"


def test_two_slides_of_one_title_are_not_mistaken_for_each_other() -> None:
    twice = (
        START,
        STORY.replace("Mila asks\n", "Again\n"),
        VOTE.replace("Who asks?", "Again"),
        END,
    )
    before = stopped_in(lesson(*twice), "Asking first")
    before.go(2)
    again = went_on(before, lesson(START, TALK.replace("Talk", "Again"), *twice[1:]))
    assert again.slide == 3


def test_another_lesson_under_the_same_name_begins_anew() -> None:
    before = stopped_in(lesson(START, STORY, VOTE, END), "Who asks?")
    other = lesson("# Games\n\nWe play.", "# Rules\n\n::: discuss\n- Why?\n:::")
    again = run_of(other)
    assert not again.take_up(before.kept())
    assert (again.slide, again.furthest, again.seconds_before) == (0, 0, 0)
    taught = taught_of(before, uuid.uuid4(), "3B")
    assert where_stopped(taught, other) is None
    assert where_stopped(taught, lesson(START, AIMS, STORY, VOTE, END)) == 3


def without_marks(run: LessonRun) -> bytes:
    """As runs were kept before slides were known again."""
    body = json.loads(zlib.decompress(run.kept()))
    del body["slides"]
    return zlib.compress(json.dumps(body).encode())


@pytest.mark.parametrize("pack", our_packs(), ids=lambda one: one.name)
def test_what_was_kept_before_slides_were_known_again_survives_aims(pack: Pack) -> None:
    now = pack.lesson
    slides = tuple(one for one in now.slides if not one.aims)
    as_it_was = replace(now, slides=slides)
    for at in range(len(slides) - 1):  # who reached the last one has finished
        before = run_of(as_it_was)
        before.go(at)
        again = run_of(now)
        assert again.take_up(without_marks(before))
        assert again.lesson.slides[again.slide] == slides[at]


@pytest.mark.parametrize("marks", [None, 3, [3], [["a", "b"]], [["a", "b", 3]], [None]])
def test_marks_that_are_none_are_not_believed(marks: object) -> None:
    run = stopped_in(lesson(START, VOTE, END), "Who asks?")
    body = json.loads(zlib.decompress(run.kept()))
    body["slides"] = marks
    again = run_of(run.lesson)
    assert not again.take_up(zlib.compress(json.dumps(body).encode()))
    assert again.slide == 0


def test_a_clicker_that_was_held_down_has_not_finished_the_lesson() -> None:
    run = run_of(lesson(START, STORY, VOTE, TALK, END))
    for at in range(1, 5):
        run.spend(0.2)
        run.go(at)
    assert taught_of(run, uuid.uuid4(), "3B").finished  # while it stays there
    for at in (0, 1):
        run.go(at)
        run.spend(60)
    assert (run.furthest, run.begun) == (1, 1)
    run.go(2)
    run.draw(LINE)
    run.go(0)
    assert run.furthest == 2
    assert where_stopped(taught_of(run, uuid.uuid4(), "3B"), run.lesson) == 2


def test_what_a_teacher_looks_at_beside_a_frozen_board_is_not_what_the_class_came_to() -> None:
    run = run_of(lesson(START, STORY, VOTE, TALK, END))
    run.go(4)
    run.spend(60, slide=0)
    run.go(1)
    assert run.furthest == 1
