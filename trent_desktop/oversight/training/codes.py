"""The codes on the sheet to sign: one for each member and session, read as those of agreements are.

It is reckoned, not drawn: nothing is kept of it, and nothing about a person can be read from it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from trent_desktop.agreements.codes import TOKEN, CodeKind, code_text, read_code
from trent_desktop.oversight.training.values import ScanKind
from trent_desktop.school.keys.joining.codes import signs_for
from trent_desktop.storage.cipher import digest


def code_of(school_id: uuid.UUID, session_id: uuid.UUID, member_id: uuid.UUID) -> str:
    """What stands on the sheet beside her name: 24 signs."""
    return code_text(school_id, _token(session_id, member_id))


def member_of(
    text: str, school_id: uuid.UUID, session_id: uuid.UUID, members: Iterable[uuid.UUID]
) -> uuid.UUID | ScanKind:
    """Whose code it is, of these members; else why it is nobody's. Never raises."""
    read = read_code(text, school_id)
    if read.kind is CodeKind.OTHER_SCHOOL:
        return ScanKind.OTHER_SCHOOL
    if read.kind is not CodeKind.OURS:
        return ScanKind.MISREAD
    found = (one for one in members if _token(session_id, one) == read.token)
    return next(found, ScanKind.NOT_ON_SHEET)


def _token(session_id: uuid.UUID, member_id: uuid.UUID) -> str:
    number = int(digest(b"training/1|" + member_id.bytes, key=session_id.bytes), 16)
    return signs_for(number, TOKEN)
