"""One teaching of a lesson: where the class is, what it did, what was drawn, and undoing that."""

from __future__ import annotations

import datetime as dt
import json
import uuid
import zlib
from dataclasses import dataclass
from typing import Any, cast

from trent_desktop.lessons.ink import Stroke, strokes_from_json, strokes_to_json
from trent_desktop.lessons.lesson import Discuss, Lesson
from trent_desktop.lessons.play import Act, State, begin, do, state_from_json, state_to_json
from trent_desktop.lessons.same_slides import (
    marks_from_json,
    marks_from_states,
    marks_of,
    same_slides,
    where_now,
)

_MOST_STEPS = 5_000
_LARGEST = 30_000_000
#: Seconds on the board in which a class can do an activity by hand and voice alone.
_LONG_ENOUGH_S = 20.0
#: Seconds after which a class has seen a slide: a clicker that is held down runs through them all.
_SEEN_S = 3.0


@dataclass(frozen=True, slots=True)
class Step:
    """What was done to a slide: a state before and after, or strokes that came or went."""

    slide: int
    before: State | None = None
    after: State | None = None
    drawn: tuple[Stroke, ...] = ()
    erased: tuple[tuple[int, Stroke], ...] = ()  # with their places, lowest first


class LessonRun:
    """A lesson under way. Lives on the GUI thread; `kept` is what is saved."""

    def __init__(
        self,
        lesson: Lesson,
        *,
        lesson_name: str,
        class_id: uuid.UUID | None,
        started_at: dt.datetime,
        run_id: uuid.UUID | None = None,
    ) -> None:
        self.id = run_id or uuid.uuid4()
        self.lesson = lesson
        self.lesson_name = lesson_name
        self.class_id = class_id
        self.started_at = started_at
        self.slide = 0
        self._came_to = 0  # in sittings before this one
        self._seen_before: frozenset[int] = frozenset()  # in those, wherever they stand now
        self.seconds = 0.0  # the time it was really taught, without pauses
        self.seconds_before = 0.0  # the same, of sittings before this one
        self._on_board = [0.0] * len(lesson.slides)  # seconds that each slide was shown
        self._states: list[State | None] = [
            begin(slide.activity) if slide.activity else None for slide in lesson.slides
        ]
        self._strokes: list[list[Stroke]] = [[] for _ in lesson.slides]
        self._done: list[Step] = []
        self._undone: list[Step] = []

    # ------------------------------------------------------------------ where

    def go(self, slide: int) -> bool:
        """Show another slide; False when there is none."""
        if not 0 <= slide < len(self.lesson.slides) or slide == self.slide:
            return False
        self.slide = slide
        return True

    def spend(self, seconds: float, *, slide: int | None = None) -> None:
        """So much more time was taught; the class saw `slide`, or the one of now."""
        self.seconds += seconds
        self._on_board[self.slide if slide is None else slide] += seconds

    @property
    def furthest(self) -> int:
        """The last slide that the class came to: no slide over which somebody only ran."""
        return max(self.slide, self._came_to, *(self._seen() - self._seen_before))

    def _seen(self) -> frozenset[int]:
        return frozenset(
            at
            for at, seconds in enumerate(self._on_board)
            if seconds >= _SEEN_S or self._strokes[at] or self._is_changed(at)
        )

    def _is_changed(self, at: int) -> bool:
        activity, state = self.lesson.slides[at].activity, self._states[at]
        return activity is not None and state != begin(activity)

    @property
    def minutes_in_all(self) -> int:
        """The whole minutes it was taught, in this sitting and those before."""
        return round((self.seconds + self.seconds_before) / 60)

    @property
    def begun(self) -> int:
        """How many activities were begun: something was done, or there was time to do it aloud."""
        return sum(self._is_begun(at) for at in range(len(self.lesson.slides)))

    def _is_begun(self, at: int) -> bool:
        activity = self.lesson.slides[at].activity
        if activity is None:
            return False
        talked = isinstance(activity, Discuss) and at <= self.furthest
        return talked or self._is_changed(at) or self._on_board[at] >= _LONG_ENOUGH_S

    @property
    def is_last(self) -> bool:
        """Whether the last slide is shown."""
        return self.slide == len(self.lesson.slides) - 1

    # ------------------------------------------------------------------ doing

    def state(self, slide: int) -> State | None:
        """The state of a slide's activity, None without one."""
        return self._states[slide]

    def strokes(self, slide: int) -> list[Stroke]:
        """The ink on a slide, from the oldest. Not to be changed by the caller."""
        return self._strokes[slide]

    def act(self, act: Act) -> bool:
        """Do something to the activity that is shown; whether that changed anything."""
        activity = self.lesson.slides[self.slide].activity
        before = self._states[self.slide]
        if activity is None or before is None:
            return False
        after = do(activity, before, act)
        if after == before:
            return False
        self._states[self.slide] = after
        self._note(Step(self.slide, before=before, after=after))
        return True

    def draw(self, stroke: Stroke, *, slide: int | None = None) -> None:
        """A stroke is finished, on `slide` or where the class is."""
        at = self.slide if slide is None else slide
        self._strokes[at].append(stroke)
        self._note(Step(at, drawn=(stroke,)))

    def erase(self, strokes: list[Stroke], *, slide: int | None = None) -> None:
        """Take strokes off `slide`, or off where the class is."""
        at = self.slide if slide is None else slide
        gone = {id(stroke) for stroke in strokes}
        here = self._strokes[at]
        erased = tuple((place, one) for place, one in enumerate(here) if id(one) in gone)
        if erased:
            self._strokes[at] = [one for one in here if id(one) not in gone]
            self._note(Step(at, erased=erased))

    def clear(self, *, slide: int | None = None) -> None:
        """Take all ink off `slide`, or off where the class is."""
        at = self.slide if slide is None else slide
        self.erase(list(self._strokes[at]), slide=at)

    def _note(self, step: Step) -> None:
        self._done.append(step)
        del self._done[:-_MOST_STEPS]
        self._undone.clear()

    # ------------------------------------------------------------------ undoing

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        return bool(self._done)

    def undo(self) -> Step | None:
        """Take the last step back, and go to its slide."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        self.slide = step.slide
        strokes = self._strokes[step.slide]
        if step.after is not None:
            self._states[step.slide] = step.before
        if step.drawn:
            gone = {id(stroke) for stroke in step.drawn}
            strokes[:] = [one for one in strokes if id(one) not in gone]
        for at, stroke in step.erased:
            strokes.insert(at, stroke)
        return step

    def redo(self) -> Step | None:
        """Do the step again that was taken back last."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        self.slide = step.slide
        strokes = self._strokes[step.slide]
        if step.after is not None:
            self._states[step.slide] = step.after
        strokes.extend(step.drawn)
        gone = {id(stroke) for _, stroke in step.erased}
        if gone:
            strokes[:] = [one for one in strokes if id(one) not in gone]
        return step

    # ------------------------------------------------------------------ kept

    def kept(self) -> bytes:
        """Where the class is, what it did and drew: for going on another day."""
        body = {
            "format": "trent-lesson-run/1",
            "slide": self.slide,
            "furthest": self.furthest,
            # By these each slide is found again in a lesson that was changed since.
            "slides": [one.to_json() for one in marks_of(self.lesson)],
            "states": [state_to_json(one) if one else None for one in self._states],
            "seconds": round(self.seconds + self.seconds_before),
            "on_board": [round(one) for one in self._on_board],
            "ink": [strokes_to_json(one) for one in self._strokes],
        }
        return zlib.compress(json.dumps(body, separators=(",", ":")).encode("utf-8"), 6)

    def take_up(self, kept: bytes) -> bool:
        """Go on where a class stopped; each slide has its own again, wherever it stands now.

        False when that cannot be read, or was of another lesson; all is fresh then.
        """
        try:
            unpack = zlib.decompressobj()
            raw = unpack.decompress(kept, _LARGEST)
            body = cast("dict[str, Any]", json.loads(raw))
            states, ink = list(body["states"]), list(body["ink"])
            slide, furthest = int(body["slide"]), int(body["furthest"])
            before = float(body.get("seconds", 0))
            on_board = [float(one) for one in body.get("on_board", ())]
            marks = (
                marks_from_json(body["slides"]) if "slides" in body else marks_from_states(states)
            )
        except (zlib.error, ValueError, KeyError, TypeError):
            return False
        pairs = same_slides(marks, marks_of(self.lesson))
        if not pairs:
            return False
        self.seconds_before = max(before, 0.0)
        for old, at in pairs.items():
            activity = self.lesson.slides[at].activity
            if old < len(on_board):
                self._on_board[at] = on_board[old]
            if activity and old < len(states):
                self._states[at] = state_from_json(activity, states[old])
            if old < len(ink):
                self._strokes[at] = list(strokes_from_json(ink[old]))
        self.slide = where_now(slide, pairs)
        # What the class came to last: what was put in before it since was not shown.
        self._came_to = where_now(furthest, pairs)
        self._seen_before = self._seen()
        return True
