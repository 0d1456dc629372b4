"""Two entries turn out to be one child: her family's invitations and answers go along."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.oversight.meetings.models import MeetingFamilyRow
from trent_desktop.school.keys.session import SignedIn


class MeetingsOfPupil:
    """The meetings of a pupil's family, as `school.classes.belongings.Belongings`."""

    name = "meetings"

    def hand_over(
        self, session: Session, me: SignedIn, source: uuid.UUID, target: uuid.UUID
    ) -> dict[str, Any]:
        """Where `source` stands among a family's children, `target` stands from now on."""
        del me
        changed: dict[str, list[str]] = {}
        for row in session.execute(select(MeetingFamilyRow)).scalars():
            if str(source) in row.pupils:
                changed[str(row.id)] = list(row.pupils)
                kept = {one for one in row.pupils if one != str(source)}
                row.pupils = sorted(kept | {str(target)})
        session.flush()
        return {"rows": changed}

    def hand_back(self, session: Session, handed: dict[str, Any]) -> None:
        """Every family has the children again that it had."""
        for row_id, pupils in handed["rows"].items():
            row = session.get(MeetingFamilyRow, uuid.UUID(row_id))
            if row is not None:
                row.pupils = list(pupils)
        session.flush()
