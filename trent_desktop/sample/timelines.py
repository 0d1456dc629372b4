"""What becomes of a report: who does what and when, in the order the workflow allows."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from typing import Any

from trent_desktop.journeys import YES, when_value
from trent_desktop.reports.cases import CaseState, Move, Route
from trent_desktop.reports.casework.names import (
    BY_WHOM,
    DECIDED,
    FOR_WHOM,
    SANCTION,
    TOLD,
    WHEN,
    WHOM,
)
from trent_desktop.reports.kinds.kind import Happened
from trent_desktop.reports.workflow import state_after
from trent_desktop.sample import casework_words as said
from trent_desktop.sample.phrasing import say
from trent_desktop.sample.story import Event, Story
from trent_desktop.sample.taking import BY_ROLE, Taking
from trent_desktop.sample.values import (
    SampleSchool,
    SampleStep,
    dice,
)
from trent_desktop.sample.working_time import WorkingTime

#: Who decides on a sealed report, and who signs it off, by sign-in name.
_DECIDES = {
    Route.STOPPED: "dsl",
    Route.STAFF: "head",
    Route.HEAD: "chair",
}
_SIGNS = {
    Route.CONTENT: "head",
    Route.STOPPED: "head",
    Route.STAFF: "head",
    Route.HEAD: "chair",
}
#: How often something follows for a child who did it on purpose, and what.
_FOLLOWED = 0.8
_SANCTIONS = ("talk", "talk", "talk", "lesson", "lost-time", "parents")


class Timeline:
    """Makes timelines that end before `end`. One for a whole sample."""

    def __init__(self, school: SampleSchool, hours: WorkingTime, end: dt.datetime) -> None:
        self._hours = hours
        self._end = end
        self._members = {one.sign_in_name: one for one in school.members}

    def make(
        self, source: random.Random, story: Story, wanted: CaseState | None = None
    ) -> tuple[SampleStep, ...]:
        """The steps of one case. `wanted` cuts them where the case last stands in that state."""
        course = _Course(source, self._hours, story, self._end)
        if story.course is not None:
            events = course.told(story.course)
            return self._taken(source, story, _until(events, story, wanted))
        sure = course.content() if story.route is Route.CONTENT else course.sealed()
        sure = _until(sure, story, wanted)
        end = min(self._end, self._cut(sure, wanted))
        beside = self._beside(source, story, sure)
        events = sorted([*sure, *beside], key=lambda event: event.at)
        # What the reporter sends later is part of the case, however new the case is to look.
        kept = [event for event in events if event.move is None or event.at < end]
        return self._taken(source, story, kept)

    def _taken(
        self, source: random.Random, story: Story, events: Sequence[Event]
    ) -> tuple[SampleStep, ...]:
        return Taking(source, story, self._hours, self._end, self._members).take(events)

    def _cut(self, sure: Sequence[Event], wanted: CaseState | None) -> dt.datetime:
        # Nothing may follow for days what is said to be new.
        if wanted is None or not sure:
            return self._end
        return max(sure[-1].at + dt.timedelta(hours=30), sure[0].at)

    # ------------------------------------------------------------------ beside the workflow

    def _beside(self, source: random.Random, story: Story, sure: Sequence[Event]) -> list[Event]:
        """Later answers, notes, things to do, amendments: what happens between the moves."""
        events: list[Event] = []
        start, last = story.recorded_at, sure[-1].at if sure else self._end
        if story.later is not None:
            details = {"stage": story.later.stage, "answers": story.later.answers}
            events.append(Event(story.later.at, None, story.reporter, "", details))
        for _ in range(source.choices((0, 1, 2, 3), (50, 32, 13, 5))[0]):
            by = source.choice(_writers(story))
            moment = start + (max(last - start, dt.timedelta(hours=2))) * source.random()
            at = self._hours.after(moment, source.uniform(1, 240))
            if at is not None:
                if story.route is Route.CONTENT:
                    patterns = said.NOTES["reporter" if by == story.reporter else by]
                else:
                    patterns = said.NOTES_SEALED[story.route]
                events.append(Event(at, Move.NOTE, by, say(source, patterns, story.words)))
        if story.route is Route.CONTENT:
            events += self._things_to_do(source, story) if source.random() < 0.22 else ()
            for move, details, chance in (
                (Move.AMEND, story.amend, 0.07),
                (Move.RECATEGORISE, story.recategorise, 0.05),
            ):
                answered_at = story.later.at if story.later else self._end
                at = self._hours.after(answered_at, source.uniform(20, 900))
                if details and at is not None and source.random() < chance:
                    by = story.reporter if move is Move.AMEND else "dsl"
                    patterns = said.AMEND if move is Move.AMEND else said.RECATEGORISE
                    words = {**story.words, "becomes": str(details.get("words", ""))}
                    kept = {name: value for name, value in details.items() if name != "words"}
                    events.append(Event(at, move, by, say(source, patterns, words), kept))
        return events

    def _things_to_do(self, source: random.Random, story: Story) -> list[Event]:
        whose, pattern, days = source.choice(said.ACTIONS)
        owner = self._members[story.reporter if whose == "reporter" else whose]
        at = self._hours.after(story.recorded_at, source.uniform(120, 700))
        if at is None:
            return []
        details = {
            "owner": str(owner.id),
            "owner_name": owner.name,
            "due": (at.date() + dt.timedelta(days=days)).isoformat(),
        }
        words = say(source, (pattern,), story.words) + "."
        events = [Event(at, Move.ACTION, source.choice(("dsl", "head")), words, details)]
        done = self._hours.days_after(at, source.randint(1, days), source.uniform(10, 500))
        if done is not None and source.random() < 0.85:
            done_words = say(source, said.ACTION_DONE, story.words)
            events.append(Event(done, Move.ACTION_DONE, owner.sign_in_name, done_words))
        return events


def _writers(story: Story) -> tuple[str, ...]:
    """Who writes notes into a case of that route: nobody who cannot read it."""
    return {
        Route.CONTENT: ("dsl", "ict", story.reporter, "head"),
        Route.STOPPED: ("dsl", "head"),
        Route.STAFF: ("head",),
        Route.HEAD: ("chair",),
    }[story.route]


def _until(events: list[Event], story: Story, wanted: CaseState | None) -> list[Event]:
    """The events up to the last moment at which the case stands in the wanted state."""
    if wanted is None:
        return events
    route = story.route
    state, cut = route.first_state, 0 if route.first_state is wanted else -1
    for number, event in enumerate(events, 1):
        state = state_after(event.move, route, state, flow=story.flow) if event.move else state
        if state is wanted:
            cut = number
    return events[:cut] if cut >= 0 else events


class _Course:
    """The moves of one case, each some working time after the one before."""

    def __init__(
        self, source: random.Random, hours: WorkingTime, story: Story, end: dt.datetime
    ) -> None:
        self._source = source
        self._end = end
        self._hours = hours
        self._story = story
        # What is about a grown-up is only known from the later answers.
        sealed_later = story.later is not None and story.route is not Route.CONTENT
        self._at: dt.datetime | None = (
            story.later.at if sealed_later and story.later else (story.recorded_at)
        )
        self._events: list[Event] = []

    def content(self) -> list[Event]:
        """A report of content: block or not, check, signature, file."""
        chance = self._source.random
        self._triage()
        self._decide_urgent()
        if chance() < 0.03:
            self._close("dsl")
        else:
            self._wait_days(0, 8)
            self._sign_off()
            if chance() < 0.88:
                self._close("head" if chance() < 0.6 else "dsl")
        if chance() < 0.05:
            self._wait_days(2, 30)
            self._do(Move.REOPEN, "head" if chance() < 0.5 else "dsl", said.REOPEN)
            self._triage()
            self._wait_days(0, 6)
            self._sign_off()
            if chance() < 0.8:
                self._close("head")
        return self._events

    def sealed(self) -> list[Event]:
        """A report that only few may read: decision with its reason, signature, file."""
        route = self._story.route
        if route.first_state is CaseState.WITH_DSL:
            self._wait(3, 40)
            self._do(Move.HAVE_IT, "dsl", ("",))
            self._wait(10, 170)
        else:
            self._wait_days(0, 3)
        decided, why = self._source.choice(said.DSL_DECISION[route])
        self._do(Move.DECIDE, _DECIDES[route], (why,), {DECIDED: list(decided)})
        self._wait_days(0, 4)
        self._do(Move.SIGN_OFF, _SIGNS[route], said.SIGN_OFF_SEALED)
        if self._source.random() < 0.8:
            self._close(_SIGNS[route])
        return self._events

    def told(self, steps: Sequence[Happened]) -> list[Event]:
        """What its kind tells of it, as far as there was time for it."""
        for one in steps:
            if one.minutes:
                self._wait(one.minutes, one.minutes * 2)
            else:
                self._wait_days(max(one.days, 0), max(one.days, 2))
            at = self._at
            if at is None or at >= self._end:
                break
            details = {
                name: value(at) if callable(value) else value for name, value in one.details.items()
            }
            self._events.append(Event(at, one.move, BY_ROLE[one.by], one.words, details))
        return self._events

    def _decide_urgent(self) -> None:
        """The DSL decides on what is serious, before anybody signs it off."""
        later = self._story.later
        if later is None or not self._story.urgent or self._at is None:
            return
        source = dice(0, f"decision at {later.at.isoformat()}")
        at = self._hours.after(later.at, source.uniform(8, 90))
        if at is None:
            # There is no time left before today: nothing is signed off either.
            self._at = None
            return
        decided, why = source.choice(said.DSL_DECISION[Route.CONTENT])
        words, details = say(source, (why,), self._story.words), {DECIDED: list(decided)}
        self._events.append(Event(at, Move.DECIDE, "dsl", words, details, source=source))
        told = {TOLD: YES, WHOM: "The parents", WHEN: when_value(at), BY_WHOM: "The DSL"}
        at += dt.timedelta(minutes=2)
        self._events.append(Event(at, Move.PARENTS_TOLD, "dsl", "", told, source=source))
        self._at = max(self._at, at)

    def _sign_off(self) -> None:
        if self._story.on_purpose and self._source.random() < 0.7:
            patterns = said.SIGN_OFF_CONDUCT
        elif any(event.move is Move.NO_BLOCK_NEEDED for event in self._events[-2:]):
            patterns = said.SIGN_OFF_NO_BLOCK + said.SIGN_OFF
        else:
            patterns = said.SIGN_OFF_BLOCKED + said.SIGN_OFF
        if self._story.child and self._source.random() < _FOLLOWED:
            which = self._source.choice(_SANCTIONS)
            details = {FOR_WHOM: [dict(self._story.child)], SANCTION: which}
            self._do(Move.SANCTION, "head", ("",), details)
            self._wait(2, 15)
        self._do(Move.SIGN_OFF, "head", patterns)

    def _triage(self) -> None:
        chance = self._source.random
        if chance() < 0.8:
            self._wait(3, 55)
        else:
            self._wait(60, 500)
        no_block = 0.13 if self._story.line else 0.8
        if chance() < no_block + (0.2 if self._story.on_purpose else 0):
            if self._story.on_purpose:
                patterns = said.NO_BLOCK_PURPOSE
            else:
                patterns = said.NO_BLOCK if self._story.line else said.NO_BLOCK_APP
            self._do(Move.NO_BLOCK_NEEDED, "ict", patterns)
            return
        self._block()
        self._wait(8, 420)
        if chance() < 0.08:
            self._do(Move.NOT_BLOCKED, "ict", said.NOT_BLOCKED)
            self._wait(5, 90)
            self._block()
            self._wait(10, 300)
        self._do(Move.STILL_BLOCKED, "ict", said.STILL_BLOCKED)
        if chance() < 0.03:
            self._wait_days(1, 5)
            self._do(Move.NOT_BLOCKED, "ict", said.NOT_BLOCKED)
            self._wait(5, 90)
            self._block()
            self._wait(10, 300)
            self._do(Move.STILL_BLOCKED, "ict", said.STILL_BLOCKED)

    def _block(self) -> None:
        line = self._story.line
        self._do(Move.BLOCKED, "ict", said.BLOCKED, {"line": line} if line else {})

    def _close(self, by: str) -> None:
        self._wait_days(0, 15)
        self._do(Move.CLOSE, by, said.CLOSE)

    def _wait(self, least: float, most: float) -> None:
        if self._at is not None:
            # Short waits are the rule: the square leans towards the least.
            share = self._source.random() ** 2
            self._at = self._hours.after(self._at, least + (most - least) * share)

    def _wait_days(self, least: int, most: int) -> None:
        if self._at is None:
            return
        days = least + int((most - least + 1) * self._source.random() ** 2)
        if days == 0:
            self._wait(20, 200)
        else:
            minute = self._source.uniform(5, 520)
            self._at = self._hours.days_after(self._at, days, minute)

    def _do(
        self,
        move: Move,
        by: str,
        patterns: Sequence[str],
        details: Mapping[str, Any] | None = None,
    ) -> None:
        if self._at is None:
            return
        story = self._story
        words = {**story.words, "line": story.line or "the app"}
        text = say(self._source, patterns, words)
        self._events.append(Event(self._at, move, by, text, details or {}))
