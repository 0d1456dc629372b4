"""Where the key document is kept: two copies in the folder, or one row on a server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from trent_desktop.problems import DamagedKeys, NotASchool, SchoolAway
from trent_desktop.storage.atomic_file import write_whole
from trent_desktop.storage.key_format import UnreadableKeys, from_bytes, to_bytes
from trent_desktop.storage.key_slots import KeyDocument
from trent_desktop.storage.location import (
    BACKUPS,
    KEYS_COPY,
    KEYS_FILE,
    SCHOOL_FILE,
    Location,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SECOND_COPY_USED = (
    "The first copy of the school's key file is damaged, so the second copy was used. "
    "Tell the ICT Lead."
)


@dataclass(frozen=True, slots=True)
class FoundKeys:
    """A key document and what a person should know about how it was found."""

    document: KeyDocument
    notices: tuple[str, ...] = ()


class KeyStore(Protocol):
    """Reads and writes the key document of one school."""

    @property
    def location(self) -> Location:
        """Where the school is."""
        ...

    def read(self) -> FoundKeys:
        """The newest usable copy. Raises `NotASchool`, `DamagedKeys` or `SchoolAway`."""
        ...

    def write(self, document: KeyDocument, session: Session) -> None:
        """Replace the document, whole, inside `session`, a unit of work that writes.

        The unit of work keeps two laptops from changing the slots at the same moment.
        """
        ...


def key_store(location: Location) -> KeyStore:
    """The key store of a location."""
    return ServerKeys(location) if location.is_server else FolderKeys(location)


class FolderKeys:
    """Two files side by side, each written whole; the newer undamaged one counts."""

    def __init__(self, location: Location) -> None:
        self._location = location
        folder = location.school_file.parent
        self._paths = (folder / KEYS_FILE, folder / KEYS_COPY)

    @property
    def location(self) -> Location:
        """See `KeyStore.location`."""
        return self._location

    def read(self) -> FoundKeys:
        """See `KeyStore.read`. A damaged first copy is put right by the next change of keys."""
        found: list[KeyDocument | None] = []
        missing = 0
        for path in self._paths:
            try:
                found.append(from_bytes(path.read_bytes()))
            except FileNotFoundError:
                missing += 1
                found.append(None)
            except UnreadableKeys:
                found.append(None)
            except OSError as error:
                raise self._away() from error
        usable = [document for document in found if document]
        if usable:
            newest = max(usable, key=lambda document: document.revision)
            return FoundKeys(newest, (SECOND_COPY_USED,) if found[0] is None else ())
        folder = self._paths[0].parent
        if missing < len(self._paths) or (folder / SCHOOL_FILE).exists():
            raise DamagedKeys(
                "Both copies of the school's key file are damaged or gone.",
                what_to_do=f"Ask the ICT Lead to put them back from the folder “{BACKUPS}”. "
                "Nothing was changed.",
                where=str(folder),
            )
        if not folder.is_dir():
            raise self._away()
        raise NotASchool(
            "There is no school in this folder.",
            what_to_do="Choose the folder that the ICT Lead set up, or set up your school.",
            where=str(folder),
        )

    def differences(self) -> list[str]:
        """What is wrong with the two copies, in words; empty when they are the same."""
        found: list[bytes] = []
        wrong: list[str] = []
        for place, path in zip(("first", "second"), self._paths, strict=True):
            try:
                content = path.read_bytes()
                from_bytes(content)
            except (OSError, UnreadableKeys):
                wrong.append(f"the {place} copy of the key file is damaged or gone.")
            else:
                found.append(content)
        if len(found) == len(self._paths) and found[0] != found[1]:
            wrong.append("the two copies of the key file differ.")
        return wrong

    def write(self, document: KeyDocument, session: Session) -> None:
        """See `KeyStore.write`. The second copy first: one good copy stands at every moment."""
        del session  # its lock is what matters here
        content = to_bytes(document)
        for path in reversed(self._paths):
            write_whole(path, content, shared=True)

    def _away(self) -> SchoolAway:
        return SchoolAway(
            "The school's folder cannot be reached just now.",
            what_to_do="Check that you are on the school's network.",
            where=str(self._paths[0].parent),
        )


class ServerKeys:
    """One row in a table that may be read before anybody is signed in."""

    def __init__(self, location: Location) -> None:
        self._location = location

    @property
    def location(self) -> Location:
        """See `KeyStore.location`."""
        return self._location

    def read(self) -> FoundKeys:
        """See `KeyStore.read`."""
        from sqlalchemy import select
        from sqlalchemy.exc import ProgrammingError

        from trent_desktop.storage.database import Database
        from trent_desktop.storage.tables import KeyDocumentRow

        database = Database(self._location, b"")
        try:
            with database.read() as session:
                content = session.execute(select(KeyDocumentRow.content)).scalar_one_or_none()
        except SchoolAway as error:
            if isinstance(error.__cause__, ProgrammingError):
                raise self._none() from error
            raise
        finally:
            database.close()
        if content is None:
            raise self._none()
        try:
            return FoundKeys(from_bytes(content.encode("ascii")))
        except (UnreadableKeys, UnicodeEncodeError) as error:
            raise DamagedKeys(
                "The school's keys on the server are damaged.",
                what_to_do="Ask for the database to be put back from its last backup.",
                where=self._location.shown,
            ) from error

    def write(self, document: KeyDocument, session: Session) -> None:
        """See `KeyStore.write`."""
        from sqlalchemy import delete

        from trent_desktop.storage.tables import KeyDocumentRow

        session.execute(delete(KeyDocumentRow))
        session.add(KeyDocumentRow(id=1, content=to_bytes(document).decode("ascii")))

    def _none(self) -> NotASchool:
        return NotASchool(
            "There is no school in this database.",
            what_to_do="Check the address, or set up your school there.",
            where=self._location.shown,
        )
