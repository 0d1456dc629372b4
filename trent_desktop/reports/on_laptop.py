"""Cases and lists of them, as this laptop has them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from trent_desktop.asking import kept_first, on_laptop
from trent_desktop.reports.cases import CaseFile, CaseSummary
from trent_desktop.reports.earlier import earlier_reports
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.index_values import CaseCounts, CasePage, CaseQuery, Cursor
from trent_desktop.reports.sent import Sent
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.reports.waiting.outbox import waiting_drafts
from trent_desktop.reports.waiting.to_outbox import ToOutbox
from trent_desktop.reports.whose_turn import turns_of
from trent_desktop.reports.workflow import OVER
from trent_desktop.roles import Role
from trent_desktop.school.keys.session import SignedIn


class CasesOnLaptop:
    """What a member's own laptop says of cases. Never asks the share."""

    def __init__(self, signed_in: SignedIn, index: LocalIndex) -> None:
        self._me = signed_in
        self._index = index

    @kept_first("sending.deliver_put", "sending.came_back")
    def send(self, draft: Draft) -> Sent:
        """Put what a draft holds into the outbox; see `ToOutbox.put_first`."""
        return ToOutbox(self._me).put_first(draft)

    @on_laptop
    def waiting(self) -> tuple[Draft, ...]:
        """What was sent while the share was away, and goes by itself when it is back."""
        return waiting_drafts(self._me.store.box)

    @on_laptop
    def page(self, query: CaseQuery, after: Cursor | None = None, limit: int = 40) -> CasePage:
        """One screenful of the list, from this laptop."""
        return self._index.page(query, self.turns, after, limit)

    @on_laptop
    def counts(self) -> CaseCounts:
        """How many cases there are to see, from this laptop."""
        return self._index.counts(self.turns)

    @on_laptop
    def earlier_reports(self, case: CaseFile) -> tuple[CaseSummary, ...]:
        """Earlier reports of the same person, oldest first, of those she may read.

        Only of a kind that counts them. From this laptop.
        """
        return earlier_reports(self._me, self._index, case)

    @on_laptop
    def over(self, case_ids: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
        """Which of these cases are signed off or closed, from this laptop."""
        rows = map(self._index.get, case_ids)
        return frozenset(row.id for row in rows if row and row.state in OVER and not row.newer)

    @property
    def turns(self) -> frozenset[Role]:
        """The roles whose turn is hers: her own, and those she acts for."""
        return turns_of(self._me)
