"""The keys a signed-in member holds, and the envelopes of cases that they open."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.newer import known
from trent_desktop.roles import Role
from trent_desktop.storage.cipher import (
    CannotOpen,
    KeyPair,
    new_key,
    new_key_pair,
    public_half,
    seal,
    unseal,
    unwrap,
    wrap,
)
from trent_desktop.storage.tables import RoleKeyRow, RoleKeyShareRow


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


def load_keyring(session: Session, member_id: uuid.UUID, private: bytes) -> Keyring:
    """All keys `member_id` holds now. A share that does not open, or opens to another key than

    the role's, is left out: nobody may slip a key of his own under a role's name.
    """
    keys: dict[uuid.UUID, bytes] = {member_id: private}
    roles: dict[uuid.UUID, Role] = {}
    shares = session.execute(
        select(RoleKeyShareRow.sealed_key, RoleKeyRow.id, RoleKeyRow.role, RoleKeyRow.public_key)
        .join(RoleKeyRow, RoleKeyRow.id == RoleKeyShareRow.role_key_id)
        .where(RoleKeyShareRow.member_id == member_id)
        .order_by(RoleKeyRow.role, RoleKeyRow.generation)
    )
    for share in shares:
        try:
            opened = unseal(private, share.sealed_key)
        except CannotOpen:
            continue
        if public_half(opened) == share.public_key:
            keys[share.id] = opened
            # One of a role that is not known here opens what it opens all the same.
            if (role := known(Role, share.role)) is not None:
                roles[share.id] = role
    return Keyring(member_id, keys, roles)


def newest_role_keys(session: Session, roles: Iterable[Role]) -> tuple[Reader, ...]:
    """The newest public key of each of `roles`, in their order."""
    wanted = tuple(roles)
    rows = session.execute(
        select(RoleKeyRow)
        .where(RoleKeyRow.role.in_([role.value for role in wanted]))
        .order_by(RoleKeyRow.generation)
    ).scalars()
    newest = {Role(row.role): row for row in rows}
    return tuple(Reader(newest[role].id, newest[role].public_key, role) for role in wanted)


def make_role_key(
    session: Session, role: Role, generation: int, holders: Mapping[uuid.UUID, bytes], at: Any
) -> tuple[uuid.UUID, KeyPair]:
    """Add a generation of a role's key, shared with `holders` (member id to public key).

    Gives the key's id and pair, to be put by (`school.escrow`).
    """
    pair = new_key_pair()
    row = RoleKeyRow(
        id=uuid.uuid4(),
        role=role.value,
        generation=generation,
        public_key=pair.public,
        made_at=at,
    )
    session.add(row)
    session.flush()
    for member_id, public in holders.items():
        session.add(share_of(row.id, member_id, public, pair.private))
    return row.id, pair


def share_of(
    role_key_id: uuid.UUID, member_id: uuid.UUID, public: bytes, private: bytes
) -> RoleKeyShareRow:
    """A role's private key, sealed to one member."""
    return RoleKeyShareRow(
        id=uuid.uuid4(),
        role_key_id=role_key_id,
        member_id=member_id,
        sealed_key=seal(public, private),
    )


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
