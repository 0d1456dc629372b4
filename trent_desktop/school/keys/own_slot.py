"""A member's own slot in the document of the school's keys."""

from __future__ import annotations

import uuid

from trent_desktop.storage.key_slots import KeyDocument, Slot, SlotKind


def slot_for_key(document: KeyDocument, member_id: uuid.UUID, public: bytes) -> Slot | None:
    """The slot in which a member's own key pair stands."""
    return next(
        (
            slot
            for slot in document.slots
            if slot.holder == str(member_id)
            and slot.public_key == public
            and slot.kind in (SlotKind.PASSWORD, SlotKind.FRESH)
        ),
        None,
    )
