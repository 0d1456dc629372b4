"""Cases as plain values: what the services return, the screens show and the documents print."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from trent_desktop.roles import Role
from trent_desktop.school.people.people import YearGroup

#: Answers of a journey by question name. Values are JSON: text, numbers, booleans, lists, maps.
Answers = Mapping[str, Any]


class CaseKind(StrEnum):
    """Which form a case came from."""

    CONTENT = "content"

    @property
    def title(self) -> str:  # pyright: ignore[reportIncompatibleMethodOverride] - a title, not str.title
        """The kind in words."""
        return {CaseKind.CONTENT: "Inappropriate content"}[self]


class Route(StrEnum):
    """Whose case it is, which decides who can read it (rule 2)."""

    CONTENT = "content"
    STOPPED = "stopped"  # may be an indecent image of a child: DSL, deputy, Headteacher
    STAFF = "staff"  # about a member of staff: Headteacher alone
    HEAD = "head"  # about the Headteacher: Chair of Governors alone


class CaseState(StrEnum):
    """Where a case stands. `workflow.py` says which follows which and who may move it."""

    NEW = "new"
    BLOCKED = "blocked"
    CHECKED = "checked"
    NO_BLOCK = "no-block"
    WITH_DSL = "with-dsl"
    WITH_HEAD = "with-head"
    WITH_CHAIR = "with-chair"
    DECIDED = "decided"
    SIGNED_OFF = "signed-off"
    CLOSED = "closed"


class Move(StrEnum):
    """Something that a person does to a case."""

    BLOCKED = "blocked"
    NO_BLOCK_NEEDED = "no-block-needed"
    STILL_BLOCKED = "still-blocked"
    NOT_BLOCKED = "not-blocked"
    DECIDE = "decide"  # the DSL's decision, referred or not, with the reason
    SIGN_OFF = "sign-off"
    CLOSE = "close"
    REOPEN = "reopen"
    NOTE = "note"
    ACTION = "action"  # give somebody something to do
    ACTION_DONE = "action-done"
    AMEND = "amend"
    RECATEGORISE = "recategorise"


class EntryKind(StrEnum):
    """What one entry of the timeline is."""

    REPORT = "report"
    MORE_ANSWERS = "more-answers"
    TOLD = "told"
    MOVE = "move"
    NOTE = "note"
    ACTION = "action"
    AMENDMENT = "amendment"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened in a case. Entries are added, never changed or removed."""

    id: uuid.UUID
    number: int
    kind: EntryKind
    at: dt.datetime
    author_id: uuid.UUID | None
    author_name: str
    author_role: str
    move: Move | None = None
    words: str = ""
    #: kind-specific: `answers` of a report; `question`, `before`, `after` of an amendment;
    #: `owner`, `due` of an action; `line` of a block; `decision` of a sign-off.
    details: Mapping[str, Any] = field(default_factory=dict[str, Any])
    #: The entry as it was decrypted, where a newer program wrote what this one does not understand.
    unread: Any = field(default=None, repr=False)
    newer: bool = False


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """One row of a list: everything here is known on this laptop without asking the share."""

    id: uuid.UUID
    reference: str  # TR-2026-014
    kind: CaseKind
    route: Route
    state: CaseState
    title: str
    class_name: str
    year_group: YearGroup | None
    category: str  # one of the 4 Cs by name, or empty
    severity: int  # 0 to 4, rule 4
    happened_at: dt.datetime | None
    recorded_at: dt.datetime
    updated_at: dt.datetime
    reporter_id: uuid.UUID
    reporter_name: str
    waiting_for: frozenset[Role]  # whose turn it is; several have theirs at once
    readable: bool  # False for the reporter of a sealed case: she sees that it was sent, no more
    version: int
    #: A newer program wrote something of it that this one does not understand. Kind, route and
    #: state are then the most careful ones in the place of those; it can be read, and no more.
    newer: bool = False


@dataclass(frozen=True, slots=True)
class LinkedPerson:
    """A person in a case, with what she or he was in it."""

    pupil_id: uuid.UUID | None
    name: str
    part: str  # "saw it", "searched for it", …
    class_name: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """Something somebody was asked to do in a case."""

    id: uuid.UUID
    words: str
    owner_id: uuid.UUID | None
    owner_name: str
    due: dt.date | None
    done_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A whole case, as a reader of it may see it."""

    summary: CaseSummary
    answers: Mapping[str, Any]  # with amendments applied
    timeline: tuple[TimelineEntry, ...]
    people: tuple[LinkedPerson, ...]
    actions: tuple[Action, ...]
    readers: tuple[str, ...]  # "The reporter", "ICT Lead", …
    moves: frozenset[Move]  # what the member who opened it may do now
    questions_left: int
    may_print: bool
    version: int
