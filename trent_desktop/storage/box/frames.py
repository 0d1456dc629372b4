"""The bytes of the box: a head, and behind it sealed records, each found again after damage.

A record is sealed under the box's key and bound to the file that it was written in and to its
number there, so that none can be put in another's place. Around it stand a mark, by which reading
finds the next one after a part that is bad, its length, and checksums, which tell a bad part
without the key.
"""

from __future__ import annotations

import itertools
import json
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from trent_desktop.storage.cipher import CannotOpen, unwrap, wrap

_MAGIC: Final = b"TrentBox"
_MARK: Final = bytes.fromhex("d8f1a46e93c50b7f")
_HEAD: Final = struct.Struct(">8sQ16s80sI")
_FRAME: Final = struct.Struct(">8sQII")
_SUM: Final = struct.Struct(">I")
#: The head stands twice at the start of each file.
HEAD_BYTES: Final = 2 * _HEAD.size
#: Two copies that are both bad are put together out of what is good in each, if they differ in no
#: more bytes than these: each further one doubles the ways to try.
_MOST_UNLIKE: Final = 10


@dataclass(frozen=True, slots=True)
class Head:
    """What a file begins with. Each time the box is written anew its `generation` is one more."""

    generation: int
    id: bytes
    sealed_key: bytes

    def to_bytes(self) -> bytes:
        """As it stands in the file."""
        body = _HEAD.pack(_MAGIC, self.generation, self.id, self.sealed_key, 0)[: -_SUM.size]
        return 2 * (body + _SUM.pack(zlib.crc32(body)))


def head_of(data: bytes) -> Head | None:
    """The head of a file; None when both copies of it are bad."""
    for start in (0, _HEAD.size):
        part = data[start : start + _HEAD.size]
        if len(part) == _HEAD.size:
            magic, generation, file_id, sealed_key, checksum = _HEAD.unpack(part)
            if magic == _MAGIC and zlib.crc32(part[: -_SUM.size]) == checksum:
                return Head(generation, file_id, sealed_key)
    return None


@dataclass(frozen=True, slots=True)
class Frame:
    """A record as it stands in a file, from `start` to before `end`; still sealed."""

    start: int
    end: int
    number: int
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Record:
    """Changes that landed together, and how many things of each sort there were after them.

    A change is a sort, a name, and the text that stands there now; None when it went.
    """

    number: int
    changes: tuple[tuple[str, str, str | None], ...] = field(repr=False)
    counts: Mapping[str, int]


def frame_bytes(head: Head, key: bytes, record: Record) -> bytes:
    """A record sealed, with all that stands around it."""
    body = json.dumps([record.changes, dict(record.counts)], separators=(",", ":")).encode("ascii")
    sealed = wrap(key, body, _context(head, record.number))
    begin = _FRAME.pack(_MARK, record.number, len(sealed), 0)[: -_SUM.size]
    return b"".join((begin, _SUM.pack(zlib.crc32(begin)), sealed, _SUM.pack(zlib.crc32(sealed))))


def opened(head: Head, key: bytes, frame: Frame) -> Record | None:
    """The record in a frame; None when it was changed or belongs to another place."""
    try:
        body: list[Any] = json.loads(unwrap(key, frame.sealed, _context(head, frame.number)))
    except (CannotOpen, ValueError):
        return None
    return Record(frame.number, tuple((one[0], one[1], one[2]) for one in body[0]), body[1])


def _context(head: Head, number: int) -> bytes:
    return b"box record %s %d" % (head.id, number)


# ------------------------------------------------------------------------ finding


def frame_at(data: bytes, at: int) -> Frame | None:
    """The whole and good frame that begins there, or None."""
    begun = _begun(data[at : at + _FRAME.size])
    if begun is None:
        return None
    number, length = begun
    body = data[at + _FRAME.size : at + _FRAME.size + length + _SUM.size]
    if not _is_good(body, length):
        return None
    return Frame(at, at + _FRAME.size + len(body), number, body[: -_SUM.size])


def frames_in(data: bytes) -> Iterator[Frame]:
    """All good frames of a file, whatever stands between them."""
    at = HEAD_BYTES
    while at < len(data):
        frame = frame_at(data, at)
        if frame is not None:
            yield frame
            at = frame.end
            continue
        at = data.find(_MARK, at + 1)
        if at < 0:
            return


def is_torn(rest: bytes) -> bool:
    """Whether this, behind the last good frame of a file, is a record never written to its end.

    Nobody was told that it is kept. All else is damage.
    """
    if len(rest) < _FRAME.size or not any(rest):
        return True
    begun = _begun(rest[: _FRAME.size])
    return begun is not None and len(rest) < _FRAME.size + begun[1] + _SUM.size


def numbers_in(rest: bytes) -> Iterator[int]:
    """The numbers of records that were written to their end there, good or not."""
    at = rest.find(_MARK)
    while at >= 0:
        begun = _begun(rest[at : at + _FRAME.size])
        if begun is not None and at + _FRAME.size + begun[1] + _SUM.size <= len(rest):
            yield begun[0]
        at = rest.find(_MARK, at + 1)


def mended(one: bytes, other: bytes, at: int) -> Frame | None:
    """The frame that is bad in both files there, put together out of what is good in each."""
    size = _FRAME.size
    for begin in _merges(one[at : at + size], other[at : at + size]):
        begun = _begun(begin)
        if begun is None:
            continue
        number, length = begun
        end = at + size + length + _SUM.size
        for body in _merges(one[at + size : end], other[at + size : end]):
            if _is_good(body, length):
                return Frame(at, end, number, body[: -_SUM.size])
    return None


def _begun(part: bytes) -> tuple[int, int] | None:
    """Number and length out of what stands before a record."""
    if len(part) < _FRAME.size or not part.startswith(_MARK):
        return None
    _, number, length, checksum = _FRAME.unpack(part)
    return (number, length) if zlib.crc32(part[: -_SUM.size]) == checksum else None


def _is_good(body: bytes, length: int) -> bool:
    if len(body) != length + _SUM.size:
        return False
    return _SUM.unpack(body[-_SUM.size :])[0] == zlib.crc32(body[: -_SUM.size])


def _merges(one: bytes, other: bytes) -> Iterator[bytes]:
    """Every way to choose between two texts where they differ; none if there are too many."""
    if len(one) != len(other):
        return
    unlike = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(unlike) > _MOST_UNLIKE:
        return
    for choice in itertools.product((one, other), repeat=len(unlike)):
        made = bytearray(one)
        for at, source in zip(unlike, choice, strict=True):
            made[at] = source[at]
        yield bytes(made)
