"""What tests of a move look at: what is in a place, and who gets in there."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, select

from tests.reports import answers as made
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.moving.rows import digests_of, school_tables
from trent_desktop.open_school import OpenSchool
from trent_desktop.opening import open_school
from trent_desktop.problems import Problem
from trent_desktop.storage.audit import check_chain
from trent_desktop.storage.database import Database
from trent_desktop.storage.gone import GoneRow
from trent_desktop.storage.location import Location, parse_location

LEFT = "teacher2"


def fill(school: SmallSchool) -> None:
    """Reports, one of them sealed; somebody who was removed."""
    teacher = school.open("teacher1")
    teacher.cases.send(school.draft(made.quick()))
    teacher.cases.send(school.draft(made.stop(), "stop"))
    ict = school.open("ict")
    ict.members.remove(school.members[LEFT])
    for one in (teacher, ict):
        one.close()
    school._opened.clear()


def moved(school: SmallSchool, by: OpenSchool, where: str, **more: Any) -> str:
    """Move the school, and give its new place."""
    return by.moving.move(where, PASSWORD, **more).location


def key_of(school: SmallSchool, at: Location) -> bytes:
    """The data key, as the Headteacher's slot holds it there now."""
    if at.is_server:
        return b""
    root = school.folder / f"looks-{uuid.uuid4().hex[:8]}"
    from trent_desktop.clock import system_clock
    from trent_desktop.school.keys.laptops.local_folder import Laptop
    from trent_desktop.school.keys.sign_in import enter

    return enter(at, Laptop(root, at), "head", PASSWORD, system_clock).opened.data_key


def rows_of(school: SmallSchool, place: str) -> dict[str, dict[Any, bytes]]:
    """Every row of a place as a digest, by table and key."""
    at = parse_location(place)
    database = Database(at, key_of(school, at))
    try:
        with database.read() as session:
            connection = session.connection()
            return {one.name: digests_of(connection, one) for one in school_tables(connection)}
    finally:
        database.close()


def says(school: SmallSchool, place: str) -> str:
    """What a place says of a move: nothing, that the school is coming, or that it went."""
    at = parse_location(place)
    database = Database(at, key_of(school, at))
    try:
        with database.read() as session:
            if not inspect(session.connection()).has_table("gone"):
                return ""
            row = session.execute(select(GoneRow)).scalar_one_or_none()
            return str(row.place["standing"]) if row else ""
    finally:
        database.close()


def chain_of(school: SmallSchool, place: str) -> tuple[int, int | None]:
    """How long the audit chain is, and where it is broken."""
    at = parse_location(place)
    database = Database(at, key_of(school, at))
    try:
        found = check_chain(database.read)
        return found.entries, found.broken_at
    finally:
        database.close()


def gets_in(school: SmallSchool, place: str, name: str = "head", root: Path | None = None) -> str:
    """Where somebody ends up who signs in at a place; the words when she does not get in."""
    root = root or school.folder / f"new-{uuid.uuid4().hex[:8]}"
    try:
        opened = open_school(place, name, PASSWORD, root=root, clock=school.clock)
    except Problem as problem:
        return f"{type(problem).__name__}: {problem.words}"
    try:
        assert not opened.started_away
        return opened.location
    finally:
        opened.close()
