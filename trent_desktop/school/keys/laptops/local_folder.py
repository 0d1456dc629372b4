"""This laptop's own folder for one school: what signing in needs while the share is away."""

from __future__ import annotations

import uuid
from contextlib import suppress
from pathlib import Path

import platformdirs

from trent_desktop.problems import Problem
from trent_desktop.school.keys.laptops.laptop_secret import LaptopSecrets
from trent_desktop.storage.atomic_file import write_whole
from trent_desktop.storage.beside.together import Together
from trent_desktop.storage.cipher import digest
from trent_desktop.storage.key_format import UnreadableKeys, from_bytes, to_bytes
from trent_desktop.storage.key_slots import KeyDocument
from trent_desktop.storage.location import Location

_CACHED_KEYS = "keys"
_ATTEMPTS = "attempts.json"


def local_root() -> Path:
    """Where this program keeps things on this laptop. Never a folder that roams to a server."""
    return Path(platformdirs.user_data_dir("trent-desktop", appauthor=False, roaming=False))


class Laptop:
    """The folder of one school on this laptop. File names in it are tags and say nothing."""

    def __init__(self, root: Path, location: Location) -> None:
        self._folder = root / "schools" / location.tag
        # Two users, or two folders, of one computer are two laptops.
        self.mark = digest(str(self._folder).encode("utf-8"))[:24]
        self.secrets = LaptopSecrets(self._folder, self.mark)

    @property
    def attempts_file(self) -> Path:
        """Where wrong passwords are counted."""
        return self._folder / _ATTEMPTS

    def together(self, location: Location) -> Together | None:
        """This laptop among others at the same folder; None for a server."""
        if location.is_server:
            return None
        return Together(location.school_file.parent, self._folder)

    def store_folder(self, member_id: uuid.UUID) -> Path:
        """The folder of a member's encrypted local store."""
        return self._folder / str(member_id)

    def cached_keys(self) -> KeyDocument | None:
        """The slots of those who signed in on this laptop before, or None."""
        try:
            return from_bytes((self._folder / _CACHED_KEYS).read_bytes())
        except (OSError, UnreadableKeys):
            return None

    def remember_slot(self, document: KeyDocument, holder: str) -> None:
        """Keep the slot of somebody who signed in here, so that she can while the share is away.

        Only hers: other members' slots stay on the share.
        """
        slot = document.slot_of(holder)
        if slot is None:
            return
        cached = self.cached_keys()
        if cached is None or cached.school_id != document.school_id:
            cached = KeyDocument(document.school_id, document.is_sample, 0, ())
        if cached.slot_of(holder) == slot:
            return
        # Without it she can still sign in while the share is there.
        with suppress(OSError, Problem):
            self._folder.mkdir(parents=True, exist_ok=True)
            others = cached.only(lambda one: one.holder != holder)
            write_whole(self._folder / _CACHED_KEYS, to_bytes(others.with_slots((slot,))))

    def forget_slot(self, holder: str) -> None:
        """Drop what somebody signed in with here: her access ended."""
        cached = self.cached_keys()
        if cached is None:
            return
        kept = cached.only(lambda slot: slot.holder != holder)
        if kept is not cached:
            with suppress(OSError, Problem):
                write_whole(self._folder / _CACHED_KEYS, to_bytes(kept))
