"""Sending: a draft becomes a case, once, however often and from wherever it is sent."""

from __future__ import annotations

import datetime as dt
import json
import logging
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from trent_desktop.newer import NEWER_DO, NEWER_WORDS, known
from trent_desktop.problems import NoLongerMember, NotAllowed, NotFound, Problem, TooNew
from trent_desktop.reports import facts as case_facts
from trent_desktop.reports.case_store import (
    StoredCase,
    append,
    counted,
    insert_cases,
    is_there,
    next_reference,
    read_case,
    reseal,
    seal_case,
    set_plain,
    set_state,
)
from trent_desktop.reports.cases import CaseKind, EntryKind, Route
from trent_desktop.reports.entries import NewEntry, answers_of, author_of, told_entry
from trent_desktop.reports.index import LocalIndex, remember_references
from trent_desktop.reports.kinds.content import FULL, QUICK
from trent_desktop.reports.reading import receipt
from trent_desktop.reports.urgency import consequences
from trent_desktop.reports.waiting.drafts import Draft, drop_draft, note_reference, put_draft
from trent_desktop.reports.waiting.outbox import put_in_outbox, take_out
from trent_desktop.reports.waiting.refusals import TO_MEND, forget_refusal
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
from trent_desktop.reports.workflow import OVER
from trent_desktop.roles import Role
from trent_desktop.school.keys.role_keys import held_by_joined
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.cipher import public_half
from trent_desktop.storage.database import Turn, take_number
from trent_desktop.storage.keyring import Reader
from trent_desktop.storage.tables import CaseRow

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of sending. `questions_left` still wait.

    `queued`: it could not be saved in the school's file now, `why` says why not, and it is sent by
    itself later. `leads` is who leads on it, None when that is not known. `no_reader`: it waits
    because nobody who has joined could open it.
    """

    case_id: uuid.UUID
    reference: str
    route: Route
    severity: int
    questions_left: int
    already_sent: bool = False
    queued: bool = False
    why: str = ""
    leads: Role | None = None
    no_reader: bool = False


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
        answers = self._checked(draft, self._me.clock())
        try:
            return self.deliver(draft, answers)
        except (*TO_MEND, NoLongerMember):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the report must not be lost
            lead = self._lead_known(draft.stage, answers)
            nobody = lead.nobody or isinstance(error, NobodyLeads)
            self._queue(draft, lead.route)
            severity = case_facts.facts_of(lead.route, answers).severity
            left = case_facts.questions_left(lead.route, answers, self._me.clock().date())
            return Sent(
                draft.id,
                draft.reference,
                lead.told_as,
                severity,
                left,
                queued=True,
                why=why_it_waits(error),
                leads=None if nobody else lead.leads,
                no_reader=nobody,
            )

    def must_wait(self, draft: Draft) -> bool:
        """Whether nobody could open this report, as far as this laptop knows. In memory."""
        return self._lead_known(draft.stage, draft.answers).nobody

    def deliver(
        self,
        draft: Draft,
        answers: Mapping[str, Any] | None = None,
        judged_at: dt.datetime | None = None,
    ) -> Sent:
        """Send a draft to the share now; `judged_at` is when its answers were found right.

        They are judged by that moment: a report is not refused because a clock was put right
        while it waited. Raises `SchoolAway` when the share cannot be reached, and what else ails
        it; `NobodyLeads` when nobody could open it; `AnswersRefused` or `NotAllowed` for what a
        person must mend.
        """
        if answers is None:
            answers = self._checked(draft, judged_at or self._me.clock(), waited=True)
        self._seen_references = self._index.highest_references()
        with self._me.database.write() as session:
            if is_there(session, draft.id):
                sent = self._send_more(session, draft, answers)
            else:
                sent = self._send_new(session, draft, answers)
        self._settle(draft, sent)
        return sent

    def forget_role_keys(self) -> None:
        """Read the keys of the roles again: the file went back, and its numbers mean others."""
        self._roll = None

    def _checked(self, draft: Draft, at: dt.datetime, *, waited: bool = False) -> dict[str, Any]:
        answers = case_facts.check(draft.stage, draft.answers, at, waited=waited)
        return case_facts.with_year(answers, self._me.directory.classes)

    def _send_new(self, session: Session, draft: Draft, answers: Mapping[str, Any]) -> Sent:
        now = self._me.clock()
        turn = take_number(session)
        roll = self._roll_at(session, turn)
        lead = self._lead(draft.stage, answers, roll)
        readers = self._readers(lead, roll, reporter=True)
        facts = case_facts.facts_of(lead.route, answers)
        reference = next_reference(session, now, above=self._seen_references)[0]
        entries = (
            NewEntry(
                draft.id,
                EntryKind.REPORT,
                now,
                author_of(self._me),
                details={"stage": draft.stage, "answers": dict(answers)},
            ),
            told_entry(draft.id, lead.told, now),
        )
        sealed = seal_case(
            draft.id,
            reference,
            CaseKind.CONTENT,
            lead.route,
            lead.state,
            facts,
            readers,
            entries,
            turn.change,
        )
        insert_cases(session, [sealed])
        self._me.audit(session, Act.CASE_SENT, str(draft.id))
        left = case_facts.questions_left(lead.route, answers, now.date())
        return Sent(draft.id, reference, lead.told_as, facts.severity, left, leads=lead.leads)

    def _send_more(self, session: Session, draft: Draft, answers: Mapping[str, Any]) -> Sent:
        """More answers to a case that is there. Answers that are in it already change nothing."""
        stored = self._mine_or_sealed(session, draft)
        if stored is not None and stored.newer:
            # It waits on this laptop until a program that understands the case is there.
            raise TooNew(NEWER_WORDS, what_to_do=NEWER_DO)
        if stored is None and draft.stage == FULL:
            raise NotAllowed(
                "This report is now with others alone, so nothing can be added to it from here.",
                what_to_do="Tell the Designated Safeguarding Lead in person what is still missing.",
            )
        if stored is None or not _news(stored, answers):
            row = session.get_one(CaseRow, draft.id)
            left = _left(stored, answers_of(stored.timeline)) if stored else 0
            route = known(Route, row.route) or Route.STOPPED
            lead = self._lead_known(draft.stage, answers)
            return Sent(
                row.id,
                row.reference,
                lead.told_as if route is lead.route else route,
                row.severity,
                left,
                already_sent=True,
                leads=lead.leads,
            )
        now = self._me.clock()
        entry = NewEntry(
            uuid.uuid5(draft.id, json.dumps([draft.stage, answers], sort_keys=True)),
            EntryKind.MORE_ANSWERS,
            now,
            author_of(self._me),
            details={"stage": draft.stage, "answers": dict(answers)},
        )
        together = {**answers_of(stored.timeline), **answers}
        route = case_facts.route_of(draft.stage, together)
        turn = take_number(session)
        act = Act.CASE_ADDED_TO
        told_as, leads = stored.route, leader(stored.route, self._roll_at(session, turn).joined)
        if route is not stored.route and stored.route is Route.CONTENT:
            roll = self._roll_at(session, turn)
            lead = self._lead(draft.stage, together, roll)
            readers = self._readers(lead, roll, reporter=False)
            stored = reseal(session, stored, lead.route, readers)
            state, told_as, leads = lead.state, lead.told_as, lead.leads
            added = [entry, told_entry(entry.id, lead.told, now)]
            act = Act.CASE_STOPPED if route is Route.STOPPED else Act.CASE_ADDED_TO
        else:
            following, state = consequences(
                stored.route, stored.state, stored.timeline, entry, stored.reader_roles
            )
            added = [entry, *following]
        append(session, stored, added, turn.change)
        set_plain(stored, together)
        set_state(stored, state, added)
        self._me.audit(session, act, str(draft.id))
        left = _left(stored, together)
        return Sent(draft.id, stored.row.reference, told_as, stored.row.severity, left, leads=leads)

    def _mine_or_sealed(self, session: Session, draft: Draft) -> StoredCase | None:
        """The case of a draft, if its writer may still read it (a sealed one she may not)."""
        try:
            return read_case(session, self._me.keyring, draft.id)
        except NotFound:
            return None

    def _settle(self, draft: Draft, sent: Sent) -> None:
        """What this laptop keeps once the share has it: the rest of the questions, a receipt."""
        now = self._me.clock()
        with self._me.store.writing() as connection:
            take_out(connection, outbox_id(draft))
            forget_refusal(connection, draft.id)
            remember_references(connection, counted(sent.reference))
            if draft.stage != QUICK or sent.route is not Route.CONTENT or not sent.questions_left:
                drop_draft(connection, draft.id)
            elif not note_reference(connection, draft.id, sent.reference):
                put_draft(connection, _rest(draft, sent.reference, now))
        if sent.route is not Route.CONTENT:
            state = state_for(sent.route, sent.leads)
            sealed = receipt(
                self._me, sent.case_id, sent.reference, sent.route, sent.severity, now, state
            )
            self._index.update([sealed], [])

    def _queue(self, draft: Draft, route: Route) -> None:
        """Into the outbox, and out of the drafts, in one transaction.

        No rest waits of what will be sealed: it could not be added.
        """
        now = self._me.clock()
        with self._me.store.writing() as connection:
            put_in_outbox(connection, outbox_id(draft), draft, now)
            forget_refusal(connection, draft.id)
            if draft.stage == QUICK and route is Route.CONTENT:
                put_draft(connection, _rest(draft, "", now))
            else:
                drop_draft(connection, draft.id)

    @staticmethod
    def _lead(stage: str, answers: Mapping[str, Any], roll: _Roll) -> Lead:
        return lead_of(case_facts.route_of(stage, answers), answers, roll.holders, roll.joined)

    def _lead_known(self, stage: str, answers: Mapping[str, Any]) -> Lead:
        """The same by what this laptop knows. In memory."""
        holders = holders_known(self._me.directory.members)
        return lead_of(case_facts.route_of(stage, answers), answers, holders, joined_among(holders))

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
        if not reporter or lead.route is not Route.CONTENT:
            return readers
        own = Reader(self._me.member.id, public_half(self._me.keyring.own))
        return (own, *readers)


def _rest(draft: Draft, reference: str, now: dt.datetime) -> Draft:
    """What is left to be answered once the quick page was sent."""
    return replace(
        draft,
        stage=FULL,
        page="",
        trail=(),
        case_id=draft.id,
        reference=reference,
        kept_at=now,
    )


def _left(stored: StoredCase, answers: Mapping[str, Any]) -> int:
    return case_facts.questions_left(
        stored.route, answers, stored.row.recorded_at.date(), over=stored.state in OVER
    )


def _news(stored: StoredCase, answers: Mapping[str, Any]) -> bool:
    known = answers_of(stored.timeline)
    return any(name not in known or known[name] != value for name, value in answers.items())


def why_it_waits(error: Exception) -> str:
    """Why a report was not sent just now, in words for its writer."""
    if isinstance(error, Problem):
        return error.words
    log.warning("A report waits because of %s", type(error).__name__)
    return "Something in the program kept it from being sent just now."


def outbox_id(draft: Draft) -> str:
    """The name under which a draft waits in the outbox: one for each stage."""
    return f"{draft.id}:{draft.stage}"
