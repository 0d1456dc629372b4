"""Who said it: of one child, names that differ in capitals, spaces and full stops are one person’s."""

from __future__ import annotations

import unicodedata
import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.agreements.models import ConsentRow


def as_known(session: Session, pupil_id: uuid.UUID, by: str) -> str:
    """A name as it was written when she answered before: “mr aziz” is “Mr. Aziz”, not another."""
    query = select(ConsentRow.said_by).where(ConsentRow.pupil_id == pupil_id).distinct()
    known = {same_name(one): one for one in sorted(session.execute(query).scalars()) if one}
    return known.get(same_name(by), by)


def same_name(name: str) -> str:
    """What is the same of two spellings of one person’s name; empty for the family."""
    # No more than capitals, spaces and signs: in many scripts an accent makes another name.
    same = unicodedata.normalize("NFC", name).casefold().replace(".", " ").replace("’", "'")
    return " ".join(same.split())
