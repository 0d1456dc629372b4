"""The references of reports, never given twice.

Ordinary ones are counted within each year. Those of sealed reports are drawn: no number is missing
among the others, and none says how many there are, or which came first (rule 49).
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    bindparam,
    case,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Session

from trent_desktop.reports.cases import Route
from trent_desktop.reports.reference_signs import SEALED
from trent_desktop.storage.straight import Straight
from trent_desktop.storage.tables import CaseRow, CounterRow, table_of

_COUNTER = table_of(CounterRow)


def _higher(than: BindParameter[int]) -> ColumnElement[int]:
    """What the counter stands at, or `than` when that is more: in the words of either database."""
    return case((_COUNTER.c.last < than, than), else_=_COUNTER.c.last)


_COUNT_ON = Straight(
    update(_COUNTER)
    .where(_COUNTER.c.name == bindparam("wanted"))
    .values(last=_higher(bindparam("seen", type_=Integer)) + bindparam("more", type_=Integer))
    .returning(_COUNTER.c.last)
)
_REFERENCES = "reference "
#: Without those that are taken for one another when they are read out or written by hand.
_SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_DRAWN: Final = 6
_REFERENCE = re.compile(r"TR-(\d{4})-(\d+)")


def next_reference(
    session: Session,
    at: dt.datetime,
    how_many: int = 1,
    *,
    above: Mapping[str, int] | None = None,
) -> list[str]:
    """The next references of that year, for example ``TR-2026-014``.

    `above` are the counters as this laptop has seen them: in a file that was put back from a copy
    they stand lower, and no reference is given twice.
    """
    name = f"{_REFERENCES}{at.year}"
    seen = (above or {}).get(name, 0)
    row = _COUNT_ON.row(session, wanted=name, more=how_many, seen=seen)
    if row is None:
        last = seen + how_many
        session.connection().execute(insert(CounterRow), [{"name": name, "last": last}])
    else:
        (last,) = row
    first = last - how_many + 1
    return [f"TR-{at.year}-{number:03d}" for number in range(first, last + 1)]


def new_reference(
    session: Session, route: Route, at: dt.datetime, *, above: Mapping[str, int] | None = None
) -> str:
    """The reference of a new report: counted, or drawn where it is sealed."""
    return drawn_reference(session) if route.sealed else next_reference(session, at, above=above)[0]


def drawn_reference(session: Session, draw: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """A reference that no report has, for example ``TR-S-7K3M9Q``."""
    while True:
        found = SEALED + "".join(draw(_SIGNS) for _ in range(_DRAWN))
        taken = select(CaseRow.id).where(CaseRow.reference == found)
        if session.execute(taken).first() is None:
            return found


def counted(reference: str) -> dict[str, int]:
    """The counter that a reference came from, and where it stood then."""
    found = _REFERENCE.fullmatch(reference)
    return {f"{_REFERENCES}{found[1]}": int(found[2])} if found else {}


def reference_counters(session: Session) -> dict[str, int]:
    """Where the counters of references stand, by their names."""
    rows = session.execute(
        select(CounterRow.name, CounterRow.last).where(CounterRow.name.startswith(_REFERENCES))
    )
    return {row.name: row.last for row in rows}


def lift_counters(session: Session, seen: Mapping[str, int]) -> None:
    """Put every counter at least where it was seen, inside a unit of work that writes."""
    for name, last in seen.items():
        row = session.get(CounterRow, name)
        if row is None:
            session.add(CounterRow(name=name, last=last))
        elif row.last < last:
            row.last = last
