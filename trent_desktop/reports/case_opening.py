"""A case's key opened, and its timeline decrypted, by whoever holds a key of it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from trent_desktop.newer import known
from trent_desktop.problems import NotFound
from trent_desktop.reports.cases import Route, TimelineEntry
from trent_desktop.reports.entries import read_entry
from trent_desktop.reports.sealed_rows import SEALED
from trent_desktop.roles import Role
from trent_desktop.storage.cipher import CannotOpen
from trent_desktop.storage.keyring import Keyring, open_entry, reporters_part

#: What every reader reads the whole of. A route that is not known here may be none of them.
_WHOLE = frozenset((SEALED, *(route.value for route in Route if not route.in_part)))
_CHANGED = "This report was changed by something other than Trent Desktop."


def is_newer_role(role: str | None) -> bool:
    """Whether a reader's role, as a row has it, is none that this program knows."""
    return role is not None and known(Role, role) is None


def open_key(
    keyring: Keyring, sealed: Iterable[tuple[uuid.UUID, bytes, str | None]], route: str
) -> tuple[bytes, bool] | None:
    """The case's key, or that of its reporter's part and True; None when neither opens.

    `sealed` are its readers: id, sealed key, and as what they read.
    """
    rows = list(sealed)
    key = keyring.open_case_key((reader, sealed_key) for reader, sealed_key, role in rows if role)
    if key is not None:
        return key, False
    key = keyring.open_case_key(
        (reader, sealed_key) for reader, sealed_key, role in rows if not role
    )
    return (key, route not in _WHOLE) if key is not None else None


def read_timeline(
    key: bytes,
    case_id: uuid.UUID,
    entries: Iterable[tuple[uuid.UUID, int, bytes]],
    *,
    route: str,
    in_part: bool,
) -> tuple[TimelineEntry, ...]:
    """Decrypt a timeline. Raises `NotFound` when an entry was tampered with.

    With `in_part`, `key` is the reporter's, and what does not open by it is not hers to read.
    """
    keys = [key] if in_part or route in _WHOLE else [key, reporters_part(key)]
    found: list[TimelineEntry] = []
    for entry_id, number, content in entries:
        for one in keys:
            try:
                opened = _opened(one, case_id, entry_id, number, content)
            except CannotOpen:
                continue
            found.append(read_entry(entry_id, number, opened))
            break
        else:
            if not in_part:
                raise NotFound(_CHANGED, what_to_do="Tell the ICT Lead. Nothing was overwritten.")
    if not found:
        raise NotFound(_CHANGED, what_to_do="Tell the ICT Lead. Nothing was overwritten.")
    return tuple(found)


def _opened(
    key: bytes, case_id: uuid.UUID, entry_id: uuid.UUID, number: int, content: bytes
) -> Any:
    try:
        return open_entry(key, case_id, entry_id, number, content)
    except ValueError:
        return ""  # genuine, and written in a way that is not known here
