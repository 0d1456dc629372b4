"""What the Headteacher said of words that were changed: they ask for no more (rule 130)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.agreements.models import SameMeaningRow
from trent_desktop.agreements.wording.meaning import SameAs, meaning_of, same_as
from trent_desktop.agreements.wording.wording import Wording
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.storage.tables import table_of

_SAME: Final = table_of(SameMeaningRow)
_WHOLE: Final = ""


def keep_as_same(session: Session, me: SignedIn, before: Wording, after: Wording, why: str) -> None:
    """Keep, inside a unit of work, that `after` asks for no more than `before`, and why."""
    pairs = {_WHOLE: (before.text, after.text)}
    now = {one.consent: one.words for one in after.asked}
    for one in before.asked:
        if one.consent in now:
            pairs[one.consent.value] = (one.words, now[one.consent])
    for consent, (old, new) in pairs.items():
        was, is_now = meaning_of(old), meaning_of(new)
        if was == is_now or _is_known(session, before.kind.value, consent, was, is_now):
            continue
        session.add(
            SameMeaningRow(
                id=uuid.uuid4(),
                kind=before.kind.value,
                consent=consent,
                before=was,
                after=is_now,
                why=why,
                at=me.clock(),
                member_id=me.member.id,
            )
        )
    session.flush()


def same_papers(session: Session) -> Mapping[str, SameAs]:
    """Which whole papers mean the same, by kind."""
    found: dict[str, list[tuple[str, str]]] = {}
    query = select(_SAME.c.kind, _SAME.c.before, _SAME.c.after).where(_SAME.c.consent == _WHOLE)
    for row in session.execute(query):
        found.setdefault(row.kind, []).append((row.before, row.after))
    return {kind: same_as(pairs) for kind, pairs in found.items()}


def _is_known(session: Session, kind: str, consent: str, before: str, after: str) -> bool:
    query = select(_SAME.c.id).where(
        _SAME.c.kind == kind,
        _SAME.c.consent == consent,
        _SAME.c.before == before,
        _SAME.c.after == after,
    )
    return session.execute(query).first() is not None
