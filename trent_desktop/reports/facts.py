"""What the service needs to know about a report: checked answers, whose it is, and its facts.

This is the one place where cases meet the questions of the form that they came from.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

from trent_desktop.journeys import YES, FieldError, Journey, Run, moment_of
from trent_desktop.journeys.cleaning import clean
from trent_desktop.problems import AnswersRefused, MoveNotPossible
from trent_desktop.reports.cases import LinkedPerson, Move, Route
from trent_desktop.reports.kinds.content import (
    FULL,
    QUICK,
    STOP,
    STOPPED_TITLE,
    content_journey,
    must_stop,
    names,
    title_of,
)
from trent_desktop.reports.severity import category_of, route_for, severity_of
from trent_desktop.reports.stop.rules import ALLOWED, check_allowed
from trent_desktop.reports.who.about import about_of
from trent_desktop.school.people.people import SchoolClass, YearGroup

#: What the reporter of a sealed case sees of it in her list.
SEALED_TITLE = "Sent. Only those who lead on it can read it."

#: Ordinary questions, which a stopped report drops; anything else it does not know is refused.
_DROPPED = (
    frozenset(
        question.name for stage in (QUICK, FULL) for question in content_journey(stage).questions()
    )
    - ALLOWED
)
_PARTS = {names.SAW_PUPILS: "saw it", names.ON_SCREEN_OF: "had it on the screen"}
_MEND = "Go through the questions again: what is wrong stands beside each."


@cache
def _journey(stage: str) -> Journey:
    """The questions of a stage. Journeys are never changed, so one of each is enough."""
    return content_journey(stage)


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What lists, counts and search need, read out of the answers."""

    title: str = field(repr=False)
    class_name: str
    year_group: YearGroup | None
    category: str
    severity: int
    happened_at: dt.datetime | None
    people: tuple[LinkedPerson, ...] = field(repr=False)
    words: str = field(repr=False)


def check(
    stage: str, answers: Mapping[str, Any], now: dt.datetime, *, waited: bool = False
) -> dict[str, Any]:
    """The answers as they are sent: clean, and only what is asked on their path.

    Raises `AnswersRefused` with each question and its sentence. A stopped report takes only what
    rule 3 allows, whatever a screen sent. `waited`: it was sent before, at `now`, and is not
    refused for a question that was not asked yet on that day.
    """
    if stage not in (QUICK, FULL, STOP):
        raise AnswersRefused("This report is of a kind that this program does not know.")
    on = now.date() if waited else None
    if stage == STOP:
        about = about_of(answers)
        answers = {name: answers[name] for name in answers if name not in _DROPPED}
        if about:
            answers[names.ABOUT] = about
        elif answers.get(names.STOP_ADULT) != YES:
            answers.pop(names.ABOUT, None)  # the quick page's "No", which is not asked here
        _refuse(check_allowed(answers, now, on))
    if stage == FULL and must_stop(answers):
        raise AnswersRefused(
            "This report must stop here, because it might be an indecent picture of a child.",
            ((names.CATEGORY, "Go on to what the Designated Safeguarding Lead needs."),),
        )
    run = Run(_journey(stage), answers, now=lambda: now, on=on)
    for page in run.path():
        for question in page.asked(answers, on):
            value = run.get(question.name)
            if value is not None:
                run.put(question.name, question.clean(value)[0])
    errors = [error for page in run.path() for error in run.check(page.name)]
    _refuse(errors)
    return run.final_answers()


def _refuse(errors: Iterable[FieldError]) -> None:
    found = tuple((error.field, error.message) for error in errors)
    if found:
        raise AnswersRefused("Some answers cannot be sent as they are.", found)


def route_of(stage: str, answers: Mapping[str, Any]) -> Route:
    """Whose case these answers make."""
    return route_for(answers, stage)


def facts_of(route: Route, answers: Mapping[str, Any]) -> CaseFacts:
    """The facts of a case. Bears answers that are missing or of an older form."""
    class_name, year = _class_of(answers)
    return CaseFacts(
        title=STOPPED_TITLE if route is Route.STOPPED else title_of(answers),
        class_name=class_name,
        year_group=year,
        category=category_of(answers),
        severity=severity_of(route, answers),
        happened_at=moment_of(answers.get(names.HAPPENED_AT)),
        people=_people(answers),
        words="\n".join(_words(answers)),
    )


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
    route: Route, answers: Mapping[str, Any], on: dt.date, *, over: bool = False
) -> int:
    """How many questions of the full form are still open in a report recorded `on` a day.

    None in a sealed case, and none in one that is `over`.
    """
    if route is not Route.CONTENT or over:
        return 0
    return Run(_journey(FULL), answers, on=on).left()


def clean_words(words: str) -> str:
    """What a person wrote in a case, without hidden characters."""
    return clean(words).text


def amendment(
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
    name = names.CATEGORY if move is Move.RECATEGORISE else str(details.get("question", ""))
    stage = STOP if route is Route.STOPPED else FULL
    question = _journey(stage).question(name) or _journey(QUICK).question(name)
    if question is None:
        raise MoveNotPossible("This answer cannot be changed here.")
    after, _ = question.clean(details.get("after"))
    message = question.problem(after, now)
    if message:
        raise AnswersRefused(message, ((name, message),))
    changed = {**answers, name: after}
    if about_of(changed) != about_of(answers) or (
        route is not Route.STOPPED
        and (route_of(stage, changed) is not route_of(stage, answers) or must_stop(changed))
    ):
        raise MoveNotPossible(
            "This change would give the report to others alone.",
            what_to_do="Send it as a report of its own, so that it goes to the right people.",
        )
    if route is Route.STOPPED:
        _refuse(e for e in check_allowed(changed, now) if e.field == name)
    after = with_year({name: after}, classes)[name]
    return {"question": name, "before": answers.get(name), "after": after}


def _class_of(answers: Mapping[str, Any]) -> tuple[str, YearGroup | None]:
    told = answers.get(names.CLASS)
    if not isinstance(told, Mapping):
        return "", None
    kept = cast("Mapping[str, Any]", told)
    year = _text(kept.get("year"))
    return _text(kept.get("name")), YearGroup(year) if year in set(YearGroup) else None


def _people(answers: Mapping[str, Any]) -> tuple[LinkedPerson, ...]:
    found: list[LinkedPerson] = []
    for name, part in _PARTS.items():
        listed = answers.get(name)
        if not isinstance(listed, list):
            continue
        for one in cast("list[Mapping[str, Any]]", listed):
            found.append(
                LinkedPerson(
                    uuid.UUID(one["id"]) if one.get("id") else None,
                    _text(one.get("name")),
                    part,
                    _text(one.get("class")),
                )
            )
    return tuple(found)


def _words(answers: Mapping[str, Any]) -> Iterable[str]:
    """Every text in the answers, for search."""
    for value in answers.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield _text(cast("Mapping[str, Any]", value).get("name"))
        elif isinstance(value, list):
            for one in cast("list[Any]", value):
                if isinstance(one, Mapping):
                    yield _text(cast("Mapping[str, Any]", one).get("name"))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
