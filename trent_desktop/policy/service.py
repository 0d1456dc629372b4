"""The school's policy: its versions, which holds, and which held on a day."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from sqlalchemy import select

from trent_desktop.asking import or_as_last_seen
from trent_desktop.dated import Dated
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.newer import body_read, known
from trent_desktop.policy.clauses import policy_from_json
from trent_desktop.policy.model import model_policy
from trent_desktop.policy.models import PolicyVersionRow
from trent_desktop.policy.versions import MODEL, PolicyVersion, VersionState
from trent_desktop.problems import NotFound, SchoolAway
from trent_desktop.school.keys.session import Clocked, SignedIn
from trent_desktop.school.people.permissions import Right


class PolicyService(Clocked):
    """Reads the policy; everybody who signs in may."""

    @or_as_last_seen
    def versions(self) -> tuple[PolicyVersion, ...]:
        """All versions of the school, the newest first; without the model. Asks the share.

        A draft is there for those alone who work on it.
        """
        with self._me.database.read() as session:
            rows = session.execute(
                select(PolicyVersionRow).order_by(PolicyVersionRow.number.desc())
            ).scalars()
            found = tuple(version_of(self._me, row) for row in rows)
        return tuple(one for one in found if one.approved or self._sees_drafts)

    @or_as_last_seen
    def version(self, version_id: uuid.UUID) -> PolicyVersion:
        """One version; also the model. Raises `NotFound`."""
        if version_id == MODEL:
            return model_version()
        for one in self.versions():
            if one.id == version_id:
                return one
        raise NotFound("There is no such version of the policy any more.")

    @or_as_last_seen
    def in_force(self, day: dt.date | None = None) -> PolicyVersion:
        """The version that holds on a day (today without); the model while none does."""
        return held_on(self.versions(), day or self.today) or model_version()

    @or_as_last_seen
    def cited(self, day: dt.date) -> str:
        """What a report of that day says of the policy: ``version 3, from 1 September 2026``.

        Empty when no version of the school's own held then, and while the share is away.
        """
        try:
            with self._me.database.read() as session:
                rows = session.execute(
                    select(
                        PolicyVersionRow.number,
                        PolicyVersionRow.in_force_from,
                    ).where(
                        PolicyVersionRow.state == VersionState.APPROVED.value,
                        PolicyVersionRow.in_force_from <= day,
                    )
                ).all()
        except SchoolAway:
            return ""
        held = max(((row.in_force_from, row.number) for row in rows), default=None)
        return f"version {held[1]}, from {date_for_people(held[0])}" if held else ""

    def dates(self, today: dt.date) -> tuple[Dated, ...]:
        """When the policy is to be reviewed, for those who change it."""
        if not self._me.may(Right.CHANGE_POLICY):
            return ()
        held = held_on(self.versions(), today)
        if held is None or held.review_on is None:
            return ()
        return (
            Dated(
                f"policy-review-{held.id}", held.review_on, "Review the policy", "versions", held.id
            ),
        )

    @property
    def _sees_drafts(self) -> bool:
        return self._me.may(Right.CHANGE_POLICY) or self._me.may(Right.APPROVE_POLICY)


def model_version() -> PolicyVersion:
    """The model that comes with the program."""
    return PolicyVersion(MODEL, 0, VersionState.DRAFT, model_policy())


def held_on(versions: Iterable[PolicyVersion], day: dt.date) -> PolicyVersion | None:
    """Which of these held on a day."""
    return newest_approved(
        one for one in versions if one.in_force_from is not None and one.in_force_from <= day
    )


def newest_approved(versions: Iterable[PolicyVersion]) -> PolicyVersion | None:
    """The one of these that was approved and holds from the latest day."""
    approved = [one for one in versions if one.approved]
    return max(
        approved, key=lambda one: (one.in_force_from or dt.date.min, one.number), default=None
    )


def version_of(me: SignedIn, row: PolicyVersionRow) -> PolicyVersion:
    """A row as a plain value."""
    names = {one.id: one.name for one in me.directory.members}
    return PolicyVersion(
        id=row.id,
        number=row.number,
        state=known(VersionState, row.state) or VersionState.DRAFT,
        text=policy_from_json(body_read(row.content)),
        equality=body_read(row.equality),
        made_at=row.made_at,
        made_by=names.get(row.made_by, "") if row.made_by else "",
        changed_at=row.changed_at,
        changed_by=names.get(row.changed_by, "") if row.changed_by else "",
        approved_on=row.approved_on,
        approved_by=names.get(row.approved_by, "") if row.approved_by else "",
        minute=row.minute,
        in_force_from=row.in_force_from,
        review_on=row.review_on,
    )
