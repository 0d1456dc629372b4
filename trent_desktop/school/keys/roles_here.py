"""Who may pass on a role, by the directory on this laptop."""

from __future__ import annotations

from trent_desktop.asking import on_laptop
from trent_desktop.roles import Role
from trent_desktop.school.keys.guardians import GUARDIAN
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right


class RolesOnLaptop:
    """What the directory says of who passes on what. Never asks the share."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    @on_laptop
    def may_appoint(self, role: Role) -> bool:
        """Whether I am the second of the two who together pass a role on. In memory."""
        guardian = GUARDIAN.get(role)
        if guardian is None or not self._somebody_is(guardian):
            return self._me.may(Right.MANAGE_MEMBERS)
        return guardian in self._me.roles

    def _somebody_is(self, role: Role | None) -> bool:
        return any(one.active and role in one.roles for one in self._me.directory.members)
