"""Real processes on one school: one sends, another's open list shows it, a third reads nothing."""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.reports import answers
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.clock import system_clock
from trent_desktop.journeys import when_value
from trent_desktop.reports.kinds.content import names as n

ROOT = Path(__file__).parents[2]
_STRANGER = """
import sqlite3, sys
import sqlcipher3
from trent_desktop.storage.database import connect_file
from pathlib import Path
file = Path(sys.argv[1])
try:
    sqlite3.connect(file).execute("SELECT name FROM sqlite_master").fetchall()
except sqlite3.DatabaseError as error:
    print(error)
try:
    connect_file(file, bytes(32)).execute("SELECT name FROM sqlite_master").fetchall()
except sqlcipher3.DatabaseError as error:
    print(error)
"""


@contextmanager
def open_list(school: SmallSchool, name: str) -> Iterator[subprocess.Popen[str]]:
    """The whole program in a process of its own, with its list of reports open."""
    home = school.folder / f"home of {name}"
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys_e2e.open_list", school.location.shown, name],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TRENT_PASSWORD": PASSWORD, "XDG_DATA_HOME": str(home)},
    ) as program:
        yield program
        assert program.stdin is not None
        program.stdin.close()
        assert program.wait(60) == 0


def next_line(program: subprocess.Popen[str], seconds: float) -> str:
    """What the program says next, within so many seconds."""
    assert program.stdout is not None
    with selectors.DefaultSelector() as waiting:
        waiting.register(program.stdout, selectors.EVENT_READ)
        assert waiting.select(seconds), f"nothing within {seconds} seconds"
    return program.stdout.readline().strip()


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot wait for a pipe with a selector")
def test_what_one_sends_is_on_the_others_open_list_within_five_seconds(
    folder_school: SmallSchool,
) -> None:
    made = answers.quick(**{n.HAPPENED_AT: when_value(system_clock())})
    folder_school.clock.at = system_clock()
    teacher = folder_school.open("teacher1")
    with open_list(folder_school, "ict") as ict, open_list(folder_school, "teacher2") as stranger:
        assert next_line(ict, 60) == "ready"
        assert next_line(stranger, 60) == "ready"
        for _ in range(2):
            sent = teacher.cases.send(folder_school.draft(made))
            begun = time.monotonic()
            assert next_line(ict, 5) == sent.reference
            assert time.monotonic() - begun < 5
        with pytest.raises(AssertionError, match="nothing within"):
            next_line(stranger, 3)


def test_a_third_process_reads_nothing(folder_school: SmallSchool) -> None:
    folder_school.open("teacher1").cases.send(folder_school.draft(answers.quick()))
    file = folder_school.location.school_file
    done = subprocess.run(
        [sys.executable, "-c", _STRANGER, str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.stdout.splitlines() == ["file is not a database"] * 2
    content = file.read_bytes()
    for word in (answers.SEEN, "volcano", "Łukasz", "Larkfield", "case_record"):
        assert word.encode() not in content
