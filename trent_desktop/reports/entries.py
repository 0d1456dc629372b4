"""What one entry of a case's timeline holds, and how a whole case is read out of its entries."""

from __future__ import annotations

import datetime as dt
import functools
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, cast

from trent_desktop.newer import day_read, is_far, known, moment_read
from trent_desktop.reports.cases import Action, EntryKind, Move, TimelineEntry
from trent_desktop.roles import Role
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.sentences import ended


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
    #: What stands in its place when it was written by a newer program; see `TimelineEntry`.
    unread: Any = field(default=None, repr=False)

    def content(self) -> Any:
        """The entry as it is encrypted."""
        if self.unread is not None:
            return self.unread
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
    """An entry as it was decrypted, as far as this program understands it."""
    given = _mapping(content)
    author_id, author_name, author_role, signed = _author(given.get("author"))
    kind, move = known(EntryKind, given.get("kind")), known(Move, given.get("move"))
    at, words = moment_read(given.get("at")), given.get("words")
    details = given.get("details")
    is_plain = isinstance(details, dict) and isinstance(words, str) and _legible(move, details)
    newer = (
        kind is None
        or (move is None and given.get("move") is not None)
        or is_far(at)
        or not (signed and is_plain)
    )
    return TimelineEntry(
        id=entry_id,
        number=number,
        kind=kind or EntryKind.NOTE,
        at=at,
        author_id=author_id,
        author_name=author_name,
        author_role=author_role,
        move=move if kind else None,
        words=words if isinstance(words, str) else "",
        details=_mapping(details),
        unread=content if newer else None,
        newer=newer,
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}


def _author(written: Any) -> tuple[uuid.UUID | None, str, str, bool]:
    """Who wrote it: id, name, role, and whether that could be read."""
    try:
        author_id, name, role = written
        return _id_of(author_id) if author_id else None, str(name), str(role), True
    except (ValueError, TypeError, AttributeError):
        return None, "", "", False


#: A school has some dozens of authors, and an index reads what they wrote by thousands.
_id_of = functools.lru_cache(maxsize=512)(uuid.UUID)


def _legible(move: Move | None, details: Any) -> bool:
    """Whether what an entry says of who is to do something, and until when, can be read."""
    if move is not Move.ACTION:
        return True
    owner, due = details.get("owner"), details.get("due")
    return not (owner and _id_read(owner) is None) and not (due and day_read(due) is None)


def _id_read(value: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(value))
    except ValueError:
        return None


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
        entry.unread,
    )


def answers_of(timeline: Iterable[TimelineEntry | NewEntry]) -> dict[str, Any]:
    """The answers as they stand: the report, what was added, and amendments over them.

    Of an entry that is not understood they are read besides: nobody does anything with such a case.
    """
    answers: dict[str, Any] = {}
    for entry in timeline:
        if entry.kind in (EntryKind.REPORT, EntryKind.MORE_ANSWERS):
            answers.update(_mapping(entry.details.get("answers", {})))
        elif entry.unread is not None:
            answers.update(_mapping(entry.details.get("answers")))
        elif entry.kind is EntryKind.AMENDMENT and "question" in entry.details:
            answers[str(entry.details["question"])] = entry.details.get("after")
    return answers


#: Beside what ends a task: that it was taken back, or that its owner cannot do it.
HOW: Final = "how"
TAKEN_BACK: Final = "taken-back"
CANNOT: Final = "cannot"
#: Beside a new task: the entry of the one that is taken back for it.
INSTEAD_OF: Final = "instead_of"


def actions_of(timeline: Iterable[TimelineEntry]) -> tuple[Action, ...]:
    """What people were asked to do, and what became of it."""
    done: dict[str, dt.datetime] = {}
    back: dict[str, dt.datetime] = {}
    gone: dict[str, dt.datetime] = {}
    given: list[TimelineEntry] = []
    for entry in timeline:
        if entry.move is Move.ACTION:
            given.append(entry)
            gone[str(entry.details.get(INSTEAD_OF))] = entry.at
        elif entry.move is Move.ACTION_DONE:
            ends = {TAKEN_BACK: gone, CANNOT: back}.get(str(entry.details.get(HOW)), done)
            ends[str(entry.details.get("action", ""))] = entry.at
    return tuple(
        Action(
            id=entry.id,
            words=entry.words,
            owner_id=_id_read(entry.details.get("owner")),
            owner_name=str(entry.details.get("owner_name", "")),
            due=day_read(entry.details.get("due")),
            done_at=done.get(str(entry.id)),
            withdrawn_at=gone.get(str(entry.id)),
            given_back_at=back.get(str(entry.id)),
        )
        for entry in given
    )


#: Beside a sign-off or an end: how many tasks were open, as whoever ended it said.
OPEN_TASKS: Final = "open_tasks"


def open_actions(actions: Iterable[Action]) -> tuple[Action, ...]:
    """Those that nobody has done yet, and that were not taken back."""
    return tuple(one for one in actions if one.done_at is None and one.withdrawn_at is None)


def still_open(tasks: Sequence[Action]) -> str:
    """A sentence that names the tasks that are open."""
    listed = ended("; ".join(one.words.strip().rstrip(".") for one in tasks))
    count = "1 task is" if len(tasks) == 1 else f"{len(tasks)} tasks are"
    return f"{count} still open: {listed}"


def reporter_of(timeline: Iterable[TimelineEntry]) -> TimelineEntry | None:
    """The entry of whoever sent the report; None when none is understood as such."""
    return next((entry for entry in timeline if entry.kind is EntryKind.REPORT), None)
