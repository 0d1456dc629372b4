"""The keys that things are put by under, as the school's file gives them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.roles import Role
from trent_desktop.school.keys.known_keys import GUARDIANS, FoundKey
from trent_desktop.storage.tables import RecoveryKeyRow, RoleKeyRow


def keys_in_file(session: Session) -> dict[Role | None, FoundKey]:
    """The newest keys as the database gives them; None is the code in the safe."""
    newest = session.execute(
        select(RecoveryKeyRow).order_by(RecoveryKeyRow.generation.desc()).limit(1)
    ).scalar_one()
    found: dict[Role | None, FoundKey] = {
        None: FoundKey(None, None, newest.public_key, newest.made_at)
    }
    rows = session.execute(
        select(RoleKeyRow)
        .where(RoleKeyRow.role.in_([role.value for role in GUARDIANS]))
        .order_by(RoleKeyRow.generation)
    ).scalars()
    for row in rows:
        role = Role(row.role)
        found[role] = FoundKey(row.id, role, row.public_key, row.made_at)
    return found
