"""What is said of the school's copies, as this laptop knows it."""

from __future__ import annotations

from trent_desktop.asking import on_laptop
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.storage.copies.values import CopySettings, copy_settings_in


class CopiesOnLaptop:
    """What the directory on this laptop says of copies. Never asks the share."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    @property
    def are_made(self) -> bool:
        """Whether copies are made here: on a server its own backups hold the school."""
        return not self._me.database.location.is_server

    @on_laptop
    def settings(self) -> CopySettings:
        """As known on this laptop."""
        return copy_settings_in(self._me.directory.settings)
