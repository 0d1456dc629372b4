"""Which state of a case follows which, and who may move it there.

An ordinary report: a teacher sends; the ICT Lead asks for the block, then checks it on a pupil's account;
the Headteacher decides and signs off (rules 11 and 15). A case that was stopped goes to
the DSL, who decides, and then to the Headteacher, as does one that she leads on. One about a member of staff is the
Headteacher's alone, one about the Headteacher the Chair of Governors' (rules 2 to 4).

An ordinary report that is serious, or says that a child may be in danger, is the DSL's turn too
from that moment until her decision, whatever the filter's state: it is then *urgent*. A kind that goes another way has a `Workflow` of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final, Protocol

from trent_desktop.reports.cases import CaseState, Move, Route
from trent_desktop.reports.casework.deciding import ABOUT_ADULTS, TRIAGE, looks_again
from trent_desktop.reports.casework.records import RECORDS
from trent_desktop.reports.steps import Details, Step
from trent_desktop.roles import Role
from trent_desktop.school.people.permissions import Right

_S = CaseState

#: States in which nothing more is asked of anybody.
OVER = frozenset({_S.SIGNED_OFF, _S.CLOSED})

_ANY = frozenset(CaseState)
_OPEN = _ANY - {_S.CLOSED}
_REASON = "Say why."
DECISION: Final = Step(
    Move.DECIDE,
    frozenset({_S.WITH_DSL, _S.WITH_HEAD, _S.WITH_CHAIR}),
    _S.DECIDED,
    Right.DECIDE,
    "Write what you decided and why, even if you did not refer it.",
    form=TRIAGE,
    follows=looks_again,
)

_FILTER = (
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
    Step(Move.RECATEGORISE, _OPEN, None, Right.RECATEGORISE, _REASON),
)
_ENDING = (
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
    Step(Move.REOPEN, OVER, None, Right.CLOSE, "Say why you are reopening it."),
)
#: What may be done with every report, whatever its kind.
ALWAYS: Final = (
    Step(Move.NOTE, _OPEN, None, Right.ADD_TO_CASE, "Write the note."),
    Step(Move.ACTION, _OPEN, None, Right.ADD_TO_CASE, "Write what needs to be done."),
    Step(Move.ACTION_DONE, _OPEN, None, Right.ADD_TO_CASE),
    # Also where nothing is asked any more: what turns out to be a danger must get in.
    Step(Move.AMEND, _ANY, None, Right.ADD_TO_CASE, _REASON),
    # Also where it is over: often only a later report shows what belongs together.
    Step(Move.LINK_PERSON, _ANY, None, Right.LINK),
    Step(Move.UNLINK_PERSON, _ANY, None, Right.LINK, "Say why they do not belong to it."),
    Step(Move.LINK_CASE, _ANY, None, Right.LINK),
    Step(Move.UNLINK_CASE, _ANY, None, Right.LINK, "Say why it does not belong to it."),
    # Not while somebody's decision is missing: it would never be made.
    Step(
        Move.MERGE,
        _OPEN - {_S.WITH_DSL, _S.WITH_HEAD, _S.WITH_CHAIR, _S.WITH_PANEL},
        _S.CLOSED,
        Right.CLOSE,
        "Say why it continues in the other report.",
    ),
)

#: Whose the next step is, by state. In the others it is whoever signs.
_TURNS: Final[Mapping[CaseState, Role]] = MappingProxyType(
    {
        _S.NEW: Role.ICT_LEAD,
        _S.BLOCKED: Role.ICT_LEAD,
        _S.WITH_DSL: Role.DSL,
        _S.WITH_HEAD: Role.HEADTEACHER,
        _S.WITH_CHAIR: Role.CHAIR,
        _S.AGREED: Role.ICT_LEAD,
    }
)


@dataclass(frozen=True, eq=False, slots=True)
class Workflow:
    """What is done with a report, step by step.

    `steps` in the order in which a page offers them. `turns` says whose the next step is by
    state; whoever signs where it says nothing. In the states of `rests` it is nobody's, because a
    day is waited for. `waits` says in words what happens next, where a state means something else
    than it mostly does.
    """

    steps: Mapping[Move, Step]
    turns: Mapping[CaseState, Role] = field(default_factory=lambda: _TURNS)
    rests: frozenset[CaseState] = OVER | {_S.RUNNING}
    waits: Mapping[CaseState, str] = field(default_factory=dict[CaseState, str])

    def having(self, *steps: Step) -> Workflow:
        """The same with further steps, or others in the place of those that there are."""
        named = {**self.steps, **{one.move: one for one in steps}}
        return Workflow(named, self.turns, self.rests, self.waits)


def flow(*steps: Step) -> dict[Move, Step]:
    """Steps by their moves."""
    return {step.move: step for step in steps}


#: Reports that end with a decision and a signature; those with addresses go by the filter first.
STANDARD: Final = Workflow(flow(*_FILTER, DECISION, *_ENDING, *RECORDS, *ALWAYS))
#: Those about grown-ups who work here.
ADULTS: Final = STANDARD.having(replace(DECISION, form=ABOUT_ADULTS))


class HasFlow(Protocol):
    """A kind, as far as it matters here."""

    @property
    def flow(self) -> Workflow:
        """What is done with its ordinary reports."""
        ...

    @property
    def about_adults(self) -> Workflow | None:
        """What is done with those about grown-ups who work here, where it is more than with any."""
        ...


def flow_of(kind: HasFlow | None, route: Route) -> Workflow:
    """What is done with a report of a kind. A stopped one goes one way for all."""
    if route in (Route.STAFF, Route.HEAD):
        return (kind.about_adults if kind else None) or ADULTS
    return STANDARD if kind is None or route.sealed else kind.flow


def waiting_for(
    route: Route,
    state: CaseState,
    *,
    urgent: bool = False,
    signs: Role = Role.HEADTEACHER,
    flow: Workflow = STANDARD,
) -> frozenset[Role]:
    """The roles that have a next step; none when nobody has.

    `urgent`: the DSL's decision on an ordinary report is missing. `signs` signs a stopped one.
    """
    if state in OVER or (state in flow.rests and not urgent):
        return frozenset()
    waits = flow.turns.get(state, Role.CHAIR if route.signer is Role.CHAIR else signs)
    if not urgent:
        return frozenset({waits})
    # It is not signed off before she has decided.
    return frozenset({waits, Role.DSL} if waits is Role.ICT_LEAD else {Role.DSL})


def may_follow(
    move: Move,
    route: Route,
    state: CaseState,
    *,
    urgent: bool = False,
    flow: Workflow = STANDARD,
) -> bool:
    """Whether `move` can be made in a state at all, by whoever has the right."""
    step = flow.steps.get(move)
    if step is None or (step.routes is not None and route not in step.routes):
        return False
    if move is Move.DECIDE and route.filtered:
        return urgent and state not in OVER
    if urgent and move in (Move.SIGN_OFF, Move.CLOSE, Move.MERGE) and state not in OVER:
        return False
    return state in step.sources


def state_after(
    move: Move,
    route: Route,
    state: CaseState,
    first: CaseState | None = None,
    *,
    flow: Workflow = STANDARD,
    details: Details | None = None,
) -> CaseState:
    """Where `move` leads. `first` is where this case starts, if not as all of its route."""
    if move is Move.REOPEN:
        return first or route.first_state
    if move is Move.DECIDE and route.filtered:
        return state  # the filter's turn is its own
    step = flow.steps.get(move)
    if step is None:
        return state
    return (step.lands(details or {}) if step.lands else step.target) or state


#: With whom a case starts that one of these roles leads on.
_STARTS: Final[Mapping[Role, CaseState]] = MappingProxyType(
    {
        Role.DSL: _S.WITH_DSL,
        Role.DEPUTY_DSL: _S.WITH_DSL,
        Role.HEADTEACHER: _S.WITH_HEAD,
        Role.CHAIR: _S.WITH_CHAIR,
    }
)


def first_state(route: Route, roles: Collection[Role] = ()) -> CaseState:
    """Where a case starts that these roles lead on; as all of its route without them."""
    if route.first_state not in _STARTS.values():
        return route.first_state
    lead = next((one for one in (*route.readers, Role.CHAIR) if one in roles), None)
    return _STARTS[lead] if lead else route.first_state


def signer_of(route: Route, roles: Collection[Role | None]) -> Role:
    """Who signs a case off: the Headteacher, or the Chair of Governors where she may not read it."""
    if Role.CHAIR in roles and Role.HEADTEACHER not in roles:
        return Role.CHAIR
    return route.signer


def turns(roles: Iterable[Role]) -> frozenset[Role]:
    """The roles whose turn is also that of somebody who holds `roles`: a deputy acts for the DSL."""
    held = frozenset(roles)
    return held | {Role.DSL} if Role.DEPUTY_DSL in held else held
