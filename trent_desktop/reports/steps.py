"""What a step of a case is: who may take it, from where to where, and what is asked for it.

A step is data. The service checks it, the case page draws its form, the timeline and the paper
say what was answered; a kind that goes its own way has steps of its own (`workflow.Workflow`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

from trent_desktop.journeys import Question
from trent_desktop.reports.cases import CaseState, Move, Route
from trent_desktop.roles import Role
from trent_desktop.school.people.permissions import Right

#: What was answered in a step, by question name. Values are JSON.
Details = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Follows:
    """Something that is to be done because of a step, until a day.

    `role`: whose it is; of whoever leads without one. `review`: to look again how things are.
    """

    words: str
    due: dt.date
    role: Role | None = None
    review: bool = False


def _all_fits(_details: Details) -> tuple[tuple[str, str], ...]:
    return ()


def _nothing_follows(_details: Details, _today: dt.date) -> tuple[Follows, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class StepForm:
    """How a step is asked for on a screen.

    `button` names the act. `unfolds` are the words of the button that opens the form; without
    them it stands open. `record`: it is no step onward, and stands with the notes. `lead` is what
    to know first, `words` the label of the free words beside the questions; without it there are
    none. `icon` stands beside the button that opens it.
    """

    button: str
    _: KW_ONLY
    lead: str = ""
    questions: tuple[Question, ...] = ()
    words: str = ""
    words_hint: str = ""
    unfolds: str = ""
    record: bool = False
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One move: from which states, to which, by whose right, and whether it needs words.

    `needs_words` is the sentence said when they are missing. `lands` says where it leads by what
    was answered; without it `target` holds, and None keeps the case where it is. `once`: it is
    made once, until the case is opened again. `fits` says what is wrong between answers that are
    each right by themselves, by question. `recalls` are answers of earlier steps that `follows`
    is told too. `settles` are the moves whose tasks are done with this one; None among them is
    what sending gave. `does`: those tasks are to take this step, and are done by nothing else.
    `routes`: on which routes there is it; on all without. `form` is None where a screen has one of
    its own.
    """

    move: Move
    sources: frozenset[CaseState]
    target: CaseState | None
    right: Right
    needs_words: str = ""
    _: KW_ONLY
    lands: Callable[[Details], CaseState | None] | None = None
    follows: Callable[[Details, dt.date], tuple[Follows, ...]] = field(default=_nothing_follows)
    fits: Callable[[Details], tuple[tuple[str, str], ...]] = field(default=_all_fits)
    recalls: frozenset[str] = frozenset()
    settles: frozenset[Move | None] = frozenset()
    does: bool = False
    routes: frozenset[Route] | None = None
    once: bool = False
    form: StepForm | None = None

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked beside free words."""
        return self.form.questions if self.form else ()

    def asked(self, details: Details) -> tuple[Question, ...]:
        """The questions that these answers call for."""
        return tuple(one for one in self.questions if one.is_asked(details))

    def checked(
        self, details: Details, now: dt.datetime
    ) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
        """The answers as they are kept, and what is wrong with them by question."""
        kept: dict[str, Any] = {}
        wrong: list[tuple[str, str]] = []
        for question in self.asked(details):
            value = question.clean(details.get(question.name))[0]
            if said := question.problem(value, now):
                wrong.append((question.name, said))
            elif not question.is_blank(value):
                kept[question.name] = value
        return kept, tuple(wrong) or self.fits(kept)
