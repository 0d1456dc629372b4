"""Several laptops, one school's file: whether this one may use it now, and when all must let go.

`Together.look` is called every few seconds. It says that this program is in, tries the locks when
others are, and notices when another laptop asks for the file for itself: to bring it up to date, or
to change its keys. Then what is under way here ends, nothing new begins, and the other one is told.
Whoever asks waits for all who are in, and does not begin while one of them has not let go.

Nothing of this takes the place of the file's own locks. It keeps people from being cut off, and
from waiting without knowing why.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from trent_desktop import pulse
from trent_desktop.problems import SchoolBusy, SchoolUnsafe
from trent_desktop.storage.beside.memory import Memory, Standing
from trent_desktop.storage.beside.presence import DEAD_S, STALE_S, Other, Presence, this_program
from trent_desktop.storage.beside.proving import Proving, Verdict

#: In seconds: how often the bell is looked at; how often everything is read, though nobody rang;
#: after how long without a look one is made before the file is used; how long one waits for others
#: to let go; how long a piece of work waits for the end of exclusive work before it is told.
LOOK_S, READ_S, LONG_S, PATIENCE_S, PAUSE_S = 3.5, 300.0, 20.0, 45.0, 2.0
#: How long one waits, in seconds, while it cannot be seen who is in.
BLIND_S = 5.0
_STEP_S = 0.5
_ALIVE_S = 3.0


class _Units(threading.local):
    """How many units of work are under way in this thread."""

    units = 0


log = logging.getLogger(__name__)

Tell = Callable[[str], object]


class Together:
    """This program among those that have the same folder open. Made for a folder, not a server.

    Threads may call it at once.
    """

    def __init__(self, school_folder: Path, own_folder: Path) -> None:
        """`own_folder`: this laptop's own, for what is remembered of the school's."""
        self._memory = Memory(own_folder)
        self._presence = Presence(school_folder, self._memory.laptop)
        self._proving = Proving(self._presence, self._note)
        self._turn = threading.RLock()
        self._where = str(school_folder)
        self._heard: bytes = b""
        self._looked = self._read = float("-inf")
        self._looked_at = 0.0  # by the clock that goes on while a laptop sleeps
        self._asked = ""  # the number of the exclusive work, empty for none
        self._alone = 0  # how many times this program has the file for itself
        self._units = 0
        self._thread = _Units()
        self._closed = False

    # ------------------------------------------------------------------ being in

    def enter(self) -> None:
        """Say that this program is in. Where nothing can be written, it is tried again later."""
        self.look(now=True)

    def leave(self) -> None:
        """Say no more that this program is in; nothing of this is used after it. Never raises."""
        with self._turn:
            self._closed = True
            self._proving.close()
            self._presence.leave()

    def others(self) -> int:
        """How many other laptops are in just now; 0 while the folder does not say."""
        with self._turn, suppress(OSError):
            return len({one.laptop for one in self._here()} - {self._presence.laptop})
        return 0

    def standing(self) -> Standing:
        """Whether two laptops can use the folder at once, as far as this one has found out."""
        return self._memory.standing(self._presence.today)

    @property
    def ahead(self) -> float:
        """By how many seconds this laptop's clock is ahead of the server's, as the folder last
        told; 0 for as good as none, and until it has told. Asks nobody.
        """
        return self._presence.ahead

    @property
    def trouble(self) -> str:
        """Why nothing is saved from this laptop just now, in words; empty when all is well."""
        if self.standing().lies:
            return str(self._unsafe())
        return str(self._busy()) if self._asked else ""

    def _busy(self) -> SchoolBusy:
        return SchoolBusy(
            "The school's file is being brought up to date on another laptop.",
            what_to_do="That takes a minute or so. What you typed is kept.",
            where=self._where,
        )

    def look(self, *, now: bool = False) -> None:
        """Notice what others tell. Never raises for a share in trouble.

        Call it as often as you like: it asks the share every four seconds, unless it is to look
        `now`, and then makes three calls that read sixteen bytes, while nobody tells anything.
        """
        with self._turn:
            if self._closed or not (now or time.monotonic() - self._looked >= LOOK_S):
                return
            self._looked, self._looked_at = time.monotonic(), time.time()
            try:
                self._look()
            except OSError as error:
                log.info("Who else is in cannot be seen: %s", type(error).__name__)

    def _look(self) -> None:
        presence = self._presence
        came = not presence.is_in
        if came:
            presence.enter()
        slept = presence.unrenewed_s > STALE_S
        presence.renew()
        bell = presence.bell()
        old = time.monotonic() - self._read > READ_S
        if bell == self._heard and not (came or slept or old or self._news()):
            return
        self._heard, self._read = bell, time.monotonic()
        others = self._here()
        self._answer(others)
        standing = self.standing()
        never = came and standing.proved is None
        self._proving.look(others, at_once=standing.lies or never)

    def _news(self) -> bool:
        """Whether there is something to read, though nobody rang."""
        released = bool(self._asked) and not self._presence.still_asks(self._asked)
        return released or self._proving.wants_to_look

    def _here(self) -> tuple[Other, ...]:
        """Who else is in: programs of their own. What this one has open twice it knows itself."""
        return tuple(one for one in self._presence.others() if one.program != this_program())

    def _note(self, verdict: Verdict) -> None:
        log.log(
            logging.INFO if verdict.hold else logging.ERROR,
            "Locks of the school's folder, tried with another laptop: %s",
            "they hold" if verdict.hold else "they do not hold",
        )
        self._memory.note(verdict, self._presence.today)

    # ------------------------------------------------------------------ units of work

    @contextmanager
    def unit(self, *, writes: bool) -> Generator[None]:
        """A unit of work with the school's file. Raises `SchoolBusy` while another laptop has it

        for itself, and `SchoolUnsafe` for one that writes where locks do not hold.
        """
        if self._thread.units:  # it belongs to one that is under way, and ends with it
            yield
            return
        pause = PAUSE_S
        if abs(time.time() - self._looked_at) > LONG_S:
            # It signs in just now, this laptop slept, or nobody looks: a command. It can wait until
            # an asker that died is known to be dead.
            self.look(now=True)
            pause += DEAD_S
        if writes and self.standing().lies:
            raise self._unsafe()
        self._begin(pause)
        try:
            yield
        finally:
            self._end()

    def _begin(self, pause: float) -> None:
        until = time.monotonic() + pause
        while True:
            with self._turn:
                if not self._asked:
                    self._units += 1
                    self._thread.units += 1
                    return
            if time.monotonic() > until:
                raise self._busy()
            pulse.beat()
            time.sleep(_STEP_S)
            self.look(now=True)

    def _end(self) -> None:
        with self._turn:
            self._units -= 1
            self._thread.units -= 1
            if self._asked and not self._units:
                with suppress(OSError):
                    self._agree()

    def _unsafe(self) -> SchoolUnsafe:
        return SchoolUnsafe(
            "Nothing is saved from this laptop: in the school's folder two laptops can save at the "
            "same moment and spoil each other's work.",
            what_to_do="What you typed is kept here. Tell the ICT Lead: whoever looks after the "
            "network must see to it that locks of files hold for all who use this folder. The program "
            "notices when they do.",
            where=self._where,
        )

    # ------------------------------------------------------------------ others ask

    def _answer(self, others: tuple[Other, ...]) -> None:
        """Let go of the file for whoever asks for it, or take it up again."""
        asking = sorted(one.row.asks for one in others if one.row.asks and not _given_up(one))
        own = self._presence.row.asks
        # Two that ask at once: the lower number goes first, and nobody who has begun stops.
        self._asked = "" if not asking or self._alone or (own and own < asking[0]) else asking[0]
        if not self._asked:
            if self._presence.row.agrees:
                self._presence.tell(agrees="")
        elif not self._units:
            self._agree()

    def _agree(self) -> None:
        if self._presence.row.agrees != self._asked:
            self._presence.tell(agrees=self._asked)
            # Whoever asks looks by itself.

    # ------------------------------------------------------------------ asking others

    @contextmanager
    def alone(
        self, tell: Tell | None = None, *, patience_s: float | None = None
    ) -> Generator[None]:
        """Have the school's file for oneself, once everybody who is in has let go of it.

        Call it outside any unit of work. `tell` hears for whom it waits, in words. Raises
        `SchoolBusy` when they do not let go within `patience_s` seconds (`PATIENCE_S`); nobody is cut off then, and nothing was done.
        A laptop that sleeps is not waited for longer than until its presence is out of date.
        """
        if self.standing().lies:
            raise self._unsafe()
        with self._turn:
            inside = self._alone > 0
            self._alone += inside
        if inside or self._closed:
            try:
                yield
            finally:
                with self._turn:
                    self._alone -= inside
            return
        self._ask(tell or _nobody, PATIENCE_S if patience_s is None else patience_s)
        ended = threading.Event()
        alive = threading.Thread(target=self._keep_alive, args=(ended,), daemon=True)
        alive.start()
        try:
            yield
        finally:
            ended.set()
            alive.join()
            self._withdraw()
            with self._turn:
                self._alone -= 1

    def _ask(self, tell: Tell, patience_s: float) -> None:
        begun = time.monotonic()
        number = secrets.token_hex(8)
        said = -1
        try:
            while True:
                left = self._still_in(number)
                if left == 0:
                    return
                if left != said:
                    said = left
                    tell(_waiting(left))
                if time.monotonic() - begun > (
                    patience_s if left > 0 else min(patience_s, BLIND_S)
                ):
                    raise SchoolBusy(
                        _still_open(left),
                        what_to_do="Nothing was changed. Try again when it is closed there; a "
                        "laptop that sleeps is not waited for after three minutes.",
                        where=self._where,
                    )
                pulse.beat()
                time.sleep(_STEP_S)
        except BaseException:
            self._withdraw()
            raise

    def _still_in(self, number: str) -> int:
        """How many laptops have not let go yet; 0: from now on this program is alone.

        -1 while that cannot be seen.
        """
        presence = self._presence
        with self._turn:
            try:
                if not presence.is_in:
                    presence.enter()
                if presence.row.asks != number or presence.unrenewed_s > _ALIVE_S:
                    presence.tell(asks=number)
                    presence.ring()
                others = self._here()
                self._answer(others)
            except OSError:
                # Where no such folder can be made nobody is in. The file's own lock decides.
                left = -1 if presence.folder.is_dir() else 0
            else:
                left = sum(one.row.agrees != number and not _given_up(one) for one in others)
                left = left or int(bool(self._asked))
            self._alone += left == 0
            return left

    def _keep_alive(self, ended: threading.Event) -> None:
        while not ended.wait(_ALIVE_S):
            with self._turn, suppress(OSError):
                self._presence.tell()

    def _withdraw(self) -> None:
        with self._turn, suppress(OSError):
            if self._presence.row.asks:
                self._presence.tell(asks="")
                self._presence.ring()


def _given_up(one: Other) -> bool:
    """Whether it asked for the file, and has said nothing since: who asks says so all the time."""
    return bool(one.row.asks) and one.age >= DEAD_S


def _nobody(_words: str) -> None:
    pass


def _waiting(laptops: int) -> str:
    if laptops < 0:
        return "Waiting for the school's folder"
    if laptops == 1:
        return "Waiting for one other laptop to finish saving"
    return f"Waiting for {laptops} other laptops to finish saving"


def _still_open(laptops: int) -> str:
    if laptops < 0:
        return "It cannot be seen just now who else has the school open."
    if laptops == 1:
        return "Another laptop has the school open, and has not let go of it yet."
    number = _NUMBERS.get(laptops, str(laptops))
    return f"{number} other laptops have the school open, and have not let go of it yet."


_NUMBERS = {2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six"}
