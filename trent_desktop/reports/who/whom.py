"""Whom a member tells, as this school is now: after sending, before the stop, and on Home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from trent_desktop.asking import on_laptop
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.kinds import KINDS, kind_named
from trent_desktop.reports.sent import Sent
from trent_desktop.reports.severity import whom_to_tell
from trent_desktop.reports.stop.rules import BeforeTheStop, before_the_stop
from trent_desktop.reports.waiting.outbox import waiting_drafts
from trent_desktop.reports.who.about import concerned
from trent_desktop.reports.who.danger import to_ring
from trent_desktop.reports.who.leading import Gap, gap_in, joined_roles, leader
from trent_desktop.reports.who.telling import LADO
from trent_desktop.reports.who.told import Standing, TellStep, reach_of
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.settings.values import read_settings


class WhomToTell:
    """Says who is told, who reads, and who is missing. Everything but `as_it_is_now` is in memory."""

    def __init__(self, signed_in: SignedIn, index: LocalIndex) -> None:
        self._me = signed_in
        self._index = index

    @on_laptop
    def after(self, sent: Sent) -> tuple[TellStep, ...]:
        """Who to tell of a report, and what has become of that."""
        directory = self._me.directory
        standing = Standing(directory.members, self._me.member.id, sent.queued, sent.about)
        contacts = read_settings(directory.settings).contacts
        kind = kind_named(sent.kind) or KINDS[0]
        return whom_to_tell(sent.severity, sent.route, contacts, standing, kind=kind)

    @on_laptop
    def as_it_is_now(self, sent: Sent) -> Sent:
        """A report that waited, as it stands now: sent meanwhile, or still waiting.

        Asks this laptop's own store, so call it from a worker thread.
        """
        waiting = any(one.id == sent.case_id for one in waiting_drafts(self._me.store.box))
        leads = leader(sent.route, joined_roles(self._me.directory.members))
        row = None if waiting else self._index.get(sent.case_id)
        if row is None:
            return replace(sent, leads=leads, no_reader=sent.no_reader and leads is None)
        return replace(sent, reference=row.reference, queued=False, leads=leads, no_reader=False)

    @on_laptop
    def before_the_stop(self) -> BeforeTheStop:
        """What the stop says before a word is typed: who reads it, or that nobody does."""
        directory = self._me.directory
        contacts = read_settings(directory.settings).contacts
        return before_the_stop(directory.members, contacts)

    @on_laptop
    def in_danger(self, answers: Mapping[str, Any]) -> tuple[str, ...]:
        """Whom to ring when a child is in danger, and never whom these answers are about."""
        directory = self._me.directory
        contacts = read_settings(directory.settings).contacts
        return to_ring(directory.members, contacts, concerned(answers, directory.members))

    @on_laptop
    def officer(self) -> str:
        """How the Local Authority Designated Officer is reached; empty if it is not written down."""
        contacts = read_settings(self._me.directory.settings).contacts
        found = next((one for one in contacts if one.role == LADO.role), None)
        name = found.name.strip() if found else ""
        return ", ".join(part for part in (name, reach_of(found)) if part)

    @on_laptop
    def safeguarding(self) -> tuple[str, ...]:
        """The safeguarding leads with their numbers, one line each; else who is next in line."""
        return self.in_danger({})

    @on_laptop
    def missing(self) -> Gap | None:
        """Which of the roles that a school needs nobody holds who has joined; None if none."""
        return gap_in(self._me.directory.members)
