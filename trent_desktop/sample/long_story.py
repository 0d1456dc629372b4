"""One child of the sample school of whom there is much to read: two years, report after report."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from trent_desktop.journeys import NO, when_value
from trent_desktop.reports.cases import CaseState, EntryKind, Move, Route
from trent_desktop.reports.casework.names import DECIDED
from trent_desktop.reports.kinds.content import names as content
from trent_desktop.reports.kinds.told import names as told
from trent_desktop.reports.linking.ties import LINKED
from trent_desktop.reports.workflow import state_after
from trent_desktop.sample.answering import Answering
from trent_desktop.sample.long_story_words import CHAPTERS, CLASS_TEACHER, Beat, Chapter
from trent_desktop.sample.school_year import in_london, school_year_of
from trent_desktop.sample.values import (
    SampleCase,
    SampleClass,
    SampleSchool,
    SampleStage,
    SampleStep,
    dice,
    invented_id,
)
from trent_desktop.sample.working_time import WorkingTime

#: In a smaller sample the story would be most of what there is.
FROM_CASES: Final = 120
_CLASS_NOW: Final = "5B"
#: In a class as small as a small sample's, nobody would believe it.
_CHILDREN: Final = 12
#: Before that, in a sample of more years, the child was too young for it or not at this school.
_YEARS: Final = 2


def long_story(
    school: SampleSchool,
    days: Sequence[dt.date],
    hours: WorkingTime,
    answering: Answering,
    end: dt.datetime,
) -> tuple[SampleCase, ...]:
    """The reports of this child, the oldest first; none in a school without the class for it."""
    classes = {one.name: one for one in school.classes}
    if _CLASS_NOW not in classes or len(days) < 60:
        return ()
    if len(answering.children_of(classes[_CLASS_NOW], 0)) < _CHILDREN:
        return ()
    first = school_year_of(days[-1]) - _YEARS + 1
    days = [day for day in days if school_year_of(day) >= first]
    return tuple(_Writer(school, classes, days, hours, answering, end).write())


def whose_story(school: SampleSchool, answering: Answering) -> str:
    """The id of the child of the story, as answers hold it; empty where there is none.

    What happens with others is kept away from this child, so that the story stays one.
    """
    now = next((one for one in school.classes if one.name == _CLASS_NOW), None)
    children = answering.children_of(now, 0) if now else ()
    return str(children[_first(_dice(school))]["id"]) if len(children) >= _CHILDREN else ""


def _dice(school: SampleSchool) -> random.Random:
    return dice(school.seed, "a long story")


def _first(source: random.Random) -> int:
    """The child's place among the children of the class."""
    return source.randrange(4, _CHILDREN)


class _Writer:
    """Turns chapters into cases."""

    def __init__(
        self,
        school: SampleSchool,
        classes: Mapping[str, SampleClass],
        days: Sequence[dt.date],
        hours: WorkingTime,
        answering: Answering,
        end: dt.datetime,
    ) -> None:
        self._school = school
        self._classes = classes
        self._days = days
        self._hours = hours
        self._answering = answering
        self._end = end
        self._source = _dice(school)
        self._first = _first(self._source)
        self._ids = {chapter.name: invented_id(self._source) for chapter in CHAPTERS}
        self._teachers = {
            one.class_id: one.sign_in_name
            for one in school.members
            if one.sign_in_name.startswith("teacher")
        }

    def write(self) -> Iterator[SampleCase]:
        cases = [self._case(chapter, self._recorded_at(chapter)) for chapter in CHAPTERS]
        for case in cases:
            back = [
                _answered(step, one)
                for one in cases
                for step in one.steps
                if step.details.get("how") == LINKED and step.details["other"] == str(case.id)
            ]
            yield replace(case, steps=tuple(sorted((*case.steps, *back), key=lambda s: s.at)))

    def _recorded_at(self, chapter: Chapter) -> dt.datetime:
        place = min(int(chapter.place * len(self._days)), len(self._days) - 1)
        return in_london(self._days[place], chapter.at)

    def _case(self, chapter: Chapter, recorded_at: dt.datetime) -> SampleCase:
        years_ago = school_year_of(self._days[-1]) - school_year_of(recorded_at.date())
        then = self._classes[f"{int(_CLASS_NOW[0]) - years_ago}{_CLASS_NOW[1]}"]
        children = self._answering.children_of(then, years_ago)
        happened_at = recorded_at - dt.timedelta(minutes=chapter.minutes_before)
        answers = self._answers(chapter, children, then, happened_at)
        route = Route.CONTENT if chapter.where else Route.SAFEGUARDING
        kind = content.CONTENT if chapter.where else told.TOLD
        teacher = self._teachers.get(then.id, "deputy")
        return SampleCase(
            id=self._ids[chapter.name],
            route=route,
            reporter=self._who(chapter.by, teacher),
            happened_at=happened_at,
            recorded_at=recorded_at,
            answers=answers,
            stages=(SampleStage(kind, content.QUICK, recorded_at, answers),),
            first_state=route.first_state,
            steps=tuple(self._steps(chapter, route, recorded_at, children, teacher)),
        )

    def _who(self, by: str, teacher: str) -> str:
        return teacher if by == CLASS_TEACHER else by

    def _answers(
        self,
        chapter: Chapter,
        children: Sequence[Mapping[str, Any]],
        then: SampleClass,
        at: dt.datetime,
    ) -> dict[str, Any]:
        asked_by_all = {
            content.ABOUT: content.ABOUT_NO,
            content.HAPPENED_AT: when_value(at),
            content.CLASS: {"id": str(then.id), "name": then.name},
        }
        if chapter.where:
            return {
                content.SEEN: f"{chapter.said}.",
                content.WHERE: chapter.where,
                content.OFF_SCREEN: content.OFF_YES,
                **asked_by_all,
            }
        return {
            told.CHILD: [dict(children[self._first])],
            content.CHILD_WORDS: chapter.said,
            content.DANGER: NO,
            **asked_by_all,
            told.SEEMED: chapter.seemed,
            told.INJURY: NO,
            told.ANSWERED: "I said that it was right to tell me, and whom I would tell.",
            told.IN_PERSON: [told.IN_PERSON_DSL],
        }

    def _steps(
        self,
        chapter: Chapter,
        route: Route,
        at: dt.datetime,
        children: Sequence[Mapping[str, Any]],
        teacher: str,
    ) -> Iterator[SampleStep]:
        state: CaseState = route.first_state
        last: dict[Move, SampleStep] = {}
        for beat in chapter.beats:
            moment = (
                self._hours.days_after(at, beat.days, beat.minutes)
                if beat.days
                else self._hours.after(at, beat.minutes)
            )
            if moment is None or moment >= self._end:
                return
            at = moment
            state = state_after(beat.move, route, state)
            step = SampleStep(
                invented_id(self._source),
                _KINDS.get(beat.move, EntryKind.MOVE),
                beat.move,
                at.replace(microsecond=0),
                self._who(beat.by, teacher),
                beat.words,
                state,
                self._details(beat, at, children, last, teacher),
            )
            last[beat.move] = step
            yield step

    def _details(
        self,
        beat: Beat,
        at: dt.datetime,
        children: Sequence[Mapping[str, Any]],
        last: Mapping[Move, SampleStep],
        teacher: str,
    ) -> dict[str, Any]:
        if beat.move is Move.ACTION:
            owner = self._school.member(self._who(beat.owner, teacher))
            due = (at + dt.timedelta(days=14)).date()
            return {"owner": str(owner.id), "owner_name": owner.name, "due": due.isoformat()}
        if beat.move is Move.ACTION_DONE:
            return {"action": str(last[Move.ACTION].id)}
        if beat.move is Move.LINK_PERSON:
            child = children[(self._first + beat.who) % len(children)]
            name, in_class = child["name"], child["class"]
            return {
                "pupil_id": child["id"], "member_id": None, "name": name, "class": in_class,
                "part": beat.part, "person": f"{name} ({in_class}): {beat.part}",
            }  # fmt: skip
        if beat.move is Move.UNLINK_PERSON:
            gone = last[Move.LINK_PERSON]
            return {"link": str(gone.id), "person": gone.details["person"]}
        if beat.other:
            route = next(Route.CONTENT if c.where else Route.SAFEGUARDING
                         for c in CHAPTERS if c.name == beat.other)  # fmt: skip
            return {"other": str(self._ids[beat.other]), "how": beat.how, "route": route.value}
        return {DECIDED: [beat.decision]} if beat.decision else {}


def _answered(step: SampleStep, by: SampleCase) -> SampleStep:
    """What stands in the other case, when it was over, of one that belongs to it."""
    return replace(
        step,
        id=uuid.uuid5(step.id, "the other report"),
        state=CaseState.SIGNED_OFF,
        details={"other": str(by.id), "how": LINKED, "route": by.route.value},
    )


_KINDS: Final = {
    Move.NOTE: EntryKind.NOTE,
    Move.ACTION: EntryKind.ACTION,
    Move.ACTION_DONE: EntryKind.ACTION,
}
