"""The password of an account, encrypted so that only the ICT Lead's key opens it (rule 65).

The Headteacher has no key of hers in it: she comes to it with the code in the safe, which opens the
ICT Lead's key that is put by.
"""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Mapping
from typing import Any, Final

from trent_desktop.storage.cipher import CannotOpen, new_key, seal, unseal, unwrap, wrap
from trent_desktop.storage.keyring import Reader

_FORM: Final = 1
#: Every password is kept as long as the longest step it fits in, so that its length does not show.
_STEP: Final = 256


def seal_password(account_id: uuid.UUID, password: str, reader: Reader) -> bytes:
    """The password for one reader: the newest key of the ICT Lead."""
    key = new_key()
    plain = json.dumps({"password": password}).encode("ascii")
    padded = plain + b" " * (-len(plain) % _STEP)
    return json.dumps(
        {
            "form": _FORM,
            "reader": str(reader.id),
            "key": _text(seal(reader.public_key, key)),
            "body": _text(wrap(key, padded, _context(account_id))),
        },
        separators=(",", ":"),
    ).encode("ascii")


def reader_of(sealed: bytes) -> uuid.UUID | None:
    """The id of the key that opens it; None when that cannot be read."""
    try:
        return uuid.UUID(str(_parts(sealed)["reader"]))
    except (CannotOpen, ValueError):
        return None


def open_password(account_id: uuid.UUID, sealed: bytes, private: bytes) -> str:
    """The password. Raises `CannotOpen` when the key does not fit or the row was changed."""
    parts = _parts(sealed)
    try:
        key = unseal(private, base64.b64decode(str(parts["key"])))
        body = unwrap(key, base64.b64decode(str(parts["body"])), _context(account_id))
        return str(json.loads(body)["password"])
    except (ValueError, KeyError, TypeError) as error:
        raise CannotOpen from error


def _context(account_id: uuid.UUID) -> bytes:
    return b"account-password/1|" + account_id.bytes


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _parts(sealed: bytes) -> Mapping[str, Any]:
    try:
        found: Mapping[str, Any] = json.loads(sealed)
        if found["form"] != _FORM or not {"reader", "key", "body"} <= found.keys():
            raise CannotOpen
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CannotOpen from error
    return found
