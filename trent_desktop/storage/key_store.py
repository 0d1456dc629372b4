"""Where the key document is kept: two copies in the folder, or one row on a server."""

from __future__ import annotations

import datetime as dt
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from trent_desktop import files
from trent_desktop.clock import Clock
from trent_desktop.problems import FileGone, Problem, SchoolAway
from trent_desktop.storage import troubles
from trent_desktop.storage.atomic_file import write_whole
from trent_desktop.storage.failing import folder_words, wrong_outside
from trent_desktop.storage.key_format import UnreadableKeys, from_bytes, to_bytes
from trent_desktop.storage.key_slots import KeyDocument
from trent_desktop.storage.location import KEYS_COPY, KEYS_FILE, Location
from trent_desktop.storage.server_clock import ahead_of, server_now

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TRIES = 3
_PAUSE_S = 0.1
_PLACES = ("first", "second")


@dataclass(frozen=True, slots=True)
class FoundKeys:
    """A key document; the other copy where it differs; and what the ICT Lead should know.

    `cut_off`: the first copy is the older, as where a program ended between writing the two.
    """

    document: KeyDocument
    other: KeyDocument | None = None
    for_ict: tuple[str, ...] = ()
    cut_off: bool = False


class KeyStore(Protocol):
    """Reads and writes the key document of one school."""

    @property
    def location(self) -> Location:
        """Where the school is."""
        ...

    def read(self) -> FoundKeys:
        """The newest usable copy. Raises `NotASchool`, `DamagedKeys` or `SchoolAway`."""
        ...

    def now(self, clock: Clock) -> dt.datetime:
        """The present moment by the clock of the school's place, for when nobody is signed in.

        A laptop's own clock may be years off; it counts only where that place is away.
        """
        ...

    def write(self, document: KeyDocument, session: Session) -> None:
        """Replace the document, whole, inside `session`, a unit of work that writes.

        The unit of work keeps two laptops from changing the slots at the same moment. Raises
        `DiskFull` or `SchoolAway`; the document before then counts.
        """
        ...


def key_store(location: Location, *, opened: bool = False) -> KeyStore:
    """The key store of a location.

    `opened`: a school was found there already. Where nothing is there now it is gone, and `read`
    raises `FileGone` in the place of `NotASchool`: nobody is told to set one up.
    """
    return (ServerKeys if location.is_server else FolderKeys)(location, opened=opened)


class FolderKeys:
    """Two files side by side, each written whole; the newer undamaged one counts."""

    def __init__(self, location: Location, *, opened: bool = False) -> None:
        self._location = location
        self._opened = opened
        folder = location.school_file.parent
        self._paths = (folder / KEYS_FILE, folder / KEYS_COPY)

    @property
    def location(self) -> Location:
        """See `KeyStore.location`."""
        return self._location

    def read(self) -> FoundKeys:
        """See `KeyStore.read`. A damaged first copy is put right by the next change of keys."""
        found: list[KeyDocument | None] = []
        failed: OSError | None = None
        refused: set[str] = set()
        for which, path in zip(_PLACES, self._paths, strict=True):
            document = None
            try:
                document = from_bytes(_content(path))
            except (FileNotFoundError, UnreadableKeys):
                pass
            except OSError as error:
                failed = error
                refused.add(which)
            found.append(document)
        usable = [document for document in found if document]
        if usable:
            return _newest(found, usable, refused)
        if failed is not None:
            raise folder_words(failed, self._location) from failed
        outside = wrong_outside(self._location)
        where = str(self._paths[0].parent)
        if outside is troubles.EMPTIED and not self._opened:
            raise troubles.NO_SCHOOL.problem(where)
        if outside is None or outside in (troubles.FILE_GONE, troubles.FILE_EMPTY):
            raise troubles.NO_KEYS.problem(where)
        raise outside.problem(where)

    def differences(self) -> list[str]:
        """What is wrong with the two copies, in words; empty when they are the same."""
        found: list[bytes] = []
        wrong: list[str] = []
        for place, path in zip(_PLACES, self._paths, strict=True):
            try:
                content = files.read(path)
                from_bytes(content)
            except PermissionError:
                wrong.append(f"the {place} copy of the key file cannot be read just now.")
            except (OSError, UnreadableKeys):
                wrong.append(f"the {place} copy of the key file is damaged or gone.")
            else:
                found.append(content)
        if len(found) == len(self._paths) and found[0] != found[1]:
            wrong.append("the two copies of the key file differ.")
        return wrong

    def now(self, clock: Clock) -> dt.datetime:
        """See `KeyStore.now`."""
        try:
            return server_now(self._location.school_file.parent, clock)
        except OSError:
            return clock()

    def write(self, document: KeyDocument, session: Session) -> None:
        """See `KeyStore.write`. The second copy first: one good copy stands at every moment."""
        del session  # its lock is what matters here
        content = to_bytes(document)
        first, second = self._paths
        try:
            write_whole(second, content, shared=True)
        except Problem as problem:
            cause = problem.__cause__
            if not isinstance(cause, OSError):
                raise
            raise folder_words(cause, self._location, writing=True) from cause
        # It stands, is the newer, and so counts: to call it failed now would not be true.
        with suppress(Problem):
            write_whole(first, content, shared=True)


def _content(path: Path) -> bytes:
    """A share that fails for a moment is no damaged file."""
    for _ in range(_TRIES - 1):
        with suppress(OSError):
            return files.read(path, within=0)
        if not path.parent.exists():
            break
        time.sleep(_PAUSE_S)
    return files.read(path)


def _newest(
    found: list[KeyDocument | None], usable: list[KeyDocument], refused: set[str]
) -> FoundKeys:
    """`refused`: those of which nothing is known, as somebody holds them just now."""
    newest = max(usable, key=lambda document: document.revision)
    other = next((document for document in usable if document != newest), None)
    said: tuple[str, ...] = ()
    cut_off = found[0] is not None and found[0].revision < newest.revision
    for which, document in zip(_PLACES, found, strict=True):
        if document is None:
            if which in refused:
                continue
            said += (troubles.ONE_KEY_COPY.format(which=which),)
        elif document is found[0] and cut_off:
            said += (troubles.KEY_COPY_CUT_OFF,)
        elif document.revision < newest.revision:
            said += (troubles.KEY_COPIES_DIFFER.format(which=which),)
    if other is not None and other.revision == newest.revision:
        said += (troubles.KEY_COPIES_UNLIKE,)
    return FoundKeys(newest, other, said, cut_off)


class ServerKeys:
    """One row in a table that may be read before anybody is signed in."""

    def __init__(self, location: Location, *, opened: bool = False) -> None:
        self._location = location
        self._empty = troubles.SERVER_NO_SCHOOL if opened else troubles.SERVER_EMPTY

    @property
    def location(self) -> Location:
        """See `KeyStore.location`."""
        return self._location

    def read(self) -> FoundKeys:
        """See `KeyStore.read`."""
        from sqlalchemy import select

        from trent_desktop.storage.database import Database
        from trent_desktop.storage.tables import KeyDocumentRow

        database = Database(self._location, b"")
        where = self._location.shown
        try:
            with database.read() as session:
                content = session.execute(select(KeyDocumentRow.content)).scalar_one_or_none()
        except FileGone as error:
            if error.words == troubles.SERVER_NO_SCHOOL.words:
                raise self._empty.problem(where) from error
            raise
        finally:
            database.close()
        if content is None:
            raise self._empty.problem(where)
        try:
            return FoundKeys(from_bytes(content.encode("ascii")))
        except (UnreadableKeys, UnicodeEncodeError) as error:
            raise troubles.SERVER_NO_KEYS.problem(where) from error

    def now(self, clock: Clock) -> dt.datetime:
        """See `KeyStore.now`."""
        from sqlalchemy import func, select

        from trent_desktop.storage.database import Database

        database = Database(self._location, b"")
        try:
            with database.read() as session:
                there = session.execute(select(func.now())).scalar_one()
        except SchoolAway:
            return clock()
        finally:
            database.close()
        return clock() - dt.timedelta(seconds=ahead_of(there.timestamp()))

    def write(self, document: KeyDocument, session: Session) -> None:
        """See `KeyStore.write`."""
        from sqlalchemy import delete

        from trent_desktop.storage.tables import KeyDocumentRow

        session.execute(delete(KeyDocumentRow))
        session.add(KeyDocumentRow(id=1, content=to_bytes(document).decode("ascii")))
