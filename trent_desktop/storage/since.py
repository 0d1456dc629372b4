"""Whether a file is the one that a laptop knew, and what moved in it since (rules 94 and 99)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from trent_desktop.news import EVERYTHING, Subject
from trent_desktop.storage.audit import SUBJECTS, newest_entry
from trent_desktop.storage.tables import AuditRow, table_of

_TABLE = table_of(AuditRow)
_NEVER = 2**31 - 1
#: With more entries than this since the last look, every subject may have moved.
_MOST = 500
_SINCE = (
    select(_TABLE.c.number, _TABLE.c.link, _TABLE.c.act)
    .where(
        or_(
            _TABLE.c.number.in_(bindparam("witnesses", expanding=True)),
            _TABLE.c.number >= bindparam("seen"),
        )
    )
    .order_by(_TABLE.c.number)
    .limit(bindparam("most"))
)
_THESE = select(_TABLE.c.number, _TABLE.c.link).where(
    _TABLE.c.number.in_(bindparam("witnesses", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Since:
    """What a file tells to one who knew it.

    `known`: it holds every witness. `newest`: the newest entry of what was read.
    `moved`: the subjects of what happened since.
    """

    known: bool
    newest: tuple[int, str]
    moved: frozenset[Subject]


def what_happened_since(
    session: Session, witnesses: Sequence[tuple[int, str]], seen: tuple[int, str] | None
) -> Since:
    """Whether some entries are still there, and what moved after another: one question for both.

    An entry is its number and its digest. `witnesses`: by which the file is known again; `seen`:
    how far it was read, None for not at all.
    """
    wanted = {
        "witnesses": [number for number, _ in witnesses],
        "seen": seen[0] if seen else _NEVER,
        "most": _MOST,
    }
    found = session.connection().execute(_SINCE, wanted).all()
    links = {row.number: row.link for row in found}
    if len(found) >= _MOST:  # more than are read at once: the witnesses may lie beyond them
        these = session.connection().execute(_THESE, wanted)
        links |= {row.number: row.link for row in these}
    known = all(links.get(number) == link for number, link in witnesses)
    if seen is None or len(found) >= _MOST or (seen[0] and links.get(seen[0]) != seen[1]):
        return Since(known, newest_entry(session), EVERYTHING)
    moved = {SUBJECTS.get(row.act) for row in found if row.number > seen[0]}
    last = found[-1] if found else None
    newest = (last.number, last.link) if last is not None else (0, "")
    return Since(known, newest, frozenset(one for one in moved if one is not None))
