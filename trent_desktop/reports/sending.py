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

from trent_desktop.problems import NoLongerMember, NotAllowed, NotFound, Problem
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
)
from trent_desktop.reports.cases import CaseKind, EntryKind, Route
from trent_desktop.reports.content import FULL, QUICK
from trent_desktop.reports.drafts import Draft, drop_draft, note_reference, put_draft
from trent_desktop.reports.entries import NewEntry, answers_of, author_of, told_entry
from trent_desktop.reports.leading import (
    NobodyLeads,
    joined_roles,
    leader,
    sealed_to,
    state_for,
    told_by_program,
)
from trent_desktop.reports.outbox import put_in_outbox, take_out
from trent_desktop.reports.reading import receipt
from trent_desktop.reports.refusals import TO_MEND, forget_refusal
from trent_desktop.reports.workflow import FIRST_STATE
from trent_desktop.school.people import KEYED_ROLES, Role
from trent_desktop.school.permissions import Right
from trent_desktop.school.role_keys import held_by_joined
from trent_desktop.school.session import SignedIn
from trent_desktop.storage.audit import Act
from trent_desktop.storage.cipher import public_half
from trent_desktop.storage.database import Turn, take_number
from trent_desktop.storage.keyring import Reader, newest_role_keys
from trent_desktop.storage.local_index import LocalIndex, remember_references
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


class Sending:
    """Sends the drafts of the member who is signed in."""

    def __init__(self, signed_in: SignedIn, index: LocalIndex) -> None:
        self._me = signed_in
        self._index = index
        self._role_keys: tuple[int, dict[Role | None, Reader]] = (-1, {})
        self._joined: frozenset[Role] = frozenset()
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
            why = why_it_waits(error)
            self._queue(draft)
            route = case_facts.route_of(draft.stage, answers)
            severity = case_facts.facts_of(route, answers).severity
            left = case_facts.questions_left(route, answers)
            leads = leader(route, joined_roles(self._me.directory.members))
            nobody = leads is None or isinstance(error, NobodyLeads)
            return Sent(
                draft.id,
                draft.reference,
                route,
                severity,
                left,
                queued=True,
                why=why,
                leads=None if nobody else leads,
                no_reader=nobody and route is not Route.CONTENT,
            )

    def must_wait(self, draft: Draft) -> bool:
        """Whether nobody could open this report, as far as this laptop knows. In memory."""
        route = case_facts.route_of(draft.stage, draft.answers)
        return not sealed_to(route, joined_roles(self._me.directory.members))

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
            answers = self._checked(draft, judged_at or self._me.clock())
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
        self._role_keys = (-1, {})

    def _checked(self, draft: Draft, at: dt.datetime) -> dict[str, Any]:
        answers = case_facts.check(draft.stage, draft.answers, at)
        return case_facts.with_year(answers, self._me.directory.classes)

    def _send_new(self, session: Session, draft: Draft, answers: Mapping[str, Any]) -> Sent:
        now = self._me.clock()
        route = case_facts.route_of(draft.stage, answers)
        facts = case_facts.facts_of(route, answers)
        turn = take_number(session)
        readers = self._readers(session, turn, route, reporter=True)
        reference = next_reference(session, now, above=self._seen_references)[0]
        entries = (
            NewEntry(
                draft.id,
                EntryKind.REPORT,
                now,
                author_of(self._me),
                details={"stage": draft.stage, "answers": dict(answers)},
            ),
            told_entry(draft.id, told_by_program(route, self._joined), now),
        )
        sealed = seal_case(
            draft.id,
            reference,
            CaseKind.CONTENT,
            route,
            FIRST_STATE[route],
            facts,
            readers,
            entries,
            turn.change,
        )
        insert_cases(session, [sealed])
        self._me.audit(session, Act.CASE_SENT, str(draft.id))
        left = case_facts.questions_left(route, answers)
        leads = leader(route, self._joined)
        return Sent(draft.id, reference, route, facts.severity, left, leads=leads)

    def _send_more(self, session: Session, draft: Draft, answers: Mapping[str, Any]) -> Sent:
        """More answers to a case that is there. Answers that are in it already change nothing."""
        stored = self._mine_or_sealed(session, draft)
        if stored is None and draft.stage == FULL:
            raise NotAllowed(
                "This report is now with others alone, so nothing can be added to it from here.",
                what_to_do="Tell the Designated Safeguarding Lead in person what is still missing.",
            )
        if stored is None or not _news(stored, answers):
            row = session.get_one(CaseRow, draft.id)
            left = (
                case_facts.questions_left(Route.CONTENT, answers_of(stored.timeline))
                if stored
                else 0
            )
            route = Route(row.route)
            leads = leader(route, joined_roles(self._me.directory.members))
            return Sent(
                row.id, row.reference, route, row.severity, left, already_sent=True, leads=leads
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
        added = [entry]
        turn = take_number(session)
        act = Act.CASE_ADDED_TO
        if route is not stored.route and route is not Route.CONTENT:
            readers = self._readers(session, turn, route, reporter=False)
            stored = reseal(session, stored, route, readers)
            stored.row.state = FIRST_STATE[route].value
            added.append(told_entry(entry.id, told_by_program(route, self._joined), now))
            act = Act.CASE_STOPPED if route is Route.STOPPED else Act.CASE_ADDED_TO
        append(session, stored, added, turn.change)
        set_plain(stored.row, together)
        self._me.audit(session, act, str(draft.id))
        left = case_facts.questions_left(route, together)
        leads = leader(stored.route, joined_roles(self._me.directory.members))
        return Sent(
            draft.id, stored.row.reference, stored.route, stored.row.severity, left, leads=leads
        )

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

    def _queue(self, draft: Draft) -> None:
        """Into the outbox, and out of the drafts, in one transaction."""
        now = self._me.clock()
        with self._me.store.writing() as connection:
            put_in_outbox(connection, outbox_id(draft), draft, now)
            forget_refusal(connection, draft.id)
            if draft.stage == QUICK:
                put_draft(connection, _rest(draft, "", now))
            else:
                drop_draft(connection, draft.id)

    def _readers(
        self, session: Session, turn: Turn, route: Route, *, reporter: bool
    ) -> tuple[Reader, ...]:
        """Whom a case of this route is sealed to; the reporter only of an ordinary one.

        The roles' keys are read again only when people or roles changed, which the unit of work
        itself says: a case is never sealed to a key that was replaced a second ago, nor to keys
        that nobody who has joined can use: that raises `NobodyLeads`.
        """
        known_at, roles = self._role_keys
        if known_at != turn.directory_change:
            found = newest_role_keys(session, KEYED_ROLES)
            roles = {one.role: one for one in found}
            self._joined = held_by_joined(session, [one.id for one in found])
            self._role_keys = (turn.directory_change, roles)
        readers = tuple(roles[role] for role in sealed_to(route, self._joined))
        if not readers:
            raise NobodyLeads
        if not reporter or route is not Route.CONTENT:
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
