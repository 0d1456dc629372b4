"""The box: what nobody but this laptop has, by sort and name, kept so that nothing of it is lost.

Several changes that belong together are one record: all of it is there, or nothing. Two processes
of one program may have it open; each sees what the other kept before it reads or writes.
"""

from __future__ import annotations

import errno
import logging
import os
import threading
import time
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from trent_desktop import files
from trent_desktop.clock import Clock
from trent_desktop.news import Moved, News, Subject
from trent_desktop.problems import DiskFull, Problem, SignedOut
from trent_desktop.storage.atomic_file import FULL
from trent_desktop.storage.box.frames import Head, Record, frame_bytes
from trent_desktop.storage.box.pair import Pair
from trent_desktop.storage.box.salvage import Found, find, following, missing
from trent_desktop.storage.box.sorts import all_stirred, stirred
from trent_desktop.storage.box.turn import ProcessTurn
from trent_desktop.storage.box.words import PUT_ASIDE, loss_in_words
from trent_desktop.storage.cipher import new_key, seal

log = logging.getLogger(__name__)

_LOCK: Final = "box.lock"
#: How long a change waits for the other process, and a look before it goes without the turn.
_PATIENCE_S: Final = 10.0
_LOOK_S: Final = 1.0
#: From which size on, in bytes, and how many times what is in it, the files are written anew: when
#: nothing was kept for some seconds, or at once.
_WHEN_QUIET: Final = 64 * 1024
_AT_ONCE: Final = 8 * 1024 * 1024
_TIMES: Final = 4
_QUIET_S: Final = 10.0

_Things = dict[str, dict[str, str]]


class Changing:
    """What is to be kept together. It reads what it changed already."""

    def __init__(self, things: Mapping[str, Mapping[str, str]]) -> None:
        self._things = things
        self._made: dict[tuple[str, str], str | None] = {}

    def get(self, sort: str, name: str) -> str | None:
        """What stands there, or None."""
        if (sort, name) in self._made:
            return self._made[sort, name]
        return self._things.get(sort, {}).get(name)

    def all(self, sort: str) -> dict[str, str]:
        """Everything of a sort by its name, in the order in which it came."""
        found = {name: self.get(sort, name) for name in self._things.get(sort, {})}
        found |= {name: text for (its, name), text in self._made.items() if its == sort}
        return {name: text for name, text in found.items() if text is not None}

    def put(self, sort: str, name: str, text: str) -> None:
        """Put a text there. What stands there already is put over, and keeps its place."""
        self._made[sort, name] = text

    def drop(self, sort: str, name: str) -> bool:
        """Take it out; whether it was there."""
        there = self.get(sort, name) is not None
        self._made[sort, name] = None
        return there

    def made(self) -> tuple[tuple[str, str, str | None], ...]:
        """What is another than it was."""
        return tuple(
            (str(sort), name, text)
            for (sort, name), text in self._made.items()
            if self._things.get(sort, {}).get(name) != text
        )


class Box:
    """An open box. From any thread; each waits its turn.

    `notices` says what was lost, if anything was; `is_new` that there was none here before.
    """

    def __init__(
        self, folder: Path, public_key: bytes, private_key: bytes, clock: Clock, news: News
    ) -> None:
        """Open the box in `folder`, or make it; its key is sealed to `public_key`.

        Raises `DiskFull` or `Problem` when the folder cannot be used.
        """
        self.notices: tuple[str, ...] = ()
        self.is_new = False
        self._folder = folder
        self._keys = public_key, private_key
        self._clock = clock
        self._news = news
        self._pair = Pair(folder)
        self._others = ProcessTurn(folder / _LOCK)
        self._turn = threading.RLock()
        self._things: _Things = {}
        self._head: Head | None = None
        self._key = b""
        self._number = 0  # of the last record that is in `_things`
        self._end = 0
        self._sure = False  # what is on the disk is whole, and what is known of it
        self._is_open = True
        self._moved: set[Subject] = set()
        self._last_change = time.monotonic()
        with self._words():
            files.make_folder(folder, parents=True)
            try:
                with self._alone(_PATIENCE_S):
                    self._pair.tidy()
                    self._load(mend=True)
            except BaseException:
                self._others.close()
                raise
        self._moved.clear()

    def close(self) -> None:
        """Close it; nothing is read or kept from then on. Calling it twice does no harm."""
        with self._turn:
            if self._is_open:
                with suppress(Problem, OSError), self._alone(0):
                    self._catch_up(writing=True)
                    self._shrink(_WHEN_QUIET)
            self._is_open = False
            self._key = b""
            self._keys = b"", b""
            self._things = {}
            self._others.close()

    # ------------------------------------------------------------------ reading

    def get(self, sort: str, name: str) -> str | None:
        """What stands there, or None."""
        with self._looking() as things:
            return things.get(sort, {}).get(name)

    def all(self, sort: str) -> dict[str, str]:
        """Everything of a sort by its name, in the order in which it came."""
        with self._looking() as things:
            return dict(things.get(sort, {}))

    def catch_up(self) -> None:
        """See what the other process kept, and tell of it. Call it every second or two."""
        with self._looking():
            pass

    # ------------------------------------------------------------------ changing

    @contextmanager
    def changing(self) -> Generator[Changing]:
        """Changes that land together, durably, when the block ends well; else none of them.

        Nobody else changes anything in between: be quick. Raises `DiskFull`, or `Problem` when
        the other process does not let go or the folder cannot be used.
        """
        try:
            with self._door(), self._alone(_PATIENCE_S):
                self._catch_up(writing=True)
                changing = Changing(self._things)
                yield changing
                made = changing.made()
                if made:
                    self._append(made)
        finally:
            self._tell()

    def put(self, sort: str, name: str, text: str) -> None:
        """Keep one thing."""
        with self.changing() as change:
            change.put(sort, name, text)

    def drop(self, sort: str, name: str) -> None:
        """Take one thing out, if it is there."""
        with self.changing() as change:
            change.drop(sort, name)

    # ------------------------------------------------------------------ inside

    @contextmanager
    def _door(self) -> Generator[None]:
        """This thread's turn. Shut once the box is closed: not even the lock is opened again."""
        with self._turn, self._words():
            if not self._is_open:
                raise SignedOut
            yield

    @contextmanager
    def _looking(self) -> Generator[_Things]:
        try:
            with self._door():
                took = self._others.take(_LOOK_S)
                try:
                    self._catch_up(writing=False, alone=took)
                    if took and time.monotonic() - self._last_change > _QUIET_S:
                        with suppress(Problem, OSError):
                            self._shrink(_WHEN_QUIET)
                finally:
                    if took:
                        self._others.give()
                yield self._things
        finally:
            self._tell()

    @contextmanager
    def _alone(self, patience: float) -> Generator[None]:
        if not self._others.take(patience):
            raise Problem(
                "Another part of Trent Desktop is busy on this laptop and does not let go.",
                what_to_do="Leave this window open; it is kept as soon as it can be.",
            )
        try:
            yield
        finally:
            self._others.give()

    def _catch_up(self, *, writing: bool, alone: bool = True) -> None:
        behind = None
        if self._sure and self._head is not None:
            behind = self._pair.grown(self._head.to_bytes(), self._end, both=writing)
        if behind and self._head is not None:
            records, clean = following(self._head, self._key, self._number, behind)
            if clean:
                self._apply(records)
                self._number += len(records)
                self._end += len(behind)
                self._last_change = time.monotonic()
                return
            behind = None
        if behind is None:
            self._load(mend=alone)
        if writing and not self._sure:
            raise OSError(errno.ENOSPC, "what is on the disk could not be repaired")

    def _load(self, *, mend: bool) -> None:
        """Read both files, whatever state they are in, and mend them."""
        found = find(self._pair.read(), self._keys[1])
        self._sure = False
        if found is None:
            if not mend:
                return
            if self._head is None:
                self._begin()
            self._write_anew()  # whoever has it open has all of it
            return
        last = found.records[-1].number if found.records else 0
        if self._head is not None and found.head.id == self._head.id:
            newer = [record for record in found.records if record.number > self._number]
            unknown = found.lost_last and last >= self._number
            lost = bool(unknown or len(newer) < last - self._number)
            self._apply(newer)
        else:
            self._start_from(found)
            lost = bool(found.lost)
        self._head, self._key, self._end = found.head, found.key, found.end
        self._number = max(self._number, last)
        if found.is_perfect and self._number == last:
            self._sure = True
            return
        if not mend:
            return
        if lost:
            self._say_lost(found)
        try:
            self._write_anew()
        except (DiskFull, OSError):
            log.warning("The box on this laptop could not be repaired yet")

    def _start_from(self, found: Found) -> None:
        before, self._things = self._things, {}
        self._number = 0
        moved = set(self._moved)
        self._apply(found.before)
        puts = (
            Record(one.number, tuple(c for c in one.changes if c[2] is not None), one.counts)
            for one in found.records
        )
        self._apply(puts if found.before else found.records)
        self._moved = moved | all_stirred(before, self._things)

    def _begin(self) -> None:
        if any(self._pair.read()):
            self._pair.put_aside(self._mark())
            self.notices += (PUT_ASIDE,)
        self.is_new = True
        self._key = new_key()
        self._head = Head(0, bytes(16), seal(self._keys[0], self._key))

    def _say_lost(self, found: Found) -> None:
        with suppress(Problem, OSError):
            self._pair.put_aside(self._mark())
        counts: Mapping[str, int] = found.records[-1].counts if found.records else {}
        gone = missing(counts, {sort: len(names) for sort, names in self._things.items()})
        self.notices += (loss_in_words(gone, of_last=bool(found.lost_last)),)

    def _mark(self) -> str:
        return f"{self._clock():%Y-%m-%dT%H%M%SZ}"

    def _apply(self, records: Iterable[Record]) -> None:
        for record in records:
            for sort, name, text in record.changes:
                names = self._things.setdefault(sort, {})
                subject = stirred(sort, names.get(name), text)
                if subject is not None:
                    self._moved.add(subject)
                if text is None:
                    names.pop(name, None)
                else:
                    names[name] = text

    def _append(self, made: tuple[tuple[str, str, str | None], ...]) -> None:
        head = self._head
        if head is None:
            raise OSError(errno.EIO, "not open")
        counts = {sort: len(names) for sort, names in self._things.items()}
        for sort, name, text in made:
            there = name in self._things.get(sort, {})
            counts[sort] = counts.get(sort, 0) + (text is not None) - there
        record = Record(self._number + 1, made, counts)
        data = frame_bytes(head, self._key, record)
        try:
            self._pair.append(self._end, data)
        except BaseException:
            self._sure = False
            raise
        self._apply([record])
        self._number += 1
        self._end += len(data)
        self._last_change = time.monotonic()
        if self._end > _AT_ONCE:
            with suppress(Problem, OSError):
                self._shrink(_AT_ONCE)

    # ------------------------------------------------------------------ anew

    def _shrink(self, size: int) -> None:
        """Write it anew when most of it is what stood there before."""
        if not self._sure or self._end < size:
            return
        inside = sum(len(text) for names in self._things.values() for text in names.values())
        if self._end > _TIMES * inside + size // 2:
            self._write_anew()

    def _write_anew(self) -> None:
        """One record for each thing, in both files, each of which is the old or the new one."""
        if self._head is None:
            return
        head = Head(self._head.generation + 1, os.urandom(16), self._head.sealed_key)
        counts = {sort: len(names) for sort, names in self._things.items()}
        each = [
            (sort, name, text)
            for sort, names in self._things.items()
            for name, text in names.items()
        ]
        records = [Record(number, (one,), counts) for number, one in enumerate(each, 1)]
        data = head.to_bytes() + b"".join(frame_bytes(head, self._key, one) for one in records)
        self._sure = False
        self._pair.replace(data)
        self._head, self._number, self._end = head, len(records), len(data)
        self._sure = True
        self._last_change = time.monotonic()

    # ------------------------------------------------------------------ telling

    def _tell(self) -> None:
        with self._turn:
            moved, self._moved = frozenset(self._moved), set()
        self._news.tell(Moved(moved))

    @contextmanager
    def _words(self) -> Generator[None]:
        try:
            yield
        except OSError as error:
            if error.errno in FULL or error.errno == errno.EFBIG:
                raise DiskFull(
                    "This laptop's disk is full, so what you type cannot be kept.",
                    what_to_do="Leave this window open and free some room on the laptop.",
                ) from error
            raise Problem(
                "This laptop's own folder for Trent Desktop cannot be used.",
                what_to_do="Check that the disk is not full and that you may write there.",
                where=str(self._folder),
            ) from error
