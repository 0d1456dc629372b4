"""What one entry of a case's timeline holds, and how a whole case is read out of its entries."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, cast

from trent_desktop.reports.cases import Action, EntryKind, Move, TimelineEntry
from trent_desktop.roles import Role
from trent_desktop.school.keys.session import SignedIn


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote an entry, as she was called then."""

    id: uuid.UUID | None
    name: str
    role: str


def author_of(me: SignedIn) -> Author:
    """The member who is signed in, as an author."""
    return Author(me.member.id, me.member.name, me.role_shown)


#: The program itself, for entries that nobody wrote.
PROGRAM = Author(None, "Trent Desktop", "")


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry that is to be added. Its words and details never show in a repr."""

    id: uuid.UUID
    kind: EntryKind
    at: dt.datetime
    author: Author
    move: Move | None = None
    words: str = field(default="", repr=False)
    details: Mapping[str, Any] = field(default_factory=dict[str, Any], repr=False)

    def content(self) -> dict[str, Any]:
        """The entry as it is encrypted."""
        return {
            "kind": self.kind.value,
            "at": self.at.isoformat(),
            "author": [
                str(self.author.id) if self.author.id else None,
                self.author.name,
                self.author.role,
            ],
            "move": self.move.value if self.move else None,
            "words": self.words,
            "details": dict(self.details),
        }


def told_entry(of: uuid.UUID, roles: Iterable[Role], at: dt.datetime) -> NewEntry:
    """That the program told the holders of `roles`, without content, because of entry `of`."""
    told = [role.value for role in roles]
    return NewEntry(uuid.uuid5(of, "told"), EntryKind.TOLD, at, PROGRAM, details={"roles": told})


def read_entry(entry_id: uuid.UUID, number: int, content: Any) -> TimelineEntry:
    """An entry as it was decrypted."""
    author_id, author_name, author_role = content["author"]
    return TimelineEntry(
        id=entry_id,
        number=number,
        kind=EntryKind(content["kind"]),
        at=dt.datetime.fromisoformat(content["at"]),
        author_id=uuid.UUID(author_id) if author_id else None,
        author_name=author_name,
        author_role=author_role,
        move=Move(content["move"]) if content["move"] else None,
        words=content["words"],
        details=content["details"],
    )


def as_written(entry: TimelineEntry) -> NewEntry:
    """An entry as it was written: the inverse of `read_entry`, but for its place."""
    return NewEntry(
        entry.id,
        entry.kind,
        entry.at,
        Author(entry.author_id, entry.author_name, entry.author_role),
        entry.move,
        entry.words,
        entry.details,
    )


def answers_of(timeline: Iterable[TimelineEntry | NewEntry]) -> dict[str, Any]:
    """The answers as they stand: the report, what was added, and amendments over them."""
    answers: dict[str, Any] = {}
    for entry in timeline:
        if entry.kind in (EntryKind.REPORT, EntryKind.MORE_ANSWERS):
            answers.update(cast("Mapping[str, Any]", entry.details.get("answers", {})))
        elif entry.kind is EntryKind.AMENDMENT:
            answers[str(entry.details["question"])] = entry.details["after"]
    return answers


def actions_of(timeline: Iterable[TimelineEntry]) -> tuple[Action, ...]:
    """What people were asked to do, and whether they did."""
    done: dict[str, dt.datetime] = {}
    given: list[TimelineEntry] = []
    for entry in timeline:
        if entry.move is Move.ACTION:
            given.append(entry)
        elif entry.move is Move.ACTION_DONE:
            done[str(entry.details.get("action", ""))] = entry.at
    return tuple(
        Action(
            id=entry.id,
            words=entry.words,
            owner_id=uuid.UUID(entry.details["owner"]) if entry.details.get("owner") else None,
            owner_name=str(entry.details.get("owner_name", "")),
            due=dt.date.fromisoformat(entry.details["due"]) if entry.details.get("due") else None,
            done_at=done.get(str(entry.id)),
        )
        for entry in given
    )


#: Beside a sign-off or an end: how many tasks were open, as whoever ended it said.
OPEN_TASKS: Final = "open_tasks"


def open_actions(actions: Iterable[Action]) -> tuple[Action, ...]:
    """Those that nobody has done yet."""
    return tuple(one for one in actions if one.done_at is None)


def still_open(tasks: Sequence[Action]) -> str:
    """A sentence that names the tasks that are open."""
    listed = "; ".join(one.words.strip().rstrip(".") for one in tasks)
    count = "1 task is" if len(tasks) == 1 else f"{len(tasks)} tasks are"
    return f"{count} still open: {listed}."


def reporter_of(timeline: Iterable[TimelineEntry]) -> TimelineEntry:
    """The entry of whoever sent the report. Raises `ValueError` when there is none."""
    for entry in timeline:
        if entry.kind is EntryKind.REPORT:
            return entry
    raise ValueError("a case without a report")
