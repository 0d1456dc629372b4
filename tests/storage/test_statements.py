"""Statements are put together once in a process; nothing that was asked for outlives its opening."""

from __future__ import annotations

import uuid

from sqlalchemy import Select, select
from sqlalchemy.engine.interfaces import CacheStats

from tests.schools import SmallSchool
from trent_desktop.roles import Role
from trent_desktop.storage.database import Database
from trent_desktop.storage.tables import MemberRow, PupilRow, RoleKeyRow


def opened(school: SmallSchool) -> Database:
    return Database(school.location, school.made.data_key)


def was_there(database: Database, statement: Select[uuid.UUID]) -> bool:
    """Whether a statement had been put together when it was asked."""
    with database.read() as session:
        found = session.connection().execute(statement)
        found.all()
        return found.context.cache_hit is CacheStats.CACHE_HIT


def test_the_next_opening_finds_what_one_before_it_put_together(folder_school: SmallSchool) -> None:
    def by_id() -> Select[uuid.UUID]:
        return select(MemberRow.id).where(MemberRow.id.in_([uuid.uuid4()]), MemberRow.id.is_(None))

    def by_role() -> Select[uuid.UUID]:
        return select(RoleKeyRow.id).where(RoleKeyRow.role == Role.DSL.value, RoleKeyRow.id == None)  # noqa: E711

    for statement in (by_id, by_role):
        assert not was_there(opened(folder_school), statement())
        assert was_there(opened(folder_school), statement())


def test_a_statement_in_which_a_child_is_named_goes_with_its_opening(
    folder_school: SmallSchool,
) -> None:
    def named() -> Select[uuid.UUID]:
        return select(PupilRow.id).where(PupilRow.surname == "Khan", PupilRow.forename != "")

    def one_of() -> Select[uuid.UUID]:
        return select(PupilRow.id).where(PupilRow.surname.in_(["Khan", "Nowak"]))

    for statement in (named, one_of):
        first = opened(folder_school)
        assert not was_there(first, statement())
        assert was_there(first, statement())
        assert not was_there(opened(folder_school), statement())
