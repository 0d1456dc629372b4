"""What can be read out of the two files of the box, record by record, whatever happened to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trent_desktop.storage.box.frames import (
    HEAD_BYTES,
    Frame,
    Head,
    Record,
    frame_at,
    frames_in,
    head_of,
    is_torn,
    mended,
    numbers_in,
    opened,
)
from trent_desktop.storage.cipher import CannotOpen, unseal


@dataclass(frozen=True, slots=True)
class Found:
    """What the files hold. `is_perfect`: they are alike to the last byte, and all of it is good.

    `lost` counts the records that are bad in both, as far as their numbers tell; `lost_last` of
    them stood behind the last good one. `before` are the records of the file that was not written
    anew when the other was, where they are needed.
    """

    head: Head
    key: bytes
    records: tuple[Record, ...]
    before: tuple[Record, ...]
    end: int
    is_perfect: bool
    lost: int
    lost_last: int


def find(files: tuple[bytes, bytes], private_key: bytes) -> Found | None:
    """Everything that is good in either file; None when neither opens with this key."""
    heads = [head_of(data) for data in files]
    keys = {head.id: key for head in heads if head and (key := _key(head, private_key))}
    known = [head for head in heads if head and head.id in keys]
    if not known:
        return None
    head = max(known, key=lambda one: one.generation)
    # A record tells by its seal where it belongs, also in a file whose own head is bad.
    alike = [
        data
        for data, its in zip(files, heads, strict=True)
        if data and (its is None or its.id == head.id or its.id not in keys)
    ]
    read = _Reading(head, keys[head.id], alike)
    before: tuple[Record, ...] = ()
    lost, lost_last = read.lost, read.lost_last
    older = [
        (its, data)
        for data, its in zip(files, heads, strict=True)
        if its and its.id in keys and its.id != head.id
    ]
    if (lost or lost_last) and older:
        # The power went between writing the first anew and the second: it says all of it too.
        old = _Reading(older[0][0], keys[older[0][0].id], [older[0][1]])
        before = old.records
        lost, lost_last = min(lost, old.lost), min(lost_last, old.lost_last)
    whole = files[0] == files[1] and read.is_perfect and len(files[0]) == read.end
    return Found(
        head, keys[head.id], read.records, before, read.end, whole, lost + lost_last, lost_last
    )


def following(
    head: Head, key: bytes, number: int, behind: bytes
) -> tuple[tuple[Record, ...], bool]:
    """The records right behind the one with `number`, and whether there is nothing else."""
    records: list[Record] = []
    at = 0
    while at < len(behind):
        frame = frame_at(behind, at)
        record = opened(head, key, frame) if frame else None
        if frame is None or record is None or record.number != number + 1 + len(records):
            return tuple(records), False
        records.append(record)
        at = frame.end
    return tuple(records), True


def missing(counts: Mapping[str, int], there: Mapping[str, int]) -> dict[str, int]:
    """How many of each sort there should be and are not."""
    short = {sort: count - there.get(sort, 0) for sort, count in counts.items()}
    return {sort: count for sort, count in short.items() if count > 0}


class _Reading:
    """One or two files that say, or said, the same."""

    def __init__(self, head: Head, key: bytes, files: Sequence[bytes]) -> None:
        self._head, self._key, self._files = head, key, files
        self._good: dict[int, tuple[Frame, Record]] = {}
        lasts: list[tuple[int, bytes]] = []  # of each file the last that is good, and the rest
        for data in files[:1] if len(set(files)) == 1 else files:
            last, end = 0, HEAD_BYTES
            for frame in frames_in(data):
                if frame.number in self._good or self._take(frame):
                    last, end = max(last, frame.number), frame.end
            lasts.append((last, data[end:]))
        self._mend()
        numbers = sorted(self._good)
        newest = numbers[-1] if numbers else 0
        self.lost_last = _behind(newest, lasts)
        self.records = tuple(self._good[number][1] for number in numbers)
        self.lost = newest - len(numbers)
        self.end = max((frame.end for frame, _ in self._good.values()), default=HEAD_BYTES)
        starts = [HEAD_BYTES, *(self._good[number][0].end for number in numbers)]
        self.is_perfect = not self.lost and all(
            self._good[number][0].start == start
            for number, start in zip(numbers, starts, strict=False)
        )

    def _take(self, frame: Frame) -> bool:
        record = opened(self._head, self._key, frame)
        if record is not None:
            self._good[frame.number] = frame, record
        return record is not None

    def _mend(self) -> None:
        if len(self._files) < 2 or self._files[0] == self._files[1]:
            return
        number, last, at = 1, max(self._good, default=0), HEAD_BYTES
        while True:
            if number not in self._good:
                frame = mended(self._files[0], self._files[1], at) if at else None
                if frame is None or frame.number != number or not self._take(frame):
                    if number > last:
                        return
                    at = 0  # where the next one begins is not known
                    number += 1
                    continue
            at = self._good[number][0].end
            number += 1


def _behind(newest: int, lasts: Sequence[tuple[int, bytes]]) -> int:
    """How many records there were, at least, behind the newest that is good.

    `lasts` has for each file its own last good one, and what stands behind it.
    """
    named = max((number for _, rest in lasts for number in numbers_in(rest)), default=0)
    rests = [rest for last, rest in lasts if rest and last == newest]
    return max(named - newest, int(any(not is_torn(rest) for rest in rests)))


def _key(head: Head, private_key: bytes) -> bytes | None:
    try:
        return unseal(private_key, head.sealed_key)
    except CannotOpen:
        return None
