"""Once a day, and when the school's file went back: what was sent from here and is missing there.

It goes back into the file by itself, once, under its own ids, unless it was destroyed on record.
Whoever is signed in here offers all that was sent from this laptop: it is sealed to those who may
read it, so that she learns nothing by it, and whoever sent it may be away, or have left.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
import uuid
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.problems import NoLongerMember, NotFound, Problem, SchoolFails
from trent_desktop.reports.again.keeping import KEPT_FOR, KeptRows, is_all_there
from trent_desktop.reports.again.rows import (
    CaseRows,
    Way,
    put_attachments,
    put_more,
    put_whole,
    read_rows,
    way_of,
)
from trent_desktop.reports.again.values import SentAgain
from trent_desktop.reports.case_opening import open_key, read_timeline
from trent_desktop.reports.case_store import append, read_case
from trent_desktop.reports.entries import as_written
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.reading import is_about
from trent_desktop.reports.reference_signs import is_sealed
from trent_desktop.reports.references import counted, drawn_reference, lift_counters, next_reference
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.keys.slot_keeping import by_the_server
from trent_desktop.storage.audit import Act, write_entry
from trent_desktop.storage.database import take_number
from trent_desktop.storage.destroyed import DestroyedRow
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.tables import CaseEntryRow, CaseRow

log = logging.getLogger(__name__)

_LOOKED: Final = "what was sent was looked for"
_PORTION: Final = 200
#: After how many that fail one after another it is the place that fails, and not they; and after how
#: many seconds those that failed are tried once more.
_MOST_FAILED: Final = 3
_ONCE_MORE_S: Final = 600.0


class Again:
    """Keeps what is sent from this laptop, and offers it again."""

    def __init__(self, signed_in: SignedIn, index: LocalIndex) -> None:
        self._me = signed_in
        self._index = index
        self._kept = KeptRows(signed_in)
        self._looked = signed_in.store.note(_LOOKED)
        self._not_before = 0.0
        self._failed_on_end = 0
        #: Those that could not be put back when they were tried last: they come last.
        self._failed: set[uuid.UUID] = set()
        signed_in.database.keeps = self._kept.of_unit

    def look(self, *, went_back: bool) -> tuple[SentAgain, ...]:
        """Offer what is missing, if it is time to look for that.

        What cannot be done now is done at a later look, and keeps no other from it. Raises
        `NoLongerMember`.
        """
        if went_back:
            self._note("")
            self._not_before = 0.0
        put_back: list[SentAgain] = []
        today = self._me.clock().date().isoformat()
        if self._looked == today or time.monotonic() < self._not_before:
            return ()
        known, self._failed_on_end = frozenset(self._failed), 0
        try:
            self._offer(put_back)
            if not self._failed:
                self._note(today)
        except NoLongerMember:
            raise
        except (Problem, OSError) as trouble:
            log.warning("What was sent was not looked for: %s", type(trouble).__name__)
        if self._failed and self._failed <= known and not put_back:
            self._not_before = time.monotonic() + _ONCE_MORE_S
        return tuple(put_back)

    def keep_up(self, session: Session, changed: Iterable[uuid.UUID]) -> None:
        """The school's file changed, and these cases in it: so does what is kept here."""
        with suppress(Problem, OSError):
            self._kept.forget_destroyed(session)
            self._kept.keep_up(session, changed)

    def _note(self, day: str) -> None:
        self._looked = day
        with suppress(Problem):  # then it is looked for once more, which does no harm
            self._me.store.remember(_LOOKED, day)

    # ------------------------------------------------------------------ what is missing

    def _offer(self, found: list[SentAgain]) -> None:
        portion: list[CaseRows] = []
        for rows in self._young():
            portion.append(rows)
            if len(portion) == _PORTION:
                self._put_back(portion, found)
                portion = []
        self._put_back(portion, found)
        self._keep_her_own()

    def _young(self) -> list[CaseRows]:
        """What is kept and not too old, by the server's clock; the rest is forgotten."""
        with self._me.database.read() as session:
            now = by_the_server(session, self._me.keys, self._me.clock())
            self._kept.share(session)
            self._kept.forget_destroyed(session)
        young: list[CaseRows] = []
        for rows, since in self._kept.held():
            if now is not None and since is not None and now - since > KEPT_FOR:
                self._kept.forget(rows)
                continue
            if now is not None and (since is None or since > now):
                self._kept.put(rows, now)
            young.append(rows)
        return sorted(young, key=lambda rows: rows.id in self._failed)

    def _put_back(self, portion: list[CaseRows], found: list[SentAgain]) -> None:
        ids = [rows.id for rows in portion]
        with self._me.database.read() as session:
            versions = {
                row.id: row.version
                for row in session.execute(
                    select(CaseRow.id, CaseRow.version).where(CaseRow.id.in_(ids))
                )
            }
            entries: dict[uuid.UUID, dict[uuid.UUID, int]] = {}
            asked = select(CaseEntryRow.case_id, CaseEntryRow.id, CaseEntryRow.number)
            for row in session.execute(asked.where(CaseEntryRow.case_id.in_(ids))):
                entries.setdefault(row.case_id, {})[row.id] = row.number
        for rows in portion:
            if not is_all_there(rows, versions.get(rows.id), entries.get(rows.id, {})):
                again = self._tried(rows)
                if again is not None:
                    found.append(again)

    def _keep_her_own(self) -> None:
        """What she sent from another laptop, or in the second before this one was closed."""
        me, recent = self._me, self._me.clock() - KEPT_FOR
        with me.store.reading() as connection:
            rows = connection.execute(
                "SELECT case_id, recorded_at FROM case_row WHERE reporter_id = ?",
                (str(me.member.id),),
            ).fetchall()
        hers = [uuid.UUID(row[0]) for row in rows if dt.datetime.fromisoformat(row[1]) >= recent]
        with me.database.read() as session:
            self._kept.add(session, hers)

    # ------------------------------------------------------------------ one case

    def _tried(self, rows: CaseRows) -> SentAgain | None:
        """One that meets what somebody wrote into the file costs itself, and no other."""
        try:
            again = self._put_one_back(rows)
        except SchoolFails as trouble:
            self._failed.add(rows.id)
            self._failed_on_end += 1
            if self._failed_on_end >= _MOST_FAILED:
                raise
            log.warning("One that was sent was not put back: %s", type(trouble).__name__)
            return None
        self._failed_on_end = 0
        self._failed.discard(rows.id)
        return again

    def _put_one_back(self, kept: CaseRows) -> SentAgain | None:
        me = self._me
        attached = self._kept.attached(kept.id, (row["id"] for row in kept.entries))
        with me.database.write(Repeat.KNOWS) as session:
            me.require_member_now(session)
            if session.get(DestroyedRow, kept.id) is not None:
                return None
            there = read_rows(session, [kept.id]).get(kept.id)
            way = way_of(kept, there)
            reference = there.reference if there else kept.reference
            if way is Way.NOTHING:
                return None
            if there is None:
                reference = self._reference(session, kept)
                put_whole(session, kept, reference, take_number(session).change)
            elif way is Way.APART:
                if not self._add(session, kept, there):
                    return None
            else:
                anew = way is Way.ANEW
                put_more(session, kept, there, take_number(session).change, anew=anew)
            put_attachments(session, kept.id, attached, anew=way is Way.ANEW)
            before = kept.reference if there is None and reference != kept.reference else ""
            # Of a sealed report the trail does not say on whose laptop it was.
            who = None if kept.sealed or (there and there.sealed) else me.member.id
            said = {"reference": before} if before else {}
            write_entry(session, me.clock(), who, Act.SENT_AGAIN, str(kept.id), said)
        return SentAgain(kept.id, reference, before)

    def _reference(self, session: Session, kept: CaseRows) -> str:
        """Its own; another one where it was given to another report, which keeps it.

        That one is known by it today, to people and on paper; two cannot be.
        """
        seen = counted(kept.reference)
        lift_counters(session, seen)
        session.flush()
        taken = select(CaseRow.id).where(CaseRow.reference == kept.reference)
        if session.execute(taken).first() is None:
            return kept.reference
        if is_sealed(kept.reference):
            return drawn_reference(session)
        above = self._index.highest_references()
        return next_reference(session, kept.case["recorded_at"], above=above)[0]

    def _add(self, session: Session, kept: CaseRows, there: CaseRows) -> bool:
        """Others have gone on with it: what is missing goes behind that, as it was written.

        Where it stands is what they have made of it. False when that cannot be done from here: by
        somebody who does not read all of it, or when it was sealed to others.
        """
        me = self._me
        try:
            stored = read_case(session, me.keyring, kept.id)
            sealed = [(row["reader_id"], row["sealed_key"], row["role"]) for row in kept.readers]
            opened = open_key(me.keyring, sealed, kept.case["route"])
            if (
                opened is None
                or opened != (stored.key, False)
                or stored.in_part
                or stored.newer
                or is_about(me, stored)
            ):
                return False
            timeline = read_timeline(
                stored.key,
                kept.id,
                ((row["id"], row["number"], row["content"]) for row in kept.entries),
                route=kept.case["route"],
                in_part=False,
            )
        except NotFound:
            return False
        missing = [as_written(one) for one in timeline if one.id not in there.contents]
        append(session, stored, missing, take_number(session).change)
        return True
