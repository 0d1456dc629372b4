"""The open school as the window's process has it, and how it comes to be."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final, cast

from trent_desktop.asking import in_lane
from trent_desktop.clock import Clock, system_clock
from trent_desktop.news import Moved, Subject
from trent_desktop.problems import (
    KeysDoNotFit,
    LaptopNotKnown,
    NoLongerMember,
    Problem,
    SchoolAway,
    SchoolSilent,
    ShareEnded,
    SignedOut,
    SignInRefused,
    TooNew,
)
from trent_desktop.reports.followed import Changes
from trent_desktop.school.keys.laptops.local_folder import Laptop, local_root
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.keys.sign_in import not_known_here
from trent_desktop.share.distant import Asking, reached
from trent_desktop.share.here import Known, enter_here, school_here
from trent_desktop.share.messages import Standing
from trent_desktop.share.process import CLOCK_S, Opening, ShareProcess
from trent_desktop.share.starting import Share
from trent_desktop.storage.location import Location, parse_location

#: Signing in has not moved for so many seconds: she comes in with what this laptop knows.
_STANDS_S: Final = 0.7
#: The process is still being started after so many seconds: the same, and it goes on behind her.
_STARTS_S: Final = 1.0
_LOOK: Final = "look"


class DistantSchool:
    """Has the names of `OpenSchool`. What asks the school goes to the share's process."""

    def __init__(
        self,
        place: Location,
        laptop: Laptop,
        known: Known,
        share: Share,
        typed: tuple[str, str, Path | None],
        clock: Clock,
    ) -> None:
        """`typed`: the place, the sign-in name, and this laptop's own folder, to sign in anew."""
        self._here = school_here(place, laptop, known, clock)
        self._share = share
        self._typed = typed
        self._asking = Asking()
        self._listeners: list[Callable[[Moved], object]] = []
        self._looks_on = False
        self._missed = Changes()
        self._turn = threading.Lock()
        self._unlocking = threading.Lock()
        self._unlocks = 0
        self._resting = False
        self._ended = ""
        self._closed = False

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
        return DistantSchool(place, laptop, Known.of(standing), share, typed, clock)

    def __repr__(self) -> str:
        """As the school says it."""
        return f"Distant{self._here!r}"

    def __getattr__(self, name: str) -> Any:
        return reached("", name, self._here, self._asking)

    @property
    def signed_in(self) -> SignedIn:
        """What the services of this process share: no keys, and no share."""
        return self._here.signed_in

    # ------------------------------------------------------------------ the process behind it

    def goes_on_with(self, process: ShareProcess, opening: Opening) -> None:
        """Ask this process from now on; its signing in may still be under way."""
        process.told = self._hear
        process.stands = self._stand
        self._looks_on = False  # of the process before it nothing comes any more
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
        if standing.location not in ("", self._here.location):
            # It was opened at its new place while she worked with what this laptop knows.
            with self._turn:
                self._missed = replace(self._missed, moved=standing.location)
        self._here.keys_put_by.found = standing.others
        if me.directory != standing.directory:
            me.replace(standing.directory, me.keyring)
            self._hear(Moved(subjects=frozenset({Subject.DIRECTORY, Subject.SETTINGS})))

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
            return Changes(asked=False)
        if self._looks_on:
            raise SchoolSilent  # the look before this one stands still
        try:
            with in_lane(_LOOK):
                self._looks_on = True
                args = (progress,) if progress else ()
                seen = self._asking.ask("follow", args, {}, late=self._looked_late)
                self._looks_on = False
        except SchoolSilent as silent:
            self._looks_on = silent.goes_on
            raise SchoolSilent from silent  # a look is nothing that anybody pressed
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

    def to_rest(self) -> Callable[[], None]:
        """See `OpenSchool.to_rest`."""
        unlocks = self._unlocks
        self._asking.seen.rest()

        def when_written() -> None:
            with self._turn:
                if self._unlocks != unlocks:
                    return  # she was back before that
                self._resting = True
            self._rest_when_sent()

        return when_written

    def _rest_when_sent(self) -> None:
        """End the process, so that the school's keys are gone.

        As long as something waits here to be sent it goes on.
        """
        if self._waits():
            with suppress(Problem), in_lane(_LOOK):
                # What it brings is told when the screen is unlocked.
                seen = self._asking.ask("follow", (), {}, late=self._looked_late)
                self._looked_late(seen, None)
            if self._waits():
                return
        with self._turn:
            if not self._resting:
                return
            process, self._asking.process = self._asking.process, None
        if process is not None:
            process.end()

    def _waits(self) -> bool:
        process = self._asking.process
        return process is not None and not process.silent and bool(self._here.cases.waiting())

    def check_password(self, password: str) -> bool:
        """See `OpenSchool.check_password`. Never waits for a place that does not move."""
        with self._unlocking:  # pressed twice, one after the other
            process = self._asking.process
            if process is not None and not process.ended:
                try:
                    right: bool = self._asking.ask("check_password", (password,), {})
                except ShareEnded:
                    return self._come_back(password)
                except SchoolAway:
                    right = self._here.check_password(password)
                if not right:
                    return False
                if self._unlocked(process):
                    return True
                # The lock ended it meanwhile.
            return self._come_back(password)

    def _unlocked(self, process: ShareProcess) -> bool:
        """Whether the school goes on with this process, now that the password was right."""
        with self._turn:
            if self._asking.process is not process or process.ended:
                return False
            self._unlocks += 1
            self._resting = False
            self._asking.seen.wake()
        self._here.password_was_right()
        return True

    def _come_back(self, password: str) -> bool:
        """The screen was locked: sign in anew behind it."""
        location, name, root = self._typed
        if self._closed:
            raise SignedOut
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
            with self._turn:
                left, before = self._closed, self._asking.process
                if not left:
                    self._unlocks += 1
                    self._resting = False
                    self._asking.seen.wake()
                    self.goes_on_with(process, opening)
            if left:  # meanwhile: nobody would end it any more
                process.kill()
                raise SignedOut
            self._here.password_was_right()
            if before is not None:
                before.kill()  # it ended by itself
        else:
            process.kill()
        return right

    def _asked_there(self, opening: Opening) -> bool:
        opening.wait(_STANDS_S)
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
        with self._turn:
            self._closed = True
            process, self._asking.process = self._asking.process, None
        self._asking.seen.rest()
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
        elif one.name in ("went_back", "directory", "moved"):
            both[one.name] = before or after
    return replace(then, **both)


def open_distant_school(
    location: str,
    name: str,
    password: str,
    *,
    share: Share,
    laptop_code: str = "",
    root: Path | None = None,
    clock: Clock = system_clock,
    tell: Callable[[str], object] | None = None,
) -> DistantSchool:
    """Sign in at a school, in a share process; raises what `opening.open_school` raises.

    When the school's place does not move, she comes in with what this laptop knows of her; one who
    is new here is told so in words.
    """
    place = parse_location(location)
    laptop = Laptop(root or local_root(), place)
    process = share.take()
    try:
        opening = process.open(location, name, password, laptop_code, str(root or ""), tell)
        known: Known | None = None
        asked_here, begun = False, time.monotonic()
        while not opening.answered(0.05):
            waited = time.monotonic() - begun
            starts = waited > _STARTS_S and not process.lives
            if not asked_here and (starts or opening.stands_still(_STANDS_S)):
                asked_here = True
                known = enter_here(place, laptop, name, password, clock, away=not starts)
                if known is not None:
                    break
            if waited > CLOCK_S and opening.stands_still(_STANDS_S):
                raise not_known_here(SchoolSilent.at_the_door())
        if known is None:
            standing = opening.standing()
            known = Known.of(standing)
            if standing.location != place.shown:  # the school has moved
                place = parse_location(standing.location)
                laptop, location = Laptop(root or local_root(), place), standing.location
        school = DistantSchool(place, laptop, known, share, (location, name, root), clock)
        school.goes_on_with(process, opening)
        return school
    except BaseException:
        process.kill()
        raise
