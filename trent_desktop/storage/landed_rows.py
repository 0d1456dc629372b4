"""That a unit of work has landed, in the school's file."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import Date, Uuid, bindparam, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from trent_desktop.clock import Clock, system_clock
from trent_desktop.problems import DamagedDatabase, DiskFull, Problem, SchoolAway
from trent_desktop.storage.landed import CALL, KEPT_FOR, Call, LandedBefore, Repeat, bytes_for
from trent_desktop.storage.tables import Table

if TYPE_CHECKING:
    from trent_desktop.storage.database import Database

#: Every so many-th write looks at so many of its neighbours, which lie on the page that it writes
#: anyway, and takes out the old ones.
_SWEEPS: Final = 8


_SWEPT: Final = 64


_LANDED = "landed before"


#: What ails the place itself: asking it once more would only take as long again.
_NOT_REACHED = (SchoolAway, DiskFull, DamagedDatabase)


class LandedRow(Table):
    """That a unit of work has landed. `id` is a digest of the id it was asked under.

    Without row numbers: a write touches one page more, not two.
    """

    __tablename__ = "landed"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy reads this

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[dt.date]


@contextmanager
def asked_as(
    write_id: uuid.UUID, database: Database, clock: Clock = system_clock
) -> Generator[None]:
    """What is called inside was asked for under this id: a random one, made before the first try.

    Raises `LandedBefore` also when a repeat is refused by what it did itself the first time (a
    role that was passed on is no longer hers to pass on).
    """
    call = Call(write_id, clock)
    token = CALL.set(call)
    try:
        yield
    except (LandedBefore, *_NOT_REACHED):
        raise
    except Exception:
        if not call.began:
            with suppress(Problem):  # else it is not known, and what was said stands
                if before(database):
                    raise LandedBefore from None
        raise
    finally:
        CALL.reset(token)


def before(database: Database) -> bool:
    """Whether the call under way landed before: its first unit of work. Asks the share.

    For a method that has to know before it begins: what it is given is right only the first time.
    """
    call = CALL.get()
    if call is None:
        return False
    with database.read() as session:
        return session.get(LandedRow, (_mark(call), 0)) is not None


def landed_before(session: Session) -> bool:
    """Whether this unit of work landed before; what it changes now is taken back at its end."""
    return bool(session.info.get(_LANDED))


@dataclass(slots=True)
class Landing:
    """A unit of work under way. `before`: it landed before, and is only looked at."""

    before: bool = False
    call: Call | None = None

    def ended(self) -> None:
        """It is kept, or was before: the next unit of the call is another one."""
        if self.call is not None:
            self.call.step += 1


def land(session: Session, repeat: Repeat) -> Landing:
    """At the start of a unit of work: write down that it lands.

    Raises `LandedBefore` when it did before, and `repeat` says so.
    """
    call = CALL.get()
    if call is None or repeat is Repeat.KNOWS:
        return Landing()
    call.began = True
    mark, today = _mark(call), call.clock().date()
    connection = session.connection()
    added = connection.execute(_ADD, {"id": mark, "step": call.step, "at": today})
    if added.rowcount:
        if mark.int % _SWEEPS == 0:
            connection.execute(_SWEEP, {"id": mark, "old": today - KEPT_FOR})
        return Landing(call=call)
    if repeat is Repeat.DONE:
        call.step += 1
        raise LandedBefore
    session.info[_LANDED] = True
    return Landing(before=True, call=call)


_ADD = text(
    "INSERT INTO landed (id, step, at) VALUES (:id, :step, :at) ON CONFLICT DO NOTHING"
).bindparams(bindparam("id", type_=Uuid()), bindparam("at", type_=Date()))


_SWEEP = text(
    "DELETE FROM landed WHERE at < :old AND (id, step) IN "
    f"(SELECT id, step FROM landed WHERE id > :id ORDER BY id, step LIMIT {_SWEPT})"
).bindparams(bindparam("id", type_=Uuid()), bindparam("old", type_=Date()))


def _mark(call: Call) -> uuid.UUID:
    return uuid.UUID(bytes=bytes_for(call, ("landed",), 16))
