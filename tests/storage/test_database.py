"""Units of work: whole or not at all, one after the other, and their errors in words."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text, update

from tests.schools import SmallSchool
from tests.storage.writing import add
from trent_desktop.moving import rows  # noqa: F401 - it knows every table
from trent_desktop.problems import DamagedDatabase, DiskFull, FileGone, NotASchool, TooNew
from trent_desktop.storage.cipher import new_key
from trent_desktop.storage.database import Database, next_change
from trent_desktop.storage.location import Location, parse_location
from trent_desktop.storage.place import check_place
from trent_desktop.storage.schema import CURRENT, bring_up_to_date
from trent_desktop.storage.sqlcipher import connect_file
from trent_desktop.storage.tables import SchoolRow, Table

pytestmark = pytest.mark.both_databases


@pytest.fixture
def database(school: SmallSchool) -> Iterator[Database]:
    found = Database(school.location, school.made.data_key)
    yield found
    found.close()


def change_of(database: Database) -> int:
    with database.read() as session:
        return session.execute(select(SchoolRow.change)).scalar_one()


def test_a_unit_of_work_is_whole_or_nothing(database: Database) -> None:
    before = change_of(database)

    def close_the_lid() -> None:
        with database.write() as session:
            next_change(session)
            raise RuntimeError("the laptop's lid was closed")

    with pytest.raises(RuntimeError):
        close_the_lid()
    assert change_of(database) == before
    with database.write() as session:
        assert next_change(session) == before + 1
    assert change_of(database) == before + 1


def test_the_first_migration_makes_exactly_the_tables(database: Database) -> None:
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []


def test_an_older_program_uses_a_newer_minor_version_and_refuses_a_newer_major(
    database: Database,
) -> None:
    major = int(CURRENT[1 : CURRENT.index("_")])
    for version, refused in ((f"v{major}_7", False), (f"v{major + 1}_0", True)):
        with database.write() as session:
            session.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
        if refused:
            with pytest.raises(TooNew):
                bring_up_to_date(database)
        else:
            bring_up_to_date(database)


def test_the_schema_is_the_current_one(database: Database) -> None:
    with database.read() as session:
        found = session.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    assert found == CURRENT


def test_eight_processes_write_at_once_and_none_is_lost(folder_school: SmallSchool) -> None:
    folder = folder_school.location.folder
    assert folder is not None
    database = Database(folder_school.location, folder_school.made.data_key)
    before = change_of(database)
    context = multiprocessing.get_context("spawn")
    writers = [
        context.Process(target=add, args=(folder, folder_school.made.data_key, 15))
        for _ in range(8)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0] * 8
    assert change_of(database) == before + 8 * 15


def test_the_file_keeps_a_rollback_journal(folder_school: SmallSchool) -> None:
    connection = connect_file(folder_school.location.school_file, folder_school.made.data_key)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    with pytest.raises(DamagedDatabase, match="another program"):
        check_place(
            Database(folder_school.location, folder_school.made.data_key),
            folder_school.made.school_id,
        )


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in the folder's own lists")
def test_every_member_who_may_write_in_the_folder_may_write_the_school(tmp_path: Path) -> None:
    from tests.schools import make_small_school

    share = tmp_path / "share"
    share.mkdir()
    share.chmod(0o770)
    make_small_school(parse_location(share), tmp_path)
    assert {path.stat().st_mode & 0o777 for path in share.iterdir() if path.is_file()} == {0o660}


def test_strangers_read_nothing(folder_school: SmallSchool) -> None:
    file = folder_school.location.school_file
    content = file.read_bytes()
    for word in (b"SQLite format", b"Larkfield", b"Okonkwo", b"CREATE TABLE", "Łukasz".encode()):
        assert word not in content
    plain = sqlite3.connect(file)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        plain.execute("SELECT count(*) FROM sqlite_master")
    plain.close()
    with pytest.raises(sqlcipher3.DatabaseError, match="not a database"):
        connect_file(file, new_key())


def test_a_damaged_file_is_told_pointed_to_backups_and_left_alone(
    folder_school: SmallSchool,
) -> None:
    file = folder_school.location.school_file
    damaged = b"\x07" * 4096 + file.read_bytes()[4096:]
    file.write_bytes(damaged)
    with pytest.raises(DamagedDatabase, match="put a copy back"):
        folder_school.open("head")
    assert file.read_bytes() == damaged


def test_a_missing_file_is_never_made_anew(folder_school: SmallSchool) -> None:
    folder_school.location.school_file.unlink()
    database = Database(folder_school.location, folder_school.made.data_key)
    with pytest.raises(FileGone), database.read() as session:
        session.execute(select(SchoolRow.change))
    assert not folder_school.location.school_file.exists()


def test_keys_of_another_school_are_noticed(folder_school: SmallSchool, tmp_path: Path) -> None:
    from tests.schools import make_small_school
    from trent_desktop.storage.location import parse_location

    other = make_small_school(parse_location(tmp_path / "other"), tmp_path)
    database = Database(other.location, other.made.data_key)
    with pytest.raises(NotASchool, match="another school"):
        check_place(database, folder_school.made.school_id)


def test_a_full_disk_is_told_and_changes_nothing(folder_school: SmallSchool) -> None:
    database = Database(folder_school.location, folder_school.made.data_key)
    before = folder_school.location.school_file.read_bytes()

    def write_much() -> None:
        with database.write() as session:
            # SQLite's own limit on the file's pages: the same error as a disk without room.
            pages = session.execute(text("PRAGMA page_count")).scalar_one()
            session.execute(text(f"PRAGMA max_page_count = {pages}"))
            session.execute(update(SchoolRow).values(address="x" * 200_000))

    with pytest.raises(DiskFull, match="full"):
        write_much()
    assert folder_school.location.school_file.read_bytes() == before


def test_folders_with_odd_names_work(folder_school: SmallSchool, tmp_path: Path) -> None:
    odd = tmp_path / "Jo's  100% #1 ?mode=memory – été"
    assert folder_school.location.folder is not None
    shutil.copytree(folder_school.location.folder, odd)
    database = Database(Location(folder=odd), folder_school.made.data_key)
    check_place(database, folder_school.made.school_id)
