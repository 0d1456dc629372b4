"""Until when this laptop knows how the school stands: what its lists say is of that moment."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

from trent_desktop.problems import DiskFull
from trent_desktop.storage.local_store import LocalStore, keep_note

_NOTE = "in step"
#: A laptop that looks every few seconds need not write down each look.
_EVERY = dt.timedelta(minutes=5)


class InStep:
    """The moment of the last look at the school that went through."""

    def __init__(self, store: LocalStore) -> None:
        self._store = store
        self._last: dt.datetime | None = None
        self._kept: dt.datetime | None = None

    def now(self, at: dt.datetime) -> None:
        """One went through just now."""
        self._last = at
        if self._kept is not None and self._kept <= at < self._kept + _EVERY:
            return
        # That it is known to be older than it is does no harm.
        with suppress(DiskFull), self._store.writing(lasting=False) as connection:
            keep_note(connection, _NOTE, at.isoformat())
            self._kept = at

    def until(self) -> dt.datetime | None:
        """The moment, up to five minutes early; None when no look went through yet."""
        if self._last is not None:
            return self._last
        kept = self._store.index_note(_NOTE)
        return dt.datetime.fromisoformat(kept) if kept else None
