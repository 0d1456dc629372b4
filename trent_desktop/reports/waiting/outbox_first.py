"""Sending from this laptop's side: the outbox first, and then the share (rule 73)."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from trent_desktop.asking import kept_first, on_laptop
from trent_desktop.problems import NoLongerMember, Problem
from trent_desktop.reports.cases import Route
from trent_desktop.reports.report import Report
from trent_desktop.reports.sent import Sent, outbox_id, why_it_waits
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.reports.waiting.first import UnderWay, put_back, put_first
from trent_desktop.reports.waiting.in_order import InOrder
from trent_desktop.reports.waiting.outbox import queued_as
from trent_desktop.reports.waiting.refusals import TO_MEND, unheed_refusal
from trent_desktop.reports.who.about import concerned
from trent_desktop.reports.who.leading import NobodyLeads
from trent_desktop.reports.who.readers import Lead
from trent_desktop.reports.withholding import Withholding
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right


class OutboxFirst(ABC):
    """The half of sending that knows the outbox. How a report gets to the share the other knows."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in
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

    @abstractmethod
    def must_wait(self, draft: Draft) -> bool:
        """Whether nobody could open this report, as far as this laptop knows."""

    @abstractmethod
    def _read(self, draft: Draft, at: dt.datetime, *, waited: bool = False) -> Report: ...

    @abstractmethod
    def _lead_known(self, route: Route, answers: Mapping[str, Any]) -> Lead: ...

    @kept_first("put_first", "deliver_put", "came_back")
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

    def put_first(self, draft: Draft) -> Sent:
        """The first half of `send`, which never asks the share: into the outbox, and no further.

        It goes with the next look at the share, or by `deliver_put`. Raises as `send` does, and
        `DiskFull`, or `Problem` for a laptop's folder that cannot be used: it is not kept then.
        """
        self._me.require(Right.REPORT)
        report = self._read(draft, self._me.clock())
        self._queue(draft, rest=report.questions_left > 0)
        return self._waits(draft, report)

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

    def _waits(self, draft: Draft, report: Report, error: Exception | None = None) -> Sent:
        """What is said of a report that is in the outbox; `error` kept it from going on."""
        lead = self._lead_known(report.route, report.answers)
        nobody = lead.nobody or isinstance(error, NobodyLeads)
        return Sent(
            draft.id,
            draft.reference,
            lead.told_as,
            report.facts.severity,
            report.questions_left,
            queued=True,
            why=why_it_waits(error) if error else "",
            leads=None if nobody else lead.leads,
            no_reader=nobody,
            kind=report.kind.name,
            about=concerned(report.answers, self._me.directory.members),
        )

    @on_laptop
    def came_back(self, draft: Draft) -> None:
        """It was refused when nobody waited for the answer any more: said until she has seen it."""
        with self._me.store.box.changing() as change:
            unheed_refusal(change, draft.id)

    @on_laptop
    def put_by(self, draft: Draft) -> None:
        """Into the outbox, to be sent with the next look at the share. In this laptop's store."""
        self._queue(draft, rest=True)

    def _queue(self, draft: Draft, *, rest: bool) -> None:
        """Into the outbox, and out of the drafts."""
        with self._me.store.box.changing() as change:
            put_first(change, draft, self._me.clock(), rest=rest)
