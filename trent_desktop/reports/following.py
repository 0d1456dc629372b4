"""The work behind the window: what waits goes out, what is new comes in.

`Follower.look` runs every few seconds off the GUI thread. It delivers what waits, and, when
something may have changed, takes over people and roles and brings the index of this laptop up to
date by change number. By the
newest entry of the audit trail that it has seen it notices a file that was put back from a copy,
or replaced; numbers alone would be overtaken by new ones.
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
    SchoolReadOnly,
)
from trent_desktop.reports.cases import CaseState, EntryKind, Move, Route
from trent_desktop.reports.followed import Changes
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.index_values import IndexedCase, Witness
from trent_desktop.reports.kinds import KINDS
from trent_desktop.reports.later import came_last
from trent_desktop.reports.needs import Need, needs_since
from trent_desktop.reports.readable import read_many
from trent_desktop.reports.reading import indexed, is_about
from trent_desktop.reports.references import lift_counters, reference_counters
from trent_desktop.reports.sending import Sending
from trent_desktop.reports.tasks.following import TaskFollowing
from trent_desktop.reports.waiting.delivering import Delivered, Delivery
from trent_desktop.reports.waiting.drafts import DraftService
from trent_desktop.reports.whose_turn import turns_of
from trent_desktop.reports.workflow import OVER
from trent_desktop.roles import Role
from trent_desktop.school.keys.key_change import LeftBehind
from trent_desktop.school.keys.own_keys import ASK, ENDED
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.directory import Directory
from trent_desktop.school.people.directory_rows import read_directory
from trent_desktop.school.people.people import MemberState
from trent_desktop.storage.audit import newest_entry, what_happened_since
from trent_desktop.storage.cipher import digest, public_half
from trent_desktop.storage.copies.daily import DailyCopy
from trent_desktop.storage.keyring import Keyring
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.role_key_rows import load_keyring
from trent_desktop.storage.tables import CaseRow, MemberRow, SchoolRow
from trent_desktop.storage.troubles import while_it_waits
from trent_desktop.storage.turn import Watch

#: How many changed cases are brought in by one transaction. Bounded, so that typing never waits.
_PORTION = 250
#: Raised when a row of the index is made otherwise from the same case.
_ROWS = "9"
#: Every word that this program knows of cases.
VOCABULARY = ",".join(
    (
        *(kind.name for kind in KINDS),
        *(word.value for words in (Route, CaseState, Move, EntryKind, Role) for word in words),
    )
)


log = logging.getLogger(__name__)


@dataclass
class _Found(Delivered):
    """What one look gathers."""

    needs_me: tuple[Need, ...] = ()
    directory: bool = False
    went_back: bool = False
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
        self._delivery = Delivery(signed_in, sending, drafts, also_deliver)
        self._keep_directory = keep_directory
        self._seen = seen
        self._turn = threading.Lock()
        self._finish = LeftBehind()
        self._watch = Watch(signed_in.database.turn)
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
        except NoLongerMember as ended:
            self._me.laptop.forget_slot(str(self._me.member.id))
            return found.told(ended=str(ended))
        except (SchoolBusy, SchoolReadOnly, SchoolFails) as trouble:
            found.trouble = while_it_waits(trouble)
        except SchoolAway:
            return found.told(away=True)
        except Problem as trouble:
            found.trouble = while_it_waits(trouble)
        return found.told()

    def _look(self, found: _Found, progress: Callable[[int, int], None] | None) -> None:
        self._me.store.box.catch_up()  # another process of this program may have kept something
        self._delivery.deliver(found)
        if self._watch.is_quiet():
            return
        standing = self._stand()
        self._seen = standing.newest
        found.moved = EVERYTHING if standing.went_back else standing.moved
        before = self._begin_anew(found) if standing.went_back else None
        self._finish.seen(standing.key_change)
        found.directory = self._take_over_people(standing)
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
        known = self._me.directory.change  # before the file is asked, as it only ever grows
        with self._me.database.read() as session:
            return self._standing(session, known)

    def _standing(self, session: Session, known: int) -> _Standing:
        row = session.execute(
            select(SchoolRow.change, SchoolRow.directory_change, SchoolRow.key_change)
        ).one()
        witness, synced = self._index.witness(), self._index.synced()[0]
        mark = (witness.number, witness.digest) if witness else None
        since = what_happened_since(session, mark, self._seen)
        went_back = not since.known or row.change < synced or row.directory_change < known
        return _Standing(
            row.change, row.directory_change, row.key_change, went_back, since.newest, since.moved
        )

    def _begin_anew(self, found: _Found) -> dict[uuid.UUID, int]:
        """The file went back, or was forked: nothing that was read out of it counts any more.

        Gives the cases that waited for this member, to tell what is new from what she knew.
        """
        before = self._waiting()
        found.cases.update(self._index.clear(self._me.clock()))
        found.went_back = True
        self._sending.forget_role_keys()
        return before

    # ------------------------------------------------------------------ in

    def _take_over_people(self, standing: _Standing) -> bool:
        me = self._me
        if standing.directory_change == me.directory.change and not standing.went_back:
            return False
        with me.database.read() as session:
            self._require_access(session)
            directory = read_directory(session)
            keyring = load_keyring(session, me.member.id, me.keyring.own)
        me.replace(directory, keyring)
        self._keep_directory(directory)
        return True

    def _back_up(self) -> None:
        """The first program of a day makes a copy; it knows itself when to look for one."""
        with suppress(Problem):
            self._copies.look(self._me.database, self._me.keys, self._me.clock)

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

    def _bring_in(
        self,
        found: _Found,
        standing: _Standing,
        waiting_before: dict[uuid.UUID, int] | None,
        progress: Callable[[int, int], None] | None,
    ) -> bool:
        """False when the file was put back meanwhile, and nothing is in."""
        me = self._me
        keys = _mark(me.keyring)
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
        with me.database.read() as session:
            now = self._standing(session, 0)
            if now.went_back:
                return False
            changed = session.execute(
                select(CaseRow.recorded_at, CaseRow.id).where(CaseRow.change > synced)
            )
            # Sorted here: asked to sort, SQLite walks through every case there is by its date
            # instead of looking up the few that changed.
            case_ids = [
                case_id for _, case_id in sorted((row.recorded_at, row.id) for row in changed)
            ]
            witness = Witness(*newest_entry(session))
            counters = reference_counters(session)
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
        found.tasks, self._tasks.moved = self._tasks.moved, False
        self._tasks.hand_on()
        gone = () if synced else self._index.receipts().difference(case_ids)
        found.cases.update(gone)
        # What the share can tell again need not wait for this laptop's disk.
        self._index.update(
            [], gone, (now.change, keys), witness=witness, references=counters, lasting=False
        )
        if waiting_before is not None:
            found.needs_me += needs_since(self._index, waiting_before, self._waiting())
        self._lift_counters(counters)
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
            found.cases.update(case.summary.id for case in put)
            found.cases.update(drop)

    def _waiting(self) -> dict[uuid.UUID, int]:
        return self._index.waiting(turns_of(self._me))


def _mark(keyring: Keyring) -> str:
    """A short name for a set of keys, to notice that it is another one.

    It begins with how rows are made, and from which words, so that an index of before is made anew:
    what an older program did not understand is understood once it was replaced.
    """
    ids = sorted(str(reader_id) for reader_id in keyring.reader_ids)
    return digest("|".join([_ROWS, VOCABULARY, *ids]).encode("ascii"))[:16]
