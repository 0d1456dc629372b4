"""Putting a copy in the place of the school's file: either the one or the other is there, whole.

The file as it will be is made beside the school's, and read through. Then its pages are written
into the same file by SQLite, in one transaction that nobody can meet half-way: whoever is killed
in the middle leaves a journal, and whoever opens the file next has the old one. So nobody writes
into an orphan, and no old key returns.

What does not read any more cannot be written so: SQLite keeps the old pages first. Such a file is
kept as it is, then emptied, then written. If that is cut off, what was made lies among the copies,
the newest of them, and is put back like any other.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import sqlcipher3

from trent_desktop import files, pulse
from trent_desktop.clock import Clock
from trent_desktop.problems import (
    DamagedDatabase,
    Problem,
    SchoolBusy,
    SchoolFails,
)
from trent_desktop.storage import troubles
from trent_desktop.storage.atomic_file import share_like_folder, write_whole
from trent_desktop.storage.audit import Act, write_entry
from trent_desktop.storage.copies.before import copy_before
from trent_desktop.storage.copies.child import CopyingChild, GaveUp
from trent_desktop.storage.copies.making import proof, require_room
from trent_desktop.storage.copies.names import (
    BEGUN,
    DAMAGED,
    REPLACED,
    before_name,
    folder_of,
)
from trent_desktop.storage.database import Database, next_change
from trent_desktop.storage.exclusive import exclusive
from trent_desktop.storage.failing import folder_words, in_words
from trent_desktop.storage.key_format import to_bytes
from trent_desktop.storage.key_slots import KeyDocument
from trent_desktop.storage.key_store import KeyStore
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.location import Location
from trent_desktop.storage.restoring.held import HeldCopy, document_beside
from trent_desktop.storage.restoring.keys_only import BEYOND, keys_for
from trent_desktop.storage.restoring.preparing import Preparing, Said, Standing, read_standing
from trent_desktop.storage.restoring.present import Present, last_put_back, present_state
from trent_desktop.storage.restoring.refusals import (
    copy_not_whole,
    not_this_form,
    somebody_was_faster,
)
from trent_desktop.storage.restoring.shutting_out import Known, out_by
from trent_desktop.storage.server_clock import server_now, stamp
from trent_desktop.storage.sqlcipher import connect_file
from trent_desktop.storage.turn import FileTurn

#: Hears how far it is, 0 to 1, and a few words.
Tell = Callable[[float, str], object]
#: What the copy is called by that was made and is not yet there.
PREPARED = "prepared"
_COPY_WITHIN_S = 600.0
_TRIES = 3
_PAGES = 400  # of four kilobytes, between two words of how far it is


@dataclass(frozen=True, slots=True)
class PutBack:
    """What was done. `kept`: the name of the copy of what was there, empty where nothing was."""

    copy: HeldCopy
    present: Present
    kept: str
    keys_too: bool
    keys_only: bool = False


@dataclass(frozen=True, slots=True)
class KeysNow:
    """The school's keys as they are.

    `document`: None when both copies of it are gone. `target`: the key that the file has
    afterwards; `keys`: those that may open it now. `changing`: `target` is the key of which the keys
    beside the copy say that it is to come.
    """

    document: KeyDocument | None
    target: bytes = field(repr=False)
    keys: tuple[bytes, ...] = field(repr=False)
    changing: bool = False


@dataclass(slots=True)
class Putting:
    """Puts one copy back, at a folder.

    `database` opens the school's file, and knows who else is in. `keys_now` reads the school's keys:
    while others are waited for somebody may leave, and then they are others. `may_still` raises when
    she may not any more. `by`: who does it, None
    with the code in the safe alone. `last`: what `last_put_back` said when she looked.
    """

    database: Database
    store: KeyStore
    keys_now: Callable[[], KeysNow]
    may_still: Callable[[], object]
    copy: HeldCopy
    known: Known
    by: uuid.UUID | None
    clock: Clock
    last: str = ""
    _now: KeysNow = field(init=False)

    def do(self, tell: Tell, *, patience_s: float | None = None) -> PutBack:
        """Put it back. Those who are in are asked to let go, and waited for.

        Raises `SchoolBusy` when they do not, `DiskFull`, `SchoolAway`, `TooNew`, `NotASchool` or
        `DamagedDatabase` (the copy is not whole): nothing was changed then.
        """
        location = self.database.location
        try:
            tell(0.02, "Reading the copy")
            # Where nothing can be written nobody is to be sent after the laptops of others.
            files.make_folder(folder_of(location))
            require_room(self.copy.path, folder_of(location))
            stamp(folder_of(location))
            self._require_whole_copy()
            with (
                self.database.alone(lambda words: tell(0.05, words), patience_s=patience_s),
                _scratch(location) as scratch,
            ):
                done = self._alone(scratch, tell)
        except Problem:
            raise
        except sqlcipher3.Error as error:
            raise in_words(error, location, writing=True) from error
        except OSError as error:
            raise folder_words(error, location, writing=True) from error
        self.database.use_key(self._now.target)
        if isinstance(self.database.turn, FileTurn):
            self.database.turn.move()
        tell(1.0, "Done")
        return done

    # ------------------------------------------------------------------ steps

    def _require_whole_copy(self) -> None:
        with CopyingChild() as child:
            try:
                whole = proof(child, self.copy.path, [self.copy.key]).whole
            except GaveUp as error:
                raise copy_not_whole(self.copy) from error
        if not (self.copy.verified and whole):
            raise copy_not_whole(self.copy)

    def _alone(self, scratch: Path, tell: Tell) -> PutBack:
        location = self.database.location
        for _ in range(_TRIES):
            tell(0.1, "Looking at the school’s file")
            self.may_still()
            now = self._now = self.keys_now()
            present, key = present_state(location, (now.target, *now.keys))
            if present.reads and last_put_back(location, (key,)) != self.last:
                raise somebody_was_faster(location)
            if now.document is None and present.reads and key == now.target:
                return self._keys_alone(present, tell)
            if now.changing:
                raise troubles.UNREAD.problem(location.shown)
            require_room(self.copy.path, folder_of(location))
            tell(0.2, "Keeping a copy of what is there now")
            kept, seen = self._keep(present, key)
            with _held(location, present, key) as live:
                standing = read_standing(live) if live is not None else None
                if present.reads and standing is None:
                    raise not_this_form(location)
                if present.reads and standing is not None and standing.newest != seen:
                    continue  # somebody with an older program saved, whom nobody could ask
                if self.keys_now() != now:
                    continue
                if standing is not None and standing.tables["gone"][1]:
                    raise troubles.MOVED.problem(location.shown)  # or there would be two schools
                document = self._document(standing)
                tell(0.4, "Putting the school together")
                making = self._made(scratch, document, standing, live)
                if now.document is None:
                    self.store.write(document, _NO_SESSION)
                tell(0.6, "Writing the school’s file")
                if present.reads and key == now.target:
                    _write(making.path, now.target, live, tell)
                else:
                    self._write_anew(making, document, live, tell)
            tell(0.9, "Reading the school’s file")
            self._prove(kept)
            return PutBack(self.copy, present, kept, keys_too=now.document is None)
        raise SchoolBusy(
            "Others kept saving, so the copy was not put back.",
            what_to_do="Nothing was changed. Ask everybody to close Trent Desktop, and try again.",
            where=location.shown,
        )

    def _keys_alone(self, present: Present, tell: Tell) -> PutBack:
        """The file is whole, and stays; who did it stands in its trail before the keys are there."""
        location, then = self.database.location, document_beside(self.copy.path)
        with closing(connect_file(location.school_file, self._now.target)) as here:
            standing = read_standing(here)
        if standing is None:
            raise not_this_form(location)
        if standing.tables["gone"][1]:
            raise troubles.MOVED.problem(location.shown)
        if then is None:
            raise copy_not_whole(self.copy)
        document = keys_for(
            location,
            self._now.target,
            out_by(then, self.known),
            self.by,
            changing=self._now.changing,
        )
        tell(0.6, "Putting the school’s keys back")
        self.database.use_key(self._now.target)
        details = {"copy": self.copy.day.isoformat(), "keys": True}
        with self.database.write(Repeat.KNOWS) as session:
            write_entry(session, self.clock(), self.by, Act.COPY_PUT_BACK, self.copy.name, details)
            next_change(session, directory=True)
        self.store.write(document, _NO_SESSION)
        return PutBack(self.copy, present, "", keys_too=True, keys_only=True)

    def _keep(self, present: Present, key: bytes) -> tuple[str, tuple[int, str]]:
        """A copy of what is there, with its keys; its name, and the newest entry that it has."""
        location = self.database.location
        if present is Present.WHOLE and self._now.document is not None:
            self.database.use_key(key)
            made = copy_before(
                self.database, self.store, REPLACED, self.clock, within=_COPY_WITHIN_S
            )
            if made is None:
                raise SchoolBusy(
                    "What is there now could not be copied, so nothing was put in its place.",
                    what_to_do="Nothing was changed. See that there is room, and try again.",
                    where=location.shown,
                )
            with closing(connect_file(made, key)) as connection:
                return made.name, connection.execute(
                    "SELECT number, link FROM audit_entry ORDER BY number DESC LIMIT 1"
                ).fetchone()
        if present is Present.GONE:
            return "", (0, "")
        seen = (0, "")
        if present is Present.WHOLE:
            with closing(connect_file(location.school_file, key)) as connection:
                seen = connection.execute(
                    "SELECT number, link FROM audit_entry ORDER BY number DESC LIMIT 1"
                ).fetchone()
        return self._kept_as_it_is(), seen

    def _kept_as_it_is(self) -> str:
        """Byte by byte, by a process that has no lock on it; with its journal, and its keys."""
        location = self.database.location
        target = self._name(DAMAGED)
        file = location.school_file
        with CopyingChild() as child:
            for path, to in (
                (file, target),
                (Path(f"{file}-journal"), Path(f"{target}-journal")),
            ):
                if path.exists() and path.stat().st_size:
                    child.ask({"copy": str(path), "to": str(to)}, within=_COPY_WITHIN_S)
                    child.ask({"settle": str(to)}, within=_COPY_WITHIN_S)
                    share_like_folder(to)
        if self._now.document is not None and target.exists():
            write_whole(target.with_suffix(".keys"), to_bytes(self._now.document), shared=True)
        return target.name if target.exists() else ""

    def _name(self, what: str) -> Path:
        folder = folder_of(self.database.location)
        files.make_folder(folder)
        now = server_now(folder, self.clock)
        while (target := folder / before_name(what, now)).exists():
            now += dt.timedelta(seconds=1)
        return target

    def _document(self, standing: Standing | None) -> KeyDocument:
        """The keys as they are; else those of the copy, without whoever left since."""
        if self._now.document is not None:
            return self._now.document
        then = document_beside(self.copy.path)
        if then is None:
            raise copy_not_whole(self.copy)
        found = out_by(then, self.known)
        if standing is not None:
            stay = standing.may_come_in()
            found = found.only(lambda slot: slot.holder in stay or slot.holder == "recovery")
        return replace(found, revision=found.revision + BEYOND, key_change="")

    def _made(
        self, scratch: Path, document: KeyDocument, standing: Standing | None, live: Any
    ) -> Preparing:
        said = Said(self.clock(), self.by, self.copy)
        making = Preparing(scratch, self._now.target, self.copy, document, self.known, said)
        making.make(standing, live)
        return making

    def _write_anew(self, making: Preparing, document: KeyDocument, live: Any, tell: Tell) -> None:
        """Into a file that is gone, or whose own pages do not read."""
        location = self.database.location
        prepared = self._name(PREPARED)
        files.copy(making.path, prepared)
        files.settle(prepared)
        write_whole(prepared.with_suffix(".keys"), to_bytes(document), shared=True)
        share_like_folder(prepared)
        file = location.school_file
        if file.exists():
            # By its path: opening it here would drop the lock that is held on it.
            files.empty(file)
        try:
            if live is not None:
                live.close()
            with exclusive(file, self._now.target, create=True) as fresh:
                _write(making.path, self._now.target, fresh, tell)
        except (sqlcipher3.Error, OSError) as error:
            raise SchoolFails(
                "The school’s file could not be written, so it is empty just now.",
                what_to_do=f"Nothing is lost: the copy “{prepared.name}” was made ready, and is put "
                "back like any other when the folder can be written to again. Tell whoever looks "
                "after the network.",
                where=location.shown,
            ) from error
        share_like_folder(file)
        self._forget(prepared)

    def _forget(self, prepared: Path) -> None:
        present, _ = present_state(self.database.location, (self._now.target,))
        if present.reads:
            for one in (prepared, prepared.with_suffix(".keys")):
                with suppress(OSError):
                    files.remove(one)

    def _prove(self, kept: str) -> None:
        present, _ = present_state(self.database.location, (self._now.target,))
        if not present.reads:
            raise DamagedDatabase(
                "The school’s file does not read as it was written: the disk or the network fails.",
                what_to_do="Tell whoever looks after the network, and put the copy back again "
                f"then. What was there before is kept as “{kept}”.",
                where=self.database.location.shown,
            )


#: A folder's key store needs none: nobody else writes meanwhile.
_NO_SESSION: Any = None


@contextmanager
def _held(location: Location, present: Present, key: bytes) -> Generator[Any]:
    """The school's file for oneself alone, where it opens; else nothing, and nobody else has it."""
    if present not in (Present.WHOLE, Present.DAMAGED):
        yield None
        return
    with exclusive(location.school_file, key) as live:
        yield live


def _write(made: Path, key: bytes, live: Any, tell: Tell) -> None:
    """Write every page of `made` into the file that `live` has alone, in one transaction."""

    def far(_status: int, left: int, total: int) -> None:
        pulse.beat()  # at the same place as before, and yet further
        tell(0.6 + 0.3 * (1 - left / max(1, total)), "Writing the school’s file")

    with closing(connect_file(made, key)) as source:
        source.backup(live, pages=_PAGES, progress=far)


@contextmanager
def _scratch(location: Location) -> Generator[Path]:
    """A folder for what is made; what an earlier try left goes."""
    folder = folder_of(location)
    files.make_folder(folder)
    for left in folder.glob(f"{BEGUN}back-*"):
        with suppress(OSError):
            files.remove_folder(left)
    scratch = folder / f"{BEGUN}back-{uuid.uuid4().hex[:12]}"
    files.make_folder(scratch, exist_ok=False)
    try:
        yield scratch
    finally:
        with suppress(OSError):
            files.remove_folder(scratch)
