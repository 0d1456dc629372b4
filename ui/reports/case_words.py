"""What cases are called on the screen: states, how serious, routes; each a word and an icon."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from trent_desktop.clock import on_the_wall
from trent_desktop.journeys import date_for_people
from trent_desktop.newer import NEWER, is_far
from trent_desktop.reports.cases import CaseState, CaseSummary, Move
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.severity import NOT_YET_KNOWN, SEVERITY_TITLES
from trent_desktop.reports.workflow import turns
from trent_desktop.roles import Role
from trent_desktop.sentences import going_on
from ui.components.rows import RowFace
from ui.journeys.direction import joined
from ui.journeys.moments import moment_near
from ui.theme import Tone

NOT_SAVED = "This could not be saved just now. What you wrote is kept: try again in a moment."
FINISH_FIRST = "Save this first, or close this form: what you typed is kept."
STEP_IS_DONE = "Meanwhile this step was done by somebody else. What you wrote is kept here."

_S = CaseState


@dataclass(frozen=True, slots=True)
class Mark:
    """A word, its icon and its tone."""

    words: str
    icon: str
    tone: Tone


STATES: dict[CaseState, Mark] = {
    _S.NEW: Mark("New", "flag", Tone.SUN),
    _S.BLOCKED: Mark("Blocked, to be checked", "prohibit", Tone.SUN),
    _S.CHECKED: Mark("Checked", "check-circle", Tone.LEAF),
    _S.NO_BLOCK: Mark("No block needed", "minus-circle", Tone.LEAF),
    _S.WITH_DSL: Mark("With the DSL", "shield", Tone.SUN),
    _S.WITH_HEAD: Mark("With the Headteacher", "user-circle", Tone.SUN),
    _S.WITH_CHAIR: Mark("With the Chair", "user-circle", Tone.SUN),
    _S.WITH_PANEL: Mark("With the panel", "users", Tone.SUN),
    _S.DECIDED: Mark("Decided", "scales", Tone.SKY),
    _S.AGREED: Mark("Agreed, to be done", "check-circle", Tone.SUN),
    _S.RUNNING: Mark("Open for now", "hourglass-medium", Tone.SKY),
    _S.SIGNED_OFF: Mark("Signed off", "check-circle-fill", Tone.LEAF),
    _S.CLOSED: Mark("Closed", "archive", Tone.PLAIN),
}

NEWER_MARK = Mark(NEWER, "arrow-circle-up", Tone.PLAIN)
WITH_YOU = Mark("With you", "user-circle", Tone.SUN)

#: How serious, 0 to 4 (rule 4): the shape differs as well as the colour and the word.
SEVERITIES: tuple[Mark, ...] = (
    Mark(SEVERITY_TITLES[0], "info", Tone.PLAIN),
    Mark(SEVERITY_TITLES[1], "arrow-circle-down", Tone.PLAIN),
    Mark(SEVERITY_TITLES[2], "warning", Tone.SUN),
    Mark(SEVERITY_TITLES[3], "warning-octagon-fill", Tone.CORAL),
    Mark(SEVERITY_TITLES[4], "warning-fill", Tone.CORAL),
)

UNKNOWN = Mark(NOT_YET_KNOWN, "question", Tone.PLAIN)

#: What a reporter reads of a case that is not hers to read, by whom her receipt says it went to.
SENT_TO: dict[CaseState, str] = {
    _S.WITH_DSL: "Sent to the DSL",
    _S.WITH_HEAD: "Sent to the Headteacher",
    _S.WITH_CHAIR: "Sent to the Chair",
}
LEADS: dict[CaseState, str] = {
    _S.WITH_DSL: "Designated Safeguarding Lead",
    _S.WITH_HEAD: "Headteacher",
    _S.WITH_CHAIR: "Chair of Governors",
}

#: Icons of the timeline's moves.
MOVE_ICONS: dict[Move, tuple[str, str]] = {
    Move.BLOCKED: ("prohibit-fill", "sky"),
    Move.NO_BLOCK_NEEDED: ("minus-circle-fill", "leaf"),
    Move.STILL_BLOCKED: ("check-circle-fill", "leaf"),
    Move.NOT_BLOCKED: ("x-circle-fill", "coral"),
    Move.DECIDE: ("scales-fill", "sky"),
    Move.SIGN_OFF: ("check-circle-fill", "leaf"),
    Move.CLOSE: ("archive-fill", "soft"),
    Move.REOPEN: ("arrow-counter-clockwise", "sun"),
    Move.NOTE: ("note-pencil", "soft"),
    Move.ACTION: ("list-plus", "act"),
    Move.ACTION_DONE: ("check-circle", "leaf"),
    Move.AMEND: ("pencil-line", "sun"),
    Move.RECATEGORISE: ("tag", "sun"),
    Move.HAVE_IT: ("hand-fill", "leaf"),
    Move.PARENTS_TOLD: ("users-fill", "sky"),
    Move.REFERRED: ("arrow-square-out", "coral"),
    Move.OUTCOME_TOLD: ("chat-circle-text-fill", "leaf"),
    Move.ELSEWHERE: ("link-simple", "soft"),
    Move.SANCTION: ("scales", "sun"),
    Move.LETTER: ("envelope-simple-fill", "sky"),
    Move.SUPERVISE: ("eye-fill", "sun"),
    Move.RECOMMEND: ("thumbs-up-fill", "sky"),
    Move.AGREE: ("check-circle-fill", "leaf"),
    Move.REFUSE: ("x-circle-fill", "coral"),
    Move.APPLIED: ("lock-open-fill", "leaf"),
    Move.EXTEND: ("calendar-plus-fill", "sky"),
    Move.BLOCKED_AGAIN: ("prohibit-fill", "sky"),
    Move.ACKNOWLEDGED: ("envelope-simple-fill", "leaf"),
    Move.STAGE: ("arrow-right", "sky"),
    Move.HEARING: ("users-fill", "sky"),
    Move.GOVERNORS_TOLD: ("chat-circle-text-fill", "sky"),
    Move.LINK_PERSON: ("user-plus", "act"),
    Move.UNLINK_PERSON: ("user-minus", "sun"),
    Move.LINK_CASE: ("link", "act"),
    Move.UNLINK_CASE: ("link-break", "sun"),
    Move.MERGE: ("git-merge", "soft"),
}

#: Roles for which cases wait.
ACTING: frozenset[Role] = frozenset(
    {Role.ICT_LEAD, Role.DSL, Role.DEPUTY_DSL, Role.HEADTEACHER, Role.CHAIR}
)


def waits_for_me(summary: CaseSummary, roles: Iterable[Role]) -> bool:
    """Whether the next step is that of somebody with `roles`."""
    return summary.readable and not summary.waiting_for.isdisjoint(turns(roles))


def state_mark(summary: CaseSummary, roles: Iterable[Role]) -> Mark:
    """How a case stands, as the member who looks at it would say."""
    if not summary.readable:
        return Mark(SENT_TO.get(summary.state, "Sent"), "lock-simple", Tone.PLAIN)
    if summary.newer:
        return NEWER_MARK
    if waits_for_me(summary, roles):
        return WITH_YOU
    return STATES[summary.state]


#: What the reader is asked for, beside the place where the timeline stops.
TO_DO: dict[CaseState, str] = {
    _S.NEW: "Block it, or say why no block is needed",
    _S.BLOCKED: "Check on a pupil’s account that it is blocked",
    _S.WITH_DSL: "Decide what is done",
    _S.WITH_HEAD: "Decide what is done",
    _S.WITH_CHAIR: "Decide what is done",
    _S.WITH_PANEL: "Write down what the panel decided",
    _S.CHECKED: "Read and sign off",
    _S.NO_BLOCK: "Read and sign off",
    _S.DECIDED: "Read and sign off",
    _S.AGREED: "Do what was agreed",
}


def to_do(summary: CaseSummary, role: Role) -> str:
    """What one of those whose turn it is, is asked for."""
    if summary.newer:
        return ""
    if role is Role.DSL and summary.state is not _S.WITH_DSL:
        return TO_DO[_S.WITH_DSL]
    kind = kind_named(summary.kind)
    own = kind.to_do.get(summary.state, "") if kind and not summary.route.sealed else ""
    return own or TO_DO.get(summary.state, "")


def in_order(waits: Iterable[Role]) -> tuple[Role, ...]:
    """Those whose turn it is, the safeguarding lead first: what is urgent is read first."""
    return tuple(sorted(waits, key=lambda role: (role is not Role.DSL, list(Role).index(role))))


def severity_mark(summary: CaseSummary) -> Mark:
    """How serious, in a word; that it is not known is said, and not shown as little."""
    if not summary.severity_known:
        return UNKNOWN
    return SEVERITIES[min(max(summary.severity, 0), 4)]


def case_face(
    summary: CaseSummary, roles: frozenset[Role], me: uuid.UUID, now: dt.datetime
) -> RowFace:
    """A case as a row of the list, for the member `me` who holds `roles`."""
    state, serious = state_mark(summary, roles), severity_mark(summary)
    happened = summary.happened_at or summary.recorded_at
    detail = joined(
        why_here(summary, roles, now),
        summary.reference,
        day_near(happened, now),
        summary.class_name,
        summary.reporter_name if summary.reporter_id != me else "",
    )
    if not summary.readable:
        return RowFace(summary.title, detail, "lock-simple", chip=state.words, chip_icon=state.icon)
    return RowFace(
        summary.title,
        detail,
        serious.icon,
        serious.tone,
        chip=state.words,
        chip_tone=state.tone,
        chip_icon=state.icon,
        side=serious.words,
    )


def why_here(summary: CaseSummary, roles: frozenset[Role], now: dt.datetime) -> str:
    """Why a case stands where it stands: that it is late, and what is asked of the reader."""
    if not summary.readable or summary.newer or not summary.waiting_for:
        return ""
    late = summary.due is not None and summary.due < now
    since = f"Late since {going_on(moment_near(summary.due, now))}" if late and summary.due else ""
    mine = [role for role in in_order(summary.waiting_for) if role in turns(roles)]
    return joined(since, to_do(summary, mine[0]) if mine else "")


def day_near(moment: dt.datetime, now: dt.datetime) -> str:
    """``Today at 10:42``, ``Yesterday at 09:10``; before that the date alone."""
    if is_far(moment):
        return moment_near(moment, now)
    local = on_the_wall(moment)
    if (now.astimezone().date() - local.date()).days <= 1:
        return moment_near(moment, now)
    return date_for_people(local.date())


def sealed_sentence(summary: CaseSummary) -> str:
    """Why a sent case cannot be opened, kindly."""
    who = LEADS.get(summary.state)
    reached = f"the {who}" if who else "those who lead on it"
    return (
        f"{summary.reference} has reached {reached}. Only those who lead on it can read it, so it "
        "cannot be opened here. Nothing more is needed from you."
    )


def gives_copies(one: CaseSummary) -> bool:
    """Whether copies of a case are given to others at all."""
    kind = kind_named(one.kind)
    return kind is None or kind.gives_copies
