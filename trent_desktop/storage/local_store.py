"""The store on this laptop: one encrypted file per member and school.

It holds a full-text index of what this member may read, which the school's file can tell again.
What nobody else has, above all drafts and the outbox, lies beside it in the `box`, which no damage
to this file touches. Its key is random, sealed to her public key, so that only she can unwrap it.
Unlike the shared file it stays open while she is signed in and keeps a write-ahead log: it is on
this laptop's own disk, and a list must answer while she types (docs/decisions/local-store.md).
"""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlcipher3

from trent_desktop import files
from trent_desktop.clock import Clock
from trent_desktop.news import News
from trent_desktop.problems import DiskFull, Problem, SignedOut
from trent_desktop.storage.atomic_file import write_whole
from trent_desktop.storage.box.box import Box
from trent_desktop.storage.box.carrying_over import OF_INDEX, carry_over
from trent_desktop.storage.box.sorts import Sort
from trent_desktop.storage.box.turn import ProcessTurn
from trent_desktop.storage.box.words import GONE
from trent_desktop.storage.cipher import CannotOpen, new_key, seal, unseal
from trent_desktop.storage.sqlcipher import connect_file

_STORE = "store.db"
_KEY = "store.key"
_SUSPECT = "store.check"  # there when a page could not be read: the next opening looks at all
_LOCK = "store.lock"
_PATIENCE_S = 30.0
PUT_ASIDE = (
    "The copy of the school’s reports on this laptop could not be read and was put aside; it is "
    "made again automatically. Drafts, and reports that wait to be sent, are kept apart from it."
)
#: The same where an earlier program kept all of it in one file.
ALL_PUT_ASIDE = (
    "What was kept on this laptop could not be read and was put aside: drafts, and reports that "
    "still waited here to be sent. Check among the reports whether the last one you sent is there."
)
_SCHEMA = """
CREATE TABLE draft (
    id TEXT PRIMARY KEY, journey TEXT NOT NULL, stage TEXT NOT NULL, page TEXT NOT NULL,
    answers TEXT NOT NULL, trail TEXT NOT NULL, case_id TEXT, reference TEXT NOT NULL,
    started_at TEXT NOT NULL, kept_at TEXT NOT NULL
) STRICT;
CREATE TABLE outbox (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, content TEXT NOT NULL, put_at TEXT NOT NULL
) STRICT;
CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE case_row (
    id INTEGER PRIMARY KEY, case_id TEXT NOT NULL UNIQUE, reference TEXT NOT NULL,
    kind TEXT NOT NULL, route TEXT NOT NULL, state TEXT NOT NULL, title TEXT NOT NULL,
    class_name TEXT NOT NULL, year_group TEXT, category TEXT NOT NULL, severity INTEGER NOT NULL,
    happened_at TEXT, recorded_at TEXT NOT NULL, updated_at TEXT NOT NULL,
    reporter_id TEXT NOT NULL, reporter_name TEXT NOT NULL, waiting_for TEXT,
    readable INTEGER NOT NULL, version INTEGER NOT NULL
) STRICT;
CREATE INDEX case_row_reporter ON case_row (reporter_id, id);
CREATE INDEX case_row_waiting ON case_row (waiting_for, id);
CREATE INDEX case_row_state ON case_row (state, id);
CREATE INDEX case_row_category ON case_row (category, id);
CREATE TABLE case_tally (
    reporter_id TEXT NOT NULL, waiting_for TEXT NOT NULL, state TEXT NOT NULL,
    readable INTEGER NOT NULL, cases INTEGER NOT NULL,
    PRIMARY KEY (reporter_id, waiting_for, state, readable)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER case_row_came AFTER INSERT ON case_row BEGIN
    INSERT INTO case_tally VALUES
        (new.reporter_id, coalesce(new.waiting_for, ''), new.state, new.readable, 1)
        ON CONFLICT DO UPDATE SET cases = cases + 1;
END;
CREATE TRIGGER case_row_went AFTER DELETE ON case_row BEGIN
    UPDATE case_tally SET cases = cases - 1
        WHERE reporter_id = old.reporter_id AND waiting_for = coalesce(old.waiting_for, '')
        AND state = old.state AND readable = old.readable;
END;
CREATE VIRTUAL TABLE case_words USING fts5(
    words, content='', contentless_delete=1, prefix='1 2 3',
    tokenize="unicode61 remove_diacritics 2"
);
"""
# What somebody was given to do.
_TASKS = """
CREATE TABLE task_row (
    id TEXT PRIMARY KEY, case_id TEXT NOT NULL, reads_case INTEGER NOT NULL,
    content TEXT NOT NULL, told INTEGER NOT NULL
) STRICT;
CREATE INDEX task_row_case ON task_row (case_id);
"""
# What reports come to in numbers. It goes with the row of the list that it belongs to.
_FIGURES = """
CREATE TABLE case_moments (
    id INTEGER PRIMARY KEY, day INTEGER NOT NULL, kind TEXT NOT NULL, route TEXT NOT NULL,
    year_group TEXT NOT NULL, category TEXT NOT NULL, state TEXT NOT NULL, over INTEGER NOT NULL,
    about TEXT NOT NULL, to_told INTEGER, to_blocked INTEGER, to_checked INTEGER,
    to_decided INTEGER, to_parents INTEGER, to_signed_off INTEGER
) STRICT;
CREATE INDEX case_moments_over ON case_moments (over, id);
CREATE INDEX case_moments_about ON case_moments (about) WHERE about != '';
CREATE TABLE case_sanction (
    id INTEGER NOT NULL, sanction TEXT NOT NULL, year_group TEXT NOT NULL, day INTEGER NOT NULL
) STRICT;
CREATE INDEX case_sanction_case ON case_sanction (id);
CREATE INDEX case_sanction_day ON case_sanction (day);
CREATE TRIGGER case_moments_went AFTER DELETE ON case_row BEGIN
    DELETE FROM case_moments WHERE id = old.id;
    DELETE FROM case_sanction WHERE id = old.id;
END;
"""
# Who was in what, and what happened, for the page of a child.
_PEOPLE = """
CREATE TABLE case_person (
    case_row INTEGER NOT NULL, who TEXT NOT NULL, name TEXT NOT NULL, part TEXT NOT NULL,
    may_print INTEGER NOT NULL, PRIMARY KEY (who, case_row, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_person_case ON case_person (case_row);
CREATE TABLE case_event (
    case_row INTEGER NOT NULL, number INTEGER NOT NULL, happened_at TEXT NOT NULL,
    recorded_at TEXT NOT NULL, sort TEXT NOT NULL, what TEXT NOT NULL, words TEXT NOT NULL,
    author TEXT NOT NULL, PRIMARY KEY (case_row, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE open_task (
    case_row INTEGER NOT NULL, words TEXT NOT NULL, owner TEXT NOT NULL, due TEXT
) STRICT;
CREATE INDEX open_task_case ON open_task (case_row);
CREATE TRIGGER case_row_left AFTER DELETE ON case_row BEGIN
    DELETE FROM case_person WHERE case_row = old.id;
    DELETE FROM case_event WHERE case_row = old.id;
    DELETE FROM open_task WHERE case_row = old.id;
END;
"""
# Until when a serious report waits for something.
_CLOCKS = """
CREATE TABLE case_clock (id INTEGER PRIMARY KEY, due TEXT NOT NULL, line TEXT NOT NULL) STRICT;
CREATE INDEX case_clock_due ON case_clock (due);
CREATE TRIGGER case_clock_went AFTER DELETE ON case_row BEGIN
    DELETE FROM case_clock WHERE id = old.id;
END;
"""
# Drafts, the outbox and small things remembered are in the box.
_OVER = f"""
DROP TABLE IF EXISTS draft;
DROP TABLE IF EXISTS outbox;
DELETE FROM note WHERE name NOT IN ({", ".join(f"'{name}'" for name in OF_INDEX)});
"""
# What is open is put in order by level, and is little beside what is over.
_OPEN = "CREATE INDEX IF NOT EXISTS case_row_open ON case_row (id) WHERE waiting_for != '';"
#: What each version of the store added, oldest first.
_VERSIONS = (_SCHEMA, _TASKS, _FIGURES, _PEOPLE, _CLOCKS, _OVER, _OPEN)
#: From this one on the box was there.
_WITH_BOX = _VERSIONS.index(_OVER) + 1


class LocalStore:
    """An open store. Reads and writes may come from any thread; each waits its turn."""

    def __init__(self, folder: Path, public_key: bytes, private_key: bytes, clock: Clock) -> None:
        """Open the store in `folder`, or make it, and the box in it.

        A damaged store is put aside under another name, never overwritten; `notices` says so, and
        what else was lost. Raises `DiskFull` or `Problem` when the folder cannot be used.
        """
        self.notices: tuple[str, ...] = ()
        #: Hears what moved on this laptop, once it is kept: drafts, say, in whichever process.
        self.news = News()
        self._path = folder / _STORE
        self._suspect = folder / _SUSPECT
        self._write_turn = threading.RLock()
        self._read_turn = threading.Lock()
        self._is_open = True
        #: What nobody else has.
        self.box = Box(folder, public_key, private_key, clock, self.news)
        try:
            with _alone(folder / _LOCK):
                self._open_index(self._key(folder / _KEY, public_key, private_key, clock), clock)
        except (OSError, sqlcipher3.OperationalError) as error:
            self.box.close()
            raise Problem(
                "This laptop's own folder for Trent Desktop cannot be used.",
                what_to_do="Check that the disk is not full and that you may write there.",
                where=str(folder),
            ) from error
        except BaseException:
            self.box.close()
            raise
        self.notices += self.box.notices

    def _open_index(self, key: bytes, clock: Clock) -> None:
        try:
            self._writer = self._open(key)
        except sqlcipher3.DatabaseError as error:
            if isinstance(error, sqlcipher3.OperationalError):
                raise  # busy, or no room: nothing is wrong with the store itself
            self._put_aside(clock, _STORE)
            self._writer = self._open(key)
        self._reader = connect_file(self._path, key)

    def close(self) -> None:
        """Close the file; nothing of it is opened again. Calling it twice does no harm."""
        with self._write_turn, self._read_turn:
            self._is_open = False
            self._reader.close()
            self._writer.close()
        self.box.close()

    def require_open(self) -> None:
        """Raise `SignedOut` once it is closed."""
        if not self._is_open:
            raise SignedOut

    @contextmanager
    def reading(self) -> Generator[Any]:
        """A connection for reading, for a moment."""
        with self._read_turn, self._words():
            self.require_open()
            yield self._reader

    @contextmanager
    def writing(self, *, lasting: bool = True) -> Generator[Any]:
        """A connection inside one transaction: all of it or nothing.

        Without `lasting` a flat battery may undo it, as a whole, until the next one that lasts:
        for what the next look at the share finds out again. It then waits for no disk.
        """
        with self._write_turn, self._words():
            self.require_open()
            if not lasting:
                self._writer.execute("PRAGMA synchronous = NORMAL")
            try:
                self._writer.execute("BEGIN IMMEDIATE")
                try:
                    yield self._writer
                    self._writer.execute("COMMIT")
                except BaseException:
                    with suppress(sqlcipher3.Error):
                        self._writer.execute("ROLLBACK")
                    raise
            finally:
                if not lasting:
                    self._writer.execute("PRAGMA synchronous = FULL")

    def note(self, name: str) -> str:
        """A small remembered value, empty when there is none."""
        return self.box.get(Sort.NOTE, name) or ""

    def remember(self, name: str, value: str) -> None:
        """Keep a small value, in the box; an empty one is forgotten."""
        with self.box.changing() as change:
            if value:
                change.put(Sort.NOTE, name, value)
            else:
                change.drop(Sort.NOTE, name)

    def index_note(self, name: str) -> str:
        """How far the index is, under one of its own names; empty when there is nothing."""
        with self.reading() as connection:
            row = connection.execute("SELECT value FROM note WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def _open(self, key: bytes) -> Any:
        connection = connect_file(self._path, key, create=True)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            found = connection.execute("PRAGMA user_version").fetchone()[0]
            if found >= _WITH_BOX and self.box.is_new:
                self.notices += (GONE,)
            if 0 < found < _WITH_BOX:
                carry_over(connection, self.box)
            if found < len(_VERSIONS):
                added = "".join(_VERSIONS[found:])
                newest = len(_VERSIONS)
                connection.executescript(f"BEGIN;{added}PRAGMA user_version = {newest};COMMIT;")
            if found and self._suspect.exists():
                # Looking at every page takes seconds in a big store, so only when one was bad.
                if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                    raise sqlcipher3.DatabaseError("damaged")
                files.remove(self._suspect)
        except BaseException:
            connection.close()
            raise
        return connection

    def _key(self, path: Path, public_key: bytes, private_key: bytes, clock: Clock) -> bytes:
        try:
            return unseal(private_key, files.read(path))
        except FileNotFoundError:
            pass
        except CannotOpen:
            self._put_aside(clock, _KEY)
        if self._path.exists():
            self._put_aside(clock, _STORE)
        key = new_key()
        write_whole(path, seal(public_key, key))
        return key

    def _put_aside(self, clock: Clock, name: str) -> None:
        mark = f"{clock():%Y-%m-%dT%H%M%SZ}"
        for path in self._path.parent.glob(f"{name}*"):
            if ".damaged-" not in path.name:
                files.replace(path, path.with_name(f"{path.name}.damaged-{mark}"))
        files.remove(self._suspect)
        self.notices = (ALL_PUT_ASIDE if self.box.is_new else PUT_ASIDE,)

    @contextmanager
    def _words(self) -> Generator[None]:
        try:
            yield
        except sqlcipher3.OperationalError as error:
            if "full" in str(error):
                raise DiskFull(
                    "This laptop's disk is full, so what you type cannot be kept.",
                    what_to_do="Leave this window open and free some room on the laptop.",
                ) from error
            raise
        except sqlcipher3.DatabaseError as error:
            if isinstance(error, sqlcipher3.IntegrityError | sqlcipher3.ProgrammingError):
                raise
            with suppress(OSError):
                files.write_over(self._suspect, b"")
            raise Problem(
                "What is kept on this laptop is damaged.",
                what_to_do="Close Trent Desktop and open it again; it then checks and repairs this.",
            ) from error


def keep_note(connection: Any, name: str, value: str) -> None:
    """Keep how far the index is, inside a transaction at hand."""
    connection.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, value))


@contextmanager
def _alone(path: Path) -> Generator[None]:
    """Two processes of one program open the store at once; the first makes it."""
    turn = ProcessTurn(path)
    try:
        if not turn.take(_PATIENCE_S):
            raise OSError("another process does not let go of the store")
        yield
    finally:
        turn.close()
