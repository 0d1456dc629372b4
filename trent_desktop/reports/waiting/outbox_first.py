"""Sending from this laptop's side: the outbox first, and then the share (rule 73)."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from contextlib import suppress
from dataclasses import replace

from trent_desktop.problems import NoLongerMember, Problem
from trent_desktop.reports.report import Report
from trent_desktop.reports.sent import Sent, outbox_id
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.reports.waiting.first import UnderWay, put_back
from trent_desktop.reports.waiting.in_order import InOrder
from trent_desktop.reports.waiting.outbox import queued_as
from trent_desktop.reports.waiting.refusals import TO_MEND
from trent_desktop.reports.waiting.to_outbox import ToOutbox
from trent_desktop.reports.who.about import concerned
from trent_desktop.reports.withholding import Withholding
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right


class OutboxFirst(ToOutbox, ABC):
    """Sending, but for how a report gets to the share."""

    def __init__(self, signed_in: SignedIn) -> None:
        super().__init__(signed_in)
        self.withholding = Withholding(signed_in)
        self.under_way = UnderWay()
        self.in_order = InOrder(signed_in, self)

    @abstractmethod
    def deliver(
        self,
        draft: Draft,
        report: Report | None = None,
        judged_at: dt.datetime | None = None,
    ) -> Sent:
        """Send a draft to the share now."""

    def send(self, draft: Draft) -> Sent:
        """Send what a draft holds: a new case, or more answers to one that was sent.

        The draft's id is the case's, so sending twice, from two laptops or after a crash, makes
        one case. It goes into the outbox first, and out of it when the share has it. While the
        share is away, busy, full, read-only or damaged, when nobody who has joined could open the
        report, or when something fails that nobody knows, it stays there. Raises `NotAllowed`, or
        `AnswersRefused` with what must be put right; the draft is then kept as it is. Raises
        `DiskFull` when neither this laptop nor the share takes it.
        """
        self._me.require(Right.REPORT)
        report = self._read(draft, self._me.clock())
        with self.under_way.going(draft):
            unkept: Problem | None = None
            try:
                self._queue(draft, rest=report.questions_left > 0)
            except Problem as problem:
                unkept = problem  # this laptop's disk is full: it may go all the same
            return self._try_now(draft, report, unkept)

    def deliver_put(self, draft: Draft) -> Sent:
        """The second half: send what `put_first` put into the outbox, or could not put there.

        It is judged by the moment at which it was put. Raises as `send` does; what a person must
        mend is among the drafts again then.
        """
        with self.under_way.going(draft):
            put = queued_as(self._me.store.box, outbox_id(draft))
            report = self._read(draft, put.put_at if put else self._me.clock(), waited=True)
            unkept = None if put else Problem("It is not in the outbox.")
            return self._try_now(draft, report, unkept)

    def _try_now(self, draft: Draft, report: Report, unkept: Problem | None) -> Sent:
        """Deliver it. `unkept` says why it is not in the outbox, if it is not."""
        try:
            self.in_order.bring_before(draft)
            sent = self.deliver(draft, report)
        except (*TO_MEND, NoLongerMember) as refused:
            # A first part that was refused on the way has taken this one with it.
            if unkept is None and queued_as(self._me.store.box, outbox_id(draft)):
                mend = refused if isinstance(refused, TO_MEND) else None
                with self._me.store.box.changing() as change:
                    put_back(change, draft, mend, self._me.clock(), opened=True)
            raise
        except Exception as error:
            if unkept is not None:
                raise unkept from error
            sent = self._waits(draft, report, error)
            if sent.no_reader:
                with suppress(Problem):  # else with the next look at the share
                    self.withholding.take_away(draft)
            return sent
        return replace(sent, about=concerned(report.answers, self._me.directory.members))
