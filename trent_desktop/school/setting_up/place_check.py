"""Whether a place is fit for a school: tried, not guessed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trent_desktop import files
from trent_desktop.problems import NotASchool, Problem
from trent_desktop.school.keys.laptops.server_access import keep_access, kept_access
from trent_desktop.storage.access import Access
from trent_desktop.storage.atomic_file import write_whole
from trent_desktop.storage.clouds import cloud_of
from trent_desktop.storage.location import SCHOOL_FILE, Location, parse_location
from trent_desktop.storage.server_certificate import shown_certificate
from trent_desktop.storage.typed_place import at_home, is_there

#: What the second process answers with (``trent-desktop lock-probe``).
GOT_IT, LOCKED, NOT_TRIED = 10, 11, 12
PROBE_FILE = "probe.db"
_TRIAL = ".trent-check-"
_WANTED_BYTES = 2 * 1024**3
_LEAST_BYTES = 200 * 1024**2
_PATIENCE_S = 30
#: All letters that Windows takes of a path, and how many the longest below a school's folder needs.
_WINDOWS_MOST, _DEEPEST = 259, 100
_LOOKS_LIKE = "It looks like postgresql://name@server/database."


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One thing that was tried. What is `essential` must be good."""

    what: str
    good: bool
    words: str
    essential: bool = True


@dataclass(frozen=True, slots=True)
class PlaceReport:
    """How a place did."""

    lines: tuple[PlaceLine, ...]
    #: A certificate (PEM) that the server shows, for somebody to say whether it is the right one.
    offered: str = field(default="", repr=False)

    @property
    def good(self) -> bool:
        """Whether a school can be made there."""
        return all(line.good or not line.essential for line in self.lines)


def check_folder(path: str | Path) -> PlaceReport:
    """Try a folder: writable, locks between two real processes, no cloud, room, empty.

    Takes a second or two: call it off the GUI thread. Whatever it makes there, it removes; what a
    trial left that was killed goes with the next.
    """
    folder = at_home(path)
    if not folder.is_absolute():
        return PlaceReport((PlaceLine("Folder", False, "Give the whole path of the folder."),))
    cloud = _cloud(folder)
    made = missing_above(folder)
    try:
        files.make_folder(folder, parents=True)
    except OSError:
        remove_empty(made)
        words = "This folder does not exist and cannot be made. Check the name and your rights."
        return PlaceReport((PlaceLine("Folder", False, words),))
    try:
        lines = [PlaceLine("Folder", True, "It is there.")]
        lines.append(cloud)
        lines.append(_empty(folder))
        lines += _long(folder)
        writable = _writable(folder)
        lines.append(writable)
        if writable.good:
            lines.append(check_locks(folder))
        lines.append(_room(folder))
        return PlaceReport(tuple(lines))
    finally:
        remove_empty(made)


def missing_above(folder: Path) -> tuple[Path, ...]:
    """The folders that are made with `folder`, itself first; none when it is there."""
    made: list[Path] = []
    for one in (folder, *folder.parents):
        if is_there(one):
            break
        made.append(one)
    return tuple(made)


def remove_empty(folders: Iterable[Path]) -> None:
    """Take these folders away again, from the innermost, as long as nothing is in them."""
    for one in folders:
        with suppress(OSError):
            files.remove_empty(one)


def _cloud(folder: Path) -> PlaceLine:
    name = cloud_of(folder)
    if not name:
        return PlaceLine("Not synchronised", True, "It is not a folder of a cloud service.")
    return PlaceLine(
        "Not synchronised",
        False,
        f"This folder belongs to {name}. Such a service copies the file while somebody is saving, "
        "keeps two versions when two people save, and takes the school's data elsewhere. Choose a "
        "folder on the school's own server or network drive.",
    )


def _empty(folder: Path) -> PlaceLine:
    try:
        names = [
            one.name
            for one in folder.iterdir()
            if not (one.name.startswith(_TRIAL) or files.is_litter(one.name))
        ]
    except OSError:
        return PlaceLine("Empty", False, "What is in it cannot be read.")
    if SCHOOL_FILE in names:
        return PlaceLine(
            "Empty", False, "There is a school in this folder already. To use it, join it."
        )
    if names:
        return PlaceLine(
            "Empty", False, "There are other files in it. Choose an empty folder or a new one."
        )
    return PlaceLine("Empty", True, "Nothing else is in it.")


def _long(folder: Path) -> tuple[PlaceLine, ...]:
    """Said only where it is: what fits for a folder may not for its copies, weeks later."""
    if sys.platform != "win32" or len(str(folder)) + _DEEPEST <= _WINDOWS_MOST:
        return ()
    words = (
        "The path of this folder is so long that Windows could not keep the daily copies in it. "
        "Choose a folder nearer to the top of the share."
    )
    return (PlaceLine("Path", False, words),)


def _writable(folder: Path) -> PlaceLine:
    _tidy(folder)
    trial = folder / f"{_TRIAL}{uuid.uuid4().hex[:8]}"
    try:
        files.make_folder(trial, exist_ok=False)
        target = trial / "file"
        for content in (b"one", b"two"):
            write_whole(target, content, shared=True)
        good = files.read(target) == b"two"
    except Exception:  # noqa: BLE001 - whatever a share raises, it is no good
        good = False
    finally:
        with suppress(OSError):
            files.remove_folder(trial)
    words = "Files can be written and replaced." if good else "You may not write there."
    return PlaceLine("Writable", good, words)


def _tidy(folder: Path) -> None:
    for left in folder.glob(f"{_TRIAL}*"):
        with suppress(OSError):
            files.remove_folder(left)


def check_locks(folder: Path) -> PlaceLine:
    """Whether locks hold there between two real processes; leaves nothing."""
    import sqlcipher3

    trial = folder / f"{_TRIAL}{uuid.uuid4().hex[:8]}"
    try:
        files.make_folder(trial, exist_ok=False)
        connection = sqlcipher3.connect(str(trial / PROBE_FILE), isolation_level=None)
        try:
            connection.execute("CREATE TABLE probe (one)")
            connection.execute("BEGIN IMMEDIATE")
            while_held = _second_process(trial)
            connection.execute("COMMIT")
            afterwards = _second_process(trial)
        finally:
            connection.close()
    except (OSError, sqlcipher3.Error, subprocess.SubprocessError):
        while_held = afterwards = NOT_TRIED
    finally:
        with suppress(OSError):
            files.remove_folder(trial)
    if (while_held, afterwards) == (LOCKED, GOT_IT):
        return PlaceLine("Locks", True, "Two programs that save at once wait for each other.")
    return PlaceLine(
        "Locks",
        False,
        "Two programs could save at the same moment here and spoil each other's work. Ask whoever "
        "looks after the network for a folder on an ordinary file share, or use PostgreSQL.",
    )


def _second_process(trial: Path) -> int:
    """A second program of this kind asks for the lock."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [
        sys.executable, "-m", "trent_desktop"]  # fmt: skip
    hidden = subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0
    done = subprocess.run(
        [*program, "lock-probe", str(trial)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=_PATIENCE_S,
        check=False,
        creationflags=hidden,
    )
    return done.returncode


def _room(folder: Path) -> PlaceLine:
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return PlaceLine("Room", False, "How much room is left cannot be read.", essential=False)
    if free >= _WANTED_BYTES:
        return PlaceLine("Room", True, f"{free / 1024**3:,.0f} GB are free.")
    enough = free >= _LEAST_BYTES
    words = f"Only {free / 1024**2:,.0f} MB are free; with daily copies 2 GB are soon used."
    return PlaceLine("Room", False, words, essential=not enough)


def check_server(url: str, password: str = "", certificate: str = "") -> PlaceReport:
    """Try a PostgreSQL address: readable, encrypted, answering, empty, and tables may be made.

    `password` and `certificate` (PEM) are what it asks for beside the address, if not what this
    laptop keeps; where they are right, they are kept. Without a certificate, for a server that shows
    one which nobody has confirmed yet, the report offers it.
    """
    try:
        location = parse_location(url)
        if not location.is_server:
            raise NotASchool("That is not the address of a database.", what_to_do=_LOOKS_LIKE)
    except NotASchool as problem:
        return PlaceReport((PlaceLine("Address", False, str(problem)),))
    kept = kept_access(location)
    access = Access(password or kept.password, certificate or kept.certificate)
    location = location.reached_with(access)
    lines = [PlaceLine("Address", True, "It can be read.")]
    if not location.is_near and not access.certificate:
        try:
            shown = shown_certificate(location)
        except Problem as problem:
            return PlaceReport((*lines, PlaceLine("Connection", False, str(problem))))
        words = (
            "The server shows a certificate that this laptop does not know. Its fingerprint "
            f"(SHA-256):\n{shown.fingerprint[:48]}\n{shown.fingerprint[48:]}"
        )
        return PlaceReport((*lines, PlaceLine("Certificate", False, words)), offered=shown.pem)
    report = PlaceReport((*lines, *_tried(location)))
    if report.good:
        with suppress(Problem):
            keep_access(location)
    return report


def answers(location: Location) -> None:
    """Make sure that a server lets this laptop in. Raises in words what is wrong."""
    from sqlalchemy.exc import SQLAlchemyError

    from trent_desktop.storage.database import Database

    database = Database(location, b"")
    try:
        with database.engine.connect():
            pass
    except SQLAlchemyError as error:
        raise database.told(error) from error
    finally:
        database.close()


def _tried(location: Location) -> list[PlaceLine]:
    from sqlalchemy import inspect, text
    from sqlalchemy.exc import SQLAlchemyError

    from trent_desktop.school.setting_up.preparing import is_prepared
    from trent_desktop.storage.database import Database

    database = Database(location, b"")
    try:
        with database.engine.connect() as connection:
            # As this computer sees it: what is behind another program's door, nobody here knows.
            driver: Any = connection.connection.driver_connection
            encrypted = bool(driver.pgconn.ssl_in_use)
            may = connection.execute(
                text("SELECT has_schema_privilege(current_schema(), 'CREATE')")
            ).scalar_one()
            tables = inspect(connection).get_table_names()
            prepared = bool(tables) and is_prepared(connection)
    except SQLAlchemyError as error:
        return [PlaceLine("Connection", False, str(database.told(error)))]
    finally:
        database.close()
    safe = encrypted or location.is_near
    empty = not tables or prepared
    return [
        PlaceLine("Connection", True, "The server answers."),
        PlaceLine(
            "Encrypted",
            safe,
            "The connection is encrypted, or does not leave this computer."
            if safe
            else "The connection to the server is not encrypted.",
        ),
        PlaceLine(
            "Empty",
            empty,
            "Nothing else is in it." if empty else "There is something in it already.",
        ),
        PlaceLine(
            "Tables",
            bool(may) or prepared,
            "The tables are ready."
            if prepared
            else "Tables may be made."
            if may
            else "This account may not make tables there: whoever looks after the server prepares "
            "the database (“trent-desktop server prepare”).",
        ),
    ]
