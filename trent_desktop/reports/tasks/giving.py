"""Giving tasks, ending them and taking them back, inside the unit of work of whoever does so."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.problems import AnswersRefused
from trent_desktop.reports.cases import EntryKind, Move, Route, TimelineEntry
from trent_desktop.reports.casework.to_do import steps_of_tasks
from trent_desktop.reports.entries import (
    CANNOT,
    HOW,
    INSTEAD_OF,
    TAKEN_BACK,
    NewEntry,
    actions_of,
    answers_of,
    author_of,
    open_actions,
)
from trent_desktop.reports.linking.people import has_done_it
from trent_desktop.reports.models import TaskRow
from trent_desktop.reports.stop import text_only
from trent_desktop.reports.tasks.done_by import done_by
from trent_desktop.reports.tasks.sealing import close_content, open_with, said_in
from trent_desktop.reports.tasks.task import (
    KEY,
    KEYS_BEFORE,
    REVIEW,
    ROW,
    SAY_WHY,
    NewTask,
    Said,
    Task,
)
from trent_desktop.reports.who.about import about, not_to_do
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.directory import Directory
from trent_desktop.school.people.people import Member, MemberState
from trent_desktop.school.people.permissions import Right, may
from trent_desktop.storage.audit import Act
from trent_desktop.storage.cipher import new_key, seal
from trent_desktop.storage.tables import MemberRow

if TYPE_CHECKING:
    from trent_desktop.reports.case_store import StoredCase

_ONLY_FIGURES = "{name} sees figures as one of the governors, and works on no reports."
_NO_ACCESS = "{name} has no access just now, so nothing can be assigned to them."


def give_tasks(
    me: SignedIn,
    session: Session,
    stored: StoredCase,
    tasks: Iterable[NewTask],
    change: int,
) -> tuple[NewEntry, ...]:
    """Give somebody something to do in a case: rows for their owners, entries for its timeline.

    The caller adds the entries to the case in the same unit of work; `change` is its number. Raises
    `AnswersRefused` for an owner who may not have it: the person it is about never gets one
    (rule 26).
    """
    return tuple(_give(me, session, stored, task, change) for task in tasks)


def asked_for(entry_id: uuid.UUID, words: str, details: Mapping[str, Any]) -> NewTask:
    """What a form asks to be given: `owner`, `due`, `review`, `instead_of`, each or none.

    Raises `AnswersRefused` for what is no member, no day or no task.
    """
    try:
        owner, due, before = (details.get(name) for name in ("owner", "due", INSTEAD_OF))
        return NewTask(
            entry_id,
            words,
            uuid.UUID(str(owner)) if owner else None,
            dt.date.fromisoformat(str(due)) if due else None,
            bool(details.get(REVIEW)),
            uuid.UUID(str(before)) if before else None,
        )
    except ValueError as error:
        raise AnswersRefused("This cannot be assigned as it is.") from error


def _give(
    me: SignedIn, session: Session, stored: StoredCase, new: NewTask, change: int
) -> NewEntry:
    refused = text_only.refusal(new.words) if stored.route is Route.STOPPED else ""
    if refused:
        raise AnswersRefused(refused, (("words", refused),))
    now, author = me.clock(), author_of(me)
    details: dict[str, Any] = {
        "owner": str(new.owner) if new.owner else None,
        "owner_name": "",
        "due": new.due.isoformat() if new.due else None,
    }
    if new.review:
        details[REVIEW] = True
    if new.instead_of is not None:
        details[INSTEAD_OF] = str(new.instead_of)
        if (before := _row_given_by(session, stored, new.instead_of)) is not None:
            withdraw(me, session, before, change)
    if new.owner is not None:
        owner, public_key = owner_of(me, session, stored, new.owner)
        task = Task(
            id=uuid.uuid4(),
            case_id=stored.row.id,
            reference=stored.row.reference,
            words=new.words,
            owner_id=owner.id,
            owner_name=owner.name,
            given_by_id=author.id,
            given_by_name=author.name,
            given_at=now,
            due=new.due,
            review=new.review,
            text_only=stored.route is Route.STOPPED,
            key=new_key(),
        )
        session.add(new_row(task, owner.id, public_key, change))
        details |= {"owner_name": owner.name, ROW: str(task.id), KEY: task.key.hex()}
        me.audit(session, Act.TASK_GIVEN, str(task.id))
    return NewEntry(new.id, EntryKind.ACTION, now, author, Move.ACTION, new.words, details)


def new_row(task: Task, owner_id: uuid.UUID, public_key: bytes, change: int) -> TaskRow:
    """The row of a task, sealed to its owner."""
    return TaskRow(
        id=task.id,
        owner_id=owner_id,
        owner_key=seal(public_key, task.key),
        content=close_content(task),
        due=task.due,
        given_at=task.given_at,
        change=change,
    )


def owner_of(
    me: SignedIn, session: Session, stored: StoredCase, owner_id: uuid.UUID
) -> tuple[Member, bytes]:
    """Who is to have a task, and her public key. Raises `AnswersRefused` where she may not."""
    members = me.directory.members
    owner = next((one for one in members if one.id == owner_id), None)
    row = session.get(MemberRow, owner_id)
    if owner is None or row is None:
        raise _refused("There is no such member.")
    if said := _not_hers(stored, answers_of(stored.timeline), members, owner):
        raise _refused(said)
    if row.state != MemberState.ACTIVE.value:
        raise _refused(_NO_ACCESS.format(name=owner.name))
    if not may(owner.roles, Right.ADD_TO_CASE):
        raise _refused(_ONLY_FIGURES.format(name=owner.name))
    return owner, row.public_key


def _not_hers(
    stored: StoredCase, answers: Mapping[str, Any], members: Sequence[Member], owner: Member
) -> str:
    """Why `owner` may not be given something to do here; empty if she may."""
    said = not_to_do(answers, members, owner, stored.reader_roles)
    return said or (about(owner) if has_done_it(owner, stored.timeline) else "")


def _refused(said: str) -> AnswersRefused:
    return AnswersRefused(said, (("owner", said),))


# ------------------------------------------------------------------ ending


def check_step(
    stored: StoredCase, move: Move, details: Mapping[str, Any], directory: Directory
) -> None:
    """Raises `MoveNotPossible` where a task is ticked off that a step does, and `AnswersRefused`
    where it is given to somebody who cannot take that step.
    """
    steps = steps_of_tasks(stored.flow.steps.values(), stored.timeline)
    which = details.get("action" if move is Move.ACTION_DONE else INSTEAD_OF)
    step = next((one for task, one in steps.items() if str(task) == str(which)), None)
    if step is None:
        return
    if move is Move.ACTION_DONE and details.get(HOW) not in (CANNOT, TAKEN_BACK):
        raise done_by(step.form.button if step.form is not None else str(step.move))
    owner = next((o for o in directory.members if str(o.id) == str(details.get("owner"))), None)
    if move is Move.ACTION and owner is not None and not may(owner.roles, step.right):
        raise _refused(
            f"{owner.name} cannot do this: it is a step of the report that is not theirs."
        )


def end_task(
    me: SignedIn, session: Session, stored: StoredCase, ends: NewEntry, change: int
) -> None:
    """A reader of the case has seen to a task, or takes it back: its owner's list is told so.

    Raises `AnswersRefused` where she gives her own back and does not say why.
    """
    how = ends.details.get(HOW)
    if how == CANNOT and not ends.words:
        raise AnswersRefused(SAY_WHY, (("words", SAY_WHY),))
    row = _row_given_by(session, stored, ends.details.get("action"))
    if row is None:
        return
    if how == TAKEN_BACK:
        withdraw(me, session, row, change)
    elif how == CANNOT:
        row.change = change
        me.audit(session, Act.TASK_GIVEN_BACK, str(row.id))
    else:
        row.done_at, row.change = me.clock(), change
        me.audit(session, Act.TASK_DONE, str(row.id))


def _row_given_by(session: Session, stored: StoredCase, entry_id: object) -> TaskRow | None:
    """The row of the task that an entry gives, while its owner has it."""
    entry = next((one for one in stored.timeline if str(one.id) == str(entry_id)), None)
    row = session.get(TaskRow, row_id) if entry and (row_id := row_of(entry)) else None
    return row if row and row.withdrawn_at is None and row.done_at is None else None


def withdraw_all(me: SignedIn, session: Session, stored: StoredCase, change: int) -> None:
    """The case is put away: whoever has a task of it still to do has it no more."""
    for row in _open_rows(session, stored).values():
        withdraw(me, session, row, change)


def withdraw_from_concerned(
    me: SignedIn,
    session: Session,
    stored: StoredCase,
    answers: Mapping[str, Any],
    change: int,
) -> None:
    """Of a case that is about her now, as `answers` say, nobody keeps a task (rule 26).

    Nothing tells her of it: it is no longer on her list, and goes to the next in line.
    """
    members = me.directory.members
    by_id = {one.id: one for one in members}
    for row in _open_rows(session, stored).values():
        owner = by_id.get(row.owner_id)
        if owner is None or _not_hers(stored, answers, members, owner):
            withdraw(me, session, row, change)


def withdraw(me: SignedIn, session: Session, row: TaskRow, change: int) -> None:
    """Take a task from its owner."""
    # What it said stays in the case's entry alone.
    row.withdrawn_at, row.owner_key, row.content = me.clock(), b"", b""
    row.change = change
    me.audit(session, Act.TASK_WITHDRAWN, str(row.id))


def _open_rows(session: Session, stored: StoredCase) -> dict[uuid.UUID, TaskRow]:
    """The rows of a case's tasks that their owners still have, by their entries."""
    is_open = {one.id for one in open_actions(actions_of(stored.timeline))}
    entries = {row_of(one): one.id for one in stored.timeline if one.id in is_open}
    return {
        entries[row.id]: row
        for row in rows_named(session, [one for one in entries if one])
        if row.withdrawn_at is None and row.done_at is None
    }


# ------------------------------------------------------------------ reading


def row_of(entry: TimelineEntry) -> uuid.UUID | None:
    """The row of the task that an entry gives; None where it gives none, or has none."""
    try:
        return uuid.UUID(str(entry.details[ROW])) if entry.move is Move.ACTION else None
    except (KeyError, ValueError):
        return None


def keys_of(entry: TimelineEntry) -> tuple[bytes, ...]:
    """The keys of that row, the one that it has now first; none where there is no row."""
    before = entry.details.get(KEYS_BEFORE)
    kept = cast("list[Any]", before) if isinstance(before, list) else []
    try:
        return tuple(bytes.fromhex(str(one)) for one in (entry.details[KEY], *kept))
    except (KeyError, ValueError):
        return ()


def rows_named(session: Session, ids: Sequence[uuid.UUID]) -> list[TaskRow]:
    """The rows of these tasks."""
    if not ids:
        return []
    return list(session.execute(select(TaskRow).where(TaskRow.id.in_(ids))).scalars())


def with_what_was_said(session: Session, stored: StoredCase) -> StoredCase:
    """A case with what the owners of its tasks said, each at its time among its entries."""
    keys = {row_id: (one, keys_of(one)) for one in stored.timeline if (row_id := row_of(one))}
    said = [
        _as_entry(one, keys[row.id][0])
        for row in rows_named(session, list(keys))
        for one in said_in(row, keys[row.id][1])
    ]
    if not said:
        return stored
    timeline = list(stored.timeline)
    for one in sorted(said, key=lambda one: one.at):
        at = next((n for n, entry in enumerate(timeline) if entry.at > one.at), len(timeline))
        timeline.insert(at, replace(one, number=timeline[at - 1].number))
    return replace(stored, timeline=tuple(timeline))


def _as_entry(said: Said, task: TimelineEntry) -> TimelineEntry:
    details = {"action": str(task.id)}
    if not said.done:
        details[HOW] = CANNOT
    return TimelineEntry(
        id=said.id,
        number=task.number,
        kind=EntryKind.ACTION,
        at=max(said.at, task.at),
        author_id=said.by_id,
        author_name=said.by_name,
        author_role=said.by_role,
        move=Move.ACTION_DONE,
        words=said.words,
        details=details,
    )


# ------------------------------------------------------------------ fewer readers


def with_new_keys(session: Session, stored: StoredCase) -> StoredCase:
    """Before a case is sealed to fewer: its tasks get other keys, which the others never had."""
    entries = {row_id: one for one in stored.timeline if (row_id := row_of(one))}
    changed: dict[uuid.UUID, TimelineEntry] = {}
    for row in rows_named(session, list(entries)):
        entry, owner = entries[row.id], session.get_one(MemberRow, row.owner_id)
        keys = keys_of(entry)
        task = open_with(row, keys[0], "") if keys else None
        if task is None:
            continue  # taken back: nothing is in it
        key = new_key()
        row.content = close_content(replace(task, key=key))
        row.owner_key = seal(owner.public_key, key)
        details = {KEY: key.hex(), KEYS_BEFORE: [one.hex() for one in keys]}
        changed[entry.id] = replace(entry, details={**entry.details, **details})
    timeline = tuple(changed.get(one.id, one) for one in stored.timeline)
    return replace(stored, timeline=timeline)
