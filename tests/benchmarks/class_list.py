"""Bringing a class list in, against the bare commit of the same rows to the same kind of file."""

from __future__ import annotations

import csv
import random
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figures import Figure, spread
from tests.benchmarks.ground import Ground
from trent_desktop.school.class_lists.planned import Choices, LineKind
from trent_desktop.storage.sqlcipher import connect_file

NAME = "class-list"
_PUPILS = 2_000


def measure(ground: Ground) -> Iterator[Figure]:
    """A CSV of a whole school from the file to the commit; the undoing of it."""
    school = ground.small_school("class-list")
    ict = school.open("ict")
    pupils = _PUPILS if ground.size.rounds > 5 else 50
    taken: list[float] = []
    back: list[float] = []
    raw: list[float] = []
    for number in range(max(3, ground.size.rounds // 8)):
        path = ground.folder / f"list-{number}.csv"
        _write(path, pupils, number)
        begun = time.perf_counter()
        read = ict.class_lists.read(path)
        plan = ict.class_lists.plan(read, Choices(whole_school=True))
        done = ict.class_lists.apply(plan, sure_everybody_leaves=True)
        taken.append((time.perf_counter() - begun) * 1000)
        if done.counts[LineKind.NEW] != pupils:
            raise AssertionError(f"{done.counts} instead of {pupils} new pupils")
        begun = time.perf_counter()
        ict.class_lists.undo(done.step.id)
        back.append((time.perf_counter() - begun) * 1000)
        raw.append(_raw(school.location.school_file, school.made.data_key, pupils))
    yield Figure(
        NAME,
        f"bring in {pupils:,} pupils",
        "ms",
        spread(taken),
        spread(raw),
        "raw SQLCipher commit",
        most=3000,
    )
    yield Figure(NAME, "undo it", "ms", spread(back))


def _write(path: Path, pupils: int, number: int) -> None:
    rolls = random.Random(number)
    with path.open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file)
        lines.writerow(["Forename", "Surname", "Date of birth", "Year", "Class", "Adm no"])
        for one in range(pupils):
            year = one % 6 + 1
            born = f"{rolls.randint(1, 28):02}/{rolls.randint(1, 12):02}/{2021 - year}"
            adm = f"{number:02}{one:05}"
            lines.writerow([f"Fore{adm}", f"Sur{adm}", born, f"Year {year}", f"{year}A", adm])


def _raw(path: Path, key: bytes, pupils: int) -> float:
    """The rows alone, written by the driver: open, one transaction, close. Milliseconds."""
    begun = time.perf_counter()
    connection = connect_file(path, key)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE raw (id TEXT PRIMARY KEY, a, b, c, d, e, f)")
    connection.executemany(
        "INSERT INTO raw VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (uuid.uuid4().hex, f"Fore{one}", f"Sur{one}", "2018-01-01", "4", "4A", str(one))
            for one in range(pupils)
        ],
    )
    connection.execute("COMMIT")
    connection.close()
    lasted = (time.perf_counter() - begun) * 1000
    connection = connect_file(path, key)
    connection.execute("DROP TABLE raw")
    connection.commit()
    connection.close()
    return lasted
