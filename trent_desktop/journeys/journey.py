"""A journey as data: pages of questions, which page follows which, and where it may end.

One definition serves the screen, the checks, the blank form on paper and the filled PDF. The
rules in it are pure functions of the answers, and must bear answers that are missing, are
"I don't know", or come from an older form.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import KW_ONLY, dataclass
from functools import cached_property
from typing import Final

from trent_desktop.journeys.answers import Answers
from trent_desktop.journeys.kinds import Question

#: What a page's rule returns when no page follows.
END: Final = ""

#: Which page follows, by name, or END.
NextRule = Callable[[Answers], str]


@dataclass(frozen=True, slots=True)
class HandOver:
    """One journey ends, and the named one takes over at its first page."""

    journey: str
    stage: str


@dataclass(frozen=True)
class Page:
    """One thing asked. `heading` is the question itself.

    `guidance` are lines that the person reads before she answers (what to do now). `next` names
    the page that follows; without it the next in the journey's order follows. A page whose
    `asked_if` says no is passed over. `refuses` names the question whose answer leads here: while
    this page is on the path nothing can be sent, its guidance says why, and its button leads back.
    """

    name: str
    heading: str
    questions: tuple[Question, ...]
    _: KW_ONLY
    hint: str = ""
    guidance: tuple[str, ...] = ()
    guidance_heading: str = ""
    next: NextRule | None = None
    asked_if: Callable[[Answers], bool] | None = None
    refuses: str = ""

    def asked(self, answers: Answers, on: dt.date | None = None) -> tuple[Question, ...]:
        """The questions of this page that these answers call for, in a form answered `on` a day."""
        return tuple(question for question in self.questions if question.is_asked(answers, on))


@dataclass(frozen=True)
class Journey:
    """A form of one stage, for example the quick page of a report.

    `last_button` names the act that ends it. Without `check_answers` the last page sends at
    once. `hand_over` says that another journey must take over, and is asked before anything else
    is checked. `may_stop` offers the way into that other journey on every page. `text_only`
    forbids files, pictures, pasting of pictures, drag and drop, addresses and printing (domain
    3.3). `version` rises with every change of questions.

    Raises ValueError for two pages or two questions of one name.
    """

    name: str
    stage: str
    title: str
    pages: tuple[Page, ...]
    _: KW_ONLY
    last_button: str
    check_answers: bool = True
    check_heading: str = "Check your answers"
    hand_over: Callable[[Answers], HandOver | None] | None = None
    may_stop: HandOver | None = None
    text_only: bool = False
    version: int = 1

    def __post_init__(self) -> None:
        pages = [page.name for page in self.pages]
        questions = [question.name for question in self.questions()]
        twice = sorted({f for names in (pages, questions) for f in names if names.count(f) > 1})
        if twice or not pages:
            raise ValueError(f"journey {self.name}: no pages, or names used twice: {twice}")

    def questions(self) -> Iterator[Question]:
        """Every question, in the order of the form, whether asked or not."""
        for page in self.pages:
            yield from page.questions

    @cached_property
    def _page_by_name(self) -> dict[str, Page]:
        return {page.name: page for page in self.pages}

    @cached_property
    def _question_by_name(self) -> dict[str, Question]:
        return {question.name: question for question in self.questions()}

    def page(self, name: str) -> Page | None:
        """The page of that name; None when this form has none."""
        return self._page_by_name.get(name)

    def question(self, name: str) -> Question | None:
        """The question of that name; None when this form has none."""
        return self._question_by_name.get(name)

    def page_of(self, question: str) -> Page | None:
        """The page that asks the question of that name."""
        return next(
            (page for page in self.pages if any(q.name == question for q in page.questions)), None
        )

    def defaults(self) -> dict[str, object]:
        """The answers to start with."""
        return {q.name: q.default for q in self.questions() if q.default is not None}

    def path(self, answers: Answers) -> tuple[Page, ...]:
        """The pages these answers lead through, to the end. A rule that leads back ends it."""
        found: list[Page] = []
        at = 0
        while at < len(self.pages):
            page = self.pages[at]
            if page in found:
                break
            if page.asked_if is None or page.asked_if(answers):
                found.append(page)
                following = page.next(answers) if page.next is not None else None
                if following == END:
                    break
                # A name that no page has (taken out since) must not end the form early.
                target = self._page_by_name.get(following or "")
                if target is not None:
                    at = self.pages.index(target)
                    continue
            at += 1
        return tuple(found)
