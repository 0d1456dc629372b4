"""The file as it will be, made beside the school's: nobody sees it before it is whole.

It begins as the copy, under today's key and in today's form. Then what stands is put in the place
of what the copy says of it, what was destroyed is taken out again, and the trail goes on.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3

from trent_desktop import files
from trent_desktop.problems import DamagedDatabase, NotASchool
from trent_desktop.storage.audit import Act, write_entry
from trent_desktop.storage.copies.copy_keys import SETTING as COPY_KEYS
from trent_desktop.storage.copies.copy_keys import without_unpublished
from trent_desktop.storage.database import Database, opens
from trent_desktop.storage.key_slots import KeyDocument
from trent_desktop.storage.location import SCHOOL_FILE, Location
from trent_desktop.storage.restoring.held import HeldCopy, document_beside
from trent_desktop.storage.restoring.shutting_out import (
    MAY_COME_IN,
    REMOVED,
    Known,
    ShuttingOut,
    stored_moment,
)
from trent_desktop.storage.restoring.standing import (
    APART,
    SETTINGS_THAT_STAY,
    STAYS,
    columns_of,
    put_rows,
    rows_of,
)
from trent_desktop.storage.restoring.stored import NO_ID, counted, require_rows_of_ours
from trent_desktop.storage.restoring.taken_away import TakenAway, taken_away
from trent_desktop.storage.schema import CURRENT, bring_copy_up_to_date
from trent_desktop.storage.sqlcipher import connect_file

_LOST_KEYS = "lost_keys"


@dataclass(frozen=True, slots=True)
class Said:
    """What the trail says of it: who, when, with the code in the safe or not."""

    at: dt.datetime
    member_id: uuid.UUID | None
    copy: HeldCopy


@dataclass(frozen=True, slots=True)
class Standing:
    """Who belongs to the school and so on, as it was read out of the present file, whole."""

    tables: Mapping[str, tuple[list[str], list[tuple[Any, ...]]]]
    newest: tuple[int, str]
    change: int

    def may_come_in(self) -> frozenset[str]:
        """Whose keys may lie in the key document, as holders stand there."""
        columns, rows = self.tables["member"]
        stored, state = columns.index("id"), columns.index("state")
        return frozenset(str(uuid.UUID(row[stored])) for row in rows if row[state] in MAY_COME_IN)


def read_standing(present: Any) -> Standing | None:
    """What stands in the file as it is; None when any of it does not read, or is not of this form.

    `present` is a connection to it, alone or in a unit of work that reads.
    """
    wanted = (*STAYS, *APART)
    try:
        (version,) = present.execute("SELECT version_num FROM alembic_version").fetchone()
        if version != CURRENT:
            return None
        tables: dict[str, tuple[list[str], list[tuple[Any, ...]]]] = {}
        for table in wanted:
            columns = columns_of(present, table)
            tables[table] = (columns, rows_of(present, table, columns))
        row = present.execute(
            "SELECT number, link FROM audit_entry ORDER BY number DESC LIMIT 1"
        ).fetchone()
        change = present.execute("SELECT change FROM school").fetchone()
    except (sqlcipher3.Error, TypeError):
        return None
    if row is None or change is None or not tables["member"][1]:
        return None
    return Standing(tables, (row[0], row[1]), change[0])


@dataclass(slots=True)
class Preparing:
    """One file in the making, in a folder of its own."""

    folder: Path
    key: bytes
    copy: HeldCopy
    #: The school's keys as they are, or as they will be where both copies of them are gone.
    document: KeyDocument
    known: Known
    said: Said

    @property
    def path(self) -> Path:
        """Where it is made."""
        return self.folder / SCHOOL_FILE

    def make(self, standing: Standing | None, present: Any) -> None:
        """Make it, and read it through. `standing` None: what the copy says, and what is known.

        `present` is a connection to the file as it is, None where it does not open. Raises `TooNew`, `NotASchool`, `DamagedDatabase` or `OSError`, and what SQLite raises.
        """
        files.copy(self.copy.path, self.path)
        _under(self.path, self.copy.key, self.key)
        made = Database(Location(folder=self.folder), self.key)
        try:
            bring_copy_up_to_date(made)
            with _without_references(connect_file(self.path, self.key)) as connection:
                try:
                    self._require_same_school(connection)
                    require_rows_of_ours(connection)
                    change = self._put_together(connection, standing, present)
                    _mend_references(connection)
                except (ValueError, TypeError, AttributeError, OverflowError) as error:
                    raise _not_whole() from error  # rows that no program wrote
            with made.write() as session:
                write_entry(
                    session,
                    self.said.at,
                    self.said.member_id,
                    Act.COPY_PUT_BACK,
                    self.copy.name,
                    {"copy": self.copy.day.isoformat(), "change": change},
                )
        finally:
            made.close()
        _require_whole(self.path, self.key)

    # ------------------------------------------------------------------ what comes from where

    def _require_same_school(self, connection: Any) -> None:
        row = connection.execute("SELECT school_id FROM school").fetchone()
        if row is None or uuid.UUID(row[0]) != self.document.school_id:
            raise NotASchool(
                "That is a copy of another school.",
                what_to_do="Choose a copy of this one. Nothing was changed.",
            )

    def _put_together(self, connection: Any, standing: Standing | None, present: Any) -> int:
        """Gives the change number that the file has afterwards."""
        taken: TakenAway | None = None
        (change,) = connection.execute("SELECT change FROM school").fetchone()
        before = _public_keys(connection)
        if standing is not None and _goes_on(connection, standing.newest):
            # The copy holds all that the file says and more: the file is the older of the two.
            self._merge(connection, standing)
            standing = None
        if standing is not None:
            change = max(change, standing.change)
            with suppress(sqlcipher3.Error):  # of a file that is damaged there
                taken = taken_away(present, connection)
            self._take_over(connection, standing)
        else:
            then = document_beside(self.copy.path)
            ShuttingOut(connection, self.document, then, self.known, self.said.at).do()
            self._end_copy_keys(connection)
        change = max(change, self.known.change) + 1
        connection.execute(
            "UPDATE school SET change = ?, directory_change = ?, key_change = ? WHERE id = 1",
            (change, change, self.document.key_change),
        )
        self._lift(connection, self.known.counters)
        connection.executemany(
            "INSERT OR IGNORE INTO destroyed (case_id, at) VALUES (?, ?)",
            [(one.hex, stored_moment(self.said.at)) for one in self.known.destroyed],
        )
        _give_back_later(connection, before)
        if taken is not None:
            taken.put(connection)
        _destroy_again(connection)
        _forget_who_left(connection)
        return change

    def _take_over(self, connection: Any, standing: Standing) -> None:
        """Put what stands in the place of what the copy says of it."""
        of_copy = connection.execute("SELECT id FROM member").fetchall()
        there = {row[0] for row in of_copy}
        columns, rows = standing.tables["member"]
        stay = {row[columns.index("id")] for row in rows}
        connection.executemany(
            # Whom nobody knows any more came with the copy alone, and is let in by nothing.
            "UPDATE member SET state = ?, plain_name = NULL, slot_aside = NULL WHERE id = ?",
            [(REMOVED, one) for one in there - stay],
        )
        for table in STAYS:
            if table != "member":
                connection.execute(f"DELETE FROM {table}")
        # By which name nobody can be taken for another while they are put in one by one.
        connection.execute("UPDATE member SET plain_name = NULL")
        for table in STAYS:
            put_rows(connection, table, *standing.tables[table])
        columns, rows = standing.tables["school"]
        put_rows(connection, "school", columns, rows)
        self._settings(connection, standing)
        connection.execute("DELETE FROM audit_entry")
        put_rows(connection, "audit_entry", *standing.tables["audit_entry"])
        self._merge(connection, standing)

    def _settings(self, connection: Any, standing: Standing) -> None:
        columns, rows = standing.tables["setting"]
        name = columns.index("name")
        marks = ", ".join("?" * len(SETTINGS_THAT_STAY))
        connection.execute(f"DELETE FROM setting WHERE name IN ({marks})", SETTINGS_THAT_STAY)
        stay = [row for row in rows if row[name] in SETTINGS_THAT_STAY]
        put_rows(connection, "setting", columns, stay)

    def _end_copy_keys(self, connection: Any) -> None:
        """Those that are not among the copies any more, where jobs find them, were ended since."""
        row = connection.execute(
            "SELECT value FROM setting WHERE name = ?", (COPY_KEYS,)
        ).fetchone()
        if row is None:
            return
        keys = json.loads(row[0])
        left = without_unpublished(self.folder.parent, keys, self.said.at)
        put_rows(connection, "setting", ["name", "value"], [(COPY_KEYS, json.dumps(left))])

    def _merge(self, connection: Any, standing: Standing) -> None:
        """Of what was destroyed, and of counters, both count."""
        put_rows(connection, "destroyed", *standing.tables["destroyed"])
        columns, rows = standing.tables["counter"]
        name, last = columns.index("name"), columns.index("last")
        found = {row[name]: row[last] for row in rows if counted(row[name], row[last])}
        self._lift(connection, found)

    def _lift(self, connection: Any, seen: Mapping[str, int]) -> None:
        connection.executemany(
            "INSERT INTO counter (name, last) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last)",
            list(seen.items()),
        )


# ---------------------------------------------------------------------- rows


def _public_keys(connection: Any) -> dict[str, bytes]:
    return dict(connection.execute("SELECT id, public_key FROM member").fetchall())


def _goes_on(connection: Any, newest: tuple[int, str]) -> bool:
    """Whether the trail at hand holds this entry, and goes on after it."""
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM audit_entry").fetchone()
    row = connection.execute("SELECT link FROM audit_entry WHERE number = ?", (newest[0],))
    found = row.fetchone()
    return last > newest[0] and found is not None and found[0] == newest[1]


def _destroy_again(connection: Any) -> None:
    connection.execute(f"DELETE FROM destroyed WHERE {NO_ID.format('case_id')}")
    for table, column in (
        ("case_attachment", "case_id"),
        ("case_entry", "case_id"),
        ("case_reader", "case_id"),
        ("case_record", "id"),
    ):
        connection.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT case_id FROM destroyed)")


def _forget_who_left(connection: Any) -> None:
    """Whoever was removed since reads nothing, as if the copy had been made after it."""
    connection.execute(
        "DELETE FROM case_reader WHERE reader_id IN (SELECT id FROM member WHERE state = ?)",
        (REMOVED,),
    )


def _give_back_later(connection: Any, before: Mapping[str, bytes]) -> None:
    """What the copy sealed to keys that a member has no more waits to be given back to her."""
    lost = [
        stored
        for stored, public in _public_keys(connection).items()
        if stored in before and before[stored] != public
    ]
    changed = [
        stored
        for stored in lost
        if connection.execute(
            "UPDATE case_reader SET sealed_key = x'' WHERE reader_id = ?", (stored,)
        ).rowcount
    ]
    if not changed:
        return
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (_LOST_KEYS,)).fetchone()
    listed: list[str] = json.loads(row[0]) if row else []
    listed += [one for stored in changed if (one := str(uuid.UUID(stored))) not in listed]
    put_rows(connection, "setting", ["name", "value"], [(_LOST_KEYS, json.dumps(listed))])


def _mend_references(connection: Any) -> None:
    """A class that came after the copy is nobody's. Raises `DamagedDatabase` for anything else."""
    connection.execute(
        "UPDATE member SET class_id = NULL WHERE class_id IS NOT NULL "
        "AND class_id NOT IN (SELECT id FROM school_class)"
    )
    connection.execute(
        "DELETE FROM member_class WHERE class_id NOT IN (SELECT id FROM school_class) "
        "OR member_id NOT IN (SELECT id FROM member)"
    )
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise _not_whole()


# ---------------------------------------------------------------------- the file


def _under(path: Path, before: bytes, now: bytes) -> None:
    """Encrypt the copy anew, when its key is not today's. Proved by opening it."""
    if before == now:
        return
    connection = connect_file(path, before)
    try:
        connection.execute(f"PRAGMA rekey = \"x'{now.hex()}'\"")
    finally:
        connection.close()
    if not opens(path, now):
        raise _not_whole()


class _without_references:  # noqa: N801 - used as a word
    """One transaction in which references are not looked at."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __enter__(self) -> Any:
        self._connection.execute("PRAGMA foreign_keys = OFF")
        self._connection.execute("PRAGMA secure_delete = ON")
        self._connection.execute("BEGIN IMMEDIATE")
        return self._connection

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                self._connection.execute("COMMIT")
        finally:
            self._connection.close()


def _require_whole(path: Path, key: bytes) -> None:
    connection = connect_file(path, key)
    try:
        bad = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        said = connection.execute("PRAGMA integrity_check(1)").fetchall()
    finally:
        connection.close()
    if bad or said != [("ok",)]:
        raise _not_whole()


def _not_whole() -> DamagedDatabase:
    return DamagedDatabase(
        "That copy could not be made into a whole file.",
        what_to_do="Nothing was changed. Try the copy of another day.",
    )
