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


class Route(StrEnum):
    """Whose case it is, which decides who can read it (rule 2)."""

    CONTENT = "content"  # ordinary: whoever reported it, ICT Lead, DSL, deputy, Headteacher
    SAFEGUARDING = "safeguarding"  # DSL, deputy, Headteacher; its reporter reads her own part
    LEADERSHIP = "leadership"  # the Headteacher leads, with the DSL and deputy; reporter: her part
    HEADTEACHER = "headteacher"  # the Headteacher alone leads and reads; reporter: her own part
    STOPPED = "stopped"  # may be an indecent image of a child: DSL, deputy, Headteacher
    STAFF = "staff"  # about a member of staff: Headteacher alone
    HEAD = "head"  # about the Headteacher: Chair of Governors alone

    @property
    def filtered(self) -> bool:
        """Whether the filter's part comes first, so that the ICT Lead reads it and acts on it.

        Everybody whom such a report concerns reads all of it, and plain columns may say so.
        """
        return _LEADING[self].filtered

    @property
    def sealed(self) -> bool:
        """Whether those who lead on it read it and nobody else does, not even its reporter."""
        return _LEADING[self].sealed

    @property
    def in_part(self) -> bool:
        """Whether its reporter reads what she wrote and may add to it, and nothing else of it."""
        return not self.filtered and not self.sealed

    @property
    def readers(self) -> tuple[Role, ...]:
        """The roles that lead on it and read it, whoever leads first."""
        return _LEADING[self].readers

    @property
    def first_state(self) -> CaseState:
        """Where a new case of this route starts."""
        return _LEADING[self].first_state

    @property
    def signer(self) -> Role:
        """Who signs it off, as a rule."""
        return _LEADING[self].signer


class CaseState(StrEnum):
    """Where a case stands. `workflow.py` says which follows which and who may move it."""

    NEW = "new"
    BLOCKED = "blocked"
    CHECKED = "checked"
    NO_BLOCK = "no-block"
    WITH_DSL = "with-dsl"
    WITH_HEAD = "with-head"
    WITH_CHAIR = "with-chair"
    WITH_PANEL = "with-panel"  # a complaint: governors hear it, who read it on paper alone
    DECIDED = "decided"
    AGREED = "agreed"  # a request: the Headteacher has said yes, and it is to be done
    RUNNING = "running"  # a request: it is done, until a day
    SIGNED_OFF = "signed-off"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class _Leading:
    """How a route is led on."""

    readers: tuple[Role, ...]
    first_state: CaseState
    signer: Role = Role.HEADTEACHER
    filtered: bool = False
    sealed: bool = True


_SAFEGUARDING = (Role.DSL, Role.DEPUTY_DSL, Role.HEADTEACHER)
_LEADING: dict[Route, _Leading] = {
    Route.CONTENT: _Leading(
        (Role.ICT_LEAD, *_SAFEGUARDING), CaseState.NEW, filtered=True, sealed=False
    ),
    Route.SAFEGUARDING: _Leading(_SAFEGUARDING, CaseState.WITH_DSL, sealed=False),
    Route.LEADERSHIP: _Leading(
        (Role.HEADTEACHER, Role.DSL, Role.DEPUTY_DSL), CaseState.WITH_HEAD, sealed=False
    ),
    Route.HEADTEACHER: _Leading((Role.HEADTEACHER,), CaseState.WITH_HEAD, sealed=False),
    Route.STOPPED: _Leading(_SAFEGUARDING, CaseState.WITH_DSL),
    Route.STAFF: _Leading((Role.HEADTEACHER,), CaseState.WITH_HEAD),
    Route.HEAD: _Leading((Role.CHAIR,), CaseState.WITH_CHAIR, Role.CHAIR),
}


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
    # What is written down on the way, by whoever leads.
    HAVE_IT = "have-it"  # whoever leads has it: the reporter sees that
    PARENTS_TOLD = "parents-told"  # who, when, by whom, or why not
    REFERRED = "referred"  # to whom, when, under which reference, and what they answered
    OUTCOME_TOLD = "outcome-told"
    ELSEWHERE = "elsewhere"  # its number in the school's child-protection system
    SANCTION = "sanction"  # what followed for whoever did it
    LETTER = "letter"  # a letter went out
    SUPERVISE = "supervise"  # somebody uses computers only under supervision
    # A request for blocked content, in its order.
    RECOMMEND = "recommend"
    AGREE = "agree"
    REFUSE = "refuse"
    APPLIED = "applied"
    EXTEND = "extend"
    BLOCKED_AGAIN = "blocked-again"
    # A complaint, in its order.
    ACKNOWLEDGED = "acknowledged"  # whoever complained was told that it has come
    STAGE = "stage"  # it goes to another stage
    HEARING = "hearing"  # a panel of governors heard it
    GOVERNORS_TOLD = "governors-told"  # in numbers, without names
    LINK_PERSON = "link-person"  # somebody belongs to the report, with a part in it
    UNLINK_PERSON = "unlink-person"
    LINK_CASE = "link-case"  # another report belongs to it
    UNLINK_CASE = "unlink-case"  # it was none of it
    MERGE = "merge"  # closed, and led on in another report


class Part(StrEnum):
    """What somebody was in a case, as those who lead on it say."""

    HURT = "was hurt"
    DID = "did it"
    SAW = "saw it"
    TOLD = "told us"


class EntryKind(StrEnum):
    """What one entry of the timeline is."""

    REPORT = "report"
    MORE_ANSWERS = "more-answers"
    TOLD = "told"
    MOVE = "move"
    NOTE = "note"
    ACTION = "action"
    AMENDMENT = "amendment"
    ATTACHMENT = "attachment"


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
    #: `owner`, `due` of an action; `line` of a block; `decision` of a sign-off; what was attached.
    details: Mapping[str, Any] = field(default_factory=dict[str, Any])
    #: The entry as it was decrypted, where a newer program wrote what this one does not understand.
    unread: Any = field(default=None, repr=False)
    newer: bool = False


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """One row of a list: everything here is known on this laptop without asking the share."""

    id: uuid.UUID
    reference: str  # TR-2026-014
    kind: str  # by name; one that this program does not know is a newer one's
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
    severity_known: bool = True  # False while nothing was answered that decides it
    #: A newer program wrote something of it that this one does not understand. Route and state
    #: are then the most careful ones in the place of those; it can be read, and no more.
    newer: bool = False
    #: When the clock runs out that runs out first, where any runs.
    due: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class LinkedPerson:
    """A person in a case, with what she or he was in it.

    `relation` is what somebody is to the school who is on none of its lists, where it was said.
    """

    pupil_id: uuid.UUID | None
    name: str
    part: str  # "saw it", "searched for it", …
    class_name: str = ""
    member_id: uuid.UUID | None = None
    link: uuid.UUID | None = None  # the entry that added her; None where an answer names her
    relation: str = ""


@dataclass(frozen=True, slots=True)
class TakenOut:
    """Somebody who was added to a case and taken out again: who did that, when and why."""

    person: LinkedPerson
    by: str
    at: dt.datetime
    why: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Tie:
    """Another case that belongs to this one. `how`: ``linked``, ``led here``, ``led there``."""

    case_id: uuid.UUID
    reference: str
    title: str = field(repr=False)
    how: str


@dataclass(frozen=True, slots=True)
class Action:
    """Something somebody was asked to do in a case."""

    id: uuid.UUID
    words: str
    owner_id: uuid.UUID | None
    owner_name: str
    due: dt.date | None
    done_at: dt.datetime | None
    withdrawn_at: dt.datetime | None = None  # taken back, or given to somebody else
    given_back_at: dt.datetime | None = None  # its owner said that she cannot do it
    by: Move | None = None  # the step that does it, where nothing else does


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
    taken_out: tuple[TakenOut, ...] = ()
    ties: tuple[Tie, ...] = ()  # of those that the reader reads as well
