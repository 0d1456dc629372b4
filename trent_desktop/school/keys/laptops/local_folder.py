"""This laptop's own folder for one school: what signing in needs while the share is away."""

from __future__ import annotations

import uuid
from contextlib import suppress
from pathlib import Path

import platformdirs

from trent_desktop import files
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
_SEEN = "keys-seen"
_MARK = "mark"


def local_root() -> Path:
    """Where this program keeps things on this laptop. Never a folder that roams to a server."""
    return Path(platformdirs.user_data_dir("trent-desktop", appauthor=False, roaming=False))


class Laptop:
    """The folder of one school on this laptop. File names in it are tags and say nothing.

    It belongs to the school, whatever the path by which its folder is reached: another drive
    letter leads to the same drafts, another school at the same path to none (rule 74). Which
    school a path leads to is remembered, for when the share is away.
    """

    def __init__(self, root: Path, location: Location) -> None:
        #: This laptop's own folder, for all schools.
        self.root = root
        self._schools = root / "schools"
        self._place = root / "places" / location.tag
        #: The folder of an earlier program, which belonged to the text of the path.
        self._former = self._schools / location.tag
        self._before: KeyDocument | None = None
        before = _keys_in(self._former)
        self._use(self._remembered() or (before.school_id if before else None))
        if before and self._school_id is not None:
            self.meet(self._school_id)

    def turn_to(self, school_id: uuid.UUID) -> None:
        """The keys at the place say that it is this school: its folder is used. Not remembered."""
        if self._school_id != school_id:
            self._before = self.cached_keys()
        self._carry_over()
        self._use(school_id)

    def meet(self, school_id: uuid.UUID) -> None:
        """This school is at the place, file and keys: from now on it is its folder that is used."""
        self.turn_to(school_id)
        files.sweep(self._folder)
        if self._remembered() != school_id:
            # Else nobody signs in by this path while the share is away.
            with suppress(OSError, Problem):
                files.make_folder(self._place.parent, parents=True)
                write_whole(self._place, str(school_id).encode("ascii"))

    def keys_before(self) -> KeyDocument | None:
        """The slots of whoever signed in at this place before, whichever school it was then."""
        return self._before or self.cached_keys()

    def _use(self, school_id: uuid.UUID | None) -> None:
        self._school_id = school_id
        self._folder = self._former if school_id is None else self._folder_of(school_id)
        # Two users, or two folders, of one computer are two laptops.
        self.mark = digest(str(self._folder).encode("utf-8", files.AS_BYTES))[:24]
        with suppress(OSError):
            self.mark = files.read(self._folder / _MARK).decode("ascii")
        self.secrets = LaptopSecrets(self._folder, self.mark)

    def _folder_of(self, school_id: uuid.UUID) -> Path:
        return self._schools / digest(b"school " + school_id.bytes)[:24]

    def _remembered(self) -> uuid.UUID | None:
        """Which school was at this place last, as far as this laptop knows."""
        with suppress(OSError, ValueError):
            return uuid.UUID(files.read(self._place).decode("ascii"))
        return None

    def _carry_over(self) -> None:
        before = _keys_in(self._former)
        if before is None:
            return
        folder = self._folder_of(before.school_id)
        with suppress(OSError, Problem):
            # First, so that it is there in whichever folder: this laptop stays a known one.
            mark = digest(str(self._former).encode("utf-8", files.AS_BYTES))[:24]
            write_whole(self._former / _MARK, mark.encode("ascii"))
            files.replace(self._former, folder)

    @property
    def attempts_file(self) -> Path:
        """Where wrong passwords are counted."""
        return self._folder / _ATTEMPTS

    def together(self, location: Location) -> Together | None:
        """This laptop among others at the same folder; None for a server."""
        if location.is_server:
            return None
        return Together(location.school_file.parent, self._folder)

    @property
    def sent_folder(self) -> Path:
        """The folder of what was sent from here, by whichever member."""
        return self._folder / "sent"

    def store_folder(self, member_id: uuid.UUID) -> Path:
        """The folder of a member's encrypted local store."""
        return self._folder / str(member_id)

    def cached_keys(self) -> KeyDocument | None:
        """The slots of those who signed in on this laptop before, or None."""
        cached = _keys_in(self._folder)
        return cached if cached and cached.school_id == self._school_id else None

    def remember_slot(self, document: KeyDocument, holder: str) -> None:
        """Keep the slot of somebody who signed in here, so that she can while the share is away.

        Only hers: other members' slots stay on the share.
        """
        slot = document.slot_of(holder)
        if slot is None:
            return
        cached = self.cached_keys()
        if cached is None:
            cached = KeyDocument(document.school_id, document.is_sample, 0, ())
        if cached.slot_of(holder) == slot:
            return
        # Without it she can still sign in while the share is there.
        with suppress(OSError, Problem):
            files.make_folder(self._folder, parents=True)
            others = cached.only(lambda one: one.holder != holder)
            write_whole(self._folder / _CACHED_KEYS, to_bytes(others.with_slots((slot,))))

    def keys_seen(self, school_id: uuid.UUID) -> int:
        """The revision of the school's keys that this laptop saw last; 0 when it saw none.

        By it, keys of an older day are noticed that somebody put back.
        """
        with suppress(OSError, ValueError):
            school, revision = files.read(self._folder / _SEEN).decode("ascii").split()
            if school == str(school_id):
                return int(revision)
        return 0

    def note_keys(self, document: KeyDocument) -> None:
        """Remember which revision of the school's keys is in force."""
        if self.keys_seen(document.school_id) != document.revision:
            with suppress(OSError, Problem):
                files.make_folder(self._folder, parents=True)
                said = f"{document.school_id} {document.revision}"
                write_whole(self._folder / _SEEN, said.encode("ascii"))

    def forget_slot(self, holder: str) -> None:
        """Drop what somebody signed in with here: her access ended."""
        cached = self.cached_keys()
        if cached is None:
            return
        kept = cached.only(lambda slot: slot.holder != holder)
        if kept is not cached:
            with suppress(OSError, Problem):
                write_whole(self._folder / _CACHED_KEYS, to_bytes(kept))


def _keys_in(folder: Path) -> KeyDocument | None:
    try:
        return from_bytes(files.read(folder / _CACHED_KEYS))
    except (OSError, UnreadableKeys):
        return None
