"""The cases that a keyring opens, many in one unit of work."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.problems import (
    NotFound,
)
from trent_desktop.reports.case_opening import open_key, read_timeline
from trent_desktop.reports.case_store import StoredCase
from trent_desktop.reports.sealed_rows import standing_of
from trent_desktop.roles import Role
from trent_desktop.storage.keyring import Keyring
from trent_desktop.storage.tables import CaseEntryRow, CaseReaderRow, CaseRow

#: The roles that this program knows, as rows have them.
_ROLES = [role.value for role in Role]


def read_many(
    session: Session, keyring: Keyring, case_ids: Sequence[uuid.UUID]
) -> list[StoredCase]:
    """Those of `case_ids` that the keyring opens, in the given order.

    Of their readers only this member is looked for: a list does not say who else reads a case.
    """
    sealed: dict[uuid.UUID, list[tuple[uuid.UUID, bytes, str | None]]] = {}
    for reader in session.execute(
        select(
            CaseReaderRow.case_id,
            CaseReaderRow.reader_id,
            CaseReaderRow.sealed_key,
            CaseReaderRow.role,
        ).where(
            CaseReaderRow.case_id.in_(case_ids), CaseReaderRow.reader_id.in_(keyring.reader_ids)
        )
    ):
        sealed.setdefault(reader.case_id, []).append(
            (reader.reader_id, reader.sealed_key, reader.role)
        )
    wanted = [case_id for case_id in case_ids if case_id in sealed]
    if not wanted:
        return []
    newer_readers = set(
        session.execute(
            select(CaseReaderRow.case_id).where(
                CaseReaderRow.case_id.in_(wanted), CaseReaderRow.role.not_in(_ROLES)
            )
        ).scalars()
    )
    rows = {
        row.id: row
        for row in session.execute(select(CaseRow).where(CaseRow.id.in_(wanted))).scalars()
    }
    entries: dict[uuid.UUID, list[tuple[uuid.UUID, int, bytes]]] = {}
    for entry in session.execute(
        select(CaseEntryRow.case_id, CaseEntryRow.id, CaseEntryRow.number, CaseEntryRow.content)
        .where(CaseEntryRow.case_id.in_(wanted))
        .order_by(CaseEntryRow.case_id, CaseEntryRow.number)
    ):
        entries.setdefault(entry.case_id, []).append((entry.id, entry.number, entry.content))
    found: list[StoredCase] = []
    for case_id in wanted:
        row = rows.get(case_id)
        if row is None:  # a page that another laptop wrote over
            continue
        opened = open_key(keyring, sealed[case_id], row.route)
        if opened is None:
            continue
        key, in_part = opened
        try:
            timeline = read_timeline(
                key, case_id, entries.get(case_id, []), route=row.route, in_part=in_part
            )
        except NotFound:
            continue
        found.append(
            StoredCase(
                row,
                key,
                timeline,
                (),
                in_part,
                case_id in newer_readers,
                standing_of(row, key),
            )
        )
    return found
