"""Whether the code in the safe was typed back once, as the school's settings have it."""

from __future__ import annotations

from typing import Final

from trent_desktop.school.keys.session import SignedIn

PROVED: Final = "recovery_proved"


class ProvedOnLaptop:
    """What the directory on this laptop says of the code in the safe. Never asks the share."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    @property
    def recovery_proved(self) -> bool:
        """Whether somebody showed that the printed code is at hand. In memory."""
        directory = self._me.directory
        return bool(directory.settings.get(PROVED, directory.school.is_sample))
