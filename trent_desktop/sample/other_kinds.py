"""Cases of the kinds that say themselves what an invented report of theirs holds."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from trent_desktop.reports.cases import CaseState, Route
from trent_desktop.reports.kinds import KINDS, Kind
from trent_desktop.reports.kinds.kind import Scene
from trent_desktop.reports.severity import alarm_of
from trent_desktop.reports.workflow import OVER, flow_of, may_follow, state_after
from trent_desktop.sample.answering import Answering
from trent_desktop.sample.long_story import FROM_CASES, whose_story
from trent_desktop.sample.school_year import in_london, school_year_of
from trent_desktop.sample.story import Story
from trent_desktop.sample.timelines import Timeline
from trent_desktop.sample.values import SampleCase, SampleSchool, SampleStage, dice, invented_id

_KINDS = tuple(kind for kind in KINDS if kind.sample)
#: So many school days ago something began whose end is not there yet.
_UNDER_WAY = 8
#: So many reports are drawn to see on which routes a kind's come, and until one is on another.
_DRAWN = 40


class OtherKinds:
    """Makes them for one sample.

    Each kind has dice of its own: one kind more changes nothing of what is drawn for the others.
    """

    def __init__(
        self,
        school: SampleSchool,
        days: Sequence[dt.date],
        timeline: Timeline,
        answering: Answering,
        teachers: Mapping[UUID, str],
    ) -> None:
        self._school = school
        self._days = days
        self._timeline = timeline
        self._answering = answering
        self._teachers = teachers
        self._this_year = school_year_of(school.today)
        self._not_for = whose_story(school, answering)

    def make(self, count: int) -> list[SampleCase]:
        """Those of a sample of `count` cases, the oldest first.

        Where there is room for it, of each kind one in each state that it can be in, on each
        route on which its reports come; and some over the years.
        """
        found: list[SampleCase] = []
        for kind in _KINDS:
            source = dice(self._school.seed, f"cases of {kind.name}")
            in_states = list(self._in_each_state(kind, source)) if count >= FROM_CASES else []
            found += in_states
            for number in range(count // 40):
                day = self._days[int(source.random() * len(self._days))]
                if not in_states and number < 2:
                    # The first waits since the last school day, so that its next step can be seen.
                    day = self._days[-min((1, _UNDER_WAY)[number], len(self._days))]
                first = not in_states and not number
                found.append(self._case(kind, source, day, waits=first))
        return sorted(found, key=lambda case: case.recorded_at)

    def _in_each_state(self, kind: Kind, source: random.Random) -> Iterator[SampleCase]:
        for route in self._routes(kind, source):
            for number, state in enumerate(states_of(kind, route)):
                # What is open is of the last days; what is over, of any time.
                ago = 3 * number + source.randint(1, 5 if number else 2)
                if state in OVER:
                    ago = source.randint(15, 240)
                case = None
                # Further and further back, until there was time enough for it.
                while case is None or (case.state is not state and ago < len(self._days)):
                    day = self._days[-min(ago, len(self._days))]
                    case = self._case(kind, source, day, route, state)
                    ago += 1 + ago // 6
                yield case

    def _routes(self, kind: Kind, source: random.Random) -> list[Route]:
        drawn = (self._drawn(kind, source, self._days[-1])[2] for _ in range(_DRAWN))
        return sorted({kind.lead(kind.stages[0], one) for one in drawn})

    def _drawn(
        self, kind: Kind, source: random.Random, day: dt.date
    ) -> tuple[Scene, dt.datetime, dict[str, Any]]:
        """What a report starts from, when it was recorded, and its answers."""
        recorded_at = in_london(day, dt.time(source.randint(10, 14), source.randint(0, 59)))
        at = recorded_at - dt.timedelta(minutes=source.randint(5, 40))
        school_class = source.choice(self._school.classes)
        years_ago = self._this_year - school_year_of(day)
        children = [
            one
            for one in self._answering.children_of(school_class, years_ago)
            if one["id"] != self._not_for
        ]
        child = source.choice(children)
        others = [one for one in children if one is not child]
        other = source.choice(others) if others else {}
        named = {"id": str(school_class.id), "name": school_class.name}
        scene = Scene(at, child, named, other)
        return scene, recorded_at, kind.sample(source, scene) if kind.sample else {}

    def _case(
        self,
        kind: Kind,
        source: random.Random,
        day: dt.date,
        route: Route | None = None,
        wanted: CaseState | None = None,
        *,
        waits: bool = False,
    ) -> SampleCase:
        scene, recorded_at, answers = self._drawn(kind, source, day)
        led, tries = kind.lead(kind.stages[0], answers), 0
        while route not in (None, led) and tries < 10 * _DRAWN:
            scene, recorded_at, answers = self._drawn(kind, source, day)
            led, tries = kind.lead(kind.stages[0], answers), tries + 1
        class_id = UUID(scene.school_class["id"])
        reporter = self._teachers.get(class_id, "deputy")
        story = Story(
            led,
            reporter,
            recorded_at,
            {"class": scene.school_class["name"]},
            line="",
            on_purpose=False,
            urgent=bool(alarm_of(kind, led, answers)),
            course=kind.course(source, scene, answers) if kind.course else (),
            flow=flow_of(kind, led),
        )
        return SampleCase(
            id=invented_id(source),
            route=led,
            reporter=reporter,
            happened_at=scene.at,
            recorded_at=recorded_at,
            answers=answers,
            stages=(SampleStage(kind.name, kind.stages[0], recorded_at, answers),),
            first_state=led.first_state,
            steps=self._timeline.make(source, story, led.first_state if waits else wanted),
        )


def states_of(kind: Kind, route: Route) -> list[CaseState]:
    """The states that a report of a kind can be in on a route, the nearest to its start first."""
    flow = flow_of(kind, route)
    found = [route.first_state]
    for state in found:
        for move in flow.steps:
            if may_follow(move, route, state, flow=flow):
                after = state_after(move, route, state, flow=flow)
                found += [] if after in found else [after]
    return found
