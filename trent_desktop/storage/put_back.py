"""That a copy was put back, as the audit chain tells it: who did, when, and which copy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.storage.audit import Act
from trent_desktop.storage.tables import AuditRow, MemberRow


@dataclass(frozen=True, slots=True)
class PutBack:
    """A copy was put back.

    `by`: her name, empty where nobody was signed in. `made`: the day of the copy, where the chain
    says so. `link` is the entry's own digest.
    """

    link: str
    at: dt.datetime
    by: str
    made: dt.date | None


def last_put_back(session: Session) -> PutBack | None:
    """The last time a copy was put back, by the chain; None for never."""
    row = session.execute(
        select(AuditRow)
        .where(AuditRow.act == Act.COPY_PUT_BACK.value)
        .order_by(AuditRow.number.desc())
        .limit(1)
    ).scalar_one_or_none()
    if row is None:
        return None
    member = session.get(MemberRow, row.member_id) if row.member_id else None
    return PutBack(row.link, row.at, member.name if member else "", _made(row.details))


def put_back_since(session: Session, number: int) -> bool:
    """Whether a copy was put back after this entry of the chain."""
    asked = select(AuditRow.number).where(
        AuditRow.number > number, AuditRow.act == Act.COPY_PUT_BACK.value
    )
    return session.execute(asked.limit(1)).first() is not None


def _made(details: Mapping[str, Any]) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(details.get("copy", "")))
    except ValueError:
        return None
