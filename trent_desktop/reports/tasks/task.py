"""Tasks as plain values: what is given, what a laptop keeps of it, and a row of the one list."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from trent_desktop.dated import Dated
from trent_desktop.reports.cases import CaseSummary
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.roles import Role
from trent_desktop.school.keys.put_by_here import OtherKey
from trent_desktop.school.people.people import Member

#: In the details of the entry of a task: its row in the school's file, and the key of that.
ROW: Final = "row"
KEY: Final = "key"
#: Those that it had before the case was sealed to fewer: by them opens what was said until then.
KEYS_BEFORE: Final = "keys_before"
REVIEW: Final = "review"

SAY_WHY: Final = "Say why you cannot do it."


@dataclass(frozen=True, slots=True)
class NewTask:
    """Something that is to be given. `id` is that of its entry, made before the first try.

    Without an `owner` it is for whoever leads on the case. `review`: to look at the case again.
    `instead_of` is the entry of a task that is taken back for it.
    """

    id: uuid.UUID
    words: str = field(repr=False)
    owner: uuid.UUID | None = None
    due: dt.date | None = None
    review: bool = False
    instead_of: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What its owner said of a task. `done`: that it is done; else that she cannot do it."""

    id: uuid.UUID
    at: dt.datetime
    done: bool
    by_id: uuid.UUID | None
    by_name: str
    by_role: str
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Task:
    """A task as this laptop keeps it.

    `entry_id`, `line` and `not_for` are known where the case is hers to read: its entry, the roles
    to which it goes when nobody sees to it, whoever leads first, and the person the case is about.
    `taken`: it was taken from its owner, and is still to be done. `by_step`: the step of the case
    that does it, in words, where nothing else does.
    """

    id: uuid.UUID
    case_id: uuid.UUID
    reference: str
    words: str = field(repr=False)
    owner_id: uuid.UUID | None
    owner_name: str
    given_by_id: uuid.UUID | None
    given_by_name: str
    given_at: dt.datetime
    due: dt.date | None
    review: bool = False
    text_only: bool = False
    entry_id: uuid.UUID | None = None
    line: tuple[Role, ...] = ()
    not_for: frozenset[uuid.UUID] = frozenset()
    given_back: bool = False
    taken: bool = False
    by_step: str = ""
    key: bytes = field(default=b"", repr=False)

    @property
    def reads_case(self) -> bool:
        """Whether the case is hers to read, and not the task alone."""
        return self.entry_id is not None


class ToDoKind(StrEnum):
    """What a row of the list is."""

    TASK = "task"
    REVIEW = "review"  # to look at a case again
    NEXT_IN_LINE = "next in line"  # somebody else's, which comes to her
    GIVEN_BACK = "given back"  # she gave it, and whom it was given to cannot do it
    CASE = "case"  # its next step is hers
    CLOCK = "late"  # a serious case of which a clock ran out, where its next step is another's
    REFUSED = "not sent"  # a report that only she can mend
    DRAFT = "draft"
    WAITING = "waiting"  # it goes by itself when the share is back
    NEW_KEYS = "new keys"
    GIVE_REPORTS_BACK = "give reports back"
    DATED = "dated"  # of another room: a review, a renewal, a meeting


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing that a member has to do. It may be read over her shoulder: no words of a report, and
    nobody's name but that of the colleague who gave a task.

    `id` is that of the task, case, draft or member. `case_id` is given where the case is hers to
    open. `since`: from when on it waits. `overdue`: the day was before today, or the hour before now.
    """

    kind: ToDoKind
    id: uuid.UUID | None = None
    reference: str = ""
    due: dt.date | None = None
    since: dt.datetime | None = None
    overdue: bool = False
    case_id: uuid.UUID | None = None
    #: The colleague who gave a task, where they may be named.
    giver: str = ""
    #: What a screen needs besides, by kind.
    case: CaseSummary | None = field(default=None, repr=False)
    draft: Draft | None = field(default=None, repr=False)
    over: bool = False  # of a draft: its report is signed off or closed
    other_key: OtherKey | None = field(default=None, repr=False)
    member: Member | None = field(default=None, repr=False)
    dated: Dated | None = None
