"""What has become of each line of the table of who to tell, for a report that was just sent.

The table says who must know. Whether they do is another thing: the report may still wait on this
laptop, nobody may hold the role, or the holder may be the reporter herself. A line says only what
has happened; where nothing has, it says what the reporter does instead.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Protocol

from trent_desktop.reports.cases import Route
from trent_desktop.reports.who.about import is_called
from trent_desktop.reports.who.leading import (
    NEXT_IN_LINE,
    joined_roles,
    named,
    names_of,
    sealed_to,
)
from trent_desktop.reports.who.telling import BY_ITSELF, IN_PERSON, Telling
from trent_desktop.roles import Role
from trent_desktop.school.people.people import Member, MemberState
from trent_desktop.sentences import going_on, sentences


class ContactLike(Protocol):
    """Somebody to tell, as the school's settings hold it."""

    @property
    def role(self) -> str:
        """A role's value, or a name such as ``lado``."""
        ...

    @property
    def name(self) -> str:
        """Full name; may be empty for a service."""
        ...

    @property
    def phone(self) -> str:
        """Telephone number as it is to be rung."""
        ...

    @property
    def note(self) -> str:
        """Anything else on how to reach them."""
        ...


class ToldState(StrEnum):
    """What the program has done about a line."""

    IN_PERSON = "in-person"  # nothing: a person tells them
    TOLD = "told"  # it is on the list of somebody who can open it
    WILL_BE_TOLD = "will-be-told"  # when the report is sent, which it is not yet
    NOBODY = "nobody"  # nobody who has joined holds the role
    SELF = "self"  # it is the reporter herself


@dataclass(frozen=True, slots=True)
class TellStep:
    """One person or service to tell. `how` holds the telephone number where there is one.

    `said` is what has happened, and `how` what the reporter does; either may be empty, never both.
    `why` is a sentence for the reporter. `check_locally` asks to compare with what the local
    authority says, because law and numbers differ and move.
    """

    who: str
    when: str
    how: str
    why: str
    check_locally: bool = False
    role: str = ""
    state: ToldState = ToldState.IN_PERSON
    said: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand when the lines are worked out: who is in the school, who reports, and
    whether the report still waits on this laptop (`queued`). `about`: the person it is about.
    """

    members: tuple[Member, ...]
    reporter: uuid.UUID
    queued: bool
    about: frozenset[uuid.UUID] = frozenset()


#: Services that somebody who leads rings as a rule, and the reporter where she reaches nobody.
_OUTSIDE: Final = ("police", "social-care", "lado")
_YOURSELF: Final = "If you reach none of those above, ring yourself."
_NEXT_HERE: Final = "Next in line for this report."
_NEXT_WHY: Final = "Next in line, because nobody has joined as {missing}."


def steps_of(
    lines: Iterable[Telling],
    route: Route,
    contacts: Mapping[str, ContactLike],
    standing: Standing | None,
) -> tuple[TellStep, ...]:
    """The lines with names and numbers, and, with `standing`, with what has become of each.

    Where nobody holds a role, whoever is next in line gets a line of her own unless she has one.
    """
    lines = tuple(lines)
    if standing is None:
        return tuple(_as_planned(line, contacts) for line in lines)
    return tuple(_Lines(lines, route, contacts, standing).steps())


def reach_of(contact: ContactLike | None) -> str:
    """The number and where to find them; empty when the school has not written it down."""
    if contact is None:
        return ""
    return sentences(contact.phone, contact.note)


def _as_planned(line: Telling, contacts: Mapping[str, ContactLike]) -> TellStep:
    contact = contacts.get(line.role)
    name = contact.name.strip() if contact is not None else ""
    return TellStep(
        f"{name}, {line.who}" if name else line.who,
        line.when,
        reach_of(contact) or line.how,
        line.why,
        line.check_locally,
        line.role,
    )


class _Lines:
    """Works the lines of one report out."""

    def __init__(
        self,
        lines: Collection[Telling],
        route: Route,
        contacts: Mapping[str, ContactLike],
        standing: Standing,
    ) -> None:
        self._lines = lines
        # Nobody is led to the person it is about, neither by name nor by number.
        theirs = [one for one in standing.members if one.id in standing.about]
        rest = tuple(one for one in standing.members if one.id not in standing.about)
        self._left_out = joined_roles(theirs) - joined_roles(rest)
        self._contacts = {
            role: contact
            for role, contact in contacts.items()
            if role not in self._left_out
            and not any(is_called(one.name, contact.name) for one in theirs)
        }
        self._standing = standing = replace(standing, members=rest)
        self._joined = joined_roles(standing.members)
        # Who else would read it is said also while nobody can: by the roles it is meant for.
        readers = sealed_to(route, self._joined)
        self._nobody_reads = not readers
        self._readers = readers or sealed_to(route, frozenset(Role))
        self._named = {line.role for line in lines}

    def steps(self) -> Iterator[TellStep]:
        """Every line, and behind a role that nobody holds whoever is next."""
        for line in self._lines:
            role = _keyed(line.role)
            if role is not None and role in self._left_out:
                yield from self._next(line, role)
                continue
            if role is None or role not in self._readers:
                planned = _as_planned(line, self._contacts)
                alone = self._nobody_reads and line.role in _OUTSIDE
                yield replace(planned, why=f"{planned.why} {_YOURSELF}") if alone else planned
                continue
            step = self._step(line, role)
            yield step
            if step.state is ToldState.NOBODY:
                yield from self._next(line, role)

    def _step(self, line: Telling, role: Role) -> TellStep:
        standing = self._standing
        planned = _as_planned(line, self._contacts)
        holders = [one for one in standing.members if one.active and role in one.roles]
        others = named(one.name for one in holders if one.id != standing.reporter)
        if holders and planned.who == line.who:
            planned = replace(planned, who=f"{named(one.name for one in holders)}, {line.who}")
        reach = reach_of(self._contacts.get(line.role)) or IN_PERSON
        by_itself = line.how == BY_ITSELF
        if not holders:
            return replace(
                planned, state=ToldState.NOBODY, said=self._nobody(role, line), how=reach
            )
        if not others:
            return replace(
                planned,
                who=f"You, as {line.who}",
                state=ToldState.SELF,
                said="That is you, so there is nobody else to tell here.",
                how="",
            )
        if standing.queued:
            return replace(
                planned,
                state=ToldState.WILL_BE_TOLD,
                said=f"Not told yet: {others} will be told when the report is sent.",
                how=f"If it cannot wait: {going_on(reach)}" if by_itself else reach,
            )
        said = f"Told: it is on the list of {others} now."
        said += " You need do nothing." if by_itself else " Tell them yourself anyway."
        return replace(planned, state=ToldState.TOLD, said=said, how="" if by_itself else reach)

    def _nobody(self, role: Role, line: Telling) -> str:
        invited = names_of(self._standing.members, role, MemberState.INVITED)
        if invited:
            verb = "has" if len(invited) == 1 else "have"
            said = f"Not told: {named(invited)} {verb} not joined Trent Desktop yet."
        else:
            said = f"Not told: nobody has joined Trent Desktop as {role.title} yet."
        found = self._next_role(role)
        if found is not None and self._holds_alone(found):
            return f"{said} You are next in line, as {found.title}."
        return said

    def _next_role(self, role: Role) -> Role | None:
        return next(
            (one for one in NEXT_IN_LINE[role] if one in self._joined and one in self._readers),
            None,
        )

    def _holds_alone(self, role: Role) -> bool:
        holding = {o.id for o in self._standing.members if o.active and role in o.roles}
        return holding == {self._standing.reporter}

    def _next(self, line: Telling, role: Role) -> Iterator[TellStep]:
        found = self._next_role(role)
        if found is None or found.value in self._named or self._holds_alone(found):
            return
        self._named.add(found.value)
        how = line.how
        why = _NEXT_HERE if role in self._left_out else _NEXT_WHY.format(missing=role.title)
        yield self._step(Telling(found.value, found.title, line.when, how, why), found)


def _keyed(role: str) -> Role | None:
    return Role(role) if role in set(Role) else None
