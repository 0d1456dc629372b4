"""Trying this laptop with the school's folder, for whoever is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trent_desktop.school.trying.folder import try_folder
from trent_desktop.school.trying.laptop import try_laptop
from trent_desktop.school.trying.values import Came, Tried

if TYPE_CHECKING:
    from trent_desktop.school.keys.session import SignedIn


class TryService:
    """Everybody may: it changes nothing and shows nothing of anybody."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    def look(self) -> tuple[Tried, ...]:
        """Try folder and laptop: some seconds. Writes nothing into the school's file."""
        location = self._me.database.location
        if location.folder is None:
            words = "A database server keeps this school, so there is no folder to try."
            place = (Tried("folder", "The school’s folder", Came.UNTRIED, words),)
        else:
            place = try_folder(location.folder)
        return (*place, *try_laptop(self._me.laptop.root))
