"""A report read once: checked answers, whose it is, its facts, and what is still open.

    report = Report.read(kind, draft.stage, draft.answers, now)
    report.route, report.facts, report.questions_left

This is the one place where cases meet the questions of the form that they came from.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, cast

from trent_desktop.journeys import YES, FieldError, Journey, Run
from trent_desktop.journeys.cleaning import clean
from trent_desktop.newer import NEWER
from trent_desktop.problems import AnswersRefused, MoveNotPossible
from trent_desktop.reports.asked import names
from trent_desktop.reports.cases import Move, Route
from trent_desktop.reports.kinds import Kind
from trent_desktop.reports.kinds.kind import CaseFacts
from trent_desktop.reports.stop.rules import ALLOWED, check_allowed
from trent_desktop.reports.who.about import about_of
from trent_desktop.school.people.people import SchoolClass

#: What the reporter of a sealed case sees of it in her list.
SEALED_TITLE = "Sent. Only those who lead on it can read it."

_NONE: Mapping[str, Any] = MappingProxyType({})

NOT_KNOWN = "This report is of a kind that this program does not know."


@cache
def _journey(kind: Kind, stage: str) -> Journey:
    """The questions of a stage. Journeys are never changed, so one of each is enough."""
    return kind.journey(stage)


@cache
def _dropped(kind: Kind) -> frozenset[str]:
    """Ordinary questions, which a stopped report drops; what it does not know is refused."""
    return frozenset(kind.questions()) - ALLOWED


@dataclass(frozen=True, slots=True)
class Report:
    """What answers come to. `facts` and `questions_left` hold for whoever leads by the answers."""

    kind: Kind
    stage: str
    answers: Mapping[str, Any] = field(repr=False)
    route: Route
    facts: CaseFacts = field(repr=False)
    questions_left: int

    @classmethod
    def read(
        cls,
        kind: Kind | None,
        stage: str,
        answers: Mapping[str, Any],
        now: dt.datetime,
        *,
        waited: bool = False,
        classes: Iterable[SchoolClass] = (),
        settings: Mapping[str, Any] = _NONE,
    ) -> Report:
        """A report as it is sent: answers clean, and only what is asked on their path.

        `classes` give the year group of the class it names. `waited`: it was sent before, at
        `now`, and is not refused for a question that was not asked yet on that day. What the
        school's `settings` say of whose it is stands among the answers from then on.
        Raises `AnswersRefused` with each question and its sentence. A stopped report takes only
        what rule 3 allows, whatever a screen sent.
        """
        if kind is None or not kind.knows(stage):
            raise AnswersRefused(NOT_KNOWN)
        day = now.date()
        checked = with_year(_check(kind, stage, answers, now, day if waited else None), classes)
        given = {name: settings[own] for name, own in kind.given.items() if settings.get(own)}
        if stage == kind.stages[0]:
            return cls.of(kind, stage, {**checked, **given}, day)
        before = Run(_journey(kind, kind.stages[0]), answers, on=day).final_answers()
        return cls.of(kind, stage, checked, day, {**before, **given} if kind.routed else {})

    @classmethod
    def of(
        cls,
        kind: Kind,
        stage: str,
        answers: Mapping[str, Any],
        on: dt.date,
        before: Mapping[str, Any] = _NONE,
    ) -> Report:
        """The same of answers that were checked when they were sent, also by an older program.

        `on`: the day on which they were. `before`: what was answered at earlier stages.
        """
        route = kind.lead(stage, {**before, **answers})
        return cls(
            kind,
            stage,
            answers,
            route,
            kind.facts(route, answers),
            questions_left(kind, route, answers, on),
        )

    @property
    def more(self) -> Mapping[str, Any]:
        """The answers as they are added to a report that was sent: what it was given then holds."""
        given = self.kind.given
        return {name: value for name, value in self.answers.items() if name not in given}


def _check(
    kind: Kind, stage: str, answers: Mapping[str, Any], now: dt.datetime, on: dt.date | None
) -> dict[str, Any]:
    if stage == names.STOP:
        about = about_of(answers)
        dropped = _dropped(kind)
        answers = {name: answers[name] for name in answers if name not in dropped}
        if about:
            answers[names.ABOUT] = about
        elif answers.get(names.STOP_ADULT) != YES:
            answers.pop(names.ABOUT, None)  # the quick page's "No", which is not asked here
        _refuse(check_allowed(answers, now, on))
    elif kind.must_stop(answers) and stage != names.QUICK:
        raise AnswersRefused(
            "This report must stop here, because it might be an indecent picture of a child.",
            (
                (
                    kind.category or kind.said,
                    "Go on to what the Designated Safeguarding Lead needs.",
                ),
            ),
        )
    run = Run(_journey(kind, stage), answers, now=lambda: now, on=on)
    for page in run.path():
        for question in page.asked(answers, on):
            value = run.get(question.name)
            if value is not None:
                run.put(question.name, question.clean(value)[0])
    errors = [error for page in run.path() for error in run.check(page.name)]
    _refuse(errors)
    return run.final_answers()


def _refused(kind: Kind, answers: Mapping[str, Any], now: dt.datetime) -> Iterable[FieldError]:
    """What these answers ask for that nobody may have, as their pages say."""
    for stage in kind.stages:
        run = Run(_journey(kind, stage), answers, now=lambda: now, with_defaults=False)
        for page in run.path():
            if page.refuses:
                yield from run.check(page.name)


def _refuse(errors: Iterable[FieldError]) -> None:
    found = tuple((error.field, error.message) for error in errors)
    if found:
        raise AnswersRefused("Some answers cannot be sent as they are.", found)


def facts_of(kind: Kind | None, route: Route, answers: Mapping[str, Any]) -> CaseFacts:
    """The facts of a case, also of a kind that only a newer program knows."""
    if kind is None:
        return CaseFacts(NEWER, "", None, "", 0, False, None, (), "")
    return kind.facts(route, answers)


def with_year(answers: Mapping[str, Any], classes: Iterable[SchoolClass]) -> dict[str, Any]:
    """The answers with the year group of their class beside it, as it is when they are sent.

    Next year the class has moved up; the report keeps the year it was made in.
    """
    told = answers.get(names.CLASS)
    if not isinstance(told, Mapping):
        return dict(answers)
    kept = dict(cast("Mapping[str, Any]", told))
    for one in classes:
        if str(one.id) == kept.get("id") and one.year_groups:
            kept["year"] = one.year_groups[0].value
    return {**answers, names.CLASS: kept}


def questions_left(
    kind: Kind | None,
    route: Route,
    answers: Mapping[str, Any],
    on: dt.date,
    *,
    over: bool = False,
) -> int:
    """How many questions of the later stages are still open in a report recorded `on` a day.

    None where its reporter reads none, and none in one that is `over`.
    """
    if kind is None or route.sealed or over:
        return 0
    return sum(Run(_journey(kind, stage), answers, on=on).left() for stage in kind.stages[1:])


def clean_words(words: str) -> str:
    """What a person wrote in a case, without hidden characters."""
    return clean(words).text


def amendment(
    kind: Kind | None,
    route: Route,
    answers: Mapping[str, Any],
    move: Move,
    details: Mapping[str, Any],
    classes: Iterable[SchoolClass],
    now: dt.datetime,
) -> dict[str, Any]:
    """An amendment as it is kept: which question, what stood there, what stands there now.

    Raises `AnswersRefused` when the new answer is no good, `MoveNotPossible` for a question that
    cannot be amended. What stood there is never overwritten (rule 5).
    """
    if kind is None:
        raise MoveNotPossible(NOT_KNOWN)
    stopped = route is Route.STOPPED
    name = kind.category if move is Move.RECATEGORISE else str(details.get("question", ""))
    stages = (names.STOP,) if stopped else kind.stages[::-1]
    found = (_journey(kind, one).question(name) for one in (*stages, kind.stages[0]))
    question = next((one for one in found if one is not None), None)
    if question is None:
        raise MoveNotPossible("This answer cannot be changed here.")
    after, _ = question.clean(details.get("after"))
    message = question.problem(after, now)
    if message:
        raise AnswersRefused(message, ((name, message),))
    changed = {**answers, name: after}
    _refuse(_refused(kind, changed, now))
    if about_of(changed) != about_of(answers) or (
        not stopped and kind.lead("", changed) is not kind.lead("", answers)
    ):
        raise MoveNotPossible(
            "With this change, only other people could read the report.",
            what_to_do="Send it as a report of its own, so that it goes to the right people.",
        )
    if stopped:
        _refuse(e for e in check_allowed(changed, now) if e.field == name)
    after = with_year({name: after}, classes)[name]
    return {"question": name, "before": answers.get(name), "after": after}
