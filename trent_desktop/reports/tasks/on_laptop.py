"""All there is to do, and what was said of it, as this laptop has it."""

from __future__ import annotations

import datetime as dt
import json
import threading
import uuid
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from trent_desktop.asking import kept_first, on_laptop
from trent_desktop.problems import AnswersRefused, NotFound, Problem
from trent_desktop.reports.casework.late import Late, late_now
from trent_desktop.reports.entries import author_of
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.index_values import CaseQuery, Scope
from trent_desktop.reports.report import clean_words
from trent_desktop.reports.stop import text_only
from trent_desktop.reports.tasks import to_do
from trent_desktop.reports.tasks.done_by import done_by
from trent_desktop.reports.tasks.sealing import said_from_json, said_to_json
from trent_desktop.reports.tasks.task import SAY_WHY, Said, Task, ToDo
from trent_desktop.reports.waiting.drafts import DraftService
from trent_desktop.reports.waiting.outbox import waiting_drafts
from trent_desktop.reports.whose_turn import turns_of
from trent_desktop.school.keys.put_by_here import KeysPutByOnLaptop
from trent_desktop.school.keys.session import Clocked, SignedIn
from trent_desktop.school.people.people import Member
from trent_desktop.storage.box.sorts import Sort

_MOST_CASES = 200
_LONGEST = 5_000
_KIND = "task"  # as it stands in the box
NOT_THERE = "That is no longer on your list."


@dataclass(frozen=True, slots=True)
class Waiting:
    """What was said of a task, and waits to be brought into the school's file."""

    id: str
    task_id: uuid.UUID
    key: bytes
    said: Said
    put_at: dt.datetime


class TasksOnLaptop(Clocked):
    """Tasks of the member who is signed in, as her laptop has them. Never asks the share."""

    def __init__(
        self,
        signed_in: SignedIn,
        index: LocalIndex,
        drafts: DraftService,
        keys_put_by: KeysPutByOnLaptop,
        *,
        over: Callable[[Iterable[uuid.UUID]], Collection[uuid.UUID]],
        reset: Callable[[], Iterable[Member]],
    ) -> None:
        """`over` says which cases are signed off or closed; `reset` gives the members who can be
        given their reports back.
        """
        super().__init__(signed_in)
        self._index = index
        self._kept = index.tasks
        self._drafts = drafts
        self._keys = keys_put_by
        self._over = over
        self._reset = reset
        self._turn = threading.Lock()

    @on_laptop
    def to_do(self) -> tuple[ToDo, ...]:
        """All that she has to do: overdue first, then by date, then what has none."""
        me, today = self._me, self.today
        members = me.directory.members
        said = self._waiting()
        answered = {one.task_id for one in said}
        tasks = [one for one in self._kept.all() if one.id not in answered]
        rows = list(to_do.task_rows(tasks, me.member.id, members, today))
        rows += self._draft_rows()
        rows += [to_do.waiting_row(one.kept_at, one) for one in waiting_drafts(me.store.box)]
        rows += [to_do.waiting_row(one.put_at) for one in said]
        query = CaseQuery(scope=Scope.TO_ACT)
        cases = self._index.page(query, turns_of(me), None, _MOST_CASES)
        late = self._late()
        rows += [to_do.case_row(one, today, late.pop(one.id, None)) for one in cases.rows]
        rows += [to_do.clock_row(one) for one in late.values() if one.leads]
        rows += map(to_do.key_row, self._keys.others())
        rows += map(to_do.reset_row, self._reset())
        return to_do.in_order(rows)

    def _late(self) -> dict[uuid.UUID, Late]:
        """The cases that she reads of which a clock has run out."""
        me = self._me
        with me.store.reading() as connection:
            found = late_now(connection, me.member, me.directory.members, me.clock())
        return {one.case_id: one for one in found}

    def _draft_rows(self) -> list[ToDo]:
        refused = {one.draft_id for one in self._drafts.refusals()}
        # What could not go stands first: it must not be the fourth of three.
        drafts = sorted(self._drafts.all(), key=lambda one: one.id not in refused)
        over = self._over(one.id for one in drafts)
        return [
            to_do.draft_row(one, refused=one.id in refused, over=one.id in over)
            for one in drafts
            # Nothing is open in a report that is over. What she typed is kept, and hers to send.
            if one.id not in over or one.trail or one.id in refused
        ]

    @on_laptop
    def open(self, task_id: uuid.UUID) -> Task:
        """A task of hers, with its words. Raises `NotFound`."""
        task = self._kept.get(task_id)
        me, members = self._me.member.id, self._me.directory.members
        if task is None or not any(to_do.task_rows([task], me, members, self.today)):
            raise NotFound(NOT_THERE)
        return task

    def _waiting(self) -> list[Waiting]:
        kept = self._me.store.box.all(Sort.TASK)
        return [_read(name, json.loads(content)) for name, content in kept.items()]

    @kept_first()
    def answer(self, task_id: uuid.UUID, words: str, *, done: bool, answer_id: uuid.UUID) -> bool:
        """Say that a task is done, or why it cannot be. Whether the school's file has it now.

        It is kept on this laptop first, and goes by itself when the share is back. `answer_id` is
        made before the first try: said twice is said once. Raises `AnswersRefused`, `NotFound`,
        and `MoveNotPossible` for what a step of the report does.
        """
        words = clean_words(words)
        task = self._kept.get(task_id)
        if any(one.said.id == answer_id for one in self._waiting()):
            return self._try()
        if task is None:
            if self._landed(task_id, answer_id):
                return True
            raise NotFound(NOT_THERE)
        if task.owner_id != self._me.member.id or not task.key:
            raise NotFound(NOT_THERE)
        if done and task.by_step:
            raise done_by(task.by_step)
        _check(task, words, done=done)
        author = author_of(self._me)
        said = Said(answer_id, self._me.clock(), done, author.id, author.name, author.role, words)
        body = {"task": str(task.id), "key": task.key.hex(), "said": said_to_json(said)}
        with self._me.store.box.changing() as change:
            content = json.dumps({**body, "put_at": said.at.isoformat()})
            change.put(Sort.TASK, f"{_KIND} {answer_id}", content)
        with suppress(Problem):  # it is said, and not asked for again while it waits
            self._kept.put((), [task.id])
        return self._try()

    def _try(self) -> bool:
        """Bring it into the school's file, and say whether it is there: a laptop alone cannot."""
        return False

    def _landed(self, task_id: uuid.UUID, answer_id: uuid.UUID) -> bool:
        """Whether this was said already, and only the word that it was got lost."""
        return self._me.store.box.get(Sort.SAID, str(task_id)) == str(answer_id)


def _read(name: str, kept: dict[str, Any]) -> Waiting:
    return Waiting(
        name,
        uuid.UUID(kept["task"]),
        bytes.fromhex(kept["key"]),
        said_from_json(kept["said"]),
        dt.datetime.fromisoformat(kept["put_at"]),
    )


def _check(task: Task, words: str, *, done: bool) -> None:
    said = ""
    if not done and not words:
        said = SAY_WHY
    elif len(words) > _LONGEST:
        said = f"Shorten this by {len(words) - _LONGEST:,} characters."
    elif words and task.text_only:
        said = text_only.refusal(words)
    if said:
        raise AnswersRefused(said, (("words", said),))
