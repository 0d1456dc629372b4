"""The work behind the window: what waits goes out, what is new comes in.

`Follower.look` runs every few seconds off the GUI thread. It delivers the outbox, notices drafts
that another laptop sent, takes over changed people and roles, and brings the index of this
laptop up to date by change number.
"""

from __future__ import annotations

import datetime as dt
import threading
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.problems import NoLongerMember, NotFound, Problem, SchoolAway
from trent_desktop.reports.case_store import StoredCase, read_timeline
from trent_desktop.reports.drafts import DraftService, put_draft
from trent_desktop.reports.giving_back import give_back
from trent_desktop.reports.outbox import waiting_drafts
from trent_desktop.reports.readers import NobodyLeads
from trent_desktop.reports.reading import indexed, turns_of
from trent_desktop.reports.sending import Sending, outbox_id
from trent_desktop.reports.severity import SERIOUS
from trent_desktop.school.directory import Directory, read_directory
from trent_desktop.school.key_change import LeftBehind
from trent_desktop.school.own_keys import ASK, ENDED
from trent_desktop.school.people import MemberState
from trent_desktop.school.session import SignedIn
from trent_desktop.storage.backups import back_up
from trent_desktop.storage.cipher import digest, public_half
from trent_desktop.storage.keyring import Keyring, load_keyring
from trent_desktop.storage.local_index import IndexedCase, LocalIndex
from trent_desktop.storage.tables import CaseEntryRow, CaseReaderRow, CaseRow, MemberRow, SchoolRow

#: How many changed cases are brought in by one transaction. Bounded, so that typing never waits.
_PORTION = 250
#: Raised when a row of the index is made otherwise from the same case.
_ROWS = "2"


@dataclass(frozen=True, slots=True)
class Changes:
    """What a look at the share brought. `new_for_me`: cases that now wait for this member."""

    cases: frozenset[uuid.UUID] = frozenset()
    new_for_me: int = 0
    away: bool = False
    directory: bool = False
    sent: tuple[str, ...] = ()  # references of what had waited in the outbox
    notices: tuple[str, ...] = ()
    ended: str = ""  # why her access ended, in words; nothing works from then on


@dataclass
class _Found:
    """What one look gathers."""

    cases: set[uuid.UUID] = field(default_factory=set[uuid.UUID])
    new_for_me: int = 0
    sent: list[str] = field(default_factory=list[str])
    notices: list[str] = field(default_factory=list[str])


class Follower:
    """Keeps one laptop in step with the share."""

    def __init__(
        self,
        signed_in: SignedIn,
        index: LocalIndex,
        sending: Sending,
        drafts: DraftService,
        keep_directory: Callable[[Directory], None],
        *,
        also_deliver: Sequence[Callable[[], None]] = (),
    ) -> None:
        """`also_deliver`: what else waits on this laptop for the share."""
        self._me = signed_in
        self._also_deliver = also_deliver
        self._index = index
        self._sending = sending
        self._drafts = drafts
        self._keep_directory = keep_directory
        self._turn = threading.Lock()
        self._finish = LeftBehind()
        self._looked = False
        self._backed_up: dt.date | None = None

    def look(self, progress: Callable[[int, int], None] | None = None) -> Changes:
        """One look at the share. Never raises for a share that is away: says so instead.

        `progress` hears how many of the changed cases are in (done, of how many).
        """
        with self._turn:
            found = _Found()
            try:
                self._deliver(found)
                directory = self._take_over_people()
                self._finish.when_left(self._me)
                if directory or not self._looked:
                    give_back(self._me)
                    self._looked = True
                self._bring_in(found, progress)
                self._back_up()
            except NoLongerMember as ended:
                self._me.laptop.forget_slot(str(self._me.member.id))
                return Changes(frozenset(found.cases), ended=str(ended))
            except SchoolAway:
                return Changes(
                    frozenset(found.cases), found.new_for_me, True, sent=tuple(found.sent)
                )
            return Changes(
                frozenset(found.cases),
                found.new_for_me,
                directory=directory,
                sent=tuple(found.sent),
                notices=tuple(found.notices),
            )

    # ------------------------------------------------------------------ out

    def _deliver(self, found: _Found) -> None:
        for draft in waiting_drafts(self._me.store):
            if self._sending.must_wait(draft):
                continue  # for somebody who may read it to join; the others go on
            try:
                sent = self._sending.deliver(draft)
            except SchoolAway:
                raise
            except NobodyLeads:
                continue
            except Problem as problem:
                # Not taken: it goes back to the drafts, where its writer can mend it, together
                # with what she answered meanwhile.
                waiting, since = draft, self._drafts.get(draft.id)
                if since is not None:
                    answers = {**draft.answers, **since.answers}
                    waiting = replace(draft, answers=answers)
                with self._me.store.writing() as connection:
                    connection.execute("DELETE FROM outbox WHERE id = ?", (outbox_id(draft),))
                    put_draft(connection, waiting)
                found.notices.append(f"A report could not be sent. {problem.words}")
                continue
            found.sent.append(sent.reference)
            found.cases.add(sent.case_id)
        self._notice_sent_elsewhere(found)
        for deliver in self._also_deliver:
            deliver()

    def _notice_sent_elsewhere(self, found: _Found) -> None:
        """A draft whose first part is on the share already was sent before a crash: settle it."""
        unsent = {draft.id: draft for draft in self._drafts.all() if draft.stage == "quick"}
        if not unsent:
            return
        with self._me.database.read() as session:
            there = session.execute(select(CaseRow.id).where(CaseRow.id.in_(unsent))).scalars()
            known = list(there)
        for draft_id in known:
            sent = self._sending.deliver(unsent[draft_id])
            found.sent.append(sent.reference)
            found.cases.add(sent.case_id)

    # ------------------------------------------------------------------ in

    def _take_over_people(self) -> bool:
        me = self._me
        with me.database.read() as session:
            school = session.execute(select(SchoolRow.directory_change, SchoolRow.key_change)).one()
            self._finish.seen(school.key_change)
            if school.directory_change == me.directory.change:
                return False
            self._require_access(session)
            directory = read_directory(session)
            keyring = load_keyring(session, me.member.id, me.keyring.own)
        me.replace(directory, keyring)
        self._keep_directory(directory)
        return True

    def _back_up(self) -> None:
        """Once a day, and only then: the first program of the day makes a copy."""
        today = self._me.clock().date()
        if self._backed_up != today:
            self._backed_up = today
            with suppress(Problem):
                back_up(self._me.database, self._me.keys, self._me.clock)

    def _require_access(self, session: Session) -> None:
        """Raises `NoLongerMember` when she was suspended or removed, or has another key now."""
        me = self._me
        row = session.get(MemberRow, me.member.id)
        if row is None or row.state != MemberState.ACTIVE.value:
            raise NoLongerMember(ENDED, what_to_do=ASK)
        if row.public_key != public_half(me.keyring.own):
            raise NoLongerMember(
                "You were given a new password.", what_to_do="Sign in again with that one."
            )

    def _bring_in(self, found: _Found, progress: Callable[[int, int], None] | None) -> None:
        me = self._me
        keys = _mark(me.keyring)
        synced, for_keys = self._index.synced()
        if for_keys and for_keys != keys:
            # A role was lost or won: what it brought goes, what it may read comes.
            found.cases.update(self._index.clear())
            synced = 0
        with me.database.read() as session:
            newest = session.execute(select(SchoolRow.change)).scalar_one()
            if newest <= synced and for_keys == keys:
                return
            changed = session.execute(
                select(CaseRow.recorded_at, CaseRow.id).where(CaseRow.change > synced)
            )
            # Sorted here: asked to sort, SQLite walks through every case there is by its date
            # instead of looking up the few that changed.
            case_ids = [
                case_id for _, case_id in sorted((row.recorded_at, row.id) for row in changed)
            ]
        waiting_before = {} if synced == 0 else self._waiting()
        done = 0
        # The newest portion first: what a first screenful shows is there within a second.
        for end in range(len(case_ids), 0, -_PORTION):
            portion = case_ids[max(0, end - _PORTION) : end]
            self._bring_portion(portion, found)
            done += len(portion)
            if progress:
                progress(done, len(case_ids))
        # What the share can tell again need not wait for this laptop's disk.
        self._index.update([], [], (newest, keys), lasting=False)
        if synced:
            found.new_for_me += sum(
                # What was hers already is new again when it has become more serious.
                level > max(waiting_before.get(case_id, -1), SERIOUS - 1)
                or case_id not in waiting_before
                for case_id, level in self._waiting().items()
            )

    def _bring_portion(self, case_ids: Sequence[uuid.UUID], found: _Found) -> None:
        known = self._index.versions(case_ids)
        with self._me.database.read() as session:
            readable = _read_many(session, self._me.keyring, case_ids)
        put: list[IndexedCase] = []
        for case in readable:
            if known.get(case.row.id, (0, False)) != (case.row.version, True):
                put.append(indexed(case))
        mine = {case.row.id for case in readable}
        drop = [case_id for case_id, (_, was) in known.items() if was and case_id not in mine]
        if put or drop:
            self._index.update(put, drop, lasting=False)
            found.cases.update(case.summary.id for case in put)
            found.cases.update(drop)

    def _waiting(self) -> dict[uuid.UUID, int]:
        return self._index.waiting(turns_of(self._me))


def _mark(keyring: Keyring) -> str:
    """A short name for a set of keys, to notice that it is another one.

    It begins with how rows are made, so that an index of before is made anew.
    """
    ids = sorted(str(reader_id) for reader_id in keyring.reader_ids)
    return digest("|".join([_ROWS, *ids]).encode("ascii"))[:16]


def _read_many(
    session: Session, keyring: Keyring, case_ids: Sequence[uuid.UUID]
) -> list[StoredCase]:
    """Those of `case_ids` that the keyring opens, in the given order.

    Of their readers only this member is looked for: a list does not say who else reads a case.
    """
    sealed: dict[uuid.UUID, list[tuple[uuid.UUID, bytes]]] = {}
    for reader in session.execute(
        select(CaseReaderRow.case_id, CaseReaderRow.reader_id, CaseReaderRow.sealed_key).where(
            CaseReaderRow.case_id.in_(case_ids), CaseReaderRow.reader_id.in_(keyring.reader_ids)
        )
    ):
        sealed.setdefault(reader.case_id, []).append((reader.reader_id, reader.sealed_key))
    wanted = [case_id for case_id in case_ids if case_id in sealed]
    if not wanted:
        return []
    rows = {
        row.id: row
        for row in session.execute(select(CaseRow).where(CaseRow.id.in_(wanted))).scalars()
    }
    entries: dict[uuid.UUID, list[tuple[uuid.UUID, int, bytes]]] = {}
    for entry in session.execute(
        select(CaseEntryRow.case_id, CaseEntryRow.id, CaseEntryRow.number, CaseEntryRow.content)
        .where(CaseEntryRow.case_id.in_(wanted))
        .order_by(CaseEntryRow.case_id, CaseEntryRow.number)
    ):
        entries.setdefault(entry.case_id, []).append((entry.id, entry.number, entry.content))
    found: list[StoredCase] = []
    for case_id in wanted:
        key = keyring.open_case_key(sealed[case_id])
        if key is None:
            continue
        try:
            timeline = read_timeline(key, case_id, entries.get(case_id, []))
        except NotFound:
            continue
        found.append(StoredCase(rows[case_id], key, timeline, ()))
    return found
