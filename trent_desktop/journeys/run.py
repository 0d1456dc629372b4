"""One person's way through a journey: where she is, what she answered, what is still open.

A `Run` holds everything that was typed, good or not. It never throws an answer away: answers to
questions that the path no longer asks stay in the draft, and are not sent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final, Self, cast

from trent_desktop.clock import Clock, system_clock
from trent_desktop.journeys import cleaning
from trent_desktop.journeys.answers import Answers, FieldError, FieldNote
from trent_desktop.journeys.journey import HandOver, Journey, Page
from trent_desktop.journeys.kinds import Question

#: The name under which a draft keeps that it stands at "Check your answers".
CHECK: Final = "check-answers"
#: The button of a page from which the way leads back alone.
CHANGE_IT: Final = "Change what I ask for"


class Turn(Enum):
    """What came of Continue."""

    PAGE = auto()  # another page, or the first that is still open
    CHECK = auto()  # "Check your answers"
    WRONG = auto()  # stays: see `errors`
    STOPPED = auto()  # another journey takes over: see `hand_over`
    READY = auto()  # everything is answered and may be sent


@dataclass(frozen=True, slots=True)
class Step:
    """What came of Continue, with all that the person must be told."""

    turn: Turn
    errors: tuple[FieldError, ...] = ()
    notes: tuple[FieldNote, ...] = ()
    hand_over: HandOver | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of "Check your answers". `page` is what its Change button hands to `change`."""

    page: str
    question: str
    label: str
    shown: str
    answered: bool


class Run:
    """A journey under way.

    `page` is the page to show; None at "Check your answers" (`at_check`). Put every answer in as
    it changes (`put`), keep `to_state()` as the draft, and call `go_on` on Continue only: errors
    are for that moment, not while somebody types.
    """

    def __init__(
        self,
        journey: Journey,
        answers: Answers | None = None,
        *,
        now: Clock = system_clock,
        on: dt.date | None = None,
        page: str = "",
        trail: tuple[str, ...] = (),
        returning: bool = False,
        with_defaults: bool = True,
    ) -> None:
        """`on`: the day on which the form was answered; None while it is being answered."""
        self.journey = journey
        self._now = now
        self._on = on
        defaults = journey.defaults() if with_defaults else {}
        self._answers: dict[str, Any] = {**defaults, **(answers or {})}
        self._trail: list[str] = list(dict.fromkeys(trail))
        self._returning = returning
        self._errors: tuple[FieldError, ...] = ()
        self._at = self._place(page)

    # ------------------------------------------------------------------ answers

    @property
    def answers(self) -> Answers:
        """Everything that was typed, by question: what a draft keeps."""
        return dict(self._answers)

    def get(self, question: str) -> Any:
        """The answer as it stands; None when there is none."""
        return self._answers.get(question)

    def put(self, question: str, value: Any) -> None:
        """Takes an answer as it is typed, good or not. None takes the answer back."""
        if value is None:
            self._answers.pop(question, None)
        else:
            self._answers[question] = cleaning.storable(value) if isinstance(value, str) else value

    def final_answers(self) -> dict[str, Any]:
        """What is sent: clean, and only what is asked on the path and has an answer."""
        final: dict[str, Any] = {}
        for page in self.path():
            for question in page.asked(self._answers, self._on):
                value = self._answers.get(question.name)
                if not question.is_blank(value):
                    final[question.name] = question.clean(value)[0]
        return final

    # ------------------------------------------------------------------ where we are

    @property
    def page(self) -> Page | None:
        """The page to show; None at "Check your answers"."""
        return self.journey.page(self._at)

    @property
    def at_check(self) -> bool:
        """Whether "Check your answers" is to be shown."""
        return self._at == CHECK

    @property
    def trail(self) -> tuple[str, ...]:
        """The pages that were left by Continue, in that order."""
        return tuple(self._trail)

    @property
    def errors(self) -> tuple[FieldError, ...]:
        """What was wrong at the last Continue; empty again as soon as the page changes."""
        return self._errors

    @property
    def last_page(self) -> bool:
        """Whether Continue on this page ends the journey (then the button is `last_button`)."""
        if self.at_check:
            return True
        path = self.path()
        return not self.journey.check_answers and bool(path) and path[-1].name == self._at

    @property
    def button(self) -> str:
        """What the button that goes on is called here."""
        if self.page and self.page.refuses:
            return CHANGE_IT
        return self.journey.last_button if self.last_page else "Continue"

    def path(self) -> tuple[Page, ...]:
        """The pages that the answers lead through."""
        return self.journey.path(self._answers)

    def questions(self) -> tuple[Question, ...]:
        """The questions to show on this page now. Ask again after each `put`."""
        page = self.page
        return page.asked(self._answers, self._on) if page else ()

    def check(self, page: str) -> list[FieldError]:
        """What is wrong with the answers of one page, in the order of its questions."""
        found = self.journey.page(page)
        if found is None:
            return []
        now = self._now()
        errors: list[FieldError] = []
        for question in found.asked(self._answers, self._on):
            message = question.problem(self._answers.get(question.name), now)
            if message:
                errors.append(FieldError(question.name, message))
        if found.refuses:
            errors.append(FieldError(found.refuses, " ".join(found.guidance)))
        return errors

    def left(self) -> int:
        """How many questions on the path still need an answer. Optional ones never do."""
        return sum(len(self.check(page.name)) for page in self.path())

    def rows(self) -> tuple[Row, ...]:
        """All questions on the path with their answers, for "Check your answers" and "So far"."""
        rows: list[Row] = []
        for page in self.path():
            for question in page.asked(self._answers, self._on):
                value = self._answers.get(question.name)
                answered = not question.is_blank(value)
                rows.append(
                    Row(page.name, question.name, question.label, question.shown(value), answered)
                )
        return tuple(rows)

    def stopped(self) -> HandOver | None:
        """The journey that must take over, if the answers so far say so."""
        return self.journey.hand_over(self._answers) if self.journey.hand_over else None

    # ------------------------------------------------------------------ moving

    def go_on(self) -> Step:
        """Continue. Cleans this page's answers, then stops, refuses, or moves.

        A stop comes before all checks: nobody has to mend another answer first. Pages that were
        answered before are not shown again after a change, but a page that the change opened is.
        """
        hand_over = self.stopped()
        if hand_over is not None:
            return Step(Turn.STOPPED, hand_over=hand_over)
        if self.at_check:
            return self._finish(())
        if (here := self.page) and here.refuses:
            before = self.journey.page_of(here.refuses)
            self._at = before.name if before else self._at
            return Step(Turn.PAGE)
        notes = self._clean_page()
        self._errors = tuple(self.check(self._at))
        if self._errors:
            return Step(Turn.WRONG, self._errors, notes)
        if self._at not in self._trail:
            self._trail.append(self._at)
        following = self._following()
        if following is not None:
            self._at = following.name
            return Step(Turn.PAGE, notes=notes)
        self._returning = False
        if self.journey.check_answers:
            self._at = CHECK
            return Step(Turn.CHECK, notes=notes)
        return self._finish(notes)

    def back(self) -> bool:
        """To the page before, or to "Check your answers" from a change. False at the start."""
        self._errors = ()
        if self._returning and self.journey.check_answers:
            self._returning = False
            self._at = CHECK
            return True
        path = [page.name for page in self.path()]
        at = len(path) if self.at_check else path.index(self._at) if self._at in path else 0
        if at == 0:
            return False
        self._at = path[at - 1]
        return True

    def change(self, page: str) -> None:
        """From "Check your answers" to a page; Continue there leads back.

        Raises ValueError for a page that is not on the path.
        """
        if page not in [found.name for found in self.path()]:
            raise ValueError(f"no page {page} on this path")
        self._errors = ()
        self._at = page
        self._returning = True

    # ------------------------------------------------------------------ drafts

    def to_state(self) -> dict[str, Any]:
        """Everything needed to go on later, as JSON values."""
        return {
            "journey": self.journey.name,
            "stage": self.journey.stage,
            "version": self.journey.version,
            "page": self._at,
            "trail": list(self._trail),
            "returning": self._returning,
            "answers": dict(self._answers),
        }

    @classmethod
    def from_state(
        cls, journey: Journey, state: Mapping[str, Any], *, now: Clock = system_clock
    ) -> Self:
        """Goes on where `to_state` left off, whatever definition wrote it.

        Answers this form does not ask are kept. When its page is gone, or no longer on the path,
        the run opens at the first page that is still open. A default never overrules a draft.
        """
        answers: object = state.get("answers")
        trail: object = state.get("trail")
        page: object = state.get("page")
        kept: dict[str, Any] = {}
        if isinstance(answers, Mapping):
            kept = {str(k): v for k, v in cast("Mapping[object, Any]", answers).items()}
        passed = cast("list[object]", trail) if isinstance(trail, list | tuple) else []
        run = cls(
            journey,
            kept,
            now=now,
            page=page if isinstance(page, str) else "",
            trail=tuple(name for name in passed if isinstance(name, str)),
            returning=state.get("returning") is True,
            with_defaults=not isinstance(answers, Mapping),
        )
        # Who had been through every page was changing an answer, also if that was not kept.
        run._returning = run._returning or (not run.at_check and run._all_passed())
        return run

    # ------------------------------------------------------------------ inside

    def _place(self, page: str) -> str:
        """Where to stand: at `page` if that can be, else at the first open page."""
        path = self.path()
        names = [found.name for found in path]
        if page in names:
            return page
        open_pages = self._open_pages()
        if not page and not self._trail:
            return names[0]
        if open_pages:
            return open_pages[0].name
        return CHECK if self.journey.check_answers else names[-1]

    def _all_passed(self) -> bool:
        return all(page.name in self._trail for page in self.path())

    def _open_pages(self) -> list[Page]:
        """Pages on the path that were never left by Continue, or hold an error."""
        return [
            page for page in self.path() if page.name not in self._trail or self.check(page.name)
        ]

    def _following(self) -> Page | None:
        """The page after this one; on the way back from a change, only one that is open."""
        path = self.path()
        names = [page.name for page in path]
        if self._returning:
            open_pages = self._open_pages()
            return open_pages[0] if open_pages else None
        # An answer took this page itself off the path: go on with what is open.
        open_pages = self._open_pages() if self._at not in names else []
        at = names.index(self._at) if self._at in names else len(path)
        return open_pages[0] if open_pages else path[at + 1] if at + 1 < len(path) else None

    def _clean_page(self) -> tuple[FieldNote, ...]:
        """Puts the cleaned answers in place, and says what was taken out of them."""
        notes: list[FieldNote] = []
        for question in self.questions():
            value = self._answers.get(question.name)
            if value is None:
                continue
            cleaned, note = question.clean(value)
            self._answers[question.name] = cleaned
            if note:
                notes.append(FieldNote(question.name, note))
        return tuple(notes)

    def _finish(self, notes: tuple[FieldNote, ...]) -> Step:
        """Ready to send if every page on the path is good; else to the first that is not."""
        for page in self.path():
            errors = tuple(self.check(page.name))
            if errors:
                self._at = page.name
                self._returning = self.journey.check_answers
                self._errors = errors
                return Step(Turn.WRONG, errors, notes)
        return Step(Turn.READY, notes=notes)
