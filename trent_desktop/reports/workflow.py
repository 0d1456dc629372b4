"""Which state of a case follows which, and who may move it there.

An ordinary report: a teacher sends; the ICT Lead asks for the block, then checks it on a pupil's account;
the Headteacher decides and signs off (rules 11 and 15). A case that was stopped goes to
the DSL, who decides, and then to the Headteacher, as does one that she leads on. One about a member of staff is the
Headteacher's alone, one about the Headteacher the Chair of Governors' (rules 2 to 4).

An ordinary report that is serious, or says that a child may be in danger, is the DSL's turn too
from that moment until her decision, whatever the filter's state: it is then *urgent*.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from trent_desktop.reports.cases import CaseState, Move, Route
from trent_desktop.roles import Role
from trent_desktop.school.people.permissions import Right

_S = CaseState

#: States in which nothing more is asked of anybody.
OVER = frozenset({_S.SIGNED_OFF, _S.CLOSED})


@dataclass(frozen=True, slots=True)
class Step:
    """One move: from which states, to which, by whose right, and whether it needs words."""

    move: Move
    sources: frozenset[CaseState]
    target: CaseState | None  # None: the case stays where it is
    right: Right
    needs_words: str = ""  # the sentence said when they are missing


_ANY = frozenset(CaseState)
_OPEN = _ANY - {_S.CLOSED}
_REASON = "Say why."

STEPS: dict[Move, Step] = {
    step.move: step
    for step in (
        Step(Move.BLOCKED, frozenset({_S.NEW}), _S.BLOCKED, Right.TRIAGE),
        Step(
            Move.NO_BLOCK_NEEDED,
            frozenset({_S.NEW}),
            _S.NO_BLOCK,
            Right.TRIAGE,
            "Say why no block is needed.",
        ),
        Step(Move.STILL_BLOCKED, frozenset({_S.BLOCKED}), _S.CHECKED, Right.TRIAGE),
        Step(Move.NOT_BLOCKED, frozenset({_S.BLOCKED, _S.CHECKED}), _S.NEW, Right.TRIAGE),
        Step(
            Move.DECIDE,
            frozenset({_S.WITH_DSL, _S.WITH_HEAD, _S.WITH_CHAIR}),
            _S.DECIDED,
            Right.DECIDE,
            "Write what you decided and why, also when you did not refer it.",
        ),
        Step(
            Move.SIGN_OFF,
            frozenset({_S.CHECKED, _S.NO_BLOCK, _S.DECIDED}),
            _S.SIGNED_OFF,
            Right.SIGN_OFF,
            "Write your decision and the reason for it.",
        ),
        Step(
            Move.CLOSE,
            frozenset({_S.SIGNED_OFF, _S.DECIDED, _S.CHECKED, _S.NO_BLOCK}),
            _S.CLOSED,
            Right.CLOSE,
        ),
        Step(Move.REOPEN, OVER, None, Right.CLOSE, "Say why it is opened again."),
        Step(Move.NOTE, _OPEN, None, Right.ADD_TO_CASE, "Write the note."),
        Step(Move.ACTION, _OPEN, None, Right.ADD_TO_CASE, "Write what is to be done."),
        Step(Move.ACTION_DONE, _OPEN, None, Right.ADD_TO_CASE),
        # Also where nothing is asked any more: what turns out to be a danger must get in.
        Step(Move.AMEND, _ANY, None, Right.ADD_TO_CASE, _REASON),
        Step(Move.RECATEGORISE, _OPEN, None, Right.RECATEGORISE, _REASON),
        # Also where it is over: often only a later report shows what belongs together.
        Step(Move.LINK_PERSON, _ANY, None, Right.LINK),
        Step(Move.UNLINK_PERSON, _ANY, None, Right.LINK, "Say why they do not belong to it."),
        Step(Move.LINK_CASE, _ANY, None, Right.LINK),
        # Not while somebody's decision is missing: it would never be made.
        Step(
            Move.MERGE,
            _OPEN - {_S.WITH_DSL, _S.WITH_HEAD, _S.WITH_CHAIR},
            _S.CLOSED,
            Right.CLOSE,
            "Say why it is led on in the other report.",
        ),
    )
}


def waiting_for(
    route: Route, state: CaseState, *, urgent: bool = False, signs: Role = Role.HEADTEACHER
) -> frozenset[Role]:
    """The roles that have a next step; none when nobody has.

    `urgent`: the DSL's decision on an ordinary report is missing. `signs` signs a stopped one.
    """
    if state in OVER:
        return frozenset()
    waits = {
        _S.NEW: Role.ICT_LEAD,
        _S.BLOCKED: Role.ICT_LEAD,
        _S.WITH_DSL: Role.DSL,
        _S.WITH_HEAD: Role.HEADTEACHER,
        _S.WITH_CHAIR: Role.CHAIR,
    }.get(state, Role.CHAIR if route.signer is Role.CHAIR else signs)
    if not urgent:
        return frozenset({waits})
    # It is not signed off before she has decided.
    return frozenset({waits, Role.DSL} if waits is Role.ICT_LEAD else {Role.DSL})


def may_follow(move: Move, route: Route, state: CaseState, *, urgent: bool = False) -> bool:
    """Whether `move` can be made in a state at all, by whoever has the right."""
    if move is Move.DECIDE and route.filtered:
        return urgent and state not in OVER
    if urgent and move in (Move.SIGN_OFF, Move.CLOSE, Move.MERGE) and state not in OVER:
        return False
    return state in STEPS[move].sources


def state_after(
    move: Move, route: Route, state: CaseState, first: CaseState | None = None
) -> CaseState:
    """Where `move` leads. `first` is where this case starts, if not as all of its route."""
    if move is Move.REOPEN:
        return first or route.first_state
    if move is Move.DECIDE and route.filtered:
        return state  # the filter's turn is its own
    return STEPS[move].target or state


def first_state(route: Route, roles: Collection[Role] = ()) -> CaseState:
    """Where a case starts that these roles lead on; as all of its route without them."""
    if (
        route.first_state is not _S.WITH_DSL
        or not roles
        or {Role.DSL, Role.DEPUTY_DSL} & set(roles)
    ):
        return route.first_state
    return _S.WITH_HEAD if Role.HEADTEACHER in roles else _S.WITH_CHAIR


def signer_of(route: Route, roles: Collection[Role | None]) -> Role:
    """Who signs a case off: the Headteacher, or the Chair of Governors where she may not read it."""
    if Role.CHAIR in roles and Role.HEADTEACHER not in roles:
        return Role.CHAIR
    return route.signer


def turns(roles: Iterable[Role]) -> frozenset[Role]:
    """The roles whose turn is also that of somebody who holds `roles`: a deputy acts for the DSL."""
    held = frozenset(roles)
    return held | {Role.DSL} if Role.DEPUTY_DSL in held else held
