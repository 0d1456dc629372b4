"""A school in which writes are tried, killed and tried again, and what its tables hold."""

from __future__ import annotations

import sys
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

import trent_desktop.moving.rows  # noqa: F401 - every table there is
from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.storage.database import Database
from trent_desktop.storage.landed import LandedBefore, Repeat
from trent_desktop.storage.landed_rows import LandedRow, asked_as
from trent_desktop.storage.tables import Table

#: What is done, with all that it needs.
Act = Callable[[], object]
#: Makes ready for a write, and gives whose program does what.
Ready = Callable[["Stage"], tuple[OpenSchool, Act]]
#: What every table holds, and the document of the keys.
State = Mapping[str, list[Any]]


@dataclass
class Stage:
    """A small school, and those who work there, each at one laptop."""

    school: SmallSchool
    _desks: dict[str, OpenSchool] = field(default_factory=dict[str, OpenSchool])

    def at(self, name: str) -> OpenSchool:
        """Somebody's open program, that knows the newest."""
        if name not in self._desks:
            root = self.school.folder / f"of-{name}"
            self._desks[name] = self.school.open(name, root=root)
        desk = self._desks[name]
        desk.follow()
        return desk

    def signed_out(self, name: str) -> None:
        """Whoever signs in next does so anew."""
        desk = self._desks.pop(name, None)
        if desk is not None:
            desk.close()

    @contextmanager
    def looking(self) -> Iterator[Session]:
        """A look into the school's database."""
        with self.at("head").signed_in.database.read() as session:
            yield session

    def state(self, desk: OpenSchool) -> State:
        """All that the school's file and keys hold, but for what is there to land once."""
        with desk.signed_in.database.read() as session:
            found: dict[str, list[Any]] = {
                table.name: sorted(map(repr, session.execute(select(table)).all()))
                for table in Table.metadata.sorted_tables
                if table.name != LandedRow.__tablename__
            }
        found["keys"] = [desk.signed_in.keys.read().document]
        return found

    def landed(self, desk: OpenSchool) -> int:
        """How many units of work are known to have landed."""
        with desk.signed_in.database.read() as session:
            return int(session.execute(text("SELECT count(*) FROM landed")).scalar_one())


def changed(before: State, after: State) -> list[str]:
    """The tables that differ."""
    return [name for name, rows in before.items() if rows != after[name]]


def grown(before: State, after: State) -> Counter[str]:
    """By table: how many rows there are more."""
    counts = Counter({name: len(after[name]) - len(rows) for name, rows in before.items()})
    return Counter({name: count for name, count in counts.items() if count})


class Killed(BaseException):
    """The process ended here."""


@dataclass
class Killing:
    """Ends the process at a unit of work; notes from where in the program there are any."""

    at: int = 0  # 0 for never
    committed: bool = False
    units: int = 0
    places: set[str] = field(default_factory=set[str])

    def set(self, at: int, *, committed: bool) -> None:
        """End it at this unit of those to come: after it was kept, or before."""
        self.at, self.committed, self.units = at, committed, 0

    @contextmanager
    def unit(self, whole: AbstractContextManager[Session]) -> Iterator[Session]:
        """A unit of work, perhaps the last."""
        with whole as session:
            yield session
            self.units += 1
            ends = self.units == self.at
            if ends and not self.committed:
                raise Killed
        if ends:
            raise Killed


@pytest.fixture(scope="module")
def killing() -> Iterator[Killing]:
    """Every unit of work of the program runs through it."""
    made, whole = Killing(), Database.write

    def write(self: Database, repeat: Repeat = Repeat.DONE) -> AbstractContextManager[Session]:
        code = sys._getframe(1).f_code
        made.places.add(f"{code.co_filename.rpartition('trent_desktop/')[2]}:{code.co_name}")
        return made.unit(whole(self, repeat))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "write", write)
        yield made


def asked(desk: OpenSchool, act: Act, write_id: uuid.UUID) -> object:
    """What a call under this id answers; `LandedBefore` for done already."""
    try:
        with asked_as(write_id, desk.signed_in.database):
            return act()
    except LandedBefore:
        return LandedBefore
