"""Where the school went, and whether a place is the school at all.

One row says it, in the table `gone`. A school that is moved is put together at the new place first,
which says *coming* and is no school yet. The move is the one unit of work that writes *gone* at the
old place. From then on nothing is written there any more, and whoever comes is sent on; the first
who arrives takes *coming* away, so that at every moment exactly one of both is the school.

In a school's folder the row is as secret as everything in its file: only members can read it. So it
may hold what opens the database server that the school went to.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Integer, delete, inspect, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from trent_desktop.problems import NotASchool
from trent_desktop.storage.access import Access
from trent_desktop.storage.audit import Act, write_entry
from trent_desktop.storage.database import Database
from trent_desktop.storage.location import Location, parse_location
from trent_desktop.storage.tables import Moment, Table

#: Beside them in a file are no others whose rows may change once the school is gone.
_OPEN = frozenset({"gone"})
_FENCE = "gone_"


class GoneRow(Table):
    """That the school was moved away from here, or is on its way here: one row, `id` 1."""

    __tablename__ = "gone"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    place: Mapped[dict[str, Any]]


class Standing(StrEnum):
    """How a place that the school is moved to or from stands."""

    COMING = "coming"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Gone:
    """A move, as the row of either place says it. `to` has its access at the old place only."""

    standing: Standing
    move_id: uuid.UUID
    school_id: uuid.UUID
    by: uuid.UUID
    at: dt.datetime
    kinds: tuple[str, str]  # of the old place and of the new
    to: Location = field(repr=False)

    def row(self) -> GoneRow:
        """As it is written."""
        gone = self.standing is Standing.GONE
        place: dict[str, Any] = {
            "standing": self.standing.value,
            "move": str(self.move_id),
            "school": str(self.school_id),
            "by": str(self.by),
            "kinds": list(self.kinds),
            "to": self.to.shown if gone else "",
            "access": self.to.access.body() if gone else {},
        }
        return GoneRow(id=1, at=self.at, place=place)

    def write_down(self, session: Session) -> None:
        """The link of the audit chain: the same at both places, so that the chain is one."""
        details = {"from": self.kinds[0], "to": self.kinds[1], "move": str(self.move_id)}
        write_entry(session, self.at, self.by, Act.SCHOOL_MOVED, str(self.school_id), details)


def gone_of(row: GoneRow) -> Gone:
    """What a row says. Raises `NotASchool` for one that nobody understands."""
    said = row.place
    try:
        to = said["to"]
        place = Location() if not to else parse_location(to)
        return Gone(
            Standing(said["standing"]),
            uuid.UUID(said["move"]),
            uuid.UUID(said["school"]),
            uuid.UUID(said["by"]),
            row.at,
            (str(said["kinds"][0]), str(said["kinds"][1])),
            place.reached_with(Access.of(said["access"])),
        )
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise NotASchool(
            "The school was moved away from here, and where to cannot be read.",
            what_to_do="Ask the ICT Lead where it is now.",
        ) from error


def read_gone(database: Database) -> Gone | None:
    """What a place says of a move; None at an ordinary school. Raises what reading raises."""
    with database.read() as session:
        if database.location.is_server:
            there = inspect(session.connection()).has_table(GoneRow.__tablename__)
        else:
            there = bool(session.execute(text("PRAGMA user_version")).scalar_one())
        row = session.get(GoneRow, 1) if there else None
        return gone_of(row) if row is not None else None


# ------------------------------------------------------------------------- the two ends


def say_coming(session: Session, coming: Gone, *, on_server: bool) -> None:
    """Say at the new place that the school is on its way there, inside a transaction."""
    session.execute(delete(GoneRow))
    session.add(coming.row())
    session.flush()
    if not on_server:
        session.execute(text("PRAGMA user_version = 1"))


def close_place(session: Session, gone: Gone, *, on_server: bool) -> None:
    """Write that the school has gone, inside the unit of work that is the move.

    In a file nothing else is ever written again, by whatever program: the file itself refuses.
    """
    gone.write_down(session)
    session.add(gone.row())
    session.flush()
    if on_server:
        return
    connection = session.connection()
    for table in inspect(connection).get_table_names():
        if table in _OPEN:
            continue
        for act in ("INSERT", "UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f'CREATE TRIGGER "{_FENCE}{act.lower()}_{table}" BEFORE {act} ON "{table}" '
                "BEGIN SELECT RAISE(ABORT, 'the school has moved'); END"
            )
    connection.exec_driver_sql("PRAGMA user_version = 1")


def arrive(database: Database, move_id: uuid.UUID) -> None:
    """Make the new place the school, if the move that it waits for is this one.

    Whoever was sent here by the old place does so; the first of them does it. Raises what writing
    raises.
    """
    with database.arriving() as session:
        row = session.get(GoneRow, 1)
        coming = gone_of(row) if row is not None else None
        if coming is None or coming.standing is not Standing.COMING or coming.move_id != move_id:
            return
        coming.write_down(session)
        session.execute(delete(GoneRow))
        if not database.location.is_server:
            session.execute(text("PRAGMA user_version = 0"))
