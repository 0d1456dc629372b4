"""Whose turn it is: a member's own roles, and those she acts for."""

from __future__ import annotations

from trent_desktop.reports.who.leading import joined_roles, standing_in
from trent_desktop.reports.workflow import turns
from trent_desktop.roles import Role
from trent_desktop.school.keys.session import SignedIn


def turns_of(me: SignedIn) -> frozenset[Role]:
    """The roles whose turn is hers: her own, and those she acts for."""
    return turns(standing_in(me.roles, joined_roles(me.directory.members)))
