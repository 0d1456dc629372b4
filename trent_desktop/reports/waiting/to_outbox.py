"""Into the outbox, and no further: the half of sending that asks no share (rule 73)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from trent_desktop.asking import on_laptop
from trent_desktop.reports.cases import Route
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.report import Report
from trent_desktop.reports.sent import Sent, why_it_waits
from trent_desktop.reports.waiting.alone import ALONE, check_alone
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.reports.waiting.first import put_first
from trent_desktop.reports.waiting.refusals import unheed_refusal
from trent_desktop.reports.who.about import concerned
from trent_desktop.reports.who.leading import NobodyLeads
from trent_desktop.reports.who.readers import Lead, holders_known, joined_among, lead_of
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right


class ToOutbox:
    """Keeps on this laptop what is to be sent, and says what will become of it."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    @on_laptop
    def must_wait(self, draft: Draft) -> bool:
        """Whether nobody could open this report, as far as this laptop knows. In memory."""
        kind = kind_named(draft.journey)
        if kind is None:
            return False  # sending says why it cannot go
        return self._lead_known(kind.lead(draft.stage, draft.answers), draft.answers).nobody

    def put_first(self, draft: Draft) -> Sent:
        """The first half of `send`, which never asks the share: into the outbox, and no further.

        It goes with the next look at the share, or by `deliver_put`. Raises as `send` does, and
        `DiskFull`, or `Problem` for a laptop's folder that cannot be used: it is not kept then.
        """
        self._me.require(Right.REPORT)
        report = self._read(draft, self._me.clock())
        self._queue(draft, rest=report.questions_left > 0)
        return self._waits(draft, report)

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

    def _read(self, draft: Draft, at: dt.datetime, *, waited: bool = False) -> Report:
        kind = kind_named(draft.journey)
        if draft.stage == ALONE and kind is not None:
            return Report.of(kind, draft.stage, check_alone(draft.answers), at.date())
        return Report.read(
            kind,
            draft.stage,
            draft.answers,
            at,
            waited=waited,
            classes=self._me.directory.classes,
            settings=self._me.directory.settings,
        )

    def _lead_known(self, route: Route, answers: Mapping[str, Any]) -> Lead:
        """The same by what this laptop knows. In memory."""
        holders = holders_known(self._me.directory.members)
        return lead_of(route, answers, holders, joined_among(holders))
