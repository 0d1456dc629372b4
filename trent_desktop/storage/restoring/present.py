"""How the school's file stands before a copy is put in its place. Looks, changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing, suppress
from enum import Enum

import sqlcipher3

from trent_desktop.storage import troubles
from trent_desktop.storage.audit import Act
from trent_desktop.storage.damage import is_sound
from trent_desktop.storage.failing import in_words, wrong_outside
from trent_desktop.storage.location import Location
from trent_desktop.storage.sqlcipher import connect_file


class Present(Enum):
    """What lies in the place of the school's file."""

    WHOLE = "every page of it reads"
    DAMAGED = "something of it does not read, and was looked at twice"
    LOCKED = "none of the keys at hand opens it"
    EMPTY = "it has no content"
    GONE = "there is none"

    @property
    def reads(self) -> bool:
        """Whether it can be compared with a copy."""
        return self is Present.WHOLE


def present_state(location: Location, keys: Iterable[bytes]) -> tuple[Present, bytes]:
    """How it stands, and with which of `keys` it opens (empty for none).

    Raises what reading raises when the folder is away, or the file could not be read just now:
    nothing is replaced for less than what was read twice alike.
    """
    outside = wrong_outside(location)
    if outside in (troubles.FILE_GONE, troubles.EMPTIED):
        return Present.GONE, b""
    if outside is troubles.FILE_EMPTY:
        return Present.EMPTY, b""
    if outside is not None:
        raise outside.problem(location.shown)
    for key in dict.fromkeys(keys):
        sound = is_sound(location, key)
        if sound:
            return (Present.WHOLE, key) if _has_tables(location, key) else (Present.EMPTY, b"")
        if sound is None:
            raise troubles.UNREAD.problem(location.shown)
        if _opens_its_first_page(location, key):
            return Present.DAMAGED, key
    return Present.LOCKED, b""


def last_put_back(location: Location, keys: Iterable[bytes]) -> str:
    """The entry of the trail that says which copy was put back last, by its link.

    Empty where there is none, or nothing reads.
    """
    for key in dict.fromkeys(keys):
        with (
            suppress(sqlcipher3.Error, OSError),
            closing(connect_file(location.school_file, key)) as connection,
        ):
            row = connection.execute(
                "SELECT link FROM audit_entry WHERE act = ? ORDER BY number DESC LIMIT 1",
                (Act.COPY_PUT_BACK.value,),
            ).fetchone()
            return str(row[0]) if row else ""
    return ""


def _opens_its_first_page(location: Location, key: bytes) -> bool:
    try:
        _has_tables(location, key)
    except sqlcipher3.OperationalError as error:
        raise in_words(error, location) from error
    except sqlcipher3.DatabaseError:
        return False
    return True


def _has_tables(location: Location, key: bytes) -> bool:
    """False where writing it anew was cut off before."""
    with closing(connect_file(location.school_file, key)) as connection:
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return tables > 0
