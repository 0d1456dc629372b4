"""The outbox is emptied in the order in which it was filled, whoever empties it (rule 93).

The look at the share brings what waits; whoever sends brings what waited before it. What the folder
does not take keeps back all that was sent after it; what cannot go for reasons of its own does not.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from trent_desktop.problems import DiskFull, NoLongerMember, Problem, SchoolAway, SchoolBusy
from trent_desktop.reports.asked.names import FULL, QUICK
from trent_desktop.reports.sent import Sent, outbox_id
from trent_desktop.reports.waiting.alone import NotSentYet
from trent_desktop.reports.waiting.drafts import Draft, draft_in, put_draft
from trent_desktop.reports.waiting.first import put_back
from trent_desktop.reports.waiting.outbox import Queued, queued, queued_as, take_out
from trent_desktop.reports.waiting.refusals import TO_MEND
from trent_desktop.reports.who.leading import NobodyLeads
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.storage.tables import SchoolRow
from trent_desktop.storage.troubles import while_it_waits

if TYPE_CHECKING:
    from trent_desktop.reports.waiting.outbox_first import OutboxFirst

log = logging.getLogger(__name__)

UNKNOWN: Final = "Something that waits on this laptop could not be saved in the school’s file yet."
TELL_ICT: Final = "Tell the ICT Lead if this stays."
#: So often one that the folder does not take keeps back the others: then it may be its own fault.
_TRIES: Final = 5


@dataclass
class Delivered:
    """What came of a delivery. `trouble` says in words why something still waits."""

    cases: set[uuid.UUID] = field(default_factory=set[uuid.UUID])
    sent: list[str] = field(default_factory=list[str])
    refused: list[uuid.UUID] = field(default_factory=list[uuid.UUID])
    trouble: str = ""

    def note(self, sent: Sent) -> None:
        """A report went."""
        if sent.reference not in self.sent:  # two parts of one report went
            self.sent.append(sent.reference)
        self.cases.add(sent.case_id)

    def take(self, other: Delivered) -> None:
        """What came of another delivery, before this one."""
        self.cases |= other.cases
        self.sent += [one for one in other.sent if one not in self.sent]
        self.refused += other.refused


class InOrder:
    """Empties the outbox of the member who is signed in. From any thread; one report at a time."""

    def __init__(self, signed_in: SignedIn, sending: OutboxFirst) -> None:
        self._me = signed_in
        self._sending = sending
        self._turn = threading.Lock()
        self._failed: Counter[str] = Counter()
        self._on_the_way = Delivered()

    def bring(self, found: Delivered) -> bool:
        """One try at all that waits; False when there is no use in trying anything more just now.

        Raises `SchoolAway` when the place itself is gone, and `NoLongerMember`.
        """
        with self._turn:
            done, self._on_the_way = self._on_the_way, Delivered()
        found.take(done)
        held: set[uuid.UUID] = set()
        for one in queued(self._me.store.box):
            draft = one.draft
            if draft.id in held:
                continue  # the parts of one report keep their order
            if self._sending.under_way.is_going(draft):
                break  # whoever waits for it goes on with those behind it
            if self._sending.must_wait(draft):
                held.add(draft.id)  # for somebody who may read it to join; the others go on
                self._withhold(draft, found)
                continue
            try:
                self._bring(one, found)
            except NoLongerMember:
                raise
            except (*TO_MEND, NotSentYet):
                held.add(draft.id)
            except NobodyLeads:
                held.add(draft.id)
                self._withhold(draft, found)
            except Exception as error:  # noqa: BLE001 - the others behind it must go all the same
                held.add(draft.id)
                found.trouble = self.why(error)
                if isinstance(error, SchoolBusy):
                    return False  # each further try would wait as long again
                if self._keeps_others_back(one, error):
                    break
        return True

    def bring_before(self, draft: Draft) -> None:
        """Bring all that was sent before this draft; what came of it is told with the next look.

        Raises what keeps it from going when that keeps this draft back as well: what ails the
        folder, or a first part that its writer must mend.
        """
        here = outbox_id(draft)
        for one in queued(self._me.store.box):
            if one.id == here:
                return
            self._sending.under_way.wait_for(one.draft)
            if self._sending.must_wait(one.draft) and one.draft.id != draft.id:
                continue
            try:
                self._bring(one, self._on_the_way)
            except NoLongerMember:
                raise
            except Exception as error:
                self.why(error)  # raises when the place itself is gone
                if one.draft.id == draft.id or self._keeps_others_back(one, error):
                    raise

    def try_all_the_same(self, work: Callable[[], object], found: Delivered) -> None:
        """Do something that keeps nothing else back: `found` hears why it could not be done."""
        try:
            work()
        except NoLongerMember:
            raise
        except Exception as error:  # noqa: BLE001 - it waits; nothing else is kept back by it
            found.trouble = self.why(error)

    def why(self, error: Exception) -> str:
        """Why something waits. Raises `SchoolAway` when that is because the place is gone."""
        if isinstance(error, SchoolAway) and not isinstance(error, SchoolBusy):
            # Whatever a database says that has no words of its own is called away, too. If the
            # place is there, it is this one that cannot go, and the others can.
            with self._me.database.read() as session:
                session.execute(select(SchoolRow.change)).one()
            if type(error) is SchoolAway:
                return f"{UNKNOWN} {TELL_ICT}"
        if isinstance(error, Problem):
            return while_it_waits(error)
        log.warning("Something waits because of %s", type(error).__name__)
        return f"{UNKNOWN} {TELL_ICT}"

    # ------------------------------------------------------------------ one of them

    def _bring(self, one: Queued, found: Delivered) -> None:
        """Deliver one, unless it has gone meanwhile. Raises why it cannot go."""
        draft = one.draft
        with self._turn:
            if queued_as(self._me.store.box, one.id) != one:
                return
            try:
                if not self._sending.under_way.settle(draft):  # it arrived, and was told
                    found.note(self._sending.deliver(draft, None, one.put_at))
                self._failed.pop(one.id, None)
            except TO_MEND as problem:
                self._give_back(one, problem)
                found.refused.append(draft.id)
                if draft.stage == QUICK:
                    self._join_rest(draft.id)
                raise

    def _keeps_others_back(self, one: Queued, error: Exception) -> bool:
        """Whether what was sent after one must wait with it, since the folder does not take it."""
        if isinstance(error, SchoolBusy):
            return True
        if type(error) is SchoolAway or not isinstance(error, (SchoolAway, DiskFull)):
            return False
        self._failed[one.id] += 1
        return self._failed[one.id] <= _TRIES

    def _withhold(self, draft: Draft, found: Delivered) -> None:
        """What was sent of it before is taken from whom it may be about."""
        self.try_all_the_same(lambda: self._sending.withholding.take_away(draft), found)

    def _give_back(self, one: Queued, problem: Problem) -> None:
        """Not taken: it goes back to the drafts, where its writer can mend it."""
        with self._me.store.box.changing() as change:
            put_back(change, one.draft, problem, self._me.clock())

    def _join_rest(self, draft_id: uuid.UUID) -> None:
        """Its second part waited behind it, and cannot go without the first: it is one again."""
        rest = [one for one in queued(self._me.store.box) if one.draft.id == draft_id]
        for one in rest:
            with self._me.store.box.changing() as change:
                back = draft_in(change, draft_id)
                if one.draft.stage == FULL and back is not None:
                    take_out(change, one.id)
                    put_draft(change, replace(back, answers={**back.answers, **one.draft.answers}))
