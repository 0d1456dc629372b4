"""Whether two laptops that lock the same byte wait for each other: tried, whenever two are in.

Locks that hold between two programs of one laptop say nothing: some ways of reaching a share keep
locks to the laptop itself, and a school's file on it is damaged as soon as two save at once. So one
program takes a byte of a small file, tells it in its row, and the others, on their own laptops, try
to take the same byte. They must not get it.

Who gets it does not cry wolf: the first may have been killed, or its laptop asleep, and the server
let go of its lock. It keeps the byte and says so; the first, if it is awake, asks for the byte
anew; and if it has it then, while the other has it too, the other asks once more. Only when each
got what the other held, and both are there to say so, the share's locks lie.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from trent_desktop.storage.beside.lock_file import LockFile
from trent_desktop.storage.beside.presence import Other, Presence, this_program

#: In seconds: how long a byte is held, when the others will have tried,
#: and how often that is done in a school.
HELD_S, TRIED_S, AGAIN_S = 40.0, 8.0, 3600.0
#: Far behind whatever stands in the file: on Windows nobody reads what another has locked.
_FIRST, _BYTES = 1 << 20, 1 << 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a trial with another laptop came to."""

    laptop: str
    hold: bool


class Proving:
    """This program's part in the trials. Not for two threads at once."""

    def __init__(self, presence: Presence, tell: Callable[[Verdict], None]) -> None:
        """`tell` hears each verdict about this laptop and another."""
        self._presence = presence
        self._tell = tell
        self._locks = LockFile(presence.folder)
        self._until = 0.0  # that the byte in the row is held, as the first
        self._read_at = 0.0  # when the others have had time to try
        self._kept = ("", 0, 0.0)  # trial, byte and until when, as one who got another's
        self._last = float("-inf")
        self._seen: set[str] = set()

    @property
    def wants_to_look(self) -> bool:
        """Whether it is time to read what the others say, though nobody rang."""
        now = time.monotonic()
        first = self._until and now > min(self._read_at, self._until)
        return bool(first or (self._kept[0] and now > self._kept[2]))

    @property
    def due(self) -> bool:
        """Whether it is time to try again, as soon as another laptop is in."""
        return not self._until and time.monotonic() - self._last > AGAIN_S

    def look(self, others: tuple[Other, ...], *, at_once: bool = False) -> None:
        """Go one step on. `others` as they are now; `at_once`: begin, if it is not under way."""
        others = tuple(
            one
            for one in others
            if one.laptop != self._presence.laptop and one.program != this_program()
        )
        self._go_on(others)
        for one in others:
            if one.row.holds and one.row.trial and one.row.trial not in self._seen:
                self._try(one)
        if others and not self._until and (at_once or self.due):
            self._begin()

    def close(self) -> None:
        """Let go of every byte."""
        self._locks.close()

    # ------------------------------------------------------------------ as the first

    def _begin(self) -> None:
        byte = _FIRST + secrets.randbelow(_BYTES)
        self._last = time.monotonic()
        if not self._locks.take(byte):
            return
        self._until = time.monotonic() + HELD_S
        self._read_at = time.monotonic() + TRIED_S
        self._presence.tell(trial=secrets.token_hex(8), holds=byte, both="")
        self._presence.ring()

    def _go_on(self, others: tuple[Other, ...]) -> None:
        if self._until:
            self._answer(others)
        if self._kept[0]:
            self._conclude(others)

    def _answer(self, others: tuple[Other, ...]) -> None:
        """What the others say of the byte that this program holds."""
        row = self._presence.row
        if time.monotonic() > self._read_at:
            self._read_at = self._until
        for one in others:
            if one.row.met == row.trial:
                self._told(one, row.trial, hold=True)
            elif one.row.lies == row.trial:
                self._told(one, row.trial, hold=False)
            elif one.row.got == row.trial and row.both != row.trial:
                # It may be that this laptop slept, and holds nothing any more. So it asks anew.
                self._locks.let_go(row.holds)
                if self._locks.take(row.holds):
                    self._presence.tell(both=row.trial)
                    self._presence.ring()
                else:
                    self._told(one, row.trial, hold=True)
        if time.monotonic() > self._until:
            self._until = 0.0
            self._locks.let_go(row.holds)
            self._presence.tell(trial="", holds=0, both="")

    # ------------------------------------------------------------------ as another

    def _try(self, one: Other) -> None:
        """Ask for the byte that another laptop's program says it holds."""
        if self._kept[0]:
            return  # one at a time: next time, then
        trial = one.row.trial
        self._seen.add(trial)
        self._last = time.monotonic()
        if self._locks.take(one.row.holds):
            self._kept = (trial, one.row.holds, time.monotonic() + HELD_S)
            self._presence.tell(got=trial)
            self._presence.ring()
        else:
            self._told(one, trial, hold=True)
            self._presence.tell(met=trial)

    def _conclude(self, others: tuple[Other, ...]) -> None:
        """This program got a byte that another says it held: does that one have it as well?"""
        trial, byte, until = self._kept
        for one in others:
            if one.row.both == trial:
                self._locks.let_go(byte)
                lies = self._locks.take(byte)
                self._told(one, trial, hold=not lies)
                self._presence.tell(**({"lies": trial} if lies else {"met": trial}), got="")
                self._presence.ring()
                until = 0.0
        if time.monotonic() > until:
            self._kept = ("", 0, 0.0)
            self._locks.let_go(byte)
            if self._presence.row.got:
                self._presence.tell(got="")

    def _told(self, one: Other, trial: str, *, hold: bool) -> None:
        word = f"{trial} {one.laptop}"
        if word not in self._seen:
            self._seen.add(word)
            self._tell(Verdict(one.laptop, hold))
