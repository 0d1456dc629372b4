"""The school's policy: which version holds, and which held on a day."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from trent_desktop.policy.clauses import policy_from_json
from trent_desktop.policy.model import model_policy
from trent_desktop.policy.models import PolicyVersionRow
from trent_desktop.policy.versions import MODEL, PolicyVersion, VersionState
from trent_desktop.school.keys.session import SignedIn


class PolicyService:
    """Reads the policy; everybody who signs in may."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    @property
    def today(self) -> dt.date:
        """The day by this laptop's clock."""
        return self._me.clock().astimezone().date()

    def versions(self) -> tuple[PolicyVersion, ...]:
        """All versions of the school, the newest first; without the model. Asks the share."""
        with self._me.database.read() as session:
            rows = session.execute(
                select(PolicyVersionRow).order_by(PolicyVersionRow.number.desc())
            ).scalars()
            return tuple(_version(row, self._name_of(row)) for row in rows)

    def in_force(self, day: dt.date | None = None) -> PolicyVersion:
        """The version that holds on a day (today without); the model while none does."""
        day = day or self.today
        held = [
            one
            for one in self.versions()
            if one.state is VersionState.APPROVED
            and one.in_force_from is not None
            and one.in_force_from <= day
        ]
        newest = max(held, key=lambda one: (one.in_force_from or day, one.number), default=None)
        return newest or PolicyVersion(MODEL, 0, VersionState.DRAFT, model_policy())

    def _name_of(self, row: PolicyVersionRow) -> str:
        made_by = row.made_by
        return next((one.name for one in self._me.directory.members if one.id == made_by), "")


def _version(row: PolicyVersionRow, made_by: str) -> PolicyVersion:
    known = {one.value for one in VersionState}
    return PolicyVersion(
        id=row.id,
        number=row.number,
        state=VersionState(row.state) if row.state in known else VersionState.DRAFT,
        text=policy_from_json(row.content),
        equality=dict(row.equality),
        made_at=row.made_at,
        made_by=made_by,
        approved_on=row.approved_on,
        minute=row.minute,
        in_force_from=row.in_force_from,
        review_on=row.review_on,
    )
