"""The key document as bytes: JSON with a checksum, so that damage is noticed and not guessed at."""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
import uuid
from collections.abc import Mapping
from typing import Any, cast

from trent_desktop.problems import TooNew
from trent_desktop.storage.cipher import Cost, digest
from trent_desktop.storage.key_slots import (
    RECOVERY,
    KeyDocument,
    LaptopKey,
    LetIn,
    SecondFactor,
    Slot,
    SlotKind,
)

#: What is written. 1 was before slips, known laptops and changes of keys.
FORMAT = "trent-desktop-keys/2"
_READ = ("trent-desktop-keys/1", FORMAT)
_NEWER = re.compile(r"trent-desktop-keys/\d+")


class UnreadableKeys(Exception):
    """A copy of the key document is damaged."""


def to_bytes(document: KeyDocument) -> bytes:
    """The document as it is kept. It names nobody and holds no secret in plain."""
    body: dict[str, Any] = {
        "format": FORMAT,
        "school": str(document.school_id),
        "sample": document.is_sample,
        "revision": document.revision,
        "key_change": document.key_change,
        "slots": [_slot_body(slot) for slot in document.slots],
    }
    body["checksum"] = _checksum(body)
    return json.dumps(body, indent=1).encode("ascii")


def from_bytes(content: bytes) -> KeyDocument:
    """Read what `to_bytes` wrote. Raises `UnreadableKeys`, or `TooNew` for a later format."""
    try:
        loaded = json.loads(content)
        if not isinstance(loaded, dict):
            raise UnreadableKeys("not a key document")
        body = cast("dict[str, Any]", loaded)
        found = body.pop("checksum", None)
        if found != _checksum(body):
            raise UnreadableKeys("checksum")
        if body.get("format") not in _READ:
            raise _unknown(str(body.get("format")))
        return KeyDocument(
            uuid.UUID(body["school"]),
            bool(body["sample"]),
            int(body["revision"]),
            tuple(_slot(one) for one in body["slots"]),
            str(body.get("key_change", "")),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableKeys(type(error).__name__) from error


def slot_to_bytes(slot: Slot) -> bytes:
    """One slot by itself, as it is put aside for somebody who is suspended."""
    return json.dumps(_slot_body(slot)).encode("ascii")


def slot_from_bytes(content: bytes) -> Slot:
    """The inverse of `slot_to_bytes`. Raises `UnreadableKeys`."""
    try:
        return _slot(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableKeys(type(error).__name__) from error


def _unknown(found: str) -> Exception:
    if _NEWER.fullmatch(found):
        return TooNew(
            "A newer Trent Desktop was used for this school, and this one cannot read its keys.",
            what_to_do="Install the newer version on this laptop. Nothing was changed.",
        )
    return UnreadableKeys("format")


def _slot_body(slot: Slot) -> dict[str, Any]:
    body: dict[str, Any] = {
        "holder": slot.holder,
        "kind": slot.kind.value,
        "tag": slot.name_tag,
        **_cost_body(slot.cost),
        "public": _text(slot.public_key),
        "private": _text(slot.private_key),
        "data": _text(slot.data_key),
    }
    if slot.expires_at:
        body["expires"] = slot.expires_at.isoformat()
    if slot.next_data_key:
        body["next"] = _text(slot.next_data_key)
    if slot.from_tag:
        body["from"] = slot.from_tag
    if slot.second_factor:
        body["second"] = _factor_body(slot.second_factor)
    return body


def _factor_body(factor: SecondFactor) -> dict[str, Any]:
    return {
        "escrow": _text(factor.escrow),
        "escrow_key": _text(factor.escrow_key),
        "laptops": [
            {
                "id": str(one.id),
                "public": _text(one.public_key),
                "factor": _text(one.factor),
            }
            for one in factor.laptops
        ],
        "let_ins": [
            {
                "tag": one.tag,
                **_cost_body(one.cost),
                "factor": _text(one.factor),
                "expires": one.expires_at.isoformat(),
            }
            for one in factor.let_ins
        ],
    }


def _slot(one: Mapping[str, Any]) -> Slot:
    holder = str(one["holder"])
    plain = SlotKind.RECOVERY if holder == RECOVERY else SlotKind.PASSWORD
    return Slot(
        holder,
        str(one["tag"]),
        _cost(one),
        _bytes(one["public"]),
        _bytes(one["private"]),
        _bytes(one["data"]),
        SlotKind(one.get("kind", plain)),
        _moment(one["expires"]) if "expires" in one else None,
        _bytes(one["next"]) if "next" in one else None,
        str(one.get("from", "")),
        _factor(one["second"]) if "second" in one else None,
    )


def _factor(one: Mapping[str, Any]) -> SecondFactor:
    return SecondFactor(
        tuple(
            LaptopKey(uuid.UUID(it["id"]), _bytes(it["public"]), _bytes(it["factor"]))
            for it in one["laptops"]
        ),
        _bytes(one["escrow"]),
        _bytes(one["escrow_key"]),
        tuple(
            LetIn(str(it["tag"]), _cost(it), _bytes(it["factor"]), _moment(it["expires"]))
            for it in one["let_ins"]
        ),
    )


def _cost_body(cost: Cost) -> dict[str, Any]:
    return {"salt": _text(cost.salt), "passes": cost.passes, "memory": cost.memory}


def _cost(one: Mapping[str, Any]) -> Cost:
    return Cost(_bytes(one["salt"]), int(one["passes"]), int(one["memory"]))


def _moment(value: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return moment


def _checksum(body: Mapping[str, Any]) -> str:
    return digest(json.dumps(body, sort_keys=True, separators=(",", ":")).encode("ascii"))


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _bytes(value: str) -> bytes:
    return base64.b64decode(value, validate=True)
