"""What the plain row of a sealed report does not say, kept beside it under the report's own key.

Plain columns of a sealed report say that it is sealed, and nothing else (rule 50): not whom it is
about, nor who leads on it, where it stands or how serious it is. Every sealed report has a reader's
row for each role that leads on any; those of roles that do not read it open nothing.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, cast

from trent_desktop.roles import Role
from trent_desktop.storage.cipher import CannotOpen, new_key, new_key_pair, seal, unwrap, wrap
from trent_desktop.storage.keyring import Reader
from trent_desktop.storage.tables import CaseRow

#: In the place of kind, route and state of a sealed report.
SEALED: Final = "sealed"
#: The roles that lead on some sealed report.
_LEADING: Final = (Role.DSL, Role.DEPUTY_DSL, Role.HEADTEACHER, Role.CHAIR)
#: As long for each report, in bytes, so that the length tells nothing.
_LENGTH: Final = 400


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a report stands, as rows hold it.

    `readers`: as what they read a sealed one; None where the readers' rows say so themselves.
    """

    kind: str
    route: str
    state: str
    waiting_for: str | None
    severity: int
    readers: tuple[str, ...] | None = None


def standing_of(row: CaseRow, key: bytes) -> Standing:
    """Where a report stands, read with its key. What cannot be read is as a newer program's."""
    if row.inside is None:
        return Standing(row.kind, row.route, row.state, row.waiting_for, row.severity)
    try:
        told = cast("dict[str, Any]", json.loads(unwrap(key, row.inside, _context(row))))
        waiting = told["waiting_for"]
        return Standing(
            str(told["kind"]),
            str(told["route"]),
            str(told["state"]),
            None if waiting is None else str(waiting),
            int(told["severity"]),
            tuple(map(str, told["readers"])),
        )
    except (CannotOpen, KeyError, TypeError, ValueError):
        return Standing(row.kind, row.route, row.state, row.waiting_for, row.severity)


def put_standing(row: CaseRow, key: bytes, standing: Standing, *, sealed: bool) -> None:
    """Keep where a report stands in its row."""
    for name, value in columns_of(row.id.bytes, key, standing, sealed=sealed).items():
        setattr(row, name, value)


def columns_of(case_id: bytes, key: bytes, standing: Standing, *, sealed: bool) -> dict[str, Any]:
    """The columns of a row, by name."""
    if not sealed:
        plain = asdict(standing)
        del plain["readers"]
        return {**plain, "inside": None}
    told = json.dumps(asdict(standing)).encode("ascii").ljust(_LENGTH)
    return {
        "kind": SEALED,
        "route": SEALED,
        "state": SEALED,
        "waiting_for": None,
        "severity": 0,
        "inside": wrap(key, told, _CONTEXT + case_id),
    }


_CONTEXT: Final = b"case-inside/1|"


def _context(row: CaseRow) -> bytes:
    return _CONTEXT + row.id.bytes


def rows_alike(
    case_id: uuid.UUID, readers: Sequence[Reader], keys: Iterable[Reader]
) -> list[dict[str, Any]]:
    """Readers' rows that open nothing, for those of the roles' `keys` that do not read it."""
    there = {one.id for one in readers}
    roles = set(_LEADING) - {one.role for one in readers}
    return [
        {
            "case_id": case_id,
            "reader_id": one.id,
            "role": one.role.value,
            "sealed_key": seal(new_key_pair().public, new_key()),
        }
        for one in keys
        if one.role is not None and one.role in roles and one.id not in there
    ]
