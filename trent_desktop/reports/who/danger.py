"""Whom somebody rings who says that a child is in danger, before anything is sent."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable

from trent_desktop.reports.who.about import is_called
from trent_desktop.reports.who.leading import named
from trent_desktop.reports.who.told import ContactLike, reach_of
from trent_desktop.roles import Role
from trent_desktop.school.people.people import Member

IN_PERSON = "tell them in person"


def to_ring(
    members: Iterable[Member],
    contacts: Iterable[ContactLike],
    not_these: Collection[uuid.UUID] = (),
) -> tuple[str, ...]:
    """The safeguarding leads with their numbers, one line each; else who is next in line.

    `not_these` are whom it is about: neither a name nor a number of theirs is given.
    """
    roll = tuple(members)
    shut_out = [one.name for one in roll if one.id in not_these]
    by_role: dict[str, ContactLike] = {}
    for contact in contacts:
        name = contact.name.strip()
        if not any(name and is_called(other, name) for other in shut_out):
            by_role.setdefault(contact.role, contact)
    for roles in ((Role.DSL, Role.DEPUTY_DSL), (Role.HEADTEACHER,), (Role.CHAIR,)):
        lines: list[str] = []
        for role in roles:
            holding = [one for one in roll if one.active and role in one.roles]
            free = [one.name for one in holding if one.id not in not_these]
            contact = by_role.get(role.value)
            if holding and not free:
                continue  # its number is theirs
            name = (contact.name.strip() if contact else "") or named(free)
            reach = reach_of(contact)
            if name or reach:
                who = f"{name}, {role.title}" if name else role.title
                lines.append(f"{who}: {reach or IN_PERSON}")
        if lines:
            return tuple(lines)
    return ()
