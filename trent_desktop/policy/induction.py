"""The induction of who is new: five steps, seen by the program or ticked by hand."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.asking import or_as_last_seen
from trent_desktop.dated import Dated
from trent_desktop.policy.models import InductionStepRow, PolicyReadingRow
from trent_desktop.policy.reading import asked_of
from trent_desktop.policy.values import (
    BY_HAND,
    BY_HERSELF,
    Asked,
    Induction,
    InductionStep,
    StepDone,
)
from trent_desktop.problems import NotAllowed, NotFound
from trent_desktop.roles import roles_shown
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.directory import plain
from trent_desktop.school.people.people import Member
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.tables import MemberRow

#: Who joined within so many days is new.
NEW_DAYS: Final = 90
#: An induction that is not finished stays on the list for so many days after she joined.
LONGEST_DAYS: Final = 365


#: Gives for members the day on which something was done, as far as another room knows.
Known = Callable[[Session], Mapping[uuid.UUID, dt.date]]


@dataclass(frozen=True, slots=True)
class InductionCounts:
    """For governors: how many joined in a span, and how many of them have finished."""

    joined: int
    finished: int


class InductionService:
    """Who is new, and how far each is. Slow: off the GUI thread.

    `signed` and `trained` are asked what other rooms know of the agreement and of training.
    """

    def __init__(self, signed_in: SignedIn, *, signed: Known, trained: Known | None = None) -> None:
        self._me = signed_in
        self._signed = signed
        self._trained = trained

    @or_as_last_seen
    def mine(self) -> Induction | None:
        """Her own list; None for whom there is none, or no more."""
        found = [one for one in self._all() if one.member_id == self._me.member.id]
        return found[0] if found else None

    @or_as_last_seen
    def all(self) -> tuple[Induction, ...]:
        """Everybody's who is new or not finished, unfinished first. Raises `NotAllowed`."""
        self._me.require(Right.SEE_WHO_READ)
        return self._all()

    def tick(self, step_id: uuid.UUID, member_id: uuid.UUID, step: InductionStep) -> None:
        """Write down that a step was done today. Done twice it is done once.

        `BY_HERSELF` her own, anything for those who see all. Raises `NotAllowed`, `NotFound`.
        """
        me = self._me
        with me.database.write() as session:
            self._may_change(session, member_id, step)
            if session.get(MemberRow, member_id) is None:
                raise NotFound("There is no such member.")
            if _ticked(session, member_id, step) is None:
                session.add(
                    InductionStepRow(
                        id=step_id,
                        member_id=member_id,
                        step=step.value,
                        at=me.clock(),
                        by_id=me.member.id,
                    )
                )
                me.audit(session, Act.INDUCTION_RECORDED, str(member_id), {"step": step.value})

    def untick(self, member_id: uuid.UUID, step: InductionStep) -> None:
        """It was not done after all. Raises `NotAllowed`. Done twice it is done once."""
        me = self._me
        with me.database.write() as session:
            self._may_change(session, member_id, step)
            row = _ticked(session, member_id, step)
            if row is not None:
                session.delete(row)
                me.audit(
                    session,
                    Act.INDUCTION_RECORDED,
                    str(member_id),
                    {"step": step.value, "undone": True},
                )

    def dates(self, today: dt.date) -> tuple[Dated, ...]:
        """What is left of her own, as one thing to do."""
        del today
        mine = self.mine()
        if mine is None or not mine.left:
            return ()
        things = "1 thing is" if mine.left == 1 else f"{mine.left} things are"
        words = f"Finish your induction: {things} left"
        return (Dated(f"induction-{mine.member_id}", mine.due, words, "induction"),)

    def counts(self, first: dt.date, last: dt.date) -> InductionCounts:
        """How many joined from `first` to `last`, and have finished. Raises `NotAllowed`."""
        self._me.require(Right.SEE_GOVERNORS_PAGE)
        new = [one for one in self._all(everybody=True) if first <= one.joined_on <= last]
        return InductionCounts(len(new), sum(not one.left for one in new))

    def _may_change(self, session: Session, member_id: uuid.UUID, step: InductionStep) -> None:
        self._me.require_member_now(session)
        if step.value not in BY_HAND:
            raise NotAllowed("That is seen by the program itself.")
        if member_id != self._me.member.id or step.value not in BY_HERSELF:
            self._me.require_now(session, Right.SEE_WHO_READ)

    def _all(self, *, everybody: bool = False) -> tuple[Induction, ...]:
        me = self._me
        today = me.clock().astimezone().date()
        with me.database.read() as session:
            joined = {
                row.id: _day(row.joined_at)
                for row in session.execute(select(MemberRow.id, MemberRow.joined_at))
                if row.joined_at is not None
            }
            trained = self._trained(session) if self._trained else dict[uuid.UUID, dt.date]()
            seen = {
                InductionStep.JOINED: joined,
                InductionStep.POLICY: _first_readings(session),
                InductionStep.AGREEMENT: self._signed(session),
                InductionStep.TRAINING: {
                    one: day for one, day in trained.items() if one in joined and day >= joined[one]
                },
            }
            rows = session.execute(select(InductionStepRow)).scalars().all()
            ticked = {(row.member_id, row.step): (_day(row.at), row.by_id) for row in rows}
        names = {one.id: one.name for one in me.directory.members}

        def step_of(member: Member, step: InductionStep) -> StepDone:
            day = seen.get(step, {}).get(member.id)
            if day is not None:
                return StepDone(step, day, seen=True)
            on, by = ticked.get((member.id, step.value), (None, None))
            return StepDone(step, on, names.get(by, "") if by else "")

        found: list[Induction] = []
        for one in sorted(me.directory.members, key=lambda one: plain(one.name)):
            since = joined.get(one.id)
            if not one.active or asked_of(one.roles) is not Asked.TO_READ or since is None:
                continue
            steps = tuple(step_of(one, step) for step in InductionStep)
            here = Induction(one.id, one.name, roles_shown(one.roles), since, steps)
            days = (today - since).days
            if everybody or days <= NEW_DAYS or (here.left and days <= LONGEST_DAYS):
                found.append(here)
        return tuple(sorted(found, key=lambda one: not one.left))


def _first_readings(session: Session) -> dict[uuid.UUID, dt.date]:
    found: dict[uuid.UUID, dt.date] = {}
    rows = select(PolicyReadingRow.member_id, PolicyReadingRow.at).order_by(PolicyReadingRow.at)
    for row in session.execute(rows):
        found.setdefault(row.member_id, _day(row.at))
    return found


def _ticked(session: Session, member_id: uuid.UUID, step: InductionStep) -> InductionStepRow | None:
    return (
        session.execute(
            select(InductionStepRow).where(
                InductionStepRow.member_id == member_id, InductionStepRow.step == step.value
            )
        )
        .scalars()
        .first()
    )


def _day(at: dt.datetime) -> dt.date:
    return at.astimezone().date()
