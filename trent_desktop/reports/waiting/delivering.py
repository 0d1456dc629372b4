"""What waits on this laptop goes out: reports of the outbox, and whatever else waits.

Only what a person must mend comes back to her. All else is waited for: a folder that is away,
busy, full, read-only or damaged, and every error that nobody knows.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select

from trent_desktop.problems import NoLongerMember, Problem, SchoolAway, SchoolBusy
from trent_desktop.reports.asked.names import FULL, QUICK
from trent_desktop.reports.sending import Sending
from trent_desktop.reports.sent import Sent
from trent_desktop.reports.waiting.alone import NotSentYet
from trent_desktop.reports.waiting.drafts import Draft, DraftService, draft_in, put_draft
from trent_desktop.reports.waiting.first import put_back
from trent_desktop.reports.waiting.outbox import Queued, queued, take_out
from trent_desktop.reports.waiting.refusals import TO_MEND
from trent_desktop.reports.who.leading import NobodyLeads
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.storage.tables import CaseRow, SchoolRow
from trent_desktop.storage.troubles import while_it_waits

log = logging.getLogger(__name__)

UNKNOWN = "Something that waits on this laptop could not be saved in the school’s file yet."
TELL_ICT = "Tell the ICT Lead if this stays."


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


class Delivery:
    """Delivers what one member's laptop holds for the share."""

    def __init__(
        self,
        signed_in: SignedIn,
        sending: Sending,
        drafts: DraftService,
        also_deliver: Sequence[Callable[[], None]],
    ) -> None:
        self._me = signed_in
        self._sending = sending
        self._drafts = drafts
        self._also_deliver = also_deliver

    def deliver(self, found: Delivered) -> None:
        """One try at all that waits; what came of it is in `found`, also when this raises.

        Raises `SchoolAway` when the place itself is gone, and `NoLongerMember`.
        """
        if self._deliver_outbox(found):
            self._settle_what_is_there(found)
            for deliver in self._also_deliver:
                self._try(deliver, found)

    def _deliver_outbox(self, found: Delivered) -> bool:
        """False when there is no use in trying anything more just now."""
        held: set[uuid.UUID] = set()
        for one in queued(self._me.store.box):
            draft = one.draft
            if draft.id in held:
                continue  # the parts of one report keep their order
            if self._sending.under_way.is_going(draft):
                held.add(draft.id)
                continue
            if self._sending.must_wait(draft):
                held.add(draft.id)  # for somebody who may read it to join; the others go on
                self._withhold(draft, found)
                continue
            try:
                if not self._sending.under_way.settle(draft):  # it arrived, and was told
                    found.note(self._sending.deliver(draft, None, one.put_at))
            except TO_MEND as problem:
                self._give_back(one, problem)
                found.refused.append(draft.id)
                if draft.stage == QUICK:
                    self._join_rest(draft.id)
                    held.add(draft.id)
            except NoLongerMember:
                raise
            except (NobodyLeads, NotSentYet) as error:
                if isinstance(error, NobodyLeads):
                    self._withhold(draft, found)
                held.add(draft.id)
            except Exception as error:  # noqa: BLE001 - the others behind it must go all the same
                held.add(draft.id)
                found.trouble = self._why(error)
                if isinstance(error, SchoolBusy):
                    return False  # each further try would wait as long again
        return True

    def _withhold(self, draft: Draft, found: Delivered) -> None:
        """What was sent of it before is taken from whom it may be about."""
        self._try(lambda: self._sending.withholding.take_away(draft), found)

    def _try(self, work: Callable[[], object], found: Delivered) -> None:
        try:
            work()
        except NoLongerMember:
            raise
        except Exception as error:  # noqa: BLE001 - it waits; nothing else is kept back by it
            found.trouble = self._why(error)

    def _why(self, error: Exception) -> str:
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

    # ------------------------------------------------------------------ refused

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

    # ------------------------------------------------------------------ after a crash

    def _settle_what_is_there(self, found: Delivered) -> None:
        """A draft whose first part is on the share already was sent before a crash: settle it."""
        unsent = {draft.id: draft for draft in self._drafts.all() if draft.stage == QUICK}
        if not unsent:
            return
        with self._me.database.read() as session:
            there = session.execute(select(CaseRow.id).where(CaseRow.id.in_(unsent))).scalars()
            known = list(there)
        for draft_id in known:
            self._try(lambda draft=unsent[draft_id]: self._settle(draft, found), found)

    def _settle(self, draft: Draft, found: Delivered) -> None:
        try:
            if not self._sending.under_way.settle(draft):
                found.note(self._sending.deliver(draft, None, draft.kept_at))
        except (*TO_MEND, NobodyLeads):
            return  # she went on typing, and has not pressed Send again
