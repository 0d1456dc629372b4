"""One row of the register, encrypted in two parts: what all staff may know, and what few may.

A row's content holds both parts with a key each. The key of the first is sealed to every member
of staff who has joined, that of the second to the roles that lead. It is also inside the second,
so that whoever leads can pass it on. Why it is so: docs/decisions/supervision.md.
"""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from trent_desktop.storage.cipher import CannotOpen, digest, new_key, seal, unseal, unwrap, wrap
from trent_desktop.storage.keyring import Keyring, Reader

_FORM: Final = 1
_STAFF: Final = "staff"
_LEAD: Final = "lead"
_KEY: Final = "key"


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """What of a row its reader may know. `lead` is None for whoever does not lead."""

    staff: Mapping[str, Any] = field(repr=False)
    lead: Mapping[str, Any] | None = field(repr=False)
    staff_key: bytes = field(repr=False)
    lead_key: bytes | None = field(repr=False)


def seal_row(
    row_id: uuid.UUID,
    staff: Mapping[str, Any],
    lead: Mapping[str, Any],
    members: Iterable[Reader],
    roles: Iterable[Reader],
) -> bytes:
    """A new row: `staff` for `members`, `lead` for the newest keys of `roles`."""
    staff_key, lead_key = new_key(), new_key()
    return _packed(
        {
            _STAFF: {
                "keys": _sealed(staff_key, members),
                "body": _closed(staff_key, staff, row_id, _STAFF),
            },
            _LEAD: {
                "keys": _sealed(lead_key, roles),
                "body": _closed(
                    lead_key, {**lead, _KEY: base64.b64encode(staff_key).decode()}, row_id, _LEAD
                ),
            },
        }
    )


def open_row(keyring: Keyring, row_id: uuid.UUID, content: bytes) -> OpenedRow:
    """A row as `keyring` may read it. Raises `CannotOpen` when it may not, or it was changed."""
    parts = _parts(content)
    lead_key = _key_of(keyring, parts[_LEAD])
    lead = _opened(lead_key, parts[_LEAD], row_id, _LEAD) if lead_key else None
    staff_key = base64.b64decode(str(lead[_KEY])) if lead else _key_of(keyring, parts[_STAFF])
    if staff_key is None:
        raise CannotOpen
    return OpenedRow(_opened(staff_key, parts[_STAFF], row_id, _STAFF), lead, staff_key, lead_key)


def with_lead(content: bytes, row_id: uuid.UUID, opened: OpenedRow, **more: Any) -> bytes:
    """The same row with more said in the part of those who lead. Raises `CannotOpen` for others."""
    if opened.lead is None or opened.lead_key is None:
        raise CannotOpen
    parts = _parts(content)
    parts[_LEAD]["body"] = _closed(opened.lead_key, {**opened.lead, **more}, row_id, _LEAD)
    return _packed(parts)


def with_new_lead(
    content: bytes,
    row_id: uuid.UUID,
    opened: OpenedRow,
    lead: Mapping[str, Any],
    roles: Iterable[Reader],
) -> bytes:
    """The same row with another part for those who lead, also made by somebody who does not.

    What stood there goes, under its key.
    """
    parts, key = _parts(content), new_key()
    body = {**lead, _KEY: base64.b64encode(opened.staff_key).decode()}
    parts[_LEAD] = {"keys": _sealed(key, roles), "body": _closed(key, body, row_id, _LEAD)}
    return _packed(parts)


def passed_on(
    content: bytes, opened: OpenedRow, members: Iterable[Reader], roles: Iterable[Reader]
) -> bytes | None:
    """The same row with exactly these readers; None when they are so already.

    The readers of the second part stay as they are for whoever does not read it.
    """
    parts = _parts(content)
    staff = _shared(parts[_STAFF]["keys"], opened.staff_key, members)
    lead = parts[_LEAD]["keys"]
    if opened.lead_key is not None:
        lead = _shared(lead, opened.lead_key, roles)
    if staff.keys() == parts[_STAFF]["keys"].keys() and lead.keys() == parts[_LEAD]["keys"].keys():
        return None
    parts[_STAFF]["keys"], parts[_LEAD]["keys"] = staff, lead
    return _packed(parts)


def _shared(before: Mapping[str, str], key: bytes, readers: Iterable[Reader]) -> dict[str, str]:
    wanted = {_label(one): one for one in readers}
    return {
        label: before.get(label) or _text(seal(one.public_key, key))
        for label, one in wanted.items()
    }


# ---------------------------------------------------------------------- inside


def _label(one: Reader) -> str:
    # With the key itself in it: who was given a new one is somebody who has not got it yet.
    return f"{one.id}/{digest(one.public_key)[:16]}"


def _sealed(key: bytes, readers: Iterable[Reader]) -> dict[str, str]:
    return {_label(one): _text(seal(one.public_key, key)) for one in readers}


def _key_of(keyring: Keyring, part: Mapping[str, Any]) -> bytes | None:
    mine = {str(reader): reader for reader in keyring.reader_ids}
    for label, sealed in part["keys"].items():
        reader = mine.get(label.partition("/")[0])
        if reader is None:
            continue
        try:
            return unseal(keyring.private_keys[reader], base64.b64decode(sealed))
        except (CannotOpen, ValueError):
            continue
    return None


def _closed(key: bytes, body: Mapping[str, Any], row_id: uuid.UUID, part: str) -> str:
    plain = json.dumps(dict(body), separators=(",", ":")).encode("ascii")
    return _text(wrap(key, plain, _context(row_id, part)))


def _opened(key: bytes, part: Mapping[str, Any], row_id: uuid.UUID, name: str) -> Mapping[str, Any]:
    try:
        wrapped = base64.b64decode(part["body"])
    except ValueError as error:
        raise CannotOpen from error
    return cast("Mapping[str, Any]", json.loads(unwrap(key, wrapped, _context(row_id, name))))


def _context(row_id: uuid.UUID, part: str) -> bytes:
    return b"supervision/1|" + row_id.bytes + part.encode("ascii")


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _packed(parts: Mapping[str, Any]) -> bytes:
    return json.dumps({"form": _FORM, **parts}, separators=(",", ":")).encode("ascii")


def _parts(content: bytes) -> dict[str, dict[str, Any]]:
    try:
        found = json.loads(content)
        if found["form"] != _FORM:
            raise CannotOpen
        return {name: dict(found[name]) for name in (_STAFF, _LEAD)}
    except (ValueError, KeyError, TypeError) as error:
        raise CannotOpen from error
