"""The open tasks that a member's laptop keeps: her own, and those of cases that she reads."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Collection, Iterable
from typing import Any

from trent_desktop.newer import day_read, known, moment_read
from trent_desktop.reports.tasks.task import Task
from trent_desktop.roles import Role
from trent_desktop.storage.local_store import LocalStore

#: How far she has been told of a task: that it came, that it is due, that it was.
CAME, DUE, WAS_DUE = 1, 2, 3


class KeptTasks:
    """Keeps and finds them. Quick, and never asks the share."""

    def __init__(self, store: LocalStore) -> None:
        self._store = store
        #: Counts up with every change.
        self.version = 0

    def all(self) -> tuple[Task, ...]:
        """Every task that is open, as this laptop knows it."""
        return tuple(task for task, _ in self.with_told())

    def with_told(self) -> tuple[tuple[Task, int], ...]:
        """The same, each with how far she has been told of it."""
        with self._store.reading() as connection:
            rows = connection.execute("SELECT content, told FROM task_row ORDER BY rowid")
            found = rows.fetchall()
        return tuple((_from_json(json.loads(content)), told) for content, told in found)

    def get(self, task_id: uuid.UUID) -> Task | None:
        """One task; None when it is not here, or no longer."""
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT content FROM task_row WHERE id = ?", (str(task_id),)
            ).fetchone()
        return _from_json(json.loads(row[0])) if row else None

    def of_cases(self, case_ids: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
        """Those that are here because she reads these cases."""
        found: set[uuid.UUID] = set()
        with self._store.reading() as connection:
            for case_id in case_ids:
                rows = connection.execute(
                    "SELECT id FROM task_row WHERE case_id = ? AND reads_case", (str(case_id),)
                )
                found.update(uuid.UUID(row[0]) for row in rows)
        return frozenset(found)

    def put_case(self, case_id: uuid.UUID, tasks: Collection[Task]) -> None:
        """Put the open tasks of a case that she reads in the place of those of before."""
        self.put(tasks, self.of_cases([case_id]) - {one.id for one in tasks})

    def put(self, tasks: Iterable[Task], gone: Iterable[uuid.UUID] = (), *, told: int = 0) -> bool:
        """Put tasks in, and take others out. Whether anything is another now."""
        written = [(one, json.dumps(_to_json(one), sort_keys=True)) for one in tasks]
        with self._store.reading() as connection:
            kept = {
                str(one.id): connection.execute(
                    "SELECT content FROM task_row WHERE id = ?", (str(one.id),)
                ).fetchone()
                for one, _ in written
            }
            found = (
                connection.execute("SELECT id FROM task_row WHERE id = ?", (str(one),)).fetchone()
                for one in gone
            )
            went = [row for row in found if row]
        written = [(one, text) for one, text in written if kept[str(one.id)] != (text,)]
        if not written and not went:
            return False
        with self._store.writing(lasting=False) as connection:
            connection.executemany("DELETE FROM task_row WHERE id = ?", went)
            for one, text in written:
                connection.execute(
                    "INSERT INTO task_row (id, case_id, reads_case, content, told) "
                    "VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
                    # Given back, it is news to whoever gave it.
                    "told = iif(excluded.content LIKE '%\"given_back\": true%' AND "
                    "content NOT LIKE '%\"given_back\": true%', 0, told), "
                    "reads_case = excluded.reads_case, content = excluded.content",
                    (str(one.id), str(one.case_id), int(one.reads_case), text, told),
                )
        self.version += 1
        return True

    def note_told(self, told: Iterable[tuple[uuid.UUID, int]]) -> None:
        """Remember how far she has been told of tasks."""
        rows = [(how_far, str(task_id)) for task_id, how_far in told]
        if rows:
            with self._store.writing(lasting=False) as connection:
                connection.executemany("UPDATE task_row SET told = ? WHERE id = ?", rows)


def forget_tasks(connection: Any) -> None:
    """Take out all of them, inside a transaction at hand."""
    connection.execute("DELETE FROM task_row")


def _to_json(task: Task) -> dict[str, Any]:
    return {
        "id": str(task.id),
        "case_id": str(task.case_id),
        "reference": task.reference,
        "words": task.words,
        "owner_id": _text(task.owner_id),
        "owner_name": task.owner_name,
        "given_by_id": _text(task.given_by_id),
        "given_by_name": task.given_by_name,
        "given_at": task.given_at.isoformat(),
        "due": task.due.isoformat() if task.due else None,
        "review": task.review,
        "text_only": task.text_only,
        "entry_id": _text(task.entry_id),
        "line": [role.value for role in task.line],
        "not_for": sorted(map(str, task.not_for)),
        "given_back": task.given_back,
        "taken": task.taken,
        "key": task.key.hex(),
        # A program of before does not know it, so it stands there only where it says something.
        **({"by_step": task.by_step} if task.by_step else {}),
    }


def _from_json(kept: dict[str, Any]) -> Task:
    roles = [known(Role, role) for role in kept["line"]]
    due: dt.date | None = day_read(kept["due"]) if kept["due"] else None
    values: dict[str, Any] = {
        **kept,
        **{name: _id(kept[name]) for name in ("owner_id", "given_by_id", "entry_id")},
        "id": uuid.UUID(kept["id"]),
        "case_id": uuid.UUID(kept["case_id"]),
        "given_at": moment_read(kept["given_at"]),
        "due": due,
        "line": tuple(role for role in roles if role),
        "not_for": frozenset(map(uuid.UUID, kept["not_for"])),
        "key": bytes.fromhex(kept["key"]),
    }
    return Task(**values)


def _text(one: uuid.UUID | None) -> str | None:
    return str(one) if one else None


def _id(text: str | None) -> uuid.UUID | None:
    return uuid.UUID(text) if text else None
