"""A new case, sealed before its turn comes: while it is written everybody else waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.reports.case_store import SealedCase, seal_case
from trent_desktop.reports.cases import EntryKind, Route
from trent_desktop.reports.casework.to_do import tasks_at_first
from trent_desktop.reports.entries import NewEntry, author_of, told_entry
from trent_desktop.reports.report import Report
from trent_desktop.reports.waiting.alone import ALONE
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.reports.who.holders_now import holders_now, role_keys
from trent_desktop.reports.who.leading import NobodyLeads
from trent_desktop.reports.who.readers import Holder, Lead, lead_of, readers_of
from trent_desktop.roles import Role
from trent_desktop.school.keys.role_keys import held_by_joined
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.storage.cipher import public_half
from trent_desktop.storage.keyring import Reader
from trent_desktop.storage.tables import SchoolRow

_DIRECTORY_CHANGE = select(SchoolRow.directory_change)


@dataclass(frozen=True, slots=True)
class Roll:
    """Keys and holders of the roles that cases are sealed to, as at a change to people or roles.

    `joined`: the roles whose newest key somebody holds who can sign in.
    """

    change: int
    keys: Mapping[Role | None, Reader]
    holders: tuple[Holder, ...]
    joined: frozenset[Role]

    def lead(self, route: Route, answers: Mapping[str, Any]) -> Lead:
        """Who leads on a case."""
        return lead_of(route, answers, self.holders, self.joined)

    def readers(self, lead: Lead) -> tuple[Reader, ...]:
        """Whom a case is sealed to, but for its reporter. Raises `NobodyLeads`."""
        readers = readers_of(lead, self.keys)
        if not readers:
            raise NobodyLeads
        return readers


@dataclass(frozen=True, slots=True)
class Ready:
    """A new case as it is to be written, if people and roles are then still as at `change`."""

    change: int
    lead: Lead
    sealed: SealedCase = field(repr=False)
    at: dt.datetime


class NewCases:
    """Seals the new cases of the member who is signed in."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in
        self._roll: Roll | None = None

    def forget_roll(self) -> None:
        """Read the keys of the roles again: the file went back, and its numbers mean others."""
        self._roll = None

    def roll_at(self, session: Session, change: int) -> Roll:
        """Who holds the roles, and their keys, as at this change to people or roles.

        They are read again only when people or roles changed, which the unit of work itself
        says: a case is never sealed to a key that was replaced a second ago, nor to keys that
        nobody who has joined can use.
        """
        if self._roll is None or self._roll.change != change:
            keys = role_keys(session)
            joined = held_by_joined(session, [one.id for one in keys.values()])
            self._roll = Roll(change, keys, holders_now(session), joined)
        return self._roll

    def get_ready(self, draft: Draft, report: Report) -> Ready | None:
        """All of a new case that can be made before its turn comes.

        By the people and roles that this laptop saw last; `Ready.change` says which they were.
        None where only the turn shows what is to be done.
        """
        if draft.reference or draft.stage == ALONE:
            return None  # most likely it is there, and this is more of it
        roll = self._roll
        if roll is None:
            with self._me.database.read() as session:
                roll = self.roll_at(session, session.execute(_DIRECTORY_CHANGE).scalar_one())
        with suppress(NobodyLeads):
            return self.seal(draft, report, roll)
        return None

    def seal(self, draft: Draft, report: Report, roll: Roll) -> Ready:
        """A new case, sealed to its readers. Raises `NobodyLeads`."""
        now = self._me.clock()
        lead = roll.lead(report.route, report.answers)
        readers = roll.readers(lead)
        if not lead.route.sealed:
            own = Reader(self._me.member.id, public_half(self._me.keyring.own))
            readers = (own, *readers)
        first = NewEntry(
            draft.id,
            EntryKind.REPORT,
            now,
            author_of(self._me),
            details={"stage": draft.stage, "answers": dict(report.answers)},
        )
        told = told_entry(draft.id, lead.told, now)
        sealed = seal_case(
            draft.id,
            report.kind,
            lead.route,
            lead.state,
            report.facts,
            readers,
            (first, told, *tasks_at_first(report.kind, lead.route, first, report.answers)),
            roll.keys.values(),
        )
        return Ready(roll.change, lead, sealed, now)
