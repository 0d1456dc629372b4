"""Who leads on a report in this school as it is now: to whom it is sealed, and who stands in.

A role's key exists from the day the school is set up, also while nobody holds the role, and
somebody who was only invited loses what was sealed to her when her slip is renewed. So a report
that its reporter may not read is sealed only when somebody who has *joined* can open it: a member
who can sign in, holds the role, and has its key. Where nobody can, it waits on the laptop of
whoever wrote it, and is sent by itself as soon as somebody who leads has joined.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from trent_desktop.problems import Problem
from trent_desktop.reports.cases import CaseState, Route
from trent_desktop.roles import Role
from trent_desktop.school.people.people import Member, MemberState

#: Who is next where nobody who has joined holds a role, nearest first. The ICT Lead is never next
#: for anything but the filter: sealed reports are not for whoever looks after the computers.
NEXT_IN_LINE: Final[Mapping[Role, tuple[Role, ...]]] = {
    Role.ICT_LEAD: (Role.HEADTEACHER,),
    Role.DSL: (Role.DEPUTY_DSL, Role.HEADTEACHER, Role.CHAIR),
    Role.DEPUTY_DSL: (Role.DSL, Role.HEADTEACHER, Role.CHAIR),
    Role.HEADTEACHER: (Role.CHAIR,),
    Role.CHAIR: (),
}

#: To whom else a report is sealed when nobody of its own readers has joined. Nobody at school is
#: next for what is about the Headteacher.
_INSTEAD: Final[Mapping[Route, tuple[Role, ...]]] = {
    Route.SAFEGUARDING: (Role.CHAIR,),
    Route.LEADERSHIP: (Role.CHAIR,),
    Route.HEADTEACHER: (Role.CHAIR,),
    Route.STOPPED: (Role.CHAIR,),
    Route.STAFF: (Role.CHAIR,),
}

#: Whose decisions somebody else takes while nobody holds the role.
_STOOD_IN_FOR: Final = (Role.DSL, Role.HEADTEACHER)

#: The roles without which a primary school is not safe with this program.
NEEDED: Final = (Role.DSL, Role.DEPUTY_DSL, Role.HEADTEACHER)


class NobodyLeads(Problem):
    """Nobody who has joined could open this report. It waits for somebody, and is not lost."""

    def __init__(self) -> None:
        super().__init__(
            "Nobody who may read this report has joined Trent Desktop yet.",
            what_to_do="It is kept on this laptop, and sent automatically when somebody has joined.",
        )


def joined_roles(members: Iterable[Member]) -> frozenset[Role]:
    """The roles that somebody holds who can sign in, as this laptop knows it."""
    return frozenset(role for one in members if one.active for role in one.roles)


def sealed_to(route: Route, joined: Collection[Role]) -> tuple[Role, ...]:
    """The roles to whose keys a report of this route is sealed; empty when nobody could open it.

    Once one of its own readers has joined it is sealed to all of them, so that the others read it
    when they join. Its reporter reads an ordinary report in any case.
    """
    own = route.readers
    if route.filtered or any(role in joined for role in own):
        return own
    found = tuple(role for role in _INSTEAD.get(route, ()) if role in joined)
    return (*own, *found) if found else ()


def told_by_program(route: Route, joined: Collection[Role]) -> tuple[Role, ...]:
    """The roles whose holders have a new report of this route on their lists."""
    return tuple(role for role in sealed_to(route, joined) if role in joined)


def leader(route: Route, joined: Collection[Role]) -> Role | None:
    """Who leads on a report of this route; None when nobody who could open it has joined."""
    return next(iter(told_by_program(route, joined)), None)


def state_for(route: Route, lead: Role | None) -> CaseState:
    """With whom the reporter's own list says that her report is."""
    if route.filtered or lead is None:
        return route.first_state
    return {
        Role.HEADTEACHER: CaseState.WITH_HEAD,
        Role.CHAIR: CaseState.WITH_CHAIR,
    }.get(lead, CaseState.WITH_DSL)


def standing_in(roles: Collection[Role], joined: Collection[Role]) -> frozenset[Role]:
    """`roles`, and those for which their holder stands in because nobody who holds them joined."""
    acting = frozenset(roles)
    for role in _STOOD_IN_FOR:
        if role not in joined:
            first = next((one for one in NEXT_IN_LINE[role] if one in joined), None)
            if first in acting:
                acting |= {role}
    return acting


# ------------------------------------------------------------------ who is missing


@dataclass(frozen=True, slots=True)
class Missing:
    """A role that the school needs and nobody who has joined holds. `invited`: who has a slip.

    `alone`: who is the only safeguarding lead and the deputy as well.
    """

    role: Role
    invited: tuple[str, ...]
    alone: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing until a report of the worst kind is in good hands.

    `reads_now`: names of those who could read such a report today. `administrators`: names of
    those who can let somebody in.
    """

    missing: tuple[Missing, ...]
    reads_now: tuple[str, ...]
    administrators: tuple[str, ...]


def gap_in(members: Collection[Member]) -> Gap | None:
    """Which of the needed roles nobody holds who has joined; None when the school is complete.

    One member may be Headteacher and Designated Safeguarding Lead, as in small schools. The deputy
    is somebody else than the only safeguarding lead: she is there for when that one is not.
    """
    missing = tuple(
        Missing(
            role,
            names_of(members, role, MemberState.INVITED),
            "".join(names_of(members, role)[:1]),
        )
        for role in NEEDED
        if not _is_filled(members, role)
    )
    if not missing:
        return None
    joined = joined_roles(members)
    reading = told_by_program(Route.STOPPED, joined)
    return Gap(
        missing,
        tuple(dict.fromkeys(name for role in reading for name in names_of(members, role))),
        tuple(
            dict.fromkeys(
                name
                for role in (Role.ICT_LEAD, Role.HEADTEACHER)
                for name in names_of(members, role)
            )
        ),
    )


def _is_filled(members: Iterable[Member], role: Role) -> bool:
    holding = [one for one in members if one.active and role in one.roles]
    if role is not Role.DEPUTY_DSL:
        return bool(holding)
    leads = {one.id for one in members if one.active and Role.DSL in one.roles}
    return any(leads != {one.id} for one in holding)


def names_of(
    members: Iterable[Member], role: Role, state: MemberState = MemberState.ACTIVE
) -> tuple[str, ...]:
    """The names of those who hold a role and stand so."""
    return tuple(one.name for one in members if role in one.roles and one.state is state)


def named(names: Iterable[str], *, last: str = "and") -> str:
    """Names in a row, as people say them: ``A``, ``A and B``, ``A, B and C``."""
    listed = tuple(names)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}"
