"""What the steps of a sample's cases write beside them: tasks, and the register of supervision."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from trent_desktop.reports.cases import Move, Route
from trent_desktop.reports.entries import Author, NewEntry
from trent_desktop.reports.models import BanRow, TaskRow
from trent_desktop.reports.supervision.service import LEADING, sealed_rows, staff_readers
from trent_desktop.reports.tasks.sealing import close_content
from trent_desktop.reports.tasks.task import KEY, REVIEW, ROW, Task
from trent_desktop.sample.values import SampleCase, SampleSchool, SampleStep
from trent_desktop.storage.audit import Act, PlannedEntry
from trent_desktop.storage.cipher import new_key, seal
from trent_desktop.storage.keyring import Reader
from trent_desktop.storage.role_key_rows import newest_role_keys
from trent_desktop.storage.tables import table_of

_TASKS, _BANS = table_of(TaskRow), table_of(BanRow)


class Beside:
    """Keeps them as the service does: sealed to whom they are for, each with its link of the chain."""

    def __init__(
        self,
        session: Session,
        school: SampleSchool,
        members: Mapping[uuid.UUID, Reader],
        authors: Mapping[str, Author],
    ) -> None:
        self._session = session
        self._members = members
        self._authors = authors
        self._by = {one.sign_in_name: one.id for one in school.members}
        self._staff = staff_readers(session)
        self._leading = tuple(newest_role_keys(session, LEADING))
        self._tasks: list[dict[str, Any]] = []
        self._bans: list[dict[str, Any]] = []
        self.trail: list[PlannedEntry] = []

    def of_case(
        self, case: SampleCase, reference: str, change: int
    ) -> dict[uuid.UUID, Mapping[str, Any]]:
        """What a case's steps write; gives the details of those entries that a row belongs to."""
        details: dict[uuid.UUID, Mapping[str, Any]] = {}
        is_open: dict[str, dict[str, Any]] = {}
        for step in case.steps:
            at = step.at.astimezone(dt.UTC)
            if step.move is Move.ACTION and step.details["owner"]:
                row, key = self._task(case, reference, step, at, change)
                details[step.id] = {**step.details, ROW: str(row["id"]), KEY: key.hex()}
                is_open[str(step.id)] = row
            elif step.move is Move.ACTION_DONE and step.details["action"] in is_open:
                row = is_open.pop(step.details["action"])
                row["done_at"] = at
                self._says(at, step.by, Act.TASK_DONE, row["id"])
            elif step.move in (Move.CLOSE, Move.MERGE):
                for row in is_open.values():
                    row |= {"withdrawn_at": at, "owner_key": b"", "content": b""}
                    self._says(at, step.by, Act.TASK_WITHDRAWN, row["id"])
                is_open.clear()
            elif step.move is Move.SUPERVISE:
                self._supervised(case, step, at, change)
        return details

    def write(self) -> None:
        """Write what has come together since the last time."""
        for table, rows in ((_TASKS, self._tasks), (_BANS, self._bans)):
            if rows:
                self._session.execute(insert(table), rows)
                rows.clear()

    def _says(self, at: dt.datetime, by: str, act: Act, row_id: uuid.UUID) -> None:
        self.trail.append(PlannedEntry(at, self._by[by], act, str(row_id)))

    def _task(
        self, case: SampleCase, reference: str, step: SampleStep, at: dt.datetime, change: int
    ) -> tuple[dict[str, Any], bytes]:
        giver, owner = self._authors[step.by], uuid.UUID(step.details["owner"])
        task = Task(
            id=uuid.uuid4(),
            case_id=case.id,
            reference=reference,
            words=step.words,
            owner_id=owner,
            owner_name=step.details["owner_name"],
            given_by_id=giver.id,
            given_by_name=giver.name,
            given_at=at,
            due=dt.date.fromisoformat(step.details["due"]),
            review=bool(step.details.get(REVIEW)),
            text_only=case.route is Route.STOPPED,
            key=new_key(),
        )
        row = {
            "id": task.id,
            "owner_id": owner,
            "owner_key": seal(self._members[owner].public_key, task.key),
            "content": close_content(task),
            "due": task.due,
            "given_at": at,
            "answer": None,
            "done_at": None,
            "withdrawn_at": None,
            "change": change,
        }
        self._tasks.append(row)
        self._says(at, step.by, Act.TASK_GIVEN, task.id)
        return row, task.key

    def _supervised(self, case: SampleCase, step: SampleStep, at: dt.datetime, change: int) -> None:
        entry = NewEntry(
            step.id, step.kind, at, self._authors[step.by], step.move, step.words, step.details
        )
        for row in sealed_rows(case.id, entry, self._staff, self._leading):
            kept = {column.name: getattr(row, column.name) for column in _BANS.columns}
            self._bans.append(kept | {"change": change})
            self._says(at, step.by, Act.SUPERVISION_BEGUN, row.id)
