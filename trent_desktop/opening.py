"""Opening a school: a name and a password become a signed-in member with her services."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from trent_desktop.clock import Clock, system_clock
from trent_desktop.open_school import DIRECTORY_NOTE, OpenSchool
from trent_desktop.problems import (
    DamagedDatabase,
    DamagedKeys,
    DiskFull,
    KeysDoNotFit,
    NoLongerMember,
    SchoolAway,
    SchoolBusy,
    SchoolUnsafe,
    SignInRefused,
    TooNew,
)
from trent_desktop.roles import Role
from trent_desktop.school.keys.escrow import guardians_held, put_by_anew
from trent_desktop.school.keys.key_change import CAN_WAIT, IN_PASSING_S, settle
from trent_desktop.school.keys.keys_in_file import keys_in_file
from trent_desktop.school.keys.keys_put_by import other_keys
from trent_desktop.school.keys.known_keys import known_keys, remember_keys
from trent_desktop.school.keys.laptops.local_folder import Laptop, local_root
from trent_desktop.school.keys.laptops.second_step import keep_known
from trent_desktop.school.keys.later_entry import keep_for_later
from trent_desktop.school.keys.mismatch import clock_words, explained, keys_went_back, said_to_her
from trent_desktop.school.keys.own_keys import ASK, ENDED, OwnKeys
from trent_desktop.school.keys.put_by_here import OtherKey
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.keys.sign_in import Entered, enter, not_known_here
from trent_desktop.school.keys.slot_keeping import keep_tidy
from trent_desktop.school.moved import (
    Came,
    following,
    moved_words,
    require_here,
    require_not_left,
)
from trent_desktop.school.people.days import end_what_is_over, require_days
from trent_desktop.school.people.directory import Directory, from_json, to_json
from trent_desktop.school.people.directory_rows import read_directory
from trent_desktop.school.people.people import Member, MemberState
from trent_desktop.storage import troubles
from trent_desktop.storage.audit import Act, newest_entry, write_entry
from trent_desktop.storage.clouds import cloud_of, cloud_words
from trent_desktop.storage.database import Database
from trent_desktop.storage.key_slots import KeyDocument
from trent_desktop.storage.key_store import key_store
from trent_desktop.storage.keyring import Keyring
from trent_desktop.storage.local_store import LocalStore
from trent_desktop.storage.location import Location, parse_location
from trent_desktop.storage.place import check_place
from trent_desktop.storage.role_key_rows import load_keyring
from trent_desktop.storage.schema import bring_up_to_date
from trent_desktop.storage.tables import MemberRow, SchoolRow


def open_school(
    location: str | Path,
    name: str,
    password: str,
    *,
    root: Path | None = None,
    clock: Clock = system_clock,
    laptop_code: str = "",
    tell: Callable[[str], object] | None = None,
) -> OpenSchool:
    """Sign in at a school.

    `location` is a folder or a PostgreSQL URL; `root` this laptop's own folder (tests give
    theirs); `laptop_code` the one-time code that lets this laptop in, when `LaptopNotKnown` was
    raised without one; `tell` hears for whom it waits, when the school's file is of an older version
    and others have it open. Raises `SignInRefused`, `NotASchool`, `DamagedKeys`, `DamagedDatabase`,
    `TooNew` or `SchoolAway`. Takes half a second for the password alone: call it off the GUI
    thread. Where the school has moved, it is opened at its new place, and a notice says so.
    """
    school = following(
        location,
        root,
        lambda place, came: _open_at(place, name, password, root, clock, laptop_code, tell, came),
    )
    if school.location != parse_location(location).shown:
        school.notices = (moved_words(parse_location(school.location)), *school.notices)
    return school


def _open_at(
    place: Location,
    name: str,
    password: str,
    root: Path | None,
    clock: Clock,
    laptop_code: str,
    tell: Callable[[str], object] | None,
    came: Came,
) -> OpenSchool:
    """The same at one place. Raises `SentOn` where the school is no longer.

    `came`: how somebody came here.
    """
    laptop = Laptop(root or local_root(), place)
    entered = enter(place, laptop, name, password, clock, laptop_code)
    keys = key_store(place, opened=True)
    own = OwnKeys(entered.member_id, entered.opened.private_key, keys, entered.document)
    database = Database(place, entered.opened.data_key)
    database.newer_keys = own.everywhere
    database.together = laptop.together(place)
    try:
        answers = entered.trouble is None
        if answers:
            try:
                require_here(database, entered.document.school_id, came)
            except (SchoolAway, DamagedDatabase):
                answers = False  # said in words below, where it is read again
        if not answers:
            require_not_left(place, entered.document.school_id, root)
        store = LocalStore(
            laptop.store_folder(entered.member_id),
            entered.slot.public_key,
            entered.opened.private_key,
            clock,
        )
        try:
            return _open(laptop, entered, own, database, store, clock, tell)
        except BaseException:
            store.close()
            raise
    except NoLongerMember:
        laptop.forget_slot(entered.slot.holder)
        database.close()
        raise
    except BaseException:
        database.close()
        raise


def _where_it_lies(member: Member, location: Location) -> tuple[str, ...]:
    """What whoever looks after the school's computers must know of its folder."""
    if location.is_server or not member.roles & {Role.ICT_LEAD, Role.HEADTEACHER}:
        return ()
    cloud = cloud_of(location.school_file.parent)
    return (cloud_words(cloud),) if cloud else ()


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the share said at sign-in."""

    directory: Directory
    keyring: Keyring
    document: KeyDocument
    notices: tuple[str, ...]
    others: tuple[OtherKey, ...]
    newest: tuple[int, str]


def _open(
    laptop: Laptop,
    entered: Entered,
    own: OwnKeys,
    database: Database,
    store: LocalStore,
    clock: Clock,
    tell: Callable[[str], object] | None,
) -> OpenSchool:
    directory = from_json(store.note(DIRECTORY_NOTE))
    keyring = Keyring(entered.member_id, {entered.member_id: entered.opened.private_key})
    notices, for_ict = store.notices, entered.for_ict
    trouble, others, seen = entered.trouble, (), None
    if trouble is None:
        try:
            check_place(database, entered.document.school_id)
            laptop.meet(entered.document.school_id)
            bring_up_to_date(database, clock, tell)
            with suppress(*CAN_WAIT):  # it is tried again by whoever signs in next
                settle(database, own, clock, patience_s=IN_PASSING_S)
            try:
                shared = _read_shared(database, store, entered, own, laptop, directory, clock)
            except (SchoolBusy, SchoolUnsafe) as busy:
                if entered.laptop_code:  # it lets this laptop in once: that must be written down
                    raise
                shared = _only_read(database, store, entered, directory)
                keep_for_later(store, clock())
                notices += (str(busy),)
            directory, keyring = shared.directory, shared.keyring
            notices += shared.notices + clock_words(database)
            others, seen = shared.others, shared.newest
            for_ict += keys_went_back(laptop, shared.document)
            laptop.remember_slot(shared.document, entered.slot.holder)
        except KeysDoNotFit as problem:
            # The keys may be those from before somebody left, put back by herself.
            raise explained(problem, database, own, laptop) from problem.__cause__
        except (SchoolAway, DiskFull, DamagedDatabase, DamagedKeys) as problem:
            # That somebody signed in could not be written down. She can report all the same: it
            # waits on this laptop.
            trouble = problem
    if directory is None:
        unknown = trouble or troubles.AWAY.problem(database.location.shown)
        raise not_known_here(unknown) from unknown.__cause__
    member = next((one for one in directory.members if one.id == entered.member_id), None)
    if member is not None and member.newer and not member.active:
        raise TooNew(
            "Your access to this school was set by a newer Trent Desktop.",
            what_to_do="Install the newer program on this laptop. Nothing was changed.",
        )
    if member is None or not member.active:
        raise NoLongerMember(ENDED, what_to_do=ASK)
    require_days(member, partial(own.store.now, clock) if trouble is None else clock)
    notices += _where_it_lies(member, database.location)
    signed_in = SignedIn(member, keyring, database, store, clock, directory, laptop, own)
    notices += said_to_her(trouble)
    if trouble is None:
        notices += end_what_is_over(signed_in)
    if member.roles & {Role.ICT_LEAD, Role.HEADTEACHER}:
        notices += for_ict
    away = trouble is not None
    return OpenSchool(database.location, signed_in, notices, away=away, others=others, seen=seen)


def _read_shared(
    database: Database,
    store: LocalStore,
    entered: Entered,
    own: OwnKeys,
    laptop: Laptop,
    before: Directory | None,
    clock: Clock,
) -> _Shared:
    """Keys and directory as they stand now; that somebody signed in is written down."""
    now = clock()
    with database.write() as session:
        _require_same_key(session.get(MemberRow, entered.member_id), entered)
        document = keep_tidy(session, own.store, now)
        known = known_keys(store).first_seen(keys_in_file(session), guardians_held(session))
        newest = session.get_one(SchoolRow, 1).directory_change
        directory = before
        if directory is None or not directory.whole or directory.change != newest:
            directory = read_directory(session)
        document, notices = keep_known(
            session, entered, own, laptop, directory, document, known, now
        )
        keyring = load_keyring(session, entered.member_id, entered.opened.private_key)
        put_by_anew(session, keyring, known)
        others = other_keys(session, keyring, known)
        write_entry(session, now, entered.member_id, Act.SIGNED_IN, str(entered.member_id))
        newest = newest_entry(session)
    remember_keys(store, known)
    if directory is not before:
        store.remember(DIRECTORY_NOTE, to_json(directory))
    return _Shared(directory, keyring, document, notices, others, newest)


def _only_read(
    database: Database, store: LocalStore, entered: Entered, before: Directory | None
) -> _Shared:
    """The same while nobody can write: the rest is seen to when she signs in next."""
    with database.read() as session:
        _require_same_key(session.get(MemberRow, entered.member_id), entered)
        known = known_keys(store).first_seen(keys_in_file(session), guardians_held(session))
        directory, newest_change = before, session.get_one(SchoolRow, 1).directory_change
        if directory is None or not directory.whole or directory.change != newest_change:
            directory = read_directory(session)
        keyring = load_keyring(session, entered.member_id, entered.opened.private_key)
        others = other_keys(session, keyring, known)
        newest = newest_entry(session)
    remember_keys(store, known)
    if directory is not before:
        store.remember(DIRECTORY_NOTE, to_json(directory))
    return _Shared(directory, keyring, entered.document, (), others, newest)


def _require_same_key(row: MemberRow | None, entered: Entered) -> None:
    """The slot that opened must be the one that the database knows of."""
    if row is None or row.state in (MemberState.SUSPENDED, MemberState.REMOVED):
        raise NoLongerMember(ENDED, what_to_do=ASK)
    if row.public_key != entered.slot.public_key:
        raise SignInRefused(
            "Setting this password was not finished.",
            what_to_do="Use the code on your slip again, or ask for a new slip.",
        )
