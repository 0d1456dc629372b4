"""The school's data keys as a member's own slot holds them now."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from trent_desktop.problems import NoLongerMember, Problem
from trent_desktop.school.keys.own_slot import slot_for_key
from trent_desktop.storage import troubles
from trent_desktop.storage.cipher import CannotOpen, public_half
from trent_desktop.storage.key_slots import DataKeys, KeyDocument, Slot, data_keys_of
from trent_desktop.storage.key_store import KeyStore

ENDED = "You no longer have access to this school."
ASK = "Ask the ICT Lead if that is wrong."


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """Reads them with the private key that signing in gave.

    `signed_in_by` is the document that she signed in by: another school's in its place, or one of
    an older day, must not be taken for her end.
    """

    member_id: uuid.UUID
    private: bytes = field(repr=False)
    store: KeyStore = field(repr=False)
    signed_in_by: KeyDocument | None = field(default=None, repr=False)

    def slot(self, document: KeyDocument | None = None) -> Slot:
        """My slot. Raises `NoLongerMember` when it is gone, or opened by another key now."""
        found = document or self.store.read().document
        slot = slot_for_key(found, self.member_id, public_half(self.private))
        if slot is None:
            self._require_same(found)
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

    def everywhere(self) -> tuple[bytes, ...]:
        """The keys by both copies of the key document, the newer first. Raises as `read` does."""
        found = self.store.read()
        keys = self.read(found.document).all
        others = (found.other,) if found.other else ()
        return tuple(dict.fromkeys((*keys, *self.of(others))))

    def of(self, documents: Iterable[KeyDocument]) -> tuple[bytes, ...]:
        """The keys that my slot holds in each of `documents`, where it is in it."""
        keys: list[bytes] = []
        for document in documents:
            with suppress(Problem):
                keys += self.read(document).all
        return tuple(keys)

    def _require_same(self, document: KeyDocument) -> None:
        """Raises `NotASchool` or `DamagedKeys` for a document that is not the school's of today."""
        known = self.signed_in_by
        if known is None:
            return
        if document.school_id != known.school_id:
            raise troubles.OTHER_SCHOOL.problem("")
        if document.revision < known.revision:
            raise troubles.OLDER_KEYS.problem("")
