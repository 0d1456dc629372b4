"""The open school as the window's process has it, and how it comes to be."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from trent_desktop.asking import in_lane
from trent_desktop.clock import Clock, system_clock
from trent_desktop.news import Moved
from trent_desktop.open_school import DIRECTORY_NOTE, OpenSchool
from trent_desktop.problems import (
    KeysDoNotFit,
    LaptopNotKnown,
    NoLongerMember,
    Problem,
    SchoolAway,
    SchoolSilent,
    SignInRefused,
    TooNew,
)
from trent_desktop.reports.following import Changes
from trent_desktop.school.keys.keys_put_by import OtherKey
from trent_desktop.school.keys.laptops.local_folder import Laptop, local_root
from trent_desktop.school.keys.own_keys import OwnKeys
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.keys.sign_in import enter, not_known_here
from trent_desktop.school.people.directory import Directory, from_json
from trent_desktop.share.distant import Asking, NoKeys, NoShare, reached
from trent_desktop.share.messages import Standing
from trent_desktop.share.process import CLOCK_S, Opening, ShareProcess
from trent_desktop.storage.cipher import public_half
from trent_desktop.storage.keyring import Keyring
from trent_desktop.storage.local_store import LocalStore
from trent_desktop.storage.location import Location, parse_location

if TYPE_CHECKING:
    from trent_desktop.storage.database import Database
    from trent_desktop.storage.key_store import KeyStore

#: Signing in has not moved for so many seconds: she comes in with what this laptop knows.
_STANDS_S: Final = 0.7
#: The process is still being started after so many seconds: the same, and it goes on behind her.
_STARTS_S: Final = 1.0
_LOOK: Final = "look"


class Share:
    """Starts share processes for one program: one is kept ready while somebody types a password."""

    def __init__(self, start: Callable[[], ShareProcess] = ShareProcess) -> None:
        self._start = start
        self._ready: ShareProcess | None = None
        self._turn = threading.Lock()

    def get_ready(self) -> None:
        """Start one, so that it has imported what it needs when it is wanted."""
        with self._turn:
            if self._ready is None or self._ready.ended:
                self._ready = self._start()

    def take(self) -> ShareProcess:
        """A process in which no school is open."""
        with self._turn:
            ready, self._ready = self._ready, None
        return ready if ready is not None and not ready.ended else self._start()

    def at_the_door(self, name: str, *args: Any) -> Any:
        """Call one of `door.FUNCTIONS` in a process; see `ShareProcess.at_the_door`."""
        self.get_ready()
        with self._turn:
            process = self._ready
        return process.at_the_door(name, *args) if process is not None else None

    def close(self) -> None:
        """End the one that is kept ready."""
        with self._turn:
            ready, self._ready = self._ready, None
        if ready is not None:
            ready.kill()


def open_distant_school(
    location: str,
    name: str,
    password: str,
    *,
    share: Share,
    laptop_code: str = "",
    root: Path | None = None,
    clock: Clock = system_clock,
) -> DistantSchool:
    """Sign in at a school, in a share process; raises what `opening.open_school` raises.

    When the school's place does not move, she comes in with what this laptop knows of her; one who
    is new here is told so in words.
    """
    place = parse_location(location)
    laptop = Laptop(root or local_root(), place)
    process = share.take()
    try:
        opening = process.open(location, name, password, laptop_code, str(root or ""))
        known: _Known | None = None
        asked_here, begun = False, time.monotonic()
        while not opening.answered(0.05):
            waited = time.monotonic() - begun
            starts = waited > _STARTS_S and not process.lives
            if not asked_here and (starts or opening.stands_still(_STANDS_S)):
                asked_here = True
                known = _enter_here(place, laptop, name, password, clock, away=not starts)
                if known is not None:
                    break
            if waited > CLOCK_S and opening.stands_still(_STANDS_S):
                raise not_known_here(SchoolSilent())
        if known is None:
            known = _Known.of(opening.standing())
        school = DistantSchool(place, laptop, known, share, (location, name, root), clock)
        school.goes_on_with(process, opening)
        return school
    except BaseException:
        process.kill()
        raise


class _Known:
    """Who signed in, and what is known of the school: by the share's process, or by this laptop."""

    def __init__(
        self,
        member_id: uuid.UUID,
        private: bytes,
        directory: Directory | None,
        notices: tuple[str, ...],
        others: tuple[OtherKey, ...],
        *,
        away: bool,
    ) -> None:
        self.member_id = member_id
        self.private = private
        self.directory = directory
        self.notices = notices
        self.others = others
        self.away = away

    @staticmethod
    def of(standing: Standing) -> _Known:
        """What the share's process says."""
        return _Known(
            standing.member.id,
            standing.private_key,
            standing.directory,
            standing.notices,
            standing.others,
            away=standing.away,
        )


def _enter_here(
    place: Location, laptop: Laptop, name: str, password: str, clock: Clock, *, away: bool
) -> _Known | None:
    """Sign in with the slot that this laptop keeps; None when it keeps none of hers.

    Raises `SignInRefused` for a wrong password.
    """
    try:
        entered = enter(place, laptop, name, password, clock, here_only=True)
    except SchoolAway:
        return None
    return _Known(entered.member_id, entered.opened.private_key, None, (), (), away=away)


def _school_here(place: Location, laptop: Laptop, known: _Known, clock: Clock) -> OpenSchool:
    """The services in this process, with no share behind them and no keys but the store's."""
    member_id = known.member_id
    store = LocalStore(
        laptop.store_folder(member_id), public_half(known.private), known.private, clock
    )
    try:
        directory = known.directory or from_json(store.note(DIRECTORY_NOTE))
        if directory is None:
            raise SchoolSilent
        member = next((one for one in directory.members if one.id == member_id), None)
        if member is None or not member.active:
            raise SchoolSilent
        signed_in = SignedIn(
            member,
            Keyring(member_id, {}),
            cast("Database", NoShare(place)),
            store,
            clock,
            directory,
            laptop,
            OwnKeys(member_id, b"", cast("KeyStore", NoKeys())),
        )
        notices = tuple(dict.fromkeys((*known.notices, *store.notices)))
        return OpenSchool(place, signed_in, notices, away=known.away, others=known.others)
    except BaseException:
        store.close()
        raise


class DistantSchool:
    """Has the names of `OpenSchool`. What asks the school goes to the share's process."""

    def __init__(
        self,
        place: Location,
        laptop: Laptop,
        known: _Known,
        share: Share,
        typed: tuple[str, str, Path | None],
        clock: Clock,
    ) -> None:
        """`typed`: the place, the sign-in name, and this laptop's own folder, to sign in anew."""
        self._here = _school_here(place, laptop, known, clock)
        self._share = share
        self._typed = typed
        self._asking = Asking()
        self._listeners: list[Callable[[Moved], object]] = []
        self._looks_on = False
        self._missed = Changes()
        self._turn = threading.Lock()
        self._resting = False
        self._ended = ""

    @staticmethod
    def of(
        place: Location,
        laptop: Laptop,
        standing: Standing,
        share: Share,
        typed: tuple[str, str, Path | None],
        clock: Clock,
    ) -> DistantSchool:
        """The school of somebody who has signed in in a share process."""
        return DistantSchool(place, laptop, _Known.of(standing), share, typed, clock)

    def __repr__(self) -> str:
        """As the school says it."""
        return f"Distant{self._here!r}"

    def __getattr__(self, name: str) -> Any:
        return reached(self._here, name, name, self._asking)

    @property
    def signed_in(self) -> SignedIn:
        """What the services of this process share: no keys, and no share."""
        return self._here.signed_in

    # ------------------------------------------------------------------ the process behind it

    def goes_on_with(self, process: ShareProcess, opening: Opening) -> None:
        """Ask this process from now on; its signing in may still be under way."""
        process.told = self._hear
        process.stands = self._stand
        self._asking.opening = opening
        self._asking.process = process

    @property
    def late(self) -> Callable[[Exception], object]:
        """Hears of what was given up and then failed."""
        return self._asking.late

    @late.setter
    def late(self, hear: Callable[[Exception], object]) -> None:
        self._asking.late = hear

    def _hear(self, moved: Moved) -> None:
        for listener in tuple(self._listeners):
            listener(moved)

    def _stand(self, standing: Standing) -> None:
        me = self._here.signed_in
        me.replace(standing.directory, me.keyring)

    def listen(self, tell: Callable[[Moved], object]) -> None:
        """See `OpenSchool.listen`: what is changed by either process."""
        self._here.signed_in.store.news.listen(tell)
        self._listeners.append(tell)

    # ------------------------------------------------------------------ looking

    def follow(self, progress: Callable[[int, int], None] | None = None) -> Changes:
        """One look at the share; see `OpenSchool.follow`. Raises `SchoolSilent`."""
        self._here.signed_in.store.box.catch_up()  # what the other process took out of it
        if self._ended:
            return Changes(ended=self._ended)
        if self._resting:
            self._rest_when_sent()
            return Changes()
        if self._looks_on:
            raise SchoolSilent  # the look before this one stands still
        try:
            with in_lane(_LOOK):
                self._looks_on = True
                args = (progress,) if progress else ()
                seen = self._asking.ask("follow", args, {}, late=self._looked_late)
                self._looks_on = False
        except SchoolSilent:
            raise
        except (SignInRefused, KeysDoNotFit, TooNew) as ended:
            # The school has said no to whom this laptop let in.
            return Changes(ended=str(ended))
        except BaseException:
            self._looks_on = False
            raise
        with self._turn:
            missed, self._missed = self._missed, Changes()
        return _together(missed, seen)

    def _looked_late(self, seen: Any, error: Exception | None) -> None:
        self._looks_on = False
        if error is None:
            with self._turn:
                self._missed = _together(self._missed, seen)

    # ------------------------------------------------------------------ the lock

    def rest(self) -> None:
        """The screen is locked: end the process, so that the school's keys are gone.

        As long as something waits here to be sent it goes on. Takes two seconds at most.
        """
        self._resting = True
        self._rest_when_sent()

    def _rest_when_sent(self) -> None:
        if self._waits():
            with suppress(Problem), in_lane(_LOOK):
                self._asking.ask("follow", (), {})
            if self._waits():
                return
        process, self._asking.process = self._asking.process, None
        self._asking.seen.forget()
        if process is not None:
            process.end()

    def _waits(self) -> bool:
        process = self._asking.process
        return process is not None and not process.silent and bool(self._here.cases.waiting())

    def check_password(self, password: str) -> bool:
        """See `OpenSchool.check_password`. Never waits for a place that does not move."""
        if self._asking.process is None or self._asking.process.ended:
            return self._come_back(password)
        try:
            right: bool = self._asking.ask("check_password", (password,), {})
        except SchoolAway:
            right = self._here.check_password(password)
        if right:
            self._resting = False
            self._here.password_was_right()
        return right

    def _come_back(self, password: str) -> bool:
        """The screen was locked: sign in anew behind it."""
        location, name, root = self._typed
        process = self._share.take()
        opening = process.open(location, name, password, "", str(root or ""))
        right = False
        try:
            with suppress(SchoolAway):
                right = self._here.check_password(password)
            if not right:
                right = self._asked_there(opening)
        except BaseException:
            process.kill()
            raise
        if right:
            self._here.password_was_right()
            if self._asking.process is not None:
                self._asking.process.kill()  # it ended by itself
            self.goes_on_with(process, opening)
            self._resting = False
        else:
            process.kill()
        return right

    def _asked_there(self, opening: Opening) -> bool:
        begun = time.monotonic()
        while not opening.answered(0.05):
            if time.monotonic() - begun > CLOCK_S and opening.stands_still(_STANDS_S):
                raise SchoolSilent
        try:
            opening.standing()
        except NoLongerMember as ended:
            self._ended = str(ended)
            raise
        except LaptopNotKnown:
            raise
        except SignInRefused:
            return False
        return True

    # ------------------------------------------------------------------ ending

    def hurry(self) -> None:
        """The program ends: whatever stands still is given up."""
        process = self._asking.process
        if process is not None:
            process.hurry()

    def close(self) -> None:
        """End the process, and close the store on this laptop."""
        process, self._asking.process = self._asking.process, None
        if process is not None:
            process.end()
        self._here.close()


def _together(first: Changes, then: Changes) -> Changes:
    """What two looks brought, as one."""
    both: dict[str, Any] = {}
    for one in fields(Changes):
        before, after = getattr(first, one.name), getattr(then, one.name)
        if isinstance(after, frozenset):
            both[one.name] = cast("frozenset[Any]", before) | cast("frozenset[Any]", after)
        elif isinstance(after, tuple):
            both[one.name] = (*cast("tuple[Any, ...]", before), *cast("tuple[Any, ...]", after))
        elif one.name in ("went_back", "directory"):
            both[one.name] = before or after
    return replace(then, **both)
