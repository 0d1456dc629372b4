"""The keys of roles, put by for the day when no holder is left to pass them on.

A Headteacher may fall ill; her cases must not be lost with her. Each role's private key is sealed
to the code in the safe and, on top, to another role, so that two people together open it and
neither alone: the Chair of Governors for what is the Headteacher's or the safeguarding leads',
the Headteacher for what is the Chair's. The ICT Lead's cases hold nothing sealed from the
Headteacher, so the code alone gives those back.

`put_by` believes the keys that the database gives; `put_by_anew`, which works of its own accord,
only those that this laptop knows.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.problems import CodeRefused
from trent_desktop.roles import Role
from trent_desktop.school.keys.guardians import GUARDIAN
from trent_desktop.school.keys.keys_in_file import keys_in_file
from trent_desktop.school.keys.known_keys import GUARDIANS, FoundKey, KnownKeys
from trent_desktop.school.people.people import MemberState
from trent_desktop.storage.cipher import CannotOpen, public_half, seal, unseal
from trent_desktop.storage.keyring import Keyring
from trent_desktop.storage.tables import (
    MemberRoleRow,
    MemberRow,
    RecoveryKeyRow,
    RoleKeyEscrowRow,
    RoleKeyRow,
    RoleKeyShareRow,
)


def newest_recovery(session: Session) -> RecoveryKeyRow:
    """The recovery key that the printed code of today opens."""
    return session.execute(
        select(RecoveryKeyRow).order_by(RecoveryKeyRow.generation.desc()).limit(1)
    ).scalar_one()


def guardian_key(session: Session, role: Role) -> RoleKeyRow | None:
    """The newest key of `role`'s guardian, if somebody who has joined holds it."""
    guardian = GUARDIAN[role]
    return None if guardian is None else _held_key(session, guardian)


def guardians_held(session: Session) -> frozenset[Role]:
    """The guardians' roles that somebody who has joined holds."""
    return frozenset(role for role in GUARDIANS if _held_key(session, role) is not None)


def _held_key(session: Session, guardian: Role) -> RoleKeyRow | None:
    newest = session.execute(
        select(RoleKeyRow)
        .where(RoleKeyRow.role == guardian.value)
        .order_by(RoleKeyRow.generation.desc())
        .limit(1)
    ).scalar_one_or_none()
    if newest is None:
        return None
    held = session.execute(
        select(RoleKeyShareRow.id)
        .join(MemberRow, MemberRow.id == RoleKeyShareRow.member_id)
        .join(MemberRoleRow, MemberRoleRow.member_id == MemberRow.id)
        .where(
            RoleKeyShareRow.role_key_id == newest.id,
            MemberRow.state == MemberState.ACTIVE.value,
            MemberRoleRow.role == guardian.value,
            MemberRoleRow.until.is_(None),
        )
    ).first()
    return newest if held is not None else None


def put_by(session: Session, key_id: uuid.UUID, role: Role, private: bytes) -> None:
    """Put a role's key by, as the school stands now."""
    recovery = newest_recovery(session)
    guardian = guardian_key(session, role)
    sealed = seal(recovery.public_key, private)
    if guardian is not None:
        sealed = seal(guardian.public_key, sealed)
    session.merge(
        RoleKeyEscrowRow(
            role_key_id=key_id,
            guardian_key_id=guardian.id if guardian else None,
            recovery_generation=recovery.generation,
            sealed_key=sealed,
        )
    )


def put_by_anew(session: Session, keyring: Keyring, known: KnownKeys) -> int:
    """Renew what is out of date among the keys that `keyring` holds; how many that were.

    Done whenever a holder signs in: after a new guardian, or a new code in the safe. But nothing
    is sealed to a key that is not `known` on this laptop, since anybody who writes to the file
    could have put it there; nor to the code alone once there was a guardian. Then what was put by
    before stays as it is.
    """
    if not keyring.roles:
        return 0
    if not known.has(keys_in_file(session)[None]):
        return 0
    recovery = newest_recovery(session).generation
    guardians = {role: guardian_key(session, role) for role in set(keyring.roles.values())}
    found = {
        row.role_key_id: row
        for row in session.execute(
            select(RoleKeyEscrowRow).where(RoleKeyEscrowRow.role_key_id.in_(keyring.roles))
        ).scalars()
    }
    renewed = 0
    for key_id, role in keyring.roles.items():
        row, guardian = found.get(key_id), guardians[role]
        wanted = guardian.id if guardian else None
        if row and row.recovery_generation == recovery and row.guardian_key_id == wanted:
            continue
        if not _is_trusted(GUARDIAN[role], guardian, known):
            continue
        put_by(session, key_id, role, keyring.private_keys[key_id])
        renewed += 1
    return renewed


def _is_trusted(role: Role | None, key: RoleKeyRow | None, known: KnownKeys) -> bool:
    """Whether a guardian's key, or that there is none, is as this laptop knows it."""
    if role is None:
        return True
    if key is None:
        return not known.met(role)
    return known.has(FoundKey(key.id, role, key.public_key, key.made_at))


def recovery_keys(session: Session, newest_private: bytes) -> dict[int, bytes]:
    """The private recovery keys by generation, as far back as the chain of them goes."""
    rows = {row.generation: row for row in session.execute(select(RecoveryKeyRow)).scalars()}
    generation = max(rows)
    keys = {generation: newest_private}
    while generation - 1 in rows:
        sealed = rows[generation - 1].sealed_to_next
        if sealed is None:
            break
        try:
            keys[generation - 1] = unseal(keys[generation], sealed)
        except CannotOpen:
            break
        generation -= 1
    return keys


def taken_out(
    session: Session, role: Role, mine: Keyring, recovery: Mapping[int, bytes]
) -> dict[uuid.UUID, bytes]:
    """The private keys of `role` by id that the code and this member open together.

    Raises `CodeRefused` when there is none, or the newest is not among them.
    """
    rows = session.execute(
        select(RoleKeyEscrowRow, RoleKeyRow)
        .join(RoleKeyRow, RoleKeyRow.id == RoleKeyEscrowRow.role_key_id)
        .where(RoleKeyRow.role == role.value)
        .order_by(RoleKeyRow.generation)
    ).all()
    found: dict[uuid.UUID, bytes] = {}
    for escrow, key in rows:
        private = _opened(escrow, mine, recovery)
        if private is not None and public_half(private) == key.public_key:
            found[key.id] = private
    if not found:
        raise CodeRefused(
            f"The code and your keys do not open what was stored for the {role.title}.",
            what_to_do="The keys are stored again whenever a holder of the role signs in.",
        )
    return found


def _opened(escrow: RoleKeyEscrowRow, mine: Keyring, recovery: Mapping[int, bytes]) -> bytes | None:
    private = recovery.get(escrow.recovery_generation)
    if private is None:
        return None
    sealed = escrow.sealed_key
    try:
        if escrow.guardian_key_id is not None:
            guardian = mine.private_keys.get(escrow.guardian_key_id)
            if guardian is None:
                return None
            sealed = unseal(guardian, sealed)
        return unseal(private, sealed)
    except CannotOpen:
        return None
