"""What waits on this laptop goes out: reports of the outbox, and whatever else waits.

Only what a person must mend comes back to her. All else is waited for: a folder that is away,
busy, full, read-only or damaged, and every error that nobody knows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import select

from trent_desktop.reports.asked.names import QUICK
from trent_desktop.reports.sending import Sending
from trent_desktop.reports.waiting.drafts import Draft, DraftService
from trent_desktop.reports.waiting.in_order import Delivered
from trent_desktop.reports.waiting.refusals import TO_MEND
from trent_desktop.reports.who.leading import NobodyLeads
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.storage.tables import CaseRow


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
        self._in_order = sending.in_order
        self._drafts = drafts
        self._also_deliver = also_deliver

    def deliver(self, found: Delivered) -> None:
        """One try at all that waits; what came of it is in `found`, also when this raises.

        Raises `SchoolAway` when the place itself is gone, and `NoLongerMember`.
        """
        if self._in_order.bring(found):
            self._settle_what_is_there(found)
            for deliver in self._also_deliver:
                self._in_order.try_all_the_same(deliver, found)

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
            draft = unsent[draft_id]
            self._in_order.try_all_the_same(lambda draft=draft: self._settle(draft, found), found)

    def _settle(self, draft: Draft, found: Delivered) -> None:
        try:
            if not self._sending.under_way.settle(draft):
                found.note(self._sending.deliver(draft, None, draft.kept_at))
        except (*TO_MEND, NobodyLeads):
            return  # she went on typing, and has not pressed Send again
