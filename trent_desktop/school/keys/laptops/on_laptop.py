"""The laptop that somebody sits at, and whether her roles ask for a known one."""

from __future__ import annotations

from trent_desktop.school.keys.laptops.second_factor import is_wanted
from trent_desktop.school.keys.session import SignedIn


class LaptopsOnLaptop:
    """What this laptop says of itself. Never asks the share."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    @property
    def wanted(self) -> bool:
        """Whether my roles ask for a known laptop. In memory."""
        directory = self._me.directory
        return is_wanted(self._me.roles, directory.settings, is_sample=directory.school.is_sample)

    @property
    def store_words(self) -> str:
        """A sentence when the secret is in a file for want of a credential store, else empty."""
        return self._me.laptop.secrets.words(self._me.member.id)
