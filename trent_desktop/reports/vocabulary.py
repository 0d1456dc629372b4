"""By what an index of this laptop is known to be made as this program would make it."""

from __future__ import annotations

from typing import Final

from trent_desktop.reports.cases import CaseState, EntryKind, Move, Route
from trent_desktop.reports.kinds import KINDS
from trent_desktop.roles import Role
from trent_desktop.storage.cipher import digest
from trent_desktop.storage.keyring import Keyring

#: Raised when a row of the index is made otherwise from the same case.
_ROWS: Final = "10"
#: Every word that this program knows of cases.
VOCABULARY: str = ",".join(
    (
        *(kind.name for kind in KINDS),
        *(word.value for words in (Route, CaseState, Move, EntryKind, Role) for word in words),
    )
)


def mark_of(keyring: Keyring) -> str:
    """A short name for a set of keys, to notice that it is another one.

    It begins with how rows are made, and from which words, so that an index of before is made anew:
    what an older program did not understand is understood once it was replaced.
    """
    ids = sorted(str(reader_id) for reader_id in keyring.reader_ids)
    return digest("|".join([_ROWS, VOCABULARY, *ids]).encode("ascii"))[:16]
