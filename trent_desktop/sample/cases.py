"""The school's cases, one after the other in the order in which they were recorded."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from trent_desktop.reports.cases import CaseState, Route
from trent_desktop.reports.filter.lines import Extent, lines_for
from trent_desktop.reports.kinds.content import KIND as CONTENT_KIND
from trent_desktop.reports.kinds.content.names import (
    ABOUT_HEAD,
    ABOUT_NO,
    ABOUT_STAFF,
    CATEGORY,
    CONTENT,
    FULL,
    ON_SCREEN_OF,
    QUICK,
    STOP,
    WHERE,
)
from trent_desktop.reports.severity import alarm_of
from trent_desktop.sample import telling
from trent_desktop.sample.answering import Answering, amendment, other_category
from trent_desktop.sample.happenings import Happening, draw_happening
from trent_desktop.sample.long_story import FROM_CASES, long_story, whose_story
from trent_desktop.sample.other_kinds import OtherKinds
from trent_desktop.sample.phrasing import say
from trent_desktop.sample.planned import PLANNED, Planned
from trent_desktop.sample.school_year import (
    in_london,
    school_days,
    school_days_before,
    school_year_of,
)
from trent_desktop.sample.story import Story
from trent_desktop.sample.timelines import Timeline
from trent_desktop.sample.values import (
    SampleCase,
    SampleClass,
    SampleSchool,
    SampleStage,
    dice,
    invented_id,
)
from trent_desktop.sample.working_time import WorkingTime

MOST_CASES, MOST_YEARS = 200_000, 10
_TRIES = 500


#: The lessons of a day, as minutes after midnight, and how much is reported in each.
_LESSONS = ((540, 630, 30), (650, 730, 30), (795, 920, 34), (920, 985, 6))
_LESSON_SHARES = tuple(share for _, _, share in _LESSONS)
_ROUTES = (Route.CONTENT, Route.STOPPED, Route.STAFF, Route.HEAD)
_ROUTE_SHARES = (972, 16, 11, 1)


def each_case(school: SampleSchool, count: int, years: int = 2) -> Iterator[SampleCase]:
    """`count` cases of the last `years` school years (this one included), all before today.

    They come one at a time, in the order of `recorded_at`. Raises ValueError for a count or a
    number of years that cannot be.
    """
    if not 0 <= count <= MOST_CASES:
        raise ValueError(f"A sample school has from 0 to {MOST_CASES:,} reports.")
    if not 1 <= years <= MOST_YEARS:
        raise ValueError(
            f"The reports of a sample school cover from 1 to {MOST_YEARS} school years."
        )
    return _Casebook(school, years).each(count) if count else iter(())


class _Casebook:
    """What all cases of one sample share."""

    def __init__(self, school: SampleSchool, years: int) -> None:
        self._school = school
        self._source = dice(school.seed, "cases")
        # In the first days of September the year has no school day behind it yet.
        self._days = school_days_before(school.today, years) or school_days_before(
            school.today, years + 1
        )
        latest = school_year_of(school.today)
        open_days = [
            day for year in range(self._days[0].year - 1, latest + 1) for day in school_days(year)
        ]
        self._hours = WorkingTime(open_days)
        self._end = in_london(school.today, dt.time())
        self._timeline = Timeline(school, self._hours, self._end)
        self._answering = Answering(school)
        self._not_for = whose_story(school, self._answering)
        self._classes = school.classes
        self._this_year = latest
        self._teachers = {
            one.class_id: one.sign_in_name
            for one in school.members
            if one.class_id and one.sign_in_name.startswith("teacher")
        }
        self._others = OtherKinds(
            school, self._days, self._timeline, self._answering, self._teachers
        )
        self._support = tuple(
            one.sign_in_name for one in school.members if one.sign_in_name.startswith("support")
        )

    def each(self, count: int) -> Iterator[SampleCase]:
        """The cases, oldest first."""
        planned = PLANNED[:count]
        times: list[tuple[dt.datetime, Planned | None]] = [
            (self._time_on(self._days[-min(plan.days_ago, len(self._days))]), plan)
            for plan in planned
        ]
        others = self._others.make(count)
        if count >= FROM_CASES:
            story = long_story(self._school, self._days, self._hours, self._answering, self._end)
            others = sorted([*others, *story], key=lambda case: case.recorded_at)
        for _ in range(count - len(planned) - len(others)):
            day = self._days[int(self._source.random() * len(self._days))]
            times.append((self._time_on(day), None))
        for recorded_at, plan in sorted(times, key=lambda one: one[0]):
            while others and others[0].recorded_at < recorded_at:
                yield others.pop(0)
            yield (
                self._planned(recorded_at, plan)
                if plan
                else self._case(
                    recorded_at,
                    self._source.choices(_ROUTES, _ROUTE_SHARES)[0],
                    self._source.choice(self._classes),
                    answered=self._source.random() < 0.93,
                    wanted=None,
                )
            )
        yield from others

    def _time_on(self, day: dt.date) -> dt.datetime:
        first, last, _ = self._source.choices(_LESSONS, _LESSON_SHARES)[0]
        seconds = int(self._source.uniform(first, last) * 60)
        clock = dt.time(seconds // 3600, seconds // 60 % 60, seconds % 60)
        return in_london(day, clock)

    def _planned(self, recorded_at: dt.datetime, plan: Planned) -> SampleCase:
        """Cases are drawn until one ends as planned, or else the last one drawn."""
        of_plan = next((one for one in self._classes if one.name == plan.class_name), None)
        for _ in range(_TRIES):
            case = self._case(
                recorded_at,
                plan.route,
                of_plan or self._source.choice(self._classes),
                answered=plan.answered,
                wanted=plan.state,
                by_class_teacher=of_plan is not None,
                kind=plan.kind,
            )
            moved = plan.after is None or any(step.move is plan.after for step in case.steps)
            if case.state is plan.state and moved:
                break
        return case  # pyright: ignore[reportPossiblyUnboundVariable] - there is one try at least

    def _case(
        self,
        recorded_at: dt.datetime,
        route: Route,
        school_class: SampleClass,
        *,
        answered: bool,
        wanted: CaseState | None,
        by_class_teacher: bool = False,
        kind: str = "",
    ) -> SampleCase:
        source = self._source
        reporter = self._reporter(school_class, route, by_class_teacher=by_class_teacher)
        happened_at = recorded_at - self._delay(recorded_at)
        years_ago = self._this_year - school_year_of(happened_at.date())
        children = [
            one
            for one in self._answering.children_of(school_class, years_ago)
            if one["id"] != self._not_for
        ]
        happening = draw_happening(source, school_class, children, happened_at, kind)
        happening = _about_grown_ups(source, happening, route)
        stages = self._stages(happening, route, reporter, recorded_at, answered=answered)
        answers: dict[str, Any] = {}
        for stage in stages:
            answers.update(stage.answers)
        story = Story(
            route=route,
            reporter=reporter,
            recorded_at=recorded_at,
            words={**happening.words, "class": school_class.name},
            line=self._line(happening, answers),
            on_purpose=happening.on_purpose,
            amend=amendment(source, answers),
            recategorise=_not_more_serious(other_category(source, answers), route, answers),
            later=stages[1] if len(stages) > 1 else None,
            urgent=bool(alarm_of(CONTENT_KIND, route, answers)),
            child=_who_did_it(happening, answers),
        )
        case_id = invented_id(source)
        return SampleCase(
            id=case_id,
            route=route,
            reporter=reporter,
            happened_at=happened_at,
            recorded_at=recorded_at,
            answers=answers,
            stages=stages,
            first_state=route.first_state,
            steps=self._timeline.make(source, story, wanted),
        )

    def _stages(
        self,
        happening: Happening,
        route: Route,
        reporter: str,
        recorded_at: dt.datetime,
        *,
        answered: bool,
    ) -> tuple[SampleStage, ...]:
        source = self._source
        if route is Route.STOPPED:
            name = self._school.member(reporter).name
            answers = self._answering.stop(source, happening, name, recorded_at)
            return (SampleStage(CONTENT, STOP, recorded_at, answers),)
        # Some say at once that it is about a grown-up; others find it out from the later questions.
        at_once = route in _ABOUT and recorded_at.minute % 2 == 0
        about = _ABOUT[route] if at_once else ABOUT_NO
        quick = SampleStage(
            CONTENT, QUICK, recorded_at, self._answering.quick(source, happening, about)
        )
        if route is Route.CONTENT:
            later_at = self._hours.after(recorded_at, source.uniform(4, 380))
        else:
            # Where only the later questions say so, they are always answered.
            answered, later_at = True, recorded_at + dt.timedelta(seconds=source.randint(240, 2400))
        if not answered or later_at is None or later_at >= self._end:
            return (quick,)
        answers = self._answering.full(source, happening, route, recorded_at)
        if at_once:
            return (quick,)  # its reporter can add nothing more
        return quick, SampleStage(CONTENT, FULL, later_at.replace(microsecond=0), answers)

    def _line(self, happening: Happening, answers: Mapping[str, Any]) -> str:
        """The line that the ICT Lead takes: mostly the whole site, at times the page."""
        where = answers.get(WHERE)
        if not happening.host or not isinstance(where, str):
            return ""
        if self._source.random() < 0.2:
            for line in lines_for(where):
                if line.extent is Extent.PAGE:
                    return line.text
        return happening.host

    def _reporter(self, school_class: SampleClass, route: Route, *, by_class_teacher: bool) -> str:
        teacher = self._teachers.get(school_class.id, "deputy")
        if by_class_teacher or route is not Route.CONTENT:
            return teacher
        chance = self._source.random()
        if chance < 0.8:
            return teacher
        if chance < 0.92:
            return self._source.choice(self._support)
        return self._source.choice(("ict", "deputy", "dsl"))

    def _delay(self, recorded_at: dt.datetime) -> dt.timedelta:
        """How long after it happened it was recorded: mostly minutes, at times hours."""
        if self._source.random() < 0.86:
            return dt.timedelta(minutes=self._source.randint(1, 7))
        start = in_london(recorded_at.date(), dt.time(8, 55))
        since = max(0, int((recorded_at - start).total_seconds() // 60))
        return dt.timedelta(minutes=self._source.randint(min(8, since), max(8, since)))


_ABOUT = {Route.STAFF: ABOUT_STAFF, Route.HEAD: ABOUT_HEAD}


def _not_more_serious(
    change: Mapping[str, Any], route: Route, answers: Mapping[str, Any]
) -> Mapping[str, Any]:
    """A change of category, unless the DSL would have to decide on it anew."""
    changed = {**answers, CATEGORY: change.get("after")}
    more = alarm_of(CONTENT_KIND, route, changed).above(alarm_of(CONTENT_KIND, route, answers))
    return {} if change and more else change


def _who_did_it(happening: Happening, answers: Mapping[str, Any]) -> Mapping[str, Any]:
    """The child who did it on purpose, as far as the answers name one."""
    named: list[Mapping[str, Any]] = answers.get(ON_SCREEN_OF) or []
    return named[0] if happening.on_purpose and named else {}


def _about_grown_ups(source: random.Random, happening: Happening, route: Route) -> Happening:
    """The same lesson with a concern about a grown-up instead, where the route says so."""
    if route not in (Route.STAFF, Route.HEAD):
        return happening
    patterns: Sequence[str] = telling.STAFF_WHAT if route is Route.STAFF else telling.HEAD_WHAT
    title = say(source, patterns, happening.words)
    category = "unsuitable"
    return replace(
        happening,
        sighting=replace(happening.sighting, kind="grown-up", category=category),
        device="other",
        device_name="",
        platform="",
        filter_on=None,
        title=title,
        what=f"{title}.",
        account=say(source, telling.STAFF_ACCOUNT, happening.words).strip(),
        child_words="",
        support="",
        parents_told="",
        address="",
        host="",
        app="In school, not on a site",
        typed="",
        saw=(),
    )
