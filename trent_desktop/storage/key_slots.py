"""Key slots: what turns a name and a password into the keys of a member.

One document per school holds a slot for each member and one for the printed recovery code. It is
no secret: without a password it opens nothing. It names nobody either; a slot is found by a tag
made from the sign-in name.
"""

from __future__ import annotations

import base64
import json
import unicodedata
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from trent_desktop.storage.cipher import (
    CannotOpen,
    Cost,
    KeyPair,
    derive,
    digest,
    seal,
    unseal,
    unwrap,
    wrap,
)

FORMAT = "trent-desktop-keys/1"


class UnreadableKeys(Exception):
    """A copy of the key document is damaged or of a kind this program does not know."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in. `holder` is a member's id, or ``recovery``."""

    holder: str
    name_tag: str
    cost: Cost
    public_key: bytes
    private_key: bytes  # wrapped under the key derived from the password
    data_key: bytes  # sealed to `public_key`


@dataclass(frozen=True, slots=True)
class KeyDocument:
    """All slots of a school. `revision` grows by one with every change."""

    school_id: uuid.UUID
    is_sample: bool
    revision: int
    slots: tuple[Slot, ...]

    def slot_of(self, holder: str) -> Slot | None:
        """The slot of a member's id, or of ``recovery``."""
        return next((slot for slot in self.slots if slot.holder == holder), None)

    def slot_named(self, sign_in_name: str) -> Slot | None:
        """The slot that belongs to a sign-in name."""
        tag = name_tag(self.school_id, sign_in_name)
        return next((slot for slot in self.slots if slot.name_tag == tag), None)

    def with_slots(self, slots: Iterable[Slot]) -> KeyDocument:
        """The same document with `slots` added or put in place of those of the same holder."""
        kept = {slot.holder: slot for slot in self.slots}
        kept.update((slot.holder, slot) for slot in slots)
        return replace(self, slots=tuple(kept.values()), revision=self.revision + 1)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a slot gives to whoever knows its password."""

    holder: str
    private_key: bytes = field(repr=False)
    data_key: bytes = field(repr=False)


def plain_name(sign_in_name: str) -> str:
    """A sign-in name as it is compared: trimmed, compatible forms folded, no case."""
    return unicodedata.normalize("NFKC", sign_in_name).strip().casefold()


def name_tag(school_id: uuid.UUID, sign_in_name: str) -> str:
    """The tag by which a slot is found without naming its member in the open file."""
    return digest(plain_name(sign_in_name).encode("utf-8"), key=school_id.bytes)


def plain_password(password: str) -> str:
    """A password as it is derived: NFKC, so that an accent typed in two ways is one password."""
    return unicodedata.normalize("NFKC", password)


def make_slot(
    school_id: uuid.UUID,
    holder: str,
    tag: str,
    secret: str,
    keys: KeyPair,
    data_key: bytes,
    cost: Cost,
) -> Slot:
    """A slot that `secret` opens. The same key pair may be wrapped again under a new secret."""
    wrapping = derive(plain_password(secret), cost)
    wrapped = wrap(wrapping, keys.private, _context(school_id, holder))
    return Slot(holder, tag, cost, keys.public, wrapped, seal(keys.public, data_key))


def open_slot(school_id: uuid.UUID, slot: Slot, secret: str) -> Opened:
    """Open a slot. Raises `CannotOpen` when the secret is not its own."""
    wrapping = derive(plain_password(secret), slot.cost)
    private = unwrap(wrapping, slot.private_key, _context(school_id, slot.holder))
    return Opened(slot.holder, private, unseal(private, slot.data_key))


def _context(school_id: uuid.UUID, holder: str) -> bytes:
    return f"member-key/1|{school_id}|{holder}".encode()


def to_bytes(document: KeyDocument) -> bytes:
    """The document as JSON with a checksum, so that damage is noticed and not guessed at."""
    body: dict[str, Any] = {
        "format": FORMAT,
        "school": str(document.school_id),
        "sample": document.is_sample,
        "revision": document.revision,
        "slots": [
            {
                "holder": slot.holder,
                "tag": slot.name_tag,
                "salt": _text(slot.cost.salt),
                "passes": slot.cost.passes,
                "memory": slot.cost.memory,
                "public": _text(slot.public_key),
                "private": _text(slot.private_key),
                "data": _text(slot.data_key),
            }
            for slot in document.slots
        ],
    }
    body["checksum"] = _checksum(body)
    return json.dumps(body, indent=1).encode("ascii")


def from_bytes(content: bytes) -> KeyDocument:
    """Read what `to_bytes` wrote. Raises `UnreadableKeys`."""
    try:
        loaded = json.loads(content)
        if not isinstance(loaded, dict):
            raise UnreadableKeys("not a key document")
        body = cast("dict[str, Any]", loaded)
        found = body.pop("checksum", None)
        if body.get("format") != FORMAT or found != _checksum(body):
            raise UnreadableKeys("format or checksum")
        return KeyDocument(
            uuid.UUID(body["school"]),
            bool(body["sample"]),
            int(body["revision"]),
            tuple(_slot(one) for one in body["slots"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableKeys(type(error).__name__) from error


def _slot(one: Mapping[str, Any]) -> Slot:
    return Slot(
        str(one["holder"]),
        str(one["tag"]),
        Cost(_bytes(one["salt"]), int(one["passes"]), int(one["memory"])),
        _bytes(one["public"]),
        _bytes(one["private"]),
        _bytes(one["data"]),
    )


def _checksum(body: Mapping[str, Any]) -> str:
    return digest(json.dumps(body, sort_keys=True, separators=(",", ":")).encode("ascii"))


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _bytes(value: str) -> bytes:
    return base64.b64decode(value, validate=True)


__all__ = [
    "CannotOpen",
    "KeyDocument",
    "Opened",
    "Slot",
    "UnreadableKeys",
    "from_bytes",
    "make_slot",
    "name_tag",
    "open_slot",
    "plain_name",
    "plain_password",
    "to_bytes",
]
