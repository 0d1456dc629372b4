"""A copy without the school's key: under a lock that SQLite honours, and of one moment."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3
from sqlalchemy import text

from tests.schools import SmallSchool
from tests.storage.copying import copies, folder_of, made
from trent_desktop.clock import system_clock
from trent_desktop.problems import DamagedDatabase, Problem, SchoolBusy, SchoolFails
from trent_desktop.storage.copies import by_key
from trent_desktop.storage.copies.by_key import copy_by_key, reader_lock
from trent_desktop.storage.copies.child import CopyingChild
from trent_desktop.storage.copies.copy_keys import LIST
from trent_desktop.storage.copies.key_files import CopyKey, new_copy_key
from trent_desktop.storage.copies.making import copy_now, proof
from trent_desktop.storage.database import Database
from trent_desktop.storage.location import BACKUPS, SCHOOL_FILE
from trent_desktop.storage.sqlcipher import connect_file


def a_key(school: SmallSchool) -> CopyKey:
    key = new_copy_key(school.made.school_id)
    school.open("ict").copy_keys.add(key)
    return key


def saved(path: Path, key: bytes, wait_ms: int = 200) -> bool:
    """Whether another program can save just now."""
    order = f"""
import sys
from pathlib import Path
from trent_desktop.storage.database import connect_file
one = connect_file(Path({str(path)!r}), bytes.fromhex({key.hex()!r}), wait_ms={wait_ms})
try:
    one.execute("BEGIN IMMEDIATE")
    one.execute("UPDATE school SET address = address || '.'")
    one.execute("COMMIT")
except Exception as error:
    sys.exit(3 if "locked" in str(error) else 1)
"""
    done = subprocess.run(
        [sys.executable, "-c", order], cwd=Path(__file__).parents[2], check=False
    ).returncode
    assert done in (0, 3)
    return done == 0


def test_the_lock_holds_without_the_key_and_is_let_go(folder_school: SmallSchool) -> None:
    path, key = folder_of(folder_school) / SCHOOL_FILE, folder_school.made.data_key
    assert saved(path, key)
    with reader_lock(folder_school.location):
        assert not saved(path, key)
        with Database(folder_school.location, key).read() as session:  # readers go on
            assert session.execute(text("SELECT count(*) FROM member")).scalar_one() == 9
    assert saved(path, key)
    writer = connect_file(path, key)
    writer.execute("BEGIN EXCLUSIVE")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(by_key, "_LOCK_WAIT_MS", 50)
        with pytest.raises(SchoolBusy), reader_lock(folder_school.location):
            pass
    writer.close()


@contextmanager
def saving(school: SmallSchool, pause_s: float) -> Iterator[list[int]]:
    """Somebody saves all the time, in pages all over the file; how often."""
    ended, done = threading.Event(), [0]

    def run() -> None:
        database = Database(school.location, school.made.data_key)
        while not ended.is_set():
            with suppress(SchoolBusy), database.write() as session:
                session.execute(text("UPDATE pupil SET surname = surname || 'x'"))
                session.execute(text("UPDATE member SET name = name || 'x'"))
                session.execute(text("UPDATE school SET address = address || 'x'"))
                done[0] += 1
            time.sleep(pause_s)
        database.close()

    writer = threading.Thread(target=run)
    writer.start()
    try:
        yield done
    finally:
        ended.set()
        writer.join()


def test_each_copy_is_of_one_moment_while_others_save(folder_school: SmallSchool) -> None:
    school, key = folder_school, a_key(folder_school)
    with saving(school, 0.02) as saves:
        for _ in range(6):
            one = copy_by_key(school.location, key, system_clock)
            path = Path(one.folder) / one.name
            with CopyingChild() as child:
                said = proof(child, path, [school.made.data_key], deep=True)
            assert said.whole
            copy = connect_file(path, school.made.data_key)
            added = {
                copy.execute(
                    f"SELECT max(length({what}) - length(rtrim({what}, 'x'))) FROM {table}"
                ).fetchone()[0]
                for what, table in (("address", "school"), ("surname", "pupil"), ("name", "member"))
            }
            copy.close()
            assert len(added) == 1  # each save added one to each
    assert saves[0] > 6


def test_where_locks_do_not_hold_a_save_in_the_middle_is_noticed(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    school, key = folder_school, a_key(folder_school)
    path, tries = folder_of(school) / SCHOOL_FILE, [0]

    def copied(*given: Any) -> None:
        copy_now(*given)
        tries[0] += 1
        if tries[0] == 1:
            assert saved(path, school.made.data_key)

    monkeypatch.setattr(by_key, "reader_lock", lambda _location: nullcontext())
    monkeypatch.setattr(by_key, "copy_now", copied)
    one = copy_by_key(school.location, key, system_clock)
    assert tries == [2]
    assert (Path(one.folder) / one.name).read_bytes() == path.read_bytes()


def test_a_save_that_was_cut_off_is_left_for_who_has_the_key(folder_school: SmallSchool) -> None:
    school, key = folder_school, a_key(folder_school)
    path = folder_of(school) / SCHOOL_FILE
    order = f"""
import os
from pathlib import Path
from trent_desktop.storage.database import connect_file
one = connect_file(Path({str(path)!r}), bytes.fromhex({school.made.data_key.hex()!r}))
one.execute("PRAGMA cache_size = 3")
one.execute("BEGIN IMMEDIATE")
one.execute("CREATE TABLE filling (content BLOB)")
for _ in range(40):
    one.execute("INSERT INTO filling VALUES (randomblob(20000))")
one.execute("UPDATE pupil SET surname = 'cut off'")
os.kill(os.getpid(), 9)
"""
    subprocess.run([sys.executable, "-c", order], cwd=Path(__file__).parents[2], check=False)
    journal = path.with_name(f"{SCHOOL_FILE}-journal")
    before = path.read_bytes(), journal.read_bytes()
    with pytest.raises(SchoolFails, match="Saving was cut off"):
        copy_by_key(school.location, key, system_clock)
    assert (path.read_bytes(), journal.read_bytes()) == before
    school.open("head").follow()  # whoever signs in puts it right
    assert not journal.exists()
    assert copy_by_key(school.location, key, system_clock).compared


def test_who_signs_in_opens_it_and_a_damaged_one_gets_its_name(
    folder_school: SmallSchool,
) -> None:
    school, key = folder_school, a_key(folder_school)
    one = copy_by_key(school.location, key, school.clock)
    (copy,) = copies(school)
    assert (copy.path.name, copy.opened, copy.whole) == (one.name, False, False)
    with copy.path.open("r+b") as file:
        file.seek(-2 * 4096, 2)  # a page that opening it does not read
        file.write(b"\7" * 64)
    ict = school.open("ict")
    made(school, ict)
    names = {found.path.name for found in copies(school)}
    day = f"{school.clock.at:%Y-%m-%d}"
    # It is told apart from the whole one that was made instead, which takes its place.
    assert names == {f"school-{day}.db"}
    (copy,) = copies(school)
    assert copy.whole


@pytest.mark.parametrize("content", [b"", b"Dear all, " * 1000, b"SQLite format 3\0" + bytes(8176)])
def test_what_is_not_the_schools_file_is_not_copied(
    folder_school: SmallSchool, content: bytes
) -> None:
    school, key = folder_school, a_key(folder_school)
    (folder_of(school) / SCHOOL_FILE).write_bytes(content)
    with pytest.raises(DamagedDatabase):
        copy_by_key(school.location, key, system_clock)
    left = list((folder_of(school) / BACKUPS).iterdir())
    assert [one.name for one in left] == [LIST]


def test_a_plain_database_is_refused_before_anything_is_copied(
    folder_school: SmallSchool,
) -> None:
    school, key = folder_school, a_key(folder_school)
    path = folder_of(school) / SCHOOL_FILE
    path.unlink()
    plain = sqlcipher3.connect(path)
    plain.execute("CREATE TABLE notes (words TEXT)")
    plain.close()
    with pytest.raises(Problem, match="is not the school's file"):
        copy_by_key(school.location, key, system_clock)
    shutil.rmtree(folder_of(school))
    with pytest.raises(Problem, match="not in its place"):
        copy_by_key(school.location, key, system_clock)
