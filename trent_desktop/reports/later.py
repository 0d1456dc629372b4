"""What was added to a report when it was over: which entries, and what stood there before.

A signature stands for what was there when it was given. What somebody remembers afterwards is
welcome, is told to those who read the report, and is never shown as if it had been signed.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from trent_desktop.reports.cases import EntryKind, Move, TimelineEntry

ADDED_LATER = "Added later"
#: With these a report is over.
_ENDS = (Move.SIGN_OFF, Move.CLOSE, Move.MERGE)
_ADDS = (EntryKind.MORE_ANSWERS, EntryKind.AMENDMENT, EntryKind.ATTACHMENT)


def added_later(timeline: Sequence[TimelineEntry]) -> frozenset[uuid.UUID]:
    """The entries with answers or files, and notes of whoever sent it, that came after it was over."""
    found: set[uuid.UUID] = set()
    over = False
    sender = next((one.author_id for one in timeline if one.kind is EntryKind.REPORT), None)
    for entry in timeline:
        over = over or entry.move in _ENDS
        hers = entry.kind is EntryKind.NOTE and entry.author_id == sender
        if over and (entry.kind in _ADDS or hers):
            found.add(entry.id)
    return frozenset(found)


def came_last(timeline: Sequence[TimelineEntry], me: uuid.UUID) -> bool:
    """Whether the last thing that a person did is that somebody else than `me` added to it."""
    last = next((entry for entry in reversed(timeline) if entry.author_id is not None), None)
    return last is not None and last.author_id != me and last.id in added_later(timeline)


def since_signed(timeline: Sequence[TimelineEntry]) -> tuple[TimelineEntry, ...]:
    """The entries with answers or files that no signature stands for: those after the last end."""
    ends = [at for at, entry in enumerate(timeline) if entry.move in _ENDS]
    after = timeline[ends[-1] + 1 :] if ends else ()
    return tuple(entry for entry in after if entry.kind in _ADDS)
