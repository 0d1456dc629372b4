"""Moving the school: to a trust's database server, into a folder, and back (rules 102 to 104)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.moving.carrying import carry
from trent_desktop.moving.folder_apart import FolderApart
from trent_desktop.moving.new_place import NewPlace, NewServer
from trent_desktop.moving.values import SchoolMove
from trent_desktop.problems import (
    DamagedDatabase,
    DamagedKeys,
    NotASchool,
    Problem,
    SchoolAway,
    SchoolBusy,
    SignInRefused,
)
from trent_desktop.school.keys.laptops.server_access import kept_access
from trent_desktop.school.keys.own_password import OwnPassword
from trent_desktop.school.keys.own_slot import slot_for_key
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.keys.slot_keeping import standings
from trent_desktop.school.moved import follow_to
from trent_desktop.school.people.people import MemberState
from trent_desktop.school.people.permissions import Right
from trent_desktop.school.setting_up.place_check import PlaceReport, check_folder, check_server
from trent_desktop.storage.access import Access
from trent_desktop.storage.copies.before import copy_before
from trent_desktop.storage.failing import folder_words
from trent_desktop.storage.gone import Gone, Standing, close_place, read_gone
from trent_desktop.storage.key_slots import KeyDocument
from trent_desktop.storage.landed import Repeat, on_its_own
from trent_desktop.storage.location import Location, parse_location
from trent_desktop.storage.silence import at_most
from trent_desktop.storage.tables import SchoolRow

#: What the copy before is called by.
BEFORE = "move"
_COPY_WITHIN_S = 600.0
#: Everybody is shut out meanwhile: a server that says nothing for so long is not waited for, nor a
#: new folder that stands still.
_SILENT_S = 60.0
_STANDS_S = 60.0
_EMPTY = "Empty"
_GOES_ON = "Only a move of this school that was cut off goes on there."
#: Hears how far it is, 0 to 1, and a few words.
Progress = Callable[[float, str], object]


class MoveService:
    """For whoever may move the school."""

    def __init__(self, signed_in: SignedIn, password: OwnPassword) -> None:
        self._me = signed_in
        self._password = password

    def look(
        self, where: str, *, database_password: str = "", certificate: str = ""
    ) -> PlaceReport:
        """Try a place, as before a school is set up there; nothing is moved by it.

        That it is not empty is said, and decided by `move`: one that was cut off goes on there.
        Takes a second or two. Raises `NotAllowed`, `NotASchool`.
        """
        self._me.require(Right.MOVE_SCHOOL)
        place = self._new_place(where)
        report = (
            check_server(where, database_password, certificate)
            if place.is_server
            else check_folder(place.shown)
        )
        lines = [
            replace(one, essential=False, words=f"{one.words} {_GOES_ON}")
            if one.what == _EMPTY and not one.good
            else one
            for one in report.lines
        ]
        return replace(report, lines=tuple(lines))

    @on_its_own()
    def move(
        self,
        where: str,
        password: str,
        *,
        database_password: str = "",
        certificate: str = "",
        tell: Progress | None = None,
    ) -> SchoolMove:
        """Move the school to an empty folder or database, and close the old place.

        `password` is her own; `database_password` that of the user in the address of a server, and
        `certificate` (PEM) by what it is known: both are what this laptop keeps, when not given.
        Everybody who is in lets go of the school first, and waits; nobody is cut off. Cut off itself, by whatever, it can be
        called again, and goes on. Until it is done the school is where it was. Raises `NotAllowed`,
        `SignInRefused`, `NotASchool` or `FolderNotEmpty` for a place that will not do, and what
        reading and writing both places raise. Takes a minute for 20,000 reports.
        """
        me = self._me
        me.require(Right.MOVE_SCHOOL)
        if not self._password.check(password):
            raise SignInRefused("That is not your password.")
        with self._there(where, Access(database_password, certificate)) as there:
            return _Move(me, there, tell or _nothing).do()

    @contextmanager
    def _there(self, where: str, access: Access) -> Generator[NewPlace]:
        me = self._me
        place = self._new_place(where)
        if place.is_server:
            kept = kept_access(place, me.laptop.root)
            place = place.reached_with(
                Access(access.password or kept.password, access.certificate or kept.certificate)
            )
            with at_most(_SILENT_S), closing(NewServer(place)) as server:
                yield server
            return
        # What it is moved from may be a server.
        with at_most(_SILENT_S), closing(FolderApart(place, silent_s=_STANDS_S)) as apart:
            wrong = [
                line
                for line in apart.checked().lines
                # Whether it is empty is looked at again: a move that was cut off may go on.
                if line.essential and not line.good and line.what != _EMPTY
            ]
            if wrong:
                raise NotASchool(wrong[0].words, where=place.shown)
            yield apart

    def _new_place(self, where: str) -> Location:
        me = self._me
        place = parse_location(where)
        if place == me.database.location:
            raise NotASchool("The school is already at that place.")
        if place.is_server and me.database.location.is_server:
            # What opens the new one would stand in the clear at the old.
            raise NotASchool(
                "A school cannot be moved from one database straight into another.",
                what_to_do="Move it into a folder first, and from there into the other database.",
            )
        return place


class _Move:
    """One try."""

    def __init__(self, me: SignedIn, there: NewPlace, tell: Progress) -> None:
        self._me = me
        self._there = there
        self._target = target = there.location
        self._tell = tell
        self._here = me.database
        self._document = me.keys.read().document
        self._gone = Gone(
            Standing.COMING,
            uuid.uuid4(),
            me.directory.school.id,
            me.member.id,
            me.clock(),
            (me.database.location.kind, target.kind),
            target,
        )

    def do(self) -> SchoolMove:
        me = self._me
        document = me.keys.read().document
        if document.key_change:
            raise SchoolBusy(
                "The school's keys are just being changed for somebody who is leaving.",
                what_to_do="Sign in again in a minute, and then move the school.",
            )
        there = self._there
        copy = self._copy_before()
        with self._here.alone(lambda words: self._tell(0.05, words)):
            # Under the key that the school has now: while it was copied, and others were waited
            # for, somebody may have left.
            there.key = me.own_keys.read().now
            rows = self._carry(there)
        # From here on the new place is the school, whatever happens to this program.
        follow_to(self._gone, self._here.location, me.laptop.root)
        try:
            there.arrive(self._gone)
        except Problem as trouble:
            raise _moved_and_away(self._target) from trouble
        self._tell(0.97, "Copying the school at its new place")
        self._copy_after(there)
        self._tell(1.0, "Done")
        return SchoolMove(self._target.shown, self._target.named, rows, copy)

    def _carry(self, there: NewPlace) -> int:
        rows = 0
        try:
            with self._me.database.write(Repeat.KNOWS) as session:
                self._me.require_now(session, Right.MOVE_SCHOOL)
                rows = self._bring(session, there)
                gone = replace(self._gone, standing=Standing.GONE)
                close_place(session, gone, on_server=self._here.location.is_server)
        except SchoolAway:
            # Perhaps only the answer got lost: the old place itself knows whether it is done.
            if not self._is_done():
                raise
        return rows

    def _bring(self, session: Session, there: NewPlace) -> int:
        document = self._me.keys.read().document
        if session.execute(select(SchoolRow.key_change)).scalar_one() or document.key_change:
            raise SchoolBusy(
                "The school's keys are just being changed for somebody who is leaving."
            )
        if self._me.own_keys.read(document).now != there.key:
            raise SchoolBusy(
                "The school's keys were changed just now, so the school was not moved.",
                what_to_do="Nothing was changed. Try again.",
            )
        there.begin(self._gone)
        tell = self._tell
        rows = carry(session.connection(), there, lambda far, words: tell(0.1 + far * 0.75, words))
        there.put_keys(document)
        self._document = document
        tell(0.88, "Checking members, keys and the audit chain at the new place")
        there.prove()
        self._require_alike(session, there, document)
        tell(0.95, "Closing the old place")
        return rows

    def _require_alike(self, session: Session, there: NewPlace, document: KeyDocument) -> None:
        """The new place lets in whom the old one lets in, and its audit chain is whole."""
        me = self._me
        arrived = there.arrived()
        found, members = arrived.document, arrived.members
        if found != document or members != standings(session):
            raise _not_alike(self._target)
        for holder, one in members.items():
            slot = slot_for_key(found, uuid.UUID(holder), one.public_key)
            gone = one.state in (MemberState.SUSPENDED, MemberState.REMOVED)
            if gone and any(slot.holder == holder for slot in found.slots):
                raise DamagedKeys(
                    "Somebody who has left still has a way in, so the school was not moved.",
                    what_to_do="Sign in again at the old place, which puts that right.",
                )
            if one.state is MemberState.ACTIVE and slot is None:
                raise DamagedKeys(
                    "A member of the school has no way in that fits, so the school was not moved.",
                    what_to_do="Run “trent-desktop check”, and give that member a new slip.",
                )
        if me.own_keys.read(found).now != self._here.data_key and not self._here.location.is_server:
            raise _not_alike(self._target)
        if arrived.broken_at is not None:
            raise DamagedDatabase(
                f"The audit chain is broken at entry {arrived.broken_at}, so the school was not moved.",
                what_to_do="Run “trent-desktop check”, and put a copy back first.",
            )

    def _is_done(self) -> bool:
        with suppress(Problem):
            gone = read_gone(self._here)
            return gone is not None and gone.move_id == self._gone.move_id
        return False

    # ------------------------------------------------------------------ copies

    def _copy_before(self) -> str:
        if self._here.location.is_server:
            return ""
        self._tell(0.0, "Copying the school's file")
        try:
            made = copy_before(
                self._here, self._me.keys, BEFORE, self._me.clock, within=_COPY_WITHIN_S
            )
        except OSError as error:
            raise folder_words(error, self._here.location, writing=True) from error
        if made is None:
            raise SchoolBusy(
                "The school's file could not be copied first, so it was not moved.",
                what_to_do="Try again in a minute. If that does not help, see that there is room.",
            )
        return made.name

    def _copy_after(self, there: NewPlace) -> None:
        """Where it fails, the first program that signs in there makes it."""
        with suppress(Problem, OSError):
            there.copy(self._me.clock, self._me.own_keys.read(self._document).all)


def _moved_and_away(target: Location) -> Problem:
    return SchoolAway(
        f"The school has moved to {target.named}, and that cannot be reached just now.",
        what_to_do="It is not moved again: once that place answers every laptop finds the school "
        "there. Tell whoever looks after it. If it is lost for good, docs/postgresql.md says what "
        "is done then.",
    )


def _not_alike(target: Location) -> Problem:
    return DamagedDatabase(
        "What arrived at the new place is not what was sent, so nothing was moved.",
        what_to_do="Try again. If that does not help, tell whoever looks after the new place.",
        where=target.shown,
    )


def _nothing(_far: float, _words: str) -> None:
    pass
