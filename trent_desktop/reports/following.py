"""The work behind the window: what waits goes out, what is new comes in.

`Follower.look` runs every few seconds off the GUI thread. It delivers what waits, and, when
something may have changed, takes over people and roles and brings the index of this laptop up to
date by change number. By the newest audit entry it has seen it notices a file that was put back.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.news import EVERYTHING, Subject
from trent_desktop.problems import (
    DiskFull,
    NoLongerMember,
    Problem,
    SchoolAway,
    SchoolBusy,
    SchoolFails,
    SchoolMoved,
    SchoolReadOnly,
)
from trent_desktop.reports.again.offering import Again
from trent_desktop.reports.again.values import SentAgain
from trent_desktop.reports.followed import Changes
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.index_values import IndexedCase, Witness
from trent_desktop.reports.later import came_last
from trent_desktop.reports.needs import Need, needs_since
from trent_desktop.reports.put_back import PutBackNotice
from trent_desktop.reports.readable import read_many
from trent_desktop.reports.reading import indexed, is_about
from trent_desktop.reports.references import lift_counters, reference_counters
from trent_desktop.reports.sending import Sending
from trent_desktop.reports.tasks.following import TaskFollowing
from trent_desktop.reports.vocabulary import mark_of
from trent_desktop.reports.waiting.delivering import Delivery
from trent_desktop.reports.waiting.drafts import DraftService
from trent_desktop.reports.waiting.in_order import Delivered
from trent_desktop.reports.whose_turn import turns_of
from trent_desktop.reports.workflow import OVER
from trent_desktop.reports.written import Entry, Written
from trent_desktop.school.keys.key_change import LeftBehind
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.moved import place_now
from trent_desktop.school.people.directory import Directory
from trent_desktop.school.people.directory_rows import read_directory
from trent_desktop.storage import troubles
from trent_desktop.storage.audit import newest_entry
from trent_desktop.storage.copies.daily import DailyCopy
from trent_desktop.storage.destroyed import destroyed_ids
from trent_desktop.storage.gone import GoneRow
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.role_key_rows import load_keyring
from trent_desktop.storage.since import what_happened_since
from trent_desktop.storage.tables import CaseRow, SchoolRow
from trent_desktop.storage.turn import Watch

#: How many changed cases are brought in by one transaction. Bounded, so that typing never waits.
_PORTION = 250
_GONE = select(GoneRow.id).scalar_subquery().label("gone")

log = logging.getLogger(__name__)


@dataclass
class _Found(Delivered):
    """What one look gathers."""

    needs_me: tuple[Need, ...] = ()
    directory: bool = False
    went_back: bool = False
    sent_again: tuple[SentAgain, ...] = ()
    tasks: bool = False
    moved: frozenset[Subject] = frozenset()
    added_later: list[str] = field(default_factory=list[str])

    def told(self, *, away: bool = False, ended: str = "") -> Changes:
        """What it comes to."""
        return Changes(
            frozenset(self.cases),
            self.needs_me,
            away=away,
            trouble="" if away else self.trouble,
            directory=self.directory,
            added_later=tuple(self.added_later),
            sent=tuple(self.sent),
            refused=tuple(self.refused),
            went_back=self.went_back,
            sent_again=self.sent_again,
            ended=ended,
            subjects=self._subjects(),
        )

    def _subjects(self) -> frozenset[Subject]:
        # Of cases only what this member may read: that another one moved is not hers to hear.
        subjects = self.moved - {Subject.CASES, Subject.TASKS}
        if self.directory:
            subjects |= {Subject.DIRECTORY}
        if self.cases:
            subjects |= {Subject.CASES}
        if self.tasks:
            subjects |= {Subject.TASKS}
        return subjects


@dataclass(frozen=True, slots=True)
class _Standing:
    """The school's row, and whether the file holds what this laptop saw in it."""

    change: int
    directory_change: int
    key_change: str
    went_back: bool
    newest: tuple[int, str]
    moved: frozenset[Subject]


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
        seen: tuple[int, str] | None = None,
    ) -> None:
        """`also_deliver`: what else waits on this laptop for the share.

        `seen`: the newest entry of the audit trail when she signed in; None while the share was
        away. What moved after it is told.
        """
        self._me = signed_in
        self._index = index
        self._sending = sending
        self._tasks = TaskFollowing(signed_in, index.tasks)
        self._written = Written(signed_in.store)
        signed_in.database.news.keep(self._written.note)
        self._delivery = Delivery(signed_in, sending, drafts, also_deliver)
        self._keep_directory = keep_directory
        self._seen = seen
        self._put_back = PutBackNotice(signed_in.store)
        self._turn = threading.Lock()
        self._finish = LeftBehind()
        self._watch = Watch(signed_in.database.turn)
        self._again = Again(signed_in, index)
        self._copies = DailyCopy(lambda document: signed_in.own_keys.read(document).all)

    def look(self, progress: Callable[[int, int], None] | None = None) -> Changes:
        """One look at the share. Never raises for a share in trouble: says so instead.

        `progress` hears how many of the changed cases are in (done, of how many).
        """
        with self._turn:
            seen = self._looked(progress)
            # Also while the share is away: a day comes to its end all the same.
            return seen if seen.ended else replace(seen, tasks_for_me=self._tasks.remind())

    def _looked(self, progress: Callable[[int, int], None] | None) -> Changes:
        found = _Found()
        try:
            self._look(found, progress)
            self._index.in_step.now(self._me.clock())
        except NoLongerMember as ended:
            self._me.laptop.forget_slot(str(self._me.member.id))
            return found.told(ended=str(ended))
        except SchoolMoved as trouble:
            found.trouble = troubles.while_it_waits(trouble)
            return replace(found.told(), moved=place_now(self._me))
        except (SchoolBusy, SchoolReadOnly, SchoolFails) as trouble:
            found.trouble = troubles.while_it_waits(trouble)
        except SchoolAway:
            return found.told(away=True)
        except Problem as trouble:
            found.trouble = troubles.while_it_waits(trouble)
        return found.told()

    def _look(self, found: _Found, progress: Callable[[int, int], None] | None) -> None:
        self._me.store.box.catch_up()  # another process of this program may have kept something
        self._delivery.deliver(found)
        if self._watch.is_quiet():
            return
        standing = self._stand()
        found.moved = EVERYTHING if standing.went_back else standing.moved
        before = self._begin_anew(found) if standing.went_back else None
        self._finish.seen(standing.key_change)
        found.directory = self._take_over_people(standing)
        self._seen = standing.newest
        found.sent_again = self._again.look(went_back=standing.went_back)
        # It writes; a folder in which nothing can be saved must not keep the news out.
        with suppress(SchoolBusy, SchoolReadOnly, DiskFull):
            self._finish.when_left(self._me)
        whole = self._bring_in(found, standing, before, progress)
        self._back_up()
        if whole and not standing.key_change:  # one that goes on is watched as closely as can be
            self._watch.looked(standing.change)

    # ------------------------------------------------------------------ is it the same file

    def _stand(self) -> _Standing:
        """Read how the school stands: the one thing that a look with no news asks for."""
        # Before the file is asked, as it only ever grows.
        known, witnesses = self._me.directory.change, self._witnesses()
        with self._me.database.read() as session:
            standing = self._standing(session, known, witnesses)
        if not standing.went_back:
            self._written.found(witnesses)
        return standing

    def _witnesses(self) -> list[Entry]:
        """What a file must hold that is the one this laptop knows."""
        witness = self._index.witness()
        seen = [(witness.number, witness.digest)] if witness else []
        return [*seen, *self._written.all()]

    def _standing(self, session: Session, known: int, witnesses: Sequence[Entry]) -> _Standing:
        row = session.execute(
            select(SchoolRow.change, SchoolRow.directory_change, SchoolRow.key_change, _GONE)
        ).one()
        if row.gone is not None:
            raise troubles.MOVED.problem(self._me.database.location.shown)
        synced = self._index.synced()[0]
        since = what_happened_since(session, witnesses, self._seen)
        went_back = not since.known or row.change < synced or row.directory_change < known
        # One that was put back through the program keeps the trail, and numbers go on.
        read = self._index.witness()
        went_back |= self._put_back.is_news(session, read, since.newest[0], known=since.known)
        return _Standing(
            row.change, row.directory_change, row.key_change, went_back, since.newest, since.moved
        )

    def _begin_anew(self, found: _Found) -> dict[uuid.UUID, int]:
        """The file went back, or was forked: nothing that was read out of it counts any more.

        Gives the cases that waited for this member, to tell what is new from what she knew.
        """
        before = self._waiting()
        found.cases.update(self._index.clear(self._me.clock()))
        self._put_back.keep()
        found.went_back = True
        self._sending.forget_role_keys()
        return before

    # ------------------------------------------------------------------ in

    def _take_over_people(self, standing: _Standing) -> bool:
        me = self._me
        same = (
            standing.directory_change == me.directory.change
            and me.directory.whole
            and not standing.went_back
        )
        if same and self._seen is not None:  # else she came in with her own keys alone
            return False
        with me.database.read() as session:
            me.require_access(session)
            directory = read_directory(session)
            keyring = load_keyring(session, me.member.id, me.keyring.own)
        me.replace(directory, keyring)
        self._keep_directory(directory)
        return True

    def _back_up(self) -> None:
        """The first program of a day makes a copy; it knows itself when to look for one."""
        with suppress(Problem):
            self._copies.look(self._me.database, self._me.keys, self._me.clock)

    def _bring_in(
        self,
        found: _Found,
        standing: _Standing,
        waiting_before: dict[uuid.UUID, int] | None,
        progress: Callable[[int, int], None] | None,
    ) -> bool:
        """False when the file was put back meanwhile, and nothing is in."""
        me = self._me
        keys = mark_of(me.keyring)
        synced, for_keys = self._index.synced()
        if synced and (for_keys != keys or self._index.witness() is None):
            # A role was lost or won: what it brought goes, what it may read comes. Or an older
            # program kept this index, which would not have noticed that the file went back.
            found.cases.update(self._index.clear())
            synced = 0
        elif standing.change <= synced and for_keys == keys:
            return True
        elif synced:
            waiting_before = self._waiting()
        witnesses = self._witnesses()
        with me.database.read() as session:
            now = self._standing(session, 0, witnesses)
            if now.went_back:
                return False
            of_case = select(CaseRow.recorded_at, CaseRow.id).where(CaseRow.change > synced)
            changed = sorted((row.recorded_at, row.id) for row in session.execute(of_case))
            # Sorted here: asked to sort, SQLite walks through every case there is by its date
            # instead of looking up the few that changed.
            case_ids = [case_id for _, case_id in changed]
            witness = Witness(*newest_entry(session))
            counters = reference_counters(session)
            destroyed = destroyed_ids(session)
        done, self._tasks.since = 0, synced
        # The newest portion first: what a first screenful shows is there within a second.
        for end in range(len(case_ids), 0, -_PORTION):
            portion = case_ids[max(0, end - _PORTION) : end]
            self._bring_portion(portion, found)
            done += len(portion)
            if progress:
                progress(done, len(case_ids))
        with me.database.read() as session:
            found.cases.update(self._tasks.bring_in(session))
            self._again.keep_up(session, case_ids)
        found.tasks, self._tasks.moved = self._tasks.moved, False
        self._tasks.hand_on()
        gone = {*self._index.versions(destroyed)}
        gone |= set() if synced else self._index.receipts().difference(case_ids)
        found.cases.update(gone)
        # What the share can tell again need not wait for this laptop's disk.
        self._index.update(
            [], gone, (now.change, keys), witness=witness, references=counters, lasting=False
        )
        if waiting_before is not None:
            found.needs_me += needs_since(self._index, waiting_before, self._waiting())
        self._lift_counters(counters)
        self._put_back.destroy_again(me, destroyed)
        return True

    def _lift_counters(self, counters: Mapping[str, int]) -> None:
        """In a file that was put back no reference is given twice, by whichever laptop."""
        seen = self._index.highest_references()
        if any(last > counters.get(name, 0) for name, last in seen.items()):
            # Where nothing can be saved now, whoever sends next from here lifts them.
            with suppress(Problem), self._me.database.write(Repeat.KNOWS) as session:
                lift_counters(session, seen)

    def _bring_portion(self, case_ids: Sequence[uuid.UUID], found: _Found) -> None:
        known = self._index.versions(case_ids)
        with self._me.database.read() as session:
            opened = read_many(session, self._me.keyring, case_ids)
            readable = [case for case in opened if not is_about(self._me, case)]
            self._tasks.take(session, readable, case_ids)
        put: list[IndexedCase] = []
        for case in readable:
            if known.get(case.row.id, (0, False)) != (case.row.version, True):
                was_here = case.row.id in known and known[case.row.id][1]
                if (
                    was_here
                    and case.shown_state in OVER
                    and came_last(case.timeline, self._me.member.id)
                ):
                    found.added_later.append(case.row.reference)
                try:
                    put.append(indexed(case))
                except Exception as error:  # noqa: BLE001 - one case must not keep the others out
                    log.warning("A case was left out because of %s", type(error).__name__)
        mine = {case.row.id for case in readable}
        drop = [case_id for case_id, (_, was) in known.items() if was and case_id not in mine]
        if put or drop:
            self._index.update(put, drop, lasting=False)
            found.cases.update((*(case.summary.id for case in put), *drop))

    def _waiting(self) -> dict[uuid.UUID, int]:
        return self._index.waiting(turns_of(self._me))
