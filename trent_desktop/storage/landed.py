"""Every write has an id, made before the first try; repeated, it lands once (rules 87 and 88).

A call whose answer never came may have landed or not: the share stood still, or the process was
ended with the program. So whoever calls says under which id, and the units of work write it down
with what they change, in one transaction:

    with asked_as(write_id, database):
        service.method(...)

Called again under the same id, a unit that landed changes nothing. Most raise `LandedBefore`, which
is no failure: what was asked for is done. Where an answer is wanted, the method says with `Repeat`
how a repeat finds it. Of several units each lands once, so a repeat finishes what was begun.

What is kept says neither who asked nor what for: a digest of the id, the number of the unit, the day.
The id itself is kept nowhere in the school's file, because ids and codes are made of it: whoever has
it has those.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import uuid
from collections.abc import Generator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from sqlalchemy import Date, Uuid, bindparam, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from trent_desktop.clock import Clock, system_clock
from trent_desktop.problems import DamagedDatabase, DiskFull, Problem, SchoolAway
from trent_desktop.storage.tables import Table

if TYPE_CHECKING:
    from trent_desktop.storage.database import Database

#: For so long a repeat is known, at least. Nothing is repeated after some minutes, but what waits
#: on a laptop over a holiday.
KEPT_FOR: Final = dt.timedelta(days=30)
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


class Repeat(Enum):
    """What a unit of work does that landed before under the same id."""

    DONE = "raises `LandedBefore`: nobody waits for an answer, or the method catches it"
    LOOKS = "runs, and what it changes is taken back: for what it answers"
    KNOWS = "runs: it knows by itself what it has done, and no row is written"


class LandedBefore(Exception):
    """What was asked for is done already. Not for people: whoever called says that it is done."""


@dataclass(eq=False)
class _Call:
    """The call under way. `step` is how many of its units of work have landed, now or before.

    One that was given up and is tried again in the same call has the same number again.
    """

    write_id: uuid.UUID
    clock: Clock
    step: int = 0
    began: bool = False


_CALL: ContextVar[_Call | None] = ContextVar("call", default=None)


@contextmanager
def asked_as(
    write_id: uuid.UUID, database: Database, clock: Clock = system_clock
) -> Generator[None]:
    """What is called inside was asked for under this id: a random one, made before the first try.

    Raises `LandedBefore` also when a repeat is refused by what it did itself the first time (a
    role that was passed on is no longer hers to pass on).
    """
    call = _Call(write_id, clock)
    token = _CALL.set(call)
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
        _CALL.reset(token)


@contextmanager
def on_its_own() -> Generator[None]:
    """What is done inside belongs to no call: it puts right what there is, whoever asks."""
    token = _CALL.set(None)
    try:
        yield
    finally:
        _CALL.reset(token)


def before(database: Database) -> bool:
    """Whether the call under way landed before: its first unit of work. Asks the share.

    For a method that has to know before it begins: what it is given is right only the first time.
    """
    call = _CALL.get()
    if call is None:
        return False
    with database.read() as session:
        return session.get(LandedRow, (_mark(call), 0)) is not None


def landed_before(session: Session) -> bool:
    """Whether this unit of work landed before; what it changes now is taken back at its end."""
    return bool(session.info.get(_LANDED))


def made_id(*what: str | int) -> uuid.UUID:
    """A fresh id for something that a call makes; the same one when the call is repeated.

    `what` tells the things apart that one call makes.
    """
    call = _CALL.get()
    return uuid.uuid4() if call is None else uuid.UUID(bytes=_of(call, what, 16), version=4)


def made_number(below: int, *what: str | int) -> int:
    """A number that nobody can guess; the same one when the call is repeated.

    It is as hard to guess as the call's id, which has 122 random bits.
    """
    call = _CALL.get()
    if call is None:
        return secrets.randbelow(below)
    # So much longer than `below` that no number comes more often than another.
    return int.from_bytes(_of(call, what, 64), "big") % below


@dataclass(slots=True)
class Landing:
    """A unit of work under way. `before`: it landed before, and is only looked at."""

    before: bool = False
    call: _Call | None = None

    def ended(self) -> None:
        """It is kept, or was before: the next unit of the call is another one."""
        if self.call is not None:
            self.call.step += 1


def land(session: Session, repeat: Repeat) -> Landing:
    """At the start of a unit of work: write down that it lands.

    Raises `LandedBefore` when it did before, and `repeat` says so.
    """
    call = _CALL.get()
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


def _mark(call: _Call) -> uuid.UUID:
    return uuid.UUID(bytes=_of(call, ("landed",), 16))


def _of(call: _Call, what: tuple[str | int, ...], size: int) -> bytes:
    """Bytes that only whoever has the call's id can reckon, others for everything it makes."""
    about = "\0".join(map(str, what)).encode()
    return hashlib.blake2b(about, digest_size=size, key=call.write_id.bytes).digest()
