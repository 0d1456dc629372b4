"""Steps out of what happened: each as the workflow allows it, with what it gives to do."""

from __future__ import annotations

import datetime as dt
import heapq
import itertools
import random
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from trent_desktop.reports.cases import CaseState, EntryKind, Move
from trent_desktop.reports.casework.closing import LEFT_UNDONE, left_undone
from trent_desktop.reports.entries import OPEN_TASKS
from trent_desktop.reports.severity import SERIOUS
from trent_desktop.reports.steps import Follows, Step
from trent_desktop.reports.tasks.task import REVIEW
from trent_desktop.reports.workflow import may_follow, state_after
from trent_desktop.roles import Role
from trent_desktop.sample import casework_words as said
from trent_desktop.sample.phrasing import say
from trent_desktop.sample.school_year import in_london
from trent_desktop.sample.story import Event, Story
from trent_desktop.sample.values import SampleMember, SampleStep, invented_id
from trent_desktop.sample.working_time import WorkingTime

_KINDS = {
    Move.NOTE: EntryKind.NOTE,
    Move.ACTION: EntryKind.ACTION,
    Move.ACTION_DONE: EntryKind.ACTION,
    Move.AMEND: EntryKind.AMENDMENT,
    Move.RECATEGORISE: EntryKind.AMENDMENT,
}
#: Who holds a role alone, by sign-in name.
BY_ROLE = {
    Role.ICT_LEAD: "ict",
    Role.DSL: "dsl",
    Role.DEPUTY_DSL: "deputy",
    Role.HEADTEACHER: "head",
    Role.CHAIR: "chair",
}


def entry_kind(move: Move | None) -> EntryKind:
    """Which kind of entry a move is."""
    return EntryKind.MORE_ANSWERS if move is None else _KINDS.get(move, EntryKind.MOVE)


class Taking:
    """Takes the steps of one case, in order."""

    def __init__(
        self,
        source: random.Random,
        story: Story,
        hours: WorkingTime,
        end: dt.datetime,
        members: Mapping[str, SampleMember],
    ) -> None:
        self._source = source
        self._story = story
        self._hours = hours
        self._end = end
        self._members = members
        self._state: CaseState = story.route.first_state
        self._steps: list[SampleStep] = []
        self._given: SampleStep | None = None
        #: Tasks that are open; of those that steps gave, the move that did.
        self._open: dict[uuid.UUID, Move | None] = {}
        self._coming: list[tuple[dt.datetime, int, Event]] = []
        self._numbers = itertools.count()

    def take(self, events: Iterable[Event]) -> tuple[SampleStep, ...]:
        """The steps that come of it. What is not possible where it comes is left out."""
        for event in events:
            self._expect(event)
        while self._coming:
            at, _, event = heapq.heappop(self._coming)
            if event.move is Move.CLOSE and (waits := self._waits()):
                # Nothing is put away while it is still to be looked at again.
                last = max((one.at for one in waits if one is not None), default=None)
                if None in waits or last is None:
                    continue
                later = self._hours.after(max(last, at), self._source.uniform(5, 60))
                if later is not None and later < self._end:
                    self._expect(replace(event, at=later))
                continue
            self._take(event)
        return tuple(self._steps)

    def _expect(self, event: Event) -> None:
        heapq.heappush(self._coming, (event.at, next(self._numbers), event))

    def _waits(self) -> list[Event | None]:
        """What ends the tasks that steps gave; None for one that nothing ends before today."""
        ends = {uuid.UUID(one.details["action"]): one for _, _, one in self._coming if one.ends}
        return [ends.get(task) for task, move in self._open.items() if move is not None]

    def _take(self, event: Event) -> None:
        story, move, details = self._story, event.move, event.details
        if move is not None:
            urgent = story.urgent and move is Move.DECIDE
            if not may_follow(move, story.route, self._state, urgent=urgent, flow=story.flow):
                return
            if move is Move.ACTION_DONE and not event.ends:
                if self._given is None:
                    return
                details = {"action": str(self._given.id)}
            if move is Move.ACTION_DONE and uuid.UUID(details["action"]) not in self._open:
                return
            if move is Move.SIGN_OFF:
                details = {**details, **self._all_the_same()}
            self._state = state_after(
                move, story.route, self._state, flow=story.flow, details=details
            )
        step = self._step(invented_id(event.source or self._source), event, details)
        if move is Move.ACTION:
            self._given = step
            self._open[step.id] = None
        elif move is Move.ACTION_DONE:
            del self._open[uuid.UUID(details["action"])]
        if move is not None:
            rule = story.flow.steps[move]
            self._steps += self._settled(step, rule)
            self._steps += self._follows(step, rule)

    def _step(self, step_id: uuid.UUID, event: Event, details: Mapping[str, Any]) -> SampleStep:
        step = SampleStep(
            step_id,
            entry_kind(event.move),
            event.move,
            event.at.replace(microsecond=0),
            event.by,
            event.words,
            self._state,
            details,
        )
        self._steps.append(step)
        return step

    def _all_the_same(self) -> dict[str, str]:
        """What whoever signs off says of what is not done."""
        found: dict[str, str] = {}
        if self._open:
            found[OPEN_TASKS] = str(len(self._open))
        severity = SERIOUS if self._story.urgent else 0
        if undone := left_undone(self._story.route, severity, self._steps):
            found[LEFT_UNDONE] = ",".join(undone)
        return found

    # ------------------------------------------------------------------ what steps give to do

    def _settled(self, step: SampleStep, rule: Step) -> Iterator[SampleStep]:
        """That what earlier steps gave to do is done with by this one."""
        for task in [one for one, move in self._open.items() if move in rule.settles]:
            del self._open[task]
            yield replace(
                step,
                id=uuid.uuid5(step.id, f"done {task}"),
                kind=EntryKind.ACTION,
                move=Move.ACTION_DONE,
                words="",
                details={"action": str(task)},
                by_itself=True,
            )

    def _follows(self, step: SampleStep, rule: Step) -> Iterator[SampleStep]:
        known: dict[str, Any] = {}
        for one in self._steps:
            known |= {name: one.details[name] for name in rule.recalls if name in one.details}
        given = rule.follows(known | dict(step.details), step.at.date())
        settled = {move for one in self._story.flow.steps.values() for move in one.settles}
        for number, one in enumerate(given):
            task = self._given_by(step, number, one)
            self._open[task.id] = rule.move
            if rule.move not in settled:
                self._is_done(task, one)
            yield task

    def _given_by(self, step: SampleStep, number: int, one: Follows) -> SampleStep:
        owner = self._members[BY_ROLE[one.role]] if one.role else None
        details: dict[str, Any] = {
            "owner": str(owner.id) if owner else None,
            "owner_name": owner.name if owner else "",
            "due": one.due.isoformat(),
        }
        return replace(
            step,
            id=uuid.uuid5(step.id, f"to do {number}"),
            kind=EntryKind.ACTION,
            move=Move.ACTION,
            words=one.words,
            details=details | ({REVIEW: True} if one.review else {}),
            by_itself=True,
        )

    def _is_done(self, task: SampleStep, given: Follows) -> None:
        """Somebody sees to it on its day, where that is past."""
        source = self._source
        if given.due <= task.at.date():
            at = self._hours.after(task.at, source.uniform(20, 120))
        else:
            day = in_london(given.due, dt.time())
            at = self._hours.days_after(day, 0, source.uniform(60, 480))
        if at is None or at >= self._end:
            return
        patterns = said.LOOKED_AGAIN if given.review else said.ACTION_DONE
        words = say(source, patterns, self._story.words)
        by = BY_ROLE[given.role] if given.role else task.by
        details = {"action": str(task.id)}
        self._expect(Event(at, Move.ACTION_DONE, by, words, details, ends=True))
