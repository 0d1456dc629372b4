"""That somebody put a copy back, as a laptop notices it: by the trail, and says who and which."""

from __future__ import annotations

import json
import uuid
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.problems import Problem
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.index_values import Witness
from trent_desktop.reports.put_back_told import TOLD, PutBackTold, as_text, day_told
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.putting_back.access import Remembered
from trent_desktop.storage.audit import Act
from trent_desktop.storage.destroyed import destroy
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.local_store import LocalStore, keep_note
from trent_desktop.storage.tables import AuditRow, MemberRow

_SEEN, _DESTROYED = "put_back_seen", "destroyed"


@dataclass(frozen=True, slots=True)
class _Found:
    entry: str  # number and digest
    told: PutBackTold


class PutBackNotice:
    """What this laptop knows of copies that were put back."""

    def __init__(self, store: LocalStore) -> None:
        self._store = store
        self._until = 0
        self._found: _Found | None = None

    def is_news(
        self, session: Session, witness: Witness | None, newest: int, *, known: bool
    ) -> bool:
        """Whether a copy was put back since this laptop read the file.

        `witness`: the entry by which it knows the file again, None for one that it has not read;
        `known`: it is there still; `newest`: the number of the newest entry.
        """
        if witness is None:
            # Whatever was put back before this laptop came is no news for it.
            if self._found is None and (first := _newest(session, 0)) is not None:
                self._remember(first.entry)
            self._until = newest
            return False
        after = max(witness.number, self._until) if known else 0
        if after >= newest:
            return False
        found = _newest(session, after)
        self._until = newest if known else 0
        if found is None or found.entry == self._store.index_note(_SEEN):
            self._found = None
            return False
        self._found, self._until = found, 0
        return True

    def keep(self) -> None:
        """The file is read anew: keep what is to be said of it, or that there is nothing."""
        found, self._found = self._found, None
        with self._store.writing() as connection:
            connection.execute("DELETE FROM note WHERE name = ?", (TOLD,))
            if found is not None:
                keep_note(connection, _SEEN, found.entry)
                keep_note(connection, TOLD, as_text(found.told))

    def destroy_again(self, me: SignedIn, on_record: frozenset[uuid.UUID]) -> None:
        """What was destroyed stays so, also in a file that was put back and does not know of it.

        `on_record`: what the file says was destroyed; it is remembered on this laptop.
        """
        known = destroyed_here(self._store)
        if lost := known - on_record:
            with suppress(Problem), me.database.write(Repeat.KNOWS) as session:
                for case_id in sorted(lost):
                    destroy(session, case_id, me.clock(), None)
        if on_record - known:
            together = sorted(str(one) for one in known | on_record)
            with self._store.writing() as connection:
                keep_note(connection, _DESTROYED, json.dumps(together))

    def _remember(self, entry: str) -> None:
        if self._store.index_note(_SEEN) != entry:
            with self._store.writing() as connection:
                keep_note(connection, _SEEN, entry)


def destroyed_here(store: LocalStore) -> frozenset[uuid.UUID]:
    """The cases that were destroyed on record, as far as this laptop has seen."""
    kept = store.index_note(_DESTROYED)
    return frozenset(uuid.UUID(one) for one in json.loads(kept)) if kept else frozenset()


def remembered_in(store: LocalStore) -> Remembered:
    """What this laptop remembers of a file that may be gone."""
    counters = LocalIndex(store, uuid.UUID(int=0)).highest_references()
    return Remembered(counters, destroyed_here(store))


def _newest(session: Session, after: int) -> _Found | None:
    row = session.execute(
        select(AuditRow)
        .where(AuditRow.number > after, AuditRow.act == Act.COPY_PUT_BACK.value)
        .order_by(AuditRow.number.desc())
        .limit(1)
    ).scalar_one_or_none()
    if row is None:
        return None
    member = session.get(MemberRow, row.member_id) if row.member_id else None
    told = PutBackTold(
        row.at,
        member.name if member else "",
        day_told(row.details.get("copy")),
        row.details.get("keys") is True,
    )
    return _Found(f"{row.number}|{row.link}", told)
