"""What a member does with her tasks, and the one list of all that she has to do."""

from __future__ import annotations

import datetime as dt
import json
import logging
import threading
import uuid
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from trent_desktop.asking import kept_first, on_laptop
from trent_desktop.problems import (
    AnswersRefused,
    NoLongerMember,
    NotFound,
    Problem,
    SchoolBusy,
)
from trent_desktop.reports.casework.late import Late, late_now
from trent_desktop.reports.entries import author_of
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.index_values import CaseQuery, Scope
from trent_desktop.reports.models import TaskRow
from trent_desktop.reports.reading import turns_of
from trent_desktop.reports.report import clean_words
from trent_desktop.reports.stop import text_only
from trent_desktop.reports.tasks import to_do
from trent_desktop.reports.tasks.giving import done_by
from trent_desktop.reports.tasks.sealing import add_said, said_from_json, said_to_json
from trent_desktop.reports.tasks.task import SAY_WHY, Said, Task, ToDo
from trent_desktop.reports.waiting.drafts import DraftService
from trent_desktop.reports.waiting.outbox import waiting_drafts
from trent_desktop.school.keys.keys_put_by import KeysPutBy
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.people import Member
from trent_desktop.storage.audit import Act
from trent_desktop.storage.box.sorts import Sort
from trent_desktop.storage.cipher import CannotOpen, unseal
from trent_desktop.storage.database import next_change
from trent_desktop.storage.landed import Repeat

log = logging.getLogger(__name__)

_LONGEST = 5_000
_MOST_CASES = 200
_KIND = "task"  # as it stands in the box
NOT_THERE = "That is not on your list any more."


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What was said of a task, and waits to be brought into the school's file."""

    id: str
    task_id: uuid.UUID
    key: bytes
    said: Said
    put_at: dt.datetime


class TaskService:
    """Tasks of the member who is signed in. All but `answer` and `deliver` ask this laptop alone."""

    def __init__(
        self,
        signed_in: SignedIn,
        index: LocalIndex,
        drafts: DraftService,
        keys_put_by: KeysPutBy,
        *,
        over: Callable[[Iterable[uuid.UUID]], Collection[uuid.UUID]],
        reset: Callable[[], Iterable[Member]],
    ) -> None:
        """`over` says which cases are signed off or closed; `reset` gives the members who can be
        given their reports back.
        """
        self._me = signed_in
        self._index = index
        self._kept = index.tasks
        self._drafts = drafts
        self._keys = keys_put_by
        self._over = over
        self._reset = reset
        self._turn = threading.Lock()

    @property
    def today(self) -> dt.date:
        """The day by this laptop's clock."""
        return self._me.clock().astimezone().date()

    # ------------------------------------------------------------------ looking

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

    # ------------------------------------------------------------------ saying

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
        try:
            self.deliver()
        except NoLongerMember:
            raise
        except Exception as error:  # noqa: BLE001 - it is kept, and goes by itself later
            log.info("What was said of a task waits because of %s", type(error).__name__)
            return False
        return True

    def _landed(self, task_id: uuid.UUID, answer_id: uuid.UUID) -> bool:
        """Whether this was said already, and only the word that it was got lost."""
        return self._me.store.box.get(Sort.SAID, str(task_id)) == str(answer_id)

    def deliver(self) -> None:
        """Bring what waits on this laptop into the school's file, in the order it was said.

        What cannot go keeps nothing of another task back; it waits. Raises why: `SchoolAway` or
        what else ails the file.
        """
        with self._turn:
            failure: Exception | None = None
            held: set[uuid.UUID] = set()
            for one in self._waiting():
                if one.task_id in held:
                    continue
                try:
                    self._bring(one)
                except SchoolBusy:
                    raise  # each further try would wait as long again
                except Exception as error:  # noqa: BLE001 - raised when the others are in
                    failure = error
                    held.add(one.task_id)
            if failure is not None:
                raise failure

    def _bring(self, one: _Waiting) -> None:
        me = self._me
        with me.database.write(Repeat.KNOWS) as session:
            row = session.get(TaskRow, one.task_id)
            if row is None:
                return  # a file that was put back does not have it yet
            if add_said(row, self._key_now(row) or one.key, one.said):
                if one.said.done and row.done_at is None:
                    row.done_at = one.said.at
                row.change = next_change(session)
                act = Act.TASK_DONE if one.said.done else Act.TASK_GIVEN_BACK
                me.audit(session, act, str(row.id))
        with me.store.box.changing() as change:
            change.drop(Sort.TASK, one.id)
            change.put(Sort.SAID, str(one.task_id), str(one.said.id))

    def _key_now(self, row: TaskRow) -> bytes | None:
        """The key that a task has now; None when it is no longer hers."""
        try:
            return unseal(self._me.keyring.own, row.owner_key)
        except CannotOpen:
            return None

    def _waiting(self) -> list[_Waiting]:
        kept = self._me.store.box.all(Sort.TASK)
        return [_read(name, json.loads(content)) for name, content in kept.items()]


def _read(name: str, kept: dict[str, Any]) -> _Waiting:
    return _Waiting(
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
