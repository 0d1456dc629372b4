"""What was sent from this laptop, kept here sealed: one file for each thing, under a key of the school.

Every member of the school who signs in on this laptop opens it: the key is wrapped under that of
the school's file, which all of them have, and sealed to each of them, so that it is not lost when
the school's key changes while nobody is here. What is kept is sealed once more, to those who may
read it; here it lies as it does in the school's file.
"""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from trent_desktop import files
from trent_desktop.problems import Problem
from trent_desktop.storage.atomic_file import write_whole
from trent_desktop.storage.box.turn import ProcessTurn
from trent_desktop.storage.cipher import (
    CannotOpen,
    digest,
    new_key,
    public_half,
    seal,
    unseal,
    unwrap,
    wrap,
)

log = logging.getLogger(__name__)

_KEYS: Final = "keys"
_LOCK: Final = "lock"
_PATIENCE_S: Final = 10.0
_ENDING: Final = ".sent"
_SCHOOL: Final = "school"
_MEMBERS: Final = "members"
_KEY: Final = b"sent-key/1|"
_THING: Final = b"sent-thing/1|"


@dataclass(frozen=True, slots=True)
class _Ring:
    """A folder of things, and the key of all that is in it."""

    folder: Path
    key: bytes = field(repr=False)

    def path(self, name: str) -> Path:
        """Where a thing lies: what it is called says nothing."""
        return self.folder / (digest(name.encode("utf-8"), key=self.key)[:40] + _ENDING)


class SentHere:
    """The folder of one school on this laptop, for the member who is signed in.

    Opened when it is first used. A thing that was damaged counts as not there: it is in the
    school's file as well. Each method raises `Problem` or `OSError` when the disk does not do.
    """

    def __init__(
        self,
        folder: Path,
        member_id: uuid.UUID,
        own: Callable[[], bytes],
        school: Callable[[], bytes],
    ) -> None:
        """`own` gives the member's private key, `school` the key of the school's file just now."""
        self._folder = folder
        self._tag = _tag(member_id)
        self._own = own
        self._school = school
        self._turn = threading.RLock()
        self._rings: tuple[_Ring, ...] = ()
        self._under = b""  # the school's key when it was opened

    def put(self, name: str, content: bytes) -> None:
        """Keep a thing, durably; what stood there before is gone."""
        rings = self._open()
        path = rings[0].path(name)
        write_whole(path, wrap(rings[0].key, _framed(name, content), _THING + path.stem.encode()))
        for ring in rings[1:]:
            files.remove(ring.path(name))

    def get(self, name: str) -> bytes | None:
        """A thing, or None."""
        for ring in self._open():
            found = _read(ring, ring.path(name))
            if found is not None and found[0] == name:
                return found[1]
        return None

    def of(self, names: Iterable[str]) -> tuple[str, ...]:
        """Under which of these names something is kept."""
        found: set[Path] = set()
        rings = self._open()
        for ring in rings:
            found.update(ring.folder.glob(f"*{_ENDING}"))
        return tuple(name for name in names if any(ring.path(name) in found for ring in rings))

    def drop(self, name: str) -> None:
        """Forget it."""
        for ring in self._open():
            files.remove(ring.path(name))

    def all(self) -> Iterator[tuple[str, bytes]]:
        """Everything that can be read, by its name. What is broken is taken away."""
        for ring in self._open():
            for path in sorted(ring.folder.glob(f"*{_ENDING}")):
                found = _read(ring, path)
                if found is None:
                    with suppress(OSError):
                        files.remove(path)
                elif ring.path(found[0]) == path:
                    yield found

    def share_with(self, members: Mapping[uuid.UUID, bytes]) -> None:
        """Seal the key to these members, by their public keys, and to nobody else."""
        wanted = {_tag(one): public for one, public in members.items()}
        for ring in self._open():
            there = _kept_keys(ring.folder / _KEYS)
            of = {tag: sealed.of for tag, sealed in there[1].items()} if there else {}
            if of != {tag: _of(public) for tag, public in wanted.items()}:
                self._keep_key(ring.folder / _KEYS, ring.key, self._under, wanted)

    # ------------------------------------------------------------------ keys

    def _open(self) -> tuple[_Ring, ...]:
        """The folders whose key this member has; the first is where new things go."""
        with self._turn:
            school = self._school()
            if not self._rings or school != self._under:
                files.make_folder(self._folder, parents=True)
                turn = ProcessTurn(self._folder / _LOCK)
                try:
                    if not turn.take(_PATIENCE_S):
                        raise Problem("Another program does not let go of what was sent from here.")
                    self._rings, self._under = self._opened(school), school
                finally:
                    turn.close()
            return self._rings

    def _opened(self, school: bytes) -> tuple[_Ring, ...]:
        found: list[_Ring] = []
        for path in sorted(self._folder.glob(f"*/{_KEYS}")):
            key = self._key_in(path, school)
            if key is not None:
                found.append(_Ring(path.parent, key))
        if not found:
            ring = _Ring(self._folder / uuid.uuid4().hex, new_key())
            files.make_folder(ring.folder, exist_ok=False)
            self._keep_key(ring.folder / _KEYS, ring.key, school, {})
            found.append(ring)
        return tuple(found)

    def _key_in(self, path: Path, school: bytes) -> bytes | None:
        kept = _kept_keys(path)
        if kept is None:
            return None
        wrapped, members = kept
        with suppress(CannotOpen):
            return unwrap(_outer(school), wrapped, _KEY)
        mine = members.get(self._tag)
        with suppress(CannotOpen):
            if mine is not None:
                key = unseal(self._own(), mine.key)
                # The school's key is another one: whoever left since opens nothing here any more.
                self._keep_key(path, key, school, {})
                return key
        return None

    def _keep_key(
        self, path: Path, key: bytes, school: bytes, members: Mapping[str, bytes]
    ) -> None:
        everybody = {self._tag: public_half(self._own()), **members}
        kept = {
            _SCHOOL: _text(wrap(_outer(school), key, _KEY)),
            _MEMBERS: {
                tag: [_of(public), _text(seal(public, key))] for tag, public in everybody.items()
            },
        }
        write_whole(path, json.dumps(kept).encode("ascii"))


def names_in(
    folder: Path, schools: Iterable[bytes], member_id: uuid.UUID | None, own: bytes
) -> Iterator[str]:
    """Of what is kept, what opens with keys of the school, or of a member. Nothing is written."""
    schools = tuple(schools)
    for path in sorted(folder.glob(f"*/{_KEYS}")):
        kept, key = _kept_keys(path), None
        if kept is None:
            continue
        for school in schools:
            with suppress(CannotOpen):
                key = unwrap(_outer(school), kept[0], _KEY)
        mine = kept[1].get(_tag(member_id)) if member_id else None
        with suppress(CannotOpen):
            if key is None and mine is not None:
                key = unseal(own, mine.key)
        if key is not None:
            ring = _Ring(path.parent, key)
            for thing in sorted(path.parent.glob(f"*{_ENDING}")):
                found = _read(ring, thing)
                if found is not None:
                    yield found[0]


@dataclass(frozen=True, slots=True)
class _Sealed:
    """The key, sealed to a member; `of` tells to which public key."""

    of: str
    key: bytes


def _kept_keys(path: Path) -> tuple[bytes, dict[str, _Sealed]] | None:
    try:
        kept: dict[str, Any] = json.loads(files.read(path))
        members = {
            str(tag): _Sealed(str(of), base64.b64decode(key))
            for tag, (of, key) in kept[_MEMBERS].items()
        }
        return base64.b64decode(kept[_SCHOOL]), members
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return None


def _tag(member_id: uuid.UUID) -> str:
    return digest(member_id.bytes)[:24]


def _of(public: bytes) -> str:
    return digest(public)[:24]


def _outer(school: bytes) -> bytes:
    """A key that comes of the school's, and tells nothing of it."""
    return hashlib.blake2b(key=school, person=b"sent here", digest_size=32).digest()


def _framed(name: str, content: bytes) -> bytes:
    return name.encode("utf-8") + b"\0" + content


def _read(ring: _Ring, path: Path) -> tuple[str, bytes] | None:
    try:
        opened = unwrap(ring.key, files.read(path), _THING + path.stem.encode())
    except FileNotFoundError:
        return None
    except CannotOpen:
        log.warning(
            "Something that was sent from this laptop is no longer kept here: it is damaged"
        )
        return None
    name, _, content = opened.partition(b"\0")
    return name.decode("utf-8"), content


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")
