"""Who reads a report: by whom its answers are about, and by who there is at the school to lead.

A report about a grown-up who works here goes to the Headteacher alone, one about the Headteacher
to the Chair of Governors alone. Where nobody holds that role it goes to the next in line who is
not the person concerned, and never to the readers of an ordinary report; where there is nobody, it waits
on the laptop on which it was written until somebody has joined.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from trent_desktop.reports.asked import names as n
from trent_desktop.reports.asked.questions import ONLY_CHAIR, ONLY_HEADTEACHER
from trent_desktop.reports.cases import CaseState, Route
from trent_desktop.reports.who.about import ROUTES, about_of, concerned
from trent_desktop.reports.who.leading import sealed_to
from trent_desktop.reports.workflow import first_state
from trent_desktop.roles import Role
from trent_desktop.school.people.people import Member, MemberState
from trent_desktop.storage.keyring import Reader


@dataclass(frozen=True, slots=True)
class Holder:
    """A member with the roles that cases are sealed to. `joined`: she can sign in."""

    id: uuid.UUID
    name: str
    roles: frozenset[Role]
    joined: bool
    public_key: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Lead:
    """Whose a report is. `roles` read it; of those in `only` none but these members do.

    `told` are those of them who have joined, whoever leads first. `told_as` is the route by whose
    rules its reporter is told who to tell. `nobody`: none of those it is for has joined.
    """

    route: Route
    roles: tuple[Role, ...]
    state: CaseState
    told_as: Route
    only: Mapping[Role, tuple[Holder, ...]] = field(default_factory=dict[Role, tuple[Holder, ...]])
    nobody: bool = False
    told: tuple[Role, ...] = ()

    @property
    def leads(self) -> Role | None:
        """Who leads on it; None when nobody who could open it has joined."""
        return next(iter(self.told), None)


def holders_known(members: Iterable[Member]) -> tuple[Holder, ...]:
    """The same by what this laptop knows, to say what will happen while the share is away."""
    return tuple(
        Holder(one.id, one.name, one.roles, one.active)
        for one in members
        if one.state is not MemberState.REMOVED
    )


def who_reads(members: Iterable[Member]) -> tuple[str, str]:
    """Who will read a report about somebody on the staff, and one about the Headteacher."""
    holders = holders_known(members)
    found: list[str] = []
    for about in (n.ABOUT_STAFF, n.ABOUT_HEAD):
        lead = lead_of(ROUTES[about], {n.ABOUT: about}, holders, joined_among(holders))
        found.append(_NOBODY if lead.nobody else _ONLY[lead.route])
    return found[0], found[1]


def joined_among(holders: Iterable[Holder]) -> frozenset[Role]:
    """The roles that somebody holds who can sign in."""
    return frozenset(role for one in holders if one.joined for role in one.roles)


def lead_of(
    route: Route,
    answers: Mapping[str, Any],
    holders: Iterable[Holder],
    joined: Collection[Role],
) -> Lead:
    """Who leads on a report of these answers, and reads it.

    `joined` are the roles whose key somebody holds who can sign in.
    """
    roll = tuple(holders)
    about = about_of(answers, roll)
    if not about:
        roles = sealed_to(route, joined)
        told = tuple(role for role in roles if role in joined)
        return Lead(route, roles, first_state(route, told), route, nobody=not roles, told=told)
    not_hers = concerned(answers, roll)
    line = line_about(route, about)
    free = {
        role: tuple(one for one in roll if role in one.roles and one.id not in not_hers)
        for role in line
    }
    # Whoever is concerned and holds the role too must not get it by the role's key.
    only = {
        role: free[role]
        for role in line
        if any(role in one.roles and one.id in not_hers for one in roll)
    }
    there = tuple(
        role
        for role in line
        if any(one.joined for one in free[role]) and (role in only or role in joined)
    )
    if not there:
        return Lead(route, (), first_state(route), route, nobody=True)
    if route is Route.STOPPED and about == n.ABOUT_HEAD:
        # Sealed to all of them, so that those read it who join later.
        roles = tuple(role for role in line if role not in only or free[role])
        return Lead(route, roles, first_state(route, there), route, only, told=there)
    told_as = _ROUTE_OF[there[0]]
    leads = Route.STOPPED if route is Route.STOPPED else told_as
    first = there[:1]
    return Lead(leads, first, first_state(leads, first), told_as, only, told=first)


def line_about(route: Route, about: str) -> tuple[Role, ...]:
    """Who may lead on a report about a grown-up who works here, nearest first; `about` as
    `about_of` says it, nobody where it is empty.
    """
    if not about:
        return ()
    if route is Route.STOPPED and about == n.ABOUT_HEAD:
        # The safeguarding leads are not concerned, and know what to do at once.
        return (Role.DSL, Role.DEPUTY_DSL, Role.CHAIR)
    if about == n.ABOUT_HEAD:
        return (Role.CHAIR,)
    return (Role.HEADTEACHER, Role.CHAIR)


def readers_of(lead: Lead, keys: Mapping[Role | None, Reader]) -> tuple[Reader, ...]:
    """Whom a report is sealed to, by the newest key of each role; the reporter not among them."""
    found: dict[uuid.UUID, Reader] = {}
    for role in lead.roles:
        if role not in lead.only:
            found.setdefault(keys[role].id, keys[role])
        for one in lead.only.get(role, ()):
            found.setdefault(one.id, Reader(one.id, one.public_key, role))
    return tuple(found.values())


_ONLY = {Route.STAFF: ONLY_HEADTEACHER, Route.HEAD: ONLY_CHAIR}
_NOBODY = "Nobody here reads it yet. The next page says who to ring"
_ROUTE_OF = {Role.HEADTEACHER: Route.STAFF, Role.CHAIR: Route.HEAD}
