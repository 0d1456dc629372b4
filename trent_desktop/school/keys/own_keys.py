"""The school's data keys as a member's own slot holds them now."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from trent_desktop.problems import NoLongerMember
from trent_desktop.school.keys.slot_keeping import slot_for_key
from trent_desktop.storage.cipher import CannotOpen, public_half
from trent_desktop.storage.key_slots import DataKeys, KeyDocument, Slot, data_keys_of
from trent_desktop.storage.key_store import KeyStore

ENDED = "You no longer have access to this school."
ASK = "Ask the ICT Lead if that is wrong."


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """Reads them with the private key that signing in gave."""

    member_id: uuid.UUID
    private: bytes = field(repr=False)
    store: KeyStore = field(repr=False)

    def slot(self, document: KeyDocument | None = None) -> Slot:
        """My slot. Raises `NoLongerMember` when it is gone, or opened by another key now."""
        found = document or self.store.read().document
        slot = slot_for_key(found, self.member_id, public_half(self.private))
        if slot is None:
            raise NoLongerMember(ENDED, what_to_do=ASK)
        return slot

    def read(self, document: KeyDocument | None = None) -> DataKeys:
        """The keys. Raises `NoLongerMember`, or what reading the key document raises."""
        found = document or self.store.read().document
        try:
            keys = data_keys_of(self.slot(found), self.private)
        except CannotOpen as error:
            raise NoLongerMember(ENDED, what_to_do=ASK) from error
        if found.key_change and keys.next is None:
            raise NoLongerMember(ENDED, what_to_do=ASK)
        return keys
