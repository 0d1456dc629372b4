"""The row of a task: its content and what its owner said, encrypted under the task's own key.

Whom it is given to has that key sealed to her; the case's readers have it in the case's entry. The
row has a number of its own, so that nothing in it leads to the case (rule 26).
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from trent_desktop.newer import day_read, moment_read
from trent_desktop.reports.tasks.task import Said, Task
from trent_desktop.storage.cipher import CannotOpen, unseal, unwrap, wrap

if TYPE_CHECKING:
    from trent_desktop.reports.models import TaskRow


def close_content(task: Task) -> bytes:
    """What its owner reads of a task, encrypted."""
    return _close(
        task.key,
        task.id,
        b"content",
        {
            "words": task.words,
            "due": task.due.isoformat() if task.due else None,
            "case": str(task.case_id),
            "reference": task.reference,
            "by": [str(task.given_by_id) if task.given_by_id else None, task.given_by_name],
            "review": task.review,
            "text_only": task.text_only,
        },
    )


def open_row(row: TaskRow, private: bytes, owner_name: str) -> Task | None:
    """The task of a row by its owner's private key; None where it does not open."""
    try:
        return open_with(row, unseal(private, row.owner_key), owner_name)
    except CannotOpen:
        return None


def open_with(row: TaskRow, key: bytes, owner_name: str) -> Task | None:
    """The task of a row by its key; None where that does not open it."""
    try:
        given = _open(key, row.id, b"content", row.content)
        by_id, by_name = given["by"]
        return Task(
            id=row.id,
            case_id=uuid.UUID(given["case"]),
            reference=str(given["reference"]),
            words=str(given["words"]),
            owner_id=row.owner_id,
            owner_name=owner_name,
            given_by_id=uuid.UUID(by_id) if by_id else None,
            given_by_name=str(by_name),
            given_at=row.given_at,
            due=day_read(given["due"]) if given["due"] else None,
            review=bool(given["review"]),
            text_only=bool(given["text_only"]),
            given_back=is_given_back(said_in(row, [key])),
            key=key,
        )
    except (CannotOpen, ValueError, TypeError, KeyError):
        return None  # one row, whatever is in it, hides no other


def said_in(row: TaskRow, keys: Sequence[bytes]) -> tuple[Said, ...]:
    """What its owner said, the oldest first; what opens by none of the keys is left out."""
    found: list[Said] = []
    for _, content in _parts(row.answer or b""):
        for key in keys:
            try:
                found.append(said_from_json(_open(key, row.id, b"answer", content)))
            except (CannotOpen, ValueError, TypeError, KeyError):
                continue
            break
    return tuple(found)


def add_said(row: TaskRow, key: bytes, said: Said) -> bool:
    """Add what the owner said to a row; False when it is there already.

    It stands beside what was said before, which whoever adds may not be able to open any more.
    """
    before = row.answer or b""
    if any(said_id == said.id for said_id, _ in _parts(before)):
        return False
    content = _close(key, row.id, b"answer", said_to_json(said))
    row.answer = before + said.id.bytes + len(content).to_bytes(4, "big") + content
    return True


def _parts(answer: bytes) -> Iterator[tuple[uuid.UUID, bytes]]:
    at = 0
    while at + 20 <= len(answer):
        length = int.from_bytes(answer[at + 16 : at + 20], "big")
        yield uuid.UUID(bytes=answer[at : at + 16]), answer[at + 20 : at + 20 + length]
        at += 20 + length


def said_to_json(said: Said) -> dict[str, Any]:
    """What the owner said, as it is kept."""
    return {
        "id": str(said.id),
        "at": said.at.isoformat(),
        "done": said.done,
        "by": [str(said.by_id) if said.by_id else None, said.by_name, said.by_role],
        "words": said.words,
    }


def said_from_json(given: dict[str, Any]) -> Said:
    """The inverse of `said_to_json`."""
    by_id, by_name, by_role = given["by"]
    return Said(
        uuid.UUID(given["id"]),
        moment_read(given["at"]),
        bool(given["done"]),
        uuid.UUID(by_id) if by_id else None,
        str(by_name),
        str(by_role),
        str(given["words"]),
    )


def is_given_back(said: Sequence[Said]) -> bool:
    """Whether the owner said that she cannot do it."""
    return bool(said) and not any(one.done for one in said)


def done_at(said: Sequence[Said]) -> dt.datetime | None:
    """When the owner said that it is done."""
    return next((one.at for one in said if one.done), None)


def _close(key: bytes, task_id: uuid.UUID, part: bytes, content: Any) -> bytes:
    # Escaped to ASCII, so that even half a surrogate pair survives the way.
    plain = json.dumps(content, separators=(",", ":")).encode("ascii")
    return wrap(key, plain, b"case-task/1|" + part + b"|" + task_id.bytes)


def _open(key: bytes, task_id: uuid.UUID, part: bytes, content: bytes) -> Any:
    return json.loads(unwrap(key, content, b"case-task/1|" + part + b"|" + task_id.bytes))
