"""What this laptop sent of each case, kept for ninety days as the rows that were written."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.news import Moved
from trent_desktop.problems import Problem
from trent_desktop.reports.again.rows import (
    CaseRows,
    Way,
    as_json,
    noted_rows,
    of_json,
    read_rows,
    way_of,
)
from trent_desktop.reports.attachments.sealing import attached_in
from trent_desktop.school.keys.laptops.local_folder import Laptop
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.people import MemberState
from trent_desktop.school.putting_back.access import Access
from trent_desktop.storage.destroyed import DestroyedRow
from trent_desktop.storage.sent_here import SentHere, names_in
from trent_desktop.storage.tables import MemberRow

log = logging.getLogger(__name__)

#: For so long what was sent is kept here, by the server's clock.
KEPT_FOR: Final = dt.timedelta(days=90)
#: Between the names of a case and of what is attached to it.
_OF: Final = ":"
_PORTION: Final = 100
_ACTIVE: Final = MemberState.ACTIVE.value


@dataclass(frozen=True, slots=True)
class HeldAgain:
    """A case that this laptop could offer again, and how it stood when it was last kept.

    `sealed`: nobody but those who lead on it can tell what it says; this laptop cannot.
    """

    case_id: uuid.UUID
    reference: str
    version: int
    entries: int
    updated_at: dt.datetime
    sealed: bool


class KeptRows:
    """Keeps what is written from this laptop, sealed as it lies in the school's file (rule 98).

    All of a case is kept with what was written of it, by others too: an entry alone has no place.
    """

    def __init__(self, signed_in: SignedIn) -> None:
        me = signed_in
        self._clock = me.clock
        self._here = SentHere(
            me.laptop.sent_folder,
            me.member.id,
            lambda: me.keyring.own,
            lambda: me.database.data_key,
        )
        #: What was written and could not be kept yet.
        self._unkept: set[uuid.UUID] = set()

    def of_unit(self, session: Session, moved: Moved) -> Callable[[], None] | None:
        """At the end of a unit of work that writes: what to do once it has landed."""
        if not moved.cases:
            return None
        rows, attached = noted_rows(session), attached_in(session)
        rows |= read_rows(session, moved.cases - rows.keys())

        def keep() -> None:
            try:
                self._put(rows.values())
                for case_id, attachment_id, content in attached:
                    self._here.put(f"{case_id}{_OF}{attachment_id}", content)
            except Exception as error:  # noqa: BLE001 - it has landed, whatever this disk does
                log.warning("What was sent could not be kept here: %s", type(error).__name__)
                self._unkept |= moved.cases

        return keep

    def held(self) -> Iterator[tuple[CaseRows, dt.datetime | None]]:
        """Every case that is kept, and since when. What cannot be understood is forgotten."""
        for name, content in self._here.all():
            if _OF in name:
                continue
            try:
                yield of_json(content)
            except (ValueError, KeyError, TypeError):
                self._here.drop(name)

    def attached(self, case_id: uuid.UUID, entries: Iterable[uuid.UUID]) -> dict[uuid.UUID, bytes]:
        """What was attached to a case from here, as it lies in the school's file."""
        found = {one: self._here.get(f"{case_id}{_OF}{one}") for one in entries}
        return {one: content for one, content in found.items() if content is not None}

    def put(self, rows: CaseRows, since: dt.datetime | None) -> None:
        """Keep a case in the place of what was kept of it."""
        rows = rows if rows.at else replace(rows, at=self._clock())
        self._here.put(str(rows.id), as_json(rows, since))

    def forget(self, rows: CaseRows) -> None:
        """A case was destroyed on record, or sent long ago."""
        for row in rows.entries:
            self._here.drop(f"{rows.id}{_OF}{row['id']}")
        self._here.drop(str(rows.id))

    # ------------------------------------------------------------------ in step with the file

    def keep_up(self, session: Session, changed: Iterable[uuid.UUID]) -> None:
        """Cases changed in the school's file: what is kept of them is renewed, or forgotten.

        So a report that was sealed to others since does not stay here as it was before. What the
        file has less of than this laptop stays.
        """
        wanted = [*self._unkept, *self._of(set(changed) - self._unkept)]
        for start in range(0, len(wanted), _PORTION):
            portion = wanted[start : start + _PORTION]
            there = read_rows(session, portion)
            for case_id, rows in there.items():
                kept, since = self._kept(case_id)
                if kept is None or way_of(kept, rows) is Way.NOTHING:
                    self.put(rows, since)
            self._unkept.difference_update(portion)

    def add(self, session: Session, case_ids: Iterable[uuid.UUID]) -> None:
        """Keep those of these cases of which nothing is kept yet."""
        case_ids = tuple(case_ids)
        there = set(self._of(case_ids))
        wanted = [one for one in case_ids if one not in there]
        for start in range(0, len(wanted), _PORTION):
            self._put(read_rows(session, wanted[start : start + _PORTION]).values())

    def share(self, session: Session) -> None:
        """Let every member who signs in on this laptop offer what is kept."""
        asked = select(MemberRow.id, MemberRow.public_key)
        self._here.share_with(
            {
                row.id: row.public_key
                for row in session.execute(asked.where(MemberRow.state == _ACTIVE))
            }
        )

    def forget_destroyed(self, session: Session) -> None:
        """What was destroyed on record is not kept here either."""
        for case_id in self._of(session.execute(select(DestroyedRow.case_id)).scalars()):
            kept, _ = self._kept(case_id)
            if kept is not None:
                self.forget(kept)
            self._here.drop(str(case_id))

    def _of(self, case_ids: Iterable[uuid.UUID]) -> tuple[uuid.UUID, ...]:
        """Of which of these cases something is kept."""
        return tuple(map(uuid.UUID, self._here.of(map(str, case_ids))))

    def _put(self, rows: Iterable[CaseRows]) -> None:
        for one in rows:
            self.put(one, None)

    def _kept(self, case_id: uuid.UUID) -> tuple[CaseRows | None, dt.datetime | None]:
        content = self._here.get(str(case_id))
        try:
            return of_json(content) if content is not None else (None, None)
        except (ValueError, KeyError, TypeError):
            return None, None


def held_again(
    signed_in: SignedIn,
    case_ids: Iterable[uuid.UUID] | None = None,
    since: dt.datetime | None = None,
) -> tuple[HeldAgain, ...]:
    """What this laptop could offer again: of these cases, or of all; changed since that moment.

    Asks this laptop alone. Raises `Problem` or `OSError` when its disk does not do.
    """
    wanted = None if case_ids is None else frozenset(case_ids)
    return tuple(
        HeldAgain(
            rows.id,
            rows.reference,
            rows.version,
            len(rows.entries),
            rows.case["updated_at"],
            rows.sealed,
        )
        for rows, _ in KeptRows(signed_in).held()
        if (wanted is None or rows.id in wanted)
        and (since is None or rows.case["updated_at"] >= since)
    )


def kept_at(laptop: Laptop, access: Access) -> frozenset[uuid.UUID]:
    """The cases that were sent from a laptop, for whoever cannot sign in there.

    None where its disk does not do: it is a promise less.
    """
    with suppress(Problem, OSError):
        names = names_in(laptop.sent_folder, access.keys, access.member_id, access.private)
        return frozenset(uuid.UUID(name) for name in names if _OF not in name)
    return frozenset()


def is_all_there(kept: CaseRows, version: int | None, entries: Mapping[uuid.UUID, int]) -> bool:
    """Whether the school's file has all that was kept, by its version and the places of entries."""
    return (
        version is not None
        and kept.version <= version
        and all(entries.get(row["id"]) is not None for row in kept.entries)
    )
