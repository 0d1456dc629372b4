"""Tasks that the share brings: her own by their rows, those of cases she reads by the cases."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.newer import known
from trent_desktop.problems import Problem
from trent_desktop.reports.cases import Action, CaseState, Route, TimelineEntry
from trent_desktop.reports.casework.late import late_now
from trent_desktop.reports.casework.to_do import steps_of_tasks
from trent_desktop.reports.entries import actions_of, answers_of, open_actions
from trent_desktop.reports.models import TaskRow
from trent_desktop.reports.tasks.given_again import give_again
from trent_desktop.reports.tasks.giving import keys_of, row_of, rows_named, withdraw
from trent_desktop.reports.tasks.kept import CAME, DUE, WAS_DUE, KeptTasks
from trent_desktop.reports.tasks.line import hers, line_of
from trent_desktop.reports.tasks.sealing import done_at, is_given_back, open_row, said_in
from trent_desktop.reports.tasks.task import REVIEW, Task
from trent_desktop.reports.who.about import concerned, not_to_do
from trent_desktop.roles import Role
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.storage.database import next_change
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.tables import CaseReaderRow

if TYPE_CHECKING:
    from trent_desktop.reports.case_store import StoredCase


def tasks_of(
    me: SignedIn,
    session: Session,
    cases: Iterable[StoredCase],
    lost: set[uuid.UUID] | None = None,
) -> tuple[Task, ...]:
    """The open tasks of cases that she reads the whole of, for this laptop to keep.

    To `lost` come the cases with a task whose row the school's file lost.
    """
    given: list[tuple[StoredCase, TimelineEntry, Action]] = []
    for stored in cases:
        if stored.in_part or stored.newer or stored.state is CaseState.CLOSED:
            continue
        by_id = {one.id: one for one in open_actions(actions_of(stored.timeline))}
        given += [(stored, one, by_id[one.id]) for one in stored.timeline if one.id in by_id]
    if not given:
        return ()
    row_ids = [row_id for _, entry, _ in given if (row_id := row_of(entry))]
    rows = {row.id: row for row in rows_named(session, row_ids)}
    if lost is not None:
        there = {None, *rows}
        lost |= {stored.row.id for stored, entry, _ in given if row_of(entry) not in there}
    readers = _reader_roles(session, [stored for stored, _, _ in given])
    found = (
        _task(
            me, stored, entry, action, rows.get(row_of(entry) or entry.id), readers[stored.row.id]
        )
        for stored, entry, action in given
    )
    return tuple(one for one in found if one is not None)


def _reader_roles(
    session: Session, cases: Iterable[StoredCase]
) -> dict[uuid.UUID, list[Role | None]]:
    """As what each case is read. A sealed one says so itself: rows name roles that open nothing."""
    found: dict[uuid.UUID, list[Role | None]] = {}
    told: dict[uuid.UUID, list[Role | None]] = {}
    for stored in cases:
        said = stored.standing.readers
        if said is None:
            found[stored.row.id] = []
        else:
            told[stored.row.id] = [known(Role, role) for role in said]
    for row in session.execute(
        select(CaseReaderRow.case_id, CaseReaderRow.role).where(CaseReaderRow.case_id.in_(found))
    ):
        found[row.case_id].append(known(Role, row.role))
    return found | told


def _task(
    me: SignedIn,
    stored: StoredCase,
    entry: TimelineEntry,
    action: Action,
    row: TaskRow | None,
    readers: Sequence[Role | None],
) -> Task | None:
    """A task as its case tells of it; None when its owner said that it is done."""
    keys = keys_of(entry)
    said = said_in(row, keys) if row is not None else ()
    if done_at(said) or (row is not None and row.done_at is not None):
        return None
    answers, members = answers_of(stored.timeline), me.directory.members
    owner = next((one for one in members if one.id == action.owner_id), None)
    not_for = concerned(answers, members)
    if owner is not None and not_to_do(answers, members, owner, readers):
        not_for |= {owner.id}
    return Task(
        id=row.id if row is not None else row_of(entry) or entry.id,
        case_id=stored.row.id,
        reference=stored.row.reference,
        words=action.words,
        owner_id=action.owner_id,
        owner_name=action.owner_name,
        given_by_id=entry.author_id,
        given_by_name=entry.author_name,
        given_at=entry.at,
        due=action.due,
        review=bool(entry.details.get(REVIEW)),
        text_only=stored.route is Route.STOPPED,
        entry_id=entry.id,
        line=line_of(stored.route, readers),
        not_for=not_for,
        given_back=is_given_back(said) or action.given_back_at is not None,
        taken=row is not None and row.withdrawn_at is not None,
        by_step=_step_words(stored, entry.id),
        key=keys[0] if keys else b"",
    )


def _step_words(stored: StoredCase, task: uuid.UUID) -> str:
    step = steps_of_tasks(stored.flow.steps.values(), stored.timeline).get(task)
    return step.form.button if step is not None and step.form is not None else ""


class TaskFollowing:
    """Keeps the tasks of one laptop in step with the share."""

    def __init__(self, signed_in: SignedIn, kept: KeptTasks) -> None:
        self._me = signed_in
        self._kept = kept
        self._reminded: tuple[dt.date, int, int] | None = None
        self._unread: list[uuid.UUID] = []
        self._lost: set[uuid.UUID] = set()
        #: Those she knows of; what was late before she signed in is no news.
        self._late: frozenset[tuple[uuid.UUID, dt.datetime]] | None = None
        #: Up to which number the laptop is complete; with 0 what comes is no news.
        self.since = 0
        #: Whether anything of hers is another than when it was last told.
        self.moved = False

    def take(
        self, session: Session, cases: Sequence[StoredCase], asked: Sequence[uuid.UUID]
    ) -> None:
        """Those of the cases that changed; of `asked` those that are missing are no longer hers."""
        tasks = tasks_of(self._me, session, cases, self._lost)
        lost = self._kept.of_cases(asked) - {one.id for one in tasks}
        self.moved |= self._kept.put(tasks, lost, told=self._told)
        # What she read with the case may be hers still as the task alone.
        self._put_own(rows_named(session, list(lost)))

    def bring_in(self, session: Session) -> frozenset[uuid.UUID]:
        """The rows that changed; the cases to which they belong, where she reads those."""
        changed = TaskRow.change > self.since
        own = session.execute(
            select(TaskRow).where(changed, TaskRow.owner_id == self._me.member.id)
        ).scalars()
        self._put_own(list(own))
        if not self.since:
            return frozenset()  # they came with their cases
        others = session.execute(select(TaskRow.id).where(changed)).scalars()
        here = (self._kept.get(task_id) for task_id in others)
        named = {one.id: one for one in here if one is not None and one.reads_case}
        for row in rows_named(session, list(named)):
            self._keep_answered(named[row.id], row)
        return frozenset(one.case_id for one in named.values())

    def hand_on(self) -> None:
        """What was sealed to a key that she lost goes to the next in line: she cannot read it.

        What the school's file lost is given again.
        """
        lost, self._lost = self._lost, set()
        if lost:
            with suppress(Problem):
                give_again(self._me, sorted(lost))
        ids, self._unread = self._unread, []
        if not ids:
            return
        me = self._me
        with suppress(Problem), me.database.write(Repeat.KNOWS) as session:
            change = next_change(session)
            for row in rows_named(session, ids):
                if row.withdrawn_at is None and row.done_at is None:
                    withdraw(me, session, row, change)

    def _keep_answered(self, task: Task, row: TaskRow) -> None:
        """What the owner said of a task whose case did not change."""
        said = said_in(row, [task.key])
        if done_at(said) or row.done_at is not None:
            self.moved |= self._kept.put((), [task.id])
            return
        now = replace(task, given_back=is_given_back(said), taken=row.withdrawn_at is not None)
        self.moved |= self._kept.put([now])

    @property
    def _told(self) -> int:
        return 0 if self.since else CAME

    def _put_own(self, rows: Sequence[TaskRow]) -> None:
        me = self._me
        own: list[Task] = []
        gone: list[uuid.UUID] = []
        for row in rows:
            kept = self._kept.get(row.id)
            if kept is not None and kept.reads_case:
                continue  # the case says more of it
            is_open = row.withdrawn_at is None and row.done_at is None
            own_one = is_open and row.owner_id == me.member.id
            task = open_row(row, me.keyring.own, me.member.name) if own_one else None
            if own_one and task is None:
                self._unread.append(row.id)
            if task is None or task.given_back:
                gone.append(row.id)
            else:
                own.append(task)
        self.moved |= self._kept.put(own, gone, told=self._told)

    def remind(self) -> int:
        """How much of her list needs her since she was last told: tasks that came, are due or were
        due, and clocks that ran out while the program was open.
        """
        return self._tasks_that_need_her() + self._clocks_that_ran_out()

    def _clocks_that_ran_out(self) -> int:
        me, before = self._me, self._late
        with me.store.reading() as connection:
            late = late_now(connection, me.member, me.directory.members, me.clock())
        self._late = frozenset((one.case_id, one.due) for one in late if one.leads)
        return len({case_id for case_id, _ in self._late - before}) if before is not None else 0

    def _tasks_that_need_her(self) -> int:
        me = self._me
        today = me.clock().astimezone().date()
        mark = (today, me.directory.change, self._kept.version)
        if mark == self._reminded:
            return 0
        news: list[tuple[uuid.UUID, int]] = []
        silent: list[tuple[uuid.UUID, int]] = []
        members = me.directory.members
        for task, told in self._kept.with_told():
            if hers(task, me.member.id, members, today) is None:
                continue
            stage = CAME
            if task.due is not None and task.due <= today:
                stage = DUE if task.due == today else WAS_DUE
            if stage > told:
                own = stage == CAME and task.given_by_id == me.member.id and not task.given_back
                (silent if own else news).append((task.id, stage))
        self._kept.note_told([*news, *silent])
        self._reminded = mark
        return len(news)
