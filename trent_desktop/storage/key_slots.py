"""Key slots: what turns a name and a password into the keys of a member.

One document per school holds a slot for each member, one for each slip that is out, and one for
the code in the safe. It is no secret: without a password or code it opens nothing. It names
nobody either; a slot is found by a tag made from the sign-in name or the code.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

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

#: The holder of the slot that the code in the safe opens.
RECOVERY = "recovery"


class SlotKind(StrEnum):
    """What opens a slot.

    `FRESH` is a member's own password until it is certain that the database knows its key too;
    it then takes the place of the one before (see `school.slot_keeping`).
    """

    PASSWORD = "password"  # noqa: S105 - the name of a kind
    FRESH = "fresh"
    JOINING = "joining"
    RESET = "reset"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class LaptopKey:
    """A laptop that is let in: the second factor, sealed to the laptop's own public key."""

    id: uuid.UUID
    public_key: bytes
    factor: bytes


@dataclass(frozen=True, slots=True)
class LetIn:
    """A one-time code that lets one more laptop in: the second factor, wrapped under it."""

    tag: str
    cost: Cost
    factor: bytes
    expires_at: dt.datetime


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """What beside the password opens a slot. `escrow` is it sealed to the recovery key."""

    laptops: tuple[LaptopKey, ...]
    escrow: bytes
    escrow_key: bytes  # the recovery key's public half at that time
    let_ins: tuple[LetIn, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in. `holder` is a member's id, or `RECOVERY`.

    `next_data_key` is there while the school's keys change. `from_tag` is the tag of the slip
    that her keys were made with: who uses it a second time, after the answer was lost, is known.
    """

    holder: str
    name_tag: str
    cost: Cost
    public_key: bytes
    private_key: bytes  # wrapped under the key derived from the password
    data_key: bytes  # sealed to `public_key`
    kind: SlotKind = SlotKind.PASSWORD
    expires_at: dt.datetime | None = None
    next_data_key: bytes | None = None
    from_tag: str = ""
    second_factor: SecondFactor | None = None


@dataclass(frozen=True, slots=True)
class KeyDocument:
    """All slots of a school. `revision` grows by one with every change.

    `key_change` names a change of keys that is under way, empty for none.
    """

    school_id: uuid.UUID
    is_sample: bool
    revision: int
    slots: tuple[Slot, ...]
    key_change: str = ""

    def slot_of(self, holder: str) -> Slot | None:
        """The slot that a member's own password, or the code in the safe, opens."""
        wanted = (SlotKind.FRESH, SlotKind.PASSWORD, SlotKind.RECOVERY)
        found = {slot.kind: slot for slot in self.slots if slot.holder == holder}
        return next((found[kind] for kind in wanted if kind in found), None)

    def slots_named(self, sign_in_name: str) -> tuple[Slot, ...]:
        """The slots that belong to a sign-in name, the newest first. Nearly always one."""
        tag = name_tag(self.school_id, sign_in_name)
        found = [slot for slot in self.slots if slot.name_tag == tag]
        return tuple(sorted(found, key=lambda slot: slot.kind is not SlotKind.FRESH))

    def slot_tagged(self, tag: str) -> Slot | None:
        """The slip's slot with this code tag."""
        kinds = (SlotKind.JOINING, SlotKind.RESET)
        return next((one for one in self.slots if one.name_tag == tag and one.kind in kinds), None)

    def slips_of(self, holder: str) -> tuple[Slot, ...]:
        """The slips of a member that are out."""
        kinds = (SlotKind.JOINING, SlotKind.RESET)
        return tuple(one for one in self.slots if one.holder == holder and one.kind in kinds)

    def with_slots(self, slots: Iterable[Slot]) -> KeyDocument:
        """The same document with `slots` added or put in place of those of holder and kind."""
        kept = {(slot.holder, slot.kind): slot for slot in self.slots}
        kept.update(((slot.holder, slot.kind), slot) for slot in slots)
        return replace(self, slots=tuple(kept.values()), revision=self.revision + 1)

    def only(self, keep: Callable[[Slot], bool]) -> KeyDocument:
        """The same document with those slots that `keep` says yes to; itself when all."""
        kept = tuple(slot for slot in self.slots if keep(slot))
        if len(kept) == len(self.slots):
            return self
        return replace(self, slots=kept, revision=self.revision + 1)


@dataclass(frozen=True, slots=True)
class DataKeys:
    """The key of the school's file, and the one it will have while a change is under way."""

    now: bytes = field(repr=False)
    next: bytes | None = field(default=None, repr=False)

    @property
    def all(self) -> tuple[bytes, ...]:
        """Both, the one in force first."""
        return (self.now,) if self.next is None else (self.now, self.next)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a slot gives to whoever knows its password."""

    holder: str
    private_key: bytes = field(repr=False)
    data_keys: DataKeys = field(repr=False)

    @property
    def data_key(self) -> bytes:
        """The key of the school's file."""
        return self.data_keys.now


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
    data_keys: DataKeys,
    cost: Cost,
    *,
    kind: SlotKind = SlotKind.PASSWORD,
    expires_at: dt.datetime | None = None,
) -> Slot:
    """A slot that `secret` opens. Deriving takes as long as `cost` says."""
    slot = Slot(holder, tag, cost, keys.public, b"", b"", kind, expires_at)
    slot = seal_data_keys(slot, data_keys)
    return wrap_private(school_id, slot, derive(plain_password(secret), cost), keys.private, None)


def seal_data_keys(slot: Slot, data_keys: DataKeys) -> Slot:
    """The same slot with these data keys."""
    following = seal(slot.public_key, data_keys.next) if data_keys.next else None
    return replace(slot, data_key=seal(slot.public_key, data_keys.now), next_data_key=following)


def wrap_private(
    school_id: uuid.UUID, slot: Slot, derived: bytes, private: bytes, factor: bytes | None
) -> Slot:
    """The same slot with its private key wrapped under password and second factor, if any."""
    wrapped = wrap(_both(derived, factor), private, _context(school_id, slot.holder))
    return replace(slot, private_key=wrapped)


def open_slot(school_id: uuid.UUID, slot: Slot, secret: str) -> Opened:
    """Open a slot without a second factor. Raises `CannotOpen` when the secret is not its own."""
    return open_derived(school_id, slot, derive(plain_password(secret), slot.cost), None)


def open_derived(school_id: uuid.UUID, slot: Slot, derived: bytes, factor: bytes | None) -> Opened:
    """Open a slot with what was derived from its password. Raises `CannotOpen`."""
    wrapped = slot.private_key
    private = unwrap(_both(derived, factor), wrapped, _context(school_id, slot.holder))
    return Opened(slot.holder, private, data_keys_of(slot, private))


def data_keys_of(slot: Slot, private: bytes) -> DataKeys:
    """The data keys that a slot holds for its own private key. Raises `CannotOpen`."""
    following = unseal(private, slot.next_data_key) if slot.next_data_key else None
    return DataKeys(unseal(private, slot.data_key), following)


def _both(derived: bytes, factor: bytes | None) -> bytes:
    """One key out of what one knows and what one has."""
    if factor is None:
        return derived
    return hashlib.blake2b(derived, digest_size=32, key=factor).digest()


def _context(school_id: uuid.UUID, holder: str) -> bytes:
    return f"member-key/1|{school_id}|{holder}".encode()


__all__ = [
    "RECOVERY",
    "CannotOpen",
    "DataKeys",
    "KeyDocument",
    "LaptopKey",
    "LetIn",
    "Opened",
    "SecondFactor",
    "Slot",
    "SlotKind",
    "data_keys_of",
    "make_slot",
    "name_tag",
    "open_derived",
    "open_slot",
    "plain_name",
    "plain_password",
    "seal_data_keys",
    "wrap_private",
]
