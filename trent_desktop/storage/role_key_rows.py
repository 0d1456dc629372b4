"""Keys of roles, and a member's share of them, in the school's file."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.newer import known
from trent_desktop.roles import Role
from trent_desktop.storage.cipher import (
    CannotOpen,
    KeyPair,
    new_key_pair,
    public_half,
    seal,
    unseal,
)
from trent_desktop.storage.keyring import Keyring, Reader
from trent_desktop.storage.tables import RoleKeyRow, RoleKeyShareRow


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
