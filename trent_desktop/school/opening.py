"""Opening a school: a name and a password become a signed-in member with her services."""

from __future__ import annotations

from pathlib import Path

from trent_desktop.clock import Clock, system_clock
from trent_desktop.problems import SchoolAway, SignInRefused
from trent_desktop.school.directory import Directory, from_json, read_directory, to_json
from trent_desktop.school.laptop import Laptop, local_root
from trent_desktop.school.open_school import DIRECTORY_NOTE, OpenSchool
from trent_desktop.school.session import SignedIn
from trent_desktop.school.sign_in import Entered, enter
from trent_desktop.storage.audit import Act, write_entry
from trent_desktop.storage.database import Database, check_place
from trent_desktop.storage.keyring import Keyring, load_keyring
from trent_desktop.storage.local_store import LocalStore
from trent_desktop.storage.location import Location, parse_location
from trent_desktop.storage.schema import bring_up_to_date
from trent_desktop.storage.tables import SchoolRow


def open_school(
    location: str | Path,
    name: str,
    password: str,
    *,
    root: Path | None = None,
    clock: Clock = system_clock,
) -> OpenSchool:
    """Sign in at a school.

    `location` is a folder or a PostgreSQL URL; `root` this laptop's own folder (tests give
    theirs). Raises `SignInRefused`, `NotASchool`, `DamagedKeys`, `DamagedDatabase`, `TooNew` or
    `SchoolAway`. Takes half a second for the password alone: call it off the GUI thread.
    """
    place = parse_location(location)
    laptop = Laptop(root or local_root(), place)
    entered = enter(place, laptop, name, password, clock)
    database = Database(place, entered.opened.data_key)
    try:
        store = LocalStore(
            laptop.store_folder(entered.member_id),
            entered.slot.public_key,
            entered.opened.private_key,
            clock,
        )
        try:
            return _open(place, laptop, entered, database, store, clock)
        except BaseException:
            store.close()
            raise
    except BaseException:
        database.close()
        raise


def _open(
    place: Location,
    laptop: Laptop,
    entered: Entered,
    database: Database,
    store: LocalStore,
    clock: Clock,
) -> OpenSchool:
    directory = from_json(store.note(DIRECTORY_NOTE))
    keyring = Keyring(entered.member_id, {entered.member_id: entered.opened.private_key})
    away = entered.away
    if not away:
        try:
            check_place(database, entered.document.school_id)
            bring_up_to_date(database, clock)
            directory, keyring = _read_shared(database, store, entered, directory, clock)
        except SchoolAway:
            away = True
    if directory is None:
        raise SchoolAway(
            "The school's folder cannot be reached just now.",
            what_to_do="Check that you are on the school's network.",
            where=place.shown,
        )
    member = next((one for one in directory.members if one.id == entered.member_id), None)
    if member is None or not member.active:
        raise SignInRefused(
            "You are no longer a member of this school.",
            what_to_do="Ask the ICT Lead if that is wrong.",
        )
    laptop.remember_slot(entered.document, entered.slot.holder)
    signed_in = SignedIn(member, keyring, database, store, clock, directory)
    return OpenSchool(place, laptop, signed_in, entered.notices + store.notices, away=away)


def _read_shared(
    database: Database,
    store: LocalStore,
    entered: Entered,
    known: Directory | None,
    clock: Clock,
) -> tuple[Directory, Keyring]:
    """Keys and directory as they stand now; that somebody signed in is written down."""
    with database.write() as session:
        keyring = load_keyring(session, entered.member_id, entered.opened.private_key)
        newest = session.get_one(SchoolRow, 1).directory_change
        directory = known
        if directory is None or directory.change != newest:
            directory = read_directory(session)
        write_entry(session, clock(), entered.member_id, Act.SIGNED_IN, str(entered.member_id))
    if directory is not known:
        store.remember(DIRECTORY_NOTE, to_json(directory))
    return directory, keyring
