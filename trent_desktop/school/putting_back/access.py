"""With what somebody may put a copy back: signed in, by her password alone, or by the code.

Whoever is signed in has a right. When nobody can sign in, because the school's file does not read,
her password is proved against the school's keys, and her roles are those of the file, or of the
newest copy that reads. The code in the safe is enough by itself.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import sqlcipher3

from trent_desktop.clock import Clock
from trent_desktop.newer import known
from trent_desktop.problems import (
    CodeRefused,
    DamagedKeys,
    MoveNotPossible,
    NoLongerMember,
    NotASchool,
    Problem,
    SignInRefused,
    SomebodyWasFaster,
)
from trent_desktop.roles import Role
from trent_desktop.school.keys.joining.codes import tidy_recovery_code
from trent_desktop.school.keys.laptops.local_folder import Laptop
from trent_desktop.school.keys.own_keys import ASK, ENDED
from trent_desktop.school.keys.passwords import Attempts
from trent_desktop.school.keys.recovery.recovery_slot import open_recovery
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.keys.sign_in import enter
from trent_desktop.school.people.directory import Directory, from_json
from trent_desktop.school.people.permissions import Right, require
from trent_desktop.storage.cipher import CannotOpen, public_half
from trent_desktop.storage.copies.names import copies_in, folder_of
from trent_desktop.storage.copies.values import ELSEWHERE
from trent_desktop.storage.database import Database
from trent_desktop.storage.key_slots import (
    KeyDocument,
    Opened,
    data_keys_of,
    name_tag,
    open_slot,
)
from trent_desktop.storage.key_store import KeyStore, key_store
from trent_desktop.storage.local_store import LocalStore
from trent_desktop.storage.location import Location
from trent_desktop.storage.restoring.held import document_beside, reading
from trent_desktop.storage.restoring.shutting_out import Known, KnownMember
from trent_desktop.storage.sqlcipher import connect_file


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a store on this laptop remembers: where counters of references stood highest, and

    which cases were destroyed on record.
    """

    counters: Mapping[str, int] = field(default_factory=dict[str, int])
    destroyed: frozenset[uuid.UUID] = frozenset()


#: Reads that out of a store.
RememberedIn = Callable[[LocalStore], Remembered]
#: Under which name the local store keeps the directory.
_DIRECTORY = "directory"


@dataclass(frozen=True, slots=True)
class Access:
    """What it takes to look at copies of a school in a folder, and to put one back.

    `document` is None when both copies of the school's keys are gone. `member_id` is None with the
    code in the safe. `readers`: whose keys she holds, to tell what she reads. `roles` None: they
    are still to be asked for.
    """

    database: Database
    store: KeyStore
    document: KeyDocument | None
    private: bytes = field(repr=False)
    keys: tuple[bytes, ...] = field(repr=False)
    member_id: uuid.UUID | None
    known: Known
    clock: Clock
    readers: frozenset[uuid.UUID] = frozenset()
    elsewhere: str = ""

    @property
    def location(self) -> Location:
        """Where the school is."""
        return self.database.location

    def keys_of(self, document: KeyDocument) -> tuple[bytes, ...]:
        """The data keys that a key document holds for whoever this is; none when it has none."""
        public = public_half(self.private)
        for slot in document.slots:
            if slot.public_key == public:
                with suppress(CannotOpen):
                    return data_keys_of(slot, self.private).all
        return ()

    def require_right(self, of_copies: Sequence[tuple[Path, bytes]]) -> None:
        """Raises `NotAllowed` unless her roles allow it, by the file or else the newest copy.

        `of_copies`: copies that open, the newest first.
        """
        if self.member_id is None:
            return
        for key in self.keys:
            roles = _roles_in_file(self.location, key, self.member_id)
            if roles is not None:
                require(roles, Right.PUT_BACK)
                return
        for path, key in of_copies:
            with suppress(sqlcipher3.Error), reading(path, key) as connection:
                require(_roles(connection, self.member_id), Right.PUT_BACK)
                return
        require((), Right.PUT_BACK)

    def afresh(self) -> Access:
        """The same, with the school's keys as they are now: somebody may have left meanwhile.

        Raises `NoLongerMember` when she has none of them any more, `SomebodyWasFaster` when they
        are there again, or gone, which they were not.
        """
        document = document_there(self.store)
        if (document is None) != (self.document is None):
            raise SomebodyWasFaster(
                "The school’s keys are not what they were when you looked, so nothing was put back.",
                what_to_do="Nothing was changed. Look at the copies again.",
                where=self.location.shown,
            )
        if document is None:
            return self
        keys = self.keys_of(document)
        if not keys:
            raise NoLongerMember(ENDED, what_to_do=ASK)
        return replace(self, document=document, keys=tuple(dict.fromkeys((*keys, *self.keys))))

    def close(self) -> None:
        """Let go of the place, where it was taken for this alone."""
        self.database.close()


def by_signed_in(me: SignedIn, remembered: Remembered) -> Access:
    """Of whoever is signed in. It is hers to close."""
    document = document_there(me.keys)
    keys: tuple[bytes, ...] = (me.database.data_key,)
    if document is not None:
        with suppress(Problem):
            keys = (*me.own_keys.read(document).all, *keys)
    return Access(
        me.database,
        me.keys,
        document,
        me.keyring.own,
        tuple(dict.fromkeys(keys)),
        me.member.id,
        known_by(me.directory, remembered),
        me.clock,
        me.keyring.reader_ids,
        str(me.directory.settings.get(ELSEWHERE) or ""),
    )


def by_password(
    place: Location,
    laptop: Laptop,
    name: str,
    password: str,
    clock: Clock,
    remembered_in: RememberedIn,
    *,
    laptop_code: str = "",
) -> Access:
    """Of somebody who cannot sign in, but whose password is hers. Close it when done.

    Raises `SignInRefused`, or what reading the school's keys raises. Takes half a second.
    """
    require_folder(place)
    store = key_store(place)
    try:
        entered = enter(place, laptop, name, password, clock, laptop_code)
        member_id, opened = entered.member_id, entered.opened
    except (DamagedKeys, NotASchool):
        # She never signed in on this laptop, and the school's keys are gone: those of the copies.
        member_id, opened = _by_copies(place, laptop, name, password, clock)
    known = Known()
    with suppress(Problem, OSError, sqlcipher3.Error):
        public = public_half(opened.private_key)
        kept = LocalStore(laptop.store_folder(member_id), public, opened.private_key, clock)
        try:
            known = known_by(from_json(kept.note(_DIRECTORY)), remembered_in(kept))
        finally:
            kept.close()
    return _access(place, laptop, store, opened, member_id, known, clock)


def by_code(place: Location, laptop: Laptop, code: str, clock: Clock) -> Access:
    """Of whoever has the code in the safe. Close it when done. Raises `CodeRefused`."""
    require_folder(place)
    store, tidy = key_store(place), tidy_recovery_code(code)
    document = document_there(store)
    if document is not None:
        opened = open_recovery(document, tidy)
    else:
        opened = _code_by_copies(place, tidy, clock)
    return _access(place, laptop, store, opened, None, Known(), clock)


def document_there(store: KeyStore) -> KeyDocument | None:
    """The school's keys; None when both copies of them are gone or damaged.

    Raises `SchoolAway` when that cannot be seen.
    """
    try:
        return store.read().document
    except (DamagedKeys, NotASchool):
        return None


def known_by(directory: Directory | None, remembered: Remembered) -> Known:
    """What this laptop knows of the school."""
    if directory is None:
        return Known(counters=remembered.counters, destroyed=remembered.destroyed)
    members = {
        one.id: KnownMember(
            one.state.value,
            one.name,
            one.sign_in_name,
            frozenset(role.value for role in one.roles),
        )
        for one in directory.members
        if not one.newer
    }
    return Known(directory.change, members, remembered.counters, remembered.destroyed)


def _access(
    place: Location,
    laptop: Laptop,
    store: KeyStore,
    opened: Opened,
    member_id: uuid.UUID | None,
    known_here: Known,
    clock: Clock,
) -> Access:
    document = document_there(store)
    if document is not None:
        laptop.turn_to(document.school_id)
    database = Database(place, opened.data_key)
    database.together = laptop.together(place)
    readers: frozenset[uuid.UUID] = frozenset() if member_id is None else frozenset({member_id})
    access = Access(
        database,
        store,
        document,
        opened.private_key,
        opened.data_keys.all,
        member_id,
        known_here,
        clock,
        readers,
    )
    if document is None:
        return access
    fresh = access.keys_of(document)
    return replace(access, keys=tuple(dict.fromkeys((*fresh, *access.keys))))


def _by_copies(
    place: Location, laptop: Laptop, name: str, password: str, clock: Clock
) -> tuple[uuid.UUID, Opened]:
    attempts = Attempts(laptop.attempts_file, clock)
    found = _documents(place, clock)
    if not found:
        raise MoveNotPossible(
            "There is no copy of the school here, and no keys.",
            what_to_do="Ask whoever looks after the network for a backup of the whole folder.",
        )
    tag = name_tag(found[0].school_id, name)
    attempts.check(tag)
    for document in found:
        for slot in document.slots_named(name) if name.strip() else ():
            if slot.second_factor is None:
                with suppress(CannotOpen):
                    opened = open_slot(document.school_id, slot, password)
                    attempts.succeeded(tag)
                    return uuid.UUID(slot.holder), opened
    attempts.missed(tag)
    raise SignInRefused(
        "The name and the password do not belong together.",
        what_to_do="Check both, and whether Caps Lock is on. The code in the safe does it too.",
    )


def _code_by_copies(place: Location, code: str, clock: Clock) -> Opened:
    for document in _documents(place, clock):
        with suppress(CodeRefused, DamagedKeys):
            return open_recovery(document, code)
    raise CodeRefused(
        "This is not the school's recovery code.",
        what_to_do="Compare it with the sheet in the safe. An older sheet no longer works.",
    )


_FEW = 3  # each that does not fit takes half a second


def _documents(place: Location, clock: Clock) -> list[KeyDocument]:
    """The keys beside the newest copies, no two of which are alike."""
    found: list[KeyDocument] = []
    with suppress(OSError):
        for copy in copies_in(folder_of(place), clock().date()):
            document = document_beside(copy.path)
            if document is not None and document not in found:
                found.append(document)
            if len(found) == _FEW:
                break
    return found


def _roles_in_file(location: Location, key: bytes, member_id: uuid.UUID) -> list[Role] | None:
    with suppress(sqlcipher3.Error):
        connection = connect_file(location.school_file, key)
        try:
            return _roles(connection, member_id)
        finally:
            connection.close()
    return None


def _roles(connection: sqlcipher3.Connection, member_id: uuid.UUID) -> list[Role]:
    rows: Iterable[tuple[str]] = connection.execute(
        "SELECT role FROM member_role JOIN member ON member.id = member_role.member_id "
        "WHERE member_id = ? AND until IS NULL AND state = 'active'",
        (member_id.hex,),
    ).fetchall()
    return [role for (one,) in rows if (role := known(Role, one)) is not None]


def require_folder(place: Location) -> None:
    """Raises `MoveNotPossible` for a school on a server."""
    if place.is_server:
        raise MoveNotPossible(
            "A school on a database server is put back from the server's own backups.",
            what_to_do="Ask whoever looks after the database server.",
        )
