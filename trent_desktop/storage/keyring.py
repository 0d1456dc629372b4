"""The keys a signed-in member holds, and the envelopes of cases that they open."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from trent_desktop.roles import Role
from trent_desktop.storage.cipher import (
    CannotOpen,
    new_key,
    public_half,
    seal,
    unseal,
    unwrap,
    wrap,
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody a case is sealed to: a member (`role` None) or a role's newest key."""

    id: uuid.UUID
    public_key: bytes
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Keyring:
    """Private keys by reader id: the member's own, and those of the roles she holds."""

    member_id: uuid.UUID
    private_keys: Mapping[uuid.UUID, bytes] = field(repr=False)
    roles: Mapping[uuid.UUID, Role] = field(default_factory=dict[uuid.UUID, Role])
    _publics: dict[uuid.UUID, bytes] = field(
        default_factory=dict[uuid.UUID, bytes], init=False, repr=False, compare=False
    )

    @property
    def reader_ids(self) -> frozenset[uuid.UUID]:
        """Everybody this member can read as."""
        return frozenset(self.private_keys)

    @property
    def own(self) -> bytes:
        """The member's own private key."""
        return self.private_keys[self.member_id]

    def open_case_key(self, sealed: Iterable[tuple[uuid.UUID, bytes]]) -> bytes | None:
        """The case's key from the first of `sealed` that this ring opens, else None."""
        for reader_id, sealed_key in sealed:
            private = self.private_keys.get(reader_id)
            if private is None:
                continue
            try:
                public = self._publics.get(reader_id)
                if public is None:
                    public = self._publics[reader_id] = public_half(private)
                return unseal(private, sealed_key, public)
            except (CannotOpen, ValueError, TypeError):
                continue
        return None


def new_case_key() -> bytes:
    """A key for one case."""
    return new_key()


def reporters_part(case_key: bytes) -> bytes:
    """The key of that part of a case which its reporter reads, where she reads a part of it.

    Whoever has the case's key has this one; this one tells nothing of the case's.
    """
    return hashlib.blake2b(key=case_key, person=b"reporters part", digest_size=32).digest()


def seal_case_key(case_key: bytes, readers: Iterable[Reader]) -> dict[uuid.UUID, bytes]:
    """The case's key sealed to each reader."""
    return {reader.id: seal(reader.public_key, case_key) for reader in readers}


def close_entry(
    case_key: bytes, case_id: uuid.UUID, entry_id: uuid.UUID, number: int, content: Any
) -> bytes:
    """Encrypt one timeline entry, bound to its case and its place there."""
    # Escaped to ASCII, so that even half a surrogate pair survives the way.
    plain = json.dumps(content, separators=(",", ":")).encode("ascii")
    return wrap(case_key, plain, _context(case_id, entry_id, number))


def open_entry(
    case_key: bytes, case_id: uuid.UUID, entry_id: uuid.UUID, number: int, content: bytes
) -> Any:
    """The inverse of `close_entry`. Raises `CannotOpen` when it was changed or moved."""
    return json.loads(unwrap(case_key, content, _context(case_id, entry_id, number)))


def _context(case_id: uuid.UUID, entry_id: uuid.UUID, number: int) -> bytes:
    return b"case-entry/1|" + case_id.bytes + entry_id.bytes + number.to_bytes(4, "big")
