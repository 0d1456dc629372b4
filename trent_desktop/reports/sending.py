"""Sending: a draft becomes a case, once, however often and from wherever it is sent."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from trent_desktop.newer import NEWER_DO, NEWER_WORDS
from trent_desktop.problems import NotFound, TooNew
from trent_desktop.reports.again.rows import CaseRows, note_rows
from trent_desktop.reports.case_store import (
    StoredCase,
    append,
    insert_cases,
    is_there,
    read_case,
    reseal,
    set_plain,
    set_state,
)
from trent_desktop.reports.cases import EntryKind
from trent_desktop.reports.entries import NewEntry, answers_of, author_of, told_entry
from trent_desktop.reports.index import LocalIndex, remember_references
from trent_desktop.reports.kinds import Kind
from trent_desktop.reports.new_cases import NewCases, Ready
from trent_desktop.reports.reading import is_about, receipt
from trent_desktop.reports.references import counted, new_reference
from trent_desktop.reports.report import Report, questions_left
from trent_desktop.reports.sent import Sent, mark_of, sealed_as, with_others
from trent_desktop.reports.supervision.service import leave_out
from trent_desktop.reports.tasks.giving import with_new_keys, withdraw_from_concerned
from trent_desktop.reports.urgency import consequences
from trent_desktop.reports.waiting.alone import ALONE, NotSentYet
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.reports.waiting.first import put_right
from trent_desktop.reports.waiting.outbox_first import OutboxFirst
from trent_desktop.reports.who.leading import leader, state_for
from trent_desktop.reports.workflow import OVER
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.storage.audit import Act
from trent_desktop.storage.database import take_number
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.tables import CaseRow

log = logging.getLogger(__name__)


class Sending(OutboxFirst):
    """Sends the drafts of the member who is signed in."""

    def __init__(self, signed_in: SignedIn, index: LocalIndex) -> None:
        super().__init__(signed_in)
        self._index = index
        self._new = NewCases(signed_in)
        self._seen_references: Mapping[str, int] = {}

    def deliver(
        self,
        draft: Draft,
        report: Report | None = None,
        judged_at: dt.datetime | None = None,
    ) -> Sent:
        """Send a draft to the share now; `judged_at` is when its answers were found right.

        They are judged by that moment: a report is not refused because a clock was put right
        while it waited. Raises `SchoolAway` when the share cannot be reached, and what else ails
        it; `NobodyLeads` when nobody could open it; `AnswersRefused` or `NotAllowed` for what a
        person must mend.
        """
        if report is None:
            report = self._read(draft, judged_at or self._me.clock(), waited=True)
        self._seen_references = self._index.highest_references()
        ready = self._new.get_ready(draft, report)
        with self._me.database.write(Repeat.KNOWS) as session:
            if is_there(session, draft.id):
                sent = self._send_more(session, draft, report)
            elif draft.stage == ALONE:
                raise NotSentYet
            else:
                sent = self._send_new(session, draft, report, ready)
        self.under_way.arrived(draft, lambda: self._settle(draft, report.kind, sent))
        return sent

    def forget_role_keys(self) -> None:
        """Read the keys of the roles again: the file went back, and its numbers mean others."""
        self._new.forget_roll()

    def _send_new(
        self, session: Session, draft: Draft, report: Report, ready: Ready | None
    ) -> Sent:
        turn = take_number(session)
        if ready is None or ready.change != turn.directory_change:
            ready = self._new.seal(draft, report, self._new.roll_at(session, turn.directory_change))
        lead = ready.lead
        reference = new_reference(session, lead.route, ready.at, above=self._seen_references)
        sealed = ready.sealed.numbered(reference, turn.change)
        insert_cases(session, [sealed])
        # What is at hand need not be read again while everybody else waits.
        note_rows(session, CaseRows.of(sealed.row, sealed.readers.values, sealed.entries.values))
        self._me.audit(session, Act.CASE_SENT, str(draft.id))
        return Sent(
            draft.id,
            reference,
            lead.told_as,
            report.facts.severity,
            report.questions_left,
            leads=lead.leads,
            kind=report.kind.name,
        )

    def _send_more(self, session: Session, draft: Draft, report: Report) -> Sent:
        """More answers to a case that is there. Answers that are in it already change nothing."""
        kind, answers = report.kind, report.more
        stored = self._mine_or_sealed(session, draft)
        if stored is not None and stored.newer:
            # It waits on this laptop until a program that understands the case is there.
            raise TooNew(NEWER_WORDS, what_to_do=NEWER_DO)
        if stored is None and draft.stage in (*kind.stages[1:], ALONE):
            roll = self._new.roll_at(session, take_number(session).directory_change)
            route = sealed_as(report.route, session.get_one(CaseRow, draft.id).route)
            raise with_others(roll.lead(route, draft.answers).leads)
        if stored is None or not _is_news(stored, answers):
            row = session.get_one(CaseRow, draft.id)
            route = stored.route if stored else sealed_as(report.route, row.route)
            left = _left(stored, answers_of(stored.timeline)) if stored else 0
            lead = self._lead_known(report.route, answers)
            return Sent(
                row.id,
                row.reference,
                lead.told_as if route is lead.route else route,
                stored.standing.severity if stored else report.facts.severity,
                left,
                already_sent=True,
                leads=lead.leads,
                kind=kind.name,
            )
        now = self._me.clock()
        entry = NewEntry(
            uuid.uuid5(draft.id, mark_of(draft, answers)),
            EntryKind.MORE_ANSWERS,
            now,
            author_of(self._me),
            details={
                "stage": kind.stages[-1] if draft.stage == ALONE else draft.stage,
                "answers": dict(answers),
            },
        )
        together = {**answers_of(stored.timeline), **answers}
        route = kind.lead(draft.stage, together)
        turn = take_number(session)
        roll = self._new.roll_at(session, turn.directory_change)
        told_as, leads = stored.route, leader(stored.route, roll.joined)
        if route is not stored.route and not stored.route.sealed:
            lead = roll.lead(route, together)
            if stored.in_part:
                raise with_others(lead.leads)
            readers = roll.readers(lead)
            renewed = with_new_keys(session, stored)
            stored = reseal(session, renewed, lead.route, readers, roll.keys.values())
            state, told_as, leads = lead.state, lead.told_as, lead.leads
            added = [entry, told_entry(entry.id, lead.told, now)]
            leave_out(session, self._me, stored.timeline)
        else:
            following, state = consequences(
                kind, stored.route, stored.state, stored.timeline, entry, stored.reader_roles
            )
            added = [entry, *following]
        withdraw_from_concerned(self._me, session, stored, together, turn.change)
        append(session, stored, added, turn.change)
        set_plain(stored, together)
        set_state(stored, state, added)
        self._me.audit(session, Act.CASE_ADDED_TO, str(draft.id))
        return Sent(
            draft.id,
            stored.row.reference,
            told_as,
            stored.standing.severity,
            _left(stored, together),
            leads=leads,
            kind=kind.name,
        )

    def _mine_or_sealed(self, session: Session, draft: Draft) -> StoredCase | None:
        """The case of a draft, if its writer may still read it (a sealed one she may not)."""
        try:
            stored = read_case(session, self._me.keyring, draft.id)
        except NotFound:
            return None
        return None if is_about(self._me, stored) else stored

    def _settle(self, draft: Draft, kind: Kind, sent: Sent) -> None:
        """What this laptop keeps once the share has it: the rest of the questions, a receipt."""
        now = self._me.clock()
        if sent.route.sealed:
            state = state_for(sent.route, sent.leads)
            sealed = receipt(
                self._me, kind, sent.case_id, sent.reference, sent.route, sent.severity, now, state
            )
            self._index.update([sealed], [])
        # The share tells it again with the next look, so it waits for no disk.
        with self._me.store.writing(lasting=False) as connection:
            remember_references(connection, counted(sent.reference))
        with self._me.store.box.changing() as change:  # last: what is in the outbox is looked at
            put_right(change, draft, sent, now)


def _left(stored: StoredCase, answers: Mapping[str, Any]) -> int:
    return questions_left(
        stored.kind,
        stored.route,
        answers,
        stored.row.recorded_at.date(),
        over=stored.shown_state in OVER,
    )


def _is_news(stored: StoredCase, answers: Mapping[str, Any]) -> bool:
    """Whether `answers` say anything that the case does not hold already."""
    told = answers_of(stored.timeline)
    return any(name not in told or told[name] != value for name, value in answers.items())
