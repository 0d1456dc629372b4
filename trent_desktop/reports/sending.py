"""Sending: a draft becomes a case, once, however often and from wherever it is sent."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from trent_desktop.newer import NEWER_DO, NEWER_WORDS
from trent_desktop.problems import NoLongerMember, NotFound, Problem, TooNew
from trent_desktop.reports.asked.names import QUICK
from trent_desktop.reports.case_store import (
    StoredCase,
    append,
    insert_cases,
    is_news,
    is_there,
    read_case,
    reseal,
    seal_case,
    set_plain,
    set_state,
)
from trent_desktop.reports.cases import EntryKind, Route
from trent_desktop.reports.casework.to_do import tasks_at_first
from trent_desktop.reports.entries import NewEntry, answers_of, author_of, told_entry
from trent_desktop.reports.index import LocalIndex, remember_references
from trent_desktop.reports.kinds import Kind, kind_named
from trent_desktop.reports.reading import is_about, receipt
from trent_desktop.reports.references import counted, new_reference
from trent_desktop.reports.report import Report, questions_left
from trent_desktop.reports.sent import (
    Sent,
    mark_of,
    outbox_id,
    rest_of,
    sealed_as,
    why_it_waits,
    with_others,
)
from trent_desktop.reports.supervision.service import leave_out
from trent_desktop.reports.tasks.giving import with_new_keys, withdraw_from_concerned
from trent_desktop.reports.urgency import consequences
from trent_desktop.reports.waiting.alone import ALONE, NotSentYet, check_alone
from trent_desktop.reports.waiting.drafts import Draft, drop_draft, note_reference, put_draft
from trent_desktop.reports.waiting.outbox import put_in_outbox, take_out
from trent_desktop.reports.waiting.refusals import TO_MEND, forget_refusal
from trent_desktop.reports.who.about import concerned
from trent_desktop.reports.who.leading import NobodyLeads, leader, state_for
from trent_desktop.reports.who.readers import (
    Holder,
    Lead,
    holders_known,
    holders_now,
    joined_among,
    lead_of,
    readers_of,
    role_keys,
)
from trent_desktop.reports.withholding import Withholding
from trent_desktop.reports.workflow import OVER
from trent_desktop.roles import Role
from trent_desktop.school.keys.role_keys import held_by_joined
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.cipher import public_half
from trent_desktop.storage.database import Turn, take_number
from trent_desktop.storage.keyring import Reader
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.tables import CaseRow

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Roll:
    """Keys and holders of the roles that cases are sealed to, as at a change to people or roles.

    `joined`: the roles whose newest key somebody holds who can sign in.
    """

    change: int
    keys: Mapping[Role | None, Reader]
    holders: tuple[Holder, ...]
    joined: frozenset[Role]


class Sending:
    """Sends the drafts of the member who is signed in."""

    def __init__(self, signed_in: SignedIn, index: LocalIndex) -> None:
        self._me = signed_in
        self._index = index
        self._roll: _Roll | None = None
        self.withholding = Withholding(signed_in)
        self._seen_references: Mapping[str, int] = {}

    def send(self, draft: Draft) -> Sent:
        """Send what a draft holds: a new case, or more answers to one that was sent.

        The draft's id is the case's, so sending twice, from two laptops or after a crash, makes
        one case. While the share is away, busy, full, read-only or damaged, when nobody who has
        joined could open the report, or when something fails that nobody knows, the draft goes
        into the outbox. Raises `NotAllowed`, or `AnswersRefused` with what must be put right; the
        draft is then kept as it is.
        """
        self._me.require(Right.REPORT)
        report = self._read(draft, self._me.clock())
        try:
            sent = self.deliver(draft, report)
        except (*TO_MEND, NoLongerMember):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the report must not be lost
            lead = self._lead_known(report.route, report.answers)
            nobody = lead.nobody or isinstance(error, NobodyLeads)
            self._queue(draft, rest=report.questions_left > 0)
            if nobody:
                with suppress(Problem):  # else with the next look at the share
                    self.withholding.take_away(draft)
            sent = Sent(
                draft.id,
                draft.reference,
                lead.told_as,
                report.facts.severity,
                report.questions_left,
                queued=True,
                why=why_it_waits(error),
                leads=None if nobody else lead.leads,
                no_reader=nobody,
                kind=report.kind.name,
            )
        return replace(sent, about=concerned(report.answers, self._me.directory.members))

    def must_wait(self, draft: Draft) -> bool:
        """Whether nobody could open this report, as far as this laptop knows. In memory."""
        kind = kind_named(draft.journey)
        if kind is None:
            return False  # sending says why it cannot go
        return self._lead_known(kind.lead(draft.stage, draft.answers), draft.answers).nobody

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
        with self._me.database.write(Repeat.KNOWS) as session:
            if is_there(session, draft.id):
                sent = self._send_more(session, draft, report)
            elif draft.stage == ALONE:
                raise NotSentYet
            else:
                sent = self._send_new(session, draft, report)
        self._settle(draft, report.kind, sent)
        return sent

    def put_by(self, draft: Draft) -> None:
        """Into the outbox, to be sent with the next look at the share. In this laptop's store."""
        self._queue(draft, rest=True)

    def forget_role_keys(self) -> None:
        """Read the keys of the roles again: the file went back, and its numbers mean others."""
        self._roll = None

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

    def _send_new(self, session: Session, draft: Draft, report: Report) -> Sent:
        now = self._me.clock()
        turn = take_number(session)
        roll = self._roll_at(session, turn)
        lead = self._lead(report.route, report.answers, roll)
        readers = self._readers(lead, roll, reporter=True)
        reference = new_reference(session, lead.route, now, above=self._seen_references)
        first = NewEntry(
            draft.id,
            EntryKind.REPORT,
            now,
            author_of(self._me),
            details={"stage": draft.stage, "answers": dict(report.answers)},
        )
        told = told_entry(draft.id, lead.told, now)
        entries = (first, told, *tasks_at_first(report.kind, lead.route, first, report.answers))
        sealed = seal_case(
            draft.id,
            reference,
            report.kind,
            lead.route,
            lead.state,
            report.facts,
            readers,
            entries,
            turn.change,
            roll.keys.values(),
        )
        insert_cases(session, [sealed])
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
            roll = self._roll_at(session, take_number(session))
            route = sealed_as(report.route, session.get_one(CaseRow, draft.id).route)
            raise with_others(self._lead(route, draft.answers, roll).leads)
        if stored is None or not is_news(stored, answers):
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
        told_as, leads = stored.route, leader(stored.route, self._roll_at(session, turn).joined)
        if route is not stored.route and not stored.route.sealed:
            roll = self._roll_at(session, turn)
            lead = self._lead(route, together, roll)
            if stored.in_part:
                raise with_others(lead.leads)
            readers = self._readers(lead, roll, reporter=False)
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
        with self._me.store.writing() as connection:
            take_out(connection, outbox_id(draft))
            forget_refusal(connection, draft.id)
            remember_references(connection, counted(sent.reference))
            if draft.stage == ALONE:
                return  # the rest of the questions goes on
            if draft.stage != QUICK or sent.route.sealed or not sent.questions_left:
                drop_draft(connection, draft.id)
            elif not note_reference(connection, draft.id, sent.reference):
                put_draft(connection, rest_of(draft, sent.reference, now))
        if sent.route.sealed:
            state = state_for(sent.route, sent.leads)
            sealed = receipt(
                self._me, kind, sent.case_id, sent.reference, sent.route, sent.severity, now, state
            )
            self._index.update([sealed], [])

    def _queue(self, draft: Draft, *, rest: bool) -> None:
        """Into the outbox, and out of the drafts, in one transaction.

        `rest`: more of it can be answered. Of what will be sealed nothing could be added.
        """
        now = self._me.clock()
        with self._me.store.writing() as connection:
            put_in_outbox(connection, outbox_id(draft), draft, now)
            if draft.stage == ALONE:
                return
            forget_refusal(connection, draft.id)
            if draft.stage == QUICK and rest:
                put_draft(connection, rest_of(draft, "", now))
            else:
                drop_draft(connection, draft.id)

    @staticmethod
    def _lead(route: Route, answers: Mapping[str, Any], roll: _Roll) -> Lead:
        return lead_of(route, answers, roll.holders, roll.joined)

    def _lead_known(self, route: Route, answers: Mapping[str, Any]) -> Lead:
        """The same by what this laptop knows. In memory."""
        holders = holders_known(self._me.directory.members)
        return lead_of(route, answers, holders, joined_among(holders))

    def _roll_at(self, session: Session, turn: Turn) -> _Roll:
        """Who holds the roles, and their keys.

        They are read again only when people or roles changed, which the unit of work itself
        says: a case is never sealed to a key that was replaced a second ago, nor to keys that
        nobody who has joined can use.
        """
        if self._roll is None or self._roll.change != turn.directory_change:
            keys = role_keys(session)
            joined = held_by_joined(session, [one.id for one in keys.values()])
            self._roll = _Roll(turn.directory_change, keys, holders_now(session), joined)
        return self._roll

    def _readers(self, lead: Lead, roll: _Roll, *, reporter: bool) -> tuple[Reader, ...]:
        """Whom a case is sealed to; the reporter only of an ordinary one. Raises `NobodyLeads`."""
        readers = readers_of(lead, roll.keys)
        if not readers:
            raise NobodyLeads
        if not reporter or lead.route.sealed:
            return readers
        own = Reader(self._me.member.id, public_half(self._me.keyring.own))
        return (own, *readers)


def _left(stored: StoredCase, answers: Mapping[str, Any]) -> int:
    return questions_left(
        stored.kind,
        stored.route,
        answers,
        stored.row.recorded_at.date(),
        over=stored.shown_state in OVER,
    )
