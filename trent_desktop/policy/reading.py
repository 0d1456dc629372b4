"""Who has read the version of the policy that is to be read, and who is still asked to (rule 62)."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.asking import or_as_last_seen
from trent_desktop.dated import Dated
from trent_desktop.policy.models import PolicyReadingRow, PolicyVersionRow
from trent_desktop.policy.questions import questions_for
from trent_desktop.policy.service import newest_approved, version_of
from trent_desktop.policy.values import Asked, MyReading, Reader, WhoRead
from trent_desktop.policy.versions import PolicyVersion
from trent_desktop.problems import AnswersRefused, NotAllowed, NotFound
from trent_desktop.roles import Role, roles_shown
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.directory import plain
from trent_desktop.school.people.permissions import MAY, Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.tables import MemberRow

#: How long there is to read a version, in days.
DAYS_TO_READ: Final = 14


def asked_of(roles: Collection[Role]) -> Asked:
    """What is asked of somebody with these roles."""
    if not MAY[Right.REPORT].isdisjoint(roles):
        return Asked.TO_READ
    return Asked.IF_SHE_LIKES if Role.CHAIR in roles else Asked.NOT


@dataclass(frozen=True, slots=True)
class ReadCounts:
    """For governors: which version, how many are asked, how many of them have read it."""

    version: int
    asked: int
    read: int


class ReadingService:
    """Asks members to read the policy, and keeps that they did. Slow: off the GUI thread."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    @or_as_last_seen
    def mine(self) -> MyReading:
        """What she herself is asked."""
        me = self._me
        asked = asked_of(me.roles)
        with me.database.read() as session:
            versions = _versions(me, session)
            version = newest_approved(versions)
            if version is None:
                return MyReading(asked)
            mine = {
                row.version_id: row.at
                for row in session.execute(
                    select(PolicyReadingRow).where(PolicyReadingRow.member_id == me.member.id)
                ).scalars()
            }
            joined = _joined(session).get(me.member.id)
        at = mine.get(version.id)
        earlier = [one for one in versions if one.id in mine and one.id != version.id]
        return MyReading(
            asked,
            version,
            newest_approved(earlier),
            _day(at) if at else None,
            _due(version, joined),
            questions_for(me.roles) if asked is Asked.TO_READ else (),
        )

    def read(
        self, reading_id: uuid.UUID, version_id: uuid.UUID, answers: Mapping[str, str]
    ) -> dt.date:
        """She has read a version and will follow it; the day of it. Done twice it is done once.

        `answers`: what she chose, by question; right or wrong is the same here. Raises
        `AnswersRefused` while one is open, `NotFound`, and `NotAllowed` for whom nobody asked.
        """
        me = self._me
        asked = asked_of(me.roles)
        if asked is Asked.NOT:
            raise NotAllowed("You are not asked to read the policy here, but you may.")
        questions = questions_for(me.roles) if asked is Asked.TO_READ else ()
        errors = tuple(
            (one.name, "Choose an answer.")
            for one in questions
            if answers.get(one.name) not in {choice.name for choice in one.choices}
        )
        if errors:
            raise AnswersRefused("Answer all three questions first.", errors)
        with me.database.write(Repeat.KNOWS) as session:
            me.require_member_now(session)
            version = next(
                (one for one in _versions(me, session) if one.id == version_id and one.approved),
                None,
            )
            if version is None:
                raise NotFound("There is no such version of the policy.")
            row = session.execute(
                select(PolicyReadingRow).where(
                    PolicyReadingRow.version_id == version_id,
                    PolicyReadingRow.member_id == me.member.id,
                )
            ).scalar_one_or_none()
            if row is None:
                row = PolicyReadingRow(
                    id=reading_id,
                    version_id=version_id,
                    member_id=me.member.id,
                    at=me.clock(),
                    details={"questions": [one.name for one in questions]},
                )
                session.add(row)
                me.audit(session, Act.POLICY_READ, str(version_id))
            return _day(row.at)

    @or_as_last_seen
    def who(self) -> WhoRead:
        """Who has read the version that is to be read, and who has not. Raises `NotAllowed`."""
        self._me.require(Right.SEE_WHO_READ)
        return self._who()

    def counts(self, first: dt.date, last: dt.date) -> ReadCounts:
        """How many of those who work here had read, by `last`, what was to be read then.

        Raises `NotAllowed`. `first` is there because every room counts a span.
        """
        self._me.require(Right.SEE_GOVERNORS_PAGE)
        del first
        found = self._who(last)
        if found.version is None:
            return ReadCounts(0, len(found.waiting), 0)
        return ReadCounts(
            found.version.number, len(found.waiting) + len(found.read), len(found.read)
        )

    def dates(self, today: dt.date) -> tuple[Dated, ...]:
        """That she is asked to read it, while she has not."""
        del today
        mine = self.mine()
        if not mine.waits or mine.version is None or mine.due is None:
            return ()
        words = f"Read the social media policy, version {mine.version.number}"
        return (
            Dated(f"policy-read-{mine.version.id}", mine.due, words, "reading", mine.version.id),
        )

    def _who(self, by: dt.date | None = None) -> WhoRead:
        me = self._me
        with me.database.read() as session:
            version = newest_approved(
                one
                for one in _versions(me, session)
                if by is None or (one.approved_on is not None and one.approved_on <= by)
            )
            joined = _joined(session)
            read = read_days(session, version.id) if version else {}
        readers = [
            Reader(
                one.id,
                one.name,
                roles_shown(one.roles),
                day if (day := read.get(one.id)) and (by is None or day <= by) else None,
                _due(version, joined.get(one.id)) if version else None,
            )
            for one in sorted(me.directory.members, key=lambda one: plain(one.name))
            if one.active and asked_of(one.roles) is Asked.TO_READ
        ]
        waiting = [one for one in readers if one.read_on is None]
        waiting.sort(key=lambda one: one.due or dt.date.max)
        return WhoRead(version, tuple(waiting), tuple(one for one in readers if one.read_on))


def read_days(session: Session, version_id: uuid.UUID) -> dict[uuid.UUID, dt.date]:
    """On which day each member read a version."""
    rows = session.execute(
        select(PolicyReadingRow.member_id, PolicyReadingRow.at).where(
            PolicyReadingRow.version_id == version_id
        )
    )
    return {row.member_id: _day(row.at) for row in rows}


def _versions(me: SignedIn, session: Session) -> list[PolicyVersion]:
    return [version_of(me, row) for row in session.execute(select(PolicyVersionRow)).scalars()]


def _joined(session: Session) -> dict[uuid.UUID, dt.date]:
    rows = session.execute(select(MemberRow.id, MemberRow.joined_at))
    return {row.id: _day(row.joined_at) for row in rows if row.joined_at is not None}


def _due(version: PolicyVersion, joined: dt.date | None) -> dt.date | None:
    """By when: two weeks from the approval, or from when she joined."""
    if version.approved_on is None:
        return None
    return max(version.approved_on, joined or dt.date.min) + dt.timedelta(days=DAYS_TO_READ)


def _day(at: dt.datetime) -> dt.date:
    return at.astimezone().date()
