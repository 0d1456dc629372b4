"""Opening the slot of the code in the safe."""

from __future__ import annotations

from trent_desktop.problems import CodeRefused, DamagedKeys
from trent_desktop.school.keys.joining.codes import bare
from trent_desktop.storage.cipher import CannotOpen
from trent_desktop.storage.key_slots import RECOVERY, KeyDocument, Opened, Slot, open_slot

#: Where a well-formed code was refused.
NOT_THIS = "recovery code"


def recovery_slot(document: KeyDocument) -> Slot:
    """The slot itself. Raises `DamagedKeys` when there is none."""
    slot = document.slot_of(RECOVERY)
    if slot is None:
        raise DamagedKeys("The school's key file holds nothing for the code in the safe.")
    return slot


def open_recovery(document: KeyDocument, code: str) -> Opened:
    """What the code (as tidied) opens. Raises `CodeRefused`. Takes half a second."""
    try:
        return open_slot(document.school_id, recovery_slot(document), bare(code))
    except CannotOpen as error:
        raise CodeRefused(
            "This is not the school's recovery code.",
            what_to_do="Compare it with the sheet in the safe. An older sheet no longer works.",
            where=NOT_THIS,
        ) from error
