"""A school's folder in every state there is a sentence for, and what each kind of work says of it.

Run by `test_when_it_fails.py` as a program of its own, where calls of the system can be made to
fail. Prints JSON: for each state what came of each act, whether the folder changed, and whether the
school opened afterwards. Usage: failing_states.py FOLDER [STATE...]
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.failing_calls import ALL, OPEN, READ, WRITE, FailingCalls
from tests.reports import answers
from tests.storage.failing_ground import STATES, Ground, state
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import Problem
from trent_desktop.storage import damage, key_store, turns
from trent_desktop.storage import database as databases
from trent_desktop.storage.cipher import digest
from trent_desktop.storage.location import (
    BACKUPS,
    KEYS_COPY,
    KEYS_FILE,
    SCHOOL_FILE,
)

# ----------------------------------------------------------------- states on the disk


@state
def away(ground: Ground) -> Iterator[None]:
    aside = ground.folder / "unplugged"
    (ground.folder / "drive").rename(aside)
    yield
    aside.rename(ground.folder / "drive")


@state
def folder_deleted(ground: Ground) -> Iterator[None]:
    shutil.rmtree(ground.share)
    yield


@state
def folder_emptied(ground: Ground) -> Iterator[None]:
    for path in list(ground.share.iterdir()):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    yield


@state
def file_deleted(ground: Ground) -> Iterator[None]:
    ground.file.unlink()
    yield


@state
def file_empty(ground: Ground) -> Iterator[None]:
    os.truncate(ground.file, 0)
    yield


@state
def file_cut_off(ground: Ground) -> Iterator[None]:
    os.truncate(ground.file, ground.file.stat().st_size // 2)
    yield


@state
def page_damaged(ground: Ground) -> Iterator[None]:
    _write(ground.file, 100, b"\7" * 100)
    yield


@state
def every_page_damaged(ground: Ground) -> Iterator[None]:
    ground.file.write_bytes(b"\x5a" * ground.file.stat().st_size)
    yield


@state
def no_database(ground: Ground) -> Iterator[None]:
    ground.file.write_bytes(b"Dear all, please find attached. " * 1001)
    yield


@state
def plain_database(ground: Ground) -> Iterator[None]:
    ground.file.unlink()
    plain = sqlite3.connect(ground.file)
    plain.execute("CREATE TABLE notes (words TEXT)")
    plain.close()
    yield


@state
def file_of_another_school(ground: Ground) -> Iterator[None]:
    shutil.copy(ground.other / SCHOOL_FILE, ground.file)
    yield


@state
def keys_of_another_school(ground: Ground) -> Iterator[None]:
    for name in (KEYS_FILE, KEYS_COPY):
        shutil.copy(ground.other / name, ground.share / name)
    yield


@state
def keys_with_none_of_her_name(ground: Ground) -> Iterator[None]:
    for name in (KEYS_FILE, KEYS_COPY):
        shutil.copy(ground.unlike / name, ground.share / name)
    yield


@state
def file_of_an_older_day(ground: Ground) -> Iterator[None]:
    shutil.copy(ground.before / SCHOOL_FILE, ground.file)
    yield


@state
def file_of_an_older_day_with_copies(ground: Ground) -> Iterator[None]:
    (ground.share / BACKUPS).mkdir(exist_ok=True)
    for ends in (".db", ".keys"):
        shutil.copy(ground.before / f"school-2026-11-20{ends}", ground.share / BACKUPS)
    shutil.copy(ground.before / SCHOOL_FILE, ground.file)
    yield


@state
def keys_of_an_older_day(ground: Ground) -> Iterator[None]:
    for name in (KEYS_FILE, KEYS_COPY):
        shutil.copy(ground.before / name, ground.share / name)
    yield


@state
def one_key_copy_missing(ground: Ground) -> Iterator[None]:
    (ground.share / KEYS_FILE).unlink()
    yield


@state
def one_key_copy_older(ground: Ground) -> Iterator[None]:
    shutil.copy(ground.before / KEYS_COPY, ground.share / KEYS_COPY)
    yield


@state
def both_key_copies_damaged(ground: Ground) -> Iterator[None]:
    for name in (KEYS_FILE, KEYS_COPY):
        (ground.share / name).write_bytes(b"\0" * 300)
    yield


@state
def both_key_copies_gone(ground: Ground) -> Iterator[None]:
    for name in (KEYS_FILE, KEYS_COPY):
        (ground.share / name).unlink()
    yield


@state
def write_ahead_log(ground: Ground) -> Iterator[None]:
    ground.ordered("PRAGMA journal_mode = WAL")
    yield


@state
def newer_version(ground: Ground) -> Iterator[None]:
    ground.ordered("UPDATE alembic_version SET version_num = 'v9_0'")
    yield


@state
def no_version(ground: Ground) -> Iterator[None]:
    ground.ordered("DELETE FROM alembic_version")
    yield


@state
def busy(ground: Ground) -> Iterator[None]:
    other = ground.connect()
    other.execute("BEGIN IMMEDIATE")
    patience, turns.STILL_S = turns.STILL_S, 0.1
    yield
    turns.STILL_S = patience
    other.execute("ROLLBACK")
    other.close()


# ----------------------------------------------------------------- calls that fail


@state
def read_only(ground: Ground) -> Iterator[None]:
    with ground.failing(WRITE, errno.EROFS):
        yield


@state
def may_not_save(ground: Ground) -> Iterator[None]:
    with ground.failing(WRITE, errno.EACCES):
        yield


@state
def may_not_open(ground: Ground) -> Iterator[None]:
    with ground.failing(OPEN | WRITE, errno.EACCES):
        yield


@state
def full(ground: Ground) -> Iterator[None]:
    with ground.failing(WRITE, errno.ENOSPC):
        yield


@state
def quota(ground: Ground) -> Iterator[None]:
    with ground.failing(WRITE, errno.EDQUOT):
        yield


@state
def stale(ground: Ground) -> Iterator[None]:
    with ground.failing(ALL, errno.ESTALE):
        yield


@state
def unreadable(ground: Ground) -> Iterator[None]:
    with ground.failing(READ, errno.EIO, ground.file):
        yield


@state
def unwritable(ground: Ground) -> Iterator[None]:
    with ground.failing(WRITE, errno.EIO, ground.file):
        yield


def _write(path: Path, at: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(content)


# ----------------------------------------------------------------- what is done there


def told(act: Callable[[], str]) -> dict[str, str]:
    try:
        return {"came": act()}
    except Problem as problem:
        return {
            "kind": type(problem).__name__,
            "words": problem.words,
            "what to do": problem.what_to_do,
        }
    except BaseException:  # noqa: BLE001 - that is what was looked for
        return {"mistake": traceback.format_exc()}


def acts(ground: Ground, opened: OpenSchool, known: Path) -> dict[str, dict[str, str]]:
    school = ground.school
    told_of: dict[str, dict[str, str]] = {}

    def sign_in(name: str, root: Path | None) -> str:
        one = school.open(name, root=root)
        said = " | ".join(one.notices)
        one.close()
        return f"{'away' if one.started_away else 'in'}: {said}"

    def read() -> str:
        opened.check_audit()
        return "read"

    def change() -> str:
        opened.settings.change_profile(opened.settings.profile())
        return "changed"

    def send() -> str:
        sent = opened.cases.send(school.draft(answers.quick()))
        return f"waits: {sent.why}" if sent.queued else "sent"

    def look() -> str:
        seen = opened.follow()
        return f"ended {seen.ended}" if seen.ended else "away" if seen.away else seen.trouble

    told_of["read"] = told(read)
    told_of["change"] = told(change)
    told_of["send"] = told(send)
    told_of["look"] = told(look)
    told_of["known"] = told(lambda: sign_in("ict", known))
    told_of["new"] = told(lambda: sign_in("deputy", None))
    told_of["colleague"] = told(lambda: sign_in("deputy", known))
    return told_of


def contents(folder: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found[path.relative_to(folder).as_posix()] = digest(path.read_bytes())
    return found


def tried(ground: Ground, name: str) -> dict[str, Any]:
    known = ground.anew()
    opened = ground.school.open("ict", root=ground.folder / "laptops" / "open")
    opened.follow()  # the day's copy is made now
    with suppress(OSError):
        shutil.rmtree(ground.share / BACKUPS)
    (ground.share / BACKUPS).mkdir()
    (ground.share / BACKUPS / ".making-2026-11-23").write_bytes(b"")
    made = contextmanager(STATES[name])
    with made(ground):
        with FailingCalls(ground.share).looking():
            here = ground.share.is_dir()
            before = contents(ground.share) if here else {}
        told_of = acts(ground, opened, known)
        with FailingCalls(ground.share).looking():
            after = contents(ground.share) if here else {}
    opened.close()
    ground.school.close()
    again = told(lambda: "in" if not ground.school.open("head").started_away else "away")
    ground.school.close()
    changed = sorted(
        one for one in before.keys() | after.keys() if before.get(one) != after.get(one)
    )
    return {"acts": told_of, "changed": changed, "afterwards": again}


def main() -> None:
    folder, *names = sys.argv[1:]
    # How long it waits before it looks again is no part of what it then says.
    databases._MOMENT_S = damage._PAUSE_S = key_store._PAUSE_S = 0.0
    ground = Ground(Path(folder))
    print(json.dumps({name: tried(ground, name) for name in names or STATES}))


if __name__ == "__main__":
    main()
