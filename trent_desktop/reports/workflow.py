"""Which state of a case follows which, and who may move it there.

Content: a teacher sends; the ICT Lead asks for the block, then checks it on a pupil's account;
the Headteacher decides and signs off (policy 6.17, 8.3 and 8.5). A case that was stopped goes to
the DSL, who decides, and then to the Headteacher. One about a member of staff is the
Headteacher's alone, one about the Headteacher the Chair of Governors' (domain 3.3 and 3.4).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trent_desktop.reports.cases import CaseState, Move, Route
from trent_desktop.school.people import Role
from trent_desktop.school.permissions import Right

_S = CaseState

#: Who can read a case, by its route. Ordinary cases have their reporter besides.
ROLES_OF_ROUTE: dict[Route, tuple[Role, ...]] = {
    Route.CONTENT: (Role.ICT_LEAD, Role.DSL, Role.DEPUTY_DSL, Role.HEADTEACHER),
    Route.STOPPED: (Role.DSL, Role.DEPUTY_DSL, Role.HEADTEACHER),
    Route.STAFF: (Role.HEADTEACHER,),
    Route.HEAD: (Role.CHAIR,),
}

#: Where a new case of each route starts.
FIRST_STATE: dict[Route, CaseState] = {
    Route.CONTENT: _S.NEW,
    Route.STOPPED: _S.WITH_DSL,
    Route.STAFF: _S.WITH_HEAD,
    Route.HEAD: _S.WITH_CHAIR,
}

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
        Step(Move.AMEND, _OPEN, None, Right.ADD_TO_CASE, _REASON),
        Step(Move.RECATEGORISE, _OPEN, None, Right.RECATEGORISE, _REASON),
    )
}


def waiting_for(route: Route, state: CaseState) -> Role | None:
    """The role that has the next step, or None when nobody has."""
    if state in (_S.NEW, _S.BLOCKED):
        return Role.ICT_LEAD
    if state is _S.WITH_DSL:
        return Role.DSL
    if state is _S.WITH_HEAD:
        return Role.HEADTEACHER
    if state is _S.WITH_CHAIR:
        return Role.CHAIR
    if state in (_S.CHECKED, _S.NO_BLOCK, _S.DECIDED):
        return Role.CHAIR if route is Route.HEAD else Role.HEADTEACHER
    return None


def state_after(move: Move, route: Route, state: CaseState) -> CaseState:
    """Where `move` leads."""
    if move is Move.REOPEN:
        return FIRST_STATE[route]
    return STEPS[move].target or state


def turns(roles: Iterable[Role]) -> frozenset[Role]:
    """The roles whose turn is also that of somebody who holds `roles`: a deputy acts for the DSL."""
    held = frozenset(roles)
    return held | {Role.DSL} if Role.DEPUTY_DSL in held else held
