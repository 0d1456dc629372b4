"""What was sent as ordinary is taken from whom later answers may be about, while those answers wait.

They wait on the laptop because nobody who could lead on them has joined. Until somebody has, what
lies in the school's file names nobody; but whoever it may be about reads it no more (rule 55).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.problems import NotFound
from trent_desktop.reports.case_store import StoredCase, read_case, reseal
from trent_desktop.reports.cases import Route
from trent_desktop.reports.entries import answers_of
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.tasks.giving import with_new_keys, withdraw_from_concerned
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.reports.who.about import about_of, concerned, named
from trent_desktop.reports.who.holders_now import holders_now, role_keys
from trent_desktop.reports.who.readers import Holder, line_about
from trent_desktop.roles import Role
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.storage.audit import Act
from trent_desktop.storage.cipher import public_half
from trent_desktop.storage.database import next_change
from trent_desktop.storage.keyring import Reader
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.tables import CaseReaderRow


class Withholding:
    """Does so for the drafts of one member, once for each and each time people or roles changed."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in
        self._done: dict[uuid.UUID, int] = {}

    def take_away(self, draft: Draft) -> None:
        """Take what was sent of a report from whom the answers of `draft` may be about.

        It keeps those readers of whom the answers say that they are not meant. Raises what ails
        the share; it is then to be done again.
        """
        me = self._me
        at = me.directory.change
        if self._done.get(draft.id) == at:
            return
        with me.database.write(Repeat.KNOWS) as session:
            try:
                stored = read_case(session, me.keyring, draft.id)
            except NotFound:
                stored = None  # nothing of it was sent yet
            # What she reads a part of is not hers to seal anew.
            if stored is not None and not (stored.in_part or stored.route.sealed or stored.newer):
                self._take_away(session, stored, draft)
        self._done[draft.id] = at

    def _take_away(self, session: Session, stored: StoredCase, draft: Draft) -> None:
        me, kind = self._me, kind_named(draft.journey)
        together = {**answers_of(stored.timeline), **draft.answers}
        route = kind.lead(draft.stage, together) if kind is not None else stored.route
        if not route.sealed:
            return
        own = Reader(me.member.id, public_half(me.keyring.own))
        readers = _who_stays(stored, route, together, holders_now(session), role_keys(session))
        readers = {own.id: own, **{one.id: one for one in readers if one.id != own.id}}
        before = session.execute(
            select(CaseReaderRow.reader_id).where(CaseReaderRow.case_id == stored.row.id)
        ).scalars()
        if set(before) == set(readers):
            return
        change = next_change(session)
        stored = reseal(
            session, with_new_keys(session, stored), stored.route, tuple(readers.values())
        )
        stored.row.version += 1
        stored.row.change = change
        answered = replace(stored, reader_roles=tuple(one.role for one in readers.values()))
        withdraw_from_concerned(me, session, answered, together, change)
        me.audit(session, Act.CASE_MOVED, str(stored.row.id))


def _who_stays(
    stored: StoredCase,
    route: Route,
    answers: Mapping[str, Any],
    roll: Iterable[Holder],
    keys: Mapping[Role | None, Reader],
) -> list[Reader]:
    """Who may still read what was sent, by keys of their own: a role may be taken over.

    The key of a role stays where its holders will lead on it all, and nobody whom it is about
    holds the role: so it opens when one of them has joined, whatever becomes of this laptop.
    """
    roll = tuple(roll)
    not_hers = concerned(answers, roll)
    line = line_about(route, about_of(answers, roll)) or route.readers
    found = [
        keys[role]
        for role in line
        if not any(role in one.roles and one.id in not_hers for one in roll)
    ]
    if (not not_hers and not named(answers)) or route is Route.STOPPED:
        return found  # any of the others may be meant, or what it was is not for them
    mine = [one for one in roll if one.joined and one.id not in not_hers]
    for role in stored.reader_roles:
        found += [Reader(one.id, one.public_key, role) for one in mine if role in one.roles]
    return found
